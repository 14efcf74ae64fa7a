"""Records of the reconstructed formats that break no rule, and changes of them."""

from __future__ import annotations

from typing import Any

from tests.unit.rules import secondary
from tests.unit.rules.changes import BASE

from hocba.findings import Finding, Severity
from hocba.model.record import Record
from hocba.model.v2_tieuhoc.record import RecordTieuHoc
from hocba.model.v2_trunghoc.record import RecordTrungHoc
from hocba.rules.engine import check

_RENAMED = {
    "thong_so_buoi_nghi_khong_phep": "tong_so_buoi_nghi_khong_phep",
    "nang_luc_giao_tiep_hoc_tac": "nang_luc_giao_tiep_hop_tac",
}
_ADDED = {
    "trang_thai_hoc_ba": "1",
    "trich_luc": "0",
    "ma_tinh_thanh_pho": "01",
    "co_khuyet_tat_khong_danh_gia": "0",
}
Later = RecordTieuHoc | RecordTrungHoc


def primary(record: Record = BASE, **general: Any) -> RecordTieuHoc:
    """What ``record`` says, in the later format; ``general`` are other texts of the general part."""
    held = record.tong_ket
    grade = record.thong_tin_chung.ma_khoi
    fifth = held.da_hoan_thanh_chuong_trinh_tieu_hoc or ("0" if grade != "05" else None)
    simple = {
        name: value
        for name, value in held.__dict__.items()
        if name not in {"bang_diem", "danh_gia_nang_luc_pham_chat"}
    }
    return RecordTieuHoc.claims(
        {
            "thong_tin_chung": {**_general(record), **general},
            "qua_trinh_hoc_tap": _history(record),
            "tong_ket": {**simple, "da_hoan_thanh_chuong_trinh_tieu_hoc": fifth},
            "danh_gia_nang_luc_pham_chat": _renamed(held.danh_gia_nang_luc_pham_chat.__dict__),
            "diem_tong_ket": [row.__dict__ for row in held.bang_diem],
        }
    )


def trung_hoc(grade: int = 7, **general: Any) -> RecordTrungHoc:
    """A complete record of THCS (6 to 9) or THPT (10 to 12), of 2024-2025."""
    marks = secondary.legal(grade)
    own = {name: value for name, value in marks.thong_tin_chung.__dict__.items() if value}
    names = set(type(marks.thong_tin_chung).model_fields)
    held = {
        **{name: value for name, value in _general(BASE).items() if name in names},
        "so_cccd": f"0002{18 - grade:02d}000001",
        "ngay_sinh": f"02/09/{2018 - grade}",
        "ngay_tao_hoc_ba": "24/05/2025",
        "ngay_ky_phat_hanh_hoc_ba": "31/05/2025",
        "gioi_tinh": "Nam",
        **own,
        **general,
    }
    entry = {**_history(BASE)[0], "nam_hoc": "2024-2025", "ten_lop": own["ten_lop"]}
    return RecordTrungHoc.claims({**marks.__dict__, "thong_tin_chung": held, "qua_trinh_hoc_tap": [entry]})


def general(record: Any, **changes: Any) -> Any:
    """``record`` with other texts in the general part."""
    held = {**record.thong_tin_chung.__dict__, **changes}
    return type(record).claims({**record.__dict__, "thong_tin_chung": held})


def summary(record: Any, **changes: Any) -> Any:
    """``record`` with other texts in the summary."""
    return type(record).claims({**record.__dict__, "tong_ket": {**record.tong_ket.__dict__, **changes}})


def row(record: Any, index: int, **changes: Any) -> Any:
    """``record`` with other texts in one row."""
    rows = [dict(one.__dict__) for one in record.diem_tong_ket]
    rows[index] |= changes
    return type(record).claims({**record.__dict__, "diem_tong_ket": rows})


def assessment(record: RecordTieuHoc, **changes: Any) -> RecordTieuHoc:
    """``record`` with other levels of qualities and competences."""
    held = {**record.danh_gia_nang_luc_pham_chat.__dict__, **changes}
    return RecordTieuHoc.claims({**record.__dict__, "danh_gia_nang_luc_pham_chat": held})


def findings(record: Any, **options: Any) -> list[Finding]:
    """Everything but the test numbers of synthetic people."""
    return [finding for finding in check(record, **options) if finding.key != "G-6/test"]


def found(record: Any, **options: Any) -> list[tuple[str, Severity]]:
    """Keys and severities of :func:`findings`."""
    return [(finding.key, finding.severity) for finding in findings(record, **options)]


def _general(record: Record) -> dict[str, Any]:
    return {**_renamed(record.thong_tin_chung.__dict__), **_ADDED}


def _history(record: Record) -> list[dict[str, Any]]:
    return [{**entry.__dict__, "ten_tinh_thanh_pho": "Hà Nội"} for entry in record.qua_trinh_hoc_tap]


def _renamed(values: Any) -> dict[str, Any]:
    return {_RENAMED.get(name, name): value for name, value in values.items()}
