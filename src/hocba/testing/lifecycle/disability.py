"""Disabled pupils who are not assessed or have requirements of their own, and exempt subjects."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.rules.form import GENERAL, ROW, SUMMARY
from hocba.testing import people
from hocba.testing.changes.edit import put
from hocba.testing.lifecycle.fixture import BASES, Fixture, base, one

__all__ = ["disability"]

_NOT_ASSESSED = (
    "Học sinh khuyết tật không đánh giá: thiếu mức và kết quả, không tính lại (G-20)",
    "A disabled pupil who is not assessed: levels and results are missing, nothing is computed (G-20)",
)
_ADJUSTED = (
    "Học sinh khuyết tật có yêu cầu được điều chỉnh: kết quả khác kết quả tính lại chỉ cảnh báo",
    "A disabled pupil with requirements of his or her own: another result than the computed one only warns",
)
_EXEMPT = (
    "Miễn một môn học: môn đó không tính vào kết quả",
    "Exempt from one subject: it drops out of the result",
)


def disability() -> Iterator[Fixture]:
    """Each case in all formats that it can occur in."""
    for where in BASES:
        made = base(where, "not_assessed")
        yield one(f"not-assessed/{where}", _NOT_ASSESSED, made.record, made.stated)
        made = base(where, "exempt")
        yield one(f"exempt/{where}", _EXEMPT, made.record, made.stated)
    yield from _adjusted()


def _adjusted() -> Iterator[Fixture]:
    for where in ("v1_0", "v2_tieuhoc"):
        made = base(where, "adjusted")
        rows = made.record.__dict__.get("diem_tong_ket") or made.record.tong_ket.__dict__["bang_diem"]
        maths = next(index for index, row in enumerate(rows) if row.ma_mon_hoc == "01")
        record = put(made.record, ROW, maths, diem_kiem_tra_dinh_ky="3")
        yield one(f"adjusted/{where}", _ADJUSTED, record, made.stated, "TH-4")
    for where in ("THCS", "THPT"):
        made = base(where, "not_promoted")
        group = people.tables()["legal"]["disability"]
        record = put(made.record, GENERAL, doi_tuong_chinh_sach=group)
        record = put(
            record,
            SUMMARY,
            ket_qua_hoc_tap_ca_nam="Đ",
            duoc_len_lop="1",
            noi_dung_duoc_len_lop="Được lên lớp theo kế hoạch giáo dục cá nhân",
        )
        yield one(f"adjusted/{where}", _ADJUSTED, record, made.stated, "TR-17")
