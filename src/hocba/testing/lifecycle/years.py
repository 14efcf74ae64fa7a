"""Several years of one pupil printed together: two formats, two editions of provinces, two levels."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from hocba.findings import Severity
from hocba.model.any_record import AnyRecord
from hocba.rules.form import GENERAL, HISTORY
from hocba.testing.changes.edit import blocks, put, rebuilt
from hocba.testing.legal import LegalCase, legal_case
from hocba.testing.lifecycle.fixture import SEED, Fixture

__all__ = ["years"]

_ABOUT = (
    "Năm năm học của một học sinh: đổi định dạng, đổi tên tỉnh từ 01/7/2025, đổi cấp học",
    "Five years of one pupil: another format, another name of the province since 01/7/2025, another level",
)
_LONG = (
    "Bảy năm học của một học sinh trung học: THCS rồi THPT",
    "Seven years of one pupil: THCS, then THPT",
)
# who the pupil is stays; school, class, day and marks are those of each year
_SAME = (
    *("ho_va_ten", "so_cccd", "ma_hoc_sinh", "gioi_tinh", "ngay_sinh", "dan_toc", "quoc_tich"),
    *("ho_va_ten_cha", "ho_va_ten_me"),
)
# The trap: code 15 was Yên Bái and is Lào Cai, to which Yên Bái belongs since 01/7/2025.
_BEFORE = {"ten_tinh_thanh_pho": "Yên Bái", "ma_tinh_thanh_pho": "15"}
_SINCE = {"ten_tinh_thanh_pho": "Lào Cai", "ma_tinh_thanh_pho": "15"}
_ADDRESSES = ("noi_sinh", "que_quan", "cho_o_hien_nay")
_PRIMARY = (
    (3, 2022, "v1_0", "good"),
    (4, 2023, "v1_0", "excellent"),
    (5, 2024, "v2_tieuhoc", "good"),
    (6, 2025, "v2_trunghoc", "fair"),
    (7, 2026, "v2_trunghoc", "good"),
)
_SECONDARY = tuple((grade, 2014 + grade, "v2_trunghoc", "fair") for grade in range(6, 13))


def years() -> Iterator[Fixture]:
    """Primary school into THCS over the change of 2025, and the whole of THCS and THPT."""
    yield _together("several-years", _ABOUT, _PRIMARY)
    yield _together("several-years/secondary", _LONG, _SECONDARY)


def _together(name: str, about: tuple[str, str], plan: tuple[tuple[int, int, str, str], ...]) -> Fixture:
    made = [
        legal_case(2, grade=grade, first_year=year, format=format_id, kind=kind, seed=SEED)
        for grade, year, format_id, kind in plan
    ]
    pupil = _pupil(made[0])
    records = [_of(pupil, case) for case in made]
    return Fixture(
        name=name,
        about_vi=about[0],
        about_en=about[1],
        records=tuple(records),
        owed=tuple(MappingProxyType(dict.fromkeys(sorted(case.stated), Severity.WARNING)) for case in made),
    )


def _pupil(first: LegalCase) -> dict[str, str]:
    held: dict[str, Any] = first.record.thong_tin_chung.__dict__
    birth = held["ngay_sinh"] or f"15/03/{first.choice.first_year - first.choice.grade - 5}"
    same = {name: held[name] for name in _SAME if held[name]}
    number = same["so_cccd"]
    return {**same, "ngay_sinh": birth, "so_cccd": f"{number[:4]}{birth[-2:]}{number[6:]}"}


def _of(pupil: dict[str, str], case: LegalCase) -> AnyRecord:
    record, first_year = case.record, case.choice.first_year
    place = _SINCE if first_year >= 2025 else _BEFORE
    names = record.thong_tin_chung.__dict__
    home = {f"{one}": f"Xã Thí Nghiệm, {place['ten_tinh_thanh_pho']}" for one in _ADDRESSES}
    codes = {f"{one}_{name}": None for one in _ADDRESSES for name in ("ma_tinh_thanh_pho", "ma_xa_phuong")}
    partly = {"thang_nam_sinh": None, "nam_sinh": None}
    texts = {
        **pupil,
        **place,
        **home,
        **codes,
        **partly,
        "ma_so_giao_duc": "15",
        "ten_so_gd": f"Sở Giáo dục và Đào tạo {place['ten_tinh_thanh_pho']}",
        "ten_lop": f"{case.choice.grade}A",
    }
    record = put(record, GENERAL, **{name: text for name, text in texts.items() if name in names})
    return _with_history(record, case)


def _with_history(record: AnyRecord, case: LegalCase) -> AnyRecord:
    """One entry for each year since the book was opened; the names of provinces are those of their years."""
    opened = next(grade for grade in (10, 6, 1) if grade <= case.choice.grade)
    own = blocks(record, HISTORY)[-1]
    entries = []
    for grade in range(opened, case.choice.grade + 1):
        year = case.choice.first_year - case.choice.grade + grade
        place = _SINCE if year >= 2025 else _BEFORE
        texts = {
            "nam_hoc": f"{year}-{year + 1}",
            "ten_lop": f"{grade}A",
            "ten_truong": record.thong_tin_chung.ten_truong,
            "ngay_trang_thai_chuyen_den": f"05/09/{year}",
            "ten_tinh_thanh_pho": place["ten_tinh_thanh_pho"],
        }
        held = own.__dict__
        entries.append(type(own).claims({name: text for name, text in texts.items() if name in held}))
    return rebuilt(record, HISTORY, entries)
