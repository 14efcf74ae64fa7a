"""Tests taken again and results after the summer (TH-21, TR-11 to TR-14)."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from hocba.findings import Severity
from hocba.rules.form import GENERAL, ROW, SUMMARY
from hocba.testing.changes.edit import put
from hocba.testing.legal import LegalCase
from hocba.testing.lifecycle.fixture import Fixture, base, one

__all__ = ["again"]

_TESTED_AGAIN = (
    "Kiểm tra lại cuối năm: học bạ trước và sau, giữ điểm của lần kiểm tra cuối (TH-21)",
    "A second year-end test: the record before and after, the mark of the last test is kept (TH-21)",
)
_SUMMERS = {
    "retested": (
        "Đánh giá lại trong hè đạt, được lên lớp; kết quả cả năm vẫn giữ nguyên",
        "Assessed again in the summer with success, promoted; the result of the year stays",
    ),
    "retest_failed": (
        "Đánh giá lại trong hè vẫn chưa đạt, không được lên lớp",
        "Assessed again in the summer, still not enough: not promoted",
    ),
    "conduct_trained": (
        "Rèn luyện trong hè đạt, được lên lớp",
        "Trained in the summer with success, promoted",
    ),
}
_UNTRAINED = (
    "Rèn luyện trong hè vẫn chưa đạt, không được lên lớp",
    "Trained in the summer, still not enough: not promoted",
)


def again() -> Iterator[Fixture]:
    """Primary school: before and after; THCS and THPT: what the summer brought."""
    for where in ("v1_0", "v2_tieuhoc"):
        yield _tested_again(where)
    for where in ("THCS", "THPT"):
        for kind, about in _SUMMERS.items():
            made = base(where, kind)
            yield one(f"{kind.replace('_', '-')}/{where}", about, made.record, made.stated)
        made = base(where, "conduct_trained")
        record = put(
            made.record,
            SUMMARY,
            ket_qua_ren_luyen_lai="CĐ",
            duoc_len_lop="0",
            noi_dung_duoc_len_lop="Không được lên lớp",
        )
        yield one(f"conduct-not-trained/{where}", _UNTRAINED, record, made.stated)


def _tested_again(where: str) -> Fixture:
    """Toán 4 and C, later 6 and H: result, flags and words follow; the second record has its own id."""
    after = base(where, "average")
    rows = after.record.__dict__.get("diem_tong_ket") or after.record.tong_ket.__dict__["bang_diem"]
    maths = next(index for index, row in enumerate(rows) if row.ma_mon_hoc == "01")
    later = put(after.record, ROW, maths, muc_dat_duoc="H", diem_kiem_tra_dinh_ky="6")
    grade = int(later.thong_tin_chung.ma_khoi or 0)
    later = put(
        later,
        SUMMARY,
        noi_dung_hoan_thanh_chuong_trinh=f"Hoàn thành chương trình lớp {grade}; Được lên lớp {grade + 1}.",
    )
    before = put(later, ROW, maths, muc_dat_duoc="C", diem_kiem_tra_dinh_ky="4")
    before = put(before, GENERAL, ma_tra_cuu_uuid="5a3c9d10-0c1e-4b7f-8a2d-3e4f50617283")
    before = put(
        before,
        SUMMARY,
        ket_qua_xep_loai="Chưa hoàn thành",
        duoc_len_lop="0",
        da_hoan_thanh_chuong_trinh_lop_hoc="0",
        noi_dung_hoan_thanh_chuong_trinh=f"Chưa hoàn thành chương trình lớp {grade}; Chưa được lên lớp.",
    )
    return Fixture(
        name=f"tested-again/{where}",
        about_vi=_TESTED_AGAIN[0],
        about_en=_TESTED_AGAIN[1],
        records=(before, later),
        owed=(_warnings(after), _warnings(after)),
    )


def _warnings(made: LegalCase) -> MappingProxyType[str, Severity]:
    return MappingProxyType(dict.fromkeys(sorted(made.stated), Severity.WARNING))
