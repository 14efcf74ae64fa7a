"""TR-11, TR-14: results after the summer stand beside those of the year and follow from the re-tests."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hocba.rules.facts import Facts, Row
from hocba.rules.form import ROW, SUMMARY, place
from hocba.rules.hit import Hit, hit
from hocba.rules.text import nfc
from hocba.rules.tt22_2021.adjustment import adjusted
from hocba.rules.tt22_2021.assessment import AGAIN, YEAR, assessment_of, marks_of, name_of
from hocba.rules.tt22_2021.check_learning import deciding
from hocba.rules.tt22_2021.levels import LEVELS, at_least

__all__ = ["kept", "level_agrees", "needed", "overwritten"]

_ENOUGH_MARK = Decimal("5.0")
_ENOUGH = "Đ"
_LEVEL = "ket_qua_hoc_tap_lai"
_PAIRS = ((YEAR.result, _LEVEL), ("ket_qua_ren_luyen_ca_nam", "ket_qua_ren_luyen_lai"))


def needed(facts: Facts) -> Iterator[Hit]:
    """TR-11: only a subject with ĐTBmcn < 5.0, or CĐ, is assessed again (Điều 14)."""
    columns = marks_of(facts).columns
    for row, year, again in zip(facts.rows, columns[YEAR.mark], columns[AGAIN], strict=True):
        if again is not None and year is not None and (year is True or year >= _ENOUGH_MARK):
            where = place(facts, ROW, AGAIN, row.index)
            private = {"year": row.values[YEAR.mark]}
            yield hit(
                "TR-11", where, "subject", found=row.values[AGAIN], private=private, subject=name_of(row)
            )


def level_agrees(facts: Facts) -> Iterator[Hit]:
    """TR-11: the result after the summer reaches Đạt exactly where the marks with the re-tests do.

    Only whether it reaches Đạt: the new marks count for promotion. Nothing is said where the readings of
    Điều 9.3 differ on that, or where a mark that is wanting could change it.
    """
    written = nfc(facts.summary[_LEVEL])
    if written not in LEVELS:
        return
    found = assessment_of(facts, YEAR, after_summer=True)
    if not found.results:
        return
    possible = {adjusted([*found.outcomes, *found.wanting]).replaced}
    if not found.wanting:
        possible |= {adjusted(found.outcomes).left_out}
    reached = {at_least(level, _ENOUGH) for level in possible}
    says = at_least(written, _ENOUGH)
    if reached == {not says} and (says or not found.wanting):
        where = place(facts, SUMMARY, _LEVEL)
        private = {"expected": "/".join(sorted(possible, key=LEVELS.index)), **deciding(found)}
        yield hit("TR-11", where, "level", found=written, private=private)


def kept(facts: Facts) -> Iterator[Hit]:
    """TR-14: beside a result after the summer the original of the year still stands."""
    for year, again in _PAIRS:
        if facts.summary[again] and not facts.summary[year]:
            yield hit("TR-14", place(facts, SUMMARY, year), "lost")
    for row in facts.rows:
        if row.values[AGAIN] and not row.values[YEAR.mark]:
            yield hit("TR-14", place(facts, ROW, YEAR.mark, row.index), "lost")


def overwritten(facts: Facts) -> Iterator[Hit]:
    """TR-14 for a change of a record: a result after the summer was written over the year's.

    Rows are matched by subject code and, for a code that occurs twice, by their order. Without the record
    before the change there is nothing to compare.
    """
    before = facts.before
    if before is None:
        return
    for year, again in _PAIRS:
        if _replaced(before.summary[year], facts.summary[year], facts.summary[again]):
            yield hit("TR-14", place(facts, SUMMARY, year), found=facts.summary[year] or "–")
    for old, new in _matched(before, facts):
        if _replaced(old.values[YEAR.mark], new.values[YEAR.mark], new.values[AGAIN]):
            where = place(facts, ROW, YEAR.mark, new.index)
            yield hit("TR-14", where, found=new.values[YEAR.mark] or "–")


def _replaced(old: str, new: str, again: str) -> bool:
    return bool(old and again) and new != old and new in {again, ""}


def _matched(before: Facts, after: Facts) -> Iterator[tuple[Row, Row]]:
    waiting: dict[str, list[Row]] = {}
    for row in before.rows:
        waiting.setdefault(row.code, []).append(row)
    for row in after.rows:
        if rows := waiting.get(row.code):
            yield rows.pop(0), row
