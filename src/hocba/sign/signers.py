"""Signers: a hash in, a raw signature value out. The key stays wherever it lives."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NoReturn, Protocol, runtime_checkable

import attrs

from hocba.errors import ConfigurationError, InputError, SecretRejectedError, UnsuitableCertificateError
from hocba.files import read_bounded
from hocba.limits import DEFAULT_LIMITS
from hocba.pki.certificate import Certificate
from hocba.sign.algorithms import choose

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

__all__ = ["Pkcs12Signer", "Signer", "SigningItem"]


@attrs.frozen(slots=False)
class SigningItem:
    """One hash to sign. ``item_id`` is short and neutral and may be shown on a phone.

    ``digest``: the octets of the hash of SignedInfo; ``digest_alg`` and ``signature_alg`` are the URIs of
    XML Signature.
    """

    item_id: str
    digest: bytes
    digest_alg: str
    signature_alg: str


@runtime_checkable
class Signer(Protocol):
    """Anything that signs hashes: a software key, a token, an HSM, a remote service."""

    @property
    def certificate(self) -> Certificate:
        """The signer's certificate; it is part of what is signed, so it is needed first."""
        ...

    @property
    def signature_algorithm(self) -> str | None:
        """The URI of the only algorithm the key offers, or None for hocba's choice."""
        ...

    def sign(self, items: Sequence[SigningItem]) -> Sequence[bytes]:
        """The raw values in the order of ``items``: PKCS#1 v1.5 or PSS octets, ECDSA as R||S."""
        ...


class Pkcs12Signer:
    """A software key from a PKCS#12 file. For tests, demonstrations and keys that the law lets be files.

    ``source`` is a path or the bytes; ``password`` a text (UTF-8), bytes, or None for a file without one.
    The key is loaded and checked once, here. Neither key nor password is kept in a readable attribute,
    shown or pickled. The certificate's dates, kind and chain are not looked at: that is what ``prepare``
    does.

    Raises InputError (absent, SIGN-P12-MALFORMED), LimitExceededError, SecretRejectedError
    (SIGN-P12-PASSWORD), UnsuitableCertificateError (SIGN-P12-NO-KEY, SIGN-P12-NO-CERTIFICATE,
    SIGN-P12-OTHER-KEY, SIGN-KEY-KIND, SIGN-KEY-SHORT).
    """

    __slots__ = ("_certificate", "_sign")

    def __init__(self, source: str | os.PathLike[str] | bytes, password: str | bytes | None) -> None:
        if not isinstance(source, str | os.PathLike | bytes):
            raise InputError.of("SIGN-SOURCE", found=type(source).__name__)
        raw = source if isinstance(source, bytes) else read_bounded(source, DEFAULT_LIMITS.file_bytes)
        key, self._certificate = _opened(raw, password)
        self._sign = _signing(key)

    @property
    def certificate(self) -> Certificate:
        """The certificate that belongs to the key."""
        return self._certificate

    @property
    def signature_algorithm(self) -> str | None:
        """None: the key can do every algorithm of its kind."""
        return None

    def sign(self, items: Sequence[SigningItem]) -> tuple[bytes, ...]:
        """The values for ``items``, in order. ConfigurationError (SIGN-ALGORITHM) for one of another key."""
        return tuple(self._sign(item.digest, item.signature_alg) for item in items)

    def __repr__(self) -> str:
        return f"Pkcs12Signer({self._certificate!r})"

    def __reduce__(self) -> NoReturn:
        raise ConfigurationError.of("SIGN-SIGNER-PICKLE")


def _opened(raw: bytes, password: str | bytes | None) -> tuple[PrivateKeyTypes, Certificate]:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import pkcs12

    if not _looks_like_pkcs12(raw):
        raise InputError.of("SIGN-P12-MALFORMED")
    try:
        secret = password.encode("utf-8") if isinstance(password, str) else password
        if secret is not None and b"\0" in secret:  # no file has such a password; the library panics over it
            raise SecretRejectedError.of("SIGN-P12-PASSWORD")
        with warnings.catch_warnings():
            # BER, as some browsers export it, is read all the same
            warnings.simplefilter("ignore", UserWarning)
            held = pkcs12.load_pkcs12(raw, secret)
    except (ValueError, TypeError):
        raise SecretRejectedError.of("SIGN-P12-PASSWORD") from None
    except UnsupportedAlgorithm:
        raise UnsuitableCertificateError.of("SIGN-KEY-KIND") from None
    if held.key is None:
        raise UnsuitableCertificateError.of("SIGN-P12-NO-KEY")
    if held.cert is None:
        raise UnsuitableCertificateError.of("SIGN-P12-NO-CERTIFICATE")
    certificate = Certificate.of(held.cert.certificate)
    choose(certificate)
    if held.key.public_key() != certificate.public_key:
        raise UnsuitableCertificateError.of("SIGN-P12-OTHER-KEY")
    return held.key, certificate


def _looks_like_pkcs12(raw: bytes) -> bool:
    """A whole PFX: SEQUENCE of exactly this length (or of indefinite length) that begins with version 3."""
    if len(raw) < 8 or raw[0] != 0x30:
        return False
    first = raw[1]
    if first == 0x80:
        return raw[2:5] == b"\x02\x01\x03"
    size = first & 0x7F if first & 0x80 else 0
    length = int.from_bytes(raw[2 : 2 + size], "big") if size else first
    start = 2 + size
    return size <= 4 and len(raw) == start + length and raw[start : start + 3] == b"\x02\x01\x03"


def _signing(key: PrivateKeyTypes) -> Callable[[bytes, str], bytes]:
    """A function that signs hashes; the key lives in its closure only."""
    from cryptography.hazmat.primitives.asymmetric import ec

    from hocba.sign.software_key import ecdsa_signature, rsa_signature

    if isinstance(key, ec.EllipticCurvePrivateKey):
        return lambda digest, uri: ecdsa_signature(key, digest, uri)
    return lambda digest, uri: rsa_signature(key, digest, uri)  # type: ignore[arg-type]  # choose() admits RSA and EC only
