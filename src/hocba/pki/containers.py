"""Telling apart what a file of certificates or revocation lists holds: DER, PEM blocks, PKCS#7."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from hocba.errors import InputError, LimitExceededError
from hocba.limits import DEFAULT_LIMITS

__all__ = ["split"]

BEGIN = b"-----BEGIN "
BLOCK = re.compile(rb"-----BEGIN ([A-Z0-9 ]{1,40})-----\s*([A-Za-z0-9+/=\s]*?)\s*-----END \1-----")
LABELS = {
    b"CERTIFICATE": "certificate",
    b"X509 CERTIFICATE": "certificate",
    b"TRUSTED CERTIFICATE": "",
    b"X509 CRL": "crl",
    b"PKCS7": "bundle",
}


def split(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield ``("certificate", der)`` and ``("crl", der)`` for what ``data`` holds.

    DER that is neither is refused, as are PEM blocks of other kinds. Whether a certificate or list can be
    read is not decided here. Raises InputError (PKI-PEM-BLOCK, PKI-PEM-MALFORMED, PKI-CERT-MALFORMED) and
    LimitExceededError (PKI-CERT-TOO-MANY).
    """
    count = 0
    for kind, der in _pieces(data):
        for piece in _from_bundle(der) if kind == "bundle" else ((kind, der),):
            count += 1
            if count > DEFAULT_LIMITS.certificates:
                raise LimitExceededError.of("PKI-CERT-TOO-MANY", limit=DEFAULT_LIMITS.certificates)
            yield piece


def _pieces(data: bytes) -> Iterator[tuple[str, bytes]]:
    if BEGIN not in data:
        yield _der_kind(data), data
        return
    blocks = list(BLOCK.finditer(data))
    if len(blocks) != data.count(BEGIN):
        raise InputError.of("PKI-PEM-MALFORMED")
    for block in blocks:
        kind = LABELS.get(block[1], "")
        if not kind:
            raise InputError.of("PKI-PEM-BLOCK", found=block[1].decode("ascii"))
        yield kind, _decoded(block[2])


def _decoded(body: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(body.split()), validate=True)
    except binascii.Error:
        raise InputError.of("PKI-PEM-MALFORMED") from None


def _der_kind(data: bytes) -> str:
    """A bundle opens with an object identifier, a list reads as one; all else is taken for a certificate."""
    from cryptography import x509

    if data[:1] != b"\x30" or len(data) < 16:
        raise InputError.of("PKI-CERT-MALFORMED", reason="not DER")
    body = 2 + (data[1] & 0x7F if data[1] & 0x80 else 0)
    if data[body : body + 1] == b"\x06":
        return "bundle"
    try:
        x509.load_der_x509_crl(data)
    except (ValueError, x509.InvalidVersion):
        return "certificate"
    return "crl"


def _from_bundle(der: bytes) -> Iterator[tuple[str, bytes]]:
    from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

    try:
        found = pkcs7.load_der_pkcs7_certificates(der)
    except Exception as problem:  # the library raises several kinds for hostile bytes
        raise InputError.of("PKI-CERT-MALFORMED", reason=type(problem).__name__) from None
    for certificate in found:
        yield "certificate", certificate.public_bytes(Encoding.DER)
