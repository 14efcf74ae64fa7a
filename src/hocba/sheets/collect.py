"""All sheets of a class read into pupils: columns understood, rows joined by key, shared values added."""

from __future__ import annotations

from collections.abc import Mapping as Table

from hocba.errors import ConfigurationError, LimitExceededError
from hocba.sheets.assign import Assigned
from hocba.sheets.book import Book, Cell
from hocba.sheets.class_sheet import class_cells
from hocba.sheets.convert import Converter
from hocba.sheets.draft import Held, path_of
from hocba.sheets.finish import finish
from hocba.sheets.gather import Gathering
from hocba.sheets.header import Header, read_header
from hocba.sheets.layout import CLASS, PUPILS, Column
from hocba.sheets.limits import SheetLimits
from hocba.sheets.mapping import Mapping
from hocba.sheets.place import Place
from hocba.sheets.problem import Problem, problem
from hocba.sheets.settings import Settings
from hocba.sheets.subjects import Subjects
from hocba.sheets.targets import Targets, key_column

__all__ = ["collect"]

_FROM_MAPPING = Place(-1, "TOML")
_KEYLESS = frozenset({CLASS, PUPILS, "giao_vien"})


def collect(
    book: Book, sheets: tuple[Assigned, ...], mapping: Mapping, settings: Settings, limits: SheetLimits
) -> tuple[Gathering, list[Problem]]:
    """The pupils of a class and everything that is wrong with the sheets.

    Raises LimitExceededError (more pupils than ``limits.records``) and ConfigurationError (a constant of
    the mapping that the format has no tag for).
    """
    subjects = Subjects(settings.level, mapping.subjects)
    convert = Converter(mapping, book.epoch, subjects.padded)
    key = key_column(settings.layout, settings.key)
    gathered = Gathering(settings.layout, convert, subjects, key)
    shared = class_cells(sheets, settings.layout)
    problems = [*shared.problems, *([problem("SHEET-LINKED")] if book.linked else [])]
    for assigned in sorted(sheets, key=lambda sheet: sheet.part != PUPILS):
        if assigned.part != CLASS:
            problems += _take(gathered, assigned, mapping)
        if len(gathered.pupils) > limits.records:
            size, limit = len(gathered.pupils), limits.records
            raise LimitExceededError.of("SHEET-LIMIT", what="records", size=size, limit=limit)
    finish(gathered, _shared(gathered, mapping, shared.cells), name_subjects=not settings.as_written)
    numbers = [_numbers(tag, cells) for (_, _, tag), cells in convert.numbers.items()]
    return gathered, [*problems, *gathered.problems, *convert.problems, *numbers]


def _take(gathered: Gathering, assigned: Assigned, mapping: Mapping) -> list[Problem]:
    """Read one sheet; what stands in its way as a whole."""
    layout = gathered.layout
    part = layout.parts.get(assigned.part)
    if part is None:
        return [problem("SHEET-PART", assigned.grid.place(), format=layout.format_id)]
    names = Targets(layout, part, gathered.key, gathered.subjects, mapping.fields)
    header = read_header(assigned.grid, names, assigned.about)
    if header is None or not header.targets:
        return [problem("SHEET-NO-HEADER", assigned.grid.place())] if assigned.grid.rows else []
    if assigned.part not in _KEYLESS and not _has_key(gathered, header):
        key = gathered.key.tag if gathered.key is not None else "MA_HOC_SINH"
        return [*header.problems, problem("SHEET-NO-KEY", assigned.grid.place(header.row), key=key)]
    gathered.take(assigned, header)
    return []


def _has_key(gathered: Gathering, header: Header) -> bool:
    return gathered.key is not None and gathered.key_position(header) is not None


def _shared(gathered: Gathering, mapping: Mapping, cells: Table[Column, Cell]) -> dict[Column, Held]:
    """The values of the class: those of the workbook win over the constants of the mapping."""
    layout = gathered.layout
    columns = {column.tag: column for column in layout.class_columns}
    found: dict[Column, Held] = {}
    for tag, value in mapping.constants.items():
        if tag not in columns:
            raise ConfigurationError.of("SHEET-MAP-NO-TAG", tag=tag, format=layout.format_id)
        found[columns[tag]] = Held(value, _FROM_MAPPING)
    for column, cell in cells.items():
        text = gathered.convert.read(cell, column, path_of(layout, column))
        if text is not None:
            found[column] = Held(text, cell.place)
    return found


def _numbers(tag: str, cells: list[Cell]) -> Problem:
    """One warning for a column of codes that holds numbers."""
    count = len({cell.place for cell in cells})
    return problem("SHEET-NUMBER-CODE", cells[0].place, tag=tag, count=count)
