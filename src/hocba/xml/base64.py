"""Base64 taken strictly: binascii and libxml2 both skip over junk, which lets a changed text verify."""

from __future__ import annotations

import binascii

from hocba.errors import MalformedXmlError

__all__ = ["decode_strict"]

_WHITE_SPACE = b" \t\r\n"


def decode_strict(text: str | bytes) -> bytes:
    """The octets of ``text``, an xs:base64Binary value.

    Space, tab, CR and LF are removed; what remains must be exactly what an encoder writes: the standard
    alphabet, full padding, unused bits zero. An empty text gives no octets. Raises MalformedXmlError
    (XML-BASE64) for anything else.
    """
    try:
        octets = text.encode("ascii") if isinstance(text, str) else text
        packed = octets.translate(None, _WHITE_SPACE)
        decoded = binascii.a2b_base64(packed)
    except ValueError:
        raise MalformedXmlError.of("XML-BASE64") from None
    if binascii.b2a_base64(decoded, newline=False) != packed:
        raise MalformedXmlError.of("XML-BASE64")
    return decoded
