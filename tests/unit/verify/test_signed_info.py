"""SignedInfo as text and as a tree: the same answer for the same octets."""

from __future__ import annotations

import re

import pytest
from lxml import etree
from tests.unit.verify.forge import DATA, TIME_REF, Ref, forge
from tests.unit.verify.world import issued, pki, unsigned

from hocba.limits import DEFAULT_LIMITS
from hocba.verify.extract import signed_info
from hocba.verify.extract.signed_info import Refused, read_signed_info
from hocba.xml import names


def octets(raw: bytes) -> list[bytes]:
    from hocba.xml.canonical import Canonicalizer
    from hocba.xml.document import parse

    document = parse(raw)
    found = document.root.iter(f"{{{names.DS}}}SignedInfo")
    return [Canonicalizer(document).inclusive(element) for element in found]


def as_tree(canonical: bytes) -> signed_info.SignedInfo:
    return signed_info._parsed(etree.fromstring(canonical))


@pytest.mark.parametrize(
    "refs",
    [
        (DATA, TIME_REF),
        (Ref("#data"), TIME_REF),
        (Ref(None), TIME_REF),
        (Ref("", (names.ENVELOPED, names.EXC_C14N), kind="urn:t"),),
    ],
)
def test_text_and_tree_agree(refs: tuple[Ref, ...]) -> None:
    for raw in (issued(), forge(unsigned(), "CBQL", pki()["head"], refs=refs)):
        for canonical in octets(raw):
            assert signed_info._PLAIN.fullmatch(canonical)
            assert read_signed_info(canonical, DEFAULT_LIMITS) == as_tree(canonical)


def test_white_space_prefixes_and_entities_go_the_long_way() -> None:
    canonical = octets(issued())[0]
    spaced = canonical.replace(b"><", b">\n<")
    assert read_signed_info(spaced, DEFAULT_LIMITS) == as_tree(canonical)
    prefixed = re.sub(rb"<(/?)([A-Z])", rb"<\1ds:\2", canonical).replace(b"xmlns=", b"xmlns:ds=")
    assert read_signed_info(prefixed, DEFAULT_LIMITS) == as_tree(canonical)
    entity = canonical.replace(b'URI="#data"', b'URI="#da&amp;ta"')
    assert read_signed_info(entity, DEFAULT_LIMITS).references[0].uri == "#da&ta"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b"SignedInfo", b"SignedInfa"),
        lambda text: text.replace(b"<Transforms>", b"<Transforms>x", 1),
        lambda text: text.replace(b"</Reference>", b"</Reference>x", 1),
        lambda text: text.replace(b"<DigestValue>", b"<DigestValue>\xc3\xa9", 1),
        lambda text: text.replace(b"</DigestValue>", b"=</DigestValue>", 1),
        lambda text: re.sub(rb"<DigestValue>[^<]*", b"<DigestValue>", text),
        lambda text: re.sub(rb"<CanonicalizationMethod.*?</CanonicalizationMethod>", b"", text),
    ],
)
def test_what_is_not_signed_info_is_refused(change) -> None:
    with pytest.raises(Refused):
        read_signed_info(change(octets(issued())[0]), DEFAULT_LIMITS)


def test_many_references_cost_no_more_than_their_length() -> None:
    canonical = octets(issued())[0]
    one = re.search(rb"<Reference.*?</Reference>", canonical)
    assert one is not None
    hostile = canonical.replace(b"</SignedInfo>", one[0] * 2000 + b"x</SignedInfo>")
    with pytest.raises(Refused):
        read_signed_info(hostile, DEFAULT_LIMITS)
