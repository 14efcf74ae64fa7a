"""Results that say nothing about anybody: the same good ones for every record."""

from __future__ import annotations

from hocba.model.enumerations import KetQuaXepLoai
from hocba.model.values import NumberText

__all__ = ["EvenResults"]

LAST_PRIMARY_GRADE = "05"
TEXT = "Đã ẩn."
_FIXED = {"level": "T", "yes": "1", "no": "0", "zero": "0", "mark": "8", "text": TEXT}


class EvenResults:
    """One value for each kind of result, so that the rules on results hold among them.

    ``tested``: whether the record has test marks; with marks of 8 the result is *Hoàn thành tốt*, without any
    the highest (Thông tư 27/2020 Điều 9.2.a).
    """

    __slots__ = ("_completed", "_result")

    def __init__(self, *, grade: str, tested: bool) -> None:
        self._result = KetQuaXepLoai.HOAN_THANH_TOT if tested else KetQuaXepLoai.HOAN_THANH_XUAT_SAC
        self._completed = "1" if grade == LAST_PRIMARY_GRADE else "0"

    def of(self, kind: str, value: str) -> str | None:
        """The result in the place of ``value``; None where the field is dropped, as after a re-test."""
        if kind == "result":
            return self._result.value
        if kind == "primary_completed":
            return self._completed
        if kind == "secondary_mark":
            return "Đ" if NumberText(value).decimal is None else "8.0"
        return _FIXED.get(kind)
