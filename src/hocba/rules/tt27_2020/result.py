"""TH-1 to TH-4: the result of the year follows from levels and marks (Điều 9.2.a)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hocba.rules.facts import Facts, Row
from hocba.rules.form import SUMMARY, place
from hocba.rules.hit import Hit
from hocba.rules.text import nfc, shown
from hocba.rules.tt27_2020.assessment import Assessment, assessment_of

__all__ = ["CODES", "RESULTS", "agrees", "result"]

RESULTS = ("Hoàn thành xuất sắc", "Hoàn thành tốt", "Hoàn thành", "Chưa hoàn thành")
"""The four results, best first."""

CODES = dict(zip(RESULTS, ("TH-1", "TH-2", "TH-3", "TH-4"), strict=True))
"""Result → the rule that gives it."""


def result(levels: Collection[str], competences: Collection[str], marks: Collection[int]) -> str:
    """The result of a year: levels T/H/C of the subjects, T/Đ/C of qualities and competences, marks 0–10.

    Exempt and missing values are left out by the caller. Says nothing about the principal's decisions or
    about pupils with adjusted requirements. Total: every input has exactly one result.
    """
    reached, assessed, lowest = set(levels), set(competences), min(marks, default=10)
    best = reached <= {"T"} and assessed <= {"T"}
    if best and lowest >= 9:
        return RESULTS[0]
    if best and lowest >= 7:
        return RESULTS[1]
    enough = reached <= {"T", "H"} and assessed <= {"T", "Đ"} and lowest >= 5
    return RESULTS[2] if enough else RESULTS[3]


def agrees(facts: Facts) -> Iterator[Hit]:
    """The written result is the computed one; the code names the result that was computed.

    A value that is absent or illegible can only have lowered the result: where one is wanting, a written
    result that is not better than the computed one is left alone.
    """
    written = nfc(facts.summary["ket_qua_xep_loai"])
    if written not in RESULTS:
        return
    found = assessment_of(facts)
    if not found.levels:
        return
    computed = result(
        [level for _, level in found.levels],
        [level for _, level in found.competences],
        [value for _, value in found.marks],
    )
    if computed == written or (not found.complete and RESULTS.index(written) > RESULTS.index(computed)):
        return
    where = place(facts, SUMMARY, "ket_qua_xep_loai")
    yield Hit(CODES[computed], "", where, {}, {"found": written, "expected": computed, **_deciding(found)})


def _deciding(found: Assessment) -> dict[str, str]:
    """What decided: how many of each level, which stand below T, and the lowest marks against 9, 7 and 5."""
    levels = [f"{_name(row)}: {level}" for row, level in found.levels if level != "T"]
    competences = [f"{entry.name}: {level}" for entry, level in found.competences if level != "T"]
    lowest = min((value for _, value in found.marks), default=None)
    named = [f"{_name(row)}: {value}" for row, value in found.marks if value == lowest]
    return {
        "subjects": _counted([level for _, level in found.levels], "THC"),
        "levels": ", ".join(levels[:20]) or "–",
        "assessed": _counted([level for _, level in found.competences], "TĐC"),
        "competences": ", ".join(competences) or "–",
        "marks": _above([value for _, value in found.marks]),
        "lowest": ", ".join(named[:20]) or "–",
    }


def _counted(levels: list[str], letters: str) -> str:
    return f"{len(levels)} ({', '.join(f'{letter} {levels.count(letter)}' for letter in letters)})"


def _above(marks: list[int]) -> str:
    counts = (f"≥ {least}: {sum(value >= least for value in marks)}" for least in (9, 7, 5))
    return f"{len(marks)} ({', '.join(counts)})"


def _name(row: Row) -> str:
    return row.subject.name if row.subject is not None else shown(row.code)
