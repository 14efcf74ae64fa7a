"""Thông tư 22/2021 once more, in whole tenths: which of TR-3 to TR-22 and TR-25 a record owes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hocba.rules.codes import Subject, subjects
from hocba.rules.facts import Row
from hocba.testing.changes.base import LAST_GRADES, Base
from hocba.testing.legal.learning import (
    LEVELS,
    MOST_ABSENCES,
    Learned,
    conduct_of_year,
    levels_of,
    year_of,
)

__all__ = ["Result", "result_of", "secondary_faults"]

Result = int | bool
Fault = tuple[str, str]
_MARKS = ("diem_hoc_ky_1", "diem_hoc_ky_2", "diem_ca_nam")
_AGAIN = "diem_kiem_tra_lai"
_LEARNING = tuple(f"ket_qua_hoc_tap_{term}" for term in ("ky_1", "ky_2", "ca_nam"))
_CONDUCT = tuple(f"ket_qua_ren_luyen_{term}" for term in ("ky_1", "ky_2", "ca_nam"))
_CHOICES = 4
_YES = {"1": True, "0": False, "Có": True, "Không": False}
_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,4})?", re.ASCII)
_MARK = re.compile(r"(?:\d(?:\.\d)?|10(?:\.0)?)", re.ASCII)


def secondary_faults(base: Base) -> frozenset[Fault]:
    """(key, place) of what marks, levels, conduct, flags and words of a record contradict."""
    found = [*_words(base), *_lost(base), *_semesters(base)]
    if base.counted:
        found += [*_years(base), *_levels(base), *_conduct(base), *_promotion(base), *_summer(base)]
    return frozenset(found)


def result_of(base: Base, row: Row, name: str) -> Result | None:
    """A result in tenths, or passed or not; None for anything else, and for one of the other kind."""
    text, subject = row.values[name], row.subject
    found: Result | None = None
    if text in {"Đ", "CĐ"}:
        found = text == "Đ"
    elif _MARK.fullmatch(text):
        whole, _, tenth = text.partition(".")
        found = int(whole) * 10 + int(tenth or 0)
    if found is None or subject is None:
        return None
    if base.grade in subject.elective_grades:
        return found
    return found if subject.scored is not isinstance(found, bool) else None


def _years(base: Base) -> Iterator[Fault]:
    for row in base.facts.rows:
        first, second, year = (result_of(base, row, name) for name in _MARKS)
        if isinstance(second, bool) and isinstance(year, bool):
            if second is not year:
                yield "TR-5", str(row.index)
        elif not any(one is None or isinstance(one, bool) for one in (first, second, year)):
            due = year_of(first or 0, second or 0)
            if due != year:
                yield ("TR-3/near" if abs(due - (year or 0)) == 1 else "TR-3"), str(row.index)


def _outcomes(base: Base, name: str, *, after_summer: bool = False) -> tuple[list[Result], list[Result]]:
    """What counts for a term, and the best that what is wanting could have been."""
    found: list[Result] = []
    wanting = [*_absent(base)]
    for row in base.facts.rows:
        used = _AGAIN if after_summer and row.values[_AGAIN] else name
        text = row.values[used]
        if text == "M" or (not text and not _taken(row) and _optional(base, row.subject)):
            continue
        result = result_of(base, row, used)
        if result is not None:
            found.append(result)
        else:
            wanting.append(_best(row.subject))
    return found, wanting


def _absent(base: Base) -> Iterator[Result]:
    offered = subjects(base.level, base.grade)
    present = {row.code for row in base.facts.rows}
    yield from (_best(one) for one in offered if one.compulsory_in(base.grade) and one.code not in present)
    if any(one.choice for one in offered):
        chosen = [row for row in base.facts.rows if row.subject is not None and row.subject.choice]
        yield from [100] * (_CHOICES - sum(map(_taken, chosen)))


def _best(subject: Subject | None) -> Result:
    return True if subject is not None and not subject.scored else 100


def _taken(row: Row) -> bool:
    return any(row.values[name] for name in (*_MARKS, _AGAIN))


def _optional(base: Base, subject: Subject | None) -> bool:
    return subject is not None and (subject.choice or base.grade in subject.elective_grades)


def _split(results: list[Result]) -> Learned:
    marks = tuple(one for one in results if not isinstance(one, bool))
    return Learned(marks, tuple(one for one in results if isinstance(one, bool)))


def _levels(base: Base) -> Iterator[Fault]:
    """One finding for each term: TR-18 where an adjustment comes in, else TR-16 or TR-17."""
    for mark, name in zip(_MARKS, _LEARNING, strict=True):
        written = base.facts.summary[name]
        found, wanting = _outcomes(base, mark)
        if written not in LEVELS or not found:
            continue
        due = levels_of(_split([*found, *wanting]))
        code = "TR-17" if name.endswith("ca_nam") else "TR-16"
        if wanting:
            if LEVELS.index(written) < LEVELS.index(due.replaced):
                yield f"{code}/at-most", name
        elif due.raised:
            if not due.certain or written != due.replaced:
                yield ("TR-18" if due.certain else "TR-18/either"), name
        elif written != due.table:
            yield code, name


def _conduct(base: Base) -> Iterator[Fault]:
    first, second, year = (base.facts.summary[name] for name in _CONDUCT)
    if {first, second, year} <= set(LEVELS) and year != conduct_of_year(first, second):
        yield "TR-19", ""


def _promotion(base: Base) -> Iterator[Fault]:
    held = base.facts.summary
    flag, missed = _YES.get(held["duoc_len_lop"]), held["tong_so_buoi_nghi_hoc_ca_nam"]
    conduct, learning = held[_CONDUCT[2]], held[_LEARNING[2]]
    conduct_again, learning_again = held["ket_qua_ren_luyen_lai"], held["ket_qua_hoc_tap_lai"]
    legible = {conduct, learning} <= set(LEVELS) and {conduct_again, learning_again} <= {*LEVELS, ""}
    countable = not missed or _NUMBER.fullmatch(missed)
    if flag is None or base.grade in LAST_GRADES or not legible or not countable:
        return
    if float(missed or 0) > MOST_ABSENCES:
        due = "TR-13/absences"
    elif (conduct_again or conduct) == "CĐ":
        due = "TR-13" if conduct_again else "TR-12"
    elif (learning_again or learning) == "CĐ":
        due = "TR-13" if learning_again else "TR-11"
    else:
        due = ""
    if flag is bool(due):
        yield due or "TR-10", "duoc_len_lop"


def _summer(base: Base) -> Iterator[Fault]:
    for row in base.facts.rows:
        year, again = result_of(base, row, _MARKS[2]), result_of(base, row, _AGAIN)
        enough = year is True or (not isinstance(year, bool) and year is not None and year >= 50)
        if again is not None and enough:
            yield "TR-11/subject", str(row.index)
    written = base.facts.summary["ket_qua_hoc_tap_lai"]
    found, wanting = _outcomes(base, _MARKS[2], after_summer=True)
    if written not in LEVELS or not found:
        return
    best = levels_of(_split([*found, *wanting]))
    possible = {best.replaced} if wanting else {best.replaced, best.left_out}
    reached, says = {level != "CĐ" for level in possible}, written != "CĐ"
    if reached == {not says} and (says or not wanting):
        yield "TR-11/level", ""


def _lost(base: Base) -> Iterator[Fault]:
    """TR-14: beside a result after the summer the one of the year still stands."""
    for what in ("hoc_tap", "ren_luyen"):
        if base.facts.summary[f"ket_qua_{what}_lai"] and not base.facts.summary[f"ket_qua_{what}_ca_nam"]:
            yield "TR-14/lost", what
    for row in base.facts.rows:
        if row.values[_AGAIN] and not row.values[_MARKS[2]]:
            yield "TR-14/lost", str(row.index)


def _semesters(base: Base) -> Iterator[Fault]:
    """TR-23: some scored subject has a mark in both semesters."""
    for row in base.facts.rows:
        first, second = (result_of(base, row, name) for name in _MARKS[:2])
        if not any(one is None or isinstance(one, bool) for one in (first, second)):
            return
    if base.facts.rows and base.assessed:
        yield "TR-23/semesters", ""


def _words(base: Base) -> Iterator[Fault]:
    """TR-20 to TR-22 and TR-25 over the words that the generator and the changes write."""
    held = base.facts.summary
    reward = held["noi_dung_khen_thuong"].lower()
    both = {held[_LEARNING[2]], held[_CONDUCT[2]]} & set(LEVELS) <= {"T"}
    if "học sinh xuất sắc" in reward:
        found, wanting = _outcomes(base, _MARKS[2])
        many = sum(one >= 90 for one in _split(found).marks) + len(_split(wanting).marks)
        if not both or many < 6:
            yield "TR-20", ""
    if "danh hiệu học sinh giỏi" in reward and not both:
        yield "TR-21", ""
    programme = {9: "trung học cơ sở", 12: "trung học phổ thông"}.get(base.grade)
    if programme and programme not in held["noi_dung_hoan_thanh_chuong_trinh"].lower():
        yield "TR-22", ""
    if programme and held["duoc_len_lop"]:
        yield "TR-25", ""
