"""scan and parse see the same elements in the same bytes; nothing but HocbaError escapes."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.property.xml_documents import documents

from hocba.errors import HocbaError
from hocba.limits import Limits
from hocba.xml.base64 import decode_strict
from hocba.xml.canonical import Canonicalizer
from hocba.xml.document import parse
from hocba.xml.ids import IdIndex
from hocba.xml.scan import scan

QUICK = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


def written_name(element: etree._Element) -> str:
    local = etree.QName(element).localname
    return f"{element.prefix}:{local}" if element.prefix else local


@QUICK
@given(documents(), st.integers(1, 6))
def test_scan_sees_what_parse_sees(source: bytes, depth: int) -> None:
    root = parse(source).root
    elements = [each for each in root.iter("*") if sum(1 for _ in each.iterancestors()) < depth]
    spans = scan(source, depth=depth)
    assert [span.name for span in spans] == [written_name(each) for each in elements]
    for span, element in zip(spans, elements, strict=True):
        assert span.depth == 1 + sum(1 for _ in element.iterancestors())
        plain = [(name, value) for name, value in span.attributes if not name.startswith("xmlns")]
        assert [value for _, value in plain] == list(element.attrib.values())
        assert source[span.start : span.content_start].endswith(b"/>") == span.empty_tag
        assert span.empty_tag or source[span.content_end : span.end].startswith(f"</{span.name}".encode())


@QUICK
@given(documents(), st.data())
def test_inserting_into_a_span_changes_that_element_only(source: bytes, data: st.DataObject) -> None:
    spans = scan(source, depth=6)
    number = data.draw(st.integers(0, len(spans) - 1))
    if spans[number].empty_tag:
        return
    at = spans[number].content_end
    after = parse(source[:at] + b"<z:new xmlns:z='urn:new'>1</z:new>" + source[at:]).root
    before = parse(source).root
    holder = list(before.iter("*"))[number]
    etree.SubElement(holder, "{urn:new}new", nsmap={"z": "urn:new"}).text = "1"
    assert etree.tostring(after, method="c14n") == etree.tostring(before, method="c14n")


PIECES = (
    b"", b"<", b">", b"&", b'"', b"\0", b"\xff", b"]]>", b"<!--", b"<?", b"<![CDATA[", b"<!DOCTYPE a>",
    b" xmlns='x'", b" xml:id='a'", b"/", b"=", b"\xef\xbb\xbf",
)  # fmt: skip
damage = st.lists(st.tuples(st.integers(0, 400), st.sampled_from(PIECES)), max_size=4)
tight = Limits(xml_depth=4, xml_elements=12, xml_attributes=4, xml_attribute_bytes=6, xml_text_bytes=8)


@QUICK
@given(documents() | st.binary(max_size=60), damage, st.sampled_from([Limits(), tight]))
def test_damage_never_escapes_as_anything_else(
    source: bytes, hits: list[tuple[int, bytes]], limits: Limits
) -> None:
    for at, piece in hits:
        source = source[:at] + piece + source[at + len(piece) :]
    try:
        document = parse(source, limits=limits)
    except HocbaError:
        with suppress(HocbaError):
            scan(source, depth=3, limits=limits)
        return
    spans = scan(source, depth=limits.xml_depth, limits=limits)
    elements = list(document.root.iter("*"))
    assert [span.name for span in spans] == [written_name(each) for each in elements]
    with suppress(HocbaError):
        IdIndex(document.root)
    forms = Canonicalizer(document)
    assert parse(forms.whole(), limits=limits).root.tag == document.root.tag
    assert forms.inclusive(elements[-1]).startswith(b"<")


@QUICK
@given(st.text(alphabet="QUJD+/=* \n-_", max_size=12))
def test_base64_is_one_to_one(text: str) -> None:
    with suppress(HocbaError):
        decoded = decode_strict(text)
        packed = "".join(text.split())
        assert len(packed) % 4 == 0
        assert len(decoded) == len(packed) // 4 * 3 - packed.count("=")
