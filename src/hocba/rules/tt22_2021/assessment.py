"""The rows of a record as Thông tư 22/2021 reads them: what counts for a semester or the year."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from hocba.rules.codes import Subject, compulsory_codes, subjects
from hocba.rules.facts import Facts, Row
from hocba.rules.form import ROW
from hocba.rules.hit import harmless
from hocba.rules.tt22_2021.marks import EXEMPT, Outcome, outcome

__all__ = [
    "AGAIN",
    "CHOICES",
    "MARK_FIELDS",
    "TERMS",
    "YEAR",
    "Assessment",
    "Marks",
    "Term",
    "assessment_of",
    "is_elective",
    "is_partial_year",
    "is_secondary",
    "marks_of",
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


class Marks(NamedTuple):
    """``columns``: field of MARK_FIELDS → what it says row by row, None where it is no result of the subject.

    ``odd`` are the fields (row and name) that hold something which is none, or is of the other kind.
    """

    columns: Mapping[str, list[Outcome | None]]
    odd: list[tuple[Row, str]]


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


def marks_of(facts: Facts) -> Marks:
    """The marks of every row, read once."""
    return facts.derived(_marks)


def _marks(facts: Facts) -> Marks:
    columns: dict[str, list[Outcome | None]] = {name: [] for name in MARK_FIELDS}
    odd: list[tuple[Row, str]] = []
    for row in facts.rows:
        subject, held = row.subject, row.values
        scored = subject.scored if subject is not None else None
        for name, column in columns.items():
            text = held[name]
            value = outcome(text) if text else None
            if text and text != EXEMPT and (value is None or scored is isinstance(value, bool)):
                odd.append((row, name))
                value = value if subject is not None and is_elective(facts, subject) else None
            column.append(value if subject is not None else None)
    return Marks(columns, odd)


def assessment_of(facts: Facts, term: Term, *, after_summer: bool = False) -> Assessment:
    """Sort the marks of ``term`` into what counts and what is wanting; exempt subjects drop out.

    ``after_summer`` puts a mark of re-assessment in the place of the year's (Điều 14).
    """
    results: list[tuple[Row, Outcome]] = []
    wanting = [*facts.derived(_missing_subjects)]
    columns = marks_of(facts).columns
    for row, value, again in zip(facts.rows, columns[term.mark], columns[AGAIN], strict=True):
        name = AGAIN if after_summer and row.values[AGAIN] else term.mark
        counted = again if name == AGAIN else value
        if counted is not None:
            results.append((row, counted))
        elif not _may_be_left_out(facts, row, row.values[name]):
            wanting.append(_best_of(row.subject))
    return Assessment(results, wanting)


def _missing_subjects(facts: Facts) -> list[Outcome]:
    if facts.level is None or facts.grade is None:
        return []
    offered = subjects(facts.level.short, facts.grade)
    absent = compulsory_codes(facts.level.short, facts.grade).difference(row.code for row in facts.rows)
    missing = [_best_of(entry) for entry in offered if entry.code in absent]
    if any(entry.choice for entry in offered):
        chosen = sum(row.subject is not None and row.subject.choice and taken(row) for row in facts.rows)
        missing += [_BEST] * (CHOICES - chosen)
    return missing


def _may_be_left_out(facts: Facts, row: Row, text: str) -> bool:
    """Whether the row is exempt, or of a subject that the pupil did not choose."""
    if text == EXEMPT:
        return True
    if text or row.subject is None or taken(row):
        return False
    return row.subject.choice or is_elective(facts, row.subject)


def _best_of(subject: Subject | None) -> Outcome:
    return True if subject is not None and not subject.scored else _BEST
