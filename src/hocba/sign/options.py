"""What a signature holds: the profile and the switches of one batch."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from functools import lru_cache

import attrs

from hocba.errors import ConfigurationError
from hocba.pki.certificate import Certificate

__all__ = ["SignatureOptions", "SignatureProfile", "expiry", "instant", "local_date", "signing_text"]

VIET_NAM = timezone(timedelta(hours=7))


class SignatureProfile(StrEnum):
    """The signature profiles hocba writes (signing.md §3)."""

    XADES_B_B = "xades-b-b"
    XMLDSIG_SIGNINGTIME = "xmldsig-signingtime"

    @classmethod
    def of(cls, value: str) -> SignatureProfile:
        """The profile called ``value``; ConfigurationError (SIGN-PROFILE-UNKNOWN) for any other name."""
        try:
            return cls(value)
        except ValueError:
            known = ", ".join(cls)
            raise ConfigurationError.of("SIGN-PROFILE-UNKNOWN", profile=value, known=known) from None


def _carried(_: object, field: attrs.Attribute[str | None], value: str | None) -> None:
    if value is not None and not value.isprintable():
        raise ConfigurationError.of("SIGN-OPTION-TEXT", option=field.name)


@attrs.frozen(kw_only=True)
class SignatureOptions:
    """Switches of a batch; the defaults are what the Ministry's documents and the law ask for.

    ``empty_ns`` (``compat.empty_ns``): write SignatureProperties without a namespace, as programs in the
    field do. ``rsa_pss``: RSASSA-PSS in place of PKCS#1 v1.5. ``chain`` (``keyinfo.chain``): certificates
    to put into KeyInfo after the signer's own. ``place`` and ``claimed_role`` (XAdES only): None takes them
    from the record and the slot, an empty text leaves them out. ``number``: what to write as ``SO_CCCD``;
    None takes the number of the certificate, else of the record. ``whole_document``
    (``signature.slot_reference`` = ``""``): CBQL and KY_PHAT_HANH cover the whole file (``URI=""``) in place
    of ``#data``; no other slot can be signed afterwards. ConfigurationError (SIGN-OPTION-TEXT) for a
    text with control characters.
    """

    empty_ns: bool = False
    rsa_pss: bool = False
    chain: tuple[Certificate, ...] = ()
    place: str | None = attrs.field(default=None, repr=False, validator=_carried)
    claimed_role: str | None = attrs.field(default=None, repr=False, validator=_carried)
    number: str | None = attrs.field(default=None, repr=False, validator=_carried)
    whole_document: bool = False


def instant(moment: datetime, name: str) -> datetime:
    """``moment`` in UTC, whole seconds; ConfigurationError (SIGN-TIME-NAIVE) when it has no time zone,
    is none, or lies outside the calendar in UTC."""
    if not isinstance(moment, datetime) or moment.tzinfo is None or moment.utcoffset() is None:
        raise ConfigurationError.of("SIGN-TIME-NAIVE", name=name)
    try:
        at = moment.astimezone(UTC).replace(microsecond=0)
        at.astimezone(VIET_NAM)
    except OverflowError:
        raise ConfigurationError.of("SIGN-TIME-NAIVE", name=name) from None
    return at


def expiry(at: datetime, valid_for: timedelta) -> datetime:
    """``at`` and ``valid_for`` later; ConfigurationError (SIGN-TIME-NAIVE) beyond the calendar."""
    try:
        return at + valid_for
    except OverflowError:
        raise ConfigurationError.of("SIGN-TIME-NAIVE", name="valid_for") from None


@lru_cache(maxsize=64)
def signing_text(moment: datetime) -> str:
    """``SigningTime``: UTC with ``Z``, whole seconds (signing.md §2)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@lru_cache(maxsize=64)
def local_date(moment: datetime) -> str:
    """``NGAY_KY``: the date in Viet Nam, dd/MM/yyyy (signing.md §10)."""
    return moment.astimezone(VIET_NAM).strftime("%d/%m/%Y")
