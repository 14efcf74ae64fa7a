"""Evidence that the caller gives: revocation lists and certificates, as objects, files or folders."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import attrs

from hocba.errors import ConfigurationError, InputError
from hocba.files import read_bounded
from hocba.findings import Finding
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.pki.certificate import Certificate, load_certificate
from hocba.pki.containers import split
from hocba.pki.crl import Crl, load_crl

__all__ = ["Evidence"]


@attrs.frozen
class Evidence:
    """Revocation lists and certificates. Nothing in it is trusted: it only helps to prove.

    ``findings`` name files of a folder that were passed over (PKI-EVIDENCE-UNKNOWN).
    """

    crls: tuple[Crl, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    findings: tuple[Finding, ...] = ()

    @classmethod
    def load(cls, items: Iterable[object] = (), *, limits: Limits = DEFAULT_LIMITS) -> Evidence:
        """Gather ``items``: Evidence, Crl, Certificate, ``cryptography`` objects, bytes, paths.

        Files hold DER, PEM or PKCS#7; a path may be a folder, read with its subfolders. A file or bytes given
        by themselves must be evidence; in a folder what is not becomes a finding. Doubles count once.

        Raises InputError (absent, unreadable, not evidence), LimitExceededError and ConfigurationError
        (PKI-EVIDENCE-TYPE).
        """
        crls: list[Crl] = []
        certificates: list[Certificate] = []
        findings: list[Finding] = []
        single = isinstance(items, str | bytes | os.PathLike | cls | Crl | Certificate)
        for item in (items,) if single else items:
            found = _one(item, limits)
            crls.extend(found.crls)
            certificates.extend(found.certificates)
            findings.extend(found.findings)
        return cls(tuple(dict.fromkeys(crls)), tuple(dict.fromkeys(certificates)), tuple(findings))


def _one(item: object, limits: Limits) -> Evidence:
    if isinstance(item, Evidence):
        return item
    if isinstance(item, Crl):
        return Evidence(crls=(item,))
    if isinstance(item, Certificate):
        return Evidence(certificates=(item,))
    if isinstance(item, bytes):
        return _content(item)
    if isinstance(item, str | os.PathLike):
        place = Path(item)
        return _folder(place, limits) if place.is_dir() else _content(read_bounded(place, limits.crl_bytes))
    return _foreign(item)


def _foreign(item: object) -> Evidence:
    from cryptography import x509

    if isinstance(item, x509.CertificateRevocationList):
        return Evidence(crls=(Crl.of(item),))
    if isinstance(item, x509.Certificate):
        return Evidence(certificates=(Certificate.of(item),))
    raise ConfigurationError.of("PKI-EVIDENCE-TYPE", found=type(item).__name__)


def _content(data: bytes) -> Evidence:
    crls: list[Crl] = []
    certificates: list[Certificate] = []
    for kind, der in split(data):
        if kind == "crl":
            crls.append(load_crl(der))
        else:
            certificates.append(load_certificate(der))
    return Evidence(tuple(crls), tuple(certificates))


def _folder(folder: Path, limits: Limits) -> Evidence:
    crls: list[Crl] = []
    certificates: list[Certificate] = []
    findings: list[Finding] = []
    for entry in sorted(place for place in folder.rglob("*") if not place.is_dir()):
        try:
            found = _content(read_bounded(entry, limits.crl_bytes))
        except InputError as problem:
            findings.append(Finding.of("PKI-EVIDENCE-UNKNOWN", file=entry.name, reason=problem.code))
            continue
        crls.extend(found.crls)
        certificates.extend(found.certificates)
    return Evidence(tuple(crls), tuple(certificates), tuple(findings))
