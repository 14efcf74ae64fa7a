"""What parsing takes and what it refuses."""

from __future__ import annotations

import gc
import pickle
import subprocess
import sys
import time

import pytest
from lxml import etree

from hocba.errors import HocbaError, LimitExceededError, MalformedXmlError
from hocba.i18n import catalog
from hocba.limits import Limits
from hocba.xml import document as document_module
from hocba.xml import parsers
from hocba.xml.document import parse

SMALL = Limits(
    xml_bytes=4000,
    xml_depth=4,
    xml_elements=20,
    xml_attributes=3,
    xml_attribute_bytes=20,
    xml_text_bytes=60,
)
SECRET = "NGUYEN-VAN-AN-000123456789"


def code_of(raw: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(HocbaError) as caught:
        parse(raw, limits=limits or Limits())
    assert isinstance(caught.value, MalformedXmlError | LimitExceededError)
    for lang in catalog.LANGUAGES:
        assert caught.value.message(lang)
        assert caught.value.advice(lang)
        assert "?" not in caught.value.message(lang), "a value of the message is missing"
        assert SECRET not in caught.value.message(lang)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    assert pickle.loads(pickle.dumps(caught.value)).code == caught.value.code
    return caught.value.code


def billion_laughs() -> bytes:
    layers = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE a [<!ENTITY l0 "lol">{layers}]><a>&l9;</a>'.encode()


DOCTYPES = {
    "billion laughs": billion_laughs(),
    "quadratic blow-up": b'<!DOCTYPE a [<!ENTITY b "' + b"b" * 60000 + b'">]><a>' + b"&b;" * 30000 + b"</a>",
    "external entity": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "parameter entity": b'<!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1:9/x.dtd"> %b;]><a/>',
    "external subset": b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>',
    "no subset": b"<!DOCTYPE a><a/>",
    "default attribute": b'<!DOCTYPE a [<!ATTLIST a id CDATA "data">]><a/>',
    "behind a comment": b"<!-- <a> --><!DOCTYPE a><a/>",
    "behind instructions and white space": b"\n<?p d?>\r\n<!--\n-->\t<?q?><!DOCTYPE a><a/>",
    "behind a mark": b"\xef\xbb\xbf<!DOCTYPE a><a/>",
    "behind a declaration": b"\xef\xbb\xbf<?xml version='1.0'?>\n<!DOCTYPE a><a/>",
    "lower case": b"<!doctype a><a/>",
}


@pytest.mark.parametrize("raw", DOCTYPES.values(), ids=DOCTYPES)
def test_document_type_declaration_is_refused(raw: bytes) -> None:
    began = time.perf_counter()
    assert code_of(raw) == "XML-DTD"
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize(
    "raw",
    [
        b"<a><!-- <!DOCTYPE a> --></a>",
        b"<a><![CDATA[<!DOCTYPE a>]]></a>",
        b"<!-- <!DOCTYPE a> --><a/>",
        b"<?p <!DOCTYPE a> ?><a/>",
        b"<a/><!-- <!DOCTYPE a> -->",
    ],
)
def test_words_that_look_like_a_declaration_are_taken(raw: bytes) -> None:
    assert parse(raw).root.tag == "a"


def test_document_type_declaration_that_passed_the_look_at_the_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_module, "prepared", lambda raw, limits: raw)
    assert code_of(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>d</a>") == "XML-DTD"


MALFORMED = {
    "empty": (b"", "XML-EMPTY"),
    "white space": (b" \n", "XML-EMPTY"),
    "not XML": (b"%PDF-1.7", "XML-EMPTY"),
    "JSON": (b'{"a": 1}', "XML-EMPTY"),
    "truncated in a tag": (b"<a><b", "XML-TRUNCATED"),
    "truncated in a text": (b"<a>\n<b>" + SECRET.encode(), "XML-TRUNCATED"),
    "truncated behind a tag": (b"<a><b></b>", "XML-TRUNCATED"),
    "open comment": (b"<a><!-- ", "XML-TRUNCATED"),
    "open comment before the root": (b"<!-- <a/>", "XML-TRUNCATED"),
    "open instruction before the root": (b"<?p <a/>", "XML-TRUNCATED"),
    "open CDATA": (b"<a><![CDATA[", "XML-TRUNCATED"),
    "two roots": (b"<a/><a/>", "XML-AFTER-ROOT"),
    "text behind": (b"<a/>x", "XML-AFTER-ROOT"),
    "document type behind": (b"<a/><!DOCTYPE a>", "XML-AFTER-ROOT"),
    "mismatch": (f"<a><{SECRET}></b></a>".encode(), "XML-TAG-MISMATCH"),
    "attribute twice": (b"<a b='1' b='2'/>", "XML-ATTRIBUTE-TWICE"),
    "attribute twice by namespace": (
        b"<a xmlns:p='urn:1' xmlns:q='urn:1' p:b='1' q:b='2'/>",
        "XML-ATTRIBUTE-TWICE",
    ),
    "unknown entity": (f"<a>&{SECRET};</a>".encode(), "XML-ENTITY"),
    "HTML entity": (b"<a b='&nbsp;'/>", "XML-ENTITY"),
    "bare ampersand": (b"<a>b & c</a>", "XML-NOT-WELL-FORMED"),
    "ampersand without semicolon": (b"<a>b &c d</a>", "XML-ENTITY"),
    "control character": (b"<a>\x01</a>", "XML-CHARACTER"),
    "control character by reference": (b"<a>&#1;</a>", "XML-CHARACTER"),
    "NUL by reference": (b"<a>&#0;</a>", "XML-CHARACTER"),
    "form feed in attribute": (b"<a b='\x0c'/>", "XML-CHARACTER"),
    "non-character": ("<a>\uffff</a>".encode(), "XML-CHARACTER"),
    "NUL": (b"<a>\n\0</a>", "XML-NUL"),
    "lower than in attribute": (b"<a b='<'/>", "XML-NOT-WELL-FORMED"),
    "declaration not first": (b" <?xml version='1.0'?><a/>", "XML-NOT-WELL-FORMED"),
    "prefix": (f"<{SECRET}:a/>".encode(), "XML-PREFIX"),
    "prefix of an attribute": (b"<a p:b='1'/>", "XML-PREFIX"),
    "xml prefix elsewhere": (b"<a xmlns:xml='urn:1'/>", "XML-PREFIX"),
    "prefix undone": (b"<a xmlns:p=''/>", "XML-PREFIX"),
    "two colons": (b"<a:b:c xmlns:a='urn:1'/>", "XML-PREFIX"),
    "UTF-16 with mark": ('<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16"), "XML-ENCODING"),
    "UTF-16 LE": ("<a/>".encode("utf-16-le"), "XML-ENCODING"),
    "UTF-16 BE": ("<a/>".encode("utf-16-be"), "XML-ENCODING"),
    "UTF-32": ("<a/>".encode("utf-32"), "XML-ENCODING"),
    "Latin-1 declared": (b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe1</a>", "XML-UTF8"),
    "Latin-1 declared, ASCII": (b"<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "XML-ENCODING"),
    "TCVN declared": (b'<?xml version="1.0" encoding="TCVN-5712"?><a/>', "XML-ENCODING"),
    "no encoding named": (b'<?xml version="1.0" encoding=""?><a/>', "XML-ENCODING"),
    "UTF-7": (b'<?xml version="1.0" encoding="UTF-7"?><a>+ADw-b+AD4-</a>', "XML-ENCODING"),
    "Latin-1": (b"<a>\n\xe1</a>", "XML-UTF8"),
    "overlong": (b"<a>\xc1\x81</a>", "XML-UTF8"),
    "surrogates": (b"<a>\xed\xa0\x80\xed\xb0\x80</a>", "XML-UTF8"),
    "cut letter": ("<a>Đ".encode()[:-1], "XML-UTF8"),
    "version 1.1": (b"<?xml version='1.1'?><a>&#1;</a>", "XML-VERSION"),
    "relative namespace": (b"<a xmlns='rel'/>", "XML-NAMESPACE"),
    "relative namespace deep": (b"<a><b><c xmlns:p = \"../x\"/></b></a>", "XML-NAMESPACE"),
    "relative namespace by reference": (b"<a xmlns:p='&#x72;el'/>", "XML-NAMESPACE"),
    "ampersand in namespace": (b"<a xmlns='http://x.test/?a=1&amp;b'/>", "XML-NAMESPACE"),
    "quote in namespace": (b"<a xmlns='urn:&quot; b=&quot;c'/>", "XML-NAMESPACE"),
    "namespace that is no URI": ("<a xmlns='urn:đ'/>".encode(), "XML-NAMESPACE"),
    "xml:id": (b"<a><b xml:id='data'/></a>", "XML-ID-XML"),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "code"), MALFORMED.values(), ids=MALFORMED)
def test_malformed_is_refused(raw: bytes, code: str) -> None:
    assert code_of(raw) == code


@pytest.mark.parametrize(("raw", "line"), [(b"<a>\n\n<b></c>", 3), (b"<a>\n\0", 2), (b"<a>\n\xff</a>", 2)])
def test_error_names_the_line(raw: bytes, line: int) -> None:
    with pytest.raises(MalformedXmlError) as caught:
        parse(raw)
    assert caught.value.context["line"] == line


LIMITS = {
    "size": (b"<a>" + b"<b/>" * 1000 + b"</a>", "XML-TOO-LARGE"),
    "depth": (b"<a>" * 5 + b"</a>" * 5, "XML-TOO-DEEP"),
    "elements": (b"<a>" + b"<b/>" * 20 + b"</a>", "XML-TOO-MANY-ELEMENTS"),
    "attributes": (b"<a a='' b='' c='' d=''/>", "XML-TOO-MANY-ATTRIBUTES"),
    "attribute": (b"<a b='" + b"x" * 21 + b"'/>", "XML-ATTRIBUTE-TOO-LONG"),
    "attribute in bytes": ("<a b='" + "Đ" * 11 + "'/>", "XML-ATTRIBUTE-TOO-LONG"),
    "text": (b"<a>" + b"x" * 61 + b"</a>", "XML-TEXT-TOO-LONG"),
    "text in bytes": ("<a>" + "ế" * 21 + "</a>", "XML-TEXT-TOO-LONG"),
    "text in sections": (b"<a>" + b"<![CDATA[<<<<<<<<<<]]>" * 7 + b"</a>", "XML-TEXT-TOO-LONG"),
    "comment": (b"<a><!--" + b"<<" * 31 + b"--></a>", "XML-TEXT-TOO-LONG"),
    "comment behind the root": (b"<a/><!--" + b"<<" * 31 + b"-->", "XML-TEXT-TOO-LONG"),
    "instruction": (b"<a><?p " + b"<<" * 31 + b"?></a>", "XML-TEXT-TOO-LONG"),
}


@pytest.mark.parametrize(("raw", "code"), LIMITS.values(), ids=LIMITS)
def test_limit_is_kept(raw: bytes | str, code: str) -> None:
    assert code_of(raw if isinstance(raw, bytes) else raw.encode(), SMALL) == code


@pytest.mark.parametrize(
    "raw",
    [
        b"<a>" * 4 + b"</a>" * 4,
        b"<a>" + b"<b/>" * 19 + b"</a>",
        b"<a a='' b='' c=''/>",
        b"<a b='" + b"x" * 20 + b"'/>",
        b"<a>" + b"x" * 60 + b"</a>",
        ("<a>" + "ế" * 20 + "</a>").encode(),
        b"<a>" + b"<![CDATA[<<<<<<<<<<]]>" * 6 + b"</a>",
        b"<a><b>" + b"x" * 40 + b"</b>" + b"y" * 40 + b"</a>",
    ],
)
def test_what_keeps_the_limit_is_taken(raw: bytes) -> None:
    assert parse(raw, limits=SMALL).raw == raw


def test_defaults_refuse_the_usual_bombs() -> None:
    assert code_of(b"<a>" * 49 + b"</a>" * 49) == "XML-TOO-DEEP"
    assert code_of(b"<a>" * 100_000 + b"</a>" * 100_000) == "XML-PARSER-LIMIT"
    many = " ".join(f"a{n}=''" for n in range(33))
    assert code_of(f"<a {many}/>".encode()) == "XML-TOO-MANY-ATTRIBUTES"
    assert code_of(b"<a b='" + b"x" * 40_000 + b"'/>") == "XML-ATTRIBUTE-TOO-LONG"
    assert code_of(b"<a>" + b"x" * 1_100_000 + b"</a>") == "XML-TEXT-TOO-LONG"
    assert code_of(b"<a>" + b"x" * 12_000_000 + b"</a>") in {"XML-PARSER-LIMIT", "XML-TEXT-TOO-LONG"}
    assert code_of(b"<" + b"n" * 60_000 + b"/>") == "XML-PARSER-LIMIT"


def test_400_megabytes_are_refused_by_their_size() -> None:
    began = time.perf_counter()
    assert code_of(bytes(400_000_000)) == "XML-TOO-LARGE"
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    "raw",
    [
        "\ufeff<a>Đ</a>",
        '\ufeff<?xml version="1.0" encoding="UTF-8"?><a>Đ</a>',
        "<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\r\n<a>Đ</a>",
        '<?XML VERSION="1.0" ENCODING="Utf-8" STANDALONE="NO"?><a>Đ</a>',
        "<?xml version='1.0'?><a>Đ</a>",
        '<?xml\n version = "1.0"\n encoding = "UTF-8"\n?><a>Đ</a>',
    ],
)
def test_declarations_that_are_taken(raw: str) -> None:
    document = parse(raw.encode())
    assert document.raw == raw.encode()
    assert document.root.text == "Đ"


def test_comments_and_instructions_are_kept_and_reported() -> None:
    plain = parse(b"<a>b</a>")
    assert (plain.has_comments, plain.has_instructions) == (False, False)
    document = parse(b"<a>b<!--c-->d<?p e?></a>")
    assert (document.has_comments, document.has_instructions) == (True, True)
    assert [child.text for child in document.root] == ["c", "e"]
    around = parse(b"<!--c--><a/><?p?>")
    assert (around.has_comments, around.has_instructions) == (True, True)


def test_white_space_is_kept() -> None:
    assert parse(b"<a>\n <b/> </a>").root.text == "\n "


def test_xml_attributes_are_noticed() -> None:
    assert parse(b"<a><b xml:lang='vi'/></a>").has_xml_attributes
    assert not parse(b"<a>xml:lang</a>").has_xml_attributes


def test_words_like_relative_namespaces_in_text_are_taken() -> None:
    assert parse(b"<a>xmlns='rel'<!-- xmlns=\"\" --></a>").root.tag == "a"
    assert parse(b"<a xmlns='urn:1'><b xmlns=''/></a>").root[0].tag == "b"


def test_repr_shows_no_content() -> None:
    assert repr(parse(f"<a>{SECRET}</a>".encode())) == f"Document({len(SECRET) + 7} bytes)"


def test_names_of_hostile_documents_do_not_pile_up() -> None:
    script = """
import resource
from hocba.xml.document import parse
def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
def hostile(first):
    return ("<r>" + "".join(f"<n{n}/>" for n in range(first, first + 40000)) + "</r>").encode()
for turn in range(100):
    parse(hostile(10_000_000 + turn * 40000))
    if turn == 39:
        before = memory()
print(memory() - before)
"""
    pytest.importorskip("resource", reason="peak memory is measured on Unix only")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 25_000, "kilobytes; without a fresh table 60 documents add 60,000"


def test_documents_outlive_the_table_of_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsers, "BYTES_PER_TABLE", 500)
    mine = etree.XMLParser(remove_comments=True)
    etree.set_default_parser(mine)
    try:
        kept = [parse(f"<r{n} a{n}='{n}'><b{n}>{n}</b{n}></r{n}>".encode()) for n in range(300)]
        assert etree.get_default_parser() is mine, "the application's own default stays"
    finally:
        etree.set_default_parser(None)
    gc.collect()
    for number, document in enumerate(kept):
        assert document.root.findtext(f"b{number}") == str(number)
        assert document.root.get(f"a{number}") == str(number)
    kept[0].root.append(kept[1].root[0])
    assert etree.tostring(kept[0].root) == b'<r0 a0="0"><b0>0</b0><b1>1</b1></r0>'


def test_schema_judges_documents_of_every_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsers, "BYTES_PER_TABLE", 200)
    schema = etree.XMLSchema(
        etree.fromstring(
            b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="r"><xs:complexType>'
            b'<xs:sequence><xs:element name="b" type="xs:int"/></xs:sequence>'
            b'<xs:attribute name="id" type="xs:string" use="required"/></xs:complexType></xs:element>'
            b"</xs:schema>"
        )
    )
    for _ in range(50):
        assert schema.validate(parse(b"<r id='1'><b>1</b></r>").root)
        assert not schema.validate(parse(b"<r id='1'><b>x</b></r>").root)
        assert not schema.validate(parse(b"<r ID='1'><b>1</b></r>").root)


def declarations(count: int) -> str:
    return "".join(f" xmlns:p{n}='urn:{n}'" for n in range(count))


def test_many_namespaces_in_force_are_refused() -> None:
    leaves = "<a/>" * 20_000
    assert code_of(f"<r{declarations(200)}>{leaves}</r>".encode()) == "XML-TOO-MANY-NAMESPACES"
    nested = f"<r{declarations(9)}>" * 9 + leaves + "</r>" * 9
    assert code_of(nested.encode()) == "XML-TOO-MANY-NAMESPACES"


def test_many_namespaces_one_after_another_are_taken() -> None:
    rows = f"<b{declarations(4)}/>" * 3000
    assert len(parse(f"<r>{rows}</r>".encode()).root) == 3000
    assert parse(f"<r{declarations(16)}>{'<a/>' * 60_000}</r>".encode()).root.tag == "r"


@pytest.mark.parametrize(
    "text",
    ["xmlns:" * 150_000, "xmlns " * 150_000, "xmlns='" * 130_000, "xmlns=\"'" * 120_000, "xml:" * 200_000],
)
def test_words_like_declarations_do_not_take_long(text: str) -> None:
    began = time.perf_counter()
    assert parse(f"<a>{text}</a>".encode()).root.text == text
    assert time.perf_counter() - began < 2


def test_long_prefixes_are_looked_at() -> None:
    prefix = "p" * 100
    assert parse(f"<a xmlns:{prefix}='urn:1'/>".encode()).root.tag == "a"
    assert code_of(f"<a xmlns:{prefix}='rel'/>".encode()) == "XML-NAMESPACE"
