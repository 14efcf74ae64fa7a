"""Pieces of personal values that may not come back: every run of four letters or digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["LENGTH", "Forbidden", "windows"]

LENGTH = 4
_RUN = re.compile(r"[^\W_]+")


def windows(text: str) -> set[str]:
    """Every piece of four letters or digits in a row in ``text``, without letter case, in NFC."""
    folded = unicodedata.normalize("NFC", text).casefold()
    return {run[at : at + LENGTH] for run in _RUN.findall(folded) for at in range(len(run) - LENGTH + 1)}


class Forbidden:
    """The pieces of all personal values of one record, and their whole words."""

    __slots__ = ("_pieces", "_words")

    def __init__(self, values: Iterable[str]) -> None:
        self._pieces: set[str] = set()
        self._words: set[str] = set()
        for value in values:
            self._pieces |= windows(value)
            self._words |= set(_RUN.findall(unicodedata.normalize("NFC", value).casefold()))

    def touches(self, text: str) -> bool:
        """Whether a piece of a personal value stands in ``text``."""
        return not self._pieces.isdisjoint(windows(text))

    def names(self, word: str) -> bool:
        """Whether ``word`` is a word of a personal value."""
        return word.casefold() in self._words
