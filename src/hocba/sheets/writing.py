"""Sheets into files: a workbook through openpyxl, or a folder of CSV files."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hocba.extras import optional
from hocba.files import write_atomic
from hocba.model.values import DateText
from hocba.package.folder import write_all
from hocba.sheets.csv_write import csv_bytes
from hocba.sheets.plan import OutSheet

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = ["DATE_FORMAT", "TEXT_FORMAT", "fill", "put_text", "put_value", "workbook_bytes", "write_sheets"]

TEXT_FORMAT, DATE_FORMAT = "@", "dd/mm/yyyy"
_NUMBERS = frozenset({"number", "mark", "secondary_mark"})
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FIRST_YEAR = 1901  # earlier serial numbers mean different days to different programs


def write_sheets(
    sheets: Sequence[OutSheet], path: str | os.PathLike[str], *, csv: bool, overwrite: bool
) -> None:
    """Write ``sheets``. Raises MissingExtraError (a workbook without openpyxl) and StorageError."""
    if csv:
        write_all(
            path, {f"{sheet.name}.csv": csv_bytes(_lines(sheet)) for sheet in sheets}, overwrite=overwrite
        )
        return
    openpyxl = optional("openpyxl", extra="xlsx")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets:
        target = book.create_sheet(sheet.name)
        fill(target, sheet)
    write_atomic(Path(path), workbook_bytes(book), overwrite=overwrite)


def fill(target: Any, sheet: OutSheet, first_row: int = 1) -> None:
    """Write header and rows of ``sheet`` into the worksheet ``target``, beginning in ``first_row``."""
    row = first_row
    if sheet.columns:
        for number, out in enumerate(sheet.columns, start=1):
            put_text(target.cell(row, number), out.header)
        row += 1
    for values in sheet.rows:
        for number, value in enumerate(values, start=1):
            if value is not None:
                kind = sheet.columns[number - 1].column.kind if sheet.columns else "text"
                put_value(target.cell(row, number), value, kind)
        row += 1


def put_text(cell: Any, value: str) -> None:
    """Put ``value`` into ``cell`` as text, whatever it begins with."""
    cell.value = _ESCAPED.sub("_x005F_", value).replace("\r", "_x000D_")
    cell.data_type = "s"  # openpyxl takes =… for a formula
    cell.number_format = TEXT_FORMAT


def put_value(cell: Any, value: str, kind: str) -> None:
    """Put the text of a record into ``cell``: as a date or number where reading gives the same text back."""
    if kind == "date":
        date = DateText(value).date
        if date is not None and date.year >= _FIRST_YEAR and DateText.of(date) == value:
            cell.value = date
            cell.number_format = DATE_FORMAT
            return
    if kind in _NUMBERS:
        number = _number(value)
        if number is not None:
            cell.value = number
            return
    put_text(cell, value)


def workbook_bytes(book: Workbook) -> bytes:
    """The workbook as a file."""
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _number(value: str) -> int | float | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    if not number.is_finite() or len(number.as_tuple().digits) > 15:
        return None
    plain = "0" if number.is_zero() else format(number.normalize(), "f")
    if plain != value:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _lines(sheet: OutSheet) -> Iterable[list[str]]:
    if sheet.columns:
        yield [out.header for out in sheet.columns]
    for row in sheet.rows:
        yield [value or "" for value in row]
