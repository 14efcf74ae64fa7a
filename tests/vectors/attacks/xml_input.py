"""Hostile and broken XML: refused before anything is judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.vectors.case import Case
from tests.vectors.edits import put, sub
from tests.vectors.world import Synthetic

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
CLAUSE = "verification.md §11, format-v1.md §2"
LAUGHS = (
    b"<!DOCTYPE HOC_BA ["
    + b"".join(
        b'<!ENTITY l%d "%s">' % (step, b"&l%d;" % (step - 1) * 10 if step else b"ha") for step in range(9)
    )
    + b"]><HOC_BA>&l8;</HOC_BA>"
)
QUADRATIC = b'<!DOCTYPE HOC_BA [<!ENTITY a "' + b"a" * 2000 + b'">]><HOC_BA>' + b"&a;" * 2000 + b"</HOC_BA>"

REFUSED: Mapping[str, tuple[bytes, str]] = {
    "dtd": (HEAD + b"<!DOCTYPE HOC_BA><HOC_BA/>", "XML-DTD"),
    "dtd-external": (b'<!DOCTYPE HOC_BA SYSTEM "http://example.org/x.dtd"><HOC_BA/>', "XML-DTD"),
    "external-entity": (
        b'<!DOCTYPE HOC_BA [<!ENTITY x SYSTEM "file:///etc/passwd">]><HOC_BA>&x;</HOC_BA>',
        "XML-DTD",
    ),
    "parameter-entity": (
        b'<!DOCTYPE HOC_BA [<!ENTITY % x SYSTEM "http://example.org/x"> %x;]><HOC_BA/>',
        "XML-DTD",
    ),
    "billion-laughs": (LAUGHS, "XML-DTD"),
    "quadratic-blow-up": (QUADRATIC, "XML-DTD"),
    "dtd-behind-comments": (b"<!-- a --><?b c?>\n<!DOCTYPE HOC_BA><HOC_BA/>", "XML-DTD"),
    "unknown-entity": (b"<HOC_BA>&nbsp;</HOC_BA>", "XML-ENTITY"),
    "utf-16": ('<?xml version="1.0" encoding="UTF-16"?><HOC_BA/>'.encode("utf-16"), "XML-ENCODING"),
    "utf-7": (b'<?xml version="1.0" encoding="UTF-7"?><HOC_BA>+ADw-x+AD4-</HOC_BA>', "XML-ENCODING"),
    "latin-1": (b'<?xml version="1.0" encoding="ISO-8859-1"?><HOC_BA/>', "XML-ENCODING"),
    "not-utf-8": (HEAD + b"<HOC_BA>\xe1</HOC_BA>", "XML-UTF8"),
    "overlong-utf-8": (HEAD + b"<HOC_BA>\xc0\xbc</HOC_BA>", "XML-UTF8"),
    "nul": (HEAD + b"<HOC_BA>\x00</HOC_BA>", "XML-NUL"),
    "version-1.1": (b'<?xml version="1.1" encoding="UTF-8"?><HOC_BA/>', "XML-VERSION"),
    "control-character": (HEAD + b"<HOC_BA>\x01</HOC_BA>", "XML-CHARACTER"),
    "bare-ampersand": (HEAD + b"<HOC_BA>a & b</HOC_BA>", "XML-NOT-WELL-FORMED"),
    "empty": (b"", "XML-EMPTY"),
    "not-xml": (b'{"HOC_BA": 1}', "XML-EMPTY"),
    "tag-mismatch": (HEAD + b"<HOC_BA><A></B></HOC_BA>", "XML-TAG-MISMATCH"),
    "two-roots": (HEAD + b"<HOC_BA/><HOC_BA/>", "XML-AFTER-ROOT"),
    "attribute-twice": (HEAD + b'<HOC_BA id="a" id="b"/>', "XML-ATTRIBUTE-TWICE"),
    "prefix-undeclared": (HEAD + b"<x:HOC_BA/>", "XML-PREFIX"),
    "relative-namespace": (HEAD + b'<HOC_BA xmlns="hoc-ba"/>', "XML-NAMESPACE"),
    "deep": (HEAD + b"<HOC_BA>" + b"<A>" * 60 + b"</A>" * 60 + b"</HOC_BA>", "XML-TOO-DEEP"),
    "very-deep": (b"<A>" * 3_000 + b"</A>" * 3_000, "XML-PARSER-LIMIT"),
    "many-attributes": (
        HEAD + b"<HOC_BA " + b" ".join(b'a%d=""' % count for count in range(100)) + b"/>",
        "XML-TOO-MANY-ATTRIBUTES",
    ),
    "long-attribute": (HEAD + b'<HOC_BA a="' + b"x" * 40_000 + b'"/>', "XML-ATTRIBUTE-TOO-LONG"),
    "many-namespaces": (
        HEAD
        + b"<HOC_BA "
        + b" ".join(b'xmlns:n%d="urn:n%d"' % (count, count) for count in range(200))
        + b">"
        + b"<A/>" * 1500
        + b"</HOC_BA>",
        "XML-TOO-MANY-NAMESPACES",
    ),
}
LIMITED: Mapping[str, tuple[str, int, str]] = {
    "large": ("xml_bytes", 1000, "XML-TOO-LARGE"),
    "many-elements": ("xml_elements", 50, "XML-TOO-MANY-ELEMENTS"),
    "long-text": ("xml_text_bytes", 20, "XML-TEXT-TOO-LONG"),
}


def cases(world: Synthetic) -> Iterator[Case]:
    from hocba.i18n import catalog

    raw = world.small
    for name, (text, code) in REFUSED.items():
        if catalog.known(code):
            yield _error(name, text, code)
    for name, (limit, size, code) in LIMITED.items():
        yield _error(name, world.unsigned, code, limits={limit: size})
    yield _error("cut-in-half", raw[: len(raw) // 2], "XML-TRUNCATED")
    yield _error("cut-in-a-letter", raw[:400] + b"\xe1\xbb", "XML-UTF8")
    yield _error("dtd-in-signed-record", put(raw, b"<HOC_BA>", b"<!DOCTYPE HOC_BA><HOC_BA>"), "XML-DTD")
    yield _error("unknown-root", HEAD + b"<KHAC><HOC_BA/></KHAC>", "FORMAT-UNKNOWN")
    yield _error("pdf", b"%PDF-1.7\n", "XML-EMPTY")
    yield from _harmless(world)


def _error(name: str, raw: bytes, code: str, limits: Mapping[str, int] | None = None) -> Case:
    return Case(
        name=f"xml/{name}",
        title=f"Refused: {name.replace('-', ' ')}",
        clause=CLAUSE,
        raw=raw,
        level="error",
        call="verify",
        codes=(code,),
        limits=limits or {},
    )


def _harmless(world: Synthetic) -> Iterator[Case]:
    raw = world.small

    def case(name: str, title: str, changed: bytes, *codes: str, indication: str = "TOTAL_PASSED") -> Case:
        return Case(
            name=f"xml/{name}",
            title=title,
            clause=CLAUSE,
            attack=False,
            raw=changed,
            indication=indication,
            codes=codes,
        )

    yield case("accepted-bom", "A byte-order mark was put before the file", b"\xef\xbb\xbf" + raw)
    yield case(
        "accepted-declaration",
        "Another declaration of the same encoding",
        put(raw, HEAD, b"<?xml version='1.0' encoding='utf-8' standalone='yes'?>"),
    )
    yield case("accepted-no-declaration", "Without a declaration", put(raw, HEAD, b""))
    yield case(
        "accepted-crlf-outside",
        "CRLF after declaration and root",
        put(raw, HEAD, HEAD.strip() + b"\r\n").rstrip() + b"\r\n",
    )
    yield case(
        "accepted-crlf-everywhere", "The file's own line ends became CRLF", raw.replace(b"\n", b"\r\n")
    )
    yield case(
        "accepted-quotes",
        "Single quotes for attributes and a self-closing empty slot",
        put(put(raw, b'id="data"', b"id='data'"), b"<GVCN></GVCN>", b"<GVCN/>"),
    )
    yield case(
        "accepted-cdata",
        "A text is written as CDATA: the same canonical form",
        sub(
            raw,
            rb"(<TEN_LOP>)([^<]*)(</TEN_LOP></THONG_TIN_CHUNG>)",
            lambda found: found[1] + b"<![CDATA[" + found[2] + b"]]>" + found[3],
        ),
    )
    yield case(
        "bom-and-change",
        "A byte-order mark, and a text changed after signing",
        b"\xef\xbb\xbf" + sub(raw, rb"(?<=<TEN_LOP>)[^<]*", b"1B"),
        "VER-WHY-BOM",
        indication="TOTAL_FAILED",
    )
    for name, old in (("root", b"<HOC_BA"), ("signing-area", b"<DANH_SACH_THONG_TIN_KY")):
        yield case(
            f"namespace-added-to-{name}",
            "A program declared a namespace above the signatures, after signing",
            put(raw, old + b">", old + b' xmlns:q="urn:q">'),
            "VER-WHY-DETACHED",
            indication="TOTAL_FAILED",
        )
    yield case(
        "language-added",
        "xml:lang on the root, which inclusive canonical forms take over",
        put(raw, b"<HOC_BA>", b'<HOC_BA xml:lang="vi">'),
        "VER-REF-DIGEST",
        indication="TOTAL_FAILED",
    )
    yield case(
        "re-indented",
        "An editor indented the file after signing",
        raw.replace(b"><", b">\n <"),
        "VER-WHY-REFORMATTED",
        indication="TOTAL_FAILED",
    )
