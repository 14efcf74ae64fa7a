"""Characters that make a text look like another: reported when a record is read, never changed."""

from __future__ import annotations

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

# lead bytes of UTF-8 under which every character is a plain letter in NFC: Latin-1 letters, Latin
# Extended-A and -B (C3 to C6) and, in part, E1 (Vietnamese: E1 BA and E1 BB)
_PLAIN = bytes([*range(0x20, 0x7F), 0x09, 0x0A, 0x0D, *range(0x80, 0xC0), 0xC3, 0xC4, 0xC5, 0xC6, 0xE1])


def suspicious(text: str) -> bool:
    """Whether ``text`` may hold something to report; false only where it surely does not. Fast."""
    raw = text.encode("utf-8", "surrogatepass")
    if raw.translate(None, _PLAIN):
        return True
    if raw.count(b"\xe1") != raw.count(b"\xe1\xba") + raw.count(b"\xe1\xbb"):
        return True
    return b"\xc3\x90" in raw or b"\xc3\xb0" in raw or b"\xc6\x89" in raw


def problems(text: str) -> Iterator[tuple[str, str]]:
    """Code of the catalogue and the character (``U+200B``) for every kind of problem in ``text``."""
    if not unicodedata.is_normalized("NFC", text):
        yield "READ-NOT-NFC", ""
    for code, pattern in KINDS:
        if match := pattern.search(text):
            yield code, f"U+{ord(match[0]):04X}"
