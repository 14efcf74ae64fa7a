"""The one place that reads certificates with ``cryptography``; whatever it raises ends here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from hocba.errors import InputError
from hocba.pki.subject import SubjectFacts, subject_facts

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes

__all__ = ["ParsedCertificate", "parse_certificate"]

KEY_USAGES = {
    "digital_signature": "digital_signature",
    "content_commitment": "non_repudiation",
    "key_encipherment": "key_encipherment",
    "data_encipherment": "data_encipherment",
    "key_agreement": "key_agreement",
    "key_cert_sign": "key_cert_sign",
    "crl_sign": "crl_sign",
}


@attrs.frozen(kw_only=True, eq=False)
class ParsedCertificate:
    """Everything that can fail to be read, read."""

    source: x509.Certificate
    serial: int
    subject: str
    issuer: str
    issuer_common_name: str
    subject_der: bytes
    issuer_der: bytes
    not_before: datetime
    not_after: datetime
    facts: SubjectFacts
    public_key: PublicKeyTypes | None
    key_usages: frozenset[str] | None
    is_ca: bool
    path_length: int | None
    crl_urls: frozenset[str]
    hash_name: str

    def signed_by(self, issuer: ParsedCertificate) -> bool:
        """Whether ``issuer``'s name and key fit; False for keys and algorithms that are not supported."""
        from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

        try:
            self.source.verify_directly_issued_by(issuer.source)
        except (InvalidSignature, ValueError, TypeError, UnsupportedAlgorithm):
            return False
        return True


def parse_certificate(der: bytes) -> ParsedCertificate:
    """Read ``der``; InputError (PKI-CERT-MALFORMED) for anything that is not a readable certificate."""
    from cryptography import x509

    try:
        return _read(x509.load_der_x509_certificate(der))
    except Exception as problem:  # the library raises half a dozen kinds for hostile bytes
        raise InputError.of("PKI-CERT-MALFORMED", reason=type(problem).__name__) from None


def _read(source: x509.Certificate) -> ParsedCertificate:
    extensions = source.extensions
    is_ca, path_length = _basic_constraints(extensions)
    if source.serial_number <= 0:
        raise ValueError("serial number")  # as later versions of the library do by themselves
    return ParsedCertificate(
        source=source,
        serial=source.serial_number,
        subject=source.subject.rfc4514_string(),
        issuer=source.issuer.rfc4514_string(),
        issuer_common_name=subject_facts(source.issuer).common_name,
        subject_der=source.subject.public_bytes(),
        issuer_der=source.issuer.public_bytes(),
        not_before=source.not_valid_before_utc,
        not_after=source.not_valid_after_utc,
        facts=subject_facts(source.subject),
        public_key=_public_key(source),
        key_usages=_key_usages(extensions),
        is_ca=is_ca,
        path_length=path_length,
        crl_urls=_crl_urls(extensions),
        hash_name=_hash_name(source),
    )


def _public_key(source: x509.Certificate) -> PublicKeyTypes | None:
    from cryptography.exceptions import UnsupportedAlgorithm

    try:
        return source.public_key()
    except (UnsupportedAlgorithm, ValueError):
        return None


def _hash_name(source: x509.Certificate) -> str:
    from cryptography.exceptions import UnsupportedAlgorithm

    try:
        algorithm = source.signature_hash_algorithm
    except UnsupportedAlgorithm:
        return ""
    return algorithm.name if algorithm is not None else ""


def _basic_constraints(extensions: x509.Extensions) -> tuple[bool, int | None]:
    from cryptography import x509

    try:
        value = extensions.get_extension_for_class(x509.BasicConstraints).value
    except x509.ExtensionNotFound:
        return False, None
    return value.ca, value.path_length


def _key_usages(extensions: x509.Extensions) -> frozenset[str] | None:
    from cryptography import x509

    try:
        value = extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return None
    return frozenset(name for attribute, name in KEY_USAGES.items() if getattr(value, attribute))


def _crl_urls(extensions: x509.Extensions) -> frozenset[str]:
    from cryptography import x509

    try:
        points = extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except x509.ExtensionNotFound:
        return frozenset()
    return frozenset(
        name.value
        for point in points
        for name in point.full_name or ()
        if isinstance(name, x509.UniformResourceIdentifier)
    )
