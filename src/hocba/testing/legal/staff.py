"""School, manager, homeroom teacher and subject teachers: nobody, with test numbers."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from hocba.rules.codes import Province
from hocba.testing import people
from hocba.testing.draws import Draws, Stream
from hocba.testing.legal.choice import Choice
from hocba.testing.legal.places import written
from hocba.testing.people import HEAD_TEACHER, TEACHER, SyntheticPerson

__all__ = ["TEACHERS", "school", "signers", "subject_teachers"]

_LEVEL_CODE = {"TH": "1", "THCS": "2", "THPT": "3", "GDTX": "4"}


@cache
def _teachers() -> tuple[SyntheticPerson, ...]:
    """The homeroom teacher and eleven others."""
    found = [TEACHER]
    for serial in range(11, 22):
        draws = Draws("teacher", serial)
        female = draws.below(2) == 1
        birth = dt.date(draws.between(1968, 1998), 1, 1)
        number = people.personal_number(birth, female=female, serial=serial)
        found.append(SyntheticPerson(people.name(draws, female=female), number))
    return tuple(found)


TEACHERS: tuple[SyntheticPerson, ...] = _teachers()
"""Twelve teachers; the first is the homeroom teacher of :mod:`hocba.testing.people`."""


def school(choice: Choice, draws: Stream, where: Province) -> dict[str, Any]:
    """The school and its place in the edition of the year; a district only while there were any."""
    short = where.name
    found = {
        "ma_so_giao_duc": where.code,
        "ten_so_gd": f"Sở Giáo dục và Đào tạo {short}",
        "ma_truong": f"00{_LEVEL_CODE[choice.level]}{draws.below(100_000):05d}",
        "ten_truong": people.tables()["legal"]["schools"][choice.level],
        "ten_xa_phuong": "Phường Ví Dụ",
        "ten_tinh_thanh_pho": written(short, where.prefix, draws.below(4)),
        "ma_tinh_thanh_pho": where.code,
        "dia_danh_phat_hanh_hoc_ba": "Phường Ví Dụ",
    }
    if choice.first_year < 2025 and not (choice.format_id != "v1_0" and draws.chance(3)):
        found["ten_quan_huyen"] = "Huyện Ví Dụ"
    return found


def signers(choice: Choice, draws: Stream) -> dict[str, Any]:
    """Who signs; the number of the homeroom teacher may be left out where the format allows it."""
    positions = ("Giám đốc",) if choice.level == "GDTX" else people.tables()["legal"]["positions"]
    found = {
        "ten_giam_hieu_ky_hoc_ba": HEAD_TEACHER.name,
        "so_cccd_giam_hieu_ky_hoc_ba": HEAD_TEACHER.number,
        "chuc_vu_giam_hieu_ky_hoc_ba": draws.choice(positions),
        "ten_giao_vien_chu_nhiem": TEACHER.name,
        "so_cccd_giao_vien_chu_nhiem": TEACHER.number,
    }
    if choice.format_id != "v2_tieuhoc" and draws.chance(8):
        del found["so_cccd_giao_vien_chu_nhiem"]
        if choice.format_id == "v1_0" and draws.chance(2):
            del found["ten_giao_vien_chu_nhiem"]
    return found


def subject_teachers(draws: Stream, several: int) -> list[dict[str, str]]:
    """The teachers of a row: one, or up to ``several``; each keeps one id in the whole record."""
    first = draws.below(len(TEACHERS))
    count = draws.between(1, several) if several > 1 else 1
    return [_teacher(number % len(TEACHERS)) for number in range(first, first + count)]


def _teacher(place: int) -> dict[str, str]:
    person = TEACHERS[place]
    return {"id": f"gv-{place + 1}", "so_cccd": person.number, "ho_va_ten": person.name}
