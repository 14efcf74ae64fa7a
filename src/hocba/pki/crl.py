"""A certificate revocation list, parsed and indexed once."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Self

import attrs

from hocba.errors import InputError, LimitExceededError
from hocba.limits import DEFAULT_LIMITS
from hocba.pki.certificate import Certificate
from hocba.pki.crl_index import Revocation, index
from hocba.pki.crl_scope import Scope, read_scope

if TYPE_CHECKING:
    from cryptography import x509

__all__ = ["Crl", "Revocation", "load_crl", "load_crls"]


@attrs.frozen(repr=False)
class Crl:
    """A revocation list. Equal and hashed by its DER bytes, picklable; times are UTC.

    Building one parses it; its entries are indexed on first use and its signature is checked once per
    issuer. It decides nothing about freshness or trust: see ``StatusSource``. Raises InputError
    (PKI-CRL-MALFORMED). Source: RFC 5280 §5.
    """

    der: bytes
    _source: Any = attrs.field(init=False, eq=False)
    issuer_der: bytes = attrs.field(init=False, eq=False)
    this_update: datetime = attrs.field(init=False, eq=False)
    next_update: datetime | None = attrs.field(init=False, eq=False)
    scope: Scope = attrs.field(init=False, eq=False)
    _signers: dict[Certificate, bool] = attrs.field(init=False, eq=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        from cryptography import x509

        try:
            source = x509.load_der_x509_crl(self.der)
            values = {
                "_source": source,
                "issuer_der": source.issuer.public_bytes(),
                "this_update": source.last_update_utc,
                "next_update": source.next_update_utc,
                "scope": read_scope(source.extensions),
            }
        except Exception as problem:  # the library raises half a dozen kinds for hostile bytes
            raise InputError.of("PKI-CRL-MALFORMED", reason=type(problem).__name__) from None
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @classmethod
    def of(cls, value: Crl | bytes | x509.CertificateRevocationList) -> Crl:
        """The list that ``value`` is. Raises InputError (PKI-CRL-MALFORMED)."""
        if isinstance(value, Crl):
            return value
        if isinstance(value, bytes):
            return load_crl(value)
        from cryptography.hazmat.primitives.serialization import Encoding

        return load_crl(value.public_bytes(Encoding.DER))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the DER bytes, lower-case hexadecimal."""
        return hashlib.sha256(self.der).hexdigest()

    @cached_property
    def _entries(self) -> dict[int, Revocation] | None:
        return index(self._source, self.issuer_der, indirect=self.scope.indirect)

    @property
    def readable(self) -> bool:
        """Whether every entry could be read and none has a critical extension that hocba does not know."""
        return self._entries is not None

    def find(self, certificate: Certificate) -> Revocation | None:
        """The entry of ``certificate`` by serial number; the issuer is the caller's matter."""
        return self._entries.get(certificate.serial) if self._entries is not None else None

    @property
    def count(self) -> int:
        """The number of certificates it names; 0 also where it is not readable."""
        return len(self._entries or ())

    def signed_by(self, issuer: Certificate) -> bool:
        """Whether ``issuer`` has the list's issuer name and its key verifies it; computed once per issuer."""
        known = self._signers.get(issuer)
        if known is None:
            known = self._signers[issuer] = self.issuer_der == issuer.subject_der and self._verifies(issuer)
        return known

    def _verifies(self, issuer: Certificate) -> bool:
        from cryptography.exceptions import UnsupportedAlgorithm

        key: Any = issuer.public_key
        try:
            weak = self._source.signature_hash_algorithm.name in {"md5", "sha1"}
            return not weak and bool(self._source.is_signature_valid(key))
        except (TypeError, ValueError, AttributeError, UnsupportedAlgorithm):
            return False

    def __repr__(self) -> str:
        return f"Crl(this_update={self.this_update:%Y-%m-%dT%H:%M:%SZ}, sha256={self.digest[:16]}…)"

    def __reduce__(self) -> tuple[object, ...]:
        return (load_crl, (self.der,))

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self


@lru_cache(maxsize=256)
def load_crl(der: bytes) -> Crl:
    """The list in ``der``; the same object again for the same bytes.

    Raises InputError (PKI-CRL-MALFORMED) and LimitExceededError (PKI-CRL-TOO-LARGE).
    """
    if len(der) > DEFAULT_LIMITS.crl_bytes:
        raise LimitExceededError.of("PKI-CRL-TOO-LARGE", size=len(der), limit=DEFAULT_LIMITS.crl_bytes)
    return Crl(der)


def load_crls(data: bytes) -> tuple[Crl, ...]:
    """The lists in ``data``: one DER list or PEM blocks; certificates beside them are left out.

    Raises InputError (PKI-CRL-MALFORMED, PKI-PEM-*, PKI-CRL-NONE-IN-FILE) and LimitExceededError.
    """
    from hocba.pki.containers import split

    found = tuple(load_crl(der) for kind, der in split(data) if kind == "crl")
    if not found:
        raise InputError.of("PKI-CRL-NONE-IN-FILE")
    return found
