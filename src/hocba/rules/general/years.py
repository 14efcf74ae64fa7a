"""G-3, G-10, G-18: school year, grade and level, and the regulation that follows from them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hocba.rules import values
from hocba.rules.codes import level
from hocba.rules.facts import Facts
from hocba.rules.form import GENERAL, HISTORY, ROW, place
from hocba.rules.hit import Hit, open_hit

_STRICT = re.compile(r"[0-9]{4}-[0-9]{4}")
_GRADE_CODE = re.compile(r"0[1-9]|1[0-2]")
_CIRCULAR = re.compile(r"(?<![0-9])([0-9]{1,3})\s?/\s?(20[0-9]{2})(?![0-9])")
_LONGEST = 200


def form(facts: Facts) -> Iterator[Hit]:
    """G-3: ``YYYY-YYYY`` and consecutive; an en dash and spaces only where the record was received."""
    wrong = _wrong_year(facts, facts.general["ten_nam_hoc"])
    if wrong is not None:
        yield open_hit("G-3", place(facts, GENERAL, "ten_nam_hoc"), wrong, found=facts.general["ten_nam_hoc"])
    for index, entry in enumerate(facts.history):
        wrong = _wrong_year(facts, entry["nam_hoc"])
        if wrong is not None:
            yield open_hit("G-3", place(facts, HISTORY, "nam_hoc", index), wrong, found=entry["nam_hoc"])


def _wrong_year(facts: Facts, value: str) -> str | None:
    """The case of G-3 that ``value`` is."""
    if not value:
        return None
    years = values.school_year(value)
    if years is None or (facts.writing and _STRICT.fullmatch(value) is None):
        return ""
    return "sum" if years[1] != years[0] + 1 else None


def grade(facts: Facts) -> Iterator[Hit]:
    """G-10: the grade belongs to the level; a level code outside the inferred list only warns."""
    grade_code, level_code = facts.general["ma_khoi"], facts.general["ma_cap_hoc"]
    stated = level(level_code)
    if level_code and stated is None:
        yield open_hit("G-10", place(facts, GENERAL, "ma_cap_hoc"), "code", found=level_code)
    if not grade_code:
        return
    where = place(facts, GENERAL, "ma_khoi")
    if facts.grade is None or (stated is not None and facts.grade not in stated.grades):
        yield open_hit("G-10", where, found=grade_code)
    elif _GRADE_CODE.fullmatch(grade_code) is None:
        yield open_hit("G-10", where, "code", found=grade_code)


def fitting_format(facts: Facts) -> Iterator[Hit]:
    """G-10: the format has the fields of the level: levels and one test mark, or marks of two semesters."""
    primary, secondary = facts.form.has(ROW, "muc_dat_duoc"), facts.form.has(ROW, "diem_ca_nam")
    if facts.level is None or not facts.level.short or primary == secondary:
        return
    if primary != (facts.level.short == "TH"):
        where = place(facts, GENERAL, "ma_cap_hoc")
        yield open_hit("G-10", where, "format", format=facts.format_id, level=facts.level.name)


def regulation(facts: Facts) -> Iterator[Hit]:
    """G-18: THONG_TU names the regulation of the year and grade."""
    value = facts.general["thong_tu"]
    if not value or facts.regulation is None:
        return
    named = {f"{number}/{year}" for number, year in _CIRCULAR.findall(value[:_LONGEST])}
    if named.isdisjoint(facts.regulation.numbers):
        expected = " / ".join(facts.regulation.numbers)
        yield open_hit("G-18", place(facts, GENERAL, "thong_tu"), found=value, expected=expected)
