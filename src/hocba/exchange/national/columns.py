"""The dictionary of the National Data Centre as a table: ``data/national.csv`` (format-v2.md §7)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import attrs

from hocba.findings import Severity

__all__ = ["ENVELOPE", "MAIN", "Column", "column_named", "level_of", "main_of", "tables"]

ENVELOPE = ("idbanghi", "sukien", "phienban", "thoigiancapnhat", "ngaycapnhat")
"""The columns that every row of every table has, in their order."""

MAIN: Mapping[str, str] = MappingProxyType(
    {"primary": "thongtinsohocbasotieuhoc", "secondary": "thongtinsohocbasothcsthpt"}
)
"""The table of the record itself by level; tables of its parts begin with its name and ``_``."""


@attrs.frozen(kw_only=True)
class Column:
    """One column: where its value stands in a record, and what the dictionary demands of it.

    ``python_name`` is the field in the v2 blocks, ``v1_name`` the same field in v1.0 (empty: not there).
    ``kind`` names the conversion (:mod:`hocba.exchange.national.words`). The column is ``confidence``
    ([observed] throughout); the tag it is taken from is only ``tag_confidence``.
    """

    table: str
    name: str
    block: str
    tag: str
    python_name: str
    v1_name: str
    kind: str
    required: str
    condition: str
    max_length: int | None
    too_long: Severity
    codes: tuple[str, ...]
    lowest: Decimal | None
    highest: Decimal | None
    label: str
    confidence: str
    tag_confidence: str
    note: str

    @property
    def dictionary_name(self) -> str:
        """The name with the part of the table name that tells children apart (``dsbangdiem.mamonhoc``)."""
        child = self.table.partition("_")[2]
        return f"{child}.{self.name}" if child else self.name


@cache
def tables() -> Mapping[str, tuple[Column, ...]]:
    """Every table with its columns, both in the order of the dictionary."""
    text = files("hocba.exchange").joinpath("data", "national.csv").read_text(encoding="utf-8")
    found: dict[str, list[Column]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["table"], []).append(_column(row))
    return MappingProxyType({name: tuple(columns) for name, columns in found.items()})


def _column(row: dict[str, str]) -> Column:
    return Column(
        table=row["table"],
        name=row["column"],
        block=row["block"],
        tag=row["tag"],
        python_name=row["python_name"],
        v1_name=row["v1_name"],
        kind=row["kind"],
        required=row["required"],
        condition=row["condition"],
        max_length=int(row["max_length"]) if row["max_length"] else None,
        too_long=Severity(row["too_long"]),
        codes=tuple(filter(None, row["codes"].split("|"))),
        lowest=Decimal(row["lowest"]) if row["lowest"] else None,
        highest=Decimal(row["highest"]) if row["highest"] else None,
        label=row["label_vi"],
        confidence=row["confidence"],
        tag_confidence=row["tag_confidence"],
        note=row["note"],
    )


@cache
def _by_name() -> Mapping[tuple[str, str], Column]:
    return {(column.table, column.name): column for columns in tables().values() for column in columns}


def column_named(table: str, name: str) -> Column | None:
    """The column ``name`` of ``table``, or None."""
    return _by_name().get((table, name))


def main_of(table: str) -> str:
    """The table of the record that ``table`` belongs to."""
    return table.partition("_")[0]


def level_of(table: str) -> str:
    """``primary`` or ``secondary``: the level that ``table`` is of."""
    return next(level for level, main in MAIN.items() if main == main_of(table))
