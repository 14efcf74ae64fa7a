"""Was the certificate, and every one above it, within its period (C1)?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from hocba.findings import Finding
from hocba.pki.certificate import Certificate
from hocba.pki.paths import PathResult

__all__ = ["check"]


def check(
    certificate: Certificate, path: PathResult, at: datetime, *, not_revoked: bool
) -> Iterator[Finding]:
    """The period at ``at``. ``not_revoked``: the status source proves good for that instant."""
    serial = certificate.serial_hex
    if at < certificate.not_before:
        yield Finding.of(
            "VER-CERT-NOT-YET", serial=serial, start=_shown(certificate.not_before), at=_shown(at)
        )
    elif at > certificate.not_after:
        code = "VER-CERT-EXPIRED-NOT-REVOKED" if not_revoked else "VER-CERT-EXPIRED"
        yield Finding.of(code, serial=serial, end=_shown(certificate.not_after), at=_shown(at))
    elif path.valid and not path.in_force(at):
        yield Finding.of("VER-CA-OUT-OF-BOUNDS", issuer=certificate.issuer_common_name, at=_shown(at))


def _shown(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
