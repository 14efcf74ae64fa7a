"""What every engine shares: the verdict, keys, a bounded subprocess and a place to build things once."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import attrs
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import pkcs12

RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
RSA_PSS_SHA256 = "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1"
ECDSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
DS = "http://www.w3.org/2000/09/xmldsig#"
XADES = "http://uri.etsi.org/01903/v1.3.2#"


@attrs.frozen
class Verdict:
    """What one engine says about one ``ds:Signature``."""

    slot: str
    valid: bool
    detail: str


@attrs.frozen
class Keys:
    """A signer's PKCS#12 file as the engines take it."""

    p12: Path
    password: str


def certificate_of(keys: Keys) -> x509.Certificate:
    """The signer's certificate."""
    _, certificate, _ = pkcs12.load_key_and_certificates(keys.p12.read_bytes(), keys.password.encode())
    assert certificate is not None
    return certificate


def private_key_of(keys: Keys) -> PrivateKeyTypes:
    """The signer's key."""
    key, _, _ = pkcs12.load_key_and_certificates(keys.p12.read_bytes(), keys.password.encode())
    assert key is not None
    return key


def without_chain(keys: Keys) -> bytes:
    """A PKCS#12 with the key and its own certificate only."""
    encryption = serialization.BestAvailableEncryption(keys.password.encode())
    certificate = certificate_of(keys)
    return pkcs12.serialize_key_and_certificates(
        b"signer", private_key_of(keys), certificate, None, encryption
    )


def run(command: Iterable[str | os.PathLike[str]], *, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run a tool; its failure is the caller's to judge."""
    arguments = [os.fspath(part) for part in command]
    return subprocess.run(arguments, input=stdin, capture_output=True, text=True, timeout=300, check=False)


def need(tool: str) -> str:
    """The path of ``tool``; skips the test where it is not installed."""
    found = shutil.which(tool)
    if found is None:
        pytest.skip(f"{tool} is not installed")
    return found


def built_once(name: str, sources: Iterable[Path], build: Callable[[Path], None]) -> Path:
    """A folder in the user's cache, built once per content of ``sources``; safe between processes."""
    digest = hashlib.sha256()
    for source in sorted(sources):
        digest.update(source.read_bytes())
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "hocba-interop"
    target = root / f"{name}-{digest.hexdigest()[:16]}"
    if target.is_dir():
        return target
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root, prefix=f".{name}-") as work:
        made = Path(work) / "made"
        made.mkdir()
        build(made)
        try:
            made.rename(target)
        except OSError:
            if not target.is_dir():  # another process was not faster: a real problem
                raise
    return target


def verdicts(output: str) -> tuple[Verdict, ...]:
    """Read the lines FILE, slot, valid|invalid|refused, detail that the Java and node programs print."""
    rows = (line.split("\t") for line in output.splitlines() if line.count("\t") == 3)
    return tuple(Verdict(slot, result == "valid", detail) for _, slot, result, detail in rows)
