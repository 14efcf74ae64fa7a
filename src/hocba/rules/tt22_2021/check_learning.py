"""TR-16, TR-17, TR-18: kết quả học tập of semesters and year follows from the marks (Điều 9.2, 9.3)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hocba.rules.facts import Facts
from hocba.rules.form import SUMMARY, place
from hocba.rules.hit import Hit, hit
from hocba.rules.text import nfc
from hocba.rules.tt22_2021.adjustment import Adjustment, adjusted
from hocba.rules.tt22_2021.assessment import TERMS, Assessment, Term, assessment_of, name_of
from hocba.rules.tt22_2021.levels import LEVELS, requirements

__all__ = ["agrees", "deciding"]

_MOST_NAMED = 20


def agrees(facts: Facts) -> Iterator[Hit]:
    """The written level is the computed one, after the adjustment of Điều 9.3.

    Where no adjustment comes in, a deviation is TR-16 (semester) or TR-17 (year). Where one does, it is
    TR-18: an error if both readings give one level, else a warning that names both, whichever of the two
    was written. What is absent or illegible is taken at its best, so that only a level that no value could
    have given is reported. A declared partial year has no level of the year.
    """
    for term in TERMS[:-1] if facts.partial else TERMS:
        written = nfc(facts.summary[term.result])
        if written in LEVELS:
            yield from _judged(facts, term, written)


def _judged(facts: Facts, term: Term, written: str) -> Iterator[Hit]:
    found = assessment_of(facts, term)
    if not found.results:
        return
    if found.wanting:
        yield from _at_most(facts, term, found, written)
        return
    level = adjusted(found.outcomes)
    if level.changes:
        yield from _adjusted(facts, term, found, level, written)
    elif level.by_table != written:
        yield _hit(facts, term, term.code, "", {"expected": level.by_table, **deciding(found)})


def _at_most(facts: Facts, term: Term, found: Assessment, written: str) -> Iterator[Hit]:
    best = adjusted([*found.outcomes, *found.wanting])
    if LEVELS.index(written) < LEVELS.index(best.replaced):
        yield _hit(facts, term, term.code, "at-most", {"expected": best.replaced, **deciding(found)})


def _adjusted(facts: Facts, term: Term, found: Assessment, level: Adjustment, written: str) -> Iterator[Hit]:
    if level.certain and written == level.replaced:
        return
    row, value = found.results[level.subject or 0]
    private = {
        "table": level.by_table,
        "expected": level.replaced,
        "replaced": level.replaced,
        "left_out": level.left_out,
        "subject": f"{name_of(row)}: {_text(value)}",
        **deciding(found),
    }
    yield _hit(facts, term, "TR-18", "" if level.certain else "either", private)


def _hit(facts: Facts, term: Term, code: str, case: str, private: dict[str, str]) -> Hit:
    thresholds = {f"at_{row.level}": str(row.many_at_least) for row in requirements()}
    where = place(facts, SUMMARY, term.result)
    return hit(
        code,
        where,
        case,
        found=facts.summary[term.result],
        private=private,
        high=thresholds["at_T"],
        middle=thresholds["at_K"],
        low=thresholds["at_Đ"],
    )


def deciding(found: Assessment) -> dict[str, str]:
    """The numbers that decide: how many subjects reach each threshold, the lowest, which are CĐ."""
    marks = [(row, value) for row, value in found.results if isinstance(value, Decimal)]
    failed = [name_of(row) for row, value in found.results if value is False]
    lowest = "–"
    if marks:
        row, least = min(marks, key=lambda entry: entry[1])
        lowest = f"{least} ({name_of(row)})"
    names = ("reach_high", "reach_middle", "reach_low")
    counts = {
        name: str(sum(value >= row.many_at_least for _, value in marks))
        for name, row in zip(names, requirements(), strict=True)
    }
    return {
        **counts,
        "scored": str(len(marks)),
        "lowest": lowest,
        "failed": ", ".join(failed[:_MOST_NAMED]) or "–",
    }


def _text(value: Decimal | bool) -> str:
    if isinstance(value, bool):
        return "Đ" if value else "CĐ"
    return str(value)
