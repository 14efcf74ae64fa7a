"""What a field takes when a record is created in Python: strict, and in the form of the format.

Each function returns the text to keep or raises with a code of the catalogue; nothing here repeats the
value. Text is made NFC. What a record *should* say is the business of the rules, not of these.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from pydantic_core import PydanticCustomError

from hocba.model.values import BooleanText, DateText, DiemText, MarkText, NumberText

_E = TypeVar("_E", bound=StrEnum)
_T = TypeVar("_T")

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)


def refused(code: str) -> PydanticCustomError:
    """The error that carries ``code`` through pydantic."""
    return PydanticCustomError(code, "refused")


def text(value: object) -> str:
    """A text: NFC, not blank, without control, zero-width and bidirectional characters."""
    if not isinstance(value, str):
        raise refused("MODEL-TEXT")
    made = unicodedata.normalize("NFC", value)
    if not made.strip():
        raise refused("MODEL-BLANK")
    if _FORBIDDEN.search(made):
        raise refused("MODEL-CHARACTER")
    return made


def day(value: object) -> DateText:
    """A date or a text that holds one; kept as dd/MM/yyyy. A date with a time of day is refused."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return DateText.of(value)
    if not isinstance(value, str):
        raise refused("MODEL-DATE")
    read = DateText(text(value)).date
    if read is None or "T" in value:
        raise refused("MODEL-DATE")
    return DateText.of(read)


def number(value: object) -> NumberText:
    """An int, Decimal or text with ``.`` and at most four decimals. Floats are refused."""
    made = NumberText(_digits(value))
    if not made.in_form:
        raise refused("MODEL-NUMBER")
    return made


def mark(value: object) -> MarkText:
    """An integer 0–10, as int, Decimal or text, or the text ``M``."""
    made = MarkText(_digits(value))
    if not made.in_form:
        raise refused("MODEL-MARK")
    return made


def secondary_mark(value: object) -> DiemText:
    """0–10 with at most one decimal, as int, Decimal or text, or one of the texts ``Đ``, ``CĐ``, ``M``."""
    made = DiemText(_digits(value))
    if not made.in_form:
        raise refused("MODEL-SECONDARY-MARK")
    return made


def boolean(value: object) -> BooleanText:
    """A bool or a text that says yes or no; kept as ``1`` or ``0``."""
    chosen = value if isinstance(value, bool) else None
    if isinstance(value, str):
        chosen = BooleanText(text(value)).value
    if chosen is None:
        raise refused("MODEL-BOOLEAN")
    return BooleanText("1" if chosen else "0")


def choice(kind: type[_E]) -> Callable[[object], _E]:
    """A member of ``kind``, or its text."""

    def one_of(value: object) -> _E:
        if isinstance(value, StrEnum) and not isinstance(value, kind):
            raise refused("MODEL-CHOICE")
        try:
            return kind(text(value))
        except ValueError:
            raise refused("MODEL-CHOICE") from None

    return one_of


def required(accept: Callable[[object], _T]) -> Callable[[object], _T]:
    """``accept``, refusing ``None`` as missing."""

    def present(value: object) -> _T:
        if value is None:
            raise refused("MODEL-REQUIRED")
        return accept(value)

    return present


def optional(accept: Callable[[object], _T]) -> Callable[[object], _T | None]:
    """``accept``, or ``None`` for a tag that is left out."""

    def maybe(value: object) -> _T | None:
        return None if value is None else accept(value)

    return maybe


def at_least_one(values: tuple[_T, ...]) -> tuple[_T, ...]:
    """A list that the format wants filled (occurs 1..n)."""
    if not values:
        raise refused("MODEL-REQUIRED")
    return values


def _digits(value: object) -> str:
    if isinstance(value, bool | float):
        raise refused("MODEL-NUMBER")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        if not value.is_finite() or abs(value.adjusted()) > 18:
            raise refused("MODEL-NUMBER")
        return format(value, "f")
    return text(value)
