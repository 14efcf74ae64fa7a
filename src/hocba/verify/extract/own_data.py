"""The data element as plain tags and texts, proven to be its own canonical form."""

from __future__ import annotations

import re

import attrs

__all__ = ["OwnData", "plain_data"]

_SPLIT = re.compile(rb"(</?[A-Z][A-Z0-9_]*+>)")
_ESCAPE = re.compile(rb"&(?:amp|lt|gt);")
_OTHERS = bytes(octet for octet in (0x09, 0x0A, *range(0x20, 0x100)) if octet not in b"<>")
_BRACKETS = b"<>"


@attrs.frozen(slots=False)
class OwnData:
    """``octets`` are the whole element. Inside it ``texts`` and ``tags`` alternate, a text first and last."""

    octets: bytes
    texts: list[bytes]
    tags: list[bytes]


def plain_data(octets: bytes, start: bytes, end: bytes) -> OwnData | None:
    """The element ``octets`` from its start tag to its end tag; None where it is not canonical as it stands.

    Proven: UTF-8 and characters that XML allows; ``<`` and ``>`` stand nowhere but in start and end tags of
    nothing but a name, so there is no attribute, no declaration, no empty-element tag, no comment, no
    instruction and no CDATA section; no carriage return; no reference but the three of canonical text.
    Not proven: that every end tag fits its start tag.
    """
    inner = octets[len(start) : -len(end)]
    parts = _SPLIT.split(inner)
    tags = parts[1::2]
    if inner.translate(None, _OTHERS) != _BRACKETS * len(tags):
        return None
    if b"&" in inner and inner.count(b"&") != len(_ESCAPE.findall(inner)):
        return None
    if b"\xef" in inner and b"\xef\xbf" in inner:  # U+FFFE and U+FFFF; their harmless neighbours are rare
        return None
    try:
        inner.decode()
    except UnicodeDecodeError:
        return None
    return OwnData(octets, parts[0::2], tags)
