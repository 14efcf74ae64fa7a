"""The unofficial schema: a quick answer, a detailed one, and both of one mind."""

import subprocess
import sys
from pathlib import Path

import attrs
import pytest
from lxml import etree
from tests.unit.formats.texts import TEXT, changed, without

from hocba.errors import InputError
from hocba.formats.explain import explain
from hocba.formats.structure import MOST, schema_text, structure
from hocba.formats.v1_0 import FORMAT
from hocba.xml.document import Document, parse

XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
SIGNATURE = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/></Signature>'
ABSENCES = "<TONG_SO_BUOI_NGHI_CO_PHEP>28<"

VALID = {
    "as written": TEXT,
    "indented": TEXT.replace("><", ">\n  <"),
    "corrected spelling": TEXT.replace("THONG_SO_BUOI", "TONG_SO_BUOI").replace(
        "TIEP_HOC_TAC", "TIEP_HOP_TAC"
    ),
    "no district": without("TEN_QUAN_HUYEN"),
    "optional tag left out": without("HO_VA_TEN_CHA"),
    "last optional tag left out": without("DIEM_KIEM_TRA_DINH_KY"),
    "no homeroom slot": without("GVCN"),
    "signed": changed(("<CBQL>", f"<CBQL><NGAY_KY>30/05/2025</NGAY_KY><SO_CCCD>1</SO_CCCD>{SIGNATURE}")),
    "unknown tag at the end of a block": changed(("</TONG_KET>", "<X><Y/></X></TONG_KET>")),
    "unknown tag at the end of a row": changed(("</DIEM_KIEM_TRA_DINH_KY>", "</DIEM_KIEM_TRA_DINH_KY><X/>")),
    "unknown attributes": changed(("<HO_VA_TEN>", '<HO_VA_TEN a="1">'), ("<TONG_KET>", '<TONG_KET b="2">')),
    "history in one wrapper": changed(("</QUA_TRINH_HOC_TAP><QUA_TRINH_HOC_TAP>", "")),
    "year in the general part": changed(
        ("<NAM_HOC>2023-2024</NAM_HOC>", ""), ("</THONG_TIN_CHUNG>", "<NAM_HOC>1</NAM_HOC></THONG_TIN_CHUNG>")
    ),
    "comments": changed(("Nguyễn", "<!-- c -->Nguyễn"), ("<TONG_KET>", "<TONG_KET><!-- d -->")),
    "comments and instructions in a number": changed(
        (ABSENCES, "<TONG_SO_BUOI_NGHI_CO_PHEP>2<!-- 9 -->8<?p 7?><")
    ),
    "wrong letters are no matter of structure": changed(("<MUC_DAT_DUOC>T<", "<MUC_DAT_DUOC>Z<")),
    "negative number": changed((ABSENCES, "<TONG_SO_BUOI_NGHI_CO_PHEP>-1.5000<")),
    "number with white space": changed((ABSENCES, "<TONG_SO_BUOI_NGHI_CO_PHEP> 5 <")),
    "number with plus": changed((ABSENCES, "<TONG_SO_BUOI_NGHI_CO_PHEP>+5<")),
    "number without whole part": changed((ABSENCES, "<TONG_SO_BUOI_NGHI_CO_PHEP>.5<")),
}
INVALID = {
    "required tag left out": without("HO_VA_TEN"),
    "last required tag left out": changed(("<TEN_LOP>Chữ tiếng Việt ấy</TEN_LOP></THONG", "</THONG")),
    "block left out": without("TONG_KET"),
    "no rows": changed((TEXT[TEXT.index("<BANG_DIEM>") : TEXT.index("<DANH_GIA_")], "")),
    "no head teacher's slot": without("CBQL"),
    "no signing area": without("DANH_SACH_THONG_TIN_KY"),
    "repeated tag": changed(("</HO_VA_TEN>", "</HO_VA_TEN><HO_VA_TEN>x</HO_VA_TEN>")),
    "other order": changed(
        ("<HO_VA_TEN>", "<TAM>"), ("</HO_VA_TEN>", "</TAM>"), ("</SO_CCCD>", "</SO_CCCD><HO_VA_TEN/>")
    ),
    "unknown tag in the middle": changed(("<HO_VA_TEN>", "<X/><HO_VA_TEN>")),
    "text between tags": changed(("<TONG_KET>", "<TONG_KET>chữ")),
    "tag in a simple tag": changed(("Nguyễn", "<b/>Nguyễn")),
    "rows under another name": TEXT.replace("BANG_DIEM>", "MON>"),
    "comma": changed((ABSENCES, "<TONG_SO_BUOI_NGHI_CO_PHEP>2,5<")),
    "five decimals": changed((ABSENCES, "<TONG_SO_BUOI_NGHI_CO_PHEP>2.12345<")),
    "exponent": changed((ABSENCES, "<TONG_SO_BUOI_NGHI_CO_PHEP>1e1<")),
    "empty number": changed((ABSENCES, "<TONG_SO_BUOI_NGHI_CO_PHEP><")),
    "digits of another script": changed((ABSENCES, "<TONG_SO_BUOI_NGHI_CO_PHEP>٢٨<")),
    "wide digits": changed((ABSENCES, "<TONG_SO_BUOI_NGHI_CO_PHEP>２８<")),
    "underscore": changed((ABSENCES, "<TONG_SO_BUOI_NGHI_CO_PHEP>2_8<")),
    "infinite": changed((ABSENCES, "<TONG_SO_BUOI_NGHI_CO_PHEP>INF<")),
    "namespace": changed(("<HOC_BA>", '<HOC_BA xmlns="urn:x">')),
    "package": f"<DANH_SACH_HOC_BA>{TEXT[TEXT.index('<HOC_BA>') :]}</DANH_SACH_HOC_BA>",
}


def document(text: str) -> Document:
    return parse(text.encode())


@pytest.mark.parametrize("name", VALID)
def test_both_engines_accept(name: str) -> None:
    assert structure(document(VALID[name])) == ()
    assert explain(document(VALID[name])) == ()


@pytest.mark.parametrize("name", INVALID)
def test_both_engines_refuse(name: str) -> None:
    quick, detailed = structure(document(INVALID[name])), explain(document(INVALID[name]))
    assert {finding.code for finding in quick} == {"STRUCTURE"}
    assert detailed
    assert {finding.code for finding in detailed} <= {
        "STRUCTURE-VALUE",
        "STRUCTURE-MISSING",
        "STRUCTURE-UNEXPECTED",
    }
    assert {finding.severity for finding in (*quick, *detailed)} == {"warning"}


def test_the_known_disagreement_a_space_that_xml_does_not_know() -> None:
    """Python strips it, and so does xmlschema before it looks at a number; libxml2 follows XML Schema."""
    text = changed((ABSENCES, "<TONG_SO_BUOI_NGHI_CO_PHEP>28\u00a0<"))
    assert [finding.code for finding in structure(document(text))] == ["STRUCTURE"]
    assert explain(document(text)) == ()


def test_places() -> None:
    text = changed(("</BANG_DIEM><BANG_DIEM><MA_MON_HOC>02</MA_MON_HOC>", "</BANG_DIEM>\n<BANG_DIEM>"))
    (quick,) = structure(document(text))
    assert quick.path == "DU_LIEU_HOC_BA/TONG_KET/BANG_DIEM[2]/TEN_MON_HOC"
    assert quick.line == 3
    (detailed,) = explain(document(text))
    assert (detailed.code, detailed.path, detailed.line) == ("STRUCTURE-UNEXPECTED", quick.path, 3)
    assert dict(detailed.values) == {"found": "TEN_MON_HOC", "expected": "MA_MON_HOC"}
    (missing,) = explain(document(without("DANH_GIA_NANG_LUC_PHAM_CHAT")))
    assert (missing.code, missing.path) == ("STRUCTURE-MISSING", "DU_LIEU_HOC_BA/TONG_KET")
    assert "DANH_GIA_NANG_LUC_PHAM_CHAT" in missing.message("vi")


def test_no_value_is_repeated() -> None:
    text = changed((ABSENCES, "<TONG_SO_BUOI_NGHI_CO_PHEP>Bí Mật<"))
    for finding in (*structure(document(text)), *explain(document(text))):
        assert "Bí Mật" not in f"{finding} {finding.to_dict(show_personal_data=True)}"


def test_the_number_of_findings_is_bounded() -> None:
    text = changed(("<TONG_KET>", "<TONG_KET>" + "<DUOC_LEN_LOP><b/></DUOC_LEN_LOP>" * (MOST + 50)))
    assert len(structure(document(text))) <= MOST
    assert len(explain(document(text))) <= MOST + 1


@pytest.mark.parametrize(
    "hint",
    [
        'xsi:noNamespaceSchemaLocation="{place}"',
        'xsi:schemaLocation="urn:x {place}"',
        'xsi:type="number"',
        'xsi:nil="true"',
    ],
)
def test_hints_of_the_document_are_not_followed(hint: str, tmp_path: Path) -> None:
    place = tmp_path / "evil.xsd"
    place.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="HOC_BA"/></xs:schema>'
    )
    for text in (TEXT, without("HO_VA_TEN")):
        hinted = document(
            changed(("<HOC_BA>", f"<HOC_BA {XSI} {hint.format(place=place.as_uri())}>"), text=text)
        )
        plain = document(text)
        assert [one.code for one in structure(hinted)] == [
            "STRUCTURE-HINT",
            *(one.code for one in structure(plain)),
        ]
        assert [one.code for one in explain(hinted)] == [
            "STRUCTURE-HINT",
            *(one.code for one in explain(plain)),
        ]
        assert hinted.root.attrib


def test_the_word_alone_is_no_hint() -> None:
    assert structure(document(changed(("Nguyễn Thị Mẫu", "XMLSchema-instance")))) == ()


def test_the_schema_says_that_it_is_unofficial() -> None:
    text = schema_text(FORMAT.schema).decode()
    assert "UNOFFICIAL" in text[:200]
    assert "maxLength" not in text
    assert 'type="xs:ID"' not in text


def test_a_broken_schema_of_a_third_party(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "vendor_schema"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "a.xsd").write_text(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element/></xs:schema>"
    )
    monkeypatch.syspath_prepend(tmp_path)
    own = attrs.evolve(FORMAT, schema=("vendor_schema", "a.xsd"))
    for answer in (structure, explain):
        with pytest.raises(InputError) as error:
            answer(document(TEXT), own)
        assert error.value.code == "STRUCTURE-SCHEMA"


def test_the_quick_answer_does_not_load_the_slow_engine() -> None:
    code = "import sys; from hocba.formats.structure import structure; assert 'xmlschema' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_calls_of_the_format() -> None:
    assert FORMAT.structure(document(TEXT)) == FORMAT.explain(document(TEXT)) == ()


def test_every_block_ends_with_a_lax_wildcard() -> None:
    xs = "{http://www.w3.org/2001/XMLSchema}"
    schema = etree.fromstring(schema_text(FORMAT.schema))
    sequences = schema.findall(f".//{xs}sequence")
    assert len(sequences) == 9
    for sequence in sequences:
        assert sequence[-1].tag == f"{xs}any"
        assert sequence[-1].get("processContents") == "lax"
