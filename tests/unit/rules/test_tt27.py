"""Thông tư 27/2020 apart from the result: letters, marks, flags, words."""

from __future__ import annotations

import unicodedata

import pytest
from tests.unit.rules.changes import (
    BASE,
    assessment,
    findings,
    found,
    general,
    legal,
    row,
    summary,
    without_row,
)

from hocba.findings import Severity
from hocba.rules.tt27_2020.completion_text import section_six
from hocba.testing.records import synthetic_record

E, W = Severity.ERROR, Severity.WARNING


# TH-5, TH-6


def test_th5_title_of_excellence():
    reward = "Đạt danh hiệu  HỌC SINH XUẤT SẮC năm học 2023-2024"
    assert found(summary(noi_dung_khen_thuong=reward)) == [("TH-5", W)]
    assert found(summary(legal(), noi_dung_khen_thuong=reward)) == []


def test_th6_title_of_the_exemplary():
    reward = "Học sinh Tiêu biểu hoàn thành tốt trong học tập và rèn luyện"
    assert found(summary(noi_dung_khen_thuong=reward)) == [("TH-6", W)]
    decomposed = unicodedata.normalize("NFD", reward)
    assert found(summary(noi_dung_khen_thuong=decomposed)) == [("TH-6", W)]
    good = row("01", summary(legal(), ket_qua_xep_loai="Hoàn thành tốt"), diem_kiem_tra_dinh_ky="8")
    assert found(summary(good, noi_dung_khen_thuong=reward)) == []


def test_th7_sudden_achievements_are_not_judged():
    assert found(summary(noi_dung_khen_thuong_dot_xuat="Học sinh Xuất sắc")) == []


# TH-8 to TH-10


def test_th8_completion_follows_the_result():
    changed = summary(
        da_hoan_thanh_chuong_trinh_lop_hoc="0", duoc_len_lop="0", noi_dung_hoan_thanh_chuong_trinh=None
    )
    assert found(changed) == [("TH-8", W)]
    failed = row("01", summary(legal(), ket_qua_xep_loai="Chưa hoàn thành"), diem_kiem_tra_dinh_ky="4")
    assert found(failed) == [("TH-8", W)]


def test_th9_promotion_without_completion_asks_for_a_look():
    failed = row("01", summary(legal(), ket_qua_xep_loai="Chưa hoàn thành"), diem_kiem_tra_dinh_ky="4")
    decided = summary(failed, da_hoan_thanh_chuong_trinh_lop_hoc="0")
    [finding] = findings(decided)
    assert (finding.key, finding.severity) == ("TH-9", W)
    assert "hiệu trưởng" in finding.advice("vi")
    assert found(summary(decided, duoc_len_lop="0")) == []


def test_th10_primary_school_ends_with_grade_5():
    assert found(summary(da_hoan_thanh_chuong_trinh_tieu_hoc="1")) == [("TH-10/early", W)]
    assert found(summary(da_hoan_thanh_chuong_trinh_tieu_hoc="0")) == []
    five = legal(5)
    assert found(five) == []
    assert found(summary(five, da_hoan_thanh_chuong_trinh_tieu_hoc="0")) == [("TH-10", W)]
    assert found(summary(five, da_hoan_thanh_chuong_trinh_tieu_hoc=None)) == [("TH-10", W)]
    assert found(summary(five, da_hoan_thanh_chuong_trinh_tieu_hoc="?")) == [("G-19", E)]
    assert found(summary(five, da_hoan_thanh_chuong_trinh_lop_hoc="?")) == [("G-19", E)]


# TH-13 to TH-16


@pytest.mark.parametrize("value", ["Đ", "D", "X", "TT", "Hoàn thành tốt", "Т Т", "T" * 100])
def test_th13_subject_levels(value):
    assert found(row("03", muc_dat_duoc=value)) == [("TH-13", E)]
    assert found(row("03", muc_dat_duoc=value), writing=False) == [("TH-13", E)]


def test_th13_exempt():
    assert found(row("03", muc_dat_duoc="M")) == [("TH-13/exempt", W)]


@pytest.mark.parametrize(
    "value", ["8.5", "8,5", "10.5", "11", "-1", "9.0", "09", " 9", "9 ", "９", "٩", "chín", "1e1", "M "]
)
def test_th14_marks(value):
    assert found(row("01", diem_kiem_tra_dinh_ky=value)) == [("TH-14", E)]


@pytest.mark.parametrize("value", [str(mark) for mark in range(5, 11)])
def test_th14_integers(value):
    assert found(row("01", diem_kiem_tra_dinh_ky=value)) == []


def test_th14_exempt():
    assert found(row("01", diem_kiem_tra_dinh_ky="M")) == [("TH-14/exempt", W)]


def test_th14_hides_the_mark():
    [finding] = findings(row("01", diem_kiem_tra_dinh_ky="8.5"))
    assert "8.5" not in finding.message("vi") + repr(finding)
    assert "8.5" in finding.message("vi", show_personal_data=True)
    assert finding.path == "DU_LIEU_HOC_BA/TONG_KET/BANG_DIEM[2]/DIEM_KIEM_TRA_DINH_KY"


@pytest.mark.parametrize("value", ["H", "M", "K", "Đạt", "ĐĐ"])
def test_th15_competence_levels(value):
    assert found(assessment(nang_luc_the_chat=value)) == [("TH-15", E)]


def test_th15_normal_form_does_not_matter():
    assert found(assessment(nang_luc_the_chat=unicodedata.normalize("NFD", "Đ"))) == []


@pytest.mark.parametrize("value", ["Giỏi", "hoàn thành", "Hoàn thành ", "Hoàn Thành Tốt", "H"])
def test_th16_results(value):
    assert found(summary(ket_qua_xep_loai=value)) == [("TH-16", E)]


def test_th16_compares_in_normal_form():
    decomposed = unicodedata.normalize("NFD", "Hoàn thành")
    assert found(summary(ket_qua_xep_loai=decomposed)) == [("TEXT-NOT-NFC", W)]


# TH-17, TH-18


@pytest.mark.parametrize("code", ["01", "02"])
def test_th17_maths_and_vietnamese_need_a_mark(code):
    assert found(row(code, diem_kiem_tra_dinh_ky=None)) == [("TH-17", E)]
    assert found(row(code, muc_dat_duoc="M", diem_kiem_tra_dinh_ky=None)) == [
        ("TH-13/exempt", W),
        ("TH-17/other", W),
    ]
    disabled = summary(nhan_xet_gvcn="Học sinh khuyết tật.")
    assert found(row(code, disabled, diem_kiem_tra_dinh_ky=None)) == [("TH-17/other", W)]


def test_th17_the_row_itself_may_be_missing():
    assert found(without_row("01")) == [("TH-17", E), ("G-16/missing", W)]
    disabled = without_row("01", summary(nhan_xet_gvcn="Học sinh khuyết tật."))
    assert sorted(found(disabled)) == [("G-16/missing", W), ("TH-17/other", W)]


@pytest.mark.parametrize("code", ["11", "05", "13", "12", "87"])
def test_th17_other_tested_subjects_only_warn(code):
    assert found(row(code, diem_kiem_tra_dinh_ky=None)) == [("TH-17/other", W)]
    exempt = row(code, legal(), muc_dat_duoc="M", diem_kiem_tra_dinh_ky=None)
    assert found(exempt) == [("TH-13/exempt", W)]


@pytest.mark.parametrize(
    ("grade", "tested"),
    [
        (1, {"02", "01"}),
        (2, {"02", "01"}),
        (3, {"02", "01", "11", "12", "87"}),
        (4, {"02", "01", "11", "12", "87", "05", "13"}),
        (5, {"02", "01", "11", "12", "87", "05", "13"}),
    ],
)
def test_th17_tested_subjects_by_grade(grade, tested):
    record = legal(grade)
    reported = set()
    for one in record.tong_ket.bang_diem:
        keys = [key for key, _ in found(row(one.ma_mon_hoc, record, diem_kiem_tra_dinh_ky=None))]
        if "TH-17" in keys or "TH-17/other" in keys:
            reported.add(one.ma_mon_hoc)
    assert reported == tested


def test_th18_a_mark_where_there_is_no_test():
    assert found(row("03", diem_kiem_tra_dinh_ky="10")) == [("TH-18", W)]
    assert found(row("03", diem_kiem_tra_dinh_ky="M")) == [("TH-14/exempt", W)]


# TH-19


@pytest.mark.parametrize(
    "text",
    [
        "Hoàn thành chương trình lớp 4; Được lên lớp 5.",
        "HOÀN THÀNH CHƯƠNG TRÌNH LỚP 4.  ĐƯỢC LÊN LỚP 5",
        "Được lên lớp",
        "Em cố gắng hơn trong năm học tới.",
        "Chưa hoàn thành chương trình tiểu học",
    ],
)
def test_th19_words_that_agree(text):
    assert found(summary(noi_dung_hoan_thanh_chuong_trinh=text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Hoàn thành chương trình lớp 3",
        "Chưa hoàn thành chương trình lớp 4",
        "Được lên lớp 6",
        "Chưa được lên lớp",
        "Không được lên lớp 5",
        "Hoàn thành chương trình tiểu học",
    ],
)
def test_th19_words_that_contradict(text):
    [finding] = findings(summary(noi_dung_hoan_thanh_chuong_trinh=text))
    assert (finding.key, finding.severity) == ("TH-19", W)
    assert "Hoàn thành chương trình lớp 4; Được lên lớp 5." in finding.message("vi", show_personal_data=True)


def test_th19_grade_5():
    five = legal(5)
    text = "Hoàn thành chương trình lớp 5; Chưa hoàn thành chương trình tiểu học."
    assert found(summary(five, noi_dung_hoan_thanh_chuong_trinh=text)) == [("TH-19", W)]
    agreed = section_six(5, completed=True, promoted=True, primary_completed=True)
    assert agreed == "Hoàn thành chương trình lớp 5; Hoàn thành chương trình tiểu học."
    assert found(summary(five, noi_dung_hoan_thanh_chuong_trinh=agreed)) == []


def test_th19_what_no_flag_says_is_taken_from_the_text():
    unsaid = summary(duoc_len_lop=None, da_hoan_thanh_chuong_trinh_lop_hoc="?")
    for text, fitting in (
        ("Hoàn thành chương trình lớp 3; Được lên lớp 4", "Hoàn thành chương trình lớp 4; Được lên lớp 5."),
        ("Hoàn thành chương trình lớp 3; Chưa được lên lớp", "lớp 4; Chưa được lên lớp."),
        ("Chưa hoàn thành chương trình lớp 3", "“Chưa hoàn thành chương trình lớp 4; Được lên lớp 5."),
    ):
        told = findings(summary(unsaid, noi_dung_hoan_thanh_chuong_trinh=text))
        [finding] = [one for one in told if one.code == "TH-19"]
        assert fitting in finding.message("vi", show_personal_data=True)


def test_th19_other_words_of_section_six():
    assert (
        section_six(3, completed=False, promoted=False)
        == "Chưa hoàn thành chương trình lớp 3; Chưa được lên lớp."
    )
    assert section_six(5, completed=False, promoted=False).endswith("Chưa hoàn thành chương trình tiểu học.")


# TH-20, TH-22


@pytest.mark.parametrize("field", ["nang_luc_cong_nghe", "nang_luc_tin_hoc"])
def test_th20_by_grade(field):
    assert found(assessment(**{field: None})) == [("TH-20", W)]
    assert found(assessment(legal(3), **{field: None})) == [("TH-20", W)]
    assert found(assessment(legal(2), **{field: "T"})) == [("TH-20/early", W)]


@pytest.mark.parametrize("code", ["12", "87"])
def test_th22_two_rows(code):
    assert found(without_row(code)) == [("TH-22", W)]
    older = synthetic_record(1, grade=3, first_year=2021)
    assert sorted(found(without_row(code, older))) == [("G-16/missing", W), ("G-18", W)]


# the whole


def test_findings_come_by_severity_then_as_the_form_reads():
    record = general(
        row("01", assessment(pham_chat_yeu_nuoc="D"), diem_kiem_tra_dinh_ky="11"),
        thong_tu="1/2001",
        so_cccd="12",
    )
    assert found(record) == [("G-4", E), ("TH-14", E), ("G-11", E), ("G-18", W)]
    assert found(BASE) == []
