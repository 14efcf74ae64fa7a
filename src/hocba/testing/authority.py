"""Synthetic certification authorities that issue certificates and lists, rightly or wrongly on purpose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

import attrs

from hocba.errors import ConfigurationError
from hocba.pki.certificate import Certificate
from hocba.pki.crl import Crl

if TYPE_CHECKING:
    from hocba.sign.signers import Pkcs12Signer

__all__ = ["PASSWORD", "TestAuthority", "TestIdentity", "new_key"]

PASSWORD = "hocba-test"  # noqa: S105  (of the test keys; published on purpose)
SIGNING = ("digital_signature", "content_commitment")
ISSUING = ("key_cert_sign", "crl_sign")
ALL_USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)
SHORT_NAMES = {
    "CN": "2.5.4.3",
    "C": "2.5.4.6",
    "L": "2.5.4.7",
    "ST": "2.5.4.8",
    "O": "2.5.4.10",
    "OU": "2.5.4.11",
    "T": "2.5.4.12",
    "UID": "0.9.2342.19200300.100.1.1",
}


@attrs.frozen
class TestIdentity:
    """A certificate with its key and the certificates between it and the root."""

    __test__ = False

    certificate: Certificate
    chain: tuple[Certificate, ...] = ()
    key: Any = attrs.field(default=None, repr=False, eq=False)

    def p12(self, password: str = PASSWORD) -> bytes:
        """PKCS#12 with key, certificate and chain, encrypted as OpenSSL 3 does (PBES2, AES-256)."""
        from cryptography import x509
        from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

        chain = [x509.load_der_x509_certificate(certificate.der) for certificate in self.chain]
        own = x509.load_der_x509_certificate(self.certificate.der)
        encryption = BestAvailableEncryption(password.encode("utf-8"))
        return pkcs12.serialize_key_and_certificates(b"hocba-test", self.key, own, chain, encryption)

    @cached_property
    def signer(self) -> Pkcs12Signer:
        """The key as a signer, loaded once."""
        from hocba.sign.signers import Pkcs12Signer

        return Pkcs12Signer(self.p12(), PASSWORD)

    def __reduce__(self) -> NoReturn:
        raise ConfigurationError.of("PKI-TEST-KEY-PICKLE")


@attrs.frozen
class TestAuthority:
    """A CA of the test PKI. ``issuer`` is None for a root."""

    __test__ = False

    identity: TestIdentity
    issuer: TestAuthority | None = None

    @classmethod
    def root(
        cls, name: str | Mapping[str, str], now: datetime, *, key: str = "p-256", **options: Any
    ) -> TestAuthority:
        """A self-signed CA, from ten years before ``now`` to twenty after it unless ``options`` differ."""
        secret = new_key(key)
        chosen: dict[str, Any] = {
            "not_before": now - timedelta(days=3653),
            "not_after": now + timedelta(days=7305),
            "ca": True,
            "usages": ISSUING,
        } | options
        certificate = _certificate(_subject(name), secret, None, secret, **chosen)
        return cls(TestIdentity(certificate, (), secret))

    @property
    def certificate(self) -> Certificate:
        """The certificate of the CA."""
        return self.identity.certificate

    @property
    def chain(self) -> tuple[Certificate, ...]:
        """The CA's certificate and those above it, the root included."""
        return (self.certificate, *(self.issuer.chain if self.issuer is not None else ()))

    def issue(
        self,
        subject: str | Mapping[str, str | Sequence[str]],
        *,
        now: datetime,
        key: Any = "rsa-2048",
        usages: Sequence[str] | None = SIGNING,
        **options: Any,
    ) -> TestIdentity:
        """A certificate below this CA.

        ``subject``: short names (CN, O, OU, T, UID …), a list for several values. ``key``: see
        :func:`new_key`, or a private key to certify again. ``options``: ``not_before``, ``not_after``
        (default a day before ``now`` to three years after), ``ca``, ``path_length``, ``serial``,
        ``hash_name``, ``extensions`` (pairs of a ``cryptography`` extension and whether it is critical).
        Nothing is checked: wrong certificates are what tests need.
        """
        secret = new_key(key) if isinstance(key, str) else key
        options = {"not_before": now - timedelta(days=1), "not_after": now + timedelta(days=1095)} | options
        issuer = self.identity
        certificate = _certificate(_subject(subject), secret, issuer, issuer.key, usages=usages, **options)
        return TestIdentity(certificate, self.chain, secret)

    def authority(
        self, name: str | Mapping[str, str], *, now: datetime, key: str = "p-256", **options: Any
    ) -> TestAuthority:
        """A subordinate CA, ten years; ``options`` as for :meth:`issue`."""
        chosen: dict[str, Any] = {
            "not_before": now - timedelta(days=1826),
            "not_after": now + timedelta(days=3653),
            "ca": True,
            "path_length": 0,
            "usages": ISSUING,
        } | options
        return TestAuthority(self.issue(name, now=now, key=key, **chosen), self)

    def crl(
        self,
        now: datetime,
        revoked: Mapping[Certificate, datetime] | None = None,
        *,
        reasons: Mapping[Certificate, str] | None = None,
        this_update: datetime | None = None,
        next_update: datetime | None = None,
        extensions: Sequence[tuple[Any, bool]] = (),
        signed_by: TestAuthority | None = None,
    ) -> Crl:
        """A revocation list, by default from an hour before ``now`` to thirty days after.

        ``revoked``: certificates with their revocation dates; ``reasons``: the names of RFC 5280
        (``certificateHold`` …). ``signed_by``: another CA whose key signs under this CA's name.
        """
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.serialization import Encoding

        start = this_update or now - timedelta(hours=1)
        builder = x509.CertificateRevocationListBuilder(
            issuer_name=x509.load_der_x509_certificate(self.certificate.der).subject,
            last_update=start,
            next_update=next_update or start + timedelta(days=30),
        )
        for certificate, moment in (revoked or {}).items():
            entry = x509.RevokedCertificateBuilder(certificate.serial, moment)
            reason = (reasons or {}).get(certificate)
            if reason is not None:
                entry = entry.add_extension(x509.CRLReason(x509.ReasonFlags(reason)), critical=False)
            builder = builder.add_revoked_certificate(entry.build())
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical=critical)
        key = (signed_by or self).identity.key
        return Crl(builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER))


def new_key(kind: str) -> Any:
    """A new private key: "rsa-<bits>", "p-256", "p-384" or "p-521"."""
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    family, _, size = kind.partition("-")
    if family == "rsa" and size.isdigit():
        return rsa.generate_private_key(public_exponent=65537, key_size=int(size))
    curves: dict[str, Any] = {"p-256": ec.SECP256R1, "p-384": ec.SECP384R1, "p-521": ec.SECP521R1}
    if kind not in curves:
        raise ConfigurationError.of("PKI-TEST-KEY-KIND", found=kind[:20])
    return ec.generate_private_key(curves[kind]())


def _subject(given: str | Mapping[str, str | Sequence[str]]) -> Any:
    from cryptography import x509

    pairs: list[Any] = []
    for short, values in ({"CN": given} if isinstance(given, str) else given).items():
        oid = x509.ObjectIdentifier(SHORT_NAMES[short])
        pairs.extend(
            x509.NameAttribute(oid, value) for value in ([values] if isinstance(values, str) else values)
        )
    return x509.Name(pairs)


def _certificate(
    subject: Any,
    key: Any,
    issuer: TestIdentity | None,
    issuer_key: Any,
    *,
    not_before: datetime,
    not_after: datetime,
    usages: Sequence[str] | None = SIGNING,
    ca: bool = False,
    path_length: int | None = None,
    serial: int | None = None,
    hash_name: str = "SHA256",
    extensions: Sequence[tuple[Any, bool]] = (),
) -> Certificate:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.serialization import Encoding

    parent = x509.load_der_x509_certificate(issuer.certificate.der) if issuer is not None else None
    builder = x509.CertificateBuilder(
        issuer_name=parent.subject if parent is not None else subject,
        subject_name=subject,
        public_key=key.public_key(),
        serial_number=serial if serial is not None else x509.random_serial_number(),
        not_valid_before=not_before,
        not_valid_after=not_after,
    )
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    builder = builder.add_extension(x509.BasicConstraints(ca, path_length if ca else None), critical=True)
    builder = builder.add_extension(identifier, critical=False).add_extension(authority, critical=False)
    if usages is not None:
        allowed = {usage: usage in usages for usage in ALL_USAGES}
        builder = builder.add_extension(x509.KeyUsage(**allowed), critical=True)
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    made = builder.sign(issuer_key, getattr(hashes, hash_name)())
    return Certificate.of(made.public_bytes(Encoding.DER))
