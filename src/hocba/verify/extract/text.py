"""What hides in signed text: comments, instructions, invisible and direction-changing characters, other forms.

The signature covers such text as it stands; whether a reader sees what was signed is another matter
(verification §11, text tricks and comments).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from hocba.findings import Finding
from hocba.xml.path import line_of, tag_path

__all__ = ["text_findings"]

# First bytes of the UTF-8 forms of soft hyphen, Arabic letter mark, U+180E, U+200x to U+206F, U+FEFF, tags.
_RARE_STARTS = (b"\xe2\x80", b"\xe2\x81", b"\xef\xbb", b"\xc2\xad", b"\xd8\x9c", b"\xe1\xa0", b"\xf3\xa0")
_HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
# First bytes of combining marks U+0300 to U+036F: Vietnamese letters in decomposed form have them.
_COMBINING_STARTS = (b"\xcc", b"\xcd")
_COMBINING = re.compile("[\u0300-\u036f]")
_PLACES = 5


def text_findings(data: etree._Element | None, octets: bytes, *, sparse: bool) -> Iterator[Finding]:
    """Findings about the text of ``data``, whose canonical form is ``octets``."""
    if data is None:
        return
    if sparse:
        yield from _kept_apart(data)
    if any(start in octets for start in _RARE_STARTS):
        yield from _places(data, _HIDDEN, "VER-TEXT-HIDDEN")
    if any(start in octets for start in _COMBINING_STARTS):
        yield from _places(data, _COMBINING, "VER-TEXT-NOT-NFC")


def _kept_apart(data: etree._Element) -> Iterator[Finding]:
    for count, node in enumerate(data.iter(etree.Comment, etree.ProcessingInstruction)):
        if count >= _PLACES:
            return
        parent = node.getparent()
        path = "" if parent is None else tag_path(parent)
        yield Finding.of("VER-COMMENT-IN-DATA", path=path, line=line_of(node))


def _places(data: etree._Element, pattern: re.Pattern[str], code: str) -> Iterator[Finding]:
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
