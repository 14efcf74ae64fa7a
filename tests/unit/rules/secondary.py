"""Records of THCS and THPT that break no rule, changes of them, and what the rules find then."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hocba.findings import Finding, Severity
from hocba.model.v2_trunghoc.record import RecordTrungHoc
from hocba.rules.codes import Subject, subjects
from hocba.rules.engine import check
from hocba.rules.tt22_2021 import adjusted_level, year_average

CHOSEN = ("35", "36", "37", "41")
TEACHER = {"id": "gv-1", "so_cccd": "000088000001", "ho_va_ten": "Trần Thị Thử"}
LAST = {9: "trung học cơ sở", 12: "trung học phổ thông"}

Marks = dict[str, tuple[str | None, ...]]


def learned(grade: int) -> list[Subject]:
    """The subjects of a pupil of ``grade``: compulsory ones and, in THPT, four to choose."""
    level = "THCS" if grade < 10 else "THPT"
    return [
        one
        for one in subjects(level, grade)
        if one.compulsory_in(grade) or (one.choice and one.code in CHOSEN)
    ]


def legal(grade: int = 7, marks: Marks | None = None, **changes: Any) -> RecordTrungHoc:
    """A record that breaks no rule: all marks 8.0, all else passed, but for ``marks`` by subject code.

    A pair of semester marks is completed to a year; levels follow from the marks. ``changes`` are of the
    summary, or of the general part where it has the name.
    """
    rows = [_row(one, (marks or {}).get(one.code)) for one in learned(grade)]
    summary: dict[str, Any] = {
        "duoc_len_lop": None if grade in LAST else "1",
        "noi_dung_duoc_len_lop": "Kết thúc cấp học" if grade in LAST else f"Được lên lớp {grade + 1}",
        "noi_dung_hoan_thanh_chuong_trinh": f"Hoàn thành chương trình {LAST[grade]}"
        if grade in LAST
        else None,
        "nhan_xet_gvcn": "Có tiến bộ.",
        **{f"ket_qua_ren_luyen_{when}": "T" for when in ("ky_1", "ky_2", "ca_nam")},
        **{
            f"ket_qua_hoc_tap_{when}": level_of([row[name] for row in rows])
            for when, name in (
                ("ky_1", "diem_hoc_ky_1"),
                ("ky_2", "diem_hoc_ky_2"),
                ("ca_nam", "diem_ca_nam"),
            )
        },
    }
    general = {
        "thong_tu": "22/2021/TT-BGDĐT",
        "ten_nam_hoc": "2024-2025",
        "ma_cap_hoc": "03" if grade < 10 else "04",
        "ma_khoi": f"{grade:02d}",
        "ten_lop": f"{grade}A",
        "co_khuyet_tat_khong_danh_gia": "0",
    }
    record = RecordTrungHoc.claims(
        {
            "thong_tin_chung": general,
            "qua_trinh_hoc_tap": [{"nam_hoc": "2024-2025", "ten_lop": f"{grade}A"}],
            "tong_ket": summary,
            "diem_tong_ket": rows,
        }
    )
    return changed(record, **changes)


def _row(one: Subject, given: tuple[str | None, ...] | None) -> dict[str, Any]:
    first, second, *rest = given or (("8.0", "8.0") if one.scored else ("Đ", "Đ"))
    year, again = (*rest, None, None)[:2]
    if year is None and first and second and not rest:
        marks = first not in {"Đ", "CĐ", "M"} and second not in {"Đ", "CĐ", "M"}
        year = str(year_average(Decimal(first), Decimal(second))) if marks else second
    return {
        "id": f"mon-{one.code}",
        "ma_mon_hoc": one.code,
        "ten_mon_hoc": one.name,
        "diem_hoc_ky_1": first,
        "diem_hoc_ky_2": second,
        "diem_ca_nam": year,
        "diem_kiem_tra_lai": again,
        "gvbm": [TEACHER],
    }


def level_of(texts: list[str | None]) -> str:
    """The level that these results give (reading A)."""
    results = [
        text == "Đ" if text in {"Đ", "CĐ"} else Decimal(text) for text in texts if text and text != "M"
    ]
    return adjusted_level(results).replaced


def changed(record: RecordTrungHoc, **changes: Any) -> RecordTrungHoc:
    """``record`` with other texts in the summary or in the general part."""
    parts = {name: dict(getattr(record, name).__dict__) for name in ("thong_tin_chung", "tong_ket")}
    for name, text in changes.items():
        (parts["tong_ket"] if name in parts["tong_ket"] else parts["thong_tin_chung"])[name] = text
    return RecordTrungHoc.claims({**record.__dict__, **parts})


def row(record: RecordTrungHoc, code: str, **changes: Any) -> RecordTrungHoc:
    """``record`` with other texts in the row of subject ``code``."""
    rows = [{**one.__dict__, **(changes if one.ma_mon_hoc == code else {})} for one in record.diem_tong_ket]
    return RecordTrungHoc.claims({**record.__dict__, "diem_tong_ket": rows})


def without(record: RecordTrungHoc, *codes: str) -> RecordTrungHoc:
    """``record`` without the rows of these subjects."""
    rows = [one.__dict__ for one in record.diem_tong_ket if one.ma_mon_hoc not in codes]
    return RecordTrungHoc.claims({**record.__dict__, "diem_tong_ket": rows})


def findings(record: RecordTrungHoc, **options: Any) -> list[Finding]:
    """What the rules TR find."""
    return [finding for finding in check(record, **options) if finding.code.startswith("TR-")]


def found(record: RecordTrungHoc, **options: Any) -> list[tuple[str, Severity]]:
    """Keys and severities of what the rules TR find."""
    return [(finding.key, finding.severity) for finding in findings(record, **options)]
