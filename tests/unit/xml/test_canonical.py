"""Canonical forms by hand, against libxml2, and where lxml alone is wrong."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.unit.xml.libxml2_oracle import EXCLUSIVE, INCLUSIVE_10, INCLUSIVE_11, canonical

from hocba.errors import MalformedXmlError
from hocba.xml.canonical import Canonicalizer
from hocba.xml.document import Document, parse

DS = "http://www.w3.org/2000/09/xmldsig#"
SIGNATURE = (
    f'<Signature xmlns="{DS}" Id="s"><SignedInfo><Reference URI="#data"/></SignedInfo>'
    '<Object Id="o"><SignatureProperties xmlns=""><SigningTime xmlns="urn:t">1</SigningTime>'
    "</SignatureProperties></Object></Signature>"
)
CASES = {
    "default namespace, depth 3": '<r xmlns="urn:d"><d Id="x"><a><b/></a></d></r>',
    "undeclared inside": '<r xmlns="urn:d"><d><a xmlns=""><b xmlns="urn:d"/></a></d></r>',
    "undeclared at the top": '<r xmlns="urn:d"><d xmlns=""><a/></d></r>',
    "default at the top": '<r><d xmlns="urn:d"><a><b xmlns=""><c/></b></a></d></r>',
    "redeclared": '<r xmlns="urn:d" xmlns:p="urn:p"><d xmlns="urn:d" xmlns:p="urn:p"><p:a/></d></r>',
    "prefix rebound": '<r xmlns:p="urn:1"><d xmlns:p="urn:2"><p:a xmlns:p="urn:1" p:b=""/></d></r>',
    "xsi on the root": '<r xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="0"><d><a/></d></r>',
    "field signature": f"<HOC_BA><D><KY>{SIGNATURE}</KY></D></HOC_BA>",
    "signature and xsi": f'<HOC_BA xmlns:xsi="urn:xsi"><D><KY>{SIGNATURE}</KY></D></HOC_BA>',
    "language": '<r xml:lang="vi" xml:space="preserve"><d><a xml:lang="en" z="1" a="2"><b/></a></d></r>',
    "language between": '<r xmlns:p="urn:p"><d xml:lang="vi"><a p:x="1" y="2"><b xml:lang=""/></a></d></r>',
    "base": '<r xml:base="http://x.test/a/"><d xml:base="b/"><a/></d></r>',
    "attribute order": '<r xmlns:b="urn:a" xmlns:a="urn:b"><d a:x="1" b:x="2" z="3" y="4" xml:lang="v"/></r>',
    "two prefixes, one namespace": '<r xmlns:p="urn:1" xmlns:q="urn:1"><q:d p:b="1" q:c="2"/></r>',
    "same name, other namespace": '<x><x xmlns="urn:1"><x/></x><p:x xmlns:p="urn:1"/><x/></x>',
    "nested": "<x><x><x>1</x></x><x/></x>",
    "escapes": '<r>&amp;&lt;&gt;"\'&#13;\t\n<d a="&quot;&lt;>&amp;&#9;&#10;&#13; \'">]]&gt;</d></r>',
    "line ends": "<r>\r\n<d a='1\r\n2'>\r\n</d></r>",
    "instructions": "<?a <r>?><r><?b <d>?><d>1<?c </d>?></d></r><?d?>",
    "comments": "<!-- <r> --><r><!-- <d> --><d>1<!-- </d> -->2</d></r><!---->",
    "sections": "<r><![CDATA[<d>]]><d><![CDATA[&]]></d></r>",
    "many names": "<r>" + "".join(f"<n{n}><a/></n{n}>" for n in range(20)) + "</r>",
    "greater than in an attribute": '<r><d a=">d>"><d b="/>"/></d></r>',
    "letters": '<ế xmlns:đ="urn:1"><đ:ô á="1" đ:á="2">ặ𝄞</đ:ô></ế>',
}  # fmt: skip


@pytest.mark.parametrize("comments", [False, True])
@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_agrees_with_libxml2(text: str, comments: bool) -> None:
    source = text.encode()
    document = parse(source)
    forms = Canonicalizer(document)
    assert forms.whole(with_comments=comments) == canonical(
        source, None, mode=INCLUSIVE_10, with_comments=comments
    )
    for number, element in enumerate(document.root.iter("*")):
        options = {"with_comments": comments}
        assert forms.inclusive(element, **options) == canonical(source, number, mode=INCLUSIVE_10, **options)
        assert forms.exclusive(element, **options) == canonical(source, number, mode=EXCLUSIVE, **options)
        for prefixes in (("#default",), ("p",), ("xsi", "#default", "none")):
            expected = canonical(source, number, mode=EXCLUSIVE, prefixes=prefixes, **options)
            assert forms.exclusive(element, prefixes=prefixes, **options) == expected
        if b"xml:base" not in source:
            expected = canonical(source, number, mode=INCLUSIVE_11, **options)
            assert forms.inclusive(element, version="1.1", **options) == expected


def test_smallest_case_that_lxml_gets_wrong() -> None:
    document = parse(b'<r xmlns="urn:d"><d Id="x"><a><b/></a></d></r>')
    expected = b'<d xmlns="urn:d" Id="x"><a><b></b></a></d>'
    assert Canonicalizer(document).inclusive(document.root[0]) == expected


def test_real_undeclaration_stays() -> None:
    document = parse(b'<r xmlns="urn:d"><d><a xmlns=""/></d></r>')
    expected = b'<d xmlns="urn:d"><a xmlns=""></a></d>'
    assert Canonicalizer(document).inclusive(document.root[0]) == expected


def test_comments_are_left_out_unless_asked_for() -> None:
    document = parse(b"<r><a>1<!--x-->2</a></r>")
    forms = Canonicalizer(document)
    assert forms.inclusive(document.root[0]) == forms.exclusive(document.root[0]) == b"<a>12</a>"
    assert forms.inclusive(document.root[0], with_comments=True) == b"<a>1<!--x-->2</a>"
    assert forms.exclusive(document.root[0], with_comments=True) == b"<a>1<!--x-->2</a>"
    assert forms.whole(exclusive=True) == b"<r><a>12</a></r>"


@pytest.fixture
def enveloped() -> Document:
    return parse(f'<r xmlns:u="urn:u"><a>1{SIGNATURE}2</a><b/></r>'.encode())


def test_exactly_the_signature_goes_and_its_tail_stays(enveloped: Document) -> None:
    holder, signature = enveloped.root[0], enveloped.root[0][0]
    forms = Canonicalizer(enveloped)
    assert forms.inclusive(holder, without=signature) == b'<a xmlns:u="urn:u">12</a>'
    assert forms.exclusive(holder, without=signature) == b"<a>12</a>"
    assert forms.whole(without=signature) == b'<r xmlns:u="urn:u"><a>12</a><b></b></r>'
    assert forms.whole(without=signature, exclusive=True) == b"<r><a>12</a><b></b></r>"
    assert holder[0] is signature
    assert signature.tail == "2"


def test_signature_elsewhere_has_no_effect(enveloped: Document) -> None:
    forms = Canonicalizer(enveloped)
    other, signature = enveloped.root[1], enveloped.root[0][0]
    assert forms.inclusive(other, without=signature) == b'<b xmlns:u="urn:u"></b>'
    assert forms.exclusive(other, without=signature) == b"<b></b>"


def test_nothing_remains_of_what_lies_inside_the_signature(enveloped: Document) -> None:
    forms = Canonicalizer(enveloped)
    signature = enveloped.root[0][0]
    for element in (signature, signature[0], signature[1][0]):
        assert forms.inclusive(element, without=signature) == b""
        assert forms.exclusive(element, without=signature) == b""
    assert forms.whole(without=enveloped.root) == b""


def test_exclusive_without_a_signature_takes_over_no_language() -> None:
    document = parse(b'<r xml:lang="vi"><a><s/></a></r>')
    forms = Canonicalizer(document)
    assert forms.exclusive(document.root[0], without=document.root[0][0]) == b"<a></a>"
    assert forms.exclusive(document.root[0], prefixes=("#default",)) == b"<a><s></s></a>"
    assert forms.inclusive(document.root[0], without=document.root[0][0]) == b'<a xml:lang="vi"></a>'


@pytest.mark.parametrize("place", ["r", "r/d", "r/d/a"])
def test_version_11_refuses_base(place: str) -> None:
    document = parse(b"<r><d><a/></d></r>")
    tree = document.root.getroottree()
    (owner,) = tree.xpath(f"/{place}")
    owner.set("{http://www.w3.org/XML/1998/namespace}base", "b/")
    document = parse(etree.tostring(tree))
    with pytest.raises(MalformedXmlError) as caught:
        Canonicalizer(document).inclusive(document.root[0], version="1.1")
    assert caught.value.code == "XML-C14N11-BASE"


def test_relative_namespace_that_escaped_the_parser_is_refused() -> None:
    root = etree.fromstring(b'<r xmlns="rel"><a/></r>')
    document = Document(b"", root, has_comments=False, has_instructions=False, has_xml_attributes=False)
    for form in (Canonicalizer(document).inclusive, Canonicalizer(document).exclusive):
        with pytest.raises(MalformedXmlError) as caught:
            form(root[0])
        assert caught.value.code == "XML-NAMESPACE"


def test_many_signatures_cost_one_pass() -> None:
    signatures = "".join(f"<KY{n}>{SIGNATURE}</KY{n}>" for n in range(200))
    document = parse(f"<r>{signatures}</r>".encode())
    forms = Canonicalizer(document)
    expected = f'<SignedInfo xmlns="{DS}"><Reference URI="#data"></Reference></SignedInfo>'.encode()
    assert {forms.inclusive(each) for each in document.root.iter(f"{{{DS}}}SignedInfo")} == {expected}
