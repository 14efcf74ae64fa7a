"""A workbook as import sees it, whatever kind of file it came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

import attrs

from hocba.sheets.place import Place, column_letters

__all__ = ["Book", "Cell", "CellKind", "Grid", "MergedRange"]

Value = str | Decimal | bool | dt.date | None


class CellKind(StrEnum):
    """What a cell holds. ``moment`` is a date with a time of day; ``formula`` one without a stored result."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    MOMENT = "moment"
    ERROR = "error"
    FORMULA = "formula"


@attrs.frozen(repr=False)
class Cell:
    """One cell that holds something.

    ``digits`` and ``decimals``: how many digits before and after the point its number format always shows.
    """

    kind: CellKind
    value: Value
    place: Place
    digits: int = 0
    decimals: int = 0

    @property
    def text(self) -> str:
        """The text of a text cell without blanks around it; empty for other kinds."""
        return self.value.strip() if isinstance(self.value, str) else ""

    def __repr__(self) -> str:
        return f"Cell({self.place}, {self.kind})"


@attrs.frozen
class MergedRange:
    """A block of cells that a spreadsheet program shows as one; only its first cell holds a value."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        return f"{column_letters(self.left)}{self.top}:{column_letters(self.right)}{self.bottom}"


@attrs.frozen(kw_only=True, repr=False)
class Grid:
    """One sheet: the cells that hold something, by row and column, counted from 1."""

    name: str
    order: int
    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[MergedRange, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden: bool = False

    def place(self, row: int = 0, column: int = 0) -> Place:
        """The place of a cell of this sheet."""
        return Place(self.order, self.name, row, column)

    def row(self, number: int) -> Mapping[int, Cell]:
        """The cells of one row."""
        return self.rows.get(number, MappingProxyType({}))

    def after(self, number: int) -> Iterator[tuple[int, Mapping[int, Cell]]]:
        """The rows below ``number`` that hold something, in order."""
        return ((row, cells) for row, cells in self.rows.items() if row > number)

    def __repr__(self) -> str:
        return f"Grid({self.order}, {len(self.rows)} rows)"


@attrs.frozen(kw_only=True, repr=False)
class Book:
    """The sheets of a workbook or folder. ``epoch`` is the day that serial number 0 means."""

    grids: tuple[Grid, ...]
    epoch: dt.date = dt.date(1899, 12, 30)
    typed: bool = True
    """Whether cells know numbers and dates; a CSV file knows texts only."""
    linked: bool = False
    """Whether the workbook points to other workbooks, whose values are as last saved."""

    def __repr__(self) -> str:
        return f"Book({len(self.grids)} sheets)"
