"""Which kind of file it is: by content where the content says so, else by its name."""

from __future__ import annotations

import os
from pathlib import Path

from hocba.files import read_bounded
from hocba.sheets.book import Book
from hocba.sheets.csv_read import read_csv, read_csv_folder
from hocba.sheets.limits import SheetLimits
from hocba.sheets.xlsx_read import read_workbook
from hocba.sheets.zip_gate import OLE, ZIP

__all__ = ["JSON_NAMES", "open_book"]

JSON_NAMES = (".json", ".jsonl", ".ndjson")
_WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb")


def open_book(path: str | os.PathLike[str], limits: SheetLimits, delimiter: str | None) -> Book:
    """The workbook, CSV file or folder of CSV files at ``path``.

    Raises InputError, LimitExceededError, MissingExtraError (a workbook without the extra ``xlsx``).
    """
    place = Path(path)
    if place.is_dir():
        return read_csv_folder(place, limits, delimiter=delimiter)
    raw = read_bounded(place, limits.file_bytes)
    if raw.startswith((ZIP, OLE)) or place.suffix.lower() in _WORKBOOKS:
        return read_workbook(raw, limits)
    return read_csv(place, limits, delimiter=delimiter)
