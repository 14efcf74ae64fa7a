"""Workbooks for the tests: a synthetic class written out, changes of single cells, sheets made from rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import Cell

from hocba.findings import Severity
from hocba.sheets.class_import import ClassImport
from hocba.sheets.class_reader import read_class
from hocba.sheets.class_writer import write_class
from hocba.sheets.example import example_records
from hocba.sheets.layout import layout_of
from hocba.sheets.problem import Problem
from hocba.testing.records import synthetic_class

FORMATS = (("v1_0", "tieuhoc"), ("v2_tieuhoc", "tieuhoc"), ("v2_trunghoc", "thcs"), ("v2_trunghoc", "thpt"))


def examples(format_id: str, level: str) -> tuple[Any, ...]:
    """The synthetic records that ship as examples."""
    return example_records(layout_of(format_id), level)


def class_file(folder: Path, size: int = 2, name: str = "class.xlsx") -> Path:
    """A synthetic primary class as a workbook."""
    path = folder / name
    write_class(synthetic_class(size), path, overwrite=True)
    return path


def edited(path: Path, changes: Mapping[str, object], *, formats: Mapping[str, str] | None = None) -> Path:
    """``path`` with other values in the cells ``Sheet!A1``, as openpyxl takes them."""
    book = openpyxl.load_workbook(path)
    for place, value in changes.items():
        sheet, _, cell = place.partition("!")
        target = book[sheet][cell]
        assert isinstance(target, Cell)
        target.value = value  # type: ignore[assignment]  # whatever a cell takes
        if isinstance(value, int | float):
            target.number_format = "General"
    for place, shape in (formats or {}).items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell].number_format = shape
    book.save(path)
    return path


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """A workbook made of rows."""
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def column(path: Path, sheet: str, header: str) -> str:
    """The letter of the column whose header has ``[header]``."""
    book = openpyxl.load_workbook(path)
    for cell in book[sheet][1]:
        if f"[{header}]" in str(cell.value):
            return str(cell.column_letter)
    raise AssertionError(header)


def codes(problems: Iterable[Problem]) -> list[tuple[str, str]]:
    """Codes and cells, in their order."""
    return [(found.code, found.cell) for found in problems]


def errors(path: Path, **options: Any) -> list[tuple[str, str]]:
    """What blocks the import of ``path``; that nothing is imported then is checked here."""
    read = read_class(path, **options)
    if read.errors:
        assert read.records == ()
    return codes(read.errors)


def warnings(read: ClassImport) -> list[tuple[str, str]]:
    """What is listed, without test numbers and lengths."""
    skipped = {"G-6", "G-9"}
    return [(found.code, found.cell) for found in read.warnings
            if found.code not in skipped and found.severity is not Severity.ERROR]  # fmt: skip
