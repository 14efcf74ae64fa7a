"""Thông tư 22/2021 once more, in whole tenths: what the generator knows, apart from the rules it tests.

Nothing here comes from :mod:`hocba.rules`: a slip in one of the two shows as soon as records are checked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

__all__ = ["LEVELS", "Learned", "Levels", "conduct_of_year", "level_of", "levels_of", "promoted", "year_of"]

LEVELS = ("T", "K", "Đ", "CĐ")
MOST_ABSENCES = 45
_MANY = 6
_LOWEST_OF_BEST = 65
# rules.md §4.3, rows: semester I, columns: semester II, both T K Đ CĐ
_CONDUCT = {"T": "T K K CĐ", "K": "T K Đ CĐ", "Đ": "K K Đ CĐ", "CĐ": "K Đ Đ CĐ"}


class Learned(NamedTuple):
    """What counts for a term: scored results in tenths, comment-only ones as passed or not."""

    marks: tuple[int, ...]
    passes: tuple[bool, ...]


class Levels(NamedTuple):
    """The level by the table of Điều 9.2 and by the two readings of Điều 9.3."""

    table: str
    replaced: str
    left_out: str

    @property
    def raised(self) -> bool:
        """Whether any reading raises the level."""
        return self.table != self.replaced or self.table != self.left_out

    @property
    def certain(self) -> bool:
        """Whether both readings agree."""
        return self.replaced == self.left_out


def year_of(first: int, second: int) -> int:
    """ĐTBmcn in tenths: a third of first and twice second, half up."""
    return (2 * (first + 2 * second) + 3) // 6


def level_of(learned: Learned) -> str:
    """Điều 9.2, rules.md §4.1."""
    marks = learned.marks
    failed = learned.passes.count(False)
    lowest = min(marks, default=0)

    def many(least: int) -> bool:
        return sum(mark >= least for mark in marks) >= _MANY

    if failed == 0 and lowest >= 65 and many(80):
        return "T"
    if failed == 0 and lowest >= 50 and many(65):
        return "K"
    return "Đ" if failed <= 1 and lowest >= 35 and many(50) else "CĐ"


def levels_of(learned: Learned) -> Levels:
    """The level by the table and after Điều 9.3, rules.md §4.2."""
    table = level_of(learned)
    if table in {"T", "K"}:
        return Levels(table, table, table)
    higher = LEVELS[LEVELS.index(table) - 1]
    aims = LEVELS[: LEVELS.index(table) - 1]
    replaced = any(level_of(other) in aims[:2] for other in _changed(learned, lambda best: (best,)))
    left_out = any(level_of(other) in aims[:2] for other in _changed(learned, lambda _: ()))
    return Levels(table, higher if replaced else table, higher if left_out else table)


def _changed(learned: Learned, put: Callable[[int], tuple[int, ...]]) -> Sequence[Learned]:
    marks, passes = learned
    found = [
        Learned((*marks[:at], *put(100), *marks[at + 1 :]), passes)
        for at in range(len(marks))
        if marks[at] < 65
    ]
    for at, passed in enumerate(passes):
        if not passed:
            instead = tuple(bool(one) for one in put(1))
            found.append(Learned(marks, (*passes[:at], *instead, *passes[at + 1 :])))
    return found


def conduct_of_year(first: str, second: str) -> str:
    """rules.md §4.3."""
    return _CONDUCT[first].split()[LEVELS.index(second)]


def promoted(*, conduct: str, learning: str, absences: int) -> bool:
    """Điều 12 over what counts after the summer."""
    return conduct != "CĐ" and learning != "CĐ" and absences <= MOST_ABSENCES
