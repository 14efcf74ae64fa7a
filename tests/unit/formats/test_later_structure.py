"""Later records against their schemas: two engines agree; order and number count, lengths do not."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.unit.formats.later_texts import PRIMARY, SECONDARY, changed, text_of
from tests.unit.formats.texts import without

from hocba.formats.format import Format
from hocba.formats.narrow import narrowed
from hocba.formats.structure import schema_text
from hocba.xml.document import Document, parse

P, S = text_of(PRIMARY), text_of(SECONDARY)
AREA = S[S.index("<DANH_SACH_THONG_TIN_KY>") : S.index("</DU_LIEU_HOC_BA>")]
VALID = {
    "primary": (PRIMARY, P),
    "secondary": (SECONDARY, S),
    "unconfirmed tags left out": (PRIMARY, without("TRICH_LUC", without("TRANG_THAI_HOC_BA", P))),
    "partial birth date": (PRIMARY, without("NGAY_SINH", P)),
    "no certificates": (SECONDARY, without("CHUNG_CHI", without("CHUNG_CHI", S))),
    "no flag of promotion": (SECONDARY, without("DUOC_LEN_LOP", S)),
    "no teacher": (SECONDARY, changed((S[S.index("<GVBM ") : S.index("</DIEM_TONG_KET>")], ""), text=S)),
    "other spelling": (SECONDARY, S.replace("SO_CCCD>", "SO_DDCN>")),
    "a mark called as the row": (SECONDARY, S.replace("DIEM_CA_NAM>", "DIEM_TONG_KET>")),
    "unknown tag at the end": (SECONDARY, changed(("</DIEM_TONG_KET>", "<LA/></DIEM_TONG_KET>"), text=S)),
    "unknown block": (SECONDARY, changed(("</THONG_TIN_HOC_BA>", "<LA/></THONG_TIN_HOC_BA>"), text=S)),
    "unknown attributes": (SECONDARY, S.replace("<GVBM ", '<GVBM a="1" ')),
    "area outside": (
        SECONDARY,
        changed((AREA, ""), ("</DU_LIEU_HOC_BA>", f"</DU_LIEU_HOC_BA>{AREA}"), text=S),
    ),
    "managers in an element": (SECONDARY, changed(("<CBQL></CBQL>", "<DS><CBQL/><CBQL/></DS>"), text=S)),
    "a signed slot": (
        PRIMARY,
        changed(
            (
                "<GVCN></GVCN>",
                "<GVCN><NGAY_KY>x</NGAY_KY><S:Signature xmlns:S='http://www.w3.org/2000/09/xmldsig#'/></GVCN>",
            ),
            text=P,
        ),
    ),
    "teachers deeper": (
        SECONDARY,
        changed(
            ('<GVBM Id="gv-1"><SO', '<DS><GVBM Id="gv-1"><SO'),
            ("</GVBM></DIEM", "</GVBM></DS></DIEM"),
            text=S,
        ),
    ),
}
INVALID = {
    "required tag left out": (SECONDARY, without("HO_VA_TEN", S)),
    "code of a row left out": (SECONDARY, changed(("<MA_MON_HOC>02</MA_MON_HOC>", ""), text=S)),
    "block left out": (SECONDARY, without("TONG_KET", S)),
    "no history": (PRIMARY, without("QUA_TRINH_HOC_TAP", without("QUA_TRINH_HOC_TAP", P))),
    "no rows": (PRIMARY, P[: P.index("<DIEM_TONG_KET")] + P[P.index("</THONG_TIN_HOC_BA>") :]),
    "no issuing area": (PRIMARY, without("PHAT_HANH_HOC_BA", P)),
    "other order of blocks": (
        PRIMARY,
        changed(
            ("<TONG_KET>", "<LA>"),
            ("</TONG_KET>", "</LA>"),
            ("</THONG_TIN_HOC_BA>", "<TONG_KET/></THONG_TIN_HOC_BA>"),
            text=P,
        ),
    ),
    "unknown tag in the middle": (PRIMARY, changed(("<HO_VA_TEN>", "<X/><HO_VA_TEN>"), text=P)),
    "number": (PRIMARY, changed(("<CAN_NANG>", "<CAN_NANG>x"), text=P)),
    "namespace": (PRIMARY, changed(("<HOC_BA>", '<HOC_BA xmlns="urn:x">'), text=P)),
}
END = "</THONG_TIN_HOC_BA>"


def behind(tag: str, added: str, text: str) -> str:
    """``text`` with ``added`` behind the first end of ``tag``."""
    return changed((f"</{tag}>", f"</{tag}>{added}"), text=text)


REPEATED = {
    "simple tag of a row": (SECONDARY, behind("DIEM_CA_NAM", "<DIEM_CA_NAM>1</DIEM_CA_NAM>", S)),
    "both spellings": (SECONDARY, behind("DIEM_CA_NAM", "<DIEM_TONG_KET>1</DIEM_TONG_KET>", S)),
    "tag of a teacher": (
        SECONDARY,
        changed(("</HO_VA_TEN></GVBM>", "</HO_VA_TEN><SO_DDCN>1</SO_DDCN></GVBM>"), text=S),
    ),
    "block": (PRIMARY, changed((END, P[P.index("<TONG_KET>") : P.index("<DANH_GIA")] + END), text=P)),
    "block under another name": (
        PRIMARY,
        changed((END, f"<X><MA_TRA_CUU_UUID>1</MA_TRA_CUU_UUID></X>{END}"), text=P),
    ),
    "area of slots": (SECONDARY, behind("DU_LIEU_HOC_BA", AREA, S)),
    "slot": (PRIMARY, behind("GVCN", "<GVCN></GVCN>", P)),
}


def document(text: str) -> Document:
    return parse(text.encode())


@pytest.mark.parametrize("name", VALID)
def test_both_engines_accept(name: str) -> None:
    known, text = VALID[name]
    assert known.structure(document(text)) == ()
    assert known.explain(document(text)) == ()


@pytest.mark.parametrize("name", INVALID)
def test_both_engines_refuse(name: str) -> None:
    known, text = INVALID[name]
    quick, detailed = known.structure(document(text)), known.explain(document(text))
    assert {finding.code for finding in quick} - {"STRUCTURE-REPEATED"} == {"STRUCTURE"}
    assert detailed
    assert {finding.severity for finding in (*quick, *detailed)} == {"warning"}


@pytest.mark.parametrize("name", REPEATED)
def test_tags_that_stand_twice(name: str) -> None:
    known, text = REPEATED[name]
    for answer in (known.structure, known.explain):
        assert {finding.code for finding in answer(document(text))} == {"STRUCTURE-REPEATED"}


@pytest.mark.parametrize("known", [PRIMARY, SECONDARY], ids=["primary", "secondary"])
def test_the_schema_says_what_it_is(known: Format) -> None:
    text = schema_text(known.schema).decode()
    assert "UNOFFICIAL, RECONSTRUCTED (dựng lại)" in text[:120]
    assert "maxLength" not in text
    assert 'type="xs:ID"' not in text
    schema = etree.fromstring(text.encode())
    xs = "{http://www.w3.org/2001/XMLSchema}"
    for sequence in schema.iter(f"{xs}sequence"):
        assert sequence[-1].tag == f"{xs}any"
        assert sequence[-1].get("processContents") == "lax"
    assert next(narrowed(schema, known).iter(f"{xs}any")).getparent().getparent().get("name") == "slot"
    assert len(list(narrowed(schema, known).iter(f"{xs}any"))) == 1


def test_signatures_are_not_searched_for_repetitions() -> None:
    inner = "<S:Signature xmlns:S='http://www.w3.org/2000/09/xmldsig#'><DUOC_LEN_LOP/><DUOC_LEN_LOP/></S:Signature>"
    text = changed(("<GVCN></GVCN>", f"<GVCN>{inner}</GVCN>"), ("</GVCN>", "</GVCN><X/>"), text=P)
    assert PRIMARY.structure(document(text)) == ()
