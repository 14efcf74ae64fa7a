"""Why a chain that the validator refused is wrong, in words of hocba."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hocba.pki.certificate import Certificate

__all__ = ["diagnose", "weak_link"]

WEAK_HASHES = frozenset({"", "md5", "sha1", "sha224"})
MINIMUM_RSA_BITS = 2048
MINIMUM_EC_BITS = 256


def weak_link(chain: tuple[Certificate, ...]) -> str | None:
    """PKI-CHAIN-ALGORITHM when a signature below the anchor, or a CA's key, is too weak; else None.

    The signer's own key is judged with the signature it made. The anchor's signature is not looked at.
    """
    if any(certificate.hash_name in WEAK_HASHES for certificate in chain[:-1]):
        return "PKI-CHAIN-ALGORITHM"
    return "PKI-CHAIN-ALGORITHM" if any(_weak_key(certificate) for certificate in chain[1:]) else None


def diagnose(chain: tuple[Certificate, ...]) -> str:
    """The first thing wrong, from the certificate upwards; PKI-CHAIN-CONSTRAINTS when nothing simpler."""
    for depth, (lower, upper) in enumerate(pairwise(chain)):
        if not lower.signed_by(upper):
            return "PKI-CHAIN-SIGNATURE"
        if not upper.is_ca:
            return "PKI-CHAIN-NOT-CA"
        if upper.key_usages is not None and "key_cert_sign" not in upper.key_usages:
            return "PKI-CHAIN-KEY-USAGE"
        between = sum(1 for certificate in chain[1 : depth + 1] if not certificate.self_issued)
        if upper.path_length is not None and between > upper.path_length:
            return "PKI-CHAIN-TOO-LONG"
    return "PKI-CHAIN-CONSTRAINTS"


def _weak_key(certificate: Certificate) -> bool:
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    key: Any = certificate.public_key
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size < MINIMUM_RSA_BITS
    return not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.key_size < MINIMUM_EC_BITS
