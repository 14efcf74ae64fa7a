"""Signature and digest algorithms of XML signatures, and the one function that checks a value.

The key always comes from a certificate. Being able to compute an algorithm is one thing, being on the list
another: ``verify_value`` answers the first, ``algorithm_problem`` the second. Source: verification.md §7.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any

import attrs

from hocba.errors import InputError
from hocba.pki.certificate import Certificate
from hocba.pki.ecdsa import SIGNATURE_BYTES, raw_to_der
from hocba.pki.tables import rows

__all__ = [
    "DigestAlgorithm",
    "SignatureAlgorithm",
    "algorithm_problem",
    "digest",
    "digest_algorithm",
    "digest_algorithms",
    "signature_algorithm",
    "signature_algorithms",
    "verify_digest",
    "verify_value",
]

MINIMUM_RSA_BITS = 2048
LISTED_CURVES = frozenset({"secp256r1", "secp384r1"})
COMPUTABLE = frozenset({"rsa", "ec"})


@attrs.frozen
class DigestAlgorithm:
    """A digest method. ``digest`` is the name in ``hashlib``; ``listed`` whether hocba accepts it."""

    uri: str
    digest: str
    listed: bool


@attrs.frozen
class SignatureAlgorithm:
    """A signature method. ``key``: "rsa", "ec", "dsa" or "hmac"; ``padding``: "pkcs1v15", "pss" or empty."""

    uri: str
    name: str
    key: str
    digest: str
    padding: str
    listed: bool

    @cached_property
    def _arguments(self) -> tuple[Any, ...]:
        return self._made(prehashed=False)

    @cached_property
    def _digest_arguments(self) -> tuple[Any, ...]:
        return self._made(prehashed=True)

    def _made(self, *, prehashed: bool) -> tuple[Any, ...]:
        """What ``cryptography``'s verify takes after signature and data; made once per algorithm."""
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec, padding, utils

        plain: hashes.HashAlgorithm = getattr(hashes, self.digest.upper())()
        chosen = utils.Prehashed(plain) if prehashed else plain
        if self.key == "ec":
            return (ec.ECDSA(chosen),)
        if self.padding == "pss":
            return (padding.PSS(padding.MGF1(plain), plain.digest_size), chosen)
        return (padding.PKCS1v15(), chosen)


@cache
def signature_algorithms() -> Mapping[str, SignatureAlgorithm]:
    """Every signature method hocba knows, by URI, those that it refuses among them."""
    return MappingProxyType(
        {
            row["uri"]: SignatureAlgorithm(
                row["uri"], row["name"], row["key"], row["digest"], row["padding"], row["status"] == "listed"
            )
            for row in rows("signature_algorithms")
        }
    )


@cache
def digest_algorithms() -> Mapping[str, DigestAlgorithm]:
    """Every digest method hocba knows, by URI, those that it refuses among them."""
    return MappingProxyType(
        {
            row["uri"]: DigestAlgorithm(row["uri"], row["digest"], row["status"] == "listed")
            for row in rows("digest_algorithms")
        }
    )


def signature_algorithm(uri: str) -> SignatureAlgorithm | None:
    """The method ``uri``; None when hocba does not know it."""
    return signature_algorithms().get(uri)


def digest_algorithm(uri: str) -> DigestAlgorithm | None:
    """The method ``uri``; None when hocba does not know it."""
    return digest_algorithms().get(uri)


def digest(uri: str, data: bytes) -> bytes:
    """The digest of ``data`` by the method ``uri``, also by one that is not listed (see ``listed``).

    Raises InputError (PKI-DIGEST-UNKNOWN) for a method hocba does not know.
    """
    method = digest_algorithms().get(uri)
    if method is None:
        raise InputError.of("PKI-DIGEST-UNKNOWN", uri=uri[:100])
    if method.digest == "sha256":  # what nearly every file has, without looking it up by name
        return hashlib.sha256(data).digest()
    return hashlib.new(method.digest, data, usedforsecurity=method.listed).digest()


def algorithm_problem(certificate: Certificate, uri: str) -> str | None:
    """Why ``uri`` with the key of ``certificate`` is not acceptable, as a code; None when it is.

    PKI-ALG-UNKNOWN, PKI-ALG-REFUSED (known, not on the list: SHA-1, SHA-224, DSA, HMAC),
    PKI-ALG-KEY-TYPE (the key is of another kind), PKI-ALG-KEY-SMALL (RSA below 2048 bits),
    PKI-ALG-CURVE (not P-256 or P-384). Looks at no signature.
    """
    method = signature_algorithms().get(uri)
    if method is None:
        return "PKI-ALG-UNKNOWN"
    kind = _key_kind(certificate)
    if kind != method.key and method.key in COMPUTABLE:
        return "PKI-ALG-KEY-TYPE"
    if not method.listed:
        return "PKI-ALG-REFUSED"
    key: Any = certificate.public_key
    if kind == "rsa" and key.key_size < MINIMUM_RSA_BITS:
        return "PKI-ALG-KEY-SMALL"
    if kind == "ec" and key.curve.name not in LISTED_CURVES:
        return "PKI-ALG-CURVE"
    return None


def verify_value(certificate: Certificate, uri: str, signature: bytes, data: bytes) -> bool:
    """Whether ``signature`` over ``data`` was made with the key of ``certificate`` by the method ``uri``.

    ECDSA values are R||S of exactly the curve's length, as in XML. False for every method that is unknown,
    that cannot be computed with a certificate's key (HMAC, DSA) or that does not fit the key. True does
    **not** mean acceptable: SHA-1 and small keys are computed too; ask ``algorithm_problem``.
    """
    method = signature_algorithms().get(uri)
    if method is None:
        return False
    return _verified(certificate, method, signature, data, prehashed=False)


def verify_digest(certificate: Certificate, uri: str, signature: bytes, digest_value: bytes) -> bool:
    """As :func:`verify_value`, given the digest (by the method's own hash) in place of the data."""
    method = signature_algorithms().get(uri)
    if method is None or len(digest_value) != hashlib.new(method.digest, usedforsecurity=False).digest_size:
        return False
    return _verified(certificate, method, signature, digest_value, prehashed=True)


def _verified(
    certificate: Certificate, method: SignatureAlgorithm, signature: bytes, data: bytes, *, prehashed: bool
) -> bool:
    kind = _key_kind(certificate)
    if kind != method.key or kind not in COMPUTABLE:
        return False
    key: Any = certificate.public_key
    if kind == "ec":
        encoded = raw_to_der(signature, SIGNATURE_BYTES.get(key.curve.name, 0))
        if encoded is None:
            return False
        signature = encoded
    arguments = method._digest_arguments if prehashed else method._arguments
    try:
        key.verify(signature, data, *arguments)
    except _refusals():
        return False
    return True


@cache
def _refusals() -> tuple[type[Exception], ...]:
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    return (InvalidSignature, UnsupportedAlgorithm, ValueError)


@cache
def _key_classes() -> tuple[type, type]:
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    return rsa.RSAPublicKey, ec.EllipticCurvePublicKey


def _key_kind(certificate: Certificate) -> str:
    rsa_class, ec_class = _key_classes()
    key = certificate.public_key
    if isinstance(key, rsa_class):
        return "rsa"
    return "ec" if isinstance(key, ec_class) else ""
