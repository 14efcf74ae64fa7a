"""TR-20, TR-21: the two titles of Điều 15.1."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

__all__ = ["EXCELLENT", "EXCELLENT_MARK", "EXCELLENT_SUBJECTS", "GOOD", "excellent_marks", "title_of"]

EXCELLENT = "Học sinh Xuất sắc"
GOOD = "Học sinh Giỏi"
EXCELLENT_MARK = Decimal("9.0")
EXCELLENT_SUBJECTS = 6
_BEST = "T"


def excellent_marks(marks: Iterable[Decimal]) -> int:
    """How many yearly averages reach 9.0."""
    return sum(value >= EXCELLENT_MARK for value in marks)


def title_of(*, conduct: str, learning: str, marks: Iterable[Decimal]) -> str:
    """The title that results of the year give, or an empty text.

    Titles of other rules, such as Học sinh Tiên tiến of a school, are not known here.
    """
    if conduct != _BEST or learning != _BEST:
        return ""
    return EXCELLENT if excellent_marks(marks) >= EXCELLENT_SUBJECTS else GOOD
