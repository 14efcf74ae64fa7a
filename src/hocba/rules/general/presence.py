"""G-1: what the format requires is there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from hocba.rules.facts import Facts
from hocba.rules.form import ASSESSMENT, GENERAL, HISTORY, ROW, SUMMARY, Place, fields, place
from hocba.rules.hit import Hit, open_hit

_NO_DISTRICTS_FROM = 2025
_LEVELS_AND_RESULT = {ASSESSMENT, ROW, SUMMARY}
_NOT_EXCUSED = {"ma_mon_hoc", "ten_mon_hoc", "nhan_xet_gvcn"}


@cache
def _required(block: str) -> tuple[str, ...]:
    return tuple(entry.name for entry in fields(block) if entry.required)


def required(facts: Facts) -> Iterator[Hit]:
    """G-1, with the exception of G-14: no district from school year 2025-2026 on.

    A pupil who is not assessed (G-20) may lack levels, results and what follows from them.
    """
    missing = [*_missing_fields(facts)]
    excused = any(block in _LEVELS_AND_RESULT for block, _, _ in missing) and facts.not_assessed()
    for block, name, where in missing:
        if not (excused and block in _LEVELS_AND_RESULT and name not in _NOT_EXCUSED):
            yield open_hit("G-1", where)
    for block, present in ((HISTORY, facts.history), (ROW, facts.rows)):
        if not present:
            yield open_hit("G-1", place(block), "block")


def _missing_fields(facts: Facts) -> Iterator[tuple[str, str, Place]]:
    for block in (GENERAL, SUMMARY, ASSESSMENT):
        values = facts.block(block)
        for name in _required(block):
            if not values[name] and not _abolished(facts, name):
                yield block, name, place(block, name)
    for index, entry in enumerate(facts.history):
        for name in _required(HISTORY):
            if not entry[name]:
                yield HISTORY, name, place(HISTORY, name, index)
    for row in facts.rows:
        for name, value in (("ma_mon_hoc", row.code), ("ten_mon_hoc", row.name), ("muc_dat_duoc", row.level)):
            if not value:
                yield ROW, name, place(ROW, name, row.index)


def _abolished(facts: Facts, name: str) -> bool:
    return (
        name == "ten_quan_huyen" and facts.first_year is not None and facts.first_year >= _NO_DISTRICTS_FROM
    )
