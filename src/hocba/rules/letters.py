"""Coded letters and the characters that look like them."""

from __future__ import annotations

import unicodedata
from collections.abc import Container
from types import MappingProxyType

from hocba.rules.text import nfc

__all__ = ["intended"]

# D, eth, African D and their small letters stand for Đ; Cyrillic and Greek capitals for T, H, C, M.
_STANDS_FOR = MappingProxyType(
    {
        **dict.fromkeys("DÐƉdđðɖ", "Đ"),
        **dict.fromkeys("tТтΤτ", "T"),
        **dict.fromkeys("hНнΗһ", "H"),
        **dict.fromkeys("cСсϹⅭ", "C"),
        **dict.fromkeys("mМмΜⅯ", "M"),
    }
)
_LONGEST = 16


def intended(value: str, allowed: Container[str]) -> str | None:
    """The letter of ``allowed`` that ``value`` was meant to be, or None where nothing speaks for one.

    Looks through other characters of the same shape, full-width forms, letter case, white space and
    zero-width characters around the letter. None also for a value that is allowed as it stands.
    """
    if len(value) > _LONGEST or nfc(value) in allowed:
        return None
    visible = "".join(letter for letter in value if unicodedata.category(letter) != "Cf").strip()
    letter = unicodedata.normalize("NFKC", visible) if len(visible) == 1 else visible
    meant = _STANDS_FOR.get(visible, _STANDS_FOR.get(letter, letter))
    return meant if len(meant) == 1 and meant in allowed else None
