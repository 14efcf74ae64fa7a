"""The day, month or year of birth, from whichever of the three tags is given."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from hocba.rules import values
from hocba.rules.facts import Facts

__all__ = ["PARTIAL", "Birth", "birth_of", "partial"]

PARTIAL = ("thang_nam_sinh", "nam_sinh")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})|([0-9]{1,2})/([0-9]{4})")
_YEAR = re.compile(r"[0-9]{4}")


class Birth(NamedTuple):
    """First and last day on which the pupil may have been born; the same where the day is known."""

    first: dt.date
    last: dt.date


def birth_of(facts: Facts) -> Birth | None:
    """What is said of the birth, the fullest readable tag first; None where nothing can be read."""
    day = values.day(facts.general["ngay_sinh"])
    if day is not None:
        return Birth(day, day)
    return next(filter(None, (partial(name, facts.general[name]) for name in PARTIAL)), None)


def partial(name: str, value: str) -> Birth | None:
    """THANG_NAM_SINH as ``YYYY-MM`` (also ``MM/YYYY``), NAM_SINH as ``YYYY``."""
    if name == PARTIAL[1]:
        return _span(int(value), 1, 12) if _YEAR.fullmatch(value) else None
    found = _MONTH.fullmatch(value)
    if found is None:
        return None
    year, month = (found[1], found[2]) if found[1] else (found[4], found[3])
    return _span(int(year), int(month), int(month))


def _span(year: int, first: int, last: int) -> Birth | None:
    if year < 1 or not 1 <= first <= 12:
        return None
    return Birth(dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1]))
