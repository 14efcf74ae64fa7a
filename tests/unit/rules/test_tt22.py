"""Rules TR over whole records: each says what it should where it should, and nothing else."""

from __future__ import annotations

import pytest
from tests.unit.rules.secondary import changed, findings, found, legal, row, without

import hocba
from hocba.errors import ConfigurationError
from hocba.findings import Severity
from hocba.model.v2_trunghoc.record import RecordTrungHoc
from hocba.rules.engine import check

E, W = Severity.ERROR, Severity.WARNING
MATHS, SPORT, LANGUAGE = "15", "88", "31"
ALL = "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA"


@pytest.mark.parametrize("grade", range(6, 13))
def test_legal_records_break_no_rule(grade):
    assert found(legal(grade)) == []


def test_year_average():
    [finding] = findings(legal(7, {MATHS: ("7.9", "8.3", "8.0")}))
    assert (finding.key, finding.severity) == ("TR-3", E)
    assert finding.path == f"{ALL}/DIEM_TONG_KET[2]/DIEM_CA_NAM"
    vi = finding.message("vi", show_personal_data=True)
    assert "Toán: ĐTBmcn = (7.9 + 2 × 8.3) / 3 = 8.17 → 8.2; ghi 8.0." in vi
    en = finding.message("en", show_personal_data=True)
    assert "ĐTBmcn = (7.9 + 2 × 8.3) / 3 = 8.17 → 8.2; 8.0 is written." in en
    for text in (finding.message("vi"), finding.message("en"), repr(finding)):
        assert "8." not in text and "7.9" not in text


def test_a_difference_of_exactly_a_tenth_only_warns():
    assert found(legal(7, {MATHS: ("7.9", "8.3", "8.1")})) == [("TR-3/near", W)]
    assert found(legal(7, {MATHS: ("7.9", "8.3", "8.3")})) == [("TR-3/near", W)]
    assert found(legal(7, {MATHS: ("7.9", "8.3", "8.4")})) == [("TR-3", E)]


@pytest.mark.parametrize("marks", [("7.9", "8.3", "M"), ("M", "8.3", "8.3"), ("M", "M", "M")])
def test_an_exempt_semester_has_no_average(marks):
    assert found(legal(7, {MATHS: marks})) == []


def test_comment_only_year_is_that_of_semester_two():
    assert found(legal(7, {SPORT: ("CĐ", "Đ", "Đ")})) == []
    assert found(legal(7, {SPORT: ("Đ", "CĐ", "Đ")})) == [("TR-5", W)]


@pytest.mark.parametrize("text", ["8.25", "11", "-1", "8,5", "tám", "X", "8.", " 8"])
def test_values_that_are_no_result(text):
    keys = found(legal(7, {MATHS: ("8.0", "8.0", "8.0", text)}))
    assert ("TR-6", E) in keys
    assert {key for key, _ in keys} <= {"TR-6"}


@pytest.mark.parametrize("field", ["diem_hoc_ky_1", "diem_hoc_ky_2", "diem_ca_nam", "diem_kiem_tra_lai"])
def test_every_mark_is_looked_at(field):
    assert ("TR-6", E) in found(row(legal(), MATHS, **{field: "8.55"}))
    assert ("TR-7", E) in found(row(legal(), SPORT, **{field: "8.5"}))
    assert ("TR-7/scored", E) in found(row(legal(), MATHS, **{field: "Đ"}))


def test_how_an_elective_is_assessed_only_warns():
    base = legal()
    elective = {
        **base.diem_tong_ket[0].__dict__,
        "ma_mon_hoc": LANGUAGE,
        **dict.fromkeys(("diem_hoc_ky_1", "diem_hoc_ky_2", "diem_ca_nam"), "Đ"),
    }
    record = RecordTrungHoc.claims({**base.__dict__, "diem_tong_ket": [*base.diem_tong_ket, elective]})
    assert found(record) == [("TR-7/elective", W)] * 3
    failed = row(record, LANGUAGE, diem_ca_nam="CĐ", diem_hoc_ky_2="CĐ")
    assert [finding.code for finding in findings(failed)].count("TR-18") == 2


@pytest.mark.parametrize("what", ["hoc_tap", "ren_luyen"])
@pytest.mark.parametrize("when", ["ky_1", "ky_2", "ca_nam", "lai"])
@pytest.mark.parametrize("text", ["Tốt", "G", "TB", "8"])
def test_levels_are_letters(what, when, text):
    record = changed(legal(), **{f"ket_qua_{what}_{when}": text})
    assert ("TR-8", E) in found(record)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"tong_so_buoi_nghi_hoc_ca_nam": "45"}, []),
        ({"tong_so_buoi_nghi_hoc_ca_nam": "46"}, [("TR-13/absences", W)]),
        ({"tong_so_buoi_nghi_hoc_ca_nam": "46", "duoc_len_lop": "0"}, []),
        ({"tong_so_buoi_nghi_hoc_ca_nam": "nhiều"}, []),
        ({"duoc_len_lop": "0"}, [("TR-10", W)]),
        ({"duoc_len_lop": "?"}, []),
        ({"duoc_len_lop": None}, []),
    ],
)
def test_promotion(changes, expected):
    assert found(changed(legal(), **changes)) == expected


CONDUCT_FAILED = {"ket_qua_ren_luyen_ky_2": "CĐ", "ket_qua_ren_luyen_ca_nam": "CĐ"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [("TR-12", W)]),
        ({"duoc_len_lop": "0"}, []),
        ({"ket_qua_ren_luyen_lai": "Đ"}, []),
        ({"ket_qua_ren_luyen_lai": "CĐ"}, [("TR-13", W)]),
        ({"ket_qua_ren_luyen_lai": "Đ", "duoc_len_lop": "0"}, [("TR-10", W)]),
        ({"ket_qua_ren_luyen_lai": "Tốt"}, [("TR-8", E)]),
    ],
)
def test_promotion_and_conduct(changes, expected):
    assert found(changed(legal(), **CONDUCT_FAILED, **changes)) == expected


def low(**changes):
    """Two subjects at 3.0: learning of the year is Chưa đạt."""
    return changed(legal(7, {MATHS: ("3.0", "3.0"), "19": ("3.0", "3.0")}), **changes)


def again(record, first="5.0", second="5.0"):
    return row(row(record, MATHS, diem_kiem_tra_lai=first), "19", diem_kiem_tra_lai=second)


def test_promotion_and_learning():
    assert low().tong_ket.ket_qua_hoc_tap_ca_nam == "CĐ"
    assert found(low()) == [("TR-11", W)]
    assert found(low(duoc_len_lop="0")) == []
    assert found(again(low(ket_qua_hoc_tap_lai="Đ"))) == []
    assert found(again(low(ket_qua_hoc_tap_lai="CĐ"), "2.0", "2.0")) == [("TR-13", W)]


def test_level_after_the_summer_follows_from_the_new_marks():
    assert found(low(ket_qua_hoc_tap_lai="Đ")) == [("TR-11/level", W)]
    assert found(again(low(ket_qua_hoc_tap_lai="Đ"), second="2.0")) == []  # one subject alone: Điều 9.3
    assert found(again(low(ket_qua_hoc_tap_lai="Đ"), "2.0", "2.0")) == [("TR-11/level", W)]
    failed = again(low(ket_qua_hoc_tap_lai="CĐ", duoc_len_lop="0"))
    assert found(failed) == [("TR-11/level", W)]
    assert found(without(failed, "05")) == []


def test_only_what_was_not_reached_is_assessed_again():
    passed = legal(7, {MATHS: ("5.0", "5.0", "5.0", "6.0")})
    assert found(passed) == [("TR-11/subject", W)]
    assert found(legal(7, {SPORT: ("Đ", "Đ", "Đ", "Đ")})) == [("TR-11/subject", W)]
    assert found(legal(7, {MATHS: ("4.9", "4.9", "4.9", "6.0")})) == []


def test_the_original_of_the_year_stays():
    lost = {"ket_qua_hoc_tap_ca_nam": None, "ket_qua_hoc_tap_lai": "T", "duoc_len_lop": None}
    assert found(changed(legal(), **lost)) == [("TR-14/lost", W)]
    conduct = {"ket_qua_ren_luyen_ca_nam": None, "ket_qua_ren_luyen_lai": "Đ"}
    assert found(changed(legal(), **conduct)) == [("TR-14/lost", W)]
    assert found(legal(7, {MATHS: ("8.0", "8.0", None, "8.0")})) == [("TR-14/lost", W)]


def test_a_change_must_not_overwrite_the_original_of_the_year():
    before = legal(7, {MATHS: ("4.0", "4.0", "4.0", "6.0")})
    assert found(before, before=before) == []
    assert [key for key, _ in found(row(before, MATHS, diem_ca_nam="6.0"), before=before)] == [
        "TR-3",
        "TR-14",
        "TR-11/subject",
    ]
    gone = found(row(before, MATHS, diem_ca_nam=None), before=before)
    assert [key for key, _ in gone] == ["TR-14", "TR-14/lost"]
    corrected = row(before, MATHS, diem_hoc_ky_2="4.1", diem_ca_nam="4.1")
    assert found(corrected, before=before) == []
    summary = low(ket_qua_hoc_tap_lai="Đ")
    over = changed(again(summary), ket_qua_hoc_tap_ca_nam="Đ")
    told = [one for one in findings(over, before=summary) if one.code == "TR-14"]
    assert [(one.key, one.severity) for one in told] == [("TR-14", E)]
    assert told[0].path == f"{ALL}/TONG_KET/KET_QUA_HOC_TAP_CA_NAM"
    assert ("TR-14", E) not in found(over)


def test_the_error_of_conduct_may_be_switched_to_a_warning():
    record = changed(legal(), ket_qua_ren_luyen_ca_nam="K", ket_qua_hoc_tap_ca_nam="K")
    assert found(record) == [("TR-17", E), ("TR-19", E)]
    assert found(record, warn_only={"TR-19"}) == [("TR-17", E), ("TR-19", W)]
    assert found(record, warn_only="TR-19") == [("TR-17", E), ("TR-19", W)]
    for codes in ({"TR-17"}, {"TR-19", "G-2"}, ["TR-99"]):
        with pytest.raises(ConfigurationError) as refused:
            check(record, warn_only=codes)
        assert refused.value.code == "RULES-WARN-ONLY"
    assert hocba.check(record, warn_only=["TR-19"], before=record) == hocba.check(record, warn_only=["TR-19"])


@pytest.mark.parametrize(("field", "key"), [("ky_1", "TR-16"), ("ky_2", "TR-16"), ("ca_nam", "TR-17")])
def test_levels_follow_from_marks(field, key):
    [finding] = findings(changed(legal(), **{f"ket_qua_hoc_tap_{field}": "K"}))
    assert (finding.key, finding.severity) == (key, E)
    assert finding.path == f"{ALL}/TONG_KET/KET_QUA_HOC_TAP_{field.upper()}"


def test_the_numbers_that_decided_are_told_on_request():
    record = legal(7, {MATHS: ("6.5", "6.4"), "26": ("7.0", "7.0"), "05": ("7.0", "7.0")})
    [finding] = findings(changed(record, ket_qua_hoc_tap_ca_nam="T"))
    text = finding.message("vi", show_personal_data=True)
    for part in (
        "ghi T",
        "là K",
        "trong 8 môn",
        "5 môn ≥ 8.0",
        "7 môn ≥ 6.5",
        "8 môn ≥ 5.0",
        "6.4 (Toán)",
        "môn CĐ: –",
    ):
        assert part in text
    hidden = finding.message("vi") + finding.message("en") + repr(finding)
    assert "6.4" not in hidden and "5 môn" not in hidden and "5 at" not in hidden


def test_what_is_wanting_can_only_have_lowered_the_level():
    worse = {f"ket_qua_hoc_tap_{when}": "K" for when in ("ky_1", "ky_2", "ca_nam")}
    for record in (
        row(legal(), MATHS, diem_hoc_ky_1=None, diem_hoc_ky_2=None, diem_ca_nam=None),
        row(legal(), MATHS, diem_hoc_ky_1="x", diem_hoc_ky_2="x", diem_ca_nam="x"),
        row(legal(), SPORT, diem_hoc_ky_1=None, diem_hoc_ky_2=None, diem_ca_nam=None),
        row(legal(), MATHS, ma_mon_hoc="ZZ"),
        without(legal(), MATHS),
    ):
        keys = {key for key, _ in found(changed(record, **worse))}
        assert not keys & {"TR-16", "TR-17", "TR-16/at-most", "TR-17/at-most"}


def test_what_is_wanting_does_not_excuse_a_level_that_no_value_could_give():
    record = legal(7, {MATHS: ("6.0", "6.0"), "19": (None, None, None)})
    better = changed(record, ket_qua_hoc_tap_ca_nam="T")
    assert found(record) == []
    [finding] = findings(better)
    assert (finding.key, finding.severity) == ("TR-17/at-most", E)
    assert "không quá K" in finding.message("vi", show_personal_data=True)


def test_no_result_at_all_gives_no_level():
    record = legal(7, dict.fromkeys(("19", "15", "69", "26", "05", "66", "27", "32"), ("M", "M", "M")))
    for code in ("88", "97", "91", "99"):
        record = row(record, code, diem_hoc_ky_1="M", diem_hoc_ky_2="M", diem_ca_nam="M")
    assert [key for key, _ in found(changed(record, ket_qua_hoc_tap_ca_nam="T"))] == ["TR-23/semesters"]


def test_adjustment_with_agreeing_readings():
    record = legal(7, {MATHS: ("4.9", "4.9")})
    assert record.tong_ket.ket_qua_hoc_tap_ca_nam == "K"
    assert found(record) == []
    for written in ("T", "Đ", "CĐ"):
        keys = found(changed(record, ket_qua_hoc_tap_ca_nam=written, duoc_len_lop=None))
        assert keys == [("TR-18", E)]
    [finding] = findings(changed(record, ket_qua_hoc_tap_ky_1="Đ"))
    assert finding.path.endswith("KET_QUA_HOC_TAP_KY_1")
    text = finding.message("vi", show_personal_data=True)
    for part in ("theo bảng là Đ", "Toán: 4.9", "thành K", "10 hoặc Đ: K", "bỏ môn đó: K", "ghi Đ"):
        assert part in text
    assert "4.9" not in finding.message("vi") + finding.message("en") + repr(finding)


def test_adjustment_for_a_comment_only_subject():
    record = legal(7, {SPORT: ("CĐ", "CĐ")})
    assert record.tong_ket.ket_qua_hoc_tap_ca_nam == "K"
    [finding] = findings(changed(record, ket_qua_hoc_tap_ca_nam="T"))
    assert "Giáo dục thể chất: CĐ" in finding.message("en", show_personal_data=True)


def test_where_the_readings_differ_both_are_named_in_a_warning():
    marks = {MATHS: ("4.9", "4.9"), "26": ("6.5", "6.5"), "05": ("6.5", "6.5")}
    record = legal(7, marks)
    for written in ("T", "K", "Đ", "CĐ"):
        levels = {f"ket_qua_hoc_tap_{when}": written for when in ("ky_1", "ky_2", "ca_nam")}
        told = findings(changed(record, **levels, duoc_len_lop=None))
        assert [(one.key, one.severity) for one in told] == [("TR-18/either", W)] * 3
        assert "10 hoặc Đ: K; bỏ môn đó: Đ" in told[0].message("vi", show_personal_data=True)


def test_conduct_of_the_year():
    [finding] = findings(changed(legal(), ket_qua_ren_luyen_ca_nam="K"))
    assert (finding.key, finding.severity) == ("TR-19", E)
    assert "học kỳ I T, học kỳ II T → cả năm T; ghi K" in finding.message("vi", show_personal_data=True)
    assert found(changed(legal(), ket_qua_ren_luyen_ky_1=None)) == []


@pytest.mark.parametrize(
    ("text", "marks", "conduct", "expected"),
    [
        ("Học sinh Xuất sắc", "9.0", "T", []),
        ("HỌC SINH XUẤT SẮC", "8.9", "T", [("TR-20", W)]),
        ("Danh hiệu Học sinh Xuất sắc", "9.0", "K", [("TR-20", W)]),
        ("Học sinh Giỏi", "8.0", "T", []),
        ("Học sinh Giỏi; khen thưởng cuối năm", "8.0", "K", [("TR-21", W)]),
        ("Học sinh Tiên tiến", "8.0", "K", []),
        ("Giải Nhì kỳ thi học sinh giỏi môn Toán cấp tỉnh", "8.0", "K", []),
        ("Giải Ba học sinh giỏi cấp huyện. Học sinh Giỏi", "8.0", "K", [("TR-21", W)]),
    ],
)
def test_titles(text, marks, conduct, expected):
    every = dict.fromkeys(("19", "15", "69", "26", "05", "66", "27", "32"), (marks, marks))
    levels = {f"ket_qua_ren_luyen_{when}": conduct for when in ("ky_1", "ky_2", "ca_nam")}
    assert found(legal(7, every, noi_dung_khen_thuong=text, **levels)) == expected


def test_a_title_tells_what_is_lacking():
    record = legal(7, {MATHS: ("9.0", "9.0")}, noi_dung_khen_thuong="Học sinh Xuất sắc")
    [finding] = findings(record)
    assert "học tập T, 1 môn có ĐTBmcn ≥ 9.0" in finding.message("vi", show_personal_data=True)
    assert "1 môn có" not in finding.message("vi")
    wanting = dict.fromkeys(("19", "69", "26", "05", "66"), ("9.0", "9.0"))
    open_mark = legal(7, {**wanting, MATHS: ("9.0", None, None)}, noi_dung_khen_thuong="Học sinh Xuất sắc")
    assert found(open_mark) == []


@pytest.mark.parametrize(
    ("grade", "text", "expected"),
    [
        (9, "Hoàn thành chương trình trung học cơ sở", []),
        (9, "KHÔNG HOÀN THÀNH CHƯƠNG TRÌNH THCS.", []),
        (9, "Hoàn thành chương trình lớp 9", [("TR-22", W)]),
        (9, None, [("TR-22", W)]),
        (12, "Hoàn thành chương trình giáo dục phổ thông; chưa hoàn thành chương trình cấp THPT", []),
        (12, "Hoàn thành chương trình trung học cơ sở", [("TR-22", W)]),
        (7, None, []),
    ],
)
def test_completion_of_the_programme(grade, text, expected):
    assert found(legal(grade, noi_dung_hoan_thanh_chuong_trinh=text)) == expected


def test_teachers():
    assert found(row(legal(), MATHS, gvbm=[])) == [("TR-23/none", W)]
    nameless = row(legal(), MATHS, gvbm=[{"so_cccd": "000088000001"}, {"ho_va_ten": "Trần Thị Thử"}])
    told = findings(nameless)
    assert [one.key for one in told] == ["TR-23", "TR-23"]
    assert [one.path for one in told] == [
        f"{ALL}/DIEM_TONG_KET[2]/GVBM[1]/HO_VA_TEN",
        f"{ALL}/DIEM_TONG_KET[2]/GVBM[2]/SO_CCCD",
    ]
    assert "Trần" not in told[1].message("vi", show_personal_data=True)


def test_a_partial_year_needs_no_second_semester():
    halves = dict.fromkeys(("19", "15", "69", "26", "05", "66", "27", "32"), ("8.0", None, None))
    rest = dict.fromkeys(("88", "97", "91", "99"), ("Đ", None, None))
    partial = {"ket_qua_hoc_tap_ky_1": "T", "ket_qua_ren_luyen_ky_1": "T", "duoc_len_lop": None}
    year = dict.fromkeys(
        [f"ket_qua_{what}_{when}" for what in ("hoc_tap", "ren_luyen") for when in ("ky_2", "ca_nam")]
    )
    record = legal(9, {**halves, **rest}, **partial, **year, noi_dung_hoan_thanh_chuong_trinh=None)
    assert found(record) == []
    assert found(changed(record, ket_qua_hoc_tap_ky_1="K")) == [("TR-16", E)]
    whole = changed(record, ket_qua_ren_luyen_ca_nam="T")
    assert ("TR-23/semesters", W) in found(whole)
    assert ("TR-23/semesters", W) not in found(changed(whole, co_khuyet_tat_khong_danh_gia="1"))


def test_a_declared_partial_year_is_not_judged_as_a_year():
    record = changed(legal(9), **WRONG, noi_dung_hoan_thanh_chuong_trinh=None)
    assert {key for key, _ in found(record)} == {"TR-17", "TR-19", "TR-22"}
    assert found(record, partial=True) == []
    assert found(changed(record, ket_qua_hoc_tap_ky_1="K"), partial=True) == [("TR-16", E)]
    cut = changed(record, **dict.fromkeys(record.tong_ket.__dict__))
    missing = {one.path.rpartition("/")[2] for one in check(cut) if one.code == "G-1"}
    assert {"KET_QUA_HOC_TAP_CA_NAM", "KET_QUA_REN_LUYEN_KY_2", "NHAN_XET_GVCN"} <= missing
    kept = {one.path.rpartition("/")[2] for one in check(cut, partial=True) if one.code == "G-1"}
    assert missing - kept >= {"KET_QUA_HOC_TAP_CA_NAM", "KET_QUA_REN_LUYEN_KY_2"}
    assert "NHAN_XET_GVCN" in kept


def test_a_declared_partial_year_of_primary_school_may_lack_its_results():
    from tests.unit.rules.changes import assessment, legal, row, summary
    from tests.unit.rules.changes import found as primary

    record = row("01", legal(4), diem_kiem_tra_dinh_ky=None, muc_dat_duoc=None)
    record = assessment(record, nang_luc_tin_hoc=None, pham_chat_yeu_nuoc=None)
    record = summary(
        record, ket_qua_xep_loai=None, duoc_len_lop=None, da_hoan_thanh_chuong_trinh_lop_hoc=None
    )
    assert {key for key, _ in primary(record)} >= {"G-1", "TH-17", "TH-20"}
    assert primary(record, partial=True) == []


def test_choice_subjects():
    assert found(without(legal(10), "35")) == [("TR-24", W)]
    base = legal(10)
    more = {**base.diem_tong_ket[0].__dict__, "ma_mon_hoc": "46", "ten_mon_hoc": "Công nghệ"}
    five = RecordTrungHoc.claims({**base.__dict__, "diem_tong_ket": [*base.diem_tong_ket, more]})
    [finding] = findings(five)
    assert finding.key == "TR-24"
    assert "5 môn lựa chọn (Vật lí, Hóa học, Sinh học, Địa lí, Công nghệ)" in finding.message("vi")
    empty = row(five, "46", diem_hoc_ky_1=None, diem_hoc_ky_2=None, diem_ca_nam=None, gvbm=[])
    assert found(empty) == []


@pytest.mark.parametrize("grade", [9, 12])
@pytest.mark.parametrize("flag", ["0", "1"])
def test_the_flag_of_a_last_grade_is_reported_and_not_judged(grade, flag):
    assert found(legal(grade, duoc_len_lop=flag)) == [("TR-25", W)]


WRONG = {"ket_qua_hoc_tap_ca_nam": "K", "ket_qua_ren_luyen_ca_nam": "K"}


def test_from_2026_on_computed_rules_only_warn():
    record = changed(row(legal(), MATHS, diem_ca_nam="9.0"), **WRONG)
    for year, severity in ((2025, E), (2026, W), (2030, W)):
        keys = found(changed(record, ten_nam_hoc=f"{year}-{year + 1}"))
        assert sorted(keys) == [("TR-17", severity), ("TR-19", severity), ("TR-3", severity)]


def test_signs_of_a_disability_and_extraction_make_computed_rules_warn():
    signs = (
        {"nhan_xet_gvcn": "Học sinh khuyết tật."},
        {"noi_dung_duoc_len_lop": "Được lên lớp 8 theo kế hoạch cá nhân (khuyết tật)"},
        {"doi_tuong_chinh_sach": "Khuyết tật"},
        {"trich_luc": "1"},  # taken from paper: lifecycle.md §7
    )
    for changes in signs:
        record = changed(row(legal(), MATHS, diem_ca_nam="11"), **WRONG, **changes)
        assert sorted(found(record)) == [("TR-19", W), ("TR-6", E)]


def test_nothing_is_computed_for_a_pupil_who_is_not_assessed():
    record = changed(row(legal(), MATHS, diem_ca_nam="9.0"), **WRONG, co_khuyet_tat_khong_danh_gia="1")
    assert found(record) == []


@pytest.mark.parametrize(
    ("grade", "year", "level"),
    [(9, 2023, "03"), (12, 2023, "04"), (6, 2020, "03"), (7, 2024, "05"), (10, 2024, "05")],
)
def test_other_regulations_have_no_rules_on_results(grade, year, level):
    record = changed(legal(grade), **WRONG, ten_nam_hoc=f"{year}-{year + 1}", ma_cap_hoc=level)
    assert found(row(record, MATHS, diem_ca_nam="G")) == []


def test_a_primary_form_with_a_secondary_grade_gets_general_rules_only():
    from tests.unit.rules.changes import general

    for grade in ("09", "12"):
        record = general(ma_khoi=grade, ma_cap_hoc="03" if grade == "09" else "04")
        assert [one for one in check(record) if one.code.startswith("TR-")] == []
