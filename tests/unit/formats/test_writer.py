"""Deterministic bytes that are canonical as they stand."""

import pickle
from typing import Any

import pytest
from lxml import etree
from tests.unit.formats.texts import TEXT, changed, reading
from tests.unit.model.sample import record, values

from hocba.errors import ConfigurationError, RecordError
from hocba.formats.options import WriteOptions
from hocba.formats.registry import get
from hocba.formats.v1_0 import FORMAT
from hocba.formats.writer import write
from hocba.model.record import Extension, Layout, Record
from hocba.xml.canonical import Canonicalizer
from hocba.xml.document import parse

SLOTS = (
    "<DANH_SACH_THONG_TIN_KY><GVCN></GVCN><CBQL></CBQL><KY_PHAT_HANH></KY_PHAT_HANH></DANH_SACH_THONG_TIN_KY>"
)
DATA = "DU_LIEU_HOC_BA"


def canonical_forms(raw: bytes) -> list[bytes]:
    document = parse(raw)
    data = next(child for child in document.root if child.tag == DATA)
    own = Canonicalizer(document)
    return [
        own.exclusive(data),
        own.inclusive(data),
        own.inclusive(data, version="1.1"),
        etree.tostring(data, method="c14n", exclusive=True),
    ]


def data_of(raw: bytes) -> bytes:
    return raw[raw.index(b"<DU_LIEU_HOC_BA") : raw.rindex(b"</DU_LIEU_HOC_BA>") + len(b"</DU_LIEU_HOC_BA>")]


def test_the_frame() -> None:
    raw = write(record())
    assert raw.startswith(
        b'<?xml version="1.0" encoding="UTF-8"?>\n<HOC_BA><DU_LIEU_HOC_BA id="data"><THONG_TIN_CHUNG>'
    )
    assert raw.endswith(f"</DU_LIEU_HOC_BA>{SLOTS}</HOC_BA>\n".encode())
    assert b"> <" not in raw
    assert write(record()) == raw == get("v1_0").write(record())


def test_order_of_the_table() -> None:
    root = etree.fromstring(write(record()))
    for block in ("THONG_TIN_CHUNG", "QUA_TRINH_HOC_TAP", "BANG_DIEM", "DANH_GIA_NANG_LUC_PHAM_CHAT"):
        element = root.find(f".//{block}")
        assert element is not None
        assert [child.tag for child in element] == [field.tag for field in FORMAT.block(block)]


def test_null_is_no_tag() -> None:
    given = values()
    given["thong_tin_chung"]["ho_va_ten_cha"] = None
    assert b"HO_VA_TEN_CHA" not in write(Record(**given))


@pytest.mark.parametrize(
    "text", ["a & b", "<b>", "a > b", "]]>", "a\r\nb", "&amp;", "tab\tand\nline", "\"'", "𝄞"]
)
def test_escapes_are_canonical_and_survive(text: str) -> None:
    made = record().replace(tong_ket=record().tong_ket.replace(nhan_xet_gvcn=text))
    raw = write(made)
    assert reading(raw.decode()).record == made
    assert set(canonical_forms(raw)) == {data_of(raw)}


def test_the_data_element_is_its_own_canonical_form() -> None:
    raw = write(record().replace(hoc_ba_id='a"<&>\t'))
    assert set(canonical_forms(raw)) == {data_of(raw)}
    assert reading(raw.decode()).record.hoc_ba_id == 'a"<&>\t'


@pytest.mark.parametrize("text", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_characters_that_xml_does_not_allow(text: str) -> None:
    wrong = record().replace(tong_ket=record().tong_ket.model_validate(record().tong_ket))
    wrong = Record.claims(wrong.model_dump() | {"hoc_ba_id": f"a{text}"})
    with pytest.raises(RecordError) as error:
        write(wrong)
    assert error.value.code == "WRITE-CHARACTER"


class TestOptions:
    @pytest.mark.parametrize(
        ("form", "expected"),
        [
            ("dd/MM/yyyy", "<NGAY_SINH>02/09/2016<"),
            ("YYYY-MM-DD", "<NGAY_SINH>2016-09-02<"),
            ("date-time", "<NGAY_SINH>2016-09-02T00:00:00+07:00<"),
        ],
    )
    def test_dates(self, form: str, expected: str) -> None:
        raw = write(record(), options=WriteOptions(dates=form)).decode()
        assert expected in raw
        again = reading(raw).record.thong_tin_chung.ngay_sinh
        assert again is not None
        assert again.date == record().thong_tin_chung.ngay_sinh.date  # type: ignore[union-attr]  # strict record

    def test_an_unreadable_date_stays(self) -> None:
        text = changed(("<NGAY_SINH>02/09/2016<", "<NGAY_SINH>hôm qua<"))
        options = WriteOptions(dates="dd/MM/yyyy", booleans=("Có", "Không"))
        assert "<NGAY_SINH>hôm qua<" in write(reading(text).record, options=options).decode()

    def test_booleans(self) -> None:
        text = changed(("<DUOC_LEN_LOP>1<", "<DUOC_LEN_LOP>0<"))
        raw = write(reading(text).record, options=WriteOptions(booleans=("Có", "Không"))).decode()
        assert "<DUOC_LEN_LOP>Không<" in raw
        assert "<DA_HOAN_THANH_CHUONG_TRINH_LOP_HOC>Có<" in raw
        odd = changed(("<DUOC_LEN_LOP>1<", "<DUOC_LEN_LOP>?<"))
        assert (
            "<DUOC_LEN_LOP>?<"
            in write(reading(odd).record, options=WriteOptions(booleans=("1", "0"))).decode()
        )

    def test_spelling(self) -> None:
        raw = write(record(), options=WriteOptions(spelling="corrected")).decode()
        assert "<TONG_SO_BUOI_NGHI_KHONG_PHEP>" in raw
        assert "<NANG_LUC_GIAO_TIEP_HOP_TAC>" in raw
        assert write(reading(raw).record, options=WriteOptions(spelling="as_transcribed")).decode() == TEXT

    def test_ids_and_wrappers(self) -> None:
        options = WriteOptions(id_attribute="Id", data_id="k", rows="DIEM/MON", assessment="TONG_KET/A/B")
        raw = write(record().replace(hoc_ba_id="7"), options=options).decode()
        assert raw.splitlines()[1].startswith('<HOC_BA Id="7"><DU_LIEU_HOC_BA Id="k">')
        assert "<TONG_KET><KET_QUA" in raw
        assert "</TONG_KET><DIEM><MON><MA_MON_HOC>" in raw
        assert "<A><B><NANG_LUC" in raw
        assert reading(raw).record == record().replace(hoc_ba_id="7")

    def test_names_that_reading_would_not_find_again_are_not_used(self) -> None:
        bare = Record.claims({"tong_ket": {"bang_diem": [{"ten_mon_hoc": "Toán"}]}})
        raw = write(bare, options=WriteOptions(rows="TONG_KET/MON", assessment="DANH_GIA")).decode()
        assert "<BANG_DIEM><TEN_MON_HOC>" in raw
        assert "<DANH_GIA_NANG_LUC_PHAM_CHAT></DANH" in raw
        assert reading(raw).record == bare

    def test_from_the_keys_of_the_specification(self) -> None:
        options = WriteOptions.of(
            {
                "spelling.sic": "corrected",
                "dates.out": "YYYY-MM-DD",
                "boolean.literals": ("Có", "Không"),
                "ids.attribute": "Id",
                "ids.data": "x",
                "wrapper.rows": "TONG_KET/R",
                "wrapper.assessment": "TONG_KET/A",
            }
        )
        assert options == WriteOptions(
            spelling="corrected",
            dates="YYYY-MM-DD",
            booleans=("Có", "Không"),
            id_attribute="Id",
            data_id="x",
            rows="TONG_KET/R",
            assessment="TONG_KET/A",
        )
        assert pickle.loads(pickle.dumps(options)) == options

    @pytest.mark.parametrize(
        "wrong",
        [
            {"dates.out": "MM/dd/yyyy"},
            {"spelling.sic": "x"},
            {"ids.attribute": "xml:id"},
            {"boolean.literals": "10"},
            {"boolean.literals": ("1", "")},
            {"unknown.key": 1},
        ],
    )
    def test_other_choices_are_refused(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(ConfigurationError) as error:
            WriteOptions.of(wrong)
        assert error.value.code == "WRITE-OPTION"

    @pytest.mark.parametrize(
        "path",
        [
            "",
            "A/",
            "TONG_KET/A B",
            "A><B",
            "x:y",
            "TONG_KET",
            "TONG_KET/TONG_KET",
            "THONG_TIN_CHUNG/A",
            "TONG_KET/²",
            "{urn:x}A",
            "1A",
        ],
    )
    def test_names_that_are_none(self, path: str) -> None:
        with pytest.raises(RecordError) as error:
            write(record().replace(layout=Layout(rows=path)))
        assert error.value.code == "WRITE-NAME"

    def test_another_id_attribute(self) -> None:
        with pytest.raises(RecordError) as error:
            write(record().replace(layout=Layout(id_attribute="onload")))
        assert error.value.code == "WRITE-NAME"


class TestExtensions:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("</HO_VA_TEN>", "</HO_VA_TEN><BIET_DANH>x</BIET_DANH>"),
            ("<THONG_TIN_CHUNG>", "<THONG_TIN_CHUNG><X></X><Y></Y>"),
            ("<THONG_TIN_CHUNG>", '<THONG_TIN_CHUNG a="1" b="&quot;&lt;&amp;&#x9;">'),
            ("<HO_VA_TEN>", '<HO_VA_TEN a="1">'),
            ("<BANG_DIEM>", '<BANG_DIEM Id="mon01">'),
            ("</BANG_DIEM><BANG_DIEM>", "</BANG_DIEM><X></X><BANG_DIEM>"),
            ("</DIEM_KIEM_TRA_DINH_KY>", "</DIEM_KIEM_TRA_DINH_KY><GHI_CHU>a &lt; b</GHI_CHU>"),
            ("</TONG_KET>", '</TONG_KET><X xmlns="urn:x"><a xmlns=""></a></X>'),
            ("</TONG_KET>", '<p:X xmlns:p="urn:x" b="2" p:a="1">z<?pi d?></p:X></TONG_KET>'),
            ("</QUA_TRINH_HOC_TAP><TONG_KET>", "</QUA_TRINH_HOC_TAP><X></X><TONG_KET>"),
            ("<TONG_KET>", '<TONG_KET xmlns:h0="urn:y" a="0" h0:b="1">'),
            ("<TONG_KET>", '<TONG_KET a="0" xml:lang="vi">'),
            ("<TONG_KET>", '<TONG_KET xmlns:h1="urn:y" h1:b="1"><h0:X xmlns:h0="urn:z"></h0:X>'),
            ('id="data"', 'id="data" z="1"'),
        ],
    )
    def test_unknown_content_is_written_back_in_place_and_canonical(self, old: str, new: str) -> None:
        text = changed((old, new))
        result = reading(text)
        assert result.record.extensions
        raw = write(result.record)
        assert raw.decode() == text
        assert set(canonical_forms(raw)) == {data_of(raw)}
        assert reading(raw.decode()).record == result.record

    def test_content_behind_a_tag_that_is_gone_is_written_at_the_end_of_its_block(self) -> None:
        kept = Extension(parent=f"{DATA}/TONG_KET", name="X", after="KHONG_CO", xml="<X></X>")
        assert "<X></X></TONG_KET>" in write(record().replace(extensions=[kept])).decode()

    def test_content_in_a_block_that_is_gone_is_refused(self) -> None:
        for parent, name in ((f"{DATA}/QUA_TRINH_HOC_TAP[9]", "X"), (f"{DATA}/TONG_KET/Y", "@a")):
            kept = Extension(parent=parent, name=name, xml="<X></X>" if name == "X" else "1")
            with pytest.raises(RecordError) as error:
                write(record().replace(extensions=[kept]))
            assert error.value.code == "WRITE-NO-PLACE"
            assert error.value.context["path"] == parent

    @pytest.mark.parametrize(
        ("name", "xml"),
        [
            ("X", "<X/>"),
            ("X", "<Y></Y>"),
            ("X", "<X></X><Y></Y>"),
            ("X", "<X>"),
            ("X", "text"),
            ("X", '<X b="1" a="2"></X>'),
            ("X", "<X><!-- c --></X>"),
            ("X", "<!DOCTYPE X><X></X>"),
            ("X", "<X>\ud800</X>"),
            ("@a b", "1"),
            ("@p:a", "1"),
            ("@xmlns", "urn:x"),
            ("@{urn:x}1", "1"),
            ("@id", "second"),
        ],
    )
    def test_content_that_is_not_what_it_says_is_refused(self, name: str, xml: str) -> None:
        kept = Extension.claims({"parent": DATA, "name": name, "xml": xml})
        with pytest.raises(RecordError) as error:
            write(record().replace(extensions=(kept,)))
        assert error.value.code == "WRITE-EXTENSION"

    def test_a_qualified_attribute_of_the_root_is_refused(self) -> None:
        kept = Extension(parent="", name="@{urn:x}a", xml="1")
        with pytest.raises(RecordError) as error:
            write(record().replace(extensions=[kept]))
        assert error.value.code == "WRITE-EXTENSION"
