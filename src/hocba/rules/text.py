"""Comparing Vietnamese text: what counts as the same words, and what may be shown of a value."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold", "nfc", "place_key", "shown"]

_PLACE_PREFIX = re.compile(r"^(?:tỉnh|thành phố|tp)\s+", re.UNICODE)
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_SEPARATORS = re.compile(r"[-–.,\s]+")
_LONGEST_SHOWN = 60


def nfc(value: str) -> str:
    """``value`` in normal form C, the form in which fields are compared."""
    return value if unicodedata.is_normalized("NFC", value) else unicodedata.normalize("NFC", value)


def fold(value: str) -> str:
    """``value`` in normal form C, without letter case, runs of white space as one space."""
    return " ".join(nfc(value).casefold().split())


def place_key(name: str) -> str:
    """What two spellings of one province have in common.

    Tone marks go (``Hoà Bình`` and ``Hòa Bình`` place them differently), vowels and Đ stay.
    """
    words = _SEPARATORS.sub(" ", fold(name)).strip()
    words = _PLACE_PREFIX.sub("", words)
    bare = "".join(letter for letter in unicodedata.normalize("NFD", words) if letter not in _TONES)
    return unicodedata.normalize("NFC", bare)


def shown(value: str) -> str:
    """``value`` for a message: invisible and control characters named, long text cut."""
    cut = value if len(value) <= _LONGEST_SHOWN else value[:_LONGEST_SHOWN] + "…"
    if cut.isprintable():
        return cut
    return "".join(
        letter if letter.isprintable() or letter == " " else f"<U+{ord(letter):04X}>" for letter in cut
    )
