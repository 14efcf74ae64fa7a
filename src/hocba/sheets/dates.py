"""Dates as sheets hold them: real dates, texts in a stated form, serial numbers where a mapping says so."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import cache

__all__ = ["FORMATS", "known_format", "of_serial", "of_text"]

FORMATS = ("d/M/yyyy", "yyyy-MM-dd")
"""What is read without a mapping."""

_TOKENS = {"yyyy": r"(?P<y>[0-9]{4})", "MM": r"(?P<m>[0-9]{2})", "dd": r"(?P<d>[0-9]{2})"}
_TOKENS |= {"M": r"(?P<m>[0-9]{1,2})", "d": r"(?P<d>[0-9]{1,2})"}
_PARTS = re.compile(r"yyyy|MM|M|dd|d|[-/. ]")
_SERIALS = range(1, 2_958_466)  # 31/12/9999


def known_format(text: str) -> bool:
    """Whether ``text`` is a form of dates: yyyy, M or MM, d or dd, each once, with - / . or space between."""
    tokens = _PARTS.findall(text)
    letters = [token[0] for token in tokens if token[0] in "yMd"]
    return "".join(tokens) == text and sorted(letters) == ["M", "d", "y"]


def of_text(text: str, formats: tuple[str, ...]) -> dt.date | None:
    """The date that ``text`` is in one of ``formats``; None where it is none, or two different ones."""
    found = {date for shape in formats if (date := _read(text, shape)) is not None}
    return found.pop() if len(found) == 1 else None


def of_serial(number: Decimal, epoch: dt.date) -> dt.date | None:
    """The date of a serial number of a spreadsheet, or None."""
    if number != number.to_integral_value() or int(number) not in _SERIALS:
        return None
    try:
        return epoch + dt.timedelta(days=int(number))
    except OverflowError:
        return None


@cache
def _pattern(shape: str) -> re.Pattern[str]:
    return re.compile("".join(_TOKENS.get(token) or re.escape(token) for token in _PARTS.findall(shape)))


def _read(text: str, shape: str) -> dt.date | None:
    found = _pattern(shape).fullmatch(text)
    if found is None:
        return None
    try:
        return dt.date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None
