"""TR-19: kết quả rèn luyện of the year from its two semesters (``data/tt22_2021/conduct.csv``)."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from hocba.rules.codes.tables import rows

__all__ = ["conduct_of_year"]


@cache
def _table() -> MappingProxyType[tuple[str, str], str]:
    table = rows("tt22_2021/conduct.csv")
    return MappingProxyType({(row["semester_1"], row["semester_2"]): row["year"] for row in table})


def conduct_of_year(first: str, second: str) -> str | None:
    """The level of the year by Điều 8 [observed]; None where one of the letters is none of T, K, Đ, CĐ.

    The level of a semester is the school's judgement and is never computed.
    """
    return _table().get((first, second))
