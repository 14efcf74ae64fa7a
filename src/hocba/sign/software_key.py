"""Signing a hash with a private key in memory."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from hocba.errors import ConfigurationError, SignerUnavailableError
from hocba.pki.algorithms import signature_algorithm
from hocba.pki.ecdsa import der_to_raw

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

__all__ = ["ecdsa_signature", "rsa_signature"]


def rsa_signature(key: RSAPrivateKey, digest: bytes, uri: str) -> bytes:
    """PKCS#1 v1.5 or PSS over ``digest``, as ``uri`` says.

    Raises ConfigurationError (SIGN-ALGORITHM) and SignerUnavailableError (SIGN-KEY-FAILED).
    """
    padding, prehashed = _rsa_arguments(uri)
    try:
        return key.sign(digest, padding, prehashed)
    except ValueError:
        raise SignerUnavailableError.of("SIGN-KEY-FAILED") from None


def ecdsa_signature(key: EllipticCurvePrivateKey, digest: bytes, uri: str) -> bytes:
    """R||S over ``digest``. Raises ConfigurationError, SignerUnavailableError."""
    try:
        return der_to_raw(key.sign(digest, _ec_arguments(uri)), key.curve.name)
    except ValueError:
        raise SignerUnavailableError.of("SIGN-KEY-FAILED") from None


@cache
def _rsa_arguments(uri: str) -> tuple[Any, Any]:
    from cryptography.hazmat.primitives.asymmetric import padding, utils

    plain = _hash(uri, "rsa")
    method = signature_algorithm(uri)
    if method is not None and method.padding == "pss":
        return padding.PSS(padding.MGF1(plain), plain.digest_size), utils.Prehashed(plain)
    return padding.PKCS1v15(), utils.Prehashed(plain)


@cache
def _ec_arguments(uri: str) -> Any:
    from cryptography.hazmat.primitives.asymmetric import ec, utils

    return ec.ECDSA(utils.Prehashed(_hash(uri, "ec")))


def _hash(uri: str, key: str) -> Any:
    from cryptography.hazmat.primitives import hashes

    method = signature_algorithm(uri)
    if method is None or not method.listed or method.key != key:
        raise ConfigurationError.of("SIGN-ALGORITHM", algorithm=uri)
    return getattr(hashes, method.digest.upper())()
