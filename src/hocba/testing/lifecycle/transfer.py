"""Transfer during the year: what the old school signs, what the new one goes on with (lifecycle.md §8)."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.model.any_record import AnyRecord
from hocba.rules.assessed import assessed
from hocba.rules.form import ASSESSMENT, HISTORY, SUMMARY
from hocba.rules.form_tables import form_of
from hocba.testing.changes.edit import blocks, put, rebuilt, texts_of
from hocba.testing.lifecycle.fixture import BASES, Fixture, base, every_row, one

__all__ = ["transfer"]

_LEAVES = (
    "Chuyển trường trong năm học: học bạ của trường cũ, kết quả đến ngày chuyển đi",
    "Transfer during the year: the record of the old school, results up to the day of leaving",
)
_RECEIVES = (
    "Chuyển đến trong năm học: học bạ cả năm của trường mới, có hai dòng của cùng năm học",
    "Came during the year: the new school's record of the whole year, with two rows of that year",
)
_ELSEWHERE = "Trường Thí Nghiệm Nháp"
_PRIMARY_YEAR = ("ket_qua_xep_loai", "noi_dung_khen_thuong", "noi_dung_hoan_thanh_chuong_trinh")
_PRIMARY_FLAGS = (
    "duoc_len_lop",
    "da_hoan_thanh_chuong_trinh_lop_hoc",
    "da_hoan_thanh_chuong_trinh_tieu_hoc",
)
_SECONDARY_YEAR = (
    *("ket_qua_hoc_tap_ky_2", "ket_qua_hoc_tap_ca_nam", "ket_qua_ren_luyen_ky_2", "ket_qua_ren_luyen_ca_nam"),
    *("duoc_len_lop", "noi_dung_duoc_len_lop", "noi_dung_khen_thuong", "tong_so_buoi_nghi_hoc_ca_nam"),
)


def transfer() -> Iterator[Fixture]:
    """Partial years of all formats, and a year that began elsewhere."""
    for where in BASES:
        made = base(where, "average" if where.startswith("v") else "fair")
        half = _primary(made.record) if where.startswith("v") else _secondary(made.record)
        yield one(f"transfer/{where}", _LEAVES, _moved(half), made.stated, partial=True)
    for where in ("THCS", "THPT"):
        made = base(where, "joined_late")
        yield one(f"received/{where}", _RECEIVES, _came(made.record), made.stated, "G-17/repeated")


def _primary(record: AnyRecord) -> AnyRecord:
    """No levels, marks and results of the year: the comments alone stand."""
    half = every_row(record, muc_dat_duoc=None, diem_kiem_tra_dinh_ky=None)
    half = put(half, SUMMARY, **dict.fromkeys((*_PRIMARY_YEAR, *_PRIMARY_FLAGS)))
    names = [name for _, name in assessed(form_of(type(half)))]
    return put(half, ASSESSMENT, **dict.fromkeys(names))


def _secondary(record: AnyRecord) -> AnyRecord:
    """Semester I only."""
    half = every_row(record, diem_hoc_ky_2=None, diem_ca_nam=None)
    return put(half, SUMMARY, **dict.fromkeys(_SECONDARY_YEAR))


def _moved(record: AnyRecord) -> AnyRecord:
    """With a row at the new school and the day of the transfer."""
    entries = blocks(record, HISTORY)
    day = f"12/01/{int(entries[-1].nam_hoc[:4]) + 1}"
    other = f"{entries[-1].ten_lop}2"
    there = texts_of(entries[-1], ten_truong=_ELSEWHERE, ten_lop=other, ngay_trang_thai_chuyen_den=day)
    return rebuilt(record, HISTORY, [*entries, there])


def _came(record: AnyRecord) -> AnyRecord:
    """With the row of the old school before its own."""
    *earlier, own = blocks(record, HISTORY)
    day = f"12/01/{int(own.nam_hoc[:4]) + 1}"
    old = texts_of(own, ten_truong=_ELSEWHERE)
    return rebuilt(record, HISTORY, [*earlier, old, texts_of(own, ngay_trang_thai_chuyen_den=day)])
