"""What hides in signed text: comments, instructions, invisible characters, decomposed letters.

The signature covers such text as it stands; whether a reader sees what was signed is another matter
(verification §11, text tricks and comments).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from hocba.findings import Finding
from hocba.xml.path import line_of, tag_path

__all__ = ["has_oddities", "text_findings"]

# A hidden character has one of these bytes in UTF-8, a combining mark one of those: looking for single bytes
# is fast, and Vietnamese in composed form has none of them but for dashes and quotation marks.
_HIDDEN_BYTES = (b"\xe2", b"\xef", b"\xc2", b"\xd8", b"\xf3", b"\x8e")
_COMBINING_BYTES = (b"\xcc", b"\xcd")
_HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
_COMBINING = re.compile("[\u0300-\u036f]")
_PLACES = 5


def text_findings(data: etree._Element, octets: bytes, *, sparse: bool) -> Iterator[Finding]:
    """Findings about the text of ``data``, whose canonical form is ``octets``."""
    if sparse:
        yield from _kept_apart(data)
    if any(byte in octets for byte in _HIDDEN_BYTES):
        yield from _places(data, octets, _HIDDEN, "VER-TEXT-HIDDEN")
    if any(byte in octets for byte in _COMBINING_BYTES):
        yield from _places(data, octets, _COMBINING, "VER-TEXT-NOT-NFC")


def has_oddities(octets: bytes) -> bool:
    """Whether :func:`text_findings` would find hidden characters or decomposed letters in ``octets``."""
    hidden = any(byte in octets for byte in _HIDDEN_BYTES) and _HIDDEN.search(octets.decode()) is not None
    return hidden or (
        any(byte in octets for byte in _COMBINING_BYTES) and _COMBINING.search(octets.decode()) is not None
    )


def _kept_apart(data: etree._Element) -> Iterator[Finding]:
    for count, node in enumerate(data.iter(etree.Comment, etree.ProcessingInstruction)):
        if count >= _PLACES:
            return
        parent = node.getparent()
        path = "" if parent is None else tag_path(parent)
        yield Finding.of("VER-COMMENT-IN-DATA", path=path, line=line_of(node))


def _places(data: etree._Element, octets: bytes, pattern: re.Pattern[str], code: str) -> Iterator[Finding]:
    if pattern.search(octets.decode()) is None:
        return
    count = 0
    for element in data.iter("*"):
        found = pattern.search("".join((element.text or "", element.tail or "", *element.attrib.values())))
        if found is not None:
            yield Finding.of(
                code, path=tag_path(element), line=line_of(element), character=f"U+{ord(found[0]):04X}"
            )
            count += 1
            if count >= _PLACES:
                return
