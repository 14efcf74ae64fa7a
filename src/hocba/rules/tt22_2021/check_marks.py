"""TR-3, TR-5: the yearly result of a subject follows from its semesters."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hocba.rules.facts import Facts, Row
from hocba.rules.form import ROW, place
from hocba.rules.hit import Hit, hit
from hocba.rules.tt22_2021.assessment import TERMS, YEAR, marks_of, name_of
from hocba.rules.tt22_2021.averages import known_year_average, tenths_apart

__all__ = ["year_average_agrees", "year_result_agrees"]


def year_average_agrees(facts: Facts) -> Iterator[Hit]:
    """TR-3: ĐTBmcn = (ĐTBmhkI + 2·ĐTBmhkII) / 3 (Điều 9.1.b).

    Only where all three are marks. That the rounded semester averages enter is [inferred]: a difference of
    exactly 0.1 only warns.
    """
    columns = marks_of(facts).columns
    for row, first, second, year in zip(facts.rows, *(columns[term.mark] for term in TERMS), strict=True):
        if not (isinstance(first, Decimal) and isinstance(second, Decimal) and isinstance(year, Decimal)):
            continue
        average = known_year_average(first, second)
        if average.rounded != year:
            case = "near" if tenths_apart(average.rounded, year) == 1 else ""
            private = {
                "first": row.values[TERMS[0].mark],
                "second": row.values[TERMS[1].mark],
                "exact": average.shown,
                "expected": str(average.rounded),
            }
            yield _hit(facts, row, "TR-3", case, private)


def year_result_agrees(facts: Facts) -> Iterator[Hit]:
    """TR-5: the year's result of a comment-only subject is that of semester II ([unconfirmed] wording)."""
    columns = marks_of(facts).columns
    for row, second, year in zip(facts.rows, *(columns[term.mark] for term in TERMS[1:]), strict=True):
        if isinstance(second, bool) and isinstance(year, bool) and second != year:
            yield _hit(facts, row, "TR-5", "", {"second": row.values[TERMS[1].mark]})


def _hit(facts: Facts, row: Row, code: str, case: str, private: dict[str, str]) -> Hit:
    where = place(facts, ROW, YEAR.mark, row.index)
    return hit(code, where, case, found=row.values[YEAR.mark], private=private, subject=name_of(row))
