"""The header of a sheet: which row it is, and what each column means."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

import attrs

from hocba.sheets.book import Grid
from hocba.sheets.limits import DEFAULT_SHEET_LIMITS
from hocba.sheets.mapping import SheetMap
from hocba.sheets.names import exact, folded
from hocba.sheets.place import column_letters
from hocba.sheets.problem import Problem, problem
from hocba.sheets.targets import Target, Targets, Use

__all__ = ["Header", "read_header"]

_JOINED = " - "
_CANDIDATES = 3  # rows that are looked at closely
Find = Callable[[str], tuple[Target, ...]]
_LONGEST_HEADER = 200


@attrs.frozen(repr=False)
class Header:
    """The last row of the header and the meaning of each column that has one."""

    row: int
    targets: Mapping[int, Target]
    problems: tuple[Problem, ...]

    def column_of(self, use: Use) -> int | None:
        """The first column with this use."""
        return next((number for number, target in self.targets.items() if target.use is use), None)


def read_header(grid: Grid, names: Targets, about: SheetMap | None) -> Header | None:
    """The header of ``grid``: the row that a mapping names, else the first one that means the most.

    Reported: SHEET-AMBIGUOUS (a name that fits two tags), SHEET-COLUMN-TWICE, SHEET-UNKNOWN-COLUMN (a
    warning). None where no row means anything.
    """
    if about is not None and about.header_row is not None:
        last = about.header_row + about.header_rows - 1
        return _header(grid, about.header_row, last, names, about)
    rows = about.header_rows if about is not None else 1
    candidates = sorted(
        islice(grid.rows, DEFAULT_SHEET_LIMITS.header_rows),
        key=lambda row: -_count(grid, row, row + rows - 1, about, names, find=names.plain),
    )[:_CANDIDATES]
    counts = {
        row: _count(grid, row, row + rows - 1, about, names, find=names.find) for row in sorted(candidates)
    }
    best = max(counts, key=lambda row: counts[row], default=0)
    return _header(grid, best, best + rows - 1, names, about) if counts.get(best) else None


def _count(grid: Grid, first: int, last: int, about: SheetMap | None, names: Targets, *, find: Find) -> int:
    """How many columns mean something other than a name repeated for people's eyes."""
    found = (_meaning(column, text, about, names, find) for column, text in _texts(grid, first, last))
    return sum(bool(targets) and targets[0].use is not Use.COMPARE for targets in found)


def _header(grid: Grid, first: int, last: int, names: Targets, about: SheetMap | None) -> Header:
    targets: dict[int, Target] = {}
    problems: list[Problem] = []
    taken: dict[Target, int] = {}
    joined = about.joined if about is not None else {}
    for column, (found, text) in _meanings(grid, first, last, names, about).items():
        place = grid.place(last, column)
        if len(found) > 1:
            tags = ", ".join(target.column.id for target in found)
            problems.append(problem("SHEET-AMBIGUOUS", place, tags=tags))
        elif not found:
            problems.append(problem("SHEET-UNKNOWN-COLUMN", place, private={"header": text[:80]}))
        elif found[0].use is Use.VALUE and found[0] in taken and found[0].column.tag not in joined:
            other = f"{column_letters(taken[found[0]])}{last}"
            problems.append(problem("SHEET-COLUMN-TWICE", place, tag=found[0].column.id, other=other))
        elif found[0].use is not Use.IGNORE:
            taken.setdefault(found[0], column)
            targets[column] = found[0]
    return Header(last, targets, tuple(problems))


def _meanings(
    grid: Grid, first: int, last: int, names: Targets, about: SheetMap | None
) -> dict[int, tuple[tuple[Target, ...], str]]:
    """By column: its targets and its text."""
    return {
        column: (_meaning(column, text, about, names, names.find), text)
        for column, text in _texts(grid, first, last)
    }


def _meaning(
    column: int, text: str, about: SheetMap | None, names: Targets, find: Find
) -> tuple[Target, ...]:
    """What a mapping says that a column means, else what is found."""
    if about is not None:
        for tag, headers in about.joined.items():
            if exact(text) in headers:
                return names.named(tag)
        target = about.columns.get(f"@{column_letters(column).casefold()}") or about.columns.get(exact(text))
        if target is None:
            key = folded(text)
            target = next(
                (meant for name, meant in about.columns.items() if key and folded(name) == key), None
            )
        if target is not None:
            return names.named(target)
    return find(text)


def _texts(grid: Grid, first: int, last: int) -> Iterator[tuple[int, str]]:
    """The text of each column over the rows of the header; merged cells count for all that they cover."""
    columns: dict[int, list[str]] = {}
    for row in range(first, last + 1):
        for column, text in sorted(_row_texts(grid, row, merged=last > first).items()):
            columns.setdefault(column, []).append(text)
    for column in sorted(columns):
        yield column, _JOINED.join(dict.fromkeys(columns[column]))[:_LONGEST_HEADER]


def _row_texts(grid: Grid, row: int, *, merged: bool) -> dict[int, str]:
    found = {column: " ".join(cell.text.split()) for column, cell in grid.row(row).items() if cell.text}
    for block in grid.merged:
        if block.top == row and block.left in found and (merged or block.bottom == row):
            for column in range(block.left + 1, min(block.right, block.left + 100) + 1):
                found.setdefault(column, found[block.left])
    return found
