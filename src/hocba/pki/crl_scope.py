"""What a revocation list is about: its extensions, and whether it can prove a certificate good."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import attrs

from hocba.pki.certificate import Certificate

if TYPE_CHECKING:
    from cryptography import x509

__all__ = ["Scope", "read_scope"]

EXPIRED_CERTS_ON_CRL = "2.5.29.60"
GENERALIZED_TIME = 0x18


@attrs.frozen(kw_only=True)
class Scope:
    """The extensions of a list, as far as they limit what it proves (RFC 5280 §5.2)."""

    delta: bool = False
    indirect: bool = False
    some_reasons: bool = False
    user_certificates_only: bool = False
    ca_certificates_only: bool = False
    attribute_certificates_only: bool = False
    point_urls: frozenset[str] | None = None
    unknown_critical: bool = False
    expired_since: datetime | None = None

    def covers(self, certificate: Certificate) -> bool:
        """Whether the list is about certificates like ``certificate``, by its distribution point."""
        if self.attribute_certificates_only:
            return False
        if self.user_certificates_only and certificate.is_ca:
            return False
        if self.ca_certificates_only and not certificate.is_ca:
            return False
        return self.point_urls is None or bool(self.point_urls & certificate.crl_urls)

    @property
    def problem(self) -> str | None:
        """Why the list proves nobody good, as a code; None when it may."""
        if self.delta:
            return "PKI-CRL-DELTA"
        if self.indirect or self.some_reasons:
            return "PKI-CRL-PARTIAL"
        return None


def read_scope(extensions: x509.Extensions) -> Scope:
    """Read the extensions; ValueError of ``cryptography`` for malformed ones is the caller's."""
    from cryptography import x509

    found: dict[str, object] = {}
    for extension in extensions:
        value = extension.value
        if isinstance(value, x509.IssuingDistributionPoint):
            found.update(_distribution_point(value))
        elif isinstance(value, x509.DeltaCRLIndicator):
            found["delta"] = True
        elif extension.oid.dotted_string == EXPIRED_CERTS_ON_CRL and isinstance(
            value, x509.UnrecognizedExtension
        ):
            found["expired_since"] = _generalized_time(value.value)
        elif isinstance(value, x509.UnrecognizedExtension) and extension.critical:
            found["unknown_critical"] = True
    return Scope(**found)  # type: ignore[arg-type]  # the keys are the fields above


def _distribution_point(value: x509.IssuingDistributionPoint) -> dict[str, object]:
    from cryptography import x509

    urls: frozenset[str] | None = None
    if value.full_name is not None or value.relative_name is not None:
        names = value.full_name or ()
        urls = frozenset(name.value for name in names if isinstance(name, x509.UniformResourceIdentifier))
    return {
        "indirect": value.indirect_crl,
        "some_reasons": value.only_some_reasons is not None,
        "user_certificates_only": value.only_contains_user_certs,
        "ca_certificates_only": value.only_contains_ca_certs,
        "attribute_certificates_only": value.only_contains_attribute_certs,
        "point_urls": urls,
    }


def _generalized_time(der: bytes) -> datetime | None:
    """The date of expiredCertsOnCRL; None when it is not what X.509 prescribes (then it proves nothing)."""
    if len(der) != 17 or der[0] != GENERALIZED_TIME or der[1] != 15:
        return None
    try:
        return datetime.strptime(der[2:].decode("ascii"), "%Y%m%d%H%M%SZ").replace(tzinfo=UTC)
    except (ValueError, UnicodeDecodeError):
        return None
