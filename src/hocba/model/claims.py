"""What a field holds when a record is read: the text as written, typed where it fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from hocba.errors import RecordError
from hocba.model.enumerations import GioiTinh, KetQuaXepLoai, MucDanhGia, MucDanhGiaTrungHoc, MucDatDuoc
from hocba.model.values import BooleanText, DateText, DiemText, MarkText, NumberText

__all__ = ["READERS", "as_written"]


def _member(kind: type[StrEnum]) -> Callable[[str], str]:
    members: dict[str, str] = {member.value: member for member in kind}

    def lookup(text: str) -> str:
        return members.get(text, text)

    return lookup


def _shared(kind: Callable[[str], str], texts: Iterable[str]) -> Callable[[str], str]:
    """``kind`` with one value for each of the usual ``texts``: quicker, and less to keep for each record."""
    usual = {text: kind(text) for text in texts}

    def lookup(text: str) -> str:
        found = usual.get(text)
        return kind(text) if found is None else found

    return lookup


_WHOLE = [*map(str, range(11)), "M"]
_MARKS = [*_WHOLE, *(f"{tenth // 10}.{tenth % 10}" for tenth in range(101)), "Đ", "CĐ"]

READERS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "date": DateText,
        "number": NumberText,
        "mark": _shared(MarkText, _WHOLE),
        "secondary_mark": _shared(DiemText, _MARKS),
        "boolean": _shared(BooleanText, ("1", "0")),
        "level": _member(MucDatDuoc),
        "secondary_level": _member(MucDanhGiaTrungHoc),
        "competence": _member(MucDanhGia),
        "result": _member(KetQuaXepLoai),
        "sex": _member(GioiTinh),
        "text": str,
    }
)
"""By the kind of a field: the text as read, to the value that the record holds. Never fails."""


def as_written(value: object, kind: str) -> str | None:
    """``value`` as a claim: text unchanged, Python values in the form of the format, empty text as ``None``
    (format-v1.md §2 knows one way to say nothing).

    Raises RecordError (MODEL-CLAIM) for anything that has no text form.
    """
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        value = "1" if value else "0"
    elif isinstance(value, int):
        value = str(value)
    elif isinstance(value, Decimal):
        value = format(value, "f")
    elif isinstance(value, date):
        value = DateText.of(value)
    if not isinstance(value, str):
        raise RecordError.of("MODEL-CLAIM", kind=type(value).__name__)
    return READERS[kind](str(value))
