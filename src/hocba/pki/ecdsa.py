"""ECDSA values: R||S as XML signatures carry them, DER as libraries and tokens give them."""

from __future__ import annotations

from hocba.errors import InputError

__all__ = ["SIGNATURE_BYTES", "der_to_raw", "raw_to_der"]

SIGNATURE_BYTES = {"secp256r1": 64, "secp384r1": 96, "secp521r1": 132}


def raw_to_der(signature: bytes, length: int) -> bytes | None:
    """DER for ``signature`` (R||S); None unless it has exactly ``length`` bytes and length is not 0."""
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    if not length or len(signature) != length:
        return None
    half = length // 2
    return encode_dss_signature(
        int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big")
    )


def der_to_raw(signature: bytes, curve: str) -> bytes:
    """R||S of ``curve`` (``secp256r1`` …) for a DER value.

    Raises InputError (PKI-ECDSA-MALFORMED) when it is not DER, not of that size or of another curve.
    """
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    half = SIGNATURE_BYTES.get(curve, 0) // 2
    try:
        r, s = decode_dss_signature(signature)
        return r.to_bytes(half, "big") + s.to_bytes(half, "big")
    except (ValueError, OverflowError):
        raise InputError.of("PKI-ECDSA-MALFORMED", curve=curve) from None
