"""The example of the template: synthetic pupils, as they look in the sheets."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from hocba.sheets.class_sheet import META
from hocba.sheets.class_writer import class_sheets
from hocba.sheets.layout import CLASS, Layout
from hocba.sheets.names import bracketed
from hocba.sheets.plan import OutSheet

__all__ = ["example_records", "example_sheets"]

_FILES = {
    ("v1_0", "tieuhoc"): "v1_0.json",
    ("v2_tieuhoc", "tieuhoc"): "v2_tieuhoc.json",
    ("v2_trunghoc", "thcs"): "v2_trunghoc_thcs.json",
    ("v2_trunghoc", "thpt"): "v2_trunghoc_thpt.json",
}


@cache
def _values(name: str) -> list[dict[str, Any]]:
    text = files("hocba.sheets").joinpath("data", "examples", name).read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)
    return found


def example_records(layout: Layout, level: str) -> tuple[Any, ...]:
    """The synthetic records of a format and level; a third party's format has none."""
    name = _FILES.get((layout.format_id, level))
    return tuple(layout.record(**values) for values in _values(name)) if name else ()


def example_sheets(layout: Layout, level: str) -> tuple[OutSheet, ...]:
    """These records as sheets, as :func:`hocba.sheets.write_class` would write them."""
    records = example_records(layout, level)
    sheets = class_sheets(records, layout) if records else ()
    return tuple(_without_meta(sheet) if sheet.id == CLASS else sheet for sheet in sheets)


def _without_meta(sheet: OutSheet) -> OutSheet:
    """The class's own sheet without the rows that only what hocba writes out needs."""
    return OutSheet(
        sheet.id, sheet.name, (), tuple(row for row in sheet.rows if bracketed(row[0] or "") not in META)
    )
