"""CSV: one file or a folder of them, each a sheet. Texts only; the standard library is enough."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from hocba.errors import InputError, LimitExceededError
from hocba.files import read_bounded
from hocba.sheets.book import Book, Cell, CellKind, Grid
from hocba.sheets.limits import DEFAULT_SHEET_LIMITS, SheetLimits
from hocba.sheets.place import Place

__all__ = ["DELIMITERS", "read_csv", "read_csv_folder", "unquoted"]

DELIMITERS = (",", ";", "\t")
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_SAMPLE = 30
# '=… is text that a spreadsheet program would otherwise compute; ="0123" is a number kept as text
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_KEPT = re.compile(r'="([^"]*)"')


def read_csv(path: Path, limits: SheetLimits = DEFAULT_SHEET_LIMITS, *, delimiter: str | None = None) -> Book:
    """The file ``path`` as a book of one sheet, named after the file.

    Raises InputError (SHEET-CSV-ENCODING: not UTF-8, SHEET-CSV: no table, SHEET-CSV-DELIMITER: the
    separator cannot be told) and LimitExceededError.
    """
    return Book(grids=(_grid(path, 0, limits, delimiter),), typed=False)


def read_csv_folder(
    folder: Path, limits: SheetLimits = DEFAULT_SHEET_LIMITS, *, delimiter: str | None = None
) -> Book:
    """Every ``*.csv`` of ``folder`` as a sheet, in the order of their names. Raises as :func:`read_csv`."""
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix.lower() == ".csv")
    except OSError:
        raise InputError.of("FILE-UNREADABLE", file=folder.name, reason="folder") from None
    if not files:
        raise InputError.of("SHEET-CSV-NONE", folder=folder.name)
    if len(files) > limits.sheets:
        raise LimitExceededError.of("SHEET-LIMIT", what="sheets", size=len(files), limit=limits.sheets)
    grids = tuple(_grid(file, number, limits, delimiter) for number, file in enumerate(files))
    return Book(grids=grids, typed=False)


def unquoted(value: str) -> str:
    """``value`` without the marks by which CSV keeps a spreadsheet program from computing or cutting it."""
    kept = _KEPT.fullmatch(value)
    if kept is not None:
        return kept[1]
    return value[1:] if _GUARDED.match(value) else value


def _grid(path: Path, order: int, limits: SheetLimits, delimiter: str | None) -> Grid:
    name = path.stem
    text = _decoded(read_bounded(path, limits.file_bytes), path.name)
    hint = _HINT.match(text)
    first = 1
    if hint is not None:
        text, first, delimiter = text[hint.end() :], 2, delimiter or hint[1]
    rows: dict[int, Mapping[int, Cell]] = {}
    count = 0
    for number, values in enumerate(
        _records(text, delimiter or _delimiter(text, path.name), path.name), first
    ):
        cells = _cells(values, Place(order, name, number), limits)
        count += len(cells)
        if len(rows) >= limits.rows or count > limits.cells:
            raise LimitExceededError.of("SHEET-LIMIT", what="rows", size=number, limit=limits.rows)
        if cells:
            rows[number] = cells
    return Grid(name=name, order=order, rows=rows)


def _cells(values: list[str], row: Place, limits: SheetLimits) -> dict[int, Cell]:
    if len(values) > limits.columns:
        raise LimitExceededError.of("SHEET-LIMIT", what="columns", size=len(values), limit=limits.columns)
    cells: dict[int, Cell] = {}
    for column, value in enumerate(values, start=1):
        if len(value) > limits.cell_characters:
            size, limit = len(value), limits.cell_characters
            raise LimitExceededError.of("SHEET-LIMIT", what="characters", size=size, limit=limit)
        plain = unquoted(value)
        if plain.strip():
            place = Place(row.order, row.sheet, row.row, column)
            computed = value.startswith("=") and plain == value
            kind = CellKind.FORMULA if computed else CellKind.TEXT
            cells[column] = Cell(kind, None if computed else plain, place)
    return cells


def _decoded(raw: bytes, name: str) -> str:
    if raw.startswith(_UTF16) or b"\0" in raw:
        raise InputError.of("SHEET-CSV-ENCODING", file=name)
    try:
        return raw.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError:
        raise InputError.of("SHEET-CSV-ENCODING", file=name) from None


def _records(text: str, delimiter: str, name: str) -> list[list[str]]:
    if delimiter not in DELIMITERS:
        raise InputError.of("SHEET-CSV-DELIMITER", file=name)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        raise InputError.of("SHEET-CSV", file=name) from None


def _delimiter(text: str, name: str) -> str:
    """The separator that cuts most of the first rows into the same number of columns, more than one."""
    scores = {mark: _agreement(text, mark) for mark in DELIMITERS}
    best = max(scores.values())
    found = [mark for mark, score in scores.items() if score == best]
    if best > (0, 0) and len(found) > 1:
        raise InputError.of("SHEET-CSV-DELIMITER", file=name)
    return found[0]


def _agreement(text: str, delimiter: str) -> tuple[int, int]:
    """How many in a thousand of the first rows have the commonest number of columns, and that number.

    Zeros where it is one. A share, since a wrong separator also cuts quoted texts into more rows.
    """
    widths: list[int] = []
    try:
        for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _SAMPLE):
            if any(row):
                widths.append(len(row))
    except csv.Error:
        return 0, 0
    count, width = max(((widths.count(width), width) for width in set(widths)), default=(0, 0))
    return (1000 * count // len(widths), width) if width > 1 else (0, 0)
