"""Single illegal changes of legal records in the reconstructed formats, as the general rules report them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hocba.sign.record_file import RecordFile
from tests.unit.rules import later
from tests.unit.rules.changes import legal
from tests.vectors.case import Case
from tests.vectors.world import Synthetic

NEW = {
    "ten_nam_hoc": "2025-2026",
    "ngay_tao_hoc_ba": "24/05/2026",
    "ngay_ky_phat_hanh_hoc_ba": "31/05/2026",
}


def cases(world: Synthetic) -> Iterator[Case]:
    primary, secondary = later.primary(legal()), later.trung_hoc(7)
    yield _case("tieuhoc-legal", primary)
    for grade in (6, 9, 10, 12):
        yield _case(f"trunghoc-{grade}-legal", later.trung_hoc(grade), "G-9")
    yield from _primary(primary)
    yield from _secondary(secondary)


def _primary(record: Any) -> Iterator[Case]:
    for name, changes, code in (
        ("no-school", {"ten_truong": None}, "G-1/reconstructed"),
        ("no-birth-date", {"ngay_sinh": None}, "G-1/birth"),
        ("two-birth-dates", {"nam_sinh": "2014"}, "G-1/births"),
        ("month-of-birth-in-words", {"ngay_sinh": None, "thang_nam_sinh": "tháng 9"}, "G-8/partial"),
        ("name-of-a-class-too-long", {"ten_lop": "4A chất lượng cao"}, "G-9"),
        ("another-level", {"ma_cap_hoc": "03", "ma_khoi": "07"}, "G-10/format"),
        ("code-of-no-province", {"ma_tinh_thanh_pho": "99"}, "G-14/code"),
        ("code-that-ended", {**NEW, "noi_sinh_ma_tinh_thanh_pho": "02"}, "G-14/code-other"),
        (
            "code-that-means-another-province",
            {"ten_tinh_thanh_pho": "Lào Cai", "ma_tinh_thanh_pho": "15"},
            "G-14/meaning",
        ),
        ("commune-in-three-digits", {"ma_xa_phuong": "123"}, "G-14/commune"),
        ("not-assessed-in-words", {"co_khuyet_tat_khong_danh_gia": "không"}, "G-19"),
        ("extract-from-paper", {"trich_luc": "1"}, "G-22"),
    ):
        yield _case(f"tieuhoc-{name}", later.general(record, **changes), code)
    yield _case("tieuhoc-no-rows", _without(record, "diem_tong_ket"), "G-1/reconstructed-block")
    result = later.summary(record, ket_qua_xep_loai="Hoàn thành")
    yield _case("tieuhoc-hoan-thanh-for-hoan-thanh-xuat-sac", result, "TH-1")
    unassessed = later.general(result, co_khuyet_tat_khong_danh_gia="1")
    yield _case("tieuhoc-not-assessed", unassessed)
    disabled = later.general(result, doi_tuong_chinh_sach="Học sinh khuyết tật")
    yield _case("tieuhoc-disabled", disabled, "TH-1")
    yield _case("tieuhoc-mark-with-a-decimal", later.row(record, 1, diem_kiem_tra_dinh_ky="8.5"), "TH-14")
    letter = later.assessment(record, nang_luc_giao_tiep_hop_tac="D")
    yield _case("tieuhoc-d-for-a-competence", letter, "G-11")


def _secondary(record: Any) -> Iterator[Case]:
    for name, text in (("d-stroke", "CÐ"), ("latin-d", "CD"), ("cyrillic", "СĐ")):
        changed = later.summary(record, ket_qua_ren_luyen_ky_1=text)
        yield _case(f"trunghoc-{name}-in-a-level", changed, "G-11")
    absent = later.summary(record, tong_so_buoi_nghi_hoc_ca_nam="0")
    yield _case("trunghoc-no-absence-written", absent, "G-13")
    teachers = [{"id": "gv-1", "so_cccd": "123456789", "ho_va_ten": "Trần Thị Thử"}]
    yield _case("trunghoc-number-of-a-teacher", later.row(record, 0, gvbm=teachers), "G-4")
    kept = [row.__dict__ for row in record.diem_tong_ket if row.ma_mon_hoc != "19"]
    lacking = type(record).claims({**record.__dict__, "diem_tong_ket": kept})
    yield _case("trunghoc-no-ngu-van", lacking, "G-16/missing")
    older = later.general(record, thong_tu="58/2011")
    yield _case("trunghoc-older-circular", older, "G-18")
    learner = later.general(later.trung_hoc(10), ma_cap_hoc="05", thong_tu="43/2021")
    yield _case("trunghoc-gdtx", later.summary(learner, ket_qua_hoc_tap_ca_nam="CĐ"), "G-9")


def _without(record: Any, part: str) -> Any:
    return type(record).claims({**record.__dict__, part: ()})


def _case(name: str, record: Any, *codes: str) -> Case:
    title = name.replace("-", " ")
    return Case(
        name=f"rules/{name}",
        title=title[:1].upper() + title[1:],
        clause="rules.md",
        attack=False,
        raw=RecordFile.from_record(record, format=record.format_id).raw,
        level="check",
        codes=codes,
    )
