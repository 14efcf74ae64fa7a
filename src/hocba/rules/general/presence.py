"""G-1: what the format requires is there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from hocba.rules.assessed import assessed
from hocba.rules.facts import Facts
from hocba.rules.form import (
    ASSESSMENT,
    GENERAL,
    HISTORY,
    ROW,
    SUMMARY,
    Form,
    Getter,
    Part,
    getter_of,
    place,
)
from hocba.rules.hit import Hit, open_hit

_NO_DISTRICTS_FROM = 2025
_LAST_GRADES = {9, 12}
_LEVELS_AND_RESULT = {ASSESSMENT, ROW, SUMMARY}
# a partial year has its subjects and the homeroom teacher's comment all the same
_OF_ANY_YEAR = {"ma_mon_hoc", "ten_mon_hoc", "nhan_xet_gvcn"}
_BIRTH = ("ngay_sinh", "thang_nam_sinh", "nam_sinh")
# what the table calls conditional is required of a pupil who is assessed; a birth date has its own rule
_REQUIRED = {"yes", "conditional"}


@lru_cache(maxsize=64)
def _required(form: Form) -> dict[str, tuple[tuple[str, ...], Getter]]:
    """Part → the names of what it must hold, and what takes their values out of it."""
    birth = set(_BIRTH) if form.has(GENERAL, _BIRTH[1]) else set()
    names = {
        role: tuple(one.name for one in part.fields if one.required in _REQUIRED and one.name not in birth)
        for role, part in form.parts.items()
    }
    return {role: (held, getter_of(held)) for role, held in names.items()}


@lru_cache(maxsize=256)
def _excused(form: Form, role: str) -> frozenset[str]:
    """What a pupil who is not assessed may lack."""
    if form.reconstructed:
        return frozenset(entry.name for entry in form.parts[role].fields if entry.required == "conditional")
    levels = {
        ROW: ["muc_dat_duoc"],
        SUMMARY: ["ket_qua_xep_loai"],
        ASSESSMENT: [name for _, name in assessed(form)],
    }
    return frozenset(levels.get(role, ()))


def required(facts: Facts) -> Iterator[Hit]:
    """G-1, with the exception of G-14: no district from school year 2025-2026 on.

    A pupil who is not assessed (G-20) may lack levels and result, though neither comments nor flags, a
    partial year all results. Obligations of a reconstructed format only warn.
    """
    case = "reconstructed" if facts.form.reconstructed else ""
    missing = [*_missing_fields(facts)]
    excused = bool(missing) and facts.not_assessed()
    for part, name, index, nested in missing:
        if facts.partial and part.role in _LEVELS_AND_RESULT and name not in _OF_ANY_YEAR:
            continue
        if not (excused and name in _excused(facts.form, part.role)):
            yield open_hit("G-1", place(facts, part.role, name, index, nested), case)
    for role, present in ((HISTORY, facts.history), (ROW, facts.rows)):
        if not present and role in facts.form.parts:
            yield open_hit("G-1", place(facts, role), f"{case}-block" if case else "block")


def _missing_fields(facts: Facts) -> Iterator[tuple[Part, str, int | None, int | None]]:
    required = _required(facts.form)
    for part, index, nested, values in facts.every:
        names, getter = required[part.role]
        if "" in getter(values):
            for name in names:
                if not values[name] and not _not_expected(facts, name):
                    yield part, name, index, nested


def _not_expected(facts: Facts, name: str) -> bool:
    """A district where there are none (G-14); promotion from the last grade of THCS or THPT (TR-25)."""
    if name == "ten_quan_huyen":
        return facts.first_year is not None and facts.first_year >= _NO_DISTRICTS_FROM
    return name == "duoc_len_lop" and facts.grade in _LAST_GRADES


def one_birth_date(facts: Facts) -> Iterator[Hit]:
    """G-1: exactly one of NGAY_SINH, THANG_NAM_SINH, NAM_SINH where a format has all three."""
    if not facts.form.has(GENERAL, _BIRTH[1]):
        return
    given = [name for name in _BIRTH if facts.general[name]]
    if not given:
        yield open_hit("G-1", place(facts, GENERAL, _BIRTH[0]), "birth")
    elif len(given) > 1:
        tags = ", ".join(name.upper() for name in given)
        yield open_hit("G-1", place(facts, GENERAL, given[1]), "births", tags=tags)
