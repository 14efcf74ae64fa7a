"""TH-20, TH-22: what only some grades have."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.rules.assessed import assessed
from hocba.rules.codes import subjects
from hocba.rules.facts import Facts
from hocba.rules.form import ASSESSMENT, ROW, place
from hocba.rules.hit import Hit, open_hit

_BOTH_ROWS = ("12", "87")


def technology_given(facts: Facts) -> Iterator[Hit]:
    """TH-20: competences Công nghệ and Tin học from grade 3 on, not before."""
    grade = str(facts.grade)
    for entry, name in assessed(facts.form):
        if entry.required:
            continue
        given, expected = bool(facts.assessment[name]), facts.grade in entry.grades
        if expected and not given and not facts.not_assessed():
            yield open_hit("TH-20", place(facts, ASSESSMENT, name), name=entry.name, grade=grade)
        elif given and not expected:
            yield open_hit("TH-20", place(facts, ASSESSMENT, name), "early", name=entry.name, grade=grade)


def two_rows(facts: Facts) -> Iterator[Hit]:
    """TH-22: Tin học và Công nghệ is two rows; that each has its level and mark is said by G-1 and TH-17."""
    present = {row.code for row in facts.rows}
    for entry in subjects("TH", facts.grade):
        if facts.rows and entry.code in _BOTH_ROWS and entry.code not in present:
            yield open_hit(
                "TH-22", place(facts, ROW), name=entry.name, code=entry.code, grade=str(facts.grade)
            )
