"""Texts with a parsed view. Each is the text exactly as written; the view is ``None`` where the text
cannot be read that way. They compare and hash as the text, so ``"9" == MarkText("9")``.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

__all__ = ["BooleanText", "DateText", "DiemText", "MarkText", "NumberText"]

_DAY_FIRST = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_YEAR_FIRST = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?"
)
_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(?:[.,][0-9]{1,18})?")
_NUMBER_FORM = re.compile(r"-?[0-9]{1,18}(?:[.][0-9]{1,4})?")
_DIEM_FORM = re.compile(r"[0-9](?:[.][0-9])?|10(?:[.]0)?|Đ|CĐ|M")
_MARK_FORM = re.compile(r"[0-9]|10|M")

_TRUE = frozenset({"1", "true", "có", "x"})
_FALSE = frozenset({"0", "false", "không"})


class DateText(str):
    """A date: ``dd/MM/yyyy``, and on reading also ``d/M/yyyy``, ``YYYY-MM-DD`` and the date-time form."""

    __slots__ = ()

    @property
    def date(self) -> datetime.date | None:
        """The calendar date as written (no time-zone conversion), or ``None`` when it is no date."""
        if match := _DAY_FIRST.fullmatch(self):
            day, month, year = match.groups()
        elif match := _YEAR_FIRST.fullmatch(self):
            year, month, day = match.groups()
        else:
            return None
        try:
            return datetime.date(int(year), int(month), int(day))
        except ValueError:
            return None

    @classmethod
    def of(cls, value: datetime.date) -> DateText:
        """``dd/MM/yyyy``."""
        return cls(f"{value.day:02d}/{value.month:02d}/{value.year:04d}")


class NumberText(str):
    """A number in decimal notation; never a binary float."""

    __slots__ = ()

    @property
    def decimal(self) -> Decimal | None:
        """The number, also where a comma stands for the point; ``None`` when it is none."""
        return Decimal(self.replace(",", ".")) if _NUMBER.fullmatch(self) else None

    @property
    def in_form(self) -> bool:
        """Whether it is written as format v1.0 §2 says: ``.`` and at most four decimals."""
        return _NUMBER_FORM.fullmatch(self) is not None


class MarkText(NumberText):
    """A test mark: an integer from 0 to 10, or ``M`` for exempt (TH-14)."""

    __slots__ = ()

    @property
    def in_form(self) -> bool:
        """Whether it is one of the twelve texts that a mark may have."""
        return _MARK_FORM.fullmatch(self) is not None

    @property
    def exempt(self) -> bool:
        """Whether it says *miễn*."""
        return self == "M"


class DiemText(NumberText):
    """A mark of THCS and THPT: 0–10 with at most one decimal, ``Đ`` or ``CĐ``, or ``M`` for exempt (TR-6)."""

    __slots__ = ()

    @property
    def in_form(self) -> bool:
        """Whether it is one of the texts that such a mark may have."""
        return _DIEM_FORM.fullmatch(self) is not None

    @property
    def passed(self) -> bool | None:
        """What a comment-only subject says: ``Đ`` or ``CĐ``; ``None`` for numbers and anything else."""
        return True if self == "Đ" else False if self == "CĐ" else None

    @property
    def exempt(self) -> bool:
        """Whether it says *miễn*."""
        return self == "M"


class BooleanText(str):
    """Yes or no. Literals are not printed in the format; hocba writes ``1`` and ``0``."""

    __slots__ = ()

    @property
    def value(self) -> bool | None:
        """Reads 1/0, true/false, Có/Không and X in any letter case; ``None`` for anything else."""
        text = self.lower()
        if text in _TRUE:
            return True
        return False if text in _FALSE else None
