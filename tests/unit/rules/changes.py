"""Records that say something else than the display sample, and what the rules find then."""

from __future__ import annotations

from typing import Any

from hocba.findings import Finding, Severity
from hocba.model.record import Record
from hocba.rules.engine import check
from hocba.testing.records import display_sample, synthetic_record

BASE = display_sample()


def legal(grade: int = 4) -> Record:
    """A record that breaks no rule: all T, all marks 9."""
    record = BASE if grade == 4 else synthetic_record(0, grade=grade)
    rows = [
        {**row.__dict__, "muc_dat_duoc": "T", "diem_kiem_tra_dinh_ky": row.diem_kiem_tra_dinh_ky and "9"}
        for row in record.tong_ket.bang_diem
    ]
    block = record.tong_ket.danh_gia_nang_luc_pham_chat.__dict__
    levels = {name: "T" if len(value or "") == 1 else value for name, value in block.items()}
    return summary(
        record,
        bang_diem=rows,
        danh_gia_nang_luc_pham_chat=levels,
        ket_qua_xep_loai="Hoàn thành xuất sắc",
        duoc_len_lop="1",
        da_hoan_thanh_chuong_trinh_lop_hoc="1",
        da_hoan_thanh_chuong_trinh_tieu_hoc="1" if grade == 5 else None,
        noi_dung_hoan_thanh_chuong_trinh=None,
        noi_dung_khen_thuong=None,
    )


def general(record: Record = BASE, **changes: str | None) -> Record:
    return Record.claims(
        {**record.__dict__, "thong_tin_chung": {**record.thong_tin_chung.__dict__, **changes}}
    )


def summary(record: Record = BASE, **changes: Any) -> Record:
    return Record.claims({**record.__dict__, "tong_ket": {**record.tong_ket.__dict__, **changes}})


def row(code: str, record: Record = BASE, **changes: str | None) -> Record:
    rows = [
        {**one.__dict__, **(changes if one.ma_mon_hoc == code else {})} for one in record.tong_ket.bang_diem
    ]
    return summary(record, bang_diem=rows)


def without_row(code: str, record: Record = BASE) -> Record:
    return summary(record, bang_diem=[one for one in record.tong_ket.bang_diem if one.ma_mon_hoc != code])


def assessment(record: Record = BASE, **changes: str | None) -> Record:
    block = record.tong_ket.danh_gia_nang_luc_pham_chat.__dict__
    return summary(record, danh_gia_nang_luc_pham_chat={**block, **changes})


def history(*entries: dict[str, str | None], record: Record = BASE) -> Record:
    return Record.claims({**record.__dict__, "qua_trinh_hoc_tap": list(entries)})


def findings(record: Record, **options: Any) -> list[Finding]:
    """Everything but the test numbers of synthetic people.

    Without what is said of length and characters of a value that is wrong for another reason.
    """
    found = [finding for finding in check(record, **options) if finding.key != "G-6/test"]
    wrong = {finding.path for finding in found if not _only_of_the_text(finding)}
    return [finding for finding in found if not _only_of_the_text(finding) or finding.path not in wrong]


def _only_of_the_text(finding: Finding) -> bool:
    return finding.code == "G-9" or finding.code.startswith("TEXT-")


def found(record: Record, **options: Any) -> list[tuple[str, Severity]]:
    return [(finding.key, finding.severity) for finding in findings(record, **options)]
