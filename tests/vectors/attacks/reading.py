"""What the reader reports, and the schema beside it: unsigned records with one thing out of order."""

from __future__ import annotations

from collections.abc import Iterator

from tests.vectors.case import Case
from tests.vectors.edits import data, forged, put, sub
from tests.vectors.world import Synthetic

CLAUSE = "format-v1.md §3 to §5"
HISTORY = rb"<QUA_TRINH_HOC_TAP>(.*?)</QUA_TRINH_HOC_TAP>"
ROWS = rb"(<BANG_DIEM>.*</BANG_DIEM>)"
BLOCK = rb"(<DANH_GIA_NANG_LUC_PHAM_CHAT>.*</DANH_GIA_NANG_LUC_PHAM_CHAT>)"


def cases(world: Synthetic) -> Iterator[Case]:
    raw = world.unsigned

    def case(name: str, changed: bytes, *codes: str) -> Case:
        return Case(
            name=f"reading/{name}",
            title=f"Read with a remark: {name.replace('-', ' ')}",
            clause=CLAUSE,
            attack=False,
            raw=changed,
            level="read",
            codes=codes,
        )

    yield case("clean", raw)
    yield case("comment", put(raw, b"<TONG_KET>", b"<TONG_KET><!-- x -->"), "READ-COMMENT")
    yield case("instruction", put(raw, b"<TONG_KET>", b"<TONG_KET><?x y?>"), "READ-INSTRUCTION")
    yield case("empty-tag", sub(raw, rb"<TEN_LOP>[^<]*<", b"<TEN_LOP><"), "READ-EMPTY")
    yield case(
        "repeated", put(raw, b"<QUOC_TICH>", b"<QUOC_TICH>Khac</QUOC_TICH><QUOC_TICH>"), "READ-REPEATED"
    )
    yield case("repeated-part", put(raw, data(raw), data(raw) + forged(data(raw))), "READ-REPEATED-PART")
    yield case(
        "repeated-block",
        sub(raw, rb"(<THONG_TIN_CHUNG>.*</THONG_TIN_CHUNG>)", lambda found: found[1] + found[1]),
        "READ-REPEATED-PART",
    )
    yield case("mixed", put(raw, b"<TONG_KET>", b"<TONG_KET>chen"), "READ-MIXED")
    yield case("unknown-tag", put(raw, b"<TONG_KET>", b"<TONG_KET><LA>1</LA>"), "READ-UNKNOWN-TAG")
    yield case("unknown-attribute", put(raw, b"<TONG_KET>", b'<TONG_KET la="1">'), "READ-UNKNOWN-ATTRIBUTE")
    yield case("decomposed", sub(raw, rb"(?<=<HO_VA_TEN>)[^<]*", "Ma\u0302\u0303u"), "READ-NOT-NFC")
    yield case("invisible", sub(raw, rb"(?<=<HO_VA_TEN>)[^<]*", "Mẫu\u200b"), "READ-INVISIBLE")
    yield case("space", sub(raw, rb"(?<=<HO_VA_TEN>)[^<]*", "Mẫu\u00a0Thử"), "READ-SPACE")
    yield case("look-alike", sub(raw, rb"(?<=<HO_VA_TEN>)[^<]*", "Mẫu Ðo"), "READ-LOOK-ALIKE")
    yield case(
        "year-place",
        put(raw, b"</THONG_TIN_CHUNG>", b"<NAM_HOC>2024-2025</NAM_HOC></THONG_TIN_CHUNG>"),
        "READ-YEAR-PLACE",
    )
    yield case(
        "history-wrapped",
        sub(
            raw,
            HISTORY,
            lambda found: (
                b"<QUA_TRINH_HOC_TAP>"
                + found[1]
                + found[1].replace(b"2024-2025", b"2023-2024")
                + b"</QUA_TRINH_HOC_TAP>"
            ),
        ),
    )
    yield case(
        "history-in-elements",
        sub(
            raw, HISTORY, lambda found: b"<QUA_TRINH_HOC_TAP><NAM>" + found[1] + b"</NAM></QUA_TRINH_HOC_TAP>"
        ),
        "READ-HISTORY-WRAPPED",
    )
    yield case(
        "wrapped-rows", sub(raw, ROWS, lambda found: b"<DS_BANG_DIEM>" + found[1] + b"</DS_BANG_DIEM>")
    )
    yield case("other-row-name", raw.replace(b"BANG_DIEM>", b"DONG_DIEM>"), "READ-WRAPPER")
    yield case("other-block-name", raw.replace(b"DANH_GIA_NANG_LUC_PHAM_CHAT", b"DANH_GIA"), "READ-WRAPPER")
    yield case("namespace", put(raw, b"<HOC_BA>", b'<HOC_BA xmlns="urn:hoc-ba">'), "READ-NAMESPACE")
    yield case(
        "no-signing-area",
        sub(raw, rb"<DANH_SACH_THONG_TIN_KY>.*</DANH_SACH_THONG_TIN_KY>", b""),
        "READ-NO-SIGNING-AREA",
    )
    yield case(
        "schema-hint",
        put(
            raw,
            b"<HOC_BA>",
            b'<HOC_BA xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://example.org/x.xsd">',
        ),
        "STRUCTURE-HINT",
    )
    yield case("missing-part", sub(raw, rb"<TONG_KET>.*</TONG_KET>", b""), "STRUCTURE", "STRUCTURE-MISSING")
    yield case(
        "out-of-place",
        sub(raw, rb"(<TONG_KET>.*</TONG_KET>)", lambda found: b"<LA/>" + found[1] + b"<TONG_KET></TONG_KET>"),
        "STRUCTURE",
        "STRUCTURE-UNEXPECTED",
    )
    yield case("value", sub(raw, rb"(?<=<HO_VA_TEN>)[^<]*", b"<b>x</b>"), "STRUCTURE", "STRUCTURE-VALUE")
    for name, text, code in (
        ("package", b"<DANH_SACH_HOC_BA/>", "FORMAT-PACKAGE"),
        ("later-format", b"<HOC_BA><THONG_TIN_HOC_BA/></HOC_BA>", "FORMAT-LATER"),
        ("no-data", b"<HOC_BA><DANH_SACH_THONG_TIN_KY/></HOC_BA>", "FORMAT-UNKNOWN"),
        ("another-document", b"<hoa-don/>", "FORMAT-UNKNOWN"),
    ):
        yield Case(
            name=f"reading/{name}",
            title=f"Not read: {name.replace('-', ' ')}",
            clause=CLAUSE,
            raw=text,
            level="error",
            call="read",
            codes=(code,),
        )
