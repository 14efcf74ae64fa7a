"""Lenient about form, exact about content: each tolerance of the specification, each report."""

import pytest
from tests.unit.formats.texts import TEXT, changed, codes, found, reading, without
from tests.unit.model.sample import record

from hocba.errors import LimitExceededError, MalformedXmlError, UnknownFormatError
from hocba.formats.notes import MOST
from hocba.formats.reader import MOST_TAGS, read_data
from hocba.formats.writer import write
from hocba.model.enumerations import MucDatDuoc
from hocba.model.values import DateText
from hocba.xml.document import parse

GENERAL = "DU_LIEU_HOC_BA/THONG_TIN_CHUNG"
RESULTS = "DU_LIEU_HOC_BA/TONG_KET"


def test_a_written_record_is_read_back_equal_and_without_findings() -> None:
    again = reading(TEXT)
    assert again.record == record()
    assert hash(again.record) == hash(record())
    assert again.findings == ()
    assert again.format_id == "v1_0"


def test_indentation_changes_nothing() -> None:
    assert reading(TEXT.replace("><", ">\r\n\t <")).record == record()
    assert codes(TEXT.replace("><", ">\r\n\t <").replace("<GVCN>\r\n\t ", "<GVCN>")) == []


def test_wrong_values_are_kept_as_written_and_not_judged() -> None:
    text = changed(
        ("<MUC_DAT_DUOC>T<", "<MUC_DAT_DUOC>D<"),
        ("<NGAY_SINH>02/09/2016<", "<NGAY_SINH>hôm qua<"),
        (">9</DIEM", ">10.5</DIEM"),
    )
    result = reading(text)
    assert result.findings == ()
    assert result.record.tong_ket.bang_diem[0].muc_dat_duoc == "D"
    assert not isinstance(result.record.tong_ket.bang_diem[0].muc_dat_duoc, MucDatDuoc)
    assert result.record.thong_tin_chung.ngay_sinh == "hôm qua"
    assert result.record.tong_ket.bang_diem[0].diem_kiem_tra_dinh_ky == "10.5"
    assert write(result.record).decode() == text


def test_missing_tags_are_none() -> None:
    result = reading(without("HO_VA_TEN"))
    assert result.record.thong_tin_chung.ho_va_ten is None
    assert result.findings == ()


@pytest.mark.parametrize(
    "part", ["THONG_TIN_CHUNG", "TONG_KET", "QUA_TRINH_HOC_TAP", "DANH_GIA_NANG_LUC_PHAM_CHAT"]
)
def test_missing_parts_are_empty(part: str) -> None:
    result = reading(without(part))
    assert all(
        value in (None, ())
        for value in (
            result.record.thong_tin_chung.ho_va_ten if part == "THONG_TIN_CHUNG" else None,
            result.record.tong_ket.bang_diem if part == "TONG_KET" else (),
            result.record.tong_ket.danh_gia_nang_luc_pham_chat.pham_chat_yeu_nuoc if "GIA" in part else None,
        )
    )
    assert result.record != record()


class TestSpellings:
    @pytest.mark.parametrize(
        ("transcribed", "corrected"),
        [
            ("THONG_SO_BUOI_NGHI_KHONG_PHEP", "TONG_SO_BUOI_NGHI_KHONG_PHEP"),
            ("NANG_LUC_GIAO_TIEP_HOC_TAC", "NANG_LUC_GIAO_TIEP_HOP_TAC"),
        ],
    )
    def test_both_are_read_and_the_one_read_is_written(self, transcribed: str, corrected: str) -> None:
        text = TEXT.replace(transcribed, corrected)
        result = reading(text)
        assert result.record == record()
        assert result.findings == ()
        assert result.record.layout.spelling == frozenset({transcribed})
        assert write(result.record).decode() == text

    def test_both_at_once_are_a_repetition(self) -> None:
        tag = "NANG_LUC_GIAO_TIEP_HOC_TAC"
        text = changed((f"</{tag}>", f"</{tag}><NANG_LUC_GIAO_TIEP_HOP_TAC>T</NANG_LUC_GIAO_TIEP_HOP_TAC>"))
        result = reading(text)
        assert [finding.code for finding in result.findings] == ["READ-REPEATED"]
        assert result.record.tong_ket.danh_gia_nang_luc_pham_chat.nang_luc_giao_tiep_hoc_tac == "Đ"
        assert write(result.record).decode() == text


class TestHistory:
    YEAR = "<NAM_HOC>2023-2024</NAM_HOC>"

    def test_year_in_the_general_part(self) -> None:
        text = changed((self.YEAR, ""), ("</THONG_TIN_CHUNG>", f"{self.YEAR}</THONG_TIN_CHUNG>"))
        result = reading(text)
        assert result.record == record()
        assert found(text) == [("READ-YEAR-PLACE", f"{GENERAL}/NAM_HOC")]
        assert write(result.record).decode() == TEXT

    def test_year_in_both_places_is_kept_as_unknown_content(self) -> None:
        text = changed(("</THONG_TIN_CHUNG>", f"{self.YEAR}</THONG_TIN_CHUNG>"))
        result = reading(text)
        assert result.record.qua_trinh_hoc_tap == record().qua_trinh_hoc_tap
        assert [(one.path, one.after, one.text) for one in result.record.extensions] == [
            (f"{GENERAL}/NAM_HOC", "TEN_LOP", "2023-2024")
        ]
        assert write(result.record).decode() == text

    def test_year_in_the_general_part_of_a_record_without_history(self) -> None:
        text = without("QUA_TRINH_HOC_TAP", without("QUA_TRINH_HOC_TAP"))
        result = reading(changed(("</THONG_TIN_CHUNG>", f"{self.YEAR}</THONG_TIN_CHUNG>"), text=text))
        assert [year.nam_hoc for year in result.record.qua_trinh_hoc_tap] == ["2023-2024"]

    def test_one_wrapper_with_repeated_groups(self) -> None:
        text = changed(("</QUA_TRINH_HOC_TAP><QUA_TRINH_HOC_TAP>", ""))
        result = reading(text)
        assert result.record == record()
        assert found(text) == [("READ-HISTORY-WRAPPED", "DU_LIEU_HOC_BA/QUA_TRINH_HOC_TAP")]
        assert write(result.record).decode() == TEXT

    def test_one_wrapper_with_groups_as_elements(self) -> None:
        text = changed(
            ("<QUA_TRINH_HOC_TAP>", '<QUA_TRINH_HOC_TAP a="1"><NAM b="2">'),
            ("</QUA_TRINH_HOC_TAP><QUA_TRINH_HOC_TAP>", "</NAM><!-- - --><X></X>chữ<NAM>"),
            ("</QUA_TRINH_HOC_TAP><TONG", "</NAM></QUA_TRINH_HOC_TAP><TONG"),
        )
        result = reading(text)
        assert result.record.qua_trinh_hoc_tap == record().qua_trinh_hoc_tap
        assert codes(text) == [
            "READ-HISTORY-WRAPPED",
            "READ-UNKNOWN-ATTRIBUTE",
            "READ-UNKNOWN-ATTRIBUTE",
            "READ-COMMENT",
            "READ-UNKNOWN-TAG",
            "READ-MIXED",
        ]
        assert [one.path.rpartition("/")[2] for one in result.record.extensions] == [
            "@a",
            "@b",
            "X",
            "text()",
        ]
        again = reading(write(result.record).decode())
        assert again.record == result.record

    def test_an_unknown_element_with_a_year_is_no_wrapper(self) -> None:
        text = changed(("<NAM_HOC>2023-2024</NAM_HOC>", "<X><NAM_HOC>1</NAM_HOC></X>"))
        assert codes(text) == ["READ-UNKNOWN-TAG"]
        assert write(reading(text).record).decode() == text


class TestResultsByContent:
    def test_rows_and_block_under_other_names(self) -> None:
        text = TEXT.replace("BANG_DIEM>", "MON>").replace("DANH_GIA_NANG_LUC_PHAM_CHAT>", "DANH_GIA>")
        result = reading(text)
        assert result.record == record()
        assert result.record.layout.rows == "TONG_KET/MON"
        assert result.record.layout.assessment == "TONG_KET/DANH_GIA"
        assert set(codes(text)) == {"READ-WRAPPER"}
        assert write(result.record).decode() == text

    def test_rows_in_a_container(self) -> None:
        text = TEXT.replace("BANG_DIEM>", "MON>")
        text = changed(("<MON>", "<BANG_DIEM><MON>"), ("</MON><DANH", "</MON></BANG_DIEM><DANH"), text=text)
        result = reading(text)
        assert result.record == record()
        assert result.record.layout.rows == "TONG_KET/BANG_DIEM/MON"
        assert write(result.record).decode() == text

    def test_rows_in_two_containers(self) -> None:
        text = changed(
            ("<BANG_DIEM>", "<A><B><BANG_DIEM>"), ("</BANG_DIEM><DANH", "</BANG_DIEM></B></A><DANH")
        )
        result = reading(text)
        assert result.record == record()
        assert result.record.layout.rows == "TONG_KET/A/B/BANG_DIEM"
        assert write(result.record).decode() == text

    def test_rows_and_block_beside_the_results(self) -> None:
        start, end = TEXT.index("<BANG_DIEM>"), TEXT.index("</TONG_KET>")
        text = f"{TEXT[:start]}</TONG_KET><KQ>{TEXT[start:end]}</KQ>{TEXT[end + len('</TONG_KET>') :]}"
        result = reading(text)
        assert result.record == record()
        assert (result.record.layout.rows, result.record.layout.assessment) == (
            "KQ/BANG_DIEM",
            "KQ/DANH_GIA_NANG_LUC_PHAM_CHAT",
        )
        assert reading(write(result.record).decode()).record == record()

    def test_content_of_a_container_is_kept(self) -> None:
        text = TEXT.replace("BANG_DIEM>", "MON>")
        text = changed(
            ("<MON>", '<DS a="1"><TIEU_DE>x</TIEU_DE><MON>'), ("</MON><DANH", "</MON></DS><DANH"), text=text
        )
        result = reading(text)
        assert {one.path for one in result.record.extensions} == {f"{RESULTS}/DS/@a", f"{RESULTS}/DS/TIEU_DE"}
        assert write(result.record).decode() == text

    def test_comments_in_a_container_are_reported(self) -> None:
        text = TEXT.replace("BANG_DIEM>", "MON>")
        text = changed(("<MON>", "<DS><!-- x --><MON>"), ("</MON><DANH", "</MON></DS><DANH"), text=text)
        assert codes(text)[0] == "READ-COMMENT"

    def test_a_row_without_code_is_a_row_by_its_name(self) -> None:
        result = reading(without("MA_MON_HOC"))
        assert len(result.record.tong_ket.bang_diem) == 3
        assert result.record.tong_ket.bang_diem[0].ma_mon_hoc is None
        assert result.findings == ()

    def test_a_second_block_is_unknown_content(self) -> None:
        block = TEXT[TEXT.index("<DANH_GIA_") : TEXT.index("</TONG_KET>")]
        text = changed(("</TONG_KET>", f"{block}</TONG_KET>"))
        result = reading(text)
        assert [one.name for one in result.record.extensions] == ["DANH_GIA_NANG_LUC_PHAM_CHAT"]
        assert write(result.record).decode() == text

    def test_deep_nesting_is_not_searched(self) -> None:
        deep = "<A>" * 8 + "<R><MA_MON_HOC>1</MA_MON_HOC></R>" + "</A>" * 8
        assert "READ-UNKNOWN-TAG" in codes(changed(("</TONG_KET>", f"{deep}</TONG_KET>")))


class TestReports:
    def test_comments_join_text_and_are_reported_with_line_and_path(self) -> None:
        text = changed(("Nguyễn Thị Mẫu", "Nguyễn\n<!-- x --> Thị<?p d?> Mẫu"))
        result = reading(text)
        assert result.record.thong_tin_chung.ho_va_ten == "Nguyễn\n Thị Mẫu"
        assert found(text) == [
            ("READ-COMMENT", f"{GENERAL}/HO_VA_TEN"),
            ("READ-INSTRUCTION", f"{GENERAL}/HO_VA_TEN"),
        ]
        assert [finding.line for finding in result.findings] == [3, 3]

    @pytest.mark.parametrize(
        "place",
        [
            "<HOC_BA>",
            '<DU_LIEU_HOC_BA id="data">',
            "<TONG_KET>",
            "<QUA_TRINH_HOC_TAP>",
            "<BANG_DIEM>",
            "<DANH_SACH_THONG_TIN_KY>",
            "<GVCN>",
        ],
    )
    def test_comments_are_reported_everywhere(self, place: str) -> None:
        text = changed((place, f"{place}<!-- x -->"))
        assert codes(text) == ["READ-COMMENT"]
        assert reading(text).record == record()

    def test_empty_tags_are_reported_and_read_as_missing(self) -> None:
        for form in ("<HO_VA_TEN></HO_VA_TEN>", "<HO_VA_TEN/>", "<HO_VA_TEN><!-- --></HO_VA_TEN>"):
            result = reading(changed(("<HO_VA_TEN>Nguyễn Thị Mẫu</HO_VA_TEN>", form)))
            assert result.record.thong_tin_chung.ho_va_ten is None
            assert result.findings[-1].code == "READ-EMPTY"
            assert result.findings[-1].path == f"{GENERAL}/HO_VA_TEN"

    def test_repeated_tags_keep_the_first_value(self) -> None:
        text = changed(("</HO_VA_TEN>", "</HO_VA_TEN><HO_VA_TEN>Kẻ Khác</HO_VA_TEN>"))
        result = reading(text)
        assert result.record.thong_tin_chung.ho_va_ten == "Nguyễn Thị Mẫu"
        assert found(text) == [("READ-REPEATED", f"{GENERAL}/HO_VA_TEN[2]")]
        assert write(result.record).decode() == text

    @pytest.mark.parametrize(
        "part", ["THONG_TIN_CHUNG", "TONG_KET", "DU_LIEU_HOC_BA", "DANH_SACH_THONG_TIN_KY"]
    )
    def test_repeated_parts_are_an_error(self, part: str) -> None:
        end = TEXT.index(f"</{part}>") + len(part) + 3
        start = TEXT.index(f"<{part}")
        result = reading(TEXT[:end] + TEXT[start:end] + TEXT[end:])
        assert [(one.code, one.severity) for one in result.findings] == [("READ-REPEATED-PART", "error")]
        assert len(result.record.extensions) == 1

    def test_mixed_content_is_reported_and_kept(self) -> None:
        text = changed(("<TONG_KET>", "<TONG_KET>chữ lạc"), ("</MUC_DAT_DUOC>", "</MUC_DAT_DUOC>nữa"))
        result = reading(text)
        assert codes(text) == ["READ-MIXED", "READ-MIXED"]
        assert {one.text for one in result.record.extensions} == {"chữ lạc", "nữa"}
        assert write(result.record).decode() == text

    def test_stray_text_around_a_comment_is_one_text(self) -> None:
        result = reading(changed(("<TONG_KET>", "<TONG_KET>chữ <!-- c -->lạc")))
        assert [one.text for one in result.record.extensions] == ["chữ lạc"]
        assert reading(write(result.record).decode()).record == result.record

    def test_elements_in_a_simple_tag_are_reported_and_kept_apart(self) -> None:
        text = changed(("Nguyễn Thị Mẫu", "Nguyễn <b>Thị</b> Mẫu"))
        result = reading(text)
        assert result.record.thong_tin_chung.ho_va_ten == "Nguyễn  Mẫu"
        assert codes(text) == ["READ-MIXED"]
        assert [(one.path, one.xml) for one in result.record.extensions] == [
            (f"{GENERAL}/HO_VA_TEN/b", "<b>Thị</b>")
        ]
        assert reading(write(result.record).decode()).record == result.record

    @pytest.mark.parametrize(
        ("inside", "code"),
        [
            ("Tre\u0302\u0301", "READ-NOT-NFC"),
            ("Mẫu\u200b", "READ-INVISIBLE"),
            ("\u202eMẫu", "READ-INVISIBLE"),
            ("Mẫu&#x2066;", "READ-INVISIBLE"),
            ("Nguyễn\u00a0Mẫu", "READ-SPACE"),
            ("Ðức", "READ-LOOK-ALIKE"),
            ("М\u1eabu", "READ-LOOK-ALIKE"),
            ("Ｍẫu", "READ-LOOK-ALIKE"),
        ],
    )
    def test_odd_characters_are_reported_and_kept(self, inside: str, code: str) -> None:
        text = changed(("Nguyễn Thị Mẫu", inside))
        assert found(text) == [(code, f"{GENERAL}/HO_VA_TEN")]
        name = reading(text).record.thong_tin_chung.ho_va_ten
        assert name is not None
        assert write(reading(text).record).decode() == changed(("Nguyễn Thị Mẫu", name))

    def test_unusual_but_honest_signs_are_not_reported(self) -> None:
        assert codes(changed(("Nguyễn Thị Mẫu", "“Đ” – 5° … ñ"))) == []

    def test_odd_characters_in_unknown_content_are_reported(self) -> None:
        text = changed(("</TONG_KET>", '<X a="\u200b"><!-- c -->a</X></TONG_KET>'))
        assert codes(text) == ["READ-UNKNOWN-TAG", "READ-COMMENT", "READ-INVISIBLE"]

    def test_a_record_in_a_namespace_is_read_by_local_names(self) -> None:
        result = reading(changed(("<HOC_BA>", '<HOC_BA xmlns="urn:vi-du">')))
        assert result.record == record()
        assert [one.code for one in result.findings] == ["READ-NAMESPACE"]
        assert write(result.record).decode() == TEXT


class TestRoot:
    def test_unknown_content_of_the_root_is_kept(self) -> None:
        text = changed(
            ("<HOC_BA>", '<HOC_BA id="7" loai="x"><TRUOC>1</TRUOC>'), ("</HOC_BA>", "<SAU>2</SAU></HOC_BA>")
        )
        result = reading(text)
        assert result.record.hoc_ba_id == "7"
        assert [one.path for one in result.record.extensions] == ["@loai", "TRUOC", "SAU"]
        assert write(result.record).decode() == text

    def test_qualified_attributes_of_the_root_are_reported_only(self) -> None:
        text = changed(
            ("<HOC_BA>", '<HOC_BA xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:x="1">')
        )
        assert codes(text) == ["READ-UNKNOWN-ATTRIBUTE"]
        assert reading(text).record == record()

    def test_ids_are_found_in_three_spellings_and_kept(self) -> None:
        for spelling in ("id", "Id", "ID"):
            text = changed(('id="data"', f'{spelling}="k1"'))
            assert codes(text) == []
            assert write(reading(text).record).decode() == text

    def test_a_second_id_is_an_unknown_attribute(self) -> None:
        text = changed(('id="data"', 'Id="k2" id="k1"'))
        assert codes(text) == ["READ-UNKNOWN-ATTRIBUTE"]
        assert write(reading(text).record).decode() == text

    def test_a_data_element_without_id_gets_the_default_when_written(self) -> None:
        assert write(reading(changed((' id="data"', ""))).record).decode() == TEXT

    def test_no_signing_area(self) -> None:
        assert codes(without("DANH_SACH_THONG_TIN_KY")) == ["READ-NO-SIGNING-AREA"]

    def test_no_data(self) -> None:
        with pytest.raises(UnknownFormatError) as error:
            reading("<HOC_BA><DANH_SACH_THONG_TIN_KY/></HOC_BA>")
        assert error.value.code == "FORMAT-NO-DATA"

    def test_more_oddities_than_any_record_has(self) -> None:
        with pytest.raises(LimitExceededError) as error:
            reading(changed(("<TONG_KET>", "<TONG_KET>" + "<X/>" * (MOST + 1))))
        assert error.value.code == "READ-TOO-MUCH"

    def test_more_tags_than_any_record_has(self) -> None:
        with pytest.raises(LimitExceededError) as error:
            reading(changed(("<TONG_KET>", "<TONG_KET><X>" + "<Y/>" * MOST_TAGS + "</X>")))
        assert error.value.code == "READ-TOO-LARGE"

    def test_unknown_content_without_canonical_form(self) -> None:
        document = parse(TEXT.encode())
        data = document.root[0]
        data.append(data.makeelement("{relative}X"))
        with pytest.raises(MalformedXmlError) as error:
            read_data(data)
        assert error.value.code == "READ-NOT-CANONICAL"


class TestSlots:
    SIGNED = (
        "<CBQL><NGAY_KY>30/05/2025</NGAY_KY><SO_CCCD>000180000001</SO_CCCD>"
        '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></CBQL>'
    )

    def test_claims_of_the_slots(self) -> None:
        result = reading(changed(("<CBQL></CBQL>", self.SIGNED)))
        assert result.findings == ()
        slots = {slot.name: slot for slot in result.slots}
        assert list(slots) == ["GVCN", "CBQL", "KY_PHAT_HANH"]
        assert slots["CBQL"].ngay_ky == DateText("30/05/2025")
        assert slots["CBQL"].so_cccd == "000180000001"
        assert slots["CBQL"].signed
        assert not slots["GVCN"].signed
        assert "000180000001" not in repr(slots["CBQL"])

    def test_two_signatures_in_one_slot_are_counted(self) -> None:
        ds = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>'
        assert reading(changed(("<GVCN></GVCN>", f"<GVCN>{ds}{ds}</GVCN>"))).slots[0].signatures == 2

    def test_strays_in_the_signing_area_are_reported(self) -> None:
        text = changed(("<GVCN></GVCN>", "<GVCN><GHI_CHU/></GVCN><GVBM/>"))
        assert sorted(found(text)) == [
            ("READ-UNKNOWN-TAG", "DANH_SACH_THONG_TIN_KY/GVBM"),
            ("READ-UNKNOWN-TAG", "DANH_SACH_THONG_TIN_KY/GVCN/GHI_CHU"),
        ]


class TestDataAlone:
    def test_the_record_of_a_data_element(self) -> None:
        start, end = TEXT.index("<DU_LIEU"), TEXT.index("<DANH_SACH_THONG")
        assert read_data(parse(TEXT[start:end].encode()).root) == record()

    def test_what_stands_outside_is_not_in_it(self) -> None:
        document = parse(changed(("<HOC_BA>", '<HOC_BA id="7"><X/>')).encode())
        assert read_data(document.root[1]) == record()

    def test_another_element_is_refused(self) -> None:
        with pytest.raises(UnknownFormatError):
            read_data(parse(b"<X/>").root)
