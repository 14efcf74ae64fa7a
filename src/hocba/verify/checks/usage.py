"""What the certificate may be used for, and whether its key and its signatures are strong enough (C3, C5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from hocba.findings import Finding
from hocba.pki.certificate import Certificate
from hocba.pki.paths import PathResult
from hocba.verify.policy import Rules

__all__ = ["check"]


def check(certificate: Certificate, path: PathResult, rules: Rules, at: datetime) -> Iterator[Finding]:
    """Key usage, size of the signer's key, hashes in the path below the anchor."""
    if rules.key_usage_required and not certificate.key_usage_ok:
        yield Finding.of("VER-CERT-USAGE", serial=certificate.serial_hex)
    size = getattr(certificate.public_key, "key_size", 0)
    minimum = rules.ec_bits if hasattr(certificate.public_key, "curve") else rules.rsa_bits
    if size < minimum:
        yield Finding.of("VER-ALG-KEY", serial=certificate.serial_hex, bits=size, minimum=minimum)
    for link in path.chain[:-1] if path.valid else ():
        end = rules.end_of(link.hash_name, "certificate_hashes")
        if end is None or at > end:
            yield Finding.of(
                "VER-ALG-CERTIFICATE",
                issuer=link.issuer_common_name,
                serial=link.serial_hex,
                problem=link.hash_name or "?",
            )
