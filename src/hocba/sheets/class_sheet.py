"""What the whole class shares: the sheet ``Lop`` (a name and a value in each row) and the mapping."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from hocba.rules.form import GENERAL
from hocba.sheets.assign import Assigned
from hocba.sheets.book import Cell
from hocba.sheets.labels import Labels
from hocba.sheets.layout import CLASS, Column, Layout
from hocba.sheets.mapping import IGNORED
from hocba.sheets.names import bracketed, folded
from hocba.sheets.place import Place
from hocba.sheets.problem import Problem, problem

__all__ = ["META", "ClassSheet", "Meta", "class_cells", "meta_of"]

META = {
    "DINH_DANG": "Định dạng",
    "CAP_HOC": "Cấp học",
    "KHOA_NOI": "Cột nối các trang",
    "NGUYEN_VAN": "Giữ nguyên văn",
}
"""Rows that say how to read the workbook: they are no tags of the record."""


@attrs.frozen(kw_only=True)
class Meta:
    """How the workbook says it is to be read; empty where it says nothing.

    ``as_written``: it holds records that were written out, so that nothing is filled in (no name or code of
    a subject, no new record id).
    """

    format_id: str = ""
    level: str = ""
    key: str = ""
    as_written: bool = False


@attrs.frozen(repr=False)
class ClassSheet:
    """The cells of the values that the class shares, by column."""

    cells: Mapping[Column, Cell]
    places: Mapping[Column, Place]
    problems: tuple[Problem, ...]


def meta_of(sheets: tuple[Assigned, ...]) -> Meta:
    """What the sheet ``Lop`` says about reading."""
    said = {name: cell.text for name, _, cell in _pairs(sheets) if cell is not None}
    found = {tag: said[name] for tag, label in META.items() for name in said if _is_meta(name, tag, label)}
    return Meta(
        format_id=found.get("DINH_DANG", ""),
        level=found.get("CAP_HOC", ""),
        key=found.get("KHOA_NOI", ""),
        as_written=found.get("NGUYEN_VAN", "") == "1",
    )


def class_cells(sheets: tuple[Assigned, ...], layout: Layout) -> ClassSheet:
    """The values of the sheet ``Lop``.

    Reported: SHEET-CONSTANT-PUPIL (a field that every pupil has for himself), SHEET-COLUMN-TWICE,
    SHEET-AMBIGUOUS, SHEET-UNKNOWN-COLUMN (a warning).
    """
    shared = Labels(layout.class_columns)
    others = Labels(column for column in layout.columns[GENERAL] if column not in layout.class_columns)
    cells: dict[Column, Cell] = {}
    places: dict[Column, Place] = {}
    problems: list[Problem] = []
    for name, place, cell in _pairs(sheets):
        if any(_is_meta(name, tag, label) for tag, label in META.items()):
            continue
        found = _columns(name, shared)
        if len(found) > 1:
            tags = ", ".join(column.id for column in found)
            problems.append(problem("SHEET-AMBIGUOUS", place, tags=tags))
        elif found and found[0] in places:
            other = places[found[0]].cell
            problems.append(problem("SHEET-COLUMN-TWICE", place, tag=found[0].id, other=other))
        elif found:
            places[found[0]] = place
            if cell is not None:
                cells[found[0]] = cell
        elif (foreign := _columns(name, others)) and cell is not None:
            problems.append(problem("SHEET-CONSTANT-PUPIL", cell.place, tag=foreign[0].id))
        elif cell is not None:
            problems.append(problem("SHEET-UNKNOWN-COLUMN", place, private={"header": name[:80]}))
    return ClassSheet(cells, places, tuple(problems))


def _columns(name: str, labels: Labels) -> tuple[Column, ...]:
    inside = bracketed(name)
    return (labels.tagged(inside) if inside else ()) or labels.find(name)


def _is_meta(name: str, tag: str, label: str) -> bool:
    return tag in {bracketed(name), name.strip().upper()} or folded(name) == folded(label)


def _pairs(sheets: tuple[Assigned, ...]) -> list[tuple[str, Place, Cell | None]]:
    """The names with the cell to their right."""
    found = []
    for assigned in sheets:
        if assigned.part != CLASS:
            continue
        for row, cells in assigned.grid.rows.items():
            column = min(cells)
            name = cells[column].text
            if name and bracketed(name) != IGNORED:
                found.append((name, assigned.grid.place(row, column), cells.get(column + 1)))
    return found
