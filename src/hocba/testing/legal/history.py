"""The school years of the pupil since the book was opened (grades 1, 6 and 10)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hocba.testing.draws import Stream
from hocba.testing.legal.choice import Choice
from hocba.testing.legal.places import Somewhere

__all__ = ["history"]

_OPENED = (10, 6, 1)


def history(choice: Choice, draws: Stream, general: dict[str, Any], home: Somewhere) -> list[dict[str, Any]]:
    """One entry per year, the record's own last; a grade may have been repeated, a school left."""
    first = next(grade for grade in _OPENED if grade <= choice.grade)
    grades = list(range(first, choice.grade + 1))
    if len(grades) > 1 and draws.chance(12):
        grades.insert(0, first)
    moved = draws.below(len(grades)) if draws.chance(6) else 0
    entries = []
    for number, grade in enumerate(grades):
        year = choice.first_year - (len(grades) - 1 - number)
        own = number == len(grades) - 1
        entry: dict[str, Any] = {
            "nam_hoc": f"{year}-{year + 1}",
            "ten_lop": general["ten_lop"] if own else f"{grade}A",
            "ten_truong": general["ten_truong"] if number >= moved else "Trường Thí Nghiệm Nháp",
            "ten_tinh_thanh_pho": home.on(year).name,
        }
        if choice.format_id == "v1_0" or draws.below(3):
            entry["ngay_trang_thai_chuyen_den"] = dt.date(year, 9, draws.between(1, 9))
        entries.append(entry)
    return entries
