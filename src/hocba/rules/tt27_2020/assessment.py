"""The levels and marks of a record as Thông tư 27/2020 reads them."""

from __future__ import annotations

from typing import NamedTuple

from hocba.rules.assessed import assessed
from hocba.rules.codes import Competence, compulsory_codes
from hocba.rules.facts import Facts, Row
from hocba.rules.text import nfc

__all__ = [
    "COMPETENCE_LEVELS",
    "EXEMPT",
    "SUBJECT_LEVELS",
    "Assessment",
    "assessment_of",
    "is_tested",
    "mark",
]

# Two lists on purpose: C is "Chưa hoàn thành" in one and "Cần cố gắng" in the other (Phụ lục 1).
SUBJECT_LEVELS = frozenset({"T", "H", "C"})
COMPETENCE_LEVELS = frozenset({"T", "Đ", "C"})
EXEMPT = "M"

_MARKS = {str(value): value for value in range(11)}


class Assessment(NamedTuple):
    """What enters the result: (row or competence, value) of everything that is legible and not exempt.

    ``complete`` is false where something that ought to count is absent or illegible. A competence that is
    optional and absent drops out: what is not assessed does not count.
    """

    levels: list[tuple[Row, str]]
    competences: list[tuple[Competence, str]]
    marks: list[tuple[Row, int]]
    complete: bool


def mark(text: str) -> int | None:
    """A year-end mark: an integer from 0 to 10 (Điều 7.1.d; that it begins at 0 is [inferred])."""
    return _MARKS.get(text)


def is_tested(row: Row, grade: int | None) -> bool:
    """Whether the subject of ``row`` has a year-end test in ``grade``."""
    return row.subject is not None and grade in row.subject.tested_grades


def assessment_of(facts: Facts) -> Assessment:
    """Sort the values of a record into what counts and what is wanting."""
    levels: list[tuple[Row, str]] = []
    marks: list[tuple[Row, int]] = []
    complete = _has_every_subject(facts)
    for row in facts.rows:
        level, written = row.level, row.mark
        if level == EXEMPT:
            continue
        if level in SUBJECT_LEVELS:
            levels.append((row, level))
        else:
            complete = False
        value = mark(written) if written else None
        if value is not None:
            marks.append((row, value))
        elif written != EXEMPT and (written or is_tested(row, facts.grade)):
            complete = False
    legible: list[tuple[Competence, str]] = []
    held = facts.assessment
    for entry, name in assessed(facts.form):
        level = held[name]
        if level in COMPETENCE_LEVELS or (level := nfc(level)) in COMPETENCE_LEVELS:
            legible.append((entry, level))
        elif level or entry.required:
            complete = False
    return Assessment(levels, legible, marks, complete)


def _has_every_subject(facts: Facts) -> bool:
    return compulsory_codes("TH", facts.grade or 0).issubset(row.code for row in facts.rows)
