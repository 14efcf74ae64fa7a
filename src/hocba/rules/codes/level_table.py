"""School levels and grades (``codes/levels.csv``)."""

from __future__ import annotations

from functools import cache

import attrs

from hocba.rules.codes.tables import rows

__all__ = ["Level", "level", "level_of_grade", "levels"]

# GDTX holds learners of both secondary programmes; the table of levels prints no grades for it.
_GDTX_GRADES = frozenset(range(6, 13))


@attrs.frozen(kw_only=True)
class Level:
    """A value of MA_CAP_HOC. ``short`` (TH, THCS, THPT, GDTX) is empty where these files name none.

    The list is taken from another table of the same dictionary: MA_CAP_HOC itself prints no values.
    """

    code: str
    short: str
    name: str
    grades: frozenset[int]
    confidence: str


@cache
def levels() -> tuple[Level, ...]:
    """Every level of the table."""
    table = rows("codes/levels.csv")
    short = {row["belongs_to"]: row["code"] for row in table if row["list"] == "level_short"}
    grades: dict[str, set[int]] = {}
    for row in table:
        if row["list"] == "MA_KHOI":
            grades.setdefault(row["belongs_to"], set()).add(int(row["code"]))
    return tuple(
        Level(
            code=row["code"],
            short=short.get(row["code"], ""),
            name=row["name_vi"],
            grades=_GDTX_GRADES
            if short.get(row["code"]) == "GDTX"
            else frozenset(grades.get(row["code"], ())),
            confidence=row["confidence"],
        )
        for row in table
        if row["list"] == "MA_CAP_HOC"
    )


@cache
def _by_code() -> dict[str, Level]:
    return {entry.code: entry for entry in levels()}


@cache
def _by_grade() -> dict[int, Level]:
    return {grade: entry for entry in levels() if entry.short != "GDTX" for grade in entry.grades}


def level(code: str) -> Level | None:
    """The level with the value ``code`` of MA_CAP_HOC, or None."""
    return _by_code().get(code)


def level_of_grade(grade: int) -> Level | None:
    """The ordinary level (not GDTX) that has ``grade``, or None."""
    return _by_grade().get(grade)
