"""G-15, G-16: the subjects of the record are those of its level and grade."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.rules.codes import Level, Subject, compulsory_codes, subjects
from hocba.rules.facts import Facts, Row
from hocba.rules.form import ROW, place
from hocba.rules.hit import Hit, open_hit
from hocba.rules.text import fold

# Two rows of one subject: TH-22 says more about them than G-16 could.
_LEFT_TO_TH22 = {"12", "87"}


def twice(facts: Facts) -> Iterator[Hit]:
    """G-15: no subject code occurs twice."""
    if len({row.code for row in facts.rows}) == len(facts.rows):
        return
    first: dict[str, int] = {}
    for row in facts.rows:
        if row.code and first.setdefault(row.code, row.index) != row.index:
            where = place(facts, ROW, "ma_mon_hoc", row.index)
            yield open_hit("G-15", where, found=row.code, first=str(first[row.code] + 1))


def known(facts: Facts) -> Iterator[Hit]:
    """G-16: each code means a subject of the level, and one that the grade has."""
    if facts.level is None or not (offered := subjects(facts.level.short)):
        return
    for row in facts.rows:
        if row.subject is None:
            if row.code:
                yield _unknown(facts, facts.level, row, offered)
        elif facts.grade is not None and facts.grade not in row.subject.grades:
            yield _of_another_grade(facts, row, row.subject)


def _unknown(facts: Facts, level: Level, row: Row, offered: tuple[Subject, ...]) -> Hit:
    where = place(facts, ROW, "ma_mon_hoc", row.index)
    codes = ", ".join(entry.code for entry in subjects(level.short, facts.grade) or offered)
    meant = _by_name(row, offered) or "–"
    return open_hit("G-16", where, found=row.code, level=level.name, codes=codes, meant=meant)


def _of_another_grade(facts: Facts, row: Row, subject: Subject) -> Hit:
    where = place(facts, ROW, "ma_mon_hoc", row.index)
    span = f"{min(subject.grades)}–{max(subject.grades)}"
    told = {"name": subject.name, "grade": str(facts.grade), "grades": span}
    return open_hit("G-16", where, "grade", found=row.code, **told)


def _by_name(row: Row, offered: tuple[Subject, ...]) -> str | None:
    name = fold(row.name)
    return next((entry.code for entry in offered if fold(entry.name) == name), None)


def missing(facts: Facts) -> Iterator[Hit]:
    """G-16: each compulsory subject of the grade has a row."""
    if facts.level is None or facts.grade is None or not facts.rows:
        return
    absent = compulsory_codes(facts.level.short, facts.grade).difference(row.code for row in facts.rows)
    if not absent:
        return
    left_out = _LEFT_TO_TH22 if facts.regulation is not None and facts.regulation.id == "tt27_2020" else set()
    for entry in subjects(facts.level.short, facts.grade):
        if entry.code in absent and entry.code not in left_out:
            yield open_hit(
                "G-16", place(facts, ROW), "missing", code=entry.code, name=entry.name, grade=str(facts.grade)
            )
