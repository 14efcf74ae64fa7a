"""Offsets in the bytes of a file."""

from __future__ import annotations

import gc
import time
import weakref

import attrs
import pytest
from tests.unit.xml.test_document import DOCTYPES

from hocba.errors import HocbaError, LimitExceededError, MalformedXmlError
from hocba.limits import Limits
from hocba.xml import scan as scanning
from hocba.xml.scan import scan

HEADS = {
    "plain": "",
    "mark": "\ufeff",
    "declaration": '<?xml version="1.0" encoding="UTF-8"?>\r\n',
    "upper case": '\ufeff<?XML VERSION="1.0" ENCODING="UTF-8"?>\r\n',
    "comment": "<!-- Đ <a> -->\n<?p <b> ?>",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_offsets_are_those_of_the_file(head: str) -> None:
    raw = f"{head}<a>\r\nế<b x = '>' \n y=\"/>\" >1</b ><c/><c a='/' /><c></c>\t</a>\n".encode()
    spans = scan(raw, depth=2)
    a, b, *cs = spans
    assert [raw[each.start : each.end].decode() for each in spans] == [
        raw[a.start :].decode().strip(),
        "<b x = '>' \n y=\"/>\" >1</b >",
        "<c/>",
        "<c a='/' />",
        "<c></c>",
    ]
    assert raw[b.content_start : b.content_end] == b"1"
    assert b.attributes == (("x", ">"), ("y", "/>"))
    assert [each.empty_tag for each in cs] == [True, True, False]
    assert [each.content_end - each.content_start for each in cs] == [0, 0, 0]
    assert cs[0].content_start == cs[0].content_end == cs[0].end
    assert raw[cs[2].content_start :].startswith(b"</c>")
    assert [each.path for each in spans] == ["a", "a/b", "a/c", "a/c", "a/c"]
    assert [each.depth for each in spans] == [1, 2, 2, 2, 2]


def test_same_name_inside_itself() -> None:
    raw = b"<p><p/><p><p></p></p></p>"
    assert [raw[each.start : each.end] for each in scan(raw, depth=3)] == [
        raw,
        b"<p/>",
        b"<p><p></p></p>",
        b"<p></p>",
    ]


def test_only_down_to_the_depth() -> None:
    raw = b"<a><b><c><d/></c></b></a>"
    assert [each.name for each in scan(raw, depth=1)] == ["a"]
    assert [each.path for each in scan(raw, depth=3)] == ["a", "a/b", "a/b/c"]


def test_prefixes_are_kept_as_written() -> None:
    (root, inner) = scan(b"<p:a xmlns:p='urn:1'><p:b p:c='1'/></p:a>", depth=2)
    assert (root.name, inner.path, inner.attributes) == ("p:a", "p:a/p:b", (("p:c", "1"),))
    assert root.attributes == (("xmlns:p", "urn:1"),)


def test_spans_compare_and_show_no_values() -> None:
    (span,) = scan(b"<a b='000123456789'/>", depth=1)
    assert span == attrs.evolve(span)
    assert "000123456789" not in repr(span)


@pytest.mark.parametrize("raw", DOCTYPES.values(), ids=DOCTYPES)
def test_document_type_declaration_is_refused(raw: bytes) -> None:
    with pytest.raises(MalformedXmlError) as caught:
        scan(raw, depth=1)
    assert caught.value.code == "XML-DTD"


def test_document_type_declaration_that_passed_the_look_at_the_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "prepared", lambda raw, limits: raw)
    for raw in (b"<!DOCTYPE a><a/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'):
        with pytest.raises(MalformedXmlError) as caught:
            scan(raw, depth=1)
        assert caught.value.code == "XML-DTD"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<a>",
        b"<a/><b/>",
        b"<a><b></a>",
        b"<a>\xff</a>",
        b"<a>&b;</a>",
        b"<a b='1' b='1'/>",
        b"<a>\x01</a>",
    ],
)
def test_malformed_is_refused(raw: bytes) -> None:
    with pytest.raises(MalformedXmlError):
        scan(raw, depth=3)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"<a>" * 5 + b"</a>" * 5, "XML-TOO-DEEP"),
        (b"<a>" + b"<b/>" * 10 + b"</a>", "XML-TOO-MANY-ELEMENTS"),
        (b"<a>" + b" " * 200 + b"</a>", "XML-TOO-LARGE"),
    ],
)
@pytest.mark.parametrize("depth", [2, 1000])
def test_limits(raw: bytes, code: str, depth: int) -> None:
    limits = Limits(xml_bytes=200, xml_depth=4, xml_elements=10)
    with pytest.raises(LimitExceededError) as caught:
        scan(raw, depth=depth, limits=limits)
    assert caught.value.code == code


def test_deep_nesting_does_not_take_long() -> None:
    began = time.perf_counter()
    with pytest.raises(HocbaError):
        scan(b"<a>" * 1_000_000, depth=2)
    assert time.perf_counter() - began < 2


def test_scanner_and_source_are_released(monkeypatch: pytest.MonkeyPatch) -> None:
    alive: list[weakref.ref[object]] = []

    class Followed(scanning._Scanner):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments)
            alive.append(weakref.ref(self))

    monkeypatch.setattr(scanning, "_Scanner", Followed)
    gc.disable()
    try:
        scan(b"<a><b/></a>", depth=2)
        with pytest.raises(MalformedXmlError):
            scan(b"<a><b/>", depth=2)
        assert alive[0]() is None
    finally:
        gc.enable()
