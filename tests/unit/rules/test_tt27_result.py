"""TH-1 to TH-4: the vectors of the specification, and what is said when the written result differs."""

from __future__ import annotations

import pytest
from tests.unit.rules.changes import assessment, findings, found, general, legal, row, summary, without_row

from hocba.findings import Severity
from hocba.model.record import Record
from hocba.rules.tt27_2020.result import CODES, RESULTS, result
from hocba.testing.records import display_sample, synthetic_record

E, W = Severity.ERROR, Severity.WARNING
EXCELLENT, GOOD, DONE, NOT_DONE = RESULTS


def marks(*first: int, rest: int = 9) -> Record:
    """Grade 4, all T, the given marks in the first tested subjects and ``rest`` in the others."""
    record = legal()
    tested = [one.ma_mon_hoc for one in record.tong_ket.bang_diem if one.diem_kiem_tra_dinh_ky]
    values = [*first, *[rest] * (len(tested) - len(first))]
    for code, value in zip(tested, values, strict=True):
        record = row(code, record, diem_kiem_tra_dinh_ky=str(value))
    return record


def all_tens(record: Record) -> Record:
    for one in record.tong_ket.bang_diem:
        if one.diem_kiem_tra_dinh_ky:
            record = row(one.ma_mon_hoc, record, diem_kiem_tra_dinh_ky="10")
    return record


VECTORS = [
    ("the Ministry's display sample", display_sample(), DONE),
    ("all T, all 9", legal(), EXCELLENT),
    ("all T, all 10", all_tens(legal()), EXCELLENT),
    ("all T, 9 and 10", marks(10, 9, 10), EXCELLENT),
    ("one 8, others at least 9", marks(8), GOOD),
    ("one 7, others at least 9", marks(7), GOOD),
    ("one 6", marks(6), DONE),
    ("one 5", marks(5), DONE),
    ("one 4", marks(4), NOT_DONE),
    ("one 0", marks(0), NOT_DONE),
    ("one subject H, all 10", row("03", all_tens(legal()), muc_dat_duoc="H"), DONE),
    ("one competence Đ, all 10", assessment(all_tens(legal()), nang_luc_tin_hoc="Đ"), DONE),
    ("one subject C, all 10", row("03", all_tens(legal()), muc_dat_duoc="C"), NOT_DONE),
    ("one quality C, all 10", assessment(all_tens(legal()), pham_chat_yeu_nuoc="C"), NOT_DONE),
    ("grade 1, two marks", legal(1), EXCELLENT),
    ("one subject exempt, all 9", row("03", legal(), muc_dat_duoc="M"), EXCELLENT),
]


@pytest.mark.parametrize(
    ("record", "expected"),
    [(record, expected) for _, record, expected in VECTORS],
    ids=[name for name, _, _ in VECTORS],
)
def test_vectors(record, expected):
    for written in RESULTS:
        keys = found(
            summary(
                record,
                ket_qua_xep_loai=written,
                da_hoan_thanh_chuong_trinh_lop_hoc=None,
                noi_dung_hoan_thanh_chuong_trinh=None,
            )
        )
        reported = [entry for entry in keys if entry[0] in CODES.values()]
        assert reported == ([] if written == expected else [(CODES[expected], E)])


def test_grade_1_vector_has_two_marks():
    rows = legal(1).tong_ket.bang_diem
    assert [one.ma_mon_hoc for one in rows if one.diem_kiem_tra_dinh_ky] == ["02", "01"]


def test_the_display_sample_says_what_the_ministry_printed():
    results = display_sample().tong_ket
    assert results.ket_qua_xep_loai == "Hoàn thành"
    assert results.noi_dung_hoan_thanh_chuong_trinh == "Hoàn thành chương trình lớp 4; Được lên lớp 5."
    levels = {one.ma_mon_hoc: one.muc_dat_duoc for one in results.bang_diem}
    assert {code for code, level in levels.items() if level == "H"} == {"12", "89"}
    assert set(levels.values()) == {"T", "H"}
    given = {
        one.ma_mon_hoc: one.diem_kiem_tra_dinh_ky for one in results.bang_diem if one.diem_kiem_tra_dinh_ky
    }
    assert given == {"02": "9", "01": "10", "11": "9", "05": "8", "13": "8", "12": "6", "87": "9"}
    block = results.danh_gia_nang_luc_pham_chat
    assert block.nang_luc_tin_hoc == "Đ"
    assert block.pham_chat_yeu_nuoc == "T"


def test_the_finding_says_what_decided_only_on_request():
    wrong = summary(display_sample(), ket_qua_xep_loai=GOOD)
    [finding] = findings(wrong)
    assert finding.code == "TH-3"
    assert finding.source == "TT 27/2020/TT-BGDĐT, Điều 9.2.a"
    open_text = finding.message("vi", show_personal_data=True)
    for part in (GOOD, DONE, "Tin học và Công nghệ (Tin học): H", "Tin học: Đ", "(Tin học): 6"):
        assert part in open_text
    hidden = finding.message("vi") + finding.message("en") + repr(finding)
    assert ": H" not in hidden
    assert "6 (" not in hidden
    assert f"“{GOOD}”" not in hidden


def test_what_is_wanting_can_only_have_lowered_the_result():
    base = summary(legal(), ket_qua_xep_loai=DONE)
    for record in (
        row("01", base, diem_kiem_tra_dinh_ky=None),
        row("01", base, diem_kiem_tra_dinh_ky="10.5"),
        row("13", base, diem_kiem_tra_dinh_ky=None),
        row("03", base, muc_dat_duoc=None),
        row("03", base, muc_dat_duoc="Ð"),
        assessment(base, pham_chat_yeu_nuoc="D"),
        without_row("03", base),
    ):
        keys = [key for key, _ in found(record)]
        assert keys
        assert not set(keys) & set(CODES.values())


@pytest.mark.parametrize("grade", [3, 4, 5])
def test_an_optional_competence_that_is_absent_drops_out(grade):
    """P holds every competence assessed; TH-20 tells that one is not (rules.md §3)."""
    bare = assessment(legal(grade), nang_luc_tin_hoc=None, nang_luc_cong_nghe=None)
    assert found(bare) == [("TH-20", W)] * 2
    assert sorted(found(summary(bare, ket_qua_xep_loai=DONE))) == [("TH-1", E), ("TH-20", W), ("TH-20", W)]


def test_what_is_wanting_does_not_excuse_a_result_that_is_too_good():
    record = row("01", summary(marks(4, rest=9), ket_qua_xep_loai=DONE), diem_kiem_tra_dinh_ky=None)
    assert ("TH-4", E) in found(record)


def test_no_level_at_all_gives_no_result():
    rows = [
        {**one.__dict__, "muc_dat_duoc": "M", "diem_kiem_tra_dinh_ky": None}
        for one in legal().tong_ket.bang_diem
    ]
    keys = [key for key, _ in found(summary(legal(), bang_diem=rows, ket_qua_xep_loai=NOT_DONE))]
    assert not set(keys) & set(CODES.values())


def test_from_2026_on_the_result_only_warns():
    wrong = summary(legal(), ket_qua_xep_loai=DONE)
    for year, severity in ((2025, E), (2026, W), (2030, W)):
        keys = found(general(wrong, ten_nam_hoc=f"{year}-{year + 1}"))
        assert ("TH-1", severity) in keys


def test_a_disability_makes_the_result_a_warning():
    wrong = summary(legal(), ket_qua_xep_loai=DONE, nhan_xet_gvcn="Em là học sinh khuyết tật học hòa nhập.")
    assert found(wrong) == [("TH-1", W)]


def test_a_pupil_who_is_not_assessed_has_no_computed_result():
    tag = "CO_KHUYET_TAT_KHONG_DANH_GIA"
    wrong = summary(legal(), ket_qua_xep_loai=DONE)
    for text, expected in (("1", []), ("0", [("TH-1", E)]), ("?", [("TH-1", E)])):
        extension = {"parent": "DU_LIEU_HOC_BA/THONG_TIN_CHUNG", "name": tag, "xml": f"<{tag}>{text}</{tag}>"}
        assert found(Record.claims({**wrong.__dict__, "extensions": [extension]})) == expected


def test_a_pupil_who_is_not_assessed_may_lack_levels_and_result():
    tag = "CO_KHUYET_TAT_KHONG_DANH_GIA"
    extension = {"parent": "DU_LIEU_HOC_BA/THONG_TIN_CHUNG", "name": tag, "xml": f"<{tag}>1</{tag}>"}
    bare = row("03", assessment(legal(), nang_luc_tin_hoc=None, pham_chat_yeu_nuoc=None), muc_dat_duoc=None)
    bare = summary(bare, ket_qua_xep_loai=None)
    marked = Record.claims({**bare.__dict__, "extensions": [extension]})
    assert found(marked) == []
    for name in ("duoc_len_lop", "da_hoan_thanh_chuong_trinh_lop_hoc", "nhan_xet_gvcn"):
        assert found(summary(marked, **{name: None})) == [("G-1", E)]
    for name in ("nhan_xet_pham_chat", "nhan_xet_nang_luc_chung", "nhan_xet_nang_luc_dac_thu"):
        assert found(assessment(marked, **{name: None})) == [("G-1", E)]
    assert [key for key, _ in found(bare)] == ["G-1", "G-1", "G-1", "TH-20"]
    nameless = row("03", marked, ten_mon_hoc=None)
    assert found(nameless) == [("G-1", E)]


@pytest.mark.parametrize(("grade", "year"), [(5, 2023), (4, 2022), (1, 2019)])
def test_older_regulations_have_no_rules_on_results(grade, year):
    record = synthetic_record(3, grade=grade, first_year=year)
    wrong = summary(
        record, ket_qua_xep_loai="Giỏi", duoc_len_lop="0", noi_dung_hoan_thanh_chuong_trinh="lớp 9"
    )
    assert [key for key, _ in found(wrong)] == ["G-18"]


def test_result_needs_no_mark():
    assert result(["T"], ["T"], []) == EXCELLENT
    assert result(["H"], ["Đ"], []) == DONE
