"""npm xadesjs on node, by way of ``tests/interop/node``."""

from __future__ import annotations

import base64
import json
import shutil
from pathlib import Path

import attrs
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.interop.engines.common import (
    Keys,
    Verdict,
    built_once,
    certificate_of,
    need,
    private_key_of,
    run,
    verdicts,
)

SOURCES = Path(__file__).resolve().parents[1] / "node"


@attrs.frozen
class XadesJs:
    """The installed packages beside the two programs."""

    node: str
    folder: Path

    @classmethod
    def ready(cls) -> XadesJs:
        """Install once with ``npm ci``; skip where node, npm or the registry cannot be had."""
        node, npm = need("node"), need("npm")
        sources = [*SOURCES.glob("*.json"), *SOURCES.glob("*.mjs")]

        def build(folder: Path) -> None:
            for source in sources:
                shutil.copy(source, folder)
            done = run([npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder])
            if done.returncode:
                last = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
                pytest.skip(f"npm ci could not install xadesjs: {last[0]}")

        return cls(node, built_once("node", sources, build))

    def sign(
        self, source: Path, target: Path, slots: dict[str, Keys], *, time: str, claims: dict[str, str]
    ) -> None:
        """Sign ``slots`` one after another as XAdES-B-B; RSA PKCS#1 v1.5 or ECDSA by the kind of key."""
        for slot, keys in slots.items():
            job = _job(keys) | {"slot": slot, "time": time, "claims": claims}
            job |= {"input": str(source), "output": str(target)}
            done = run([self.node, self.folder / "sign.mjs"], stdin=json.dumps(job))
            assert done.returncode == 0, done.stderr
            source = target

    def verify(self, *files: Path) -> tuple[Verdict, ...]:
        """Every signature of every file."""
        done = run([self.node, self.folder / "verify.mjs", *files])
        found = verdicts(done.stdout)
        assert found or done.returncode, done.stderr
        assert (done.returncode == 0) == all(verdict.valid for verdict in found), done.stderr
        return found


def _job(keys: Keys) -> dict[str, object]:
    key, certificate = private_key_of(keys), certificate_of(keys)
    plain = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    curve = {"secp256r1": "P-256", "secp384r1": "P-384"}
    return {
        "key": base64.b64encode(plain).decode(),
        "certificate": base64.b64encode(certificate.public_bytes(serialization.Encoding.DER)).decode(),
        "algorithm": curve[key.curve.name] if isinstance(key, ec.EllipticCurvePrivateKey) else "RSA",
    }
