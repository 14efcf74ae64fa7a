"""Later files: the tree of the specification, ids, layouts, and bytes that are canonical as they stand."""

from __future__ import annotations

import pytest
from tests.unit.formats.later_texts import BOTH, PRIMARY, SECONDARY, changed, reading, record_of, text_of

from hocba.errors import ConfigurationError, RecordError
from hocba.formats.format import Format
from hocba.formats.ids import identified, teacher_ids
from hocba.formats.options import WriteOptions
from hocba.formats.v1_0 import FORMAT as V1_0
from hocba.model.layout_v2 import DEFAULT_LAYOUT_V2
from hocba.xml.canonical import Canonicalizer
from hocba.xml.document import parse

EACH = pytest.mark.parametrize("known", BOTH, ids=["primary", "secondary"])


def names(known: Format, text: str) -> list[str]:
    """The tags of the frame, in order, without what stands in blocks."""
    blocks = {branch.tag for branch in known.tree.branches}
    root = parse(text.encode()).root
    return [
        str(one.tag)
        for one in root.iter("*")
        if not any(above.tag in blocks for above in one.iterancestors())
    ]


def test_the_tree_of_the_primary_record() -> None:
    assert names(PRIMARY, text_of(PRIMARY)) == [
        "HOC_BA", "DU_LIEU_HOC_BA", "THONG_TIN_HOC_BA", "THONG_TIN_CHUNG", "QUA_TRINH_HOC_TAP",
        "QUA_TRINH_HOC_TAP", "TONG_KET", "DANH_GIA_NANG_LUC_PHAM_CHAT", "DIEM_TONG_KET", "DIEM_TONG_KET",
        "DANH_SACH_THONG_TIN_KY", "GVCN", "PHAT_HANH_HOC_BA", "CBQL", "KY_PHAT_HANH",
    ]  # fmt: skip


def test_the_tree_of_the_secondary_record() -> None:
    text = text_of(SECONDARY)
    assert names(SECONDARY, text) == [
        "HOC_BA", "DU_LIEU_HOC_BA", "THONG_TIN_HOC_BA", "THONG_TIN_CHUNG", "QUA_TRINH_HOC_TAP",
        "QUA_TRINH_HOC_TAP", "TONG_KET", "CHUNG_CHI", "CHUNG_CHI", "DIEM_TONG_KET", "DIEM_TONG_KET",
        "DIEM_TONG_KET", "DANH_SACH_THONG_TIN_KY", "DANH_SACH_GVBM", "GVBM", "GVBM", "GVCN",
        "PHAT_HANH_HOC_BA", "CBQL", "KY_PHAT_HANH",
    ]  # fmt: skip
    assert (
        '<DANH_SACH_GVBM><GVBM Id="gv-1"></GVBM><GVBM Id="gv-2"></GVBM></DANH_SACH_GVBM><GVCN></GVCN>' in text
    )
    assert text.startswith(
        '<?xml version="1.0" encoding="UTF-8"?>\n<HOC_BA><DU_LIEU_HOC_BA Id="data">'
        '<THONG_TIN_HOC_BA Id="thongtinhocba"><THONG_TIN_CHUNG>'
    )


def test_a_record_without_anything() -> None:
    text = SECONDARY.write(SECONDARY.record.claims({})).decode()
    assert "<DANH_SACH_GVBM></DANH_SACH_GVBM><GVCN></GVCN>" in text
    assert reading(SECONDARY, text).record == SECONDARY.record.claims({})


@EACH
def test_what_may_be_signed_is_canonical(known: Format) -> None:
    raw = known.write(record_of(known))
    document = parse(raw)
    for element in document.root.iter("DU_LIEU_HOC_BA", "THONG_TIN_HOC_BA", "DIEM_TONG_KET"):
        assert Canonicalizer(document).inclusive(element) in raw


class TestIds:
    def test_rows(self) -> None:
        rows = [{"ma_mon_hoc": code} for code in ("01", "01", "Ngữ văn", None, "<&>")]
        record = PRIMARY.record.claims({"diem_tong_ket": [*rows, {"id": "mon01-2", "ma_mon_hoc": "05"}]})
        made = identified(record, PRIMARY)
        assert [row.id for row in made.diem_tong_ket] == [
            "mon01",
            "mon01-3",
            "monNgvn",
            "mon4",
            "mon5",
            "mon01-2",
        ]
        assert identified(made, PRIMARY) is made
        assert [row.id for row in record.diem_tong_ket] == [None] * 5 + ["mon01-2"]

    def test_teachers_are_told_apart_by_number_then_name_and_never_named_by_it(self) -> None:
        teachers = [
            [{"so_cccd": "000182000001"}, {"ho_va_ten": "Cô Ví Dụ"}],
            [{"so_cccd": "000182000001", "ho_va_ten": "Cô Khác"}, {}, {}],
            [
                {"id": "gv1", "so_cccd": "000182000002"},
                {"so_cccd": "000182000002"},
                {"ho_va_ten": "Cô Ví Dụ"},
            ],
        ]
        record = SECONDARY.record.claims({"diem_tong_ket": [{"gvbm": each} for each in teachers]})
        made = identified(record, SECONDARY)
        assert [[one.id for one in row.gvbm] for row in made.diem_tong_ket] == [
            ["gv1-2", "gv2"],
            ["gv1-2", "gv3", "gv4"],
            ["gv1", "gv1", "gv2"],
        ]
        assert teacher_ids(made, SECONDARY, "GVBM") == ("gv1-2", "gv2", "gv3", "gv4", "gv1")
        assert "000182" not in "".join(teacher_ids(made, SECONDARY, "GVBM"))

    def test_no_id_of_the_frame_is_taken(self) -> None:
        record = PRIMARY.record.claims({"hoc_ba_id": "mon1", "diem_tong_ket": [{"ma_mon_hoc": "1"}]})
        assert identified(record, PRIMARY).diem_tong_ket[0].id == "mon1-2"

    def test_formats_without_teachers(self) -> None:
        assert teacher_ids(record_of(PRIMARY), PRIMARY, "GVBM") == ()


class TestOptions:
    def test_signing_area_and_managers(self) -> None:
        text = SECONDARY.write(
            record_of(SECONDARY), WriteOptions(signing_area="outside", managers=3)
        ).decode()
        assert "</THONG_TIN_HOC_BA></DU_LIEU_HOC_BA><DANH_SACH_THONG_TIN_KY>" in text
        assert text.count("<CBQL></CBQL>") == 3
        again = reading(SECONDARY, text).record
        assert SECONDARY.write(again).decode() == text
        assert SECONDARY.write(again, WriteOptions(signing_area="inside", managers=1)).decode() == text_of(
            SECONDARY
        )
        assert WriteOptions.of({"signing.area": "outside", "signing.managers": 3}) == WriteOptions(
            signing_area="outside", managers=3
        )

    def test_unknown_content_moves_with_the_area(self) -> None:
        text = changed(
            ("<GVCN></GVCN>", "<GVCN></GVCN><LA>1</LA>"),
            ("</DANH_SACH_THONG_TIN_KY>", "</DANH_SACH_THONG_TIN_KY><SAU>2</SAU>"),
            text=text_of(SECONDARY),
        )
        outside = SECONDARY.write(
            reading(SECONDARY, text).record, WriteOptions(signing_area="outside")
        ).decode()
        assert "<LA>1</LA></DANH_SACH_THONG_TIN_KY><SAU>2</SAU><PHAT_HANH_HOC_BA>" in outside
        assert (
            SECONDARY.write(reading(SECONDARY, outside).record, WriteOptions(signing_area="inside")).decode()
            == text
        )

    def test_dates_and_booleans(self) -> None:
        text = PRIMARY.write(
            record_of(PRIMARY), WriteOptions(dates="YYYY-MM-DD", booleans=("X", "0"))
        ).decode()
        assert "<NGAY_SINH>2016-09-02</NGAY_SINH>" in text
        assert "<TRICH_LUC>X</TRICH_LUC>" in text

    @pytest.mark.parametrize(
        "options", [{"signing_area": "beside"}, {"managers": 0}, {"managers": True}, {"managers": 100}]
    )
    def test_what_is_refused(self, options: dict[str, object]) -> None:
        with pytest.raises(ConfigurationError) as error:
            WriteOptions(**options)  # type: ignore[arg-type]
        assert error.value.code == "WRITE-OPTION"

    @pytest.mark.parametrize(
        "rows", ["a:b", "a/", "THONG_TIN_CHUNG", "QUA_TRINH_HOC_TAP/M", "X/TONG_KET/M", "<"]
    )
    def test_places_that_are_refused(self, rows: str) -> None:
        with pytest.raises(RecordError) as error:
            PRIMARY.write(record_of(PRIMARY), WriteOptions(rows=rows))
        assert error.value.code == "WRITE-NAME"


def test_values_with_signs_and_an_id_of_the_record() -> None:
    record = record_of(SECONDARY).replace(hoc_ba_id='a"b')
    general = record.thong_tin_chung.replace(ten_truong="A & B <1>")
    rows = (record.diem_tong_ket[0].replace(id='m<"&'), *record.diem_tong_ket[1:])
    record = record.replace(thong_tin_chung=general, diem_tong_ket=rows)
    text = SECONDARY.write(record).decode()
    assert "<TEN_TRUONG>A &amp; B &lt;1&gt;</TEN_TRUONG>" in text
    assert '<HOC_BA Id="a&quot;b">' in text
    assert '<DIEM_TONG_KET Id="m&lt;&quot;&amp;">' in text
    assert reading(SECONDARY, text).record == record


def test_a_record_of_another_format() -> None:
    for known, record in ((V1_0, record_of(PRIMARY)), (PRIMARY, record_of(SECONDARY))):
        with pytest.raises(RecordError) as error:
            known.write(record)
        assert error.value.code == "WRITE-OTHER-FORMAT"


@pytest.mark.parametrize("attribute", ["xml:id", "href"])
def test_layouts_that_xml_does_not_allow(attribute: str) -> None:
    layout = DEFAULT_LAYOUT_V2.unchecked({**DEFAULT_LAYOUT_V2.__dict__, "id_attribute": attribute})
    with pytest.raises(RecordError) as error:
        PRIMARY.write(record_of(PRIMARY).unchecked({**record_of(PRIMARY).__dict__, "layout": layout}))
    assert error.value.code == "WRITE-NAME"
