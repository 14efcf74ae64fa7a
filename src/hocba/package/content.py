"""The ``content`` string of a transaction: XML text, escaped, gzipped, with its length, in base64.

Encoding and decoding are format-v1.md §7 of the specification. Nothing here reads the XML: the text may be
anything, and a decoded text is a claim like any other input.
"""

from __future__ import annotations

import binascii
import struct

from hocba.errors import LimitExceededError, MalformedPackageError
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.package.escaping import EscapeQuotes, escape, unescape
from hocba.package.gzip_stream import deflate, inflate

__all__ = ["decode_content", "encode_content"]

_LENGTH = struct.Struct("<i")
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def encode_content(
    xml: bytes | str,
    *,
    escape_quotes: EscapeQuotes | str = EscapeQuotes.JSON,
    limits: Limits = DEFAULT_LIMITS,
) -> str:
    """The ``content`` string of ``xml`` (text, or its UTF-8 bytes).

    Equal input gives the equal string with one build of zlib; between implementations only the inflated
    text is comparable. Raises MalformedPackageError (PKG-UTF8), LimitExceededError (PKG-PLAIN-TOO-LARGE,
    PKG-CONTENT-TOO-LARGE) and ConfigurationError (PKG-OPTION). Nothing is written.
    """
    how = EscapeQuotes.named(escape_quotes)
    plain = _plain(xml, how)
    _within(len(plain), limits.package_plain_bytes, "PKG-PLAIN-TOO-LARGE")
    packed = _LENGTH.pack(len(plain)) + deflate(plain)
    content = binascii.b2a_base64(packed, newline=False).decode("ascii")
    _within(len(content), limits.package_content_bytes, "PKG-CONTENT-TOO-LARGE")
    return content


def decode_content(
    content: str | bytes,
    *,
    escape_quotes: EscapeQuotes | str | None = None,
    lenient: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> bytes:
    """The UTF-8 bytes of the XML text inside ``content``.

    ``escape_quotes`` says how the peer escaped; ``None`` decides by the text (it starts with ``<`` and holds
    ``\\"`` but no ``="``). ``lenient`` accepts further gzip members and bytes after the stream; the announced
    length must hold in any case. Never more than the announced length plus one byte is inflated.

    Raises MalformedPackageError (PKG-CONTENT-EMPTY: the peer failed to compress; PKG-BASE64,
    PKG-CONTENT-SHORT, PKG-LENGTH-NEGATIVE, PKG-LENGTH-LONGER, PKG-LENGTH-SHORTER, PKG-GZIP,
    PKG-GZIP-TRUNCATED, PKG-GZIP-MEMBERS, PKG-GZIP-TRAILING, PKG-UTF8, PKG-ESCAPE), LimitExceededError
    (PKG-CONTENT-TOO-LARGE, PKG-PLAIN-TOO-LARGE) and ConfigurationError (PKG-OPTION).
    """
    how = None if escape_quotes is None else EscapeQuotes.named(escape_quotes)
    _within(len(content), limits.package_content_bytes, "PKG-CONTENT-TOO-LARGE")
    packed = _from_base64(content)
    if len(packed) <= _LENGTH.size:
        raise MalformedPackageError.of("PKG-CONTENT-SHORT", size=len(packed))
    announced: int = _LENGTH.unpack_from(packed)[0]
    if announced < 0:
        raise MalformedPackageError.of("PKG-LENGTH-NEGATIVE", announced=announced)
    _within(announced, limits.package_plain_bytes, "PKG-PLAIN-TOO-LARGE")
    plain = inflate(memoryview(packed)[_LENGTH.size :], announced, lenient=lenient)
    try:
        text = plain.decode("utf-8")
    except UnicodeDecodeError:
        raise MalformedPackageError.of("PKG-UTF8") from None
    return unescape(text, how).encode("utf-8")


def _plain(xml: bytes | str, how: EscapeQuotes) -> bytes:
    try:
        text = xml if isinstance(xml, str) else xml.decode("utf-8")
        return escape(text, how).encode("utf-8")
    except UnicodeError:
        raise MalformedPackageError.of("PKG-UTF8") from None


def _within(size: int, limit: int, code: str) -> None:
    if size > limit:
        raise LimitExceededError.of(code, size=size, limit=limit)


def _from_base64(content: str | bytes) -> bytes:
    if not content:
        raise MalformedPackageError.of("PKG-CONTENT-EMPTY")
    try:
        coded = content.encode("ascii") if isinstance(content, str) else bytes(content)
        packed = binascii.a2b_base64(coded, strict_mode=True)
    except (UnicodeError, binascii.Error):
        raise MalformedPackageError.of("PKG-BASE64") from None
    if not _ends_exactly(coded):
        raise MalformedPackageError.of("PKG-BASE64")
    return packed


def _ends_exactly(coded: bytes) -> bool:
    """Whether the unused bits of the last quantum are zero; the standard library does not look."""
    padding = len(coded) - len(coded.rstrip(b"="))
    unused = {0: 0, 1: 0b11, 2: 0b1111}[padding]
    return padding == 0 or _ALPHABET.index(coded[-padding - 1]) & unused == 0
