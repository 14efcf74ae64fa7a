"""Reading the values that choose the rules; None for what cannot be read."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache

from hocba.model.values import BooleanText, DateText, NumberText

__all__ = ["boolean", "day", "grade", "number", "number_in_form", "school_year"]

_LONGEST = 40
_SCHOOL_YEAR = re.compile(r"([0-9]{4})\s*[-–]\s*([0-9]{4})")
_GRADE = re.compile(r"[0-9]{1,2}")


def school_year(value: str) -> tuple[int, int] | None:
    """``2025-2026`` → (2025, 2026), also with an en dash or spaces; the sum is not checked."""
    return _school_year(value) if len(value) <= _LONGEST else None


@lru_cache(maxsize=256)
def _school_year(value: str) -> tuple[int, int] | None:
    found = _SCHOOL_YEAR.fullmatch(value.strip())
    return (int(found[1]), int(found[2])) if found is not None else None


def day(value: str) -> dt.date | None:
    """A date in any of the forms that are read."""
    return _day(value) if len(value) <= _LONGEST else None


@lru_cache(maxsize=1024)
def _day(value: str) -> dt.date | None:
    return DateText(value).date


def number(value: str) -> Decimal | None:
    """A number in decimal notation, also with a comma."""
    return _number(value) if len(value) <= _LONGEST else None


@lru_cache(maxsize=1024)
def _number(value: str) -> Decimal | None:
    return NumberText(value).decimal


def number_in_form(value: str) -> bool:
    """Whether it is written with ``.`` and at most four decimals."""
    return len(value) <= _LONGEST and _number_in_form(value)


@lru_cache(maxsize=1024)
def _number_in_form(value: str) -> bool:
    return NumberText(value).in_form


def boolean(value: str) -> bool | None:
    """Yes or no in any of the words that are read."""
    return _boolean(value) if len(value) <= _LONGEST else None


@lru_cache(maxsize=64)
def _boolean(value: str) -> bool | None:
    return BooleanText(value).value


def grade(value: str) -> int | None:
    """MA_KHOI ``01`` to ``12`` (also ``1``) → the grade."""
    if _GRADE.fullmatch(value) is None:
        return None
    number = int(value)
    return number if 1 <= number <= 12 else None
