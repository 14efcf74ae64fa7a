"""TR-23, TR-24: what the rows of a record hold besides marks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hocba.rules.facts import Facts, Row
from hocba.rules.form import ROW, TEACHER, place
from hocba.rules.hit import Hit, open_hit
from hocba.rules.tt22_2021.assessment import (
    CHOICES,
    TERMS,
    is_elective,
    is_partial_year,
    is_secondary,
    marks_of,
    name_of,
    taken,
)

__all__ = ["choices", "semesters", "teachers"]


def teachers(facts: Facts) -> Iterator[Hit]:
    """TR-23: every row names its teachers with number and name; a subject that was not chosen needs none."""
    if TEACHER not in facts.form.parts:
        return
    for row in facts.rows:
        if not row.teachers:
            if taken(row) or not _optional(facts, row):
                yield open_hit("TR-23", place(facts, ROW, "", row.index), "none", subject=name_of(row))
            continue
        for nested, teacher in enumerate(row.teachers):
            for name in ("so_cccd", "ho_va_ten"):
                if not teacher[name]:
                    where = place(facts, TEACHER, name, row.index, nested)
                    yield open_hit("TR-23", where, subject=name_of(row))


def _optional(facts: Facts, row: Row) -> bool:
    return row.subject is not None and (row.subject.choice or is_elective(facts, row.subject))


def semesters(facts: Facts) -> Iterator[Hit]:
    """TR-23: some scored subject has a mark in both semesters, unless the record is a partial year.

    Nor is it asked of a pupil who is not assessed (G-20).
    """
    if not facts.rows or not is_secondary(facts) or is_partial_year(facts) or facts.not_assessed():
        return
    columns = marks_of(facts).columns
    for first, second in zip(*(columns[term.mark] for term in TERMS[:2]), strict=True):
        if isinstance(first, Decimal) and isinstance(second, Decimal):
            return
    yield open_hit("TR-23", place(facts, ROW), "semesters")


def choices(facts: Facts) -> Iterator[Hit]:
    """TR-24: THPT, exactly four choice subjects; that Lịch sử is compulsory is said by G-16."""
    if facts.level is None or facts.level.short != "THPT" or not facts.rows:
        return
    chosen = [row for row in facts.rows if row.subject is not None and row.subject.choice]
    learned = [row for row in chosen if taken(row)]
    if CHOICES not in {len(chosen), len(learned)}:
        names = ", ".join(name_of(row) for row in (learned or chosen)[:20]) or "–"
        count = str(len(learned or chosen))
        yield open_hit("TR-24", place(facts, ROW), count=count, wanted=str(CHOICES), names=names)
