"""Where a value stands: the sheet and the cell, as spreadsheet programs name them."""

from __future__ import annotations

import re

import attrs

__all__ = ["Place", "column_letters", "column_number"]

_LETTERS = re.compile(r"[A-Z]{1,3}")


def column_letters(number: int) -> str:
    """``28`` → ``AB``; columns count from 1."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """``AB`` → ``28``; 0 where these are no letters of a column."""
    if not _LETTERS.fullmatch(letters):
        return 0
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@attrs.frozen(order=True)
class Place:
    """A cell, a row (``column`` 0) or a whole sheet (``row`` 0 too). ``order`` is the sheet's number."""

    order: int
    sheet: str
    row: int = 0
    column: int = 0

    @property
    def cell(self) -> str:
        """``C7``, ``7`` for a row, ``C`` for a column, or nothing."""
        return f"{column_letters(self.column)}{self.row or ''}"

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet
