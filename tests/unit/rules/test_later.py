"""The rules over records of the reconstructed formats: general rules and Thông tư 27/2020."""

from __future__ import annotations

import attrs
import pytest
from tests.shared_data import shared_spec
from tests.unit.rules import later
from tests.unit.rules.changes import BASE, legal
from tests.unit.rules.changes import row as v1_row
from tests.unit.rules.changes import summary as v1_summary

from hocba.findings import Severity
from hocba.model.base import RecordBase
from hocba.model.block import Block
from hocba.model.extension import Extension
from hocba.model.made import record_type_of
from hocba.model.part import parts_of
from hocba.model.record import Record
from hocba.model.table_shape import BlockShape
from hocba.model.v2_tieuhoc.record import RecordTieuHoc
from hocba.model.v2_trunghoc.record import RecordTrungHoc
from hocba.model.walk import simple_fields
from hocba.rules import tables
from hocba.rules.codes import subject, subjects
from hocba.rules.engine import check
from hocba.rules.form import ASSESSMENT, CERTIFICATE, GENERAL, ROW, SUMMARY, TEACHER, place
from hocba.rules.form_of_class import form_of_class
from hocba.rules.form_tables import FORMAT_IDS, form, form_of
from hocba.rules.tt27_2020.result import CODES, RESULTS

E, W = Severity.ERROR, Severity.WARNING
RECORD = "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA"


@attrs.frozen
class Slot:
    """What a signature slot claims."""

    name: str
    so_cccd: str | None


def gone(found: list[tuple[str, Severity]]) -> list[tuple[str, Severity]]:
    """Without the names of subjects that the dictionary is too short for."""
    return [entry for entry in found if entry != ("G-9", W)]


# forms


@pytest.mark.parametrize("kind", [Record, RecordTieuHoc, RecordTrungHoc])
def test_tables_and_classes_tell_the_same(kind):
    table, own = form(kind.format_id), form_of_class(kind, kind.format_id)
    assert list(table.parts) == list(own.parts)
    for role, part in table.parts.items():
        other = own.parts[role]
        assert (part.path, part.way, part.repeats, part.inside) == (
            other.path,
            other.way,
            other.repeats,
            other.inside,
        )
        for mine, its in zip(part.fields, other.fields, strict=True):
            required = (
                "no" if mine.name == "ten_quan_huyen" else mine.required
            )  # creation never insists on it
            assert mine._replace(required=required) == its


def test_every_format_has_a_table():
    assert FORMAT_IDS == ("v1_0", "v2_tieuhoc", "v2_trunghoc")
    assert form_of(RecordTieuHoc) is form("v2_tieuhoc")
    assert [form(name).reconstructed for name in FORMAT_IDS] == [False, True, True]
    assert "v2_tieuhoc" in repr(form("v2_tieuhoc"))
    with pytest.raises(KeyError):
        form("v3")


def test_places_are_those_of_the_format():
    secondary, primary = form("v2_trunghoc"), form("v2_tieuhoc")
    assert place(secondary, TEACHER, "so_cccd", 2, 0).path == f"{RECORD}/DIEM_TONG_KET[3]/GVBM[1]/SO_CCCD"
    assert place(secondary, CERTIFICATE, "ten_chung_chi", 1).path == f"{RECORD}/CHUNG_CHI[2]/TEN_CHUNG_CHI"
    assert place(primary, ROW, "muc_dat_duoc", 0).path == f"{RECORD}/DIEM_TONG_KET[1]/MUC_DAT_DUOC"
    name = "nang_luc_giao_tiep_hop_tac"
    assert place(primary, ASSESSMENT, name).path == f"{RECORD}/DANH_GIA_NANG_LUC_PHAM_CHAT/{name.upper()}"
    assert place(form("v1_0"), ROW, "muc_dat_duoc", 0).path.endswith("TONG_KET/BANG_DIEM[1]/MUC_DAT_DUOC")
    order = [
        place(secondary, GENERAL, "ho_va_ten"),
        place(secondary, SUMMARY, "duoc_len_lop"),
        place(secondary, ROW, "diem_ca_nam", 0),
        place(secondary, TEACHER, "", 0, 0),
        place(secondary, TEACHER, "so_cccd", 0, 0),
        place(secondary, TEACHER, "so_cccd", 0, 1),
        place(secondary, ROW, "ma_mon_hoc", 1),
    ]
    assert sorted(order, key=lambda where: where.order) == order


def test_a_place_of_what_the_format_has_not_is_still_a_place():
    assert place(form("v2_trunghoc"), ASSESSMENT, "pham_chat_yeu_nuoc").tag == "PHAM_CHAT_YEU_NUOC"
    assert place(form("v1_0"), GENERAL, "trich_luc").path == "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/TRICH_LUC"


# legal records


@pytest.mark.parametrize("grade", range(1, 6))
def test_later_primary_records_that_break_nothing(grade):
    assert later.found(later.primary(legal(grade))) == []


@pytest.mark.parametrize("grade", range(6, 13))
def test_secondary_records_that_break_nothing_but_the_length_of_names(grade):
    findings = later.findings(later.trung_hoc(grade))
    assert {finding.key for finding in findings} == {"G-9"}
    assert {finding.path.rpartition("/")[2] for finding in findings} == {"TEN_MON_HOC"}


# G-1


@pytest.mark.parametrize(
    ("make", "table"),
    [(later.primary, "fields-v2-tieuhoc.csv"), (later.trung_hoc, "fields-v2-trunghoc.csv")],
)
def test_g1_obligations_of_the_general_part_warn(make, table):
    import csv

    rows = list(csv.DictReader(shared_spec(table).read_text(encoding="utf-8").splitlines()))
    general = [row for row in rows if row["block"] == "THONG_TIN_CHUNG"]
    assert len(general) > 40
    for row in general:
        changed = later.general(make(), **{row["python_name"]: None})
        missing = [finding for finding in later.findings(changed) if finding.code == "G-1"]
        if row["required"] == "yes":
            assert [(one.key, one.severity) for one in missing] == [("G-1/reconstructed", W)]
            assert missing[0].path == f"{RECORD}/THONG_TIN_CHUNG/{row['tag']}"
        elif row["required"] == "no":
            assert missing == []


def test_g1_obligations_of_v1_are_errors():
    import csv

    from tests.unit.rules.changes import findings, general

    rows = csv.DictReader(shared_spec("fields-v1.csv").read_text(encoding="utf-8").splitlines())
    for row in rows:
        if row["block"] == "THONG_TIN_CHUNG":
            missing = [one for one in findings(general(**{row["python_name"]: None})) if one.code == "G-1"]
            assert [(one.key, one.severity) for one in missing] == (
                [("G-1", E)] if row["required"] == "yes" else []
            )


@pytest.mark.parametrize("make", [later.primary, later.trung_hoc])
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, []),
        ({"ngay_sinh": None}, ["G-1/birth"]),
        ({"ngay_sinh": " "}, ["G-1/birth"]),
        ({"ngay_sinh": None, "nam_sinh": "YEAR"}, []),
        ({"ngay_sinh": None, "thang_nam_sinh": "YEAR-09"}, []),
        ({"nam_sinh": "YEAR"}, ["G-1/births"]),
        ({"nam_sinh": "YEAR", "thang_nam_sinh": "YEAR-09"}, ["G-1/births"]),
    ],
)
def test_g1_exactly_one_birth_date(make, given, expected):
    record = make()
    year = record.thong_tin_chung.ngay_sinh[-4:]
    texts = {name: text and text.replace("YEAR", year) for name, text in given.items()}
    assert [key for key, _ in gone(later.found(later.general(record, **texts)))] == expected


def test_g1_what_a_pupil_who_is_not_assessed_may_lack():
    levels = dict.fromkeys(type(later.primary().danh_gia_nang_luc_pham_chat).model_fields)
    comments = {"nhan_xet_nang_luc_chung": "Có tiến bộ.", "nhan_xet_nang_luc_dac_thu": "Có tiến bộ."}
    bare = later.summary(later.assessment(later.primary(), **{**levels, **comments}), ket_qua_xep_loai=None)
    without = later.general(bare, co_khuyet_tat_khong_danh_gia="1")
    assert later.found(without) == []
    assert {key for key, _ in later.found(bare)} == {"G-1/reconstructed", "TH-20"}
    # results of conduct and the flag stay required, as the table says
    secondary = later.general(later.trung_hoc(), co_khuyet_tat_khong_danh_gia="1")
    lacking = later.summary(
        secondary,
        **dict.fromkeys(("ket_qua_hoc_tap_ky_1", "ket_qua_hoc_tap_ky_2", "ket_qua_hoc_tap_ca_nam")),
        ket_qua_ren_luyen_ca_nam=None,
    )
    paths = [finding.path for finding in later.findings(lacking) if finding.code == "G-1"]
    assert paths == [f"{RECORD}/TONG_KET/KET_QUA_REN_LUYEN_CA_NAM"]


@pytest.mark.parametrize("part", ["qua_trinh_hoc_tap", "diem_tong_ket"])
def test_g1_parts_that_are_not_there(part):
    record = later.primary()
    emptied = RecordTieuHoc.claims({**record.__dict__, part: ()})
    assert ("G-1/reconstructed-block", W) in later.found(emptied)


def test_g1_of_teachers():
    record = later.row(later.trung_hoc(), 1, gvbm=[{"so_cccd": "000088000001", "ho_va_ten": None}])
    missing = [finding for finding in later.findings(record) if finding.code == "G-1"]
    assert [finding.path for finding in missing] == [f"{RECORD}/DIEM_TONG_KET[2]/GVBM[1]/HO_VA_TEN"]


# G-4 to G-8


def test_g4_numbers_of_teachers():
    teachers = [
        {"so_cccd": "000088000001", "ho_va_ten": "Trần Thị Thử"},
        {"so_cccd": "00088", "ho_va_ten": "A"},
    ]
    record = later.row(later.trung_hoc(), 2, gvbm=teachers)
    [finding] = [finding for finding in later.findings(record) if finding.code == "G-4"]
    assert (finding.severity, finding.path) == (E, f"{RECORD}/DIEM_TONG_KET[3]/GVBM[2]/SO_CCCD")
    assert "00088" not in finding.message("vi")
    assert [one.severity for one in check(record, writing=False) if one.code == "G-4"] == [W]


def test_g6_prefix_of_a_teacher():
    teachers = [{"so_cccd": "003088000001", "ho_va_ten": "A"}]
    assert ("G-6", W) in later.found(later.row(later.trung_hoc(), 0, gvbm=teachers))


def test_g5_looks_at_a_year_of_birth_too():
    record = later.general(later.trung_hoc(), ngay_sinh=None, nam_sinh="2010")
    assert ("G-5", W) in later.found(record)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("nam_sinh", "2014", []),
        ("nam_sinh", "14", ["G-8/partial"]),
        ("nam_sinh", "0000", ["G-8/partial"]),
        ("thang_nam_sinh", "2014-09", []),
        ("thang_nam_sinh", "09/2014", []),
        ("thang_nam_sinh", "2014-13", ["G-8/partial"]),
        ("thang_nam_sinh", "tháng 9", ["G-8/partial"]),
        ("thang_nam_sinh", "2014-00", ["G-8/partial"]),
    ],
)
def test_g8_partly_known_births(name, text, expected):
    record = later.primary(ngay_sinh=None, **{name: text})
    assert [key for key, _ in later.found(record) if key not in {"G-5", "G-9"}] == expected


def test_g8_a_year_of_birth_after_the_record():
    record = later.primary(ngay_sinh=None, nam_sinh="2025")
    assert ("G-8/order", W) in later.found(record)


def test_g8_transfer_dates():
    record = later.primary()
    entry = {**record.qua_trinh_hoc_tap[0].__dict__, "ngay_trang_thai_chuyen_den": "31/02/2024"}
    changed = RecordTieuHoc.claims(
        {**record.__dict__, "qua_trinh_hoc_tap": [entry, *record.qua_trinh_hoc_tap[1:]]}
    )
    assert later.found(changed) == [("G-8", E)]


# G-9


@pytest.mark.parametrize("make", [lambda: BASE, later.primary, later.trung_hoc])
def test_g9_every_limit_of_the_general_part(make):
    record = make()
    for entry in form(type(record).format_id).parts[GENERAL].fields:
        if entry.max_length is None:
            continue
        for length, expected in ((entry.max_length, False), (entry.max_length + 1, True)):
            changed = later.general(record, **{entry.name: "ế" * length})
            keys = {
                finding.path: finding
                for finding in check(changed)
                if finding.code == "G-9" and finding.path.endswith(f"/{entry.tag}")
            }
            assert bool(keys) is expected, entry.tag
            assert all(finding.severity is W for finding in keys.values())


def test_g9_counts_characters_in_normal_form():
    import unicodedata

    name = unicodedata.normalize("NFD", "ế" * 10)
    assert len(name) == 30
    keys = [finding.key for finding in check(later.primary(ten_lop=name))]
    assert "G-9" not in keys
    assert "TEXT-NOT-NFC" in keys


@pytest.mark.parametrize("make", [later.primary, later.trung_hoc])
def test_g9_words_of_xml_have_no_limit_of_a_transport_code(make):
    names = {entry.name: entry.max_length for entry in form(type(make()).format_id).parts[GENERAL].fields}
    assert [names[name] for name in ("gioi_tinh", "dan_toc", "quoc_tich")] == [None, None, None]


@pytest.mark.parametrize(
    ("changes", "writing"),
    [
        ({"ngay_sinh": "2014-09-02T00:00:00+07:00"}, True),
        ({"ten_nam_hoc": "2023 – 2024"}, False),
        ({"trich_luc": "false"}, False),
    ],
)
def test_g9_forms_that_transport_writes_anew(changes, writing):
    record = later.primary(legal(), **changes)
    assert "G-9" not in [finding.key for finding in check(record, writing=writing)]


# G-10, G-11, G-12, G-13


def test_g10_the_format_of_another_level():
    primary = later.general(later.primary(), ma_cap_hoc="03", ma_khoi="07", thong_tu="22/2021")
    assert ("G-10/format", W) in later.found(primary)
    secondary = later.general(later.trung_hoc(), ma_cap_hoc="02", ma_khoi="04", thong_tu="27/2020")
    keys = {finding.code for finding in later.findings(secondary)}
    assert "G-10" in keys
    # rules of another level would only add noise
    assert not any(key.startswith(("TH-", "TR-")) for key in keys)


def test_gdtx_is_a_container_with_general_rules_only():
    learner = later.general(later.trung_hoc(10), ma_cap_hoc="05", thong_tu="43/2021")
    assert gone(later.found(learner)) == []
    low = later.summary(learner, ket_qua_hoc_tap_ca_nam="CĐ", ket_qua_ren_luyen_ca_nam="CĐ")
    assert gone(later.found(low)) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [("D", "Đ"), ("Ð", "Đ"), ("đ", "Đ"), ("CD", "CĐ"), ("CÐ", "CĐ"), ("СĐ", "CĐ"), ("К", "K")],
)
def test_g11_levels_of_secondary_schools(text, meant):
    record = later.summary(later.trung_hoc(), ket_qua_ren_luyen_ky_1=text)
    [finding] = [finding for finding in later.findings(record) if finding.code == "G-11"]
    assert finding.severity is E
    assert f"{meant} (U+" in finding.message("vi", show_personal_data=True)
    assert "TEXT-LOOK-ALIKE" not in [one.key for one in later.findings(record)]


@pytest.mark.parametrize("text", ["D", "CÐ", "М", "đ"])
def test_g11_letter_marks(text):
    record = later.row(later.trung_hoc(), 8, diem_hoc_ky_1=text)
    assert ("G-11", E) in later.found(record)


@pytest.mark.parametrize("text", ["7", "7.5", "10", "T7", "7D"])
def test_g11_numbers_are_no_letters(text):
    record = later.row(later.trung_hoc(), 0, diem_hoc_ky_1=text)
    assert "G-11" not in [key for key, _ in later.found(record)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", [("G-13", W)]),
        ("1", []),
        ("45", []),
        ("300", []),
        ("301", [("G-13", W)]),
        ("1,5", [("G-12", E)]),
    ],
)
def test_g13_absences_of_secondary_schools(text, expected):
    record = later.summary(later.trung_hoc(), tong_so_buoi_nghi_hoc_ca_nam=text)
    assert [entry for entry in gone(later.found(record)) if entry[0] in {"G-12", "G-13"}] == expected


def test_g13_absences_of_primary_schools():
    assert later.found(later.primary(tong_so_buoi_nghi_khong_phep="201")) == [("G-13", W)]
    assert later.found(later.primary(tong_so_buoi_nghi_khong_phep="0")) == []


# G-19 to G-22


@pytest.mark.parametrize("name", ["trich_luc", "co_khuyet_tat_khong_danh_gia"])
def test_g19_booleans_of_the_general_part(name):
    record = later.primary(**{name: "không"})
    assert later.found(record) == [("G-19", E)]
    assert later.found(record, writing=False) == [("G-19", W)]
    assert later.found(later.primary(**{name: "?"}), writing=False) == [("G-19", W)]


def test_g20_the_field_switches_computed_rules_off():
    wrong = later.summary(later.primary(), ket_qua_xep_loai="Hoàn thành tốt")
    assert later.found(wrong) == [("TH-3", E)]
    assert later.found(later.general(wrong, co_khuyet_tat_khong_danh_gia="1")) == []


def test_g20_other_signs_of_a_disability_make_errors_warnings():
    wrong = later.summary(later.primary(), ket_qua_xep_loai="Hoàn thành tốt")
    assert later.found(later.general(wrong, doi_tuong_chinh_sach="Học sinh khuyết tật")) == [("TH-3", W)]
    note = "Học sinh KHUYẾT TẬT học hòa nhập, có nhiều tiến bộ."
    assert later.found(later.summary(wrong, nhan_xet_gvcn=note)) == [("TH-3", W)]


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("CO_KHUYET_TAT_KHONG_DANH_GIA", "1", []),
        ("CO_KHUYET_TAT_KHONG_DANH_GIA", " Có ", []),
        ("CO_KHUYET_TAT_KHONG_DANH_GIA", "0", [("TH-3", E)]),
        ("DOI_TUONG_CHINH_SACH", "Trẻ khuyết tật", [("TH-3", W)]),
        ("DOI_TUONG_CHINH_SACH", "Con thương binh", [("TH-3", E)]),
        ("KHAC", "1", [("TH-3", E)]),
    ],
)
def test_g20_tags_that_v1_does_not_know(tag, text, expected):
    wrong = v1_summary(BASE, ket_qua_xep_loai="Hoàn thành tốt")
    added = Extension.claims(
        {
            "parent": "DU_LIEU_HOC_BA/THONG_TIN_CHUNG",
            "name": tag,
            "after": "QUOC_TICH",
            "xml": f"<{tag}>{text}</{tag}>",
        }
    )
    record = Record.claims({**wrong.__dict__, "extensions": (added,)})
    found = [(one.key, one.severity) for one in check(record) if one.key != "G-6/test"]
    assert found == expected


MANAGER = BASE.thong_tin_chung.so_cccd_giam_hieu_ky_hoc_ba
TEACHER_NUMBER = BASE.thong_tin_chung.so_cccd_giao_vien_chu_nhiem


@pytest.mark.parametrize("make", [lambda: BASE, later.primary])
@pytest.mark.parametrize(
    ("slots", "substitutes", "expected"),
    [
        ([], (), []),
        ([Slot("CBQL", MANAGER), Slot("GVCN", TEACHER_NUMBER)], (), []),
        ([Slot("CBQL", None), Slot("GVCN", " ")], (), []),
        ([Slot("CBQL", TEACHER_NUMBER)], (), ["SO_CCCD_GIAM_HIEU_KY_HOC_BA"]),
        ([Slot("GVCN", MANAGER)], (), ["SO_CCCD_GIAO_VIEN_CHU_NHIEM"]),
        ([Slot("CBQL", TEACHER_NUMBER)], ("CBQL",), []),
        ([Slot("CBQL", TEACHER_NUMBER), Slot("GVCN", MANAGER)], {"CBQL"}, ["SO_CCCD_GIAO_VIEN_CHU_NHIEM"]),
        ([Slot("CBQL", TEACHER_NUMBER), Slot("CBQL[2]", MANAGER)], (), []),
        ([Slot("CBQL[2]", TEACHER_NUMBER)], ("CBQL[2]",), []),
        ([Slot("KY_PHAT_HANH", TEACHER_NUMBER), Slot("GVBM", MANAGER)], (), []),
    ],
)
def test_g21_signers(make, slots, substitutes, expected):
    found = later.findings(make(), slots=slots, substitutes=substitutes)
    assert [finding.path.rpartition("/")[2] for finding in found] == expected
    for finding in found:
        assert (finding.key, finding.severity) == ("G-21", W)
        assert not any(
            number in finding.message("vi") + finding.message("en") for number in (MANAGER, TEACHER_NUMBER)
        )
        assert MANAGER in finding.message("vi", show_personal_data=True)


def test_g21_with_what_reading_returned():
    import hocba

    raw = hocba.write(BASE).raw
    slot = b"<CBQL><NGAY_KY>31/05/2024</NGAY_KY><SO_CCCD>000188000001</SO_CCCD></CBQL>"
    reading = hocba.reading(raw.replace(b"<CBQL></CBQL>", slot))
    assert [one.so_cccd for one in reading.slots if one.name == "CBQL"] == ["000188000001"]
    assert "G-21" in [finding.key for finding in hocba.check(reading)]
    assert "G-21" not in [finding.key for finding in hocba.check(reading, substitutes=["CBQL"])]
    assert "G-21" not in [finding.key for finding in hocba.check(reading.record)]


def test_g22_reminds_of_the_paper():
    [finding] = later.findings(later.primary(trich_luc="1"))
    assert (finding.key, finding.severity) == ("G-22", W)
    assert "G-22" in [key for key, _ in later.found(later.general(later.trung_hoc(), trich_luc="1"))]


# Thông tư 27/2020 over the later format


@pytest.mark.parametrize("grade", [1, 4, 5])
@pytest.mark.parametrize("written", RESULTS)
def test_th1_to_th4_as_in_v1(grade, written):
    record = v1_summary(
        legal(grade),
        ket_qua_xep_loai=written,
        da_hoan_thanh_chuong_trinh_lop_hoc=None,
        noi_dung_hoan_thanh_chuong_trinh=None,
    )
    before = [finding.key for finding in check(record) if finding.code in CODES.values()]
    after = [finding.key for finding in check(later.primary(record)) if finding.code in CODES.values()]
    assert before == after


def changes_of_v1():
    from tests.unit.rules.changes import assessment

    yield "TH-13", v1_row("03", muc_dat_duoc="Đ")
    yield "TH-13/exempt", v1_row("03", muc_dat_duoc="M")
    yield "TH-14", v1_row("01", diem_kiem_tra_dinh_ky="8.5")
    yield "TH-14/exempt", v1_row("01", diem_kiem_tra_dinh_ky="M")
    yield "TH-15", assessment(pham_chat_yeu_nuoc="H")
    yield "TH-15", assessment(nang_luc_giao_tiep_hoc_tac="H")
    yield "TH-16", v1_summary(ket_qua_xep_loai="Giỏi")
    yield "TH-17", v1_row("01", diem_kiem_tra_dinh_ky=None)
    yield "TH-17/other", v1_row("13", diem_kiem_tra_dinh_ky=None)
    yield "TH-18", v1_row("03", diem_kiem_tra_dinh_ky="9")
    yield "TH-19", v1_summary(noi_dung_hoan_thanh_chuong_trinh="Hoàn thành chương trình lớp 3")
    yield "TH-20", assessment(nang_luc_tin_hoc=None)
    yield "TH-20/early", assessment(legal(1), nang_luc_tin_hoc="T")
    yield "TH-5", v1_summary(noi_dung_khen_thuong="Học sinh Xuất sắc")
    yield "TH-9", v1_summary(da_hoan_thanh_chuong_trinh_lop_hoc="0")
    yield "TH-10/early", v1_summary(da_hoan_thanh_chuong_trinh_tieu_hoc="1")


@pytest.mark.parametrize(("key", "record"), list(changes_of_v1()))
def test_th_rules_as_in_v1(key, record):
    before = {finding.key: finding.severity for finding in check(record)}
    found = later.findings(later.primary(record))
    after = {finding.key: finding.severity for finding in found}
    assert after[key] == before[key]
    assert {name for name in before if name.startswith("TH-")} == {
        name for name in after if name.startswith("TH-")
    }
    assert all(finding.path.startswith(f"{RECORD}/") for finding in found)


def test_later_years_only_warn():
    record = later.primary(v1_summary(legal(), ket_qua_xep_loai="Hoàn thành"))
    assert later.found(record) == [("TH-1", E)]
    future = later.general(record, ten_nam_hoc="2026-2027")
    assert ("TH-1", W) in later.found(future)


# third parties


@attrs.frozen
class TableRow:
    """A row of a third party's table."""

    block: str
    tag: str
    kind: str
    required: str
    max_length: int | None
    confidence: str = "[observed]"
    note: str = ""

    @property
    def python_name(self) -> str:
        return self.tag.lower()

    @property
    def label_vi(self) -> str:
        return self.tag.title()


def third_party() -> type[RecordBase]:
    """A format that is none of hocba's: other parts, other names, some fields that rules know."""
    fields = (
        ("CHUNG", "MA_TRA_CUU_UUID", "text", "yes", 36),
        ("CHUNG", "TEN_NAM_HOC", "text", "yes", 9),
        ("CHUNG", "SO_CCCD", "text", "yes", 12),
        ("CHUNG", "MA_KHOI", "text", "no", 2),
        ("CHUNG", "MA_CAP_HOC", "text", "no", 2),
        ("CHUNG", "NGAY_SINH", "date", "no", 10),
        ("SO_THICH", "MON_THE_THAO", "text", "no", 5),
        ("DIEM", "MA_MON_HOC", "text", "yes", 3),
        ("DIEM", "MUC_DAT_DUOC", "level", "no", 1),
    )
    rows = [TableRow(block, tag, kind, needed, length) for block, tag, kind, needed, length in fields]
    blocks = (BlockShape("CHUNG"), BlockShape("SO_THICH"), BlockShape("DIEM", repeated=True))
    return record_type_of("vi_du", blocks, rows, source="Ví dụ")


def test_third_party_records_get_general_rules_over_what_they_have():
    kind = third_party()
    laid = form_of(kind)
    assert (laid.format_id, laid.reconstructed) == ("vi_du", True)
    assert list(laid.parts) == [GENERAL, "so_thich", ROW]
    record = kind.claims(
        {
            "chung": {
                "ma_tra_cuu_uuid": "x",
                "ten_nam_hoc": "2024-2025",
                "so_cccd": None,
                "ma_khoi": "04",
                "ma_cap_hoc": "02",
                "ngay_sinh": "31/02/2014",
            },
            "so_thich": {"mon_the_thao": "bóng\u200b đá"},
            "diem": [{"ma_mon_hoc": "01", "muc_dat_duoc": "Т"}, {"ma_mon_hoc": "01", "muc_dat_duoc": "X"}],
        }
    )
    found = {
        (finding.key, finding.severity, finding.path.removeprefix(f"{RECORD}/")) for finding in check(record)
    }
    assert {entry for entry in found if not entry[0].startswith("G-16")} == {
        ("G-1/reconstructed", W, "CHUNG/SO_CCCD"),
        ("G-2", E, "CHUNG/MA_TRA_CUU_UUID"),
        ("G-8", E, "CHUNG/NGAY_SINH"),
        ("G-9", W, "SO_THICH/MON_THE_THAO"),
        ("G-11", E, "DIEM[1]/MUC_DAT_DUOC"),
        ("G-15", W, "DIEM[2]/MA_MON_HOC"),
        ("TEXT-INVISIBLE", W, "SO_THICH/MON_THE_THAO"),
    }


def test_third_party_records_without_any_known_part():
    rows = [TableRow("A", "B", "text", "yes", None)]
    kind = record_type_of("la", (BlockShape("A"),), rows, source="Ví dụ")
    assert [finding.key for finding in check(kind.claims({"a": {"b": "1"}}))] == []
    assert [finding.path for finding in check(kind.claims({"a": {}}))] == [f"{RECORD}/A/B"]


# G-15 to G-18 in secondary schools


def without(record: RecordTrungHoc, code: str) -> RecordTrungHoc:
    kept = [row.__dict__ for row in record.diem_tong_ket if row.ma_mon_hoc != code]
    return RecordTrungHoc.claims({**record.__dict__, "diem_tong_ket": kept})


@pytest.mark.parametrize("grade", range(6, 13))
def test_g16_every_compulsory_subject_of_secondary_schools(grade):
    level = "THCS" if grade < 10 else "THPT"
    record = later.trung_hoc(grade)
    for entry in subjects(level, grade):
        missing = [one for one in later.findings(without(record, entry.code)) if one.key == "G-16/missing"]
        assert [one.severity for one in missing] == ([W] if entry.compulsory_in(grade) else [])
        assert all(entry.name in one.message("vi") for one in missing)


def test_g16_choice_and_elective_subjects_are_no_duty():
    assert {one.code for one in subjects("THPT", 10) if one.choice} >= {"35", "36", "37", "41", "100"}
    record = later.trung_hoc(10)
    extra = later.row(record, 0, ma_mon_hoc="70", ten_mon_hoc="Ngoại ngữ 2")
    assert [one.key for one in later.findings(extra) if one.code == "G-16"] == ["G-16/missing"]
    compulsory = subject("THPT", "40")
    assert compulsory is not None
    assert compulsory.compulsory_in(12)


@pytest.mark.parametrize(("grade", "code"), [(7, "01"), (7, "40"), (10, "66"), (10, "X")])
def test_g16_subjects_of_another_level(grade, code):
    record = later.row(later.trung_hoc(grade), 0, ma_mon_hoc=code)
    assert ("G-16", W) in later.found(record)


def test_g15_a_subject_twice():
    record = later.trung_hoc()
    rows = [row.__dict__ for row in record.diem_tong_ket]
    twice = RecordTrungHoc.claims({**record.__dict__, "diem_tong_ket": [*rows, {**rows[0], "id": "x"}]})
    [finding] = [one for one in later.findings(twice) if one.code == "G-15"]
    assert finding.path == f"{RECORD}/DIEM_TONG_KET[{len(rows) + 1}]/MA_MON_HOC"


def test_g17_the_own_year_of_a_secondary_record():
    record = later.trung_hoc()
    entry = {**record.qua_trinh_hoc_tap[0].__dict__, "nam_hoc": "2022-2023"}
    assert ("G-17", W) in later.found(
        RecordTrungHoc.claims({**record.__dict__, "qua_trinh_hoc_tap": [entry]})
    )


@pytest.mark.parametrize(
    ("grade", "year", "circular", "expected"),
    [
        (7, "2024-2025", "22/2021/TT-BGDĐT", False),
        (7, "2024-2025", "58/2011", True),
        (9, "2023-2024", "58/2011", False),
        (9, "2023-2024", "26/2020", False),
        (9, "2023-2024", "22/2021", True),
        (12, "2024-2025", "22/2021", False),
    ],
)
def test_g18_regulations_of_secondary_schools(grade, year, circular, expected):
    record = later.general(later.trung_hoc(grade), ten_nam_hoc=year, thong_tu=circular)
    assert ("G-18" in [one.key for one in later.findings(record)]) is expected


# a new regulation


def test_an_amendment_is_a_row_and_not_a_program(monkeypatch):
    """Computed rules only warn from 2026-2027 on; a new row makes them errors again from its year on."""
    wrong = later.summary(later.primary(legal()), ket_qua_xep_loai="Hoàn thành")
    years = ("2025-2026", "2026-2027", "2027-2028")

    def severities() -> list[Severity]:
        found = [check(later.general(wrong, ten_nam_hoc=year)) for year in years]
        return [next(one.severity for one in findings if one.code == "TH-1") for findings in found]

    assert severities() == [E, W, W]
    held = tables.rows

    def amended(name: str) -> tuple[dict[str, str], ...]:
        rows = held(name)
        if name != "tt27_2020.csv":
            return rows
        closed = [
            {**row, "last_year": "2026"} if row["key"] == "TH-1" and row["first_year"] == "2026" else row
            for row in rows
        ]
        first = next(row for row in rows if row["key"] == "TH-1")
        return (*closed, {**first, "first_year": "2027", "last_year": ""})

    monkeypatch.setattr(tables, "rows", amended)
    for cached in (tables.table, tables.plan):
        cached.cache_clear()
    try:
        assert severities() == [E, W, E]
    finally:
        monkeypatch.undo()
        for cached in (tables.table, tables.plan):
            cached.cache_clear()
    assert severities() == [E, W, W]


# privacy


@pytest.mark.parametrize(
    "secret",
    ["Nguyễn Văn Bí Mật 001214012345", "001214012345", "Bí Mật", "An Van Ha", "HA", "001 214 012 345"],
)
@pytest.mark.parametrize("kind", [Record, RecordTieuHoc, RecordTrungHoc])
def test_findings_show_no_personal_data_by_default(kind, secret):
    def block(one: type[Block]) -> dict[str, object]:
        made: dict[str, object] = dict.fromkeys(simple_fields(one), secret)
        for part in parts_of(one):
            if not part.parent:
                made[part.name] = [block(part.kind)] if part.repeated else block(part.kind)
        return made

    shape = {
        part.name: [block(part.kind)] if part.repeated else block(part.kind)
        for part in parts_of(kind)
        if not part.parent
    }
    year = {"ten_nam_hoc": "2024-2025"}
    for level in (
        {},
        {"ma_cap_hoc": "02", "ma_khoi": "04", **year},
        {"ma_cap_hoc": "03", "ma_khoi": "07", **year},
        {"ma_cap_hoc": "04", "ma_khoi": "11", **year},
    ):
        changed = {**shape, "thong_tin_chung": {**block_of(shape), **level}}
        found = check(kind.claims(changed), slots=[Slot("CBQL", "x"), Slot("GVCN", "x")])
        assert len(found) > 20
        told = "".join(repr(one) + one.message("vi") + one.message("en") + one.advice("vi") for one in found)
        assert f"“{secret}”" not in told
        assert len(secret) < 3 or secret not in told
        assert "Bí Mật" not in told
        assert "0012140" not in told


def block_of(shape: dict[str, object]) -> dict[str, object]:
    held = shape["thong_tin_chung"]
    assert isinstance(held, dict)
    return held
