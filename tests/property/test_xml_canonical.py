"""Every canonical form against libxml2's node-set C14N, on random documents."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.property.xml_documents import PREFIXES, documents
from tests.unit.xml.libxml2_oracle import EXCLUSIVE, INCLUSIVE_10, INCLUSIVE_11, canonical

from hocba.errors import MalformedXmlError
from hocba.xml.canonical import Canonicalizer
from hocba.xml.document import parse

QUICK = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(QUICK, max_examples=4000)


def agree(source: bytes, with_comments: bool, prefixes: tuple[str, ...]) -> None:
    document = parse(source)
    forms = Canonicalizer(document)
    options = {"with_comments": with_comments}
    for number, element in enumerate(document.root.iter("*")):
        expected = canonical(source, number, mode=INCLUSIVE_10, **options)
        assert forms.inclusive(element, **options) == expected
        expected = canonical(source, number, mode=EXCLUSIVE, **options)
        assert forms.exclusive(element, **options) == expected
        expected = canonical(source, number, mode=EXCLUSIVE, prefixes=prefixes, **options)
        assert forms.exclusive(element, prefixes=prefixes, **options) == expected
        if element.xpath("boolean((ancestor::*|descendant-or-self::*)[@xml:base])"):
            with pytest.raises(MalformedXmlError):
                forms.inclusive(element, version="1.1", **options)
        else:
            newer = forms.inclusive(element, version="1.1", **options)
            assert newer == canonical(source, number, mode=INCLUSIVE_11, **options)


def agree_without(source: bytes, top: int, gone: int, with_comments: bool) -> None:
    document = parse(source)
    elements = list(document.root.iter("*"))
    top, gone = top % len(elements), gone % len(elements)
    forms = Canonicalizer(document)
    before = etree.tostring(document.root.getroottree())
    options = {"without": elements[gone], "with_comments": with_comments}
    expected = {"without": gone, "with_comments": with_comments}
    place = elements[top]
    assert forms.inclusive(place, **options) == canonical(source, top, mode=INCLUSIVE_10, **expected)
    assert forms.exclusive(place, **options) == canonical(source, top, mode=EXCLUSIVE, **expected)
    if gone:
        assert forms.whole(**options) == canonical(source, None, mode=INCLUSIVE_10, **expected)
        assert forms.whole(exclusive=True, **options) == canonical(source, None, mode=EXCLUSIVE, **expected)
    else:
        assert forms.whole(**options) == b""
    assert etree.tostring(document.root.getroottree()) == before


prefix_lists = st.lists(st.sampled_from(("#default", *PREFIXES, "unknown")), max_size=3, unique=True).map(
    tuple
)
numbers = st.integers(0, 30)


@QUICK
@given(documents(), st.booleans(), prefix_lists)
def test_forms_agree_with_libxml2(source: bytes, with_comments: bool, prefixes: tuple[str, ...]) -> None:
    agree(source, with_comments, prefixes)


@QUICK
@given(documents(), numbers, numbers, st.booleans())
def test_enveloped_signature_agrees_with_libxml2(source: bytes, top: int, gone: int, comments: bool) -> None:
    agree_without(source, top, gone, comments)


@pytest.mark.slow
@LONG
@given(documents(), st.booleans(), prefix_lists)
def test_forms_agree_with_libxml2_on_thousands(
    source: bytes, comments: bool, prefixes: tuple[str, ...]
) -> None:
    agree(source, comments, prefixes)


@pytest.mark.slow
@LONG
@given(documents(), numbers, numbers, st.booleans())
def test_enveloped_signature_on_thousands(source: bytes, top: int, gone: int, comments: bool) -> None:
    agree_without(source, top, gone, comments)


@QUICK
@given(documents())
def test_canonical_form_of_a_canonical_form_is_itself(source: bytes) -> None:
    first = Canonicalizer(parse(source)).whole()
    assert Canonicalizer(parse(first)).whole() == first
