"""Extracts from paper (trích lục), also of years under older circulars, and GDTX (lifecycle.md §7)."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.rules.form import ROW, SUMMARY
from hocba.testing.changes.edit import put
from hocba.testing.lifecycle.fixture import BASES, Fixture, base, one

__all__ = ["paper"]

_EXTRACT = (
    "Trích lục từ học bạ giấy: nhắc nguồn giấy được lưu ngoài tệp",
    "Taken from a paper record: a reminder that its source is kept outside the file",
)
_DIFFERS = (
    "Trích lục có kết quả khác kết quả tính lại: chỉ cảnh báo",
    "An extract whose result is not the one computed: a warning only",
)
_OLDER = (
    "Trích lục của năm học theo thông tư cũ: giữ nguyên chữ của học bạ giấy, chỉ áp dụng quy tắc chung",
    "An extract of a year under an older circular: the words of the paper are kept, general rules only",
)
_LEARNER = (
    "Học viên GDTX: chỉ là vỏ chứa, không tính gì",
    "A learner of GDTX: container only, nothing computed",
)
_WORDS = {"T": "Giỏi", "K": "Khá", "Đ": "TB", "CĐ": "Yếu"}


def paper() -> Iterator[Fixture]:
    """Extracts of all formats, of old and new circulars; learners of both programmes."""
    for where in BASES:
        made = base(where, "extract", first_year=2024)
        yield one(f"extract/{where}", _EXTRACT, made.record, made.stated)
    yield from _differing()
    yield from _older()
    for grade in (8, 12):
        made = base("THCS", "learner", level="GDTX", grade=grade)
        yield one(f"gdtx/{grade}", _LEARNER, made.record, made.stated)


def _differing() -> Iterator[Fixture]:
    for where in ("v1_0", "v2_tieuhoc"):
        made = base(where, "extract", first_year=2024)
        row = next(row for row in _rows(made.record) if row[1] == "01")[0]
        record = put(
            put(made.record, ROW, row, diem_kiem_tra_dinh_ky="4"), SUMMARY, noi_dung_khen_thuong=None
        )
        yield one(f"extract-differs/{where}", _DIFFERS, record, made.stated, "TH-4")
    made = base("THCS", "extract", first_year=2024)
    right = made.record.tong_ket.__dict__["ket_qua_ren_luyen_ca_nam"]
    wrong = put(
        made.record, SUMMARY, ket_qua_ren_luyen_ca_nam="K" if right != "K" else "Đ", noi_dung_khen_thuong=None
    )
    yield one("extract-differs/THCS", _DIFFERS, wrong, made.stated, "TR-19")


def _rows(record: object) -> list[tuple[int, str]]:
    held = record.__dict__
    rows = held["diem_tong_ket"] if "diem_tong_ket" in held else held["tong_ket"].bang_diem
    return [(index, row.ma_mon_hoc) for index, row in enumerate(rows)]


def _older() -> Iterator[Fixture]:
    """Thông tư 58/2011 had Giỏi, Khá, TB, Yếu: no code of today, and longer than transport takes."""
    made = base("THCS", "extract", grade=8, first_year=2017)
    held = made.record.tong_ket.__dict__
    names = [f"ket_qua_hoc_tap_{term}" for term in ("ky_1", "ky_2", "ca_nam")]
    record = put(made.record, SUMMARY, **{name: _WORDS[held[name]] for name in names})
    yield one("extract-older/THCS", _OLDER, record, made.stated)
    for where in ("v1_0", "v2_tieuhoc"):
        made = base(where, "extract", first_year=2018)
        record = put(made.record, SUMMARY, ket_qua_xep_loai="Hoàn thành chương trình lớp học")
        record = put(record, ROW, 0, muc_dat_duoc="HTT", diem_kiem_tra_dinh_ky="9.5")
        yield one(f"extract-older/{where}", _OLDER, record, made.stated, "G-9")
