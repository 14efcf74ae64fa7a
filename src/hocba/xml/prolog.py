"""What can be judged from the bytes alone, before any parser sees them."""

from __future__ import annotations

import re

from hocba.errors import LimitExceededError, MalformedXmlError
from hocba.limits import Limits

__all__ = ["prepared"]

BOM = b"\xef\xbb\xbf"
_OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff", b"<\x00", b"\x00<")
_DECLARATION = re.compile(
    rb"""<\?xml
    [ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"(?P<v1>[^"<>]*)"|'(?P<v2>[^'<>]*)')
    (?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"(?P<e1>[^"<>]*)"|'(?P<e2>[^'<>]*)'))?
    (?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?
    [ \t\r\n]*\?>""",
    re.VERBOSE | re.IGNORECASE,
)
_SPACE = re.compile(rb"[ \t\r\n]*")


def prepared(raw: bytes, limits: Limits) -> bytes:
    """``raw`` as the parsers get it: the same length, only the XML declaration in lower case.

    Raises LimitExceededError for the size; MalformedXmlError for an encoding other than UTF-8, bytes
    that are not UTF-8, NUL, a version other than 1.0, and a document type declaration.
    """
    if len(raw) > limits.xml_bytes:
        raise LimitExceededError.of("XML-TOO-LARGE", size=len(raw), limit=limits.xml_bytes)
    if raw.startswith(_OTHER_MARKS):
        raise MalformedXmlError.of("XML-ENCODING")
    if b"\0" in raw:
        raise MalformedXmlError.of("XML-NUL", line=_line(raw, raw.index(b"\0")))
    if not raw.isascii():
        _require_utf8(raw)
    copy, start = _declared(raw)
    _refuse_doctype(copy, start)
    return copy


def _require_utf8(raw: bytes) -> None:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise MalformedXmlError.of("XML-UTF8", line=_line(raw, problem.start), offset=problem.start) from None


def _declared(raw: bytes) -> tuple[bytes, int]:
    start = len(BOM) if raw.startswith(BOM) else 0
    found = _DECLARATION.match(raw, start)
    if found is None:
        return raw, start
    if (found["v1"] or found["v2"]) != b"1.0":
        raise MalformedXmlError.of("XML-VERSION", line=1)
    encoding = found["e1"] if found["e1"] is not None else found["e2"]
    if encoding is not None and encoding.lower() != b"utf-8":
        raise MalformedXmlError.of("XML-ENCODING", line=1)
    written = found[0]
    lower = written.lower()
    if written == lower:
        return raw, found.end()
    return raw[:start] + lower + raw[found.end() :], found.end()


def _refuse_doctype(raw: bytes, at: int) -> None:
    """A document type declaration can only stand between the declaration and the root."""
    while True:
        at = _SPACE.match(raw, at).end()  # type: ignore[union-attr]  # matches everywhere, also nothing
        if raw.startswith(b"<!--", at):
            at = raw.find(b"-->", at + 4) + 3
        elif raw.startswith(b"<?", at):
            at = raw.find(b"?>", at + 2) + 2
        elif raw[at : at + 9].upper() == b"<!DOCTYPE":
            raise MalformedXmlError.of("XML-DTD", line=_line(raw, at))
        else:
            return
        if at < 4:  # the construct never ends: the parser says so
            return


def _line(raw: bytes, offset: int) -> int:
    return raw.count(b"\n", 0, offset) + 1
