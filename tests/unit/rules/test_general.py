"""Rules of general form: each with what it reports, how much it weighs, and what it lets pass."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from tests.unit.rules.changes import (
    BASE,
    assessment,
    findings,
    found,
    general,
    history,
    row,
    summary,
    without_row,
)

from hocba.findings import Severity
from hocba.model.record import Record

E, W = Severity.ERROR, Severity.WARNING


def test_the_display_sample_breaks_nothing():
    assert found(BASE) == []
    assert found(BASE, writing=False) == []


# G-1


@pytest.mark.parametrize("value", [None, "", "  \u00a0"])
def test_g1_required_value_absent_or_blank(value):
    assert found(general(ho_va_ten_me=value)) == [("G-1", E)]
    assert found(general(ho_va_ten_me=value), writing=False) == [("G-1", E)]


def test_g1_names_the_place_and_the_label():
    [finding] = findings(row("03", muc_dat_duoc=None))
    assert finding.path == "DU_LIEU_HOC_BA/TONG_KET/BANG_DIEM[8]/MUC_DAT_DUOC"
    assert "Mức đạt được" in finding.message("vi")
    assert "MUC_DAT_DUOC" in finding.message("en")


def test_g1_optional_values_may_be_absent():
    assert (
        found(general(ho_va_ten_cha=None, ten_giao_vien_chu_nhiem=None, so_cccd_giao_vien_chu_nhiem=None))
        == []
    )


def test_g1_every_block_is_looked_at():
    entry = {**BASE.qua_trinh_hoc_tap[-1].__dict__, "ten_lop": None}
    kept = [*(one.__dict__ for one in BASE.qua_trinh_hoc_tap[:-1]), entry]
    assert found(history(*kept)) == [("G-1", E)]
    assert found(assessment(nhan_xet_pham_chat=None)) == [("G-1", E)]
    assert found(summary(nhan_xet_gvcn=None)) == [("G-1", E)]
    assert found(row("03", ten_mon_hoc=None)) == [("G-1", E)]


def test_g1_a_record_without_history_or_rows():
    assert found(history()) == [("G-1/block", E)]
    assert found(summary(bang_diem=[])) == [("G-1/block", E)]


def test_g1_empty_record_reports_every_required_field_once():
    codes = [key for key, _ in found(Record.claims({}))]
    assert codes.count("G-1/block") == 2
    assert set(codes) == {"G-1", "G-1/block"}


@pytest.mark.parametrize(("year", "expected"), [("2024-2025", [("G-1", E)]), ("2025-2026", [])])
def test_g14_a_district_may_be_absent_from_2025(year, expected):
    changed = general(ten_quan_huyen=None, ten_nam_hoc=year)
    assert [
        entry
        for entry in found(changed)
        if entry[0].startswith("G-1") and not entry[0].startswith("G-17") and entry[0] != "G-18"
    ] == expected


# G-2


@pytest.mark.parametrize(
    "value", ["0f8a5c2e-6b1d-4c3a-9e57-2d4b8f6a1c90", "0F8A5C2E-6B1D-4C3A-9E57-2D4B8F6A1C90"]
)
def test_g2_uuid4_in_either_case(value):
    assert found(general(ma_tra_cuu_uuid=value)) == []


@pytest.mark.parametrize(
    "value",
    [
        "0f8a5c2e-6b1d-1c3a-9e57-2d4b8f6a1c90",
        "0f8a5c2e-6b1d-4c3a-7e57-2d4b8f6a1c90",
        "0f8a5c2e6b1d4c3a9e572d4b8f6a1c90",
        "{0f8a5c2e-6b1d-4c3a-9e57-2d4b8f6a1c90}",
        "0f8a5c2e-6b1d-4c3a-9e57-2d4b8f6a1c90\n",
        "０f8a5c2e-6b1d-4c3a-9e57-2d4b8f6a1c90",
    ],
)
def test_g2_anything_else(value):
    assert found(general(ma_tra_cuu_uuid=value)) == [("G-2", E)]
    assert found(general(ma_tra_cuu_uuid=value), writing=False) == [("G-2", W)]


# G-3


@pytest.mark.parametrize("value", ["2023–2024", "2023 - 2024", " 2023-2024"])
def test_g3_a_reader_takes_an_en_dash_and_spaces(value):
    assert found(general(ten_nam_hoc=value), writing=False) == []
    assert found(general(ten_nam_hoc=value)) == [("G-3", E)]


@pytest.mark.parametrize("value", ["2023", "2023/2024", "23-24", "2023-2024-2025", "năm học"])
def test_g3_no_school_year(value):
    assert found(general(ten_nam_hoc=value)) == [("G-3", E)]
    assert found(general(ten_nam_hoc=value), writing=False) == [("G-3", E)]


def test_g3_years_that_do_not_follow():
    assert found(general(ten_nam_hoc="2023-2025")) == [("G-3/sum", W)]
    kept = [one.__dict__ for one in BASE.qua_trinh_hoc_tap]
    assert found(history({**kept[0], "nam_hoc": "2020-2019"}, *kept[1:])) == [("G-3/sum", W)]


# G-4 to G-7


@pytest.mark.parametrize(
    "value", ["123456789", "0002140000012", "00021400000 ", "00021400000a", "٠٠٠٢١٤٠٠٠٠٠١"]
)
@pytest.mark.parametrize("field", ["so_cccd", "so_cccd_giam_hieu_ky_hoc_ba", "so_cccd_giao_vien_chu_nhiem"])
def test_g4_not_twelve_digits(field, value):
    changed = general(**{field: value})
    assert found(changed) == [("G-4", E)]
    assert found(changed, writing=False) == [("G-4", W)]


def test_g4_hides_the_number():
    [finding] = findings(general(so_cccd="123456789"))
    assert "123456789" not in repr(finding) + finding.message("vi") + finding.message("en")
    assert "123456789" in finding.message("vi", show_personal_data=True)


def born(number: str, birth: str, sex: str) -> Record:
    return general(so_cccd=number, ngay_sinh=birth, gioi_tinh=sex)


@pytest.mark.parametrize(
    ("number", "birth", "sex"),
    [
        ("000075000001", "02/09/1975", "Nam"),
        ("000175000001", "02/09/1975", "Nữ"),
        ("000214000001", "02/09/2014", "Nam"),
        ("000314000001", "02/09/2014", "Nữ"),
        ("000300000001", "02/09/2000", "Nữ"),
        ("000199000001", "31/12/1999", "Nữ"),
    ],
)
def test_g5_digits_that_fit(number, birth, sex):
    assert found(born(number, birth, sex)) == []


@pytest.mark.parametrize(
    ("number", "birth", "sex"),
    [
        ("000214000001", "02/09/2014", "Nữ"),
        ("000014000001", "02/09/2014", "Nam"),
        ("000214000001", "02/09/2015", "Nam"),
        ("000914000001", "02/09/2014", "Khác"),
    ],
)
def test_g5_digits_that_do_not_fit(number, birth, sex):
    assert ("G-5", W) in found(born(number, birth, sex))


@pytest.mark.parametrize("birth", ["không rõ", "02/09/1875", "02/09/2475"])
def test_g5_says_nothing_where_the_birth_tells_nothing(birth):
    assert "G-5" not in [key for key, _ in found(born("000999000001", birth, "Nam"))]


def test_g6_prefixes():
    assert found(general(so_cccd_giam_hieu_ky_hoc_ba="001075000002")) == []
    assert found(general(so_cccd_giam_hieu_ky_hoc_ba="003075000002")) == [("G-6", W)]


def test_g6_the_table_says_nothing_of_births_since_july_2025():
    assert "G-6" not in [key for key, _ in found(born("003225000002", "01/07/2025", "Nam"))]
    assert "G-6" in [key for key, _ in found(born("003225000002", "30/06/2025", "Nam"))]


def test_g7_sex_in_words():
    assert found(general(gioi_tinh="Nu")) == [("G-7", E)]
    assert found(general(gioi_tinh="1"), writing=False) == [("G-7", W)]


def test_g7_compares_in_normal_form():
    record = general(gioi_tinh=unicodedata.normalize("NFD", "Nữ"))
    assert "G-7" not in [key for key, _ in found(record)]


# G-8


@pytest.mark.parametrize("value", ["2/9/2014", "02/09/2014", "2014-09-02", "2014-09-02T00:00:00+07:00"])
def test_g8_forms_that_are_read(value):
    assert "G-8" not in [key for key, _ in found(general(ngay_sinh=value))]


@pytest.mark.parametrize(
    "value", ["30/02/2014", "2014/09/02", "02-09-2014", "2014", "02/09/14", "０2/09/2014"]
)
def test_g8_dates_that_cannot_be_read(value):
    assert found(general(ngay_sinh=value)) == [("G-8", E)]
    kept = [one.__dict__ for one in BASE.qua_trinh_hoc_tap]
    changed = history({**kept[0], "ngay_trang_thai_chuyen_den": value}, *kept[1:])
    assert found(changed, writing=False) == [("G-8", E)]


def test_g8_order():
    assert found(general(ngay_tao_hoc_ba="01/06/2024")) == [("G-8/order", W)]
    assert found(general(ngay_tao_hoc_ba="31/05/2024")) == []
    late = general(ngay_sinh="31/05/2024", so_cccd="000224000001", gioi_tinh="Nam")
    assert found(late) == [("G-8/order", W)]


def test_g8_future_is_judged_only_when_the_day_is_given():
    issued = dt.date(2024, 5, 31)
    assert found(BASE, today=issued) == []
    assert found(BASE, today=issued - dt.timedelta(days=1)) == [("G-8/future", W)]


# G-10


def test_g10_grade_of_another_level():
    changed = general(ma_cap_hoc="03")
    assert ("G-10", E) in found(changed)
    assert ("G-10", W) in found(changed, writing=False)


@pytest.mark.parametrize("value", ["13", "00", "4A", "bốn", "٤"])
def test_g10_no_grade(value):
    assert found(general(ma_khoi=value)) == [("G-10", E)]


def test_g10_codes_outside_the_inferred_list_only_warn():
    assert found(general(ma_khoi="4")) == [("G-10/code", W)]
    assert found(general(ma_cap_hoc="TH")) == [("G-10/code", W)]


def test_g10_gdtx_has_grades_6_to_12_and_no_subject_table():
    # the format is one of primary school
    other_format = ("G-10/format", W)
    assert found(general(ma_cap_hoc="05", ma_khoi="06", thong_tu="43/2021")) == [other_format]
    assert found(general(ma_cap_hoc="05", thong_tu="43/2021")) == [("G-10", E), other_format]


# G-11


@pytest.mark.parametrize("value", ["D", "Ð", "đ", "ð", "Đ ", "\u200bĐ", "Ｄ"])
def test_g11_look_alikes_of_d_stroke(value):
    [finding] = findings(assessment(pham_chat_yeu_nuoc=value))
    assert (finding.code, finding.severity) == ("G-11", E)
    assert "Đ (U+0110)" in finding.message("vi", show_personal_data=True)
    assert f"U+{ord(value[0]):04X}" in finding.message("en", show_personal_data=True)


@pytest.mark.parametrize(
    ("value", "letter"), [("Т", "T"), ("Н", "H"), ("С", "C"), ("t", "T"), ("h", "H"), ("Ｔ", "T")]
)
def test_g11_look_alikes_of_other_letters(value, letter):
    [finding] = findings(row("03", muc_dat_duoc=value))
    assert finding.code == "G-11"
    assert f"{letter} (U+" in finding.message("vi", show_personal_data=True)


def test_g11_weighs_the_same_on_reading():
    assert found(assessment(pham_chat_yeu_nuoc="D"), writing=False) == [("G-11", E)]


# G-12, G-13


@pytest.mark.parametrize("value", ["31,5", "31.12345", "ba mươi", "31 kg", "1e2", "NaN", "3１"])
def test_g12_no_number_of_the_format(value):
    assert found(general(can_nang=value)) == [("G-12", E)]
    assert found(general(can_nang=value), writing=False) == [("G-12", W)]


def test_g12_four_decimals_are_allowed():
    assert found(general(can_nang="31.1234")) == []


@pytest.mark.parametrize(
    ("field", "low", "high"),
    [
        ("can_nang", "1", "300"),
        ("chieu_cao", "10", "300"),
        ("tong_so_buoi_nghi_co_phep", "0", "200"),
        ("thong_so_buoi_nghi_khong_phep", "0", "200"),
    ],
)
def test_g13_ranges(field, low, high):
    assert found(general(**{field: low})) == []
    assert found(general(**{field: high})) == []
    assert found(general(**{field: f"{int(low) - 1}"})) == [("G-13", W)]
    assert found(general(**{field: f"{high}.0001"})) == [("G-13", W)]


def test_g13_judges_a_number_with_a_comma_too():
    assert found(general(chieu_cao="9,9"), writing=False) == [("G-12", W), ("G-13", W)]


# G-14


@pytest.mark.parametrize(
    "value", ["Hà Nội", "Thành phố Hà Nội", "TP. Hà Nội", "hà  nội", "Hoà Bình", "Tỉnh Hòa Bình"]
)
def test_g14_spellings_of_a_province(value):
    assert found(general(ten_tinh_thanh_pho=value)) == []


def test_g14_editions():
    assert found(general(ten_tinh_thanh_pho="Hà Tây")) == [("G-14", W)]
    # an older record that was made since the change may use either list
    old = general(ten_tinh_thanh_pho="Hà Giang")
    assert found(old) == []
    changed = general(old, ten_nam_hoc="2025-2026")
    assert "G-14/other" in [key for key, _ in found(changed)]


def test_g14_province_names_that_exist_in_one_edition_only():
    from hocba.rules.codes import province_by_name, provinces

    before, since = dt.date(2025, 6, 30), dt.date(2025, 7, 1)
    only_new = [one.name for one in provinces(on=since) if province_by_name(one.name, on=before) is None]
    for name in only_new:
        assert found(general(ten_tinh_thanh_pho=name)) == [("G-14/other", W)]
        late = general(ten_tinh_thanh_pho=name, ngay_ky_phat_hanh_hoc_ba="01/07/2025")
        assert found(late) == []


# G-15, G-16


def test_g15_a_code_twice():
    rows = BASE.tong_ket.bang_diem
    [finding] = findings(summary(bang_diem=[*rows, rows[0]]))
    assert (finding.key, finding.severity) == ("G-15", W)
    assert finding.path.endswith(f"BANG_DIEM[{len(rows) + 1}]/MA_MON_HOC")


def test_g16_an_unknown_code_is_named_with_what_it_should_be():
    missing, unknown = findings(row("03", ma_mon_hoc="ZZ9"))
    assert (missing.key, unknown.key) == ("G-16/missing", "G-16")
    assert {unknown.severity, missing.severity} == {W}
    assert "ZZ9" in unknown.message("vi")
    assert "03" in unknown.message("vi")
    assert "Tiểu học" in unknown.message("vi")
    assert "Đạo đức" in missing.message("vi")


def test_g16_where_level_and_grade_disagree_the_codes_of_the_level_are_named():
    odd = general(row("03", ma_mon_hoc="ZZ9"), ma_khoi="12")
    [unknown] = [one for one in findings(odd) if one.key == "G-16"]
    assert "02, 01, 11" in unknown.advice("vi")


def test_g16_an_unknown_code_that_could_be_a_name_is_hidden():
    keys = {finding.key: finding for finding in findings(row("03", ma_mon_hoc="Nguyen Van A"))}
    assert "Nguyen" not in keys["G-16"].message("vi")
    assert "Nguyen" in keys["G-16"].message("vi", show_personal_data=True)


def test_g16_a_subject_of_another_grade():
    rows = [
        *BASE.tong_ket.bang_diem,
        {"ma_mon_hoc": "04", "ten_mon_hoc": "Tự nhiên và Xã hội", "muc_dat_duoc": "T"},
    ]
    assert found(summary(bang_diem=rows)) == [("G-16/grade", W)]


def test_g16_a_compulsory_subject_is_missing():
    assert found(without_row("91")) == [("G-16/missing", W)]


def test_g16_an_elective_may_be_there_or_not():
    rows = [
        *BASE.tong_ket.bang_diem,
        {"ma_mon_hoc": "14", "ten_mon_hoc": "Tiếng dân tộc", "muc_dat_duoc": "T"},
    ]
    assert found(summary(bang_diem=rows)) == []


# G-17


def test_g17_history():
    *earlier, own = (one.__dict__ for one in BASE.qua_trinh_hoc_tap)
    assert found(history(*earlier)) == [("G-17", W)]
    assert found(history(*earlier, {**own, "ten_lop": "4B"})) == [("G-17/different", W)]
    assert found(history(*earlier, {**own, "ten_truong": "TRƯỜNG TIỂU HỌC VÍ DỤ"})) == []
    both = {**own, "ten_lop": "4B", "ten_truong": "Trường khác"}
    assert found(history(*earlier, both)) == [("G-17/different", W)] * 2
    assert found(history(*earlier, own, {**earlier[0]})) == [("G-17/repeated", W)]
    assert found(history(*earlier, own, {**own, "nam_hoc": "2024-2025"})) == [("G-17/later", W)]


def test_g17_a_transfer_inside_the_year_keeps_the_last_class():
    *earlier, own = (one.__dict__ for one in BASE.qua_trinh_hoc_tap)
    moved = history(*earlier, {**own, "ten_truong": "Trường Tiểu học Nháp"}, own)
    assert found(moved) == [("G-17/repeated", W)]
    # the record that ends with the transfer has a row at the new school (lifecycle.md §8)
    assert found(moved, partial=True) == []
    twice = history(*earlier, own, own)
    assert found(twice, partial=True) == [("G-17/repeated", W)]
    assert found(history(*earlier, {**earlier[0], "ten_truong": "Nháp"}, own), partial=True) == [
        ("G-17/repeated", W)
    ]


# G-18


@pytest.mark.parametrize("value", ["27/2020", "27/2020/TT-BGDĐT", "Thông tư 27/2020/TT-BGDĐT ngày 04/9/2020"])
def test_g18_ways_to_name_the_circular(value):
    assert [key for key, _ in found(general(thong_tu=value)) if key != "G-9"] == []


@pytest.mark.parametrize("value", ["22/2016", "TT27", "127/2020", "27/20201"])
def test_g18_another_circular(value):
    [finding] = findings(general(thong_tu=value))
    assert (finding.key, finding.severity) == ("G-18", W)
    assert "27/2020" in finding.message("vi")


def test_g18_older_years_follow_the_older_circulars():
    older = general(ten_nam_hoc="2022-2023", thong_tu="30/2014 và 22/2016")
    assert "G-18" not in [key for key, _ in found(older)]


# G-19


@pytest.mark.parametrize("value", ["true", "Có", "X", "x"])
def test_g19_other_words_for_yes(value):
    changed = summary(duoc_len_lop=value)
    assert found(changed, writing=False) == [("G-19", W)]
    assert found(changed) == [("G-19", E)]


def test_g19_no_boolean_at_all():
    changed = summary(duoc_len_lop="lên lớp")
    assert found(changed, writing=False) == [("G-19", W)]
    assert found(changed) == [("G-19", E)]
