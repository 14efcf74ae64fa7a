"""G-15, G-16: the subjects of the record are those of its level and grade."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.rules.codes import Subject, subjects
from hocba.rules.facts import Facts, Row
from hocba.rules.form import ROW, place
from hocba.rules.hit import Hit, open_hit
from hocba.rules.text import fold, nfc

# Two rows of one subject: TH-22 says more about them than G-16 could.
_LEFT_TO_TH22 = {"12", "87"}


def twice(facts: Facts) -> Iterator[Hit]:
    """G-15: no subject code occurs twice."""
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
        where = place(facts, ROW, "ma_mon_hoc", row.index)
        if row.subject is None:
            if row.code:
                codes = ", ".join(entry.code for entry in subjects(facts.level.short, facts.grade) or offered)
                meant = _by_name(row, offered)
                yield open_hit(
                    "G-16", where, found=row.code, level=facts.level.name, codes=codes, meant=meant or "–"
                )
        elif facts.grade is not None and facts.grade not in row.subject.grades:
            grades = sorted(row.subject.grades)
            span = f"{grades[0]}–{grades[-1]}"
            name = row.subject.name
            yield open_hit(
                "G-16", where, "grade", found=row.code, name=name, grade=str(facts.grade), grades=span
            )


def _by_name(row: Row, offered: tuple[Subject, ...]) -> str | None:
    name = fold(row.name)
    return next((entry.code for entry in offered if fold(entry.name) == name), None)


def missing(facts: Facts) -> Iterator[Hit]:
    """G-16: each compulsory subject of the grade has a row."""
    if facts.level is None or facts.grade is None or not facts.rows:
        return
    present = {nfc(row.code) for row in facts.rows}
    left_out = _LEFT_TO_TH22 if facts.regulation is not None and facts.regulation.id == "tt27_2020" else set()
    for entry in subjects(facts.level.short, facts.grade):
        if entry.compulsory_in(facts.grade) and entry.code not in present and entry.code not in left_out:
            yield open_hit(
                "G-16", place(facts, ROW), "missing", code=entry.code, name=entry.name, grade=str(facts.grade)
            )
