"""Later records: areas by id, blocks by name or content, fields anywhere once; what is unknown stays."""

from __future__ import annotations

import pytest
from tests.unit.formats.later_texts import (
    BOTH,
    PRIMARY,
    SECONDARY,
    changed,
    codes,
    found,
    reading,
    record_of,
    text_of,
)

from hocba.errors import UnknownFormatError
from hocba.formats.format import Format
from hocba.formats.frame import frame_of
from hocba.model.values import DateText, DiemText
from hocba.xml.document import parse

AREA = "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA"
EACH = pytest.mark.parametrize("known", BOTH, ids=["primary", "secondary"])
RECORD_END = "</THONG_TIN_HOC_BA>"


@EACH
def test_a_written_record_is_read_back_equal_and_without_findings(known: Format) -> None:
    again = reading(known, text_of(known))
    assert again.record == record_of(known)
    assert again.findings == ()
    assert again.format_id == known.id
    assert again.record.layout == type(again.record).model_fields["layout"].default


@EACH
def test_indentation_changes_nothing(known: Format) -> None:
    text = (
        text_of(known)
        .replace("><", ">\r\n\t <")
        .replace(">\r\n\t </GV", "></GV")
        .replace(">\r\n\t </CB", "></CB")
    )
    assert reading(known, text).record == record_of(known)


def test_values_are_typed_and_never_judged() -> None:
    text = changed(("<DIEM_CA_NAM>8.5<", "<DIEM_CA_NAM>11,5<"), text=text_of(SECONDARY))
    result = reading(SECONDARY, text)
    assert result.findings == ()
    assert isinstance(result.record.diem_tong_ket[0].diem_ca_nam, DiemText)
    assert isinstance(result.record.thong_tin_chung.ngay_sinh, DateText)
    assert SECONDARY.write(result.record).decode() == text


@pytest.mark.parametrize(
    "row", [row for row in SECONDARY.fields if row.alias], ids=lambda row: f"{row.block}-{row.alias}"
)
def test_every_other_spelling_is_read_and_written_back(row: object) -> None:
    text = text_of(SECONDARY)
    block = text.index(f"<{row.block}")  # type: ignore[attr-defined]
    old, new = f"<{row.tag}>", f"<{row.alias}>"  # type: ignore[attr-defined]
    at = text.index(old, block)
    end = text.index(old.replace("<", "</"), at)
    text = text[:at] + new + text[at + len(old) : end] + new.replace("<", "</") + text[end + len(old) + 1 :]
    result = reading(SECONDARY, text)
    assert result.record == record_of(SECONDARY)
    assert result.findings == ()
    assert result.record.layout.spelling == {f"{row.block}/{row.tag}"}  # type: ignore[attr-defined]
    if text.count(new) == text.count(old) + 1:
        assert SECONDARY.write(result.record).decode() == text


class TestAreas:
    def test_by_id_under_any_name(self) -> None:
        text = text_of(SECONDARY).replace("DU_LIEU_HOC_BA", "NOI_DUNG").replace("THONG_TIN_HOC_BA", "HO_SO")
        result = reading(SECONDARY, text)
        assert result.record == record_of(SECONDARY)
        assert codes(SECONDARY, text) == ["READ-WRAPPER", "READ-WRAPPER"]

    def test_by_name_where_no_id_tells(self) -> None:
        text = text_of(SECONDARY).replace(' Id="data"', "").replace(' Id="thongtinhocba"', ' Id="x"')
        result = reading(SECONDARY, text)
        assert result.record == record_of(SECONDARY)
        assert result.record.layout.record_area_id == "x"
        assert result.findings == ()

    def test_the_id_counts_more_than_the_name(self) -> None:
        text = changed(
            ("<DU_LIEU_HOC_BA", "<DU_LIEU_HOC_BA><X/></DU_LIEU_HOC_BA><KHAC><DU_LIEU_HOC_BA"),
            ("<PHAT_HANH", "</KHAC><PHAT_HANH"),
            text=text_of(PRIMARY),
        )
        result = reading(PRIMARY, text)
        assert result.record.replace(extensions=()) == record_of(PRIMARY)
        assert codes(PRIMARY, text) == ["READ-REPEATED-PART", "READ-WRAPPER"]

    @pytest.mark.parametrize("spelling", ["id", "ID"])
    def test_other_spellings_of_the_attribute(self, spelling: str) -> None:
        text = text_of(SECONDARY).replace(" Id=", f" {spelling}=")
        result = reading(SECONDARY, text)
        assert result.record == record_of(SECONDARY)
        assert result.findings == ()
        assert SECONDARY.write(result.record).decode() == text

    @EACH
    def test_signing_area_outside(self, known: Format) -> None:
        text = changed(
            ("</DU_LIEU_HOC_BA>", ""),
            ("<DANH_SACH_THONG_TIN_KY>", "</DU_LIEU_HOC_BA><DANH_SACH_THONG_TIN_KY>"),
            text=text_of(known),
        )
        result = reading(known, text)
        assert result.record == record_of(known)
        assert result.findings == ()
        assert result.record.layout.signing_area == "outside"
        assert known.write(result.record).decode() == text
        assert result.slots[0].path.startswith("DANH_SACH_THONG_TIN_KY/")

    def test_areas_that_are_missing(self) -> None:
        text = text_of(PRIMARY)
        start, end = text.index("<DANH_SACH_THONG_TIN_KY>"), text.index("</DU_LIEU_HOC_BA>")
        assert codes(PRIMARY, text[:start] + text[end:]) == ["READ-NO-SIGNING-AREA"]
        start, end = text.index("<PHAT_HANH_HOC_BA>"), text.index("</HOC_BA>")
        assert codes(PRIMARY, text[:start] + text[end:]) == ["READ-NO-ISSUING-AREA"]
        for text in (
            "<HOC_BA/>",
            "<HOC_BA><DU_LIEU_HOC_BA/></HOC_BA>",
            "<HOC_BA><THONG_TIN_HOC_BA/></HOC_BA>",
        ):
            with pytest.raises(UnknownFormatError) as error:
                reading(PRIMARY, text)
            assert error.value.code == "FORMAT-NO-AREA"

    def test_a_record_area_that_cannot_be_reached(self) -> None:
        area = "<DANH_SACH_THONG_TIN_KY><THONG_TIN_HOC_BA/></DANH_SACH_THONG_TIN_KY>"
        text = f"<HOC_BA><DU_LIEU_HOC_BA>{area}</DU_LIEU_HOC_BA></HOC_BA>"
        with pytest.raises(UnknownFormatError) as error:
            reading(PRIMARY, text)
        assert error.value.code == "FORMAT-NO-AREA"

    @pytest.mark.parametrize(
        "part",
        [
            "THONG_TIN_CHUNG",
            "THONG_TIN_HOC_BA",
            "DU_LIEU_HOC_BA",
            "DANH_SACH_THONG_TIN_KY",
            "PHAT_HANH_HOC_BA",
        ],
    )
    def test_repeated_parts_are_an_error(self, part: str) -> None:
        text = text_of(SECONDARY)
        end = text.index(f"</{part}>") + len(part) + 3
        start = text.index(f"<{part}")
        result = reading(SECONDARY, text[:end] + text[start:end] + text[end:])
        assert [(one.code, one.severity) for one in result.findings] == [("READ-REPEATED-PART", "error")]
        assert result.record.replace(extensions=()) == record_of(SECONDARY)
        assert SECONDARY.structure(parse((text[:end] + text[start:end] + text[end:]).encode()))

    def test_elements_around_areas(self) -> None:
        text = changed(
            ("<DU_LIEU_HOC_BA", '<GOI a="1">x<LA>1</LA><DU_LIEU_HOC_BA'),
            ("</DU_LIEU_HOC_BA>", "</DU_LIEU_HOC_BA></GOI>"),
            text=text_of(PRIMARY),
        )
        result = reading(PRIMARY, text)
        assert codes(PRIMARY, text) == [
            "READ-WRAPPER",
            "READ-UNKNOWN-ATTRIBUTE",
            "READ-MIXED",
            "READ-UNKNOWN-TAG",
        ]
        assert {one.name for one in result.record.extensions} == {"text()", "LA"}
        assert reading(PRIMARY, PRIMARY.write(result.record).decode()).record == result.record

    def test_a_namespace(self) -> None:
        text = changed(("<HOC_BA>", '<HOC_BA xmlns="urn:x">'), text=text_of(SECONDARY))
        result = reading(SECONDARY, text)
        assert result.record == record_of(SECONDARY)
        assert codes(SECONDARY, text) == ["READ-NAMESPACE"]
        assert len(result.slots) == 5


class TestBlocks:
    @pytest.mark.parametrize(
        "steps",
        [
            "BANG/DIEM_TONG_KET",
            "BANG/DS/DIEM_TONG_KET",
            "MON",
            "DS/MON",
            "TONG_KET/DIEM_TONG_KET",
            "TONG_KET/DS/MON",
        ],
    )
    @EACH
    def test_rows_elsewhere_are_written_where_they_were(self, known: Format, steps: str) -> None:
        text = text_of(known)
        start, end = text.index("<DIEM_TONG_KET "), text.index(RECORD_END)
        *around, name = steps.split("/")
        rows = (
            text[start:end].replace("<DIEM_TONG_KET ", f"<{name} ").replace("</DIEM_TONG_KET>", f"</{name}>")
        )
        text = text[:start] + text[end:]
        if around[:1] == ["TONG_KET"]:
            around, at = around[1:], text.index("</TONG_KET>")
        else:
            at = text.index(RECORD_END)
        rows = (
            "".join(f'<{one} a="1">' for one in around)
            + rows
            + "".join(f"</{one}>" for one in reversed(around))
        )
        text = text[:at] + rows + text[at:]
        result = reading(known, text)
        assert result.record.replace(extensions=()) == record_of(known)
        assert result.record.layout.rows == steps
        assert set(codes(known, text)) <= {"READ-WRAPPER", "READ-UNKNOWN-ATTRIBUTE"}
        assert known.write(result.record).decode() == text

    def test_other_blocks_under_other_names(self) -> None:
        text = text_of(PRIMARY)
        for old, new in (
            ("THONG_TIN_CHUNG", "CHUNG"),
            ("QUA_TRINH_HOC_TAP", "QT"),
            ("DANH_GIA_NANG_LUC_PHAM_CHAT", "DG"),
        ):
            text = text.replace(f"{old}>", f"{new}>")
        result = reading(PRIMARY, text)
        assert result.record == record_of(PRIMARY)
        assert result.record.layout.places == (("QUA_TRINH_HOC_TAP", "QT"), ("THONG_TIN_CHUNG", "CHUNG"))
        assert result.record.layout.assessment == "DG"
        assert set(codes(PRIMARY, text)) == {"READ-WRAPPER"}
        assert PRIMARY.write(result.record).decode() == text

    def test_blocks_in_one_element(self) -> None:
        text = changed(
            ("<THONG_TIN_CHUNG>", "<A><THONG_TIN_CHUNG>"),
            ("</TONG_KET>", "</TONG_KET></A>"),
            text=text_of(PRIMARY),
        )
        result = reading(PRIMARY, text)
        assert result.record == record_of(PRIMARY)
        assert PRIMARY.write(result.record).decode() == text

    def test_years_in_one_element(self) -> None:
        text = changed(("</QUA_TRINH_HOC_TAP><QUA_TRINH_HOC_TAP>", ""), text=text_of(PRIMARY))
        result = reading(PRIMARY, text)
        assert result.record == record_of(PRIMARY)
        assert found(PRIMARY, text) == [("READ-HISTORY-WRAPPED", f"{AREA}/QUA_TRINH_HOC_TAP")]
        assert PRIMARY.write(result.record).decode() == text_of(PRIMARY)
        assert PRIMARY.structure(parse(text.encode())) == ()

    def test_years_as_elements_in_one(self) -> None:
        text = text_of(PRIMARY).replace("QUA_TRINH_HOC_TAP>", "NAM>")
        text = changed(
            ("<NAM>", "<QUA_TRINH_HOC_TAP><NAM>"),
            ("</NAM><TONG", "</NAM></QUA_TRINH_HOC_TAP><TONG"),
            text=text,
        )
        result = reading(PRIMARY, text)
        assert result.record == record_of(PRIMARY)
        assert PRIMARY.write(result.record).decode() == text

    def test_a_place_that_a_reader_would_not_find_again_is_not_kept(self) -> None:
        text = text_of(PRIMARY).replace("DANH_GIA_NANG_LUC_PHAM_CHAT>", "DG>")
        record = reading(PRIMARY, text).record
        bare = record.danh_gia_nang_luc_pham_chat.replace(pham_chat_yeu_nuoc=None)
        written = PRIMARY.write(record.replace(danh_gia_nang_luc_pham_chat=bare)).decode()
        assert "<DANH_GIA_NANG_LUC_PHAM_CHAT>" in written
        assert reading(PRIMARY, written).record.danh_gia_nang_luc_pham_chat == bare

    def test_a_place_that_cannot_be_written_is_not_kept(self) -> None:
        text = text_of(PRIMARY)
        start, end = text.index("<DIEM_TONG_KET "), text.index(RECORD_END)
        rows = f'<QUA_TRINH_HOC_TAP a="1"><X>1</X>{text[start:end]}</QUA_TRINH_HOC_TAP>'
        result = reading(PRIMARY, text[:start] + rows + text[end:])
        assert result.record.layout.rows == "DIEM_TONG_KET"
        assert [one.path for one in result.record.extensions] == [f"{AREA}/X"]
        again = PRIMARY.write(result.record).decode()
        assert again == changed((RECORD_END, f"<X>1</X>{RECORD_END}"), text=text).replace(
            f"{text[start:end]}<X>1</X>", f"<X>1</X>{text[start:end]}"
        )

    def test_deep_nesting_is_not_searched(self) -> None:
        deep = "<A>" * 8 + '<DIEM_TONG_KET Id="x"><MA_MON_HOC>1</MA_MON_HOC></DIEM_TONG_KET>' + "</A>" * 8
        assert "READ-UNKNOWN-TAG" in codes(
            PRIMARY, changed((RECORD_END, deep + RECORD_END), text=text_of(PRIMARY))
        )

    def test_rows_without_id_get_one_when_written(self) -> None:
        text = text_of(SECONDARY).replace(' Id="van"', "")
        result = reading(SECONDARY, text)
        assert result.record.diem_tong_ket[1].id is None
        assert 'Id="mon02"' in SECONDARY.write(result.record).decode()


class TestTeachers:
    def test_at_any_depth(self) -> None:
        text = text_of(SECONDARY).replace('<GVBM Id="gv-1"><SO', '<DS><GVBM Id="gv-1"><SO', 2)
        for end in ("</GVBM></DIEM",) * 2:
            text = changed((end, "</GVBM></DS></DIEM"), text=text)
        result = reading(SECONDARY, text)
        assert result.record == record_of(SECONDARY)
        assert result.record.layout.places == (("GVBM", "DS/GVBM"),)
        assert set(codes(SECONDARY, text)) == {"READ-WRAPPER"}

    def test_content_beside_and_around(self) -> None:
        text = changed(
            ('<GVBM Id="gv-1"><SO', '<DS b="2"><LA>1</LA><GVBM Id="gv-1" c="3"><SO'),
            ("</GVBM></DIEM", "</GVBM></DS></DIEM"),
            text=text_of(SECONDARY),
        )
        result = reading(SECONDARY, text)
        row = f"{AREA}/DIEM_TONG_KET[1]/DS"
        assert {one.path for one in result.record.extensions} == {
            f"{row}/@b",
            f"{row}/LA",
            f"{row}/GVBM[1]/@c",
        }
        again = reading(SECONDARY, SECONDARY.write(result.record).decode())
        assert again.record == result.record


class TestFieldsElsewhere:
    TEXT = "<HO_VA_TEN_CHA>Chữ tiếng Việt ấy</HO_VA_TEN_CHA>"

    @pytest.mark.parametrize("place", ["</TONG_KET>", RECORD_END, "</QUA_TRINH_HOC_TAP>"])
    def test_taken_where_the_name_occurs_once(self, place: str) -> None:
        text = changed((self.TEXT, ""), (place, self.TEXT + place), text=text_of(PRIMARY))
        result = reading(PRIMARY, text)
        assert result.record == record_of(PRIMARY)
        assert codes(PRIMARY, text) == ["READ-PLACE"]
        assert PRIMARY.write(result.record).decode() == text_of(PRIMARY)

    def test_not_taken_where_it_occurs_twice(self) -> None:
        text = changed((self.TEXT, ""), ("</TONG_KET>", self.TEXT * 2 + "</TONG_KET>"), text=text_of(PRIMARY))
        result = reading(PRIMARY, text)
        assert result.record.thong_tin_chung.ho_va_ten_cha is None
        assert codes(PRIMARY, text) == ["READ-UNKNOWN-TAG", "READ-UNKNOWN-TAG"]
        assert PRIMARY.write(result.record).decode() == text

    def test_not_taken_where_the_block_has_it(self) -> None:
        text = changed(("</TONG_KET>", self.TEXT + "</TONG_KET>"), text=text_of(PRIMARY))
        assert codes(PRIMARY, text) == ["READ-UNKNOWN-TAG"]
        assert PRIMARY.write(reading(PRIMARY, text).record).decode() == text

    def test_not_taken_from_a_teacher(self) -> None:
        name = "<HO_VA_TEN>Nguyễn Thị Mẫu</HO_VA_TEN>"
        result = reading(SECONDARY, changed((name, ""), text=text_of(SECONDARY)))
        assert result.record.thong_tin_chung.ho_va_ten is None

    def test_what_stood_beside_it_stays(self) -> None:
        inner = f'<NHOM a="1"><X>1</X><Y>{self.TEXT}</Y><Z/></NHOM>'
        text = changed((self.TEXT, ""), ("</TONG_KET>", inner + "</TONG_KET>"), text=text_of(PRIMARY))
        result = reading(PRIMARY, text)
        assert result.record.replace(extensions=()) == record_of(PRIMARY)
        assert [one.xml for one in result.record.extensions] == ['<NHOM a="1"><X>1</X><Z></Z></NHOM>']
        assert codes(PRIMARY, text) == ["READ-UNKNOWN-TAG", "READ-PLACE"]

    def test_nothing_stays_of_an_element_around_it_alone(self) -> None:
        text = changed(
            (self.TEXT, ""), ("</TONG_KET>", f"<N> <M>{self.TEXT}</M></N></TONG_KET>"), text=text_of(PRIMARY)
        )
        assert reading(PRIMARY, text).record == record_of(PRIMARY)
        assert codes(PRIMARY, text) == ["READ-PLACE"]

    def test_the_other_spelling_is_taken_too(self) -> None:
        old = "<CHO_O_HIEN_NAY>Chữ tiếng Việt ấy</CHO_O_HIEN_NAY>"
        new = old.replace("CHO_O", "NOI_O")
        text = changed((old, ""), ("</TONG_KET>", f"{new}</TONG_KET>"), text=text_of(PRIMARY))
        result = reading(PRIMARY, text)
        assert result.record == record_of(PRIMARY)
        assert result.record.layout.spelling == {"THONG_TIN_CHUNG/CHO_O_HIEN_NAY"}

    def test_not_from_outside_the_record_area(self) -> None:
        text = changed(
            (self.TEXT, ""), ("</DU_LIEU_HOC_BA>", f"{self.TEXT}</DU_LIEU_HOC_BA>"), text=text_of(PRIMARY)
        )
        assert reading(PRIMARY, text).record.thong_tin_chung.ho_va_ten_cha is None


class TestSlots:
    def test_names_and_claims(self) -> None:
        text = changed(
            (
                "<CBQL></CBQL>",
                "<CBQL><NGAY_KY>01/06/2025</NGAY_KY><SO_DDCN>000182000009</SO_DDCN></CBQL><CBQL></CBQL>",
            ),
            text=text_of(SECONDARY),
        )
        result = reading(SECONDARY, text)
        area = "DU_LIEU_HOC_BA/DANH_SACH_THONG_TIN_KY"
        assert [(one.name, one.family, one.path, one.id) for one in result.slots] == [
            ("GVBM", "GVBM", f"{area}/DANH_SACH_GVBM/GVBM[1]", "gv-1"),
            ("GVBM[2]", "GVBM", f"{area}/DANH_SACH_GVBM/GVBM[2]", "gv-2"),
            ("GVCN", "GVCN", f"{area}/GVCN", None),
            ("CBQL", "CBQL", "PHAT_HANH_HOC_BA/CBQL[1]", None),
            ("CBQL[2]", "CBQL", "PHAT_HANH_HOC_BA/CBQL[2]", None),
            ("KY_PHAT_HANH", "KY_PHAT_HANH", "PHAT_HANH_HOC_BA/KY_PHAT_HANH", None),
        ]
        assert result.slots[3].ngay_ky == "01/06/2025"
        assert result.slots[3].so_cccd == "000182000009"
        assert result.record.layout.managers == 2
        assert "000182000009" not in repr(result.slots)
        assert "<CBQL></CBQL><CBQL></CBQL>" in SECONDARY.write(result.record).decode()

    def test_managers_at_any_depth(self) -> None:
        text = changed(("<CBQL></CBQL>", "<DS a='1'><X/><N><CBQL/><CBQL/></N></DS>"), text=text_of(SECONDARY))
        result = reading(SECONDARY, text)
        assert [one.path for one in result.slots[3:5]] == [f"PHAT_HANH_HOC_BA/DS/N/CBQL[{n}]" for n in (1, 2)]
        assert codes(SECONDARY, text) == [
            "READ-WRAPPER",
            "READ-UNKNOWN-ATTRIBUTE",
            "READ-UNKNOWN-TAG",
            "READ-WRAPPER",
        ]
        again = reading(SECONDARY, SECONDARY.write(result.record).decode())
        assert again.record == result.record

    def test_unknown_content_of_areas_is_kept_unless_it_is_signed(self) -> None:
        signature = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>'
        text = changed(
            (
                "<GVCN></GVCN>",
                f"<GVCN></GVCN><GHI_CHU>x</GHI_CHU><TO_TRUONG>{signature}</TO_TRUONG>{signature}",
            ),
            ('<GVBM Id="gv-1"></GVBM>', '<GVBM Id="gv-1" a="1"><X/><!-- c --></GVBM><Y/>'),
            ("<PHAT_HANH_HOC_BA>", '<PHAT_HANH_HOC_BA a="1">chữ'),
            text=text_of(SECONDARY),
        )
        result = reading(SECONDARY, text)
        assert [one.path for one in result.record.extensions] == [
            "DU_LIEU_HOC_BA/DANH_SACH_THONG_TIN_KY/GHI_CHU",
            "DU_LIEU_HOC_BA/DANH_SACH_THONG_TIN_KY/DANH_SACH_GVBM/Y",
            "PHAT_HANH_HOC_BA/@a",
            "PHAT_HANH_HOC_BA/text()",
        ]
        assert codes(SECONDARY, text).count("READ-UNKNOWN-TAG") == 5
        again = reading(SECONDARY, SECONDARY.write(result.record).decode())
        assert again.record == result.record


class TestDataAlone:
    @EACH
    def test_data_element_and_record_area(self, known: Format) -> None:
        document = parse(text_of(known).encode())
        frame = frame_of(document.root, known, "")
        for element in (frame.data, frame.record):
            assert known.read_data(element) == record_of(known)

    def test_anything_else(self) -> None:
        with pytest.raises(UnknownFormatError) as error:
            PRIMARY.read_data(parse(b"<TONG_KET/>").root)
        assert error.value.code == "FORMAT-NO-DATA"
        with pytest.raises(UnknownFormatError) as error:
            PRIMARY.read_data(parse(b"<DU_LIEU_HOC_BA/>").root)
        assert error.value.code == "FORMAT-NO-AREA"
