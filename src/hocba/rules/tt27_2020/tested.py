"""TH-17, TH-18: year-end marks stand where the grade has a test, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.rules.codes import subjects
from hocba.rules.facts import Facts
from hocba.rules.form import ROW, place
from hocba.rules.hit import Hit, open_hit
from hocba.rules.tt27_2020.assessment import EXEMPT, is_tested

# Điều 7.1.b names these two for every grade; which grades test the other subjects is [inferred].
_ALWAYS_TESTED = ("02", "01")


def marks_present(facts: Facts) -> Iterator[Hit]:
    """TH-17: a tested subject has a mark: certain for Tiếng Việt and Toán, else a warning.

    A warning too where the subject is exempt or requirements may be adjusted (G-20, TH-12). An exempt
    subject other than these two needs none (TH-11).
    """
    for row in facts.rows:
        if row.mark or row.subject is None or not is_tested(row, facts.grade):
            continue
        certain = row.code in _ALWAYS_TESTED
        exempt = row.level == EXEMPT
        if exempt and not certain:
            continue
        case = "" if certain and not exempt and not _adjusted(facts) else "other"
        where = place(facts, ROW, "diem_kiem_tra_dinh_ky", row.index)
        yield open_hit("TH-17", where, case, name=row.subject.name, grade=str(facts.grade))
    present = {row.code for row in facts.rows}
    for entry in subjects("TH", facts.grade):
        if facts.rows and entry.code in _ALWAYS_TESTED and entry.code not in present:
            case = "other" if _adjusted(facts) else ""
            yield open_hit("TH-17", place(facts, ROW), case, name=entry.name, grade=str(facts.grade))


def _adjusted(facts: Facts) -> bool:
    return facts.not_assessed() or facts.adjusted()


def marks_unexpected(facts: Facts) -> Iterator[Hit]:
    """TH-18: a mark in a subject that the grade does not test."""
    for row in facts.rows:
        if row.mark and row.mark != EXEMPT and row.subject is not None and not is_tested(row, facts.grade):
            where = place(facts, ROW, "diem_kiem_tra_dinh_ky", row.index)
            yield open_hit("TH-18", where, name=row.subject.name, grade=str(facts.grade))
