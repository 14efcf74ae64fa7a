"""Characters that make a text look like another: reported when a record is read, never changed."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

__all__ = ["problems", "suspicious"]

INVISIBLE = re.compile(
    "[\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
LOOK_ALIKE = re.compile(
    "[\u00d0\u00f0\u0189\u0256\u0370-\u03ff\u0400-\u052f\u0531-\u058f\u10a0-\u10ff\u13a0-\u13ff"
    "\u1c80-\u1c8f\u1f00-\u1fff\u2c00-\u2c5f\u2c80-\u2cff\u2de0-\u2dff\ua640-\ua69f\uab70-\uabbf"
    "\uff01-\uff5e\U0001d400-\U0001d7ff]"
)
KINDS = (("READ-INVISIBLE", INVISIBLE), ("READ-SPACE", SPACES), ("READ-LOOK-ALIKE", LOOK_ALIKE))

_LETTERS = (
    "àáãảạăằắẵẳặâầấẫẩậđèéẽẻẹêềếễểệìíĩỉịòóõỏọôồốỗổộơờớỡởợùúũủụưừứữửựỳýỹỷỵ"
    "ÀÁÃẢẠĂẰẮẴẲẶÂẦẤẪẨẬĐÈÉẼẺẸÊỀẾỄỂỆÌÍĨỈỊÒÓÕỎỌÔỒỐỖỔỘƠỜỚỠỞỢÙÚŨỦỤƯỪỨỮỬỰỲÝỸỶỴ"
)
_PLAIN = "\0" + "".join(map(chr, [0x09, 0x0A, 0x0D, *range(0x20, 0x7F)])) + _LETTERS + "“”‘’–—…°²³×½§•"
# an encoder over at most 255 characters runs in C and stops at the first other character
_ENCODER = codecs.charmap_build(_PLAIN.ljust(256, "\ufffe"))


def suspicious(text: str) -> bool:
    """Whether ``text`` has a character besides ASCII, Vietnamese letters in NFC and common signs. Fast."""
    try:
        codecs.charmap_encode(text, "strict", _ENCODER)
    except UnicodeEncodeError:
        return True
    return False


def problems(text: str) -> Iterator[tuple[str, str]]:
    """Code of the catalogue and the character (``U+200B``) for every kind of problem in ``text``."""
    if not unicodedata.is_normalized("NFC", text):
        yield "READ-NOT-NFC", ""
    for code, pattern in KINDS:
        if match := pattern.search(text):
            yield code, f"U+{ord(match[0]):04X}"
