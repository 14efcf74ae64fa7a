"""Base64, escapes, ids and paths."""

from __future__ import annotations

import base64

import pytest
from lxml import etree

from hocba.errors import MalformedXmlError
from hocba.xml import escape
from hocba.xml.base64 import decode_strict
from hocba.xml.canonical import Canonicalizer
from hocba.xml.document import parse
from hocba.xml.ids import IdIndex
from hocba.xml.path import Paths, line_of, tag_path
from hocba.xml.tree import local_name


@pytest.mark.parametrize("text", ["", " \t\r\n", "QQ==", "Q Q\n=\r\n=", b"QUI=", "QUJD", "+/+/"])
def test_base64_is_taken(text: str | bytes) -> None:
    packed = text if isinstance(text, bytes) else text.encode()
    assert decode_strict(text) == base64.b64decode(packed)


@pytest.mark.parametrize(
    "text",
    ["Q", "QQ", "QQ=", "QQ===", "QQ==QQ==", "QQ==x", "QR==", "QUJ=", "Q-__", "QQ*==", "=QQ=", "Q=Q=", "====",
     "QQ==\0", "Q\x0bQ==", "Q\u00a0Q==", "Đ", b"QQ==\xff", "QUJD=", "<!--QQ==-->"],
)  # fmt: skip
def test_base64_is_refused(text: str | bytes) -> None:
    with pytest.raises(MalformedXmlError) as caught:
        decode_strict(text)
    assert caught.value.code == "XML-BASE64"
    assert caught.value.message("vi") != caught.value.message("en")


def test_schema_types_alone_would_let_junk_pass() -> None:
    schema = etree.XMLSchema(
        etree.fromstring(
            b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="v" '
            b'type="xs:base64Binary"/></xs:schema>'
        )
    )
    assert schema.validate(parse(b"<v>QQ*==</v>").root), "libxml2 skips junk in base64Binary"
    with pytest.raises(MalformedXmlError):
        decode_strict("QQ*==")


@pytest.mark.parametrize("value", ["", "a", "<&>\"'", "\t\n\r", "]]>", "ế 𝄞", "&amp;"])
def test_escapes_are_canonical(value: str) -> None:
    raw = f'<a b="{escape.attribute(value)}">{escape.text(value)}</a>'.encode()
    document = parse(raw)
    assert document.root.text == (value or None)
    assert document.root.get("b") == value
    assert Canonicalizer(document).whole() == raw


def test_ids_in_every_spelling() -> None:
    root = parse(b"<r><a Id='1'/><b ID='2'><c id='3'/></b><d iD='4'/></r>").root
    index = IdIndex(root)
    assert [index.find(value).tag for value in "123"] == ["a", "b", "c"]
    assert index.get("1") is root[0]
    assert "1" in index
    assert "4" not in index
    assert index.get("4") is None
    assert index.duplicates == frozenset()
    with pytest.raises(MalformedXmlError) as caught:
        index.find("4")
    assert caught.value.code == "XML-ID-ABSENT"


def test_ids_are_those_of_the_scope() -> None:
    root = parse(b"<p><r id='data'/><r id='data'><a id='x'/></r></p>").root
    assert IdIndex(root).duplicates == {"data"}
    index = IdIndex(root[1])
    assert index.find("data") is root[1]
    assert index.find("x") is root[1][0]


@pytest.mark.parametrize(
    "raw", [b"<r><a Id='x'/><b Id='x'/></r>", b"<r><a Id='x'/><b id='x'/></r>", b"<r><a Id='x' id='x'/></r>"]
)
def test_duplicate_id_is_refused(raw: bytes) -> None:
    index = IdIndex(parse(raw).root)
    assert index.duplicates == {"x"}
    assert index.get("x") is None
    with pytest.raises(MalformedXmlError) as caught:
        index.find("x")
    assert caught.value.code == "XML-ID-DUPLICATE"


@pytest.mark.parametrize("name", ["Id", "ID", "id", "iD"])
def test_id_in_a_namespace_is_refused(name: str) -> None:
    root = parse(f"<r xmlns:p='urn:1'>\n<a p:{name}='x'/></r>".encode()).root
    with pytest.raises(MalformedXmlError) as caught:
        IdIndex(root)
    assert caught.value.code == "XML-ID-NAMESPACE"
    assert caught.value.context == {"line": 2, "element": "a"}


RECORD = (
    b"<DANH_SACH_HOC_BA><HOC_BA/><HOC_BA><DU_LIEU><M/>\n<M><p:N xmlns:p='urn:1'/><!--x--></M></DU_LIEU>"
    b"</HOC_BA><Signature/></DANH_SACH_HOC_BA>"
)


def test_paths_below_the_record() -> None:
    root = parse(RECORD).root
    data = root[1][0]
    expected = {
        root: "DANH_SACH_HOC_BA",
        root[1]: "DANH_SACH_HOC_BA/HOC_BA[2]",
        root[2]: "DANH_SACH_HOC_BA/Signature",
        data: "DU_LIEU",
        data[0]: "DU_LIEU/M[1]",
        data[1]: "DU_LIEU/M[2]",
        data[1][0]: "DU_LIEU/M[2]/N",
    }
    paths = Paths()
    assert {element: paths.of(element) for element in expected} == expected
    assert {element: tag_path(element) for element in expected} == expected
    assert line_of(data[1]) == 2
    assert local_name(data[1][1]) == ""


def test_paths_of_many_rows_take_one_numbering() -> None:
    root = parse(b"<HOC_BA>" + b"<M/>" * 20_000 + b"</HOC_BA>").root
    paths = Paths()
    assert [paths.of(row) for row in root][-1] == "M[20000]"


def test_path_of_a_record_alone() -> None:
    assert tag_path(parse(b"<HOC_BA><A/></HOC_BA>").root) == "HOC_BA"
    assert tag_path(parse(b"<HOC_BA><HOC_BA><A/></HOC_BA></HOC_BA>").root[0][0]) == "HOC_BA/A"
