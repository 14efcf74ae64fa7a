"""Subjects by level and code (``codes/subjects.csv``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

import attrs

from hocba.rules.codes.tables import grade_range, rows

__all__ = ["Subject", "compulsory_codes", "subject", "subjects", "subjects_by_code"]

_NONE: Mapping[str, Subject] = MappingProxyType({})


@attrs.frozen(kw_only=True)
class Subject:
    """One row of the table. The same code may mean different subjects at different levels.

    ``tested_grades`` are the grades with a year-end test; which grades these are is [inferred].
    """

    level: str
    code: str
    name: str
    scored: bool
    grades: frozenset[int]
    choice: bool
    elective_grades: frozenset[int]
    tested_grades: frozenset[int]
    order: int
    confidence: str
    note: str

    def compulsory_in(self, grade: int) -> bool:
        """Whether every pupil of ``grade`` has the subject."""
        return grade in self.grades and not self.choice and grade not in self.elective_grades


@cache
def _by_level() -> MappingProxyType[str, MappingProxyType[str, Subject]]:
    tables: dict[str, dict[str, Subject]] = {}
    for row in rows("codes/subjects.csv"):
        found = _subject(row)
        tables.setdefault(found.level, {})[found.code] = found
    return MappingProxyType({level: MappingProxyType(table) for level, table in tables.items()})


def _subject(row: dict[str, str]) -> Subject:
    grades = grade_range(row["grades"])
    elective = row["elective"]
    if elective == "yes":
        elective_grades = grades
    elif elective in {"no", "choice"}:
        elective_grades = frozenset()
    else:
        elective_grades = grade_range(elective)
    return Subject(
        level=row["level"],
        code=row["code"],
        name=row["name_vi"],
        scored=row["assessed_by"] == "both",
        grades=grades,
        choice=elective == "choice",
        elective_grades=elective_grades,
        tested_grades=grade_range(row["tested_grades"]),
        order=int(row["form_order"]),
        confidence=row["confidence"],
        note=row["note"],
    )


def subjects(level: str, grade: int | None = None) -> tuple[Subject, ...]:
    """The subjects of ``level`` (TH, THCS, THPT) in the order of the form; of one grade if given.

    An unknown level has none.
    """
    return _selected(level, grade)


@lru_cache(maxsize=64)
def _selected(level: str, grade: int | None) -> tuple[Subject, ...]:
    table = subjects_by_code(level)
    found = (entry for entry in table.values() if grade is None or grade in entry.grades)
    return tuple(sorted(found, key=lambda entry: entry.order))


def subjects_by_code(level: str) -> Mapping[str, Subject]:
    """Code → subject of ``level``; an unknown level has none."""
    return _by_level().get(level, _NONE)


def subject(level: str, code: str) -> Subject | None:
    """The subject ``code`` of ``level``, or None."""
    return subjects_by_code(level).get(code)


@lru_cache(maxsize=64)
def compulsory_codes(level: str, grade: int) -> frozenset[str]:
    """The codes of the subjects that every pupil of ``grade`` has."""
    return frozenset(entry.code for entry in subjects(level, grade) if entry.compulsory_in(grade))
