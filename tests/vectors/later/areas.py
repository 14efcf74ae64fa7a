"""Attacks on what signatures refer to: data and record area doubled, moved, hidden, written anew."""

from __future__ import annotations

from lxml import etree

from tests.later.document import secondary
from tests.vectors.case import Case
from tests.vectors.edits import put, sub
from tests.vectors.later.kit import Cases, Kit, better, case, in_row

DATA = rb'<DU_LIEU_HOC_BA Id="data">.*</DU_LIEU_HOC_BA>'
AREA = rb'<THONG_TIN_HOC_BA Id="thongtinhocba">.*</THONG_TIN_HOC_BA>'


def cases(kit: Kit) -> Cases:
    def bad(name: str, title: str, raw: bytes, *codes: str, **options: object) -> Case:
        return case(f"later-areas/{name}", title, raw, *codes, **{"clause": "verification.md §11"} | options)

    raw = kit.good
    yield bad(
        "data-twice",
        "A second element with the Id of the data",
        put(raw, b"<PHAT_HANH_HOC_BA>", b'<X Id="data"></X><PHAT_HANH_HOC_BA>'),
        "VER-DATA-DOUBLED",
        "VER-ID-DUPLICATE",
    )
    yield bad(
        "data-twice-lower",
        "The same with id in small letters",
        put(raw, b"<PHAT_HANH_HOC_BA>", b'<X id="data"></X><PHAT_HANH_HOC_BA>'),
        "VER-DATA-DOUBLED",
    )
    forged = sub(
        raw,
        DATA,
        lambda found: in_row(found[0], "mon-NV", better).replace(b'Id="data"', b'Id="dulieu"', 1) + found[0],
    )
    yield bad(
        "data-before-the-signed",
        "Forged data before the signed ones",
        forged,
        "VER-DATA-DOUBLED",
        "VER-ID-DUPLICATE",
    )
    kept = sub(
        raw,
        DATA,
        lambda found: (
            in_row(found[0], "mon-NV", better)
            .replace(b' Id="data"', b"", 1)
            .replace(b' Id="thongtinhocba"', b"", 1)
            .replace(b' Id="mon', b' Ma="mon')
            + b"<CU>"
            + found[0]
            + b"</CU>"
        ),
    )
    yield bad(
        "data-wrapped", "The signed data kept elsewhere, forged ones in their place", kept, "VER-DATA-MISSING"
    )
    yield bad(
        "data-without-id",
        "The data have lost their Id",
        put(raw, b' Id="data"', b""),
        "VER-DATA-MISSING",
        "VER-REF-NOT-FOUND",
    )
    yield bad(
        "data-renamed",
        "The data element has another name",
        raw.replace(b"DU_LIEU_HOC_BA", b"DU_LIEU_KHAC"),
        "VER-DATA-MISSING",
    )
    yield bad(
        "area-twice",
        "A second element with the Id of the record area",
        put(raw, b"<PHAT_HANH_HOC_BA>", b'<X Id="thongtinhocba"></X><PHAT_HANH_HOC_BA>'),
        "VER-CONTENT-DOUBLED",
    )
    yield bad(
        "area-without-id",
        "The record area has lost its Id",
        put(raw, b' Id="thongtinhocba"', b""),
        "VER-CONTENT-MISSING",
    )
    outside = sub(kit.outside, AREA, b"<THONG_TIN_HOC_BA></THONG_TIN_HOC_BA>")
    area = etree.tostring(
        etree.fromstring(kit.outside).find(".//THONG_TIN_HOC_BA"), encoding="unicode"
    ).encode()
    yield bad(
        "area-outside-the-data",
        "The record area moved out of the data",
        put(outside, b"<PHAT_HANH_HOC_BA>", area + b"<PHAT_HANH_HOC_BA>"),
        "VER-CONTENT-MISSING",
    )
    yield bad(
        "record-in-record",
        "A record inside the record",
        put(raw, b"<PHAT_HANH_HOC_BA>", b"<HOC_BA></HOC_BA><PHAT_HANH_HOC_BA>"),
        "VER-NESTED-RECORD",
    )
    yield bad(
        "namespaced-id",
        "An id in a namespace",
        put(raw, b"<MA_MON_HOC>TO", b'<MA_MON_HOC xmlns:x="urn:x" x:id="a">TO'),
        "VER-ID-FORBIDDEN",
    )
    yield bad(
        "signing-area-twice",
        "Two signing areas, inside and outside",
        put(
            raw, b"<PHAT_HANH_HOC_BA>", b"<DANH_SACH_THONG_TIN_KY></DANH_SACH_THONG_TIN_KY><PHAT_HANH_HOC_BA>"
        ),
        "VER-SLOT-MISPLACED",
    )
    inner = sub(
        secondary(),
        rb"(</THONG_TIN_HOC_BA>)(<DANH_SACH_THONG_TIN_KY>.*</DANH_SACH_THONG_TIN_KY>)",
        lambda found: found[2] + found[1],
    )
    yield bad(
        "signing-area-in-the-record",
        "The signing area inside the record area",
        kit.complete(inner),
        "VER-SLOT-MISPLACED",
    )
    parser = etree.XMLParser(remove_blank_text=True)
    pretty = etree.tostring(
        etree.fromstring(raw, parser), pretty_print=True, xml_declaration=True, encoding="UTF-8"
    )
    yield bad("indented", "Saved by an XML editor", pretty, "VER-WHY-REFORMATTED", clause="format-v2.md §3")
    marked = b"\xef\xbb\xbf" + put(raw, b"<TEN_LOP>7A", b"<TEN_LOP>7B")
    yield bad(
        "changed-with-mark",
        "Changed and saved with a byte-order mark",
        marked,
        "VER-WHY-BOM",
        clause="format-v2.md §3",
    )
    yield case(
        "later-valid/byte-order-mark",
        "A byte-order mark before an unchanged record",
        b"\xef\xbb\xbf" + raw,
        indication="TOTAL_PASSED",
        clause="format-v2.md §3",
    )
    for kind, text in (
        ("class", b'<LOP><TONG_KET_CA_NAM Id="a"></TONG_KET_CA_NAM></LOP>'),
        ("pupil", b'<HO_SO><THONG_TIN Id="lyLich"></THONG_TIN></HO_SO>'),
        ("unit", b"<VAN_BAN><CHUKYDONVI></CHUKYDONVI></VAN_BAN>"),
    ):
        yield case(
            f"later-family/{kind}",
            f"Another document of the family: {kind}",
            text,
            "FORMAT-RELATED",
            level="error",
            call="verify",
            indication="",
            attack=False,
            clause="format-v2.md §3",
        )
