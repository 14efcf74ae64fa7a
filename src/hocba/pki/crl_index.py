"""The entries of a revocation list by serial number."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from cryptography import x509

__all__ = ["Revocation", "index"]

HOLD = "certificateHold"
REMOVED = "removeFromCRL"


@attrs.frozen
class Revocation:
    """One entry. ``since``: the revocation date, or the invalidity date where that is earlier; UTC.

    ``reason`` is the name of RFC 5280 (``keyCompromise`` …), ``unspecified`` where none is given.
    """

    since: datetime
    reason: str = "unspecified"

    @property
    def hold(self) -> bool:
        """Whether the certificate is suspended, not revoked for good."""
        return self.reason == HOLD

    @property
    def removed(self) -> bool:
        """Whether the entry takes an older one back (delta lists)."""
        return self.reason == REMOVED


def index(
    source: x509.CertificateRevocationList, issuer_der: bytes, *, indirect: bool
) -> dict[int, Revocation] | None:
    """All entries about certificates of the list's own issuer; None when one of them cannot be judged.

    In an indirect list an entry may belong to another issuer; so do those after it until the next one
    that says so (RFC 5280 §5.3.3). Of two entries for one serial the one that weighs more counts.
    """
    found: dict[int, Revocation] = {}
    foreign = False
    try:
        for entry in source:
            read = _Read.of(entry.extensions)
            if read.unknown_critical or (read.issuer is not None and not indirect):
                return None
            if read.issuer is not None:
                foreign = issuer_der not in read.issuer
            if foreign:
                continue
            since = entry.revocation_date_utc
            revocation = Revocation(min(since, read.invalid or since), read.reason)
            known = found.get(entry.serial_number)
            found[entry.serial_number] = revocation if known is None else min(known, revocation, key=_weight)
    except Exception:  # the library raises several kinds for hostile bytes; the list is then unreadable
        return None
    return found


def _weight(revocation: Revocation) -> tuple[bool, bool, datetime]:
    return revocation.removed, revocation.hold, revocation.since


@attrs.frozen
class _Read:
    reason: str = "unspecified"
    invalid: datetime | None = None
    issuer: frozenset[bytes] | None = None
    unknown_critical: bool = False

    @classmethod
    def of(cls, extensions: x509.Extensions) -> _Read:
        from cryptography import x509

        reason, invalid, issuer, unknown = "unspecified", None, None, False
        for extension in extensions:
            value = extension.value
            if isinstance(value, x509.CRLReason):
                reason = value.reason.value
            elif isinstance(value, x509.InvalidityDate):
                invalid = value.invalidity_date.replace(tzinfo=UTC)
            elif isinstance(value, x509.CertificateIssuer):
                names = (name for name in value if isinstance(name, x509.DirectoryName))
                issuer = frozenset(name.value.public_bytes() for name in names)
            else:
                unknown = unknown or extension.critical
        return cls(reason, invalid, issuer, unknown)
