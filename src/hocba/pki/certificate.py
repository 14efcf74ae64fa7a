"""A certificate, parsed once and compared by its bytes."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Self

import attrs

from hocba.errors import InputError, LimitExceededError
from hocba.limits import DEFAULT_LIMITS
from hocba.pki.parsing import ParsedCertificate, parse_certificate
from hocba.pki.subject import SignerKind

if TYPE_CHECKING:
    from cryptography import x509

__all__ = ["Certificate", "SignerKind", "load_certificate", "load_certificates"]

SIGNING_USAGES = frozenset({"digital_signature", "non_repudiation"})


@attrs.frozen(repr=False)
class Certificate:
    """An X.509 certificate. Equal and hashed by its DER bytes, picklable, prints no personal data.

    Building one parses it and decides nothing about trust, time, status or usage. ``der`` that is not a
    certificate raises InputError (PKI-CERT-MALFORMED); so do certificates whose names or extensions cannot
    be read. A key of an unknown kind is no error: ``public_key`` is then None.
    """

    der: bytes
    _parsed: ParsedCertificate = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_parsed", parse_certificate(self.der))

    @classmethod
    def of(cls, value: Certificate | x509.Certificate | bytes) -> Certificate:
        """The certificate that ``value`` is: a Certificate, DER bytes or a ``cryptography`` certificate.

        Raises InputError (PKI-CERT-MALFORMED, PKI-CERT-TYPE).
        """
        if isinstance(value, Certificate):
            return value
        if isinstance(value, bytes):
            return load_certificate(value)
        from cryptography import x509
        from cryptography.hazmat.primitives.serialization import Encoding

        if isinstance(value, x509.Certificate):
            return load_certificate(value.public_bytes(Encoding.DER))
        raise InputError.of("PKI-CERT-TYPE", found=type(value).__name__)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the DER bytes, lower-case hexadecimal."""
        return hashlib.sha256(self.der).hexdigest()

    @property
    def serial(self) -> int:
        """The serial number."""
        return self._parsed.serial

    @property
    def serial_hex(self) -> str:
        """The serial number as other tools show it: lower-case hexadecimal, no prefix."""
        return f"{self._parsed.serial:x}"

    @property
    def subject(self) -> str:
        """The subject for people (RFC 4514). Holds personal data; never compare certificates by it."""
        return self._parsed.subject

    @property
    def issuer(self) -> str:
        """The issuer for people (RFC 4514)."""
        return self._parsed.issuer

    @property
    def issuer_common_name(self) -> str:
        """The first common name of the issuer, or empty."""
        return self._parsed.issuer_common_name

    @property
    def subject_der(self) -> bytes:
        """The encoded subject name."""
        return self._parsed.subject_der

    @property
    def issuer_der(self) -> bytes:
        """The encoded issuer name."""
        return self._parsed.issuer_der

    @property
    def not_before(self) -> datetime:
        """Start of validity, UTC."""
        return self._parsed.not_before

    @property
    def not_after(self) -> datetime:
        """End of validity (still inside), UTC."""
        return self._parsed.not_after

    def in_force(self, at: datetime) -> bool:
        """Whether ``at`` (aware) lies within the validity period; status is not looked at."""
        return self._parsed.not_before <= at <= self._parsed.not_after

    @property
    def kind(self) -> SignerKind:
        """Person or organisation, by the object identifiers of the subject (signing.md §8)."""
        return self._parsed.facts.kind

    @property
    def common_name(self) -> str:
        """CN of the subject, or empty."""
        return self._parsed.facts.common_name

    @property
    def organisation(self) -> str:
        """O of the subject, or empty."""
        return self._parsed.facts.organisation

    @property
    def unit(self) -> str:
        """OU of the subject, or empty."""
        return self._parsed.facts.unit

    @property
    def title(self) -> str:
        """T of the subject, or empty."""
        return self._parsed.facts.title

    @property
    def personal_numbers(self) -> tuple[str, ...]:
        """The numbers after ``CCCD:``, then those after ``CMND:``."""
        return self._parsed.facts.personal_numbers

    @property
    def tax_codes(self) -> tuple[str, ...]:
        """The numbers after ``MST:``."""
        return self._parsed.facts.tax_codes

    @property
    def budget_codes(self) -> tuple[str, ...]:
        """The numbers after ``MNS:``."""
        return self._parsed.facts.budget_codes

    @property
    def public_key(self) -> object | None:
        """The key, loaded once; None where its kind is not supported. Opaque: its type is no promise."""
        return self._parsed.public_key

    @property
    def key_usages(self) -> frozenset[str] | None:
        """Key usages in snake case (``digital_signature`` …); None without the extension."""
        return self._parsed.key_usages

    @property
    def key_usage_ok(self) -> bool:
        """Whether key usage allows signing: digitalSignature, nonRepudiation, or no such extension."""
        usages = self._parsed.key_usages
        return usages is None or bool(usages & SIGNING_USAGES)

    @property
    def is_ca(self) -> bool:
        """Whether basicConstraints says CA."""
        return self._parsed.is_ca

    @property
    def path_length(self) -> int | None:
        """pathLenConstraint of basicConstraints."""
        return self._parsed.path_length

    @property
    def crl_urls(self) -> frozenset[str]:
        """The URLs of cRLDistributionPoints; nothing is ever fetched from them."""
        return self._parsed.crl_urls

    @property
    def hash_name(self) -> str:
        """The hash of the issuer's signature (``sha256``), or empty where it has none or is not known."""
        return self._parsed.hash_name

    @property
    def self_issued(self) -> bool:
        """Whether issuer and subject are the same name; says nothing about the signature."""
        return self._parsed.subject_der == self._parsed.issuer_der

    @cached_property
    def self_signed(self) -> bool:
        """Whether the certificate's own key verifies its signature."""
        return self.self_issued and self.signed_by(self)

    def signed_by(self, issuer: Certificate) -> bool:
        """Whether ``issuer`` has this certificate's issuer name and its key verifies the signature.

        One link only: no constraints, times, usages or anchors. See ``PathValidator``.
        """
        return self._parsed.signed_by(issuer._parsed)

    def pem(self) -> bytes:
        """The certificate as PEM (ASCII)."""
        from cryptography.hazmat.primitives.serialization import Encoding

        return self._parsed.source.public_bytes(Encoding.PEM)

    def __hash__(self) -> int:
        return hash(self.der)  # bytes remember their hash

    def __repr__(self) -> str:
        return f"Certificate(serial={self.serial_hex}, sha256={self.fingerprint[:16]}…)"

    def __reduce__(self) -> tuple[object, ...]:
        return (load_certificate, (self.der,))

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self


@lru_cache(maxsize=8192)
def load_certificate(der: bytes) -> Certificate:
    """The certificate in ``der``; the same object again for the same bytes.

    Raises InputError (PKI-CERT-MALFORMED) and LimitExceededError (PKI-CERT-TOO-LARGE).
    """
    limit = DEFAULT_LIMITS.certificate_bytes
    if len(der) > limit:
        raise LimitExceededError.of("PKI-CERT-TOO-LARGE", size=len(der), limit=limit)
    return Certificate(der)


def load_certificates(data: bytes) -> tuple[Certificate, ...]:
    """The certificates in ``data``: one DER certificate, PEM blocks, or a PKCS#7 bundle (DER or PEM).

    Other PEM blocks are refused, keys above all. Raises InputError (PKI-CERT-MALFORMED, PKI-PEM-BLOCK,
    PKI-CERT-NONE) and LimitExceededError.
    """
    from hocba.pki.containers import split

    found = tuple(load_certificate(der) for kind, der in split(data) if kind == "certificate")
    if not found:
        raise InputError.of("PKI-CERT-NONE")
    return found
