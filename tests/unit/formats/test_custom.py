"""A third party's table is a whole format: reader, writer, schema, record class and page, without code."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from lxml import etree
from tests.unit.model.sample_v2 import secondary

import hocba
from hocba.errors import ConfigurationError, InputError, RecordError
from hocba.formats.describe import reference
from hocba.formats.format import Format
from hocba.formats.ids import identified
from hocba.formats.registry import REGISTRY, detect, get
from hocba.formats.structure import schema_text
from hocba.formats.v1_0 import FORMAT as V1_0
from hocba.model.values import DateText, DiemText, NumberText
from hocba.xml.document import parse

OWN = Path(__file__).parent / "own"
GDTX = Format.from_table(OWN / "gdtx.csv", OWN / "gdtx.toml")
REGISTRY_WITH = REGISTRY.including(GDTX)


def record(**own: object) -> object:
    values = secondary().model_dump()
    values["thong_tin_chung"] |= {"ngay_nhap_hoc": "05/09/2024", "so_tiet_nghi": "12"}
    values["nghe_pho_thong"] = [{"ten_nghe": "Điện dân dụng", "diem_nghe": "8.5"}]
    del values["layout"]
    return GDTX.record(**{**values, **own})


class TestOneThatExtends:
    def test_writes_reads_and_writes_the_same_bytes(self, tmp_path: Path) -> None:
        file = hocba.write(record(), tmp_path / "a.xml", format=GDTX)
        text = file.raw.decode()
        assert "<HO_VA_TEN_HOC_VIEN>Nguyễn Thị Mẫu</HO_VA_TEN_HOC_VIEN><NGAY_NHAP_HOC>" in text
        assert (
            "<NGHE_PHO_THONG><TEN_NGHE>Điện dân dụng</TEN_NGHE><DIEM_NGHE>8.5</DIEM_NGHE></NGHE_PHO_THONG>"
            in text
        )
        for choice in (GDTX, REGISTRY_WITH):
            result = hocba.reading(tmp_path / "a.xml", format=choice)
            assert result.findings == ()
            assert result.format_id == "gdtx_vi_du"
            assert result.record == identified(record(), GDTX)
            assert isinstance(result.record.thong_tin_chung.ngay_nhap_hoc, DateText)
            assert isinstance(result.record.thong_tin_chung.so_tiet_nghi, NumberText)
            assert hocba.write(result.record, format=choice).raw == file.raw
        assert hocba.read(file, format=GDTX) == result.record

    def test_is_found_by_structure_where_it_is_registered(self) -> None:
        document = parse(GDTX.write(record()))
        assert detect(document, registry=REGISTRY_WITH) is GDTX
        assert detect(document) is get("v2_trunghoc")
        assert (
            detect(
                parse(get("v2_tieuhoc").write(get("v2_tieuhoc").record.claims({}))), registry=REGISTRY_WITH
            ).id
            == "v2_tieuhoc"
        )

    def test_validates(self) -> None:
        document = parse(GDTX.write(record()))
        assert GDTX.structure(document) == GDTX.explain(document) == ()
        text = document.raw.decode().replace("<TEN_NGHE>Điện dân dụng</TEN_NGHE>", "", 1)
        (quick,) = GDTX.structure(parse(text.encode()))
        assert quick.path.endswith("NGHE_PHO_THONG/DIEM_NGHE") or quick.path.endswith("NGHE_PHO_THONG")
        assert GDTX.explain(parse(text.encode()))
        twice = document.raw.decode().replace("<DIEM_NGHE>", "<DIEM_NGHE>1</DIEM_NGHE><DIEM_NGHE>", 1)
        assert [one.code for one in GDTX.structure(parse(twice.encode()))] == ["STRUCTURE-REPEATED"]
        number = document.raw.decode().replace("<SO_TIET_NGHI>12<", "<SO_TIET_NGHI>mười<", 1)
        assert GDTX.structure(parse(number.encode()))

    def test_reads_the_other_spelling_and_keeps_it(self) -> None:
        text = GDTX.write(record()).decode().replace("NGAY_NHAP_HOC>", "NGAY_VAO_HOC>")
        result = GDTX.read(parse(text.encode()))
        assert result.findings == ()
        assert result.record == identified(record(), GDTX)
        assert GDTX.write(result.record).decode() == text

    def test_documents_itself(self) -> None:
        for lang in ("vi", "en"):
            page = reference(GDTX, lang, rules=lambda tag: ["G-4"] if tag == "SO_CCCD" else [])
            assert "`NGAY_NHAP_HOC`" in page
            assert "Điện dân dụng" not in page
            assert "| G-4 |" in page
            assert "`v2_trunghoc`" in page
            assert "!!! warning" in page  # what it extends is reconstructed

    def test_is_checked_by_the_general_rules(self) -> None:
        found = hocba.check(record(thong_tin_chung={"so_cccd": "1"}))
        assert "G-4" in {one.code for one in found}

    def test_is_a_value(self) -> None:
        again = pickle.loads(pickle.dumps(GDTX))
        assert again == GDTX == Format.from_table(OWN / "gdtx.csv", OWN / "gdtx.toml")
        assert hash(again) == hash(GDTX)
        assert again.record is GDTX.record
        assert pickle.loads(pickle.dumps(record())) == record()

    def test_its_schema_is_unofficial(self) -> None:
        text = schema_text(GDTX.schema).decode()
        etree.XMLSchema(etree.fromstring(text.encode()))
        assert "UNOFFICIAL, RECONSTRUCTED" in text[:120]


def test_a_format_from_nothing() -> None:
    own = Format.from_table(OWN / "thang_diem.csv", OWN / "thang_diem.toml")
    made = own.record(hoc_sinh={"ma_tra_cuu_uuid": "u1", "ten": "Mẫu"}, mon=[{"ma_mon": "01", "diem": "8.5"}])
    raw = own.write(made)
    assert raw.decode().endswith(
        '<BANG><NOI_DUNG Id="noi_dung"><HO_SO Id="ho_so"><HOC_SINH><MA>u1</MA><TEN>Mẫu</TEN></HOC_SINH>'
        '<MON Id="mon1"><MA_MON>01</MA_MON><DIEM>8.5</DIEM></MON></HO_SO><KY><GVCN></GVCN></KY></NOI_DUNG>'
        "<PHAT_HANH><CBQL></CBQL><KY_PHAT_HANH></KY_PHAT_HANH></PHAT_HANH></BANG>\n"
    )
    document = parse(raw)
    assert detect(document, registry=REGISTRY.including(own)) is own
    result = own.read(document)
    assert result.findings == ()
    assert result.record == identified(made, own)
    assert isinstance(result.record.mon[0].diem, DiemText)
    assert own.write(result.record) == raw
    assert own.structure(document) == own.explain(document) == ()
    assert not own.reconstructed
    assert "!!! warning" not in reference(own, "vi")


def test_a_table_that_extends_v1_0(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "block,tag,python_name,type,required,label_vi\nTONG_KET,GHI_CHU_RIENG,ghi_chu_rieng,date,no,X\n",
        "utf-8",
    )
    (tmp_path / "a.toml").write_text(
        'id = "rieng"\ntitle = "Riêng"\nconfidence = "[official]"\nsource = "Sở Ví Dụ"\nextends = "v1_0"\n',
        "utf-8",
    )
    own = Format.from_table(tmp_path / "a.csv", tmp_path / "a.toml")
    from tests.unit.model.sample import record as sample

    values = sample().model_dump(exclude={"layout"})
    values["tong_ket"]["ghi_chu_rieng"] = "01/02/2025"
    made = own.record(**values)
    raw = own.write(made)
    assert b"<GHI_CHU_RIENG>01/02/2025</GHI_CHU_RIENG>" in raw
    document = parse(raw)
    result = own.read(document)
    assert result.findings == ()
    assert result.record == made
    assert isinstance(result.record.tong_ket.ghi_chu_rieng, DateText)
    assert own.write(result.record) == raw
    assert own.structure(document) == own.explain(document) == ()
    assert detect(document, registry=REGISTRY.including(own)) is own
    assert V1_0.read(document).findings[0].code == "READ-UNKNOWN-TAG"


HEAD = 'id = "a"\ntitle = "A"\nconfidence = "[observed]"\nsource = "B"\n'
BLOCK = '[[blocks]]\ntag = "K"\n'
ROW = "block,tag,python_name,type,required\n"


@pytest.mark.parametrize(
    ("head", "what"),
    [
        ("x = ", "TOML"),
        ("", "id"),
        (HEAD, "blocks"),
        (HEAD.replace('"a"', '"A b"') + BLOCK, "id"),
        (HEAD.replace("[observed]", "[sure]") + BLOCK, "confidence"),
        (HEAD + "reconstructed = 1\n" + BLOCK, "reconstructed"),
        (HEAD + "new = 1\n" + BLOCK, "new"),
        (HEAD + 'marks = ["a b"]\n' + BLOCK, "marks"),
        (HEAD + 'frame = {record = "a:b"}\n' + BLOCK, "frame.record"),
        (HEAD + 'frame = {other = "a"}\n' + BLOCK, "frame"),
        (HEAD + 'frame = {data_id = ""}\n' + BLOCK, "frame.data_id"),
        (HEAD + "blocks = 1\n", "blocks"),
        (HEAD + "blocks = [1]\n", "blocks"),
        (HEAD + '[[blocks]]\ntag = "<"\n', "blocks.tag"),
        (HEAD + BLOCK + "least = 2\n", "blocks.least"),
        (HEAD + BLOCK + "least = true\n", "blocks.least"),
        (HEAD + BLOCK + 'parent = "L"\n', "blocks.parent"),
        (HEAD + BLOCK + 'after = "L"\n', "blocks.after"),
        (HEAD + BLOCK + '[[slots]]\ntag = "S"\narea = "x"\n', "slots.area"),
        (HEAD + BLOCK + "[[slots]]\n", "slots.tag"),
        (HEAD + 'extends = "v1_0"\n' + BLOCK, "blocks"),
        (HEAD + 'extends = "v1_0"\n[frame]\nrecord = "X"\n', "frame"),
    ],
)
def test_heads_that_are_refused(tmp_path: Path, head: str, what: str) -> None:
    (tmp_path / "a.toml").write_text(head, "utf-8")
    (tmp_path / "a.csv").write_text(ROW + "K,A,a,string,no\n", "utf-8")
    with pytest.raises(ConfigurationError) as error:
        Format.from_table(tmp_path / "a.csv", tmp_path / "a.toml")
    assert (error.value.code, error.value.context["what"]) == ("FORMAT-HEAD", what)


@pytest.mark.parametrize(
    ("table", "line", "what"),
    [
        ("", 1, "block"),
        ("block,tag\n", 1, "python_name"),
        (ROW + "L,A,a,string,no\n", 2, "block"),
        (ROW + "K,A,a,string,no\nK,a b,b,string,no\n", 3, "tag"),
        (ROW + "K,A,a,text,no\n", 2, "type"),
        (ROW + "K,A,a,string,maybe\n", 2, "required"),
        (ROW + "K,A,a,string,no,more\n", 2, "CSV"),
        (ROW + 'K,A,a,"string,no\n', 2, "CSV"),
        (ROW + "K,A,a,string,no\nK,B,a,string,no\n", 3, "python_name"),
        (ROW + "K,A,a,string,no\nK,A,b,string,no\n", 3, "tag"),
        (ROW.replace("\n", ",kind\n") + "K,A,a,string,no,complex\n", 2, "kind"),
        (ROW.replace("\n", ",alias\n") + "K,A,a,string,no,a b\n", 2, "alias"),
        (ROW.replace("\n", ",confidence\n") + "K,A,a,string,no,sure\n", 2, "confidence"),
        (ROW.replace("\n", ",max_length\n") + "K,A,a,string,no,-1\n", 2, "max_length"),
        (ROW + "K,A,a,string,no\n" * 2500, 2001, "CSV"),
        (ROW + f"K,A,a,string,{'n' * 3000}\n", 2, "CSV"),
    ],
)
def test_tables_that_are_refused(tmp_path: Path, table: str, line: int, what: str) -> None:
    (tmp_path / "a.toml").write_text(HEAD + BLOCK, "utf-8")
    (tmp_path / "a.csv").write_text(table, "utf-8")
    with pytest.raises(ConfigurationError) as error:
        Format.from_table(tmp_path / "a.csv", tmp_path / "a.toml")
    assert error.value.code == "FORMAT-TABLE"
    assert (error.value.context["line"], error.value.context["what"]) == (line, what)


def test_names_that_no_class_can_have(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(HEAD + BLOCK, "utf-8")
    (tmp_path / "a.csv").write_text(ROW + "K,A,replace,string,no\n", "utf-8")
    with pytest.raises(ConfigurationError) as error:
        Format.from_table(tmp_path / "a.csv", tmp_path / "a.toml")
    assert error.value.code == "MODEL-TABLE"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError) as error:
        Format.from_table(tmp_path / "a.csv", tmp_path / "a.toml")
    assert error.value.code == "FORMAT-NOT-UTF-8"
    with pytest.raises(InputError):
        Format.from_table(tmp_path / "a.csv", tmp_path / "none.toml")


def test_what_it_extends() -> None:
    with pytest.raises(ConfigurationError) as error:
        Format.from_table(OWN / "gdtx.csv", OWN / "gdtx.toml", base=V1_0)
    assert error.value.code == "FORMAT-HEAD"
    with pytest.raises(ConfigurationError):
        Format.from_table(OWN / "thang_diem.csv", OWN / "thang_diem.toml", base=V1_0)
    given = Format.from_table(OWN / "gdtx.csv", OWN / "gdtx.toml", base=get("v2_trunghoc"))
    assert given == GDTX


def test_the_more_specific_row_wins() -> None:
    rows = {(row.block, row.python_name): row for row in GDTX.fields}
    assert rows["THONG_TIN_CHUNG", "ho_va_ten"].tag == "HO_VA_TEN_HOC_VIEN"
    names = [row.python_name for row in GDTX.block("THONG_TIN_CHUNG")]
    assert names.index("ngay_nhap_hoc") == names.index("ho_va_ten") + 1
    assert [row.tag for row in GDTX.block("GVBM")] == ["SO_CCCD", "HO_VA_TEN"]


@pytest.mark.parametrize("choice", [1, object(), b"v1_0"])
def test_what_is_no_format(choice: object) -> None:
    with pytest.raises(ConfigurationError) as error:
        hocba.read(GDTX.write(record()), format=choice)  # type: ignore[arg-type]
    assert error.value.code == "FORMAT-ARGUMENT"


def test_a_record_is_written_in_its_own_format() -> None:
    with pytest.raises(ConfigurationError) as error:
        hocba.write(record())
    assert error.value.code == "FORMAT-NO-SUCH"
    with pytest.raises(RecordError) as other:
        hocba.write(record(), format="v1_0")
    assert other.value.code == "WRITE-OTHER-FORMAT"
