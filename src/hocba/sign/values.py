"""A signature value as it comes back: base64 or octets, ECDSA raw or DER; taken only if it verifies."""

from __future__ import annotations

from hocba.errors import InputError, MalformedXmlError, SignatureRejectedError
from hocba.pki.algorithms import verify_value
from hocba.pki.certificate import Certificate
from hocba.pki.ecdsa import der_to_raw
from hocba.xml.base64 import decode_strict

__all__ = ["accepted_value"]

SEQUENCE = 0x30


def accepted_value(
    value: bytes | str, certificate: Certificate, algorithm: str, signed_octets: bytes, item_id: str
) -> bytes:
    """The raw value, after it was checked with the key of ``certificate`` over ``signed_octets``.

    A text is base64; white space in it is dropped. An ECDSA value in DER is made R||S. Raises
    SignatureRejectedError: SIGN-VALUE-BASE64, SIGN-VALUE-WRONG (another key, another hash, damaged).
    """
    raw = _octets(value, item_id)
    if verify_value(certificate, algorithm, raw, signed_octets):
        return raw
    curve = getattr(getattr(certificate.public_key, "curve", None), "name", "")
    if curve and raw[:1] == bytes((SEQUENCE,)):
        try:
            converted = der_to_raw(raw, curve)
        except InputError:
            converted = b""
        if converted and verify_value(certificate, algorithm, converted, signed_octets):
            return converted
    raise SignatureRejectedError.of("SIGN-VALUE-WRONG", item=item_id)


def _octets(value: bytes | str, item_id: str) -> bytes:
    if isinstance(value, bytes):
        return value
    try:
        return decode_strict(value)
    except (MalformedXmlError, AttributeError, TypeError):
        raise SignatureRejectedError.of("SIGN-VALUE-BASE64", item=item_id) from None
