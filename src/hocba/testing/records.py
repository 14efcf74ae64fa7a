"""Synthetic records: repeatable, of nobody, and clean under the rules of Thông tư 27/2020.

Every check of the rules passes on them except G-6, which reports each test number as a warning.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from hocba.errors import ConfigurationError
from hocba.model.record import Record
from hocba.rules.codes import competences, subjects
from hocba.testing import people
from hocba.testing.draws import Draws
from hocba.testing.mutations import Mutation, mutations
from hocba.testing.people import HEAD_TEACHER, SCHOOL, TEACHER, SyntheticPerson, SyntheticSchool
from hocba.testing.results import Achievement, drawn, summary

__all__ = [
    "HEAD_TEACHER",
    "SCHOOL",
    "TEACHER",
    "Mutation",
    "SyntheticPerson",
    "SyntheticSchool",
    "display_sample",
    "mutations",
    "synthetic_class",
    "synthetic_record",
]

_COMMENTS = {
    "nhan_xet_gvcn": ("teacher", 2000),
    "nhan_xet_pham_chat": ("qualities", 500),
    "nhan_xet_nang_luc_chung": ("general_competences", 500),
    "nhan_xet_nang_luc_dac_thu": ("specific_competences", 500),
}
_UNBOUNDED = "nhan_xet_gvcn"


def synthetic_record(
    index: int,
    *,
    grade: int = 4,
    seed: int | str = 2026,
    school: SyntheticSchool = SCHOOL,
    manager: SyntheticPerson = HEAD_TEACHER,
    teacher: SyntheticPerson = TEACHER,
    first_year: int = 2024,
    class_name: str = "",
    created: dt.date | None = None,
    issued: dt.date | None = None,
    padding: int = 0,
) -> Record:
    """The record of pupil number ``index``: the same arguments always give the same record.

    ``grade`` is 1 to 5; the school year begins in ``first_year`` (one of Thông tư 27/2020 for the grade,
    else the rules report it). ``created`` and ``issued`` default to the end of that school year.
    ``padding`` adds comments of about so many bytes of UTF-8: up to 4,000 they keep to the lengths of the
    table, beyond that the homeroom teacher's comment outgrows its 2,000 characters.

    Raises ConfigurationError for a grade outside 1 to 5 and for a negative index or padding.
    """
    if grade not in range(1, 6) or index < 0 or padding < 0:
        raise ConfigurationError.of("TESTING-RECORD", grade=grade, index=index, padding=padding)
    draws = Draws(seed, grade, index, school.code, first_year)
    identity = _identity(draws, index, grade, first_year)
    general = {
        **identity,
        **_school(school, manager, teacher),
        "ma_tra_cuu_uuid": draws.uuid4(),
        "ten_nam_hoc": f"{first_year}-{first_year + 1}",
        "ma_khoi": f"{grade:02d}",
        "ten_lop": class_name or f"{grade}A",
        "ngay_tao_hoc_ba": created or dt.date(first_year + 1, 5, 26),
        "ngay_ky_phat_hanh_hoc_ba": issued or dt.date(first_year + 1, 5, 30),
    }
    return _record(general, drawn(draws, grade), _comments(draws, padding))


def synthetic_class(
    size: int = 30, grade: int = 4, seed: int | str = 2026, **options: Any
) -> tuple[Record, ...]:
    """The records of a class: :func:`synthetic_record` for the indices 0 to ``size`` - 1."""
    return tuple(synthetic_record(index, grade=grade, seed=seed, **options) for index in range(size))


def display_sample() -> Record:
    """Levels, marks, result and words of the Ministry's display sample (CV 2088, Phụ lục 2): grade 4.

    Subjects T except Tin học and Âm nhạc H, qualities T, competences T except Tin học Đ. The identity is
    synthetic.
    """
    grade, first_year = 4, 2023
    draws = Draws("display sample")
    taught = (entry.code for entry in subjects("TH", grade) if entry.compulsory_in(grade))
    levels = {**dict.fromkeys(taught, "T"), "12": "H", "89": "H"}
    assessed = {entry.tag_v1.lower(): "T" for entry in competences()}
    assessed["nang_luc_tin_hoc"] = "Đ"
    marks = {"02": 9, "01": 10, "11": 9, "05": 8, "13": 8, "12": 6, "87": 9}
    general = {
        **_identity(draws, 1, grade, first_year),
        **_school(SCHOOL, HEAD_TEACHER, TEACHER),
        "ma_tra_cuu_uuid": draws.uuid4(),
        "ten_nam_hoc": "2023-2024",
        "ma_khoi": "04",
        "ten_lop": "4A",
        "ngay_tao_hoc_ba": dt.date(2024, 5, 24),
        "ngay_ky_phat_hanh_hoc_ba": dt.date(2024, 5, 31),
    }
    return _record(general, Achievement(levels, assessed, marks), _comments(draws, 0))


def _record(general: dict[str, Any], achieved: Achievement, comments: dict[str, str]) -> Record:
    grade = int(general["ma_khoi"])
    results = summary(achieved, grade)
    results["nhan_xet_gvcn"] = comments.pop("nhan_xet_gvcn")
    results["danh_gia_nang_luc_pham_chat"].update(comments)
    return Record(
        thong_tin_chung=general,
        qua_trinh_hoc_tap=_history(general, grade, int(general["ten_nam_hoc"][:4])),
        tong_ket=results,
    )


def _identity(draws: Draws, index: int, grade: int, first_year: int) -> dict[str, Any]:
    table = people.tables()
    female = draws.below(2) == 1
    family = people.family_name(draws)
    birth = dt.date(first_year - grade - 5, draws.between(1, 12), draws.between(1, 28))
    return {
        "phien_ban": "1.0",
        "thong_tu": "27/2020",
        "ma_cap_hoc": "02",
        "so_so_dang_bo": f"{index + 1:04d}/TH",
        "ho_va_ten": people.name(draws, female=female, family=family),
        "so_cccd": people.personal_number(birth, female=female, serial=index + 1),
        "ma_hoc_sinh": f"00{index + 1:08d}",
        "gioi_tinh": "Nữ" if female else "Nam",
        "ngay_sinh": birth,
        "can_nang": f"{18 + 3 * grade + draws.below(8)}.{draws.below(2) * 5}",
        "chieu_cao": f"{110 + 6 * grade + draws.below(10)}",
        "tong_so_buoi_nghi_co_phep": draws.below(5),
        "thong_so_buoi_nghi_khong_phep": draws.below(2),
        "noi_sinh": draws.choice(table["places"]),
        "que_quan": draws.choice(table["places"]),
        "cho_o_hien_nay": f"Số {draws.between(1, 99)}, {draws.choice(table['places'])}",
        "dan_toc": draws.choice(table["ethnic_groups"]),
        "quoc_tich": "Việt Nam",
        "ho_va_ten_cha": people.name(draws, female=False, family=family),
        "ho_va_ten_me": people.name(draws, female=True),
    }


def _school(school: SyntheticSchool, manager: SyntheticPerson, teacher: SyntheticPerson) -> dict[str, Any]:
    return {
        "ma_so_giao_duc": school.department_code,
        "ten_so_gd": school.department,
        "ma_truong": school.code,
        "ten_truong": school.name,
        "ten_quan_huyen": school.district,
        "ten_xa_phuong": school.commune,
        "ten_tinh_thanh_pho": school.province,
        "dia_danh_phat_hanh_hoc_ba": school.commune,
        "ten_giam_hieu_ky_hoc_ba": manager.name,
        "so_cccd_giam_hieu_ky_hoc_ba": manager.number,
        "chuc_vu_giam_hieu_ky_hoc_ba": "Hiệu trưởng",
        "ten_giao_vien_chu_nhiem": teacher.name,
        "so_cccd_giao_vien_chu_nhiem": teacher.number,
    }


def _history(general: dict[str, Any], grade: int, first_year: int) -> list[dict[str, Any]]:
    letter = general["ten_lop"].lstrip("0123456789")
    entries = []
    for earlier in range(grade - 1, -1, -1):
        year = first_year - earlier
        entries.append(
            {
                "nam_hoc": f"{year}-{year + 1}",
                "ten_lop": general["ten_lop"] if earlier == 0 else f"{grade - earlier}{letter}",
                "ten_truong": general["ten_truong"],
                "ngay_trang_thai_chuyen_den": dt.date(year, 9, 5),
            }
        )
    return entries


def _comments(draws: Draws, padding: int) -> dict[str, str]:
    table = people.tables()["comments"]
    texts = {field: str(draws.choice(table[kind])) for field, (kind, _) in _COMMENTS.items()}
    wanted = padding
    fields = [*(field for field in texts if field != _UNBOUNDED), _UNBOUNDED]
    for field in fields:
        kind, longest = _COMMENTS[field]
        while wanted > 0:
            longer = f"{texts[field]} {draws.choice(table[kind])}"
            if field != _UNBOUNDED and len(longer) > longest:
                break
            wanted -= len(longer.encode()) - len(texts[field].encode())
            texts[field] = longer
    return texts
