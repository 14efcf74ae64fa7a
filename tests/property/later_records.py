"""Complete records of the reconstructed formats for tests of reading and writing."""

from __future__ import annotations

from hocba.model.v2_tieuhoc.record import RecordTieuHoc
from hocba.model.v2_trunghoc.record import RecordTrungHoc
from hocba.rules.codes import subjects
from hocba.testing.records import synthetic_record

RENAMED = {
    "thong_so_buoi_nghi_khong_phep": "tong_so_buoi_nghi_khong_phep",
    "nang_luc_giao_tiep_hoc_tac": "nang_luc_giao_tiep_hop_tac",
}


def _claims(kind: type, values: dict) -> dict:  # type: ignore[type-arg]
    named = {RENAMED.get(name, name): value for name, value in values.items()}
    return {name: value for name, value in named.items() if name in kind.model_fields}  # type: ignore[attr-defined]


def primary_record(grade: int) -> RecordTieuHoc:
    """A synthetic primary record in the later format."""
    record = synthetic_record(grade, grade=grade)
    kinds = {part.name: part.kind for part in RecordTieuHoc.parts()}
    held = record.tong_ket
    return RecordTieuHoc.claims(
        {
            "thong_tin_chung": _claims(kinds["thong_tin_chung"], record.thong_tin_chung.__dict__),
            "qua_trinh_hoc_tap": [
                _claims(kinds["qua_trinh_hoc_tap"], entry.__dict__) for entry in record.qua_trinh_hoc_tap
            ],
            "tong_ket": _claims(kinds["tong_ket"], held.__dict__),
            "danh_gia_nang_luc_pham_chat": _claims(
                kinds["danh_gia_nang_luc_pham_chat"], held.danh_gia_nang_luc_pham_chat.__dict__
            ),
            "diem_tong_ket": [_claims(kinds["diem_tong_ket"], row.__dict__) for row in held.bang_diem],
        }
    )


def secondary_record(grade: int) -> RecordTrungHoc:
    """A synthetic record of THCS or THPT; every row names a teacher, one row two of them."""
    record = synthetic_record(grade)
    level = "THCS" if grade < 10 else "THPT"
    kinds = {part.name: part.kind for part in RecordTrungHoc.parts()}
    rows = []
    for number, subject in enumerate(subjects(level, grade)):
        mark = f"{6 + number % 4}.{number % 10}" if subject.scored else "Đ"
        teachers = [_teacher(number % 9)] + ([_teacher(20)] if number == 4 else [])
        rows.append(
            {
                "ma_mon_hoc": subject.code,
                "ten_mon_hoc": subject.name,
                "diem_hoc_ky_1": mark,
                "diem_hoc_ky_2": mark,
                "diem_ca_nam": mark,
                "nhan_xet_mon_hoc": "Có tiến bộ; cần đọc thêm.",
                "gvbm": teachers,
            }
        )
    general = _claims(kinds["thong_tin_chung"], record.thong_tin_chung.__dict__)
    code = "03" if level == "THCS" else "04"
    return RecordTrungHoc.claims(
        {
            "thong_tin_chung": {
                **general,
                "ma_khoi": f"{grade:02d}",
                "ma_cap_hoc": code,
            },
            "qua_trinh_hoc_tap": [
                _claims(kinds["qua_trinh_hoc_tap"], entry.__dict__) for entry in record.qua_trinh_hoc_tap
            ],
            "tong_ket": {"duoc_len_lop": "1", "ket_qua_hoc_tap_ca_nam": "K", "ket_qua_ren_luyen_ca_nam": "T"},
            "chung_chi": [{"ten_chung_chi": "Nghề phổ thông", "loai_chung_chi": "Khá"}],
            "diem_tong_ket": rows,
        }
    )


def _teacher(number: int) -> dict[str, str]:
    return {"so_cccd": f"0001880000{number:02d}", "ho_va_ten": f"Giáo Viên Thứ {number}"}
