"""Workbooks (.xlsx) through openpyxl: values as last saved, never a formula computed or a link followed."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hocba.errors import HocbaError, InputError, LimitExceededError
from hocba.extras import optional
from hocba.sheets.book import Book, Cell, CellKind, Grid, Value
from hocba.sheets.limits import DEFAULT_SHEET_LIMITS, SheetLimits
from hocba.sheets.part_scan import PartScan
from hocba.sheets.place import Place
from hocba.sheets.zip_gate import CheckedZip, checked_zip
from hocba.xml.parsers import parser_for

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["read_workbook"]

_SHAPE = re.compile(r"(0{1,20})(?:\.(0{1,10}))?")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DIGITS = 15  # what a spreadsheet program shows of a binary float


def read_workbook(raw: bytes, limits: SheetLimits = DEFAULT_SHEET_LIMITS) -> Book:
    """The workbook ``raw``. A formula counts as the result that was saved with it.

    Numbers become decimals with the 15 digits that spreadsheet programs show. Nothing is judged here: cells
    with errors or formulas without a result are kept as such, merged and hidden parts are noted.

    Raises MissingExtraError, InputError (SHEET-OLD-FORMAT, SHEET-NOT-WORKBOOK, SHEET-XML) and
    LimitExceededError (SHEET-LIMIT).
    """
    openpyxl = optional("openpyxl", extra="xlsx")
    checked = checked_zip(raw, limits)
    parser_for(checked.plain_bytes)  # openpyxl parses with lxml: its table of names is watched there
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(
                io.BytesIO(checked.raw), read_only=True, data_only=True, keep_links=False
            )
            return _book(book, checked, limits)
    except HocbaError:
        raise
    except Exception:  # whatever openpyxl stumbles over: the file is no workbook that can be read
        raise InputError.of("SHEET-NOT-WORKBOOK") from None


def _book(book: Any, checked: CheckedZip, limits: SheetLimits) -> Book:
    sheets = book.worksheets
    if len(sheets) > limits.sheets:
        raise LimitExceededError.of("SHEET-LIMIT", what="sheets", size=len(sheets), limit=limits.sheets)
    grids = tuple(
        _grid(sheet, number, checked.scans.get(sheet._worksheet_path, PartScan()), limits)
        for number, sheet in enumerate(sheets)
    )
    epoch = book.epoch.date() if isinstance(book.epoch, dt.datetime) else book.epoch
    return Book(grids=grids, epoch=epoch, linked=checked.linked)


def _grid(sheet: Any, number: int, scan: PartScan, limits: SheetLimits) -> Grid:
    name = str(sheet.title)
    rows: dict[int, Mapping[int, Cell]] = {}
    sheet.reset_dimensions()
    if scan.last_row:
        for read in sheet.iter_rows(max_row=scan.last_row, max_col=scan.last_column):
            cells = _cells(read, number, name, scan, limits)
            if cells:
                rows[next(iter(cells.values())).place.row] = cells
    return Grid(
        name=name,
        order=number,
        rows=rows,
        merged=tuple(scan.merged),
        hidden_rows=frozenset(scan.hidden_rows),
        hidden=sheet.sheet_state != "visible",
    )


def _cells(read: Any, order: int, name: str, scan: PartScan, limits: SheetLimits) -> dict[int, Cell]:
    found: dict[int, Cell] = {}
    for cell in read:
        row, column = getattr(cell, "row", None), getattr(cell, "column", None)
        if row is None or column is None:
            continue
        place = Place(order, name, row, column)
        if (row, column) in scan.unanswered:
            found[column] = Cell(CellKind.FORMULA, None, place)
            continue
        kind, value = _value(cell, limits)
        if value is not None:
            digits, decimals = _shape(cell) if kind is CellKind.NUMBER else (0, 0)
            found[column] = Cell(kind, value, place, digits, decimals)
    return found


def _value(cell: Any, limits: SheetLimits) -> tuple[CellKind, Value]:
    value = cell.value
    if isinstance(value, bool):
        return CellKind.BOOLEAN, value
    if isinstance(value, int):
        return CellKind.NUMBER, Decimal(value)
    if isinstance(value, float):
        return CellKind.NUMBER, Decimal(format(value, f".{_DIGITS}g"))
    if isinstance(value, dt.datetime):
        whole = value.time() == dt.time()
        return (CellKind.DATE, value.date()) if whole else (CellKind.MOMENT, value.date())
    if isinstance(value, dt.time | dt.timedelta):
        return CellKind.MOMENT, str(value)
    if value is None:
        return CellKind.TEXT, None
    text = _ESCAPED.sub(_unescaped, str(value))
    if len(text) > limits.cell_characters:
        size, limit = len(text), limits.cell_characters
        raise LimitExceededError.of("SHEET-LIMIT", what="characters", size=size, limit=limit)
    if cell.data_type == "e":
        return CellKind.ERROR, text
    return CellKind.TEXT, text if text.strip() else None


def _unescaped(found: re.Match[str]) -> str:
    """The character that Office Open XML writes as ``_x000D_``; half a surrogate pair is none."""
    letter = chr(int(found[1], 16))
    return found[0] if letter.encode("utf-8", "ignore") == b"" else letter


def _shape(cell: Any) -> tuple[int, int]:
    """How many digits a number format such as ``000000000000`` or ``0.0`` always shows."""
    written = cell.number_format
    found = _SHAPE.fullmatch(written) if isinstance(written, str) else None
    return (len(found[1]), len(found[2] or "")) if found is not None else (0, 0)
