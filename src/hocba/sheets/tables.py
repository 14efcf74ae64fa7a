"""The tables behind import and template: sheets, sheets that are not read, fields of a whole class."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from hocba.sheets.names import folded

__all__ = ["SheetName", "class_fields", "sheet_names", "unread_sheets"]


class SheetName(NamedTuple):
    """A sheet of the template; ``names`` are folded names under which a sheet is taken for it too."""

    id: str
    sheet: str
    title_vi: str
    title_en: str
    names: tuple[str, ...]


def _rows(name: str) -> list[dict[str, str]]:
    text = files("hocba.sheets").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def sheet_names() -> dict[str, SheetName]:
    """The sheets by id, in the order of the template."""
    return {
        row["id"]: SheetName(
            row["id"], row["sheet"], row["title_vi"], row["title_en"], tuple(row["names"].split("|"))
        )
        for row in _rows("sheets.csv")
    }


@cache
def unread_sheets() -> frozenset[str]:
    """Folded names of sheets that hold no data: instructions, example, lists."""
    rows = _rows("unread_sheets.csv")
    return frozenset(folded(name) for row in rows for name in (row["sheet"], *row["names"].split("|")))


@cache
def class_fields() -> frozenset[str]:
    """The fields of the general part that are the same for a whole class, in the order of the table."""
    return frozenset(row["python_name"] for row in _rows("class_fields.csv"))
