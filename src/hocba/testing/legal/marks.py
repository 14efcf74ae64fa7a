"""Marks of the subjects of THCS and THPT by kind of pupil, in whole tenths."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import attrs

from hocba.rules.codes import Subject, subjects
from hocba.testing import people
from hocba.testing.draws import Stream
from hocba.testing.legal.choice import Choice
from hocba.testing.legal.learning import Learned, year_of
from hocba.testing.legal.staff import subject_teachers

__all__ = ["TERMS", "Marked", "learned", "marked"]

TERMS = ("ky_1", "ky_2", "ca_nam")
_AGAIN = "lai"
_FIELDS = {
    "ky_1": "diem_hoc_ky_1",
    "ky_2": "diem_hoc_ky_2",
    "ca_nam": "diem_ca_nam",
    _AGAIN: "diem_kiem_tra_lai",
}
_CHOICES = 4
_SHARED_SUBJECTS = ("05", "66", "97")
# kind: (lowest, highest) of most scored subjects, of the others, and how many others
_BANDS = {
    "excellent": ((90, 100), (65, 89), 2),
    "good": ((80, 89), (65, 79), 2),
    "fair": ((65, 79), (50, 64), 2),
    "average": ((50, 64), (35, 49), 2),
    "not_promoted": ((20, 49), (0, 34), 3),
    "raised": ((80, 95), (35, 49), 1),
    "retested": ((50, 64), (20, 34), 2),
    "retest_failed": ((50, 64), (20, 34), 2),
}
_MANY = 6


@attrs.define
class Marked:
    """A subject with its results by term: tenths, passed or not, or M.

    ``untold`` is the term whose result the record does not hold.
    """

    subject: Subject
    results: dict[str, int | bool | str] = attrs.Factory(dict)
    untold: str = ""

    def texts(self, draws: Stream, choice: Choice) -> dict[str, Any]:
        """The row of the record."""
        code = self.subject.code
        found: dict[str, Any] = {"id": f"mon-{code}", "ma_mon_hoc": code, "ten_mon_hoc": self.subject.name}
        for term, result in self.results.items():
            if term != self.untold:
                found[_FIELDS[term]] = _text(result)
        if len(found) > 3 or choice.kind == "not_assessed":
            several = 3 if code in _SHARED_SUBJECTS and draws.chance(3) else 1
            found["gvbm"] = subject_teachers(draws, several)
            if draws.chance(3):
                found["nhan_xet_mon_hoc"] = draws.choice(people.tables()["legal"]["subject_comments"])
        return found


def _text(result: int | bool | str) -> str:
    if isinstance(result, bool):
        return "Đ" if result else "CĐ"
    return result if isinstance(result, str) else f"{result // 10}.{result % 10}"


def learned(rows: Sequence[Marked], term: str) -> Learned:
    """What counts for ``term``, told or not; for "lai" the year's results with re-tests in their place."""
    marks, passes = [], []
    for row in rows:
        result = row.results.get(term)
        if term == _AGAIN and result is None:
            result = row.results.get("ca_nam")
        if isinstance(result, bool):
            passes.append(result)
        elif isinstance(result, int):
            marks.append(result)
    return Learned(tuple(marks), tuple(passes))


def marked(choice: Choice, draws: Stream) -> list[Marked]:
    """The rows of a pupil in the order of the form; what was not chosen may stand there empty."""
    found = [Marked(subject) for subject in _taken(choice, draws)]
    if choice.kind != "not_assessed":
        _scored(choice, draws, [row for row in found if row.subject.scored])
        _passed(choice, draws, [row for row in found if not row.subject.scored])
    if choice.kind != "not_assessed" and draws.chance(4):
        codes = {row.subject.code for row in found}
        found += [Marked(one) for one in _optional(choice.level, choice.grade) if one.code not in codes]
        found.sort(key=lambda row: row.subject.order)
    return found


@cache
def _compulsory(level: str, grade: int) -> tuple[Subject, ...]:
    return tuple(one for one in subjects(level, grade) if one.compulsory_in(grade))


@cache
def _optional(level: str, grade: int) -> tuple[Subject, ...]:
    return tuple(one for one in subjects(level, grade) if not one.compulsory_in(grade))


def _taken(choice: Choice, draws: Stream) -> list[Subject]:
    offered = _optional(choice.level, choice.grade)
    electives = [one for one in offered if not one.choice and draws.chance(8)]
    choices = [one for one in offered if one.choice]
    while len(choices) > _CHOICES:
        choices.pop(draws.below(len(choices)))
    taken = [*_compulsory(choice.level, choice.grade), *electives, *choices]
    return sorted(taken, key=lambda one: one.order)


def _scored(choice: Choice, draws: Stream, rows: list[Marked]) -> None:
    """Each subject keeps to its band in both semesters, so the year does too."""
    for row, (lowest, highest) in zip(rows, _bands(choice, draws, len(rows)), strict=True):
        first, second = draws.between(lowest, highest), draws.between(lowest, highest)
        year = year_of(first, second)
        row.results = {"ky_1": first, "ky_2": second, "ca_nam": year}
        if choice.kind in {"retested", "retest_failed"} and year < 50:
            good = choice.kind == "retested"
            row.results[_AGAIN] = draws.between(50, 80) if good else draws.between(0, 34)
    if choice.kind == "joined_late":
        for row in _some(draws, rows):
            row.untold = "ky_1"


def _bands(choice: Choice, draws: Stream, count: int) -> list[tuple[int, int]]:
    if choice.kind == "either":
        bands = [(80, 95)] * 5 + [(65, 79)] * (count - 6) + [(35, 49)]
    else:
        most, others, number = _BANDS.get(choice.kind) or _BANDS[draws.choice(("good", "fair", "average"))]
        if choice.kind not in {"raised", "retested", "retest_failed", "not_promoted"}:
            number = min(draws.below(number + 1), count - _MANY)
        bands = [most] * (count - number) + [others] * number
    turn = draws.below(count)
    return bands[turn:] + bands[:turn]


def _some(draws: Stream, rows: list[Marked]) -> list[Marked]:
    """Some of ``rows``, often all but one, never all."""
    kept = draws.below(len(rows))
    if draws.chance(2):
        return [row for at, row in enumerate(rows) if at != kept]
    return [
        row for at, row in enumerate(rows) if at != kept and (at == (kept + 1) % len(rows) or draws.below(3))
    ]


def _passed(choice: Choice, draws: Stream, rows: list[Marked]) -> None:
    for row in rows:
        first = not (choice.kind == "average" and draws.chance(6))
        row.results = {"ky_1": first, "ky_2": True, "ca_nam": True}
    if choice.kind == "exempt":
        draws.choice(rows).results = dict.fromkeys(TERMS, "M")
    elif choice.kind == "average" and draws.chance(3):
        draws.choice(rows).results = dict.fromkeys(TERMS, False)
