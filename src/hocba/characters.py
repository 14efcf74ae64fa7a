"""Characters that make a text look like another, or break it: found and named, never changed.

Shared by the reader of files (READ-…) and the rules (TEXT-…), so that both see the same.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from types import MappingProxyType
from typing import NamedTuple

__all__ = [
    "INVISIBLE",
    "LOOK_ALIKE",
    "SPACES",
    "Odd",
    "looks_like",
    "odd",
    "suspicious",
]

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
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FULL_WIDTH = re.compile("[\uff01-\uff5e]")
_MATHEMATICAL = re.compile("[\U0001d400-\U0001d7ff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_KINDS = (
    ("control", _CONTROL),
    ("bidi", _BIDI),
    ("invisible", INVISIBLE),
    ("space", SPACES),
    ("full-width", _FULL_WIDTH),
)

# letters of other languages and scripts, and the letters that they look like
_PAIRS = (
    ("ÐðƉɖǍǎ", "ĐđĐđĂă"),
    ("АВЕЗІЈКМНОРСТУХЅԚԜҺӀ", "ABE3IJKMHOPCTYXSQWhI"),
    ("аезікорсухѕјһԁԛԝ", "ae3ikopcyxsjhdqw"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ", "ABEZHIKMNOPTYXC"),
    ("αγικνορτυχϲ", "ayikvoptuxc"),
    ("ՕՏՍօսհո", "OSUouhn"),
    ("ⅭⅯⅮⅬⅩⅤⅠⅽⅿⅾⅼⅹⅴⅰ", "CMDLXVIcmdlxvi"),
)
_LOOKS_LIKE = MappingProxyType(
    {odd: plain for odds, plains in _PAIRS for odd, plain in zip(odds, plains, strict=True)}
)

_LETTERS = (
    "àáãảạăằắẵẳặâầấẫẩậđèéẽẻẹêềếễểệìíĩỉịòóõỏọôồốỗổộơờớỡởợùúũủụưừứữửựỳýỹỷỵ"
    "ÀÁÃẢẠĂẰẮẴẲẶÂẦẤẪẨẬĐÈÉẼẺẸÊỀẾỄỂỆÌÍĨỈỊÒÓÕỎỌÔỒỐỖỔỘƠỜỚỠỞỢÙÚŨỦỤƯỪỨỮỬỰỲÝỸỶỴ"
)
_PLAIN = "\0" + "".join(map(chr, [0x09, 0x0A, 0x0D, *range(0x20, 0x7F)])) + _LETTERS + "“”‘’–—…°²³×½§•"
_NOT_PLAIN = re.compile(f"[^{re.escape(_PLAIN[1:])}]")
# an encoder over at most 255 characters runs in C and stops at the first other character
_ENCODER = codecs.charmap_build(_PLAIN.ljust(256, "\ufffe"))


class Odd(NamedTuple):
    """One odd character: ``position`` is counted from 1 in the text as written.

    ``kind``: control, broken (lost in a conversion, or of a private font), bidi, invisible, space,
    full-width, digit (not 0–9), decomposed (not NFC), mark (without a letter that has it), look-alike, or
    script (a letter of another script). ``plain`` is what it looks like, where that is known.
    """

    kind: str
    position: int
    character: str
    plain: str = ""

    @property
    def named(self) -> str:
        """``U+200B ZERO WIDTH SPACE``."""
        return f"U+{ord(self.character):04X} {unicodedata.name(self.character, '')}".rstrip()


def suspicious(text: str) -> bool:
    """Whether ``text`` has a character besides ASCII, Vietnamese letters in NFC and common signs. Fast."""
    try:
        codecs.charmap_encode(text, "strict", _ENCODER)
    except UnicodeEncodeError:
        return True
    return False


def looks_like(character: str) -> str:
    """The letter or digit of Vietnamese writing that ``character`` looks like; empty where none is known.

    Empty also for a letter of Vietnamese writing itself.
    """
    known = _LOOKS_LIKE.get(character)
    if known is not None:
        return known
    if _FULL_WIDTH.fullmatch(character) or _MATHEMATICAL.fullmatch(character):
        plain = unicodedata.normalize("NFKC", character)
        return plain if plain.isascii() else ""
    return ""


def odd(text: str) -> Iterator[Odd]:
    """Every odd character of ``text`` in its order; nothing for plain Vietnamese text.

    Says nothing about spelling, and cannot tell a foreign name from a slip of the keyboard: a letter of
    another script is reported wherever it stands, as a look-alike where it looks like one of ours. Latin
    letters of other languages are left alone unless they are look-alikes: they stand in names.
    """
    if not suspicious(text):
        return
    normal = unicodedata.is_normalized("NFC", text)
    for found in _NOT_PLAIN.finditer(text):
        kind = _kind(found[0], normal)
        if kind:
            yield Odd(kind, found.start() + 1, found[0], _plain(kind, found[0]))


def _kind(character: str, normal: bool) -> str:
    for kind, pattern in _KINDS:
        if pattern.match(character):
            return kind
    if looks_like(character):
        return "look-alike"
    if character.isdecimal():
        return "digit"
    category = unicodedata.category(character)
    if category in {"Co", "Cn", "Cs"} or character == "\ufffd":
        return "broken"
    marks = category in {"Mn", "Mc", "Me"}
    if not normal and (marks or unicodedata.normalize("NFC", character) != character):
        return "decomposed"
    if marks:
        return "mark"
    foreign = character.isalpha() and not unicodedata.name(character, "LATIN").startswith("LATIN")
    return "script" if foreign else ""


def _plain(kind: str, character: str) -> str:
    return str(unicodedata.decimal(character)) if kind == "digit" else looks_like(character)
