"""A package as it arrives: XML, or a ``content`` string, as bytes, as text or in a file."""

from __future__ import annotations

import os
import re
from pathlib import Path

from hocba.errors import LimitExceededError, MalformedPackageError
from hocba.files import read_bounded
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.package.content import decode_content
from hocba.package.escaping import EscapeQuotes

__all__ = ["package_xml"]

_CONTENT = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_WHITE_SPACE = b" \t\r\n"


def package_xml(
    source: str | os.PathLike[str] | bytes,
    *,
    escape_quotes: EscapeQuotes | str | None = None,
    lenient: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> bytes:
    """The XML bytes of a package: a path, the bytes of a file, or a ``content`` string.

    A ``str`` is a path where a file of that name exists or where it cannot be base64. Bytes that begin with
    ``<`` are XML and come back unchanged; base64 is decoded (white space around it, as at the end of a file,
    is dropped first). The XML is not parsed.

    Raises InputError (absent, a folder), LimitExceededError, MalformedPackageError (PKG-UNREADABLE, and what
    :func:`hocba.package.content.decode_content` raises) and ConfigurationError (PKG-OPTION).
    """
    raw = _raw(source, limits)
    body = raw.removeprefix(_BYTE_ORDER_MARK).lstrip(_WHITE_SPACE)
    if body.startswith(b"<"):
        if len(raw) > limits.package_plain_bytes:
            raise LimitExceededError.of(
                "PKG-PLAIN-TOO-LARGE", size=len(raw), limit=limits.package_plain_bytes
            )
        return raw
    coded = raw.strip(_WHITE_SPACE)
    if coded and _CONTENT.match(coded[:64].decode("latin-1")) is None:
        raise MalformedPackageError.of("PKG-UNREADABLE")
    return decode_content(coded, escape_quotes=escape_quotes, lenient=lenient, limits=limits)


def _raw(source: str | os.PathLike[str] | bytes, limits: Limits) -> bytes:
    if isinstance(source, bytes):
        return source
    largest = max(limits.package_content_bytes, limits.package_plain_bytes)
    if isinstance(source, str) and _is_content(source):
        return source.encode("ascii")
    return read_bounded(source, largest + len(_BYTE_ORDER_MARK))


def _is_content(text: str) -> bool:
    if _CONTENT.fullmatch(text) is None:
        return text == ""
    try:
        return not Path(text).exists()
    except (OSError, ValueError):
        return True
