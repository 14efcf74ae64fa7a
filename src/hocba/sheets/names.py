"""Names of columns, sheets and subjects as people write them: with or without case, marks and spaces."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["bracketed", "exact", "folded", "subject_key"]

_MARKS = dict.fromkeys(range(0x300, 0x370))
_WORDS = re.compile(r"[^0-9a-z]+")
_BRACKET = re.compile(r"\[([^\[\]]{1,80})\]\s*$")
_PARENTHESES = re.compile(r"\([^()]{0,80}\)")


def exact(text: str) -> str:
    """``text`` in normal form C without letter case and with single spaces; marks stay."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def folded(text: str) -> str:
    """Letters and digits of ``text`` without case and Vietnamese marks, words separated by one space."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d")).translate(_MARKS)
    return _WORDS.sub(" ", bare).strip()


def without_remarks(text: str) -> str:
    """``text`` without what stands in parentheses: ``Cân nặng (kg)`` is ``Cân nặng``."""
    return _PARENTHESES.sub(" ", text)


def bracketed(text: str) -> str:
    """The name in square brackets at the end, as headers of the template have it; else an empty text."""
    found = _BRACKET.search(text)
    return found[1].strip() if found else ""


def subject_key(name: str) -> str:
    """As :func:`folded`; i and y are one, for Vật lí and Vật lý are one subject."""
    return folded(name).replace("y", "i")
