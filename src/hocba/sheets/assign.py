"""Which sheet of a workbook holds which part of the records."""

from __future__ import annotations

from fnmatch import fnmatchcase

import attrs

from hocba.sheets.book import Book, Grid
from hocba.sheets.layout import PUPILS
from hocba.sheets.mapping import Mapping, SheetMap
from hocba.sheets.names import folded
from hocba.sheets.problem import Problem, problem
from hocba.sheets.tables import sheet_names, unread_sheets

__all__ = ["Assigned", "assign"]


@attrs.frozen
class Assigned:
    """A sheet, the id of its part, and what a mapping says about it."""

    grid: Grid
    part: str
    about: SheetMap | None = None


def assign(book: Book, mapping: Mapping) -> tuple[tuple[Assigned, ...], tuple[Problem, ...]]:
    """The sheets that are read, and a warning for each that is not (SHEET-UNUSED, SHEET-HIDDEN-SHEET).

    A mapping that names sheets decides alone. Else names decide; a single sheet of another name, where no
    sheet is named as the pupils', is the pupils' sheet. Sheets of the template that hold no data are passed
    over in silence. An error where the pupils' sheet is missing (SHEET-NO-PUPILS) or a sheet that the
    mapping names (SHEET-ABSENT).
    """
    grids = [grid for grid in book.grids if folded(grid.name) not in unread_sheets()]
    found, problems = _mapped(grids, mapping) if mapping.sheets else _named(grids)
    used = {assigned.grid.order for assigned in found}
    for grid in grids:
        if grid.order not in used and grid.rows:
            problems.append(problem("SHEET-UNUSED", grid.place()))
        elif grid.order in used and grid.hidden:
            problems.append(problem("SHEET-HIDDEN-SHEET", grid.place()))
    if not any(assigned.part == PUPILS for assigned in found):
        problems.append(problem("SHEET-NO-PUPILS", sheet=sheet_names()[PUPILS].sheet))
    return tuple(found), tuple(problems)


def _mapped(grids: list[Grid], mapping: Mapping) -> tuple[list[Assigned], list[Problem]]:
    found: list[Assigned] = []
    problems: list[Problem] = []
    for number, about in enumerate(mapping.sheets, start=1):
        fitting = [grid for grid in grids if _fits(grid, about)]
        found += [Assigned(grid, about.part, about) for grid in fitting]
        if not fitting and not about.optional:
            problems.append(problem("SHEET-ABSENT", part=about.part, number=number))
    return found, problems


def _fits(grid: Grid, about: SheetMap) -> bool:
    if about.number is not None:
        return grid.order + 1 == about.number
    name = folded(grid.name)
    return any(fnmatchcase(name, wanted) for wanted in about.names)


def _named(grids: list[Grid]) -> tuple[list[Assigned], list[Problem]]:
    found = [Assigned(grid, part) for grid in grids if (part := _part(grid.name))]
    rest = [grid for grid in grids if not _part(grid.name) and grid.rows]
    if len(rest) == 1 and not any(assigned.part == PUPILS for assigned in found):
        found.append(Assigned(rest[0], PUPILS))
    return found, []


def _part(name: str) -> str:
    key = folded(name)
    for part in sheet_names().values():
        if key in part.names or key == folded(part.sheet):
            return part.id
    return ""
