"""Correction before issuance: the value changes, every other byte stays, and nothing signed is touched."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.unit.exchange.records import full

import hocba
from hocba.edit import correct, set_fields
from hocba.edit.selectors import split
from hocba.errors import ConfigurationError, HocbaError, LimitExceededError, RecordError, UnknownFormatError
from hocba.model.v2_tieuhoc.record import RecordTieuHoc
from hocba.model.v2_trunghoc.record import RecordTrungHoc
from hocba.testing.pki import TestPki
from hocba.testing.records import synthetic_record
from hocba.testing.samples import signed_record

PLAIN = hocba.write(synthetic_record(1)).raw
GENERAL = "DU_LIEU_HOC_BA/THONG_TIN_CHUNG"


def problems(source: bytes, changes: dict[str, Any]) -> list[str]:
    with pytest.raises(RecordError) as caught:
        set_fields(source, changes)
    assert caught.value.code == "EDIT-REFUSED"
    held: Any = caught.value.context["problems"]
    return [one.code for one in held]


def pretty(raw: bytes) -> bytes:
    """The same record, laid out by an editor, with comments, an unknown tag and CDATA."""
    start, end = raw.index(b"<DU_LIEU_HOC_BA"), raw.index(b"<DANH_SACH_THONG_TIN_KY")
    data = raw[start:end].replace(b"><", b">\r\n\t<")
    data = data.replace(b"<TONG_KET>", b"<!-- tong ket --><TONG_KET>\n  <GHI_CHU a='1'>x &amp; y</GHI_CHU>")
    data = data.replace(b"<TEN_TRUONG>", b"<TEN_TRUONG><![CDATA[", 1).replace(
        b"</TEN_TRUONG>", b"]]></TEN_TRUONG>", 1
    )
    return (
        b"\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>"
        + raw[raw.index(b"<HOC_BA") : start]
        + data
        + raw[end:]
    )


PRETTY = pretty(PLAIN)


@pytest.mark.parametrize("raw", [PLAIN, PRETTY], ids=["plain", "laid out"])
@pytest.mark.parametrize(
    ("selector", "value", "old", "new"),
    [
        ("THONG_TIN_CHUNG/TEN_LOP", "4C", b"<TEN_LOP>4A</TEN_LOP>", b"<TEN_LOP>4C</TEN_LOP>"),
        ("duoc_len_lop", False, b"<DUOC_LEN_LOP>1</DUOC_LEN_LOP>", b"<DUOC_LEN_LOP>0</DUOC_LEN_LOP>"),
        ("NGAY_SINH", dt.date(2014, 3, 1), b"<NGAY_SINH>15/08/2015<", b"<NGAY_SINH>01/03/2014<"),
        ("HO_VA_TEN", "A & <B>", "<HO_VA_TEN>Mẫu Đình Bằng<".encode(), b"<HO_VA_TEN>A &amp; &lt;B&gt;<"),
    ],
)  # fmt: skip
def test_only_the_value_changes(raw: bytes, selector: str, value: Any, old: bytes, new: bytes) -> None:
    made = set_fields(raw, {selector: value})
    assert raw.count(old) >= 1
    assert made.raw == raw.replace(old, new, 1)


def test_rows_and_years_are_chosen_by_number_code_and_year() -> None:
    record: Any = synthetic_record(1)
    for selector in (
        "BANG_DIEM[3]/MUC_DAT_DUOC",
        "BANG_DIEM[@MA_MON_HOC=11]/MUC_DAT_DUOC",
        "TONG_KET/BANG_DIEM[03]/MUC_DAT_DUOC",
        "bang_diem[@ten_mon_hoc=Ngoại ngữ 1]/muc_dat_duoc",
    ):
        made: Any = hocba.read(set_fields(PRETTY, {selector: "C"}))
        assert [row.muc_dat_duoc for row in made.tong_ket.bang_diem] == [
            "C" if number == 2 else row.muc_dat_duoc for number, row in enumerate(record.tong_ket.bang_diem)
        ]
    for selector in ("QUA_TRINH_HOC_TAP[2022-2023]/TEN_LOP", "QUA_TRINH_HOC_TAP[@NAM_HOC=2022-2023]/TEN_LOP"):
        made = hocba.read(set_fields(PLAIN, {selector: "2C"}))
        assert [year.ten_lop for year in made.qua_trinh_hoc_tap] == ["1A", "2C", "3A", "4A"]


@pytest.mark.parametrize("raw", [PLAIN, PRETTY], ids=["plain", "laid out"])
def test_a_missing_tag_goes_to_its_place_and_leaves_again(raw: bytes) -> None:
    put = set_fields(raw, {"HO_VA_TEN_NGUOI_GIAM_HO": "Thử Ba"})
    place = put.raw.index(b"<HO_VA_TEN_NGUOI_GIAM_HO>")
    assert put.raw.index(b"</HO_VA_TEN_ME>") < place < put.raw.index(b"<TEN_GIAM_HIEU_KY_HOC_BA>")
    between = put.raw[put.raw.index(b"</HO_VA_TEN_ME>") + len(b"</HO_VA_TEN_ME>") : place]
    assert between == (b"\r\n\t" if raw is PRETTY else b"")
    assert set_fields(put, {"HO_VA_TEN_NGUOI_GIAM_HO": ""}).raw == raw
    assert set_fields(put, {"HO_VA_TEN_NGUOI_GIAM_HO": None}).raw == raw


def test_a_tag_before_all_others_of_its_block_and_in_an_empty_block() -> None:
    head = b"<HOC_BA><DU_LIEU_HOC_BA id='data'><THONG_TIN_CHUNG><TEN_LOP>4A</TEN_LOP></THONG_TIN_CHUNG>"
    tail = b"</DU_LIEU_HOC_BA><DANH_SACH_THONG_TIN_KY></DANH_SACH_THONG_TIN_KY></HOC_BA>"
    raw = head + b"<TONG_KET/>" + tail
    assert set_fields(raw, {"MA_KHOI": "04"}).raw == raw.replace(
        b"<TEN_LOP>", b"<MA_KHOI>04</MA_KHOI><TEN_LOP>"
    )
    made = set_fields(raw, {"DUOC_LEN_LOP": "1"})
    assert made.raw == raw.replace(b"<TONG_KET/>", b"<TONG_KET><DUOC_LEN_LOP>1</DUOC_LEN_LOP></TONG_KET>")
    with pytest.raises(RecordError) as caught:
        set_fields(raw, {"PHAM_CHAT_NHAN_AI": "T"})
    assert caught.value.code == "EDIT-NOT-LOCATED"


def test_an_empty_tag_is_filled_where_it_stands() -> None:
    for empty in (b"<HO_VA_TEN_NGUOI_GIAM_HO></HO_VA_TEN_NGUOI_GIAM_HO>", b"<HO_VA_TEN_NGUOI_GIAM_HO />"):
        raw = PLAIN.replace(b"<HO_VA_TEN_ME>", empty + b"<HO_VA_TEN_ME>")
        made = set_fields(raw, {"HO_VA_TEN_NGUOI_GIAM_HO": "X"})
        assert made.raw == raw.replace(empty, b"<HO_VA_TEN_NGUOI_GIAM_HO>X</HO_VA_TEN_NGUOI_GIAM_HO>")


def test_other_spellings_wrappers_and_prefixes_are_kept() -> None:
    raw = (
        PLAIN.replace(b"THONG_SO_BUOI", b"TONG_SO_BUOI")
        .replace(b"<BANG_DIEM>", b"<MON>")
        .replace(b"</BANG_DIEM>", b"</MON>")
    )
    made = set_fields(raw, {"THONG_SO_BUOI_NGHI_KHONG_PHEP": 7, "BANG_DIEM[1]/TEN_MON_HOC": "Tiếng"})
    assert b"<TONG_SO_BUOI_NGHI_KHONG_PHEP>7</TONG_SO_BUOI_NGHI_KHONG_PHEP>" in made.raw
    assert "<MON><MA_MON_HOC>02</MA_MON_HOC><TEN_MON_HOC>Tiếng</TEN_MON_HOC>".encode() in made.raw
    prefixed = PLAIN.replace(b"<", b"<h:").replace(b"<h:/", b"</h:").replace(b"<h:?", b"<?")
    prefixed = prefixed.replace(b"<h:HOC_BA", b"<h:HOC_BA xmlns:h='urn:x'", 1)
    put = set_fields(prefixed, {"HO_VA_TEN_NGUOI_GIAM_HO": "X"})
    assert b"</h:HO_VA_TEN_ME><h:HO_VA_TEN_NGUOI_GIAM_HO>X</h:HO_VA_TEN_NGUOI_GIAM_HO>" in put.raw


def test_years_of_one_element_are_told_apart() -> None:
    raw = PLAIN.replace(b"</QUA_TRINH_HOC_TAP><QUA_TRINH_HOC_TAP>", b"")
    made: Any = hocba.read(set_fields(raw, {"QUA_TRINH_HOC_TAP[2023-2024]/TEN_LOP": "3D"}))
    assert [year.ten_lop for year in made.qua_trinh_hoc_tap] == ["1A", "2A", "3D", "4A"]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"TEN_LOP": "4B"}, ["EDIT-AMBIGUOUS"]),
        ({"KHONG_CO": "1"}, ["EDIT-NO-FIELD"]),
        ({"BANG_DIEM[99]/MUC_DAT_DUOC": "T"}, ["EDIT-NO-FIELD"]),
        ({"DUOC_LEN_LOP": "maybe"}, ["MODEL-BOOLEAN"]),
        ({"BANG_DIEM[1]/MUC_DAT_DUOC": "D"}, ["MODEL-CHOICE"]),
        ({"BANG_DIEM[1]/DIEM_KIEM_TRA_DINH_KY": "8.5"}, ["MODEL-MARK"]),
        ({"HO_VA_TEN": "a\u200bb"}, ["MODEL-CHARACTER"]),
        ({"HO_VA_TEN": ""}, ["EDIT-REQUIRED"]),
        ({"HO_VA_TEN": 7}, ["MODEL-TEXT"]),
        ({"MA_KHOI": "05", "THONG_TIN_CHUNG/MA_KHOI": "04"}, ["EDIT-TWICE"]),
        ({"NGAY_SINH": "x", "TEN_LOP": "4B"}, ["MODEL-DATE", "EDIT-AMBIGUOUS"]),
    ],
)  # fmt: skip
def test_all_problems_come_at_once_and_nothing_is_changed(changes: dict[str, Any], codes: list[str]) -> None:
    assert problems(PLAIN, changes) == codes


def test_ambiguous_tags_name_their_places() -> None:
    with pytest.raises(RecordError) as caught:
        set_fields(PLAIN, {"MUC_DAT_DUOC": "T"})
    (problem,) = caught.value.context["problems"]  # type: ignore[misc]
    assert "DU_LIEU_HOC_BA/TONG_KET/BANG_DIEM[@MA_MON_HOC=01]/MUC_DAT_DUOC" in problem.message("vi")
    with pytest.raises(RecordError) as caught:
        set_fields(PLAIN, {"DUOC_LENLOP": "1"})
    (problem,) = caught.value.context["problems"]  # type: ignore[misc]
    assert "DUOC_LEN_LOP" in problem.advice("en")
    with pytest.raises(RecordError) as caught:
        set_fields(PLAIN, {"BANG_DIEM[@MA_MON_HOC=99]/MUC_DAT_DUOC": "T"})
    (problem,) = caught.value.context["problems"]  # type: ignore[misc]
    assert problem.code == "EDIT-NO-FIELD" and "BANG_DIEM[@MA_MON_HOC=01]/MUC_DAT" in problem.advice("vi")


@pytest.mark.parametrize(
    "selector",
    ["", "/", "A/", "A//B", "A[1]", "A[]/B", "A[1]B/C", "A B", "A[@B=1/C", "Á", "A" * 2000, "A[1][2]/B"],
)  # fmt: skip
def test_selectors_that_are_none(selector: str) -> None:
    with pytest.raises(HocbaError) as caught:
        set_fields(PLAIN, {selector: "x"})
    held: Any = caught.value.context["problems"]
    assert [one.code for one in held] == ["EDIT-SELECTOR"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A=b", ("A", "b")),
        ("A=", ("A", "")),
        ("A=b=c", ("A", "b=c")),
        ("X[@K=1]/A=b", ("X[@K=1]/A", "b")),
        ("A=x\ny", ("A", "x\ny")),
    ],
)
def test_pairs_are_split_outside_brackets(text: str, parts: tuple[str, str]) -> None:
    assert split(text) == parts


@pytest.mark.parametrize("text", ["", "A", "=x", "X[@K=1"])
def test_texts_that_are_no_pair(text: str) -> None:
    with pytest.raises(ConfigurationError):
        split(text)


def test_values_are_taken_in_nfc_and_equal_ones_change_nothing() -> None:
    assert set_fields(PLAIN, {"HO_VA_TEN": "Ma\u0302\u0303u"}).raw.count("Mẫu</HO_VA_TEN>".encode()) == 1
    same = correct(PRETTY, {"MA_KHOI": "04"})
    assert same.file.raw == PRETTY and same.changes.equal and same.new == same.gone == ()


def test_rules_run_before_and_after() -> None:
    made = correct(PLAIN, {"BANG_DIEM[1]/MUC_DAT_DUOC": "C"})
    assert "TH-4" in {found.code for found in made.new} and made.gone == ()
    back = correct(made.file, {"BANG_DIEM[1]/MUC_DAT_DUOC": "T"})
    assert back.file.raw == PLAIN and {found.code for found in back.gone} == {
        found.code for found in made.new
    }
    late = correct(PLAIN, {"NGAY_KY_PHAT_HANH_HOC_BA": "30/05/2026"}, today=dt.date(2026, 1, 1))
    assert ("G-8", "future") in {(found.code, found.case) for found in late.new}


@pytest.mark.parametrize("signers", [{"GVCN": "teacher"}, {"GVCN": "teacher", "CBQL": "head"}])
def test_signed_records_are_refused(hocba_pki: TestPki, signers: dict[str, str]) -> None:
    file = signed_record(hocba_pki, signing_time=hocba_pki.now, signers=signers)
    with pytest.raises(RecordError) as caught:
        set_fields(file, {"MA_KHOI": "05"})
    assert caught.value.code == "EDIT-SIGNED"
    assert "ký lại" in caught.value.advice("vi") and "thu hồi" in caught.value.advice("vi")
    moved = file.raw.replace(b"<GVCN>", b"<KHAC>").replace(b"</GVCN>", b"</KHAC>")
    with pytest.raises(RecordError) as caught:
        set_fields(moved, {"MA_KHOI": "05"})
    assert caught.value.code == "EDIT-SIGNED"


def test_issued_records_are_refused(hocba_pki: TestPki) -> None:
    with pytest.raises(RecordError) as caught:
        set_fields(signed_record(hocba_pki, signing_time=hocba_pki.now), {"MA_KHOI": "05"})
    assert caught.value.code == "EDIT-ISSUED" and "thu hồi" in caught.value.advice("vi")


@pytest.mark.parametrize("changes", [{}, {f"A{number}": "x" for number in range(201)}])
def test_the_number_of_changes_is_bounded(changes: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError) as caught:
        set_fields(PLAIN, changes)
    assert caught.value.code == "EDIT-NOTHING"


def test_comments_and_children_in_the_tag_are_not_destroyed() -> None:
    for odd in (b"<MA_KHOI>0<!-- x -->4</MA_KHOI>", b"<MA_KHOI>04<X/></MA_KHOI>"):
        with pytest.raises(RecordError) as caught:
            set_fields(PLAIN.replace(b"<MA_KHOI>04</MA_KHOI>", odd), {"MA_KHOI": "05"})
        assert caught.value.code == "EDIT-NOT-LOCATED"
    held = PLAIN.replace(b"<HO_VA_TEN_CHA>", b"<HO_VA_TEN_CHA x='1'>")
    assert b"<HO_VA_TEN_CHA x='1'>B</HO_VA_TEN_CHA>" in set_fields(held, {"HO_VA_TEN_CHA": "B"}).raw
    with pytest.raises(RecordError):
        set_fields(held, {"HO_VA_TEN_CHA": None})  # its attribute would be lost


@pytest.mark.slow
def test_a_file_full_of_the_same_tag_is_given_up() -> None:
    many = b"<BANG_DIEM><MUC_DAT_DUOC>T</MUC_DAT_DUOC></BANG_DIEM>" * 300
    raw = PLAIN.replace(b"<THONG_TIN_CHUNG>", b"<THONG_TIN_CHUNG>" + many)
    with pytest.raises(LimitExceededError) as caught:
        set_fields(raw, {"BANG_DIEM[1]/MUC_DAT_DUOC": "C"})
    assert caught.value.code == "EDIT-TOO-MANY"


def test_packages_and_other_documents_are_no_record() -> None:
    for raw in (b"<DANH_SACH_HOC_BA/>", b"<a/>"):
        with pytest.raises(UnknownFormatError):
            set_fields(raw, {"A": "x"})


def test_nothing_personal_is_printed() -> None:
    made = correct(PLAIN, {"HO_VA_TEN": "Thử Tên Mới"})
    assert "Thử" not in f"{made!r}"


@pytest.mark.parametrize("kind", [RecordTieuHoc, RecordTrungHoc])
def test_records_of_the_later_formats(kind: Any) -> None:
    record: Any = full(kind)
    raw = hocba.write(record, format=kind.format_id).raw
    made = set_fields(raw, {"DIEM_TONG_KET[@MA_MON_HOC=15]/TEN_MON_HOC": "Tin", "HO_VA_TEN_ME": None})
    read: Any = hocba.read(made)
    assert read.diem_tong_ket[0].ten_mon_hoc == "Tin" and read.thong_tin_chung.ho_va_ten_me is None
    assert set_fields(made, {"DIEM_TONG_KET[1]/TEN_MON_HOC": "Toán",
                             "HO_VA_TEN_ME": record.thong_tin_chung.ho_va_ten_me}).raw == raw  # fmt: skip


def test_a_teacher_of_a_row() -> None:
    raw = hocba.write(full(RecordTrungHoc), format="v2_trunghoc").raw
    made: Any = hocba.read(set_fields(raw, {"GVBM/HO_VA_TEN": "Thử Bốn", "DIEM_CA_NAM": "9.0"}))
    assert made.diem_tong_ket[0].gvbm[0].ho_va_ten == "Thử Bốn"
    assert made.diem_tong_ket[0].diem_ca_nam == "9.0"


def test_a_block_without_any_tag_and_one_that_is_not_empty() -> None:
    head = b"<HOC_BA><DU_LIEU_HOC_BA id='data'><THONG_TIN_CHUNG></THONG_TIN_CHUNG><TONG_KET>"
    tail = b"</TONG_KET></DU_LIEU_HOC_BA><DANH_SACH_THONG_TIN_KY/></HOC_BA>"
    raw = head + b"\n<LA>1</LA>" + tail
    made = set_fields(raw, {"DUOC_LEN_LOP": "1"})
    assert made.raw == head + b"\n<LA>1</LA>\n<DUOC_LEN_LOP>1</DUOC_LEN_LOP>" + tail


def test_unknown_content_keeps_the_tag_that_it_follows() -> None:
    raw = PLAIN.replace(b"</HO_VA_TEN_ME>", b"</HO_VA_TEN_ME><LA>1</LA><KHAC/>")
    made = set_fields(raw, {"HO_VA_TEN_NGUOI_GIAM_HO": "X"})
    assert made.raw == raw.replace(b"<KHAC/>", b"<KHAC/><HO_VA_TEN_NGUOI_GIAM_HO>X</HO_VA_TEN_NGUOI_GIAM_HO>")
    assert hocba.read(made).extensions == hocba.read(raw).extensions


def test_removing_what_is_not_there_changes_nothing() -> None:
    assert set_fields(PLAIN, {"HO_VA_TEN_NGUOI_GIAM_HO": None}).raw == PLAIN


def test_a_change_that_the_reader_would_not_take_is_tried_elsewhere() -> None:
    """Where a value would be too much for the reader, the file is refused and stays as it is."""
    raw = PLAIN.replace(b"<TONG_KET>", b"<TONG_KET>" + b"<X/>" * 49_000)
    with pytest.raises(HocbaError):
        set_fields(raw, {"CAN_NANG": "41"})
