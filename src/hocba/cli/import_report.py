"""What ``hocba import`` tells: counts, and problems with their cells, alike ones together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from hocba.cli.output import finding_lines, format_name, reconstructed
from hocba.cli.text import Text, one_line
from hocba.sheets.tables import sheet_names

if TYPE_CHECKING:
    from hocba.sheets.class_import import ClassImport
    from hocba.sheets.problem import Problem

__all__ = ["as_data", "report_lines"]

MOST_GROUPS, MOST_CELLS = 100, 12


def as_data(
    read: ClassImport, source: str, folder: str | None, written: int, *, show_personal_data: bool
) -> dict[str, object]:
    """The outcome as plain data, every problem in both languages."""
    return {
        "file": source,
        "format": read.format_id,
        "reconstructed": reconstructed(read.format_id),
        "pupils": read.pupils,
        "rows": dict(read.rows),
        "errors": len(read.errors),
        "warnings": len(read.warnings),
        "new_ids": read.ids.made,
        "folder": folder if written else None,
        "written": written,
        "problems": [found.to_dict(show_personal_data=show_personal_data) for found in read.problems],
    }


def report_lines(read: ClassImport, source: str, text: Text, *, show_personal_data: bool) -> Iterator[str]:
    """The report for a terminal, errors first."""
    rows = ", ".join(f"{_sheet(part)} {count}" for part, count in read.rows.items())
    yield text(
        "import.line",
        file=source,
        format=format_name(read.format_id, text),
        pupils=read.pupils,
        rows=rows or "–",
        errors=len(read.errors),
        warnings=len(read.warnings),
    )
    groups: dict[object, list[Problem]] = {}
    for found in read.problems:
        groups.setdefault(_alike(found), []).append(found)
    for number, alike in enumerate(groups.values()):
        if number == MOST_GROUPS:
            yield text("import.more", count=len(groups) - MOST_GROUPS)
            return
        yield from _group(alike, text, show_personal_data)


def _group(alike: list[Problem], text: Text, personal: bool) -> Iterator[str]:
    first = alike[0]
    told = attrs.evolve(first.finding, path=first.tag)  # the cell says where
    lines = finding_lines(told, text, show_personal_data=personal)
    cells = list(dict.fromkeys(found.cell for found in alike if found.cell))
    yield lines[0]
    if cells:
        shown = [cells[0], *(cell.rpartition("!")[2] for cell in cells[1:MOST_CELLS])]
        rest = text("import.cells", count=len(cells) - MOST_CELLS) if len(cells) > MOST_CELLS else ""
        yield f"      {one_line(', '.join(shown))}{rest}"
    yield from lines[1:]


def _alike(found: Problem) -> object:
    """What problems have in common that are told in one line: what was found, in which sheet."""
    sheet = found.place.sheet if found.place is not None else ""
    finding = found.finding
    return finding.code, finding.case, finding.severity, found.tag, sheet, finding.values


def _sheet(part: str) -> str:
    known = sheet_names().get(part)
    return known.sheet if known is not None else part
