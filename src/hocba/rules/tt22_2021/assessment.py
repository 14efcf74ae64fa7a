"""The rows of a record as Thông tư 22/2021 reads them: what counts for a semester or the year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from hocba.rules.codes import Subject, subjects
from hocba.rules.facts import Facts, Row
from hocba.rules.form import ROW
from hocba.rules.hit import harmless
from hocba.rules.text import nfc
from hocba.rules.tt22_2021.marks import EXEMPT, Outcome, outcome

__all__ = [
    "AGAIN",
    "CHOICES",
    "MARK_FIELDS",
    "TERMS",
    "YEAR",
    "Assessment",
    "Term",
    "assessment_of",
    "fitting",
    "is_elective",
    "is_partial_year",
    "is_secondary",
    "name_of",
    "taken",
]


class Term(NamedTuple):
    """A semester or the year: the field of its mark in a row, its result in the summary, its rule."""

    mark: str
    result: str
    code: str


TERMS = (
    Term("diem_hoc_ky_1", "ket_qua_hoc_tap_ky_1", "TR-16"),
    Term("diem_hoc_ky_2", "ket_qua_hoc_tap_ky_2", "TR-16"),
    Term("diem_ca_nam", "ket_qua_hoc_tap_ca_nam", "TR-17"),
)
YEAR = TERMS[-1]
AGAIN = "diem_kiem_tra_lai"
MARK_FIELDS = (*(term.mark for term in TERMS), AGAIN)
CHOICES = 4
"""Choice subjects of a pupil of THPT [inferred]."""

_BEST = Decimal(10)


class Assessment(NamedTuple):
    """``results`` is what counts; ``wanting`` the best that what is absent or illegible could have been."""

    results: list[tuple[Row, Outcome]]
    wanting: list[Outcome]

    @property
    def outcomes(self) -> list[Outcome]:
        """What counts, without the rows."""
        return [value for _, value in self.results]


def is_secondary(facts: Facts) -> bool:
    """Whether the form has the marks of this circular; a primary form with a wrong grade has not."""
    return facts.form.has(ROW, YEAR.mark)


def is_partial_year(facts: Facts) -> bool:
    """Whether the record ends before the year does (transfer): declared, or it has nothing of the year.

    The latter needs marks of a semester: an empty record is none.
    """
    if facts.partial:
        return True
    year = (YEAR.result, "ket_qua_ren_luyen_ca_nam")
    if any(facts.summary[name] for name in year) or any(row.values[YEAR.mark] for row in facts.rows):
        return False
    return any(row.values[term.mark] for row in facts.rows for term in TERMS)


def is_elective(facts: Facts, subject: Subject) -> bool:
    """Whether the subject is elective in the grade: how a school assesses it is not certain then."""
    return facts.grade in subject.elective_grades


def taken(row: Row) -> bool:
    """Whether the row holds any mark; a row of a subject that was not chosen may stand there empty."""
    return any(row.values[name] for name in MARK_FIELDS)


def name_of(row: Row) -> str:
    """The subject for a message that anybody may see; a code that may be anything is not shown."""
    if row.subject is not None:
        return row.subject.name
    return row.code if harmless(row.code) else "–"


def fitting(facts: Facts, row: Row, text: str) -> Outcome | None:
    """``text`` as a result of the subject of ``row``; None where it is none, or of the other kind (TR-7)."""
    value = outcome(nfc(text))
    if value is None or row.subject is None:
        return None
    of_its_kind = row.subject.scored is isinstance(value, Decimal)
    return value if of_its_kind or is_elective(facts, row.subject) else None


def assessment_of(facts: Facts, term: Term, *, after_summer: bool = False) -> Assessment:
    """Sort the marks of ``term`` into what counts and what is wanting; exempt subjects drop out.

    ``after_summer`` puts a mark of re-assessment in the place of the year's (Điều 14).
    """
    results: list[tuple[Row, Outcome]] = []
    wanting = list(_missing_subjects(facts))
    for row in facts.rows:
        text = (after_summer and row.values[AGAIN]) or row.values[term.mark]
        if text == EXEMPT or (not text and _may_stay_empty(facts, row)):
            continue
        value = fitting(facts, row, text)
        if value is not None:
            results.append((row, value))
        else:
            wanting.append(_best_of(row.subject))
    return Assessment(results, wanting)


def _missing_subjects(facts: Facts) -> Iterator[Outcome]:
    if facts.level is None or facts.grade is None:
        return
    present = {row.code for row in facts.rows}
    offered = subjects(facts.level.short, facts.grade)
    for entry in offered:
        if entry.compulsory_in(facts.grade) and entry.code not in present:
            yield _best_of(entry)
    if any(entry.choice for entry in offered):
        chosen = sum(row.subject is not None and row.subject.choice and taken(row) for row in facts.rows)
        yield from [_BEST] * (CHOICES - chosen)


def _may_stay_empty(facts: Facts, row: Row) -> bool:
    if row.subject is None or taken(row):
        return False
    return row.subject.choice or is_elective(facts, row.subject)


def _best_of(subject: Subject | None) -> Outcome:
    return True if subject is not None and not subject.scored else _BEST
