"""Coded letters and the characters that look like them."""

from __future__ import annotations

import unicodedata
from collections.abc import Container
from types import MappingProxyType

from hocba.characters import looks_like
from hocba.rules.text import nfc

__all__ = ["intended"]

# D, African D and the small letters stand for Đ: the keyboard gave what it could
_STANDS_FOR = MappingProxyType(dict.fromkeys("DdđðɖÐƉ", "Đ"))
_LONGEST = 16


def intended(value: str, allowed: Container[str]) -> str | None:
    """The code of ``allowed`` that ``value`` was meant to be, or None where nothing speaks for one.

    Looks through other characters of the same shape, full-width forms, letter case, white space and
    zero-width characters around the letters. None also for a value that is allowed as it stands.
    """
    if len(value) > _LONGEST or nfc(value) in allowed:
        return None
    visible = "".join(letter for letter in value if unicodedata.category(letter) != "Cf").strip()
    meant = "".join(_letter(letter) for letter in visible) if len(visible) <= 2 else ""
    return meant if meant and meant in allowed else None


def _letter(letter: str) -> str:
    plain = looks_like(letter) or looks_like(letter.upper()) or unicodedata.normalize("NFKC", letter)
    return _STANDS_FOR.get(plain, plain.upper())
