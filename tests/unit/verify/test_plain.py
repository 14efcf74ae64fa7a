"""Bytes that are their own canonical form: proven or computed, never different from what is computed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.verify.forge import forge
from tests.unit.verify.world import issued, judged, pki, unsigned

from hocba.profiles.registry import get
from hocba.verify.extract.layout import survey
from hocba.verify.extract.plain import Plain, plain_parts
from hocba.verify.extract.plan import Plan
from hocba.verify.extract.signed_info import Refused, read_plain
from hocba.verify.report import Indication
from hocba.xml.canonical import Canonicalizer
from hocba.xml.document import Document, parse
from hocba.xml.names import DS

PLAN = Plan.of(get("v1_0"))


def found(raw: bytes) -> tuple[Document, Plain]:
    document = parse(raw)
    return document, plain_parts(document, survey(document.root, PLAN))


def agree(raw: bytes) -> Plain:
    """What is called plain equals both canonical forms."""
    document, plain = found(raw)
    forms = Canonicalizer(document)
    data = document.root.find("DU_LIEU_HOC_BA")
    if plain.data is not None:
        assert plain.data == forms.inclusive(data) == forms.exclusive(data)
    for signature, octets in plain.signed_infos.items():
        info = signature.find(f"{{{DS}}}SignedInfo")
        try:
            readable = read_plain(octets) is not None
        except Refused:
            readable = True
        if readable:
            assert octets == forms.inclusive(info) == forms.exclusive(info)
    return plain


@pytest.mark.parametrize("profile", ["xades-b-b", "xmldsig-signingtime"])
def test_own_files_need_no_canonicalisation(profile: str) -> None:
    plain = agree(issued(profile))
    assert plain.data is not None
    assert len(plain.signed_infos) == 3
    assert all(read_plain(octets) for octets in plain.signed_infos.values())


DATA: dict[str, Callable[[bytes], bytes]] = {
    "empty-element tag": lambda raw: raw.replace(b"<TEN_TRUONG>", b"<X/><TEN_TRUONG>"),
    "an attribute": lambda raw: raw.replace(b"<TEN_TRUONG>", b"<TEN_TRUONG  a = 'b'>"),
    "a declaration": lambda raw: raw.replace(b"<TEN_TRUONG>", b"<TEN_TRUONG xmlns:q='urn:q'>"),
    "a declaration above": lambda raw: raw.replace(b"<HOC_BA>", b"<HOC_BA xmlns:q='urn:q'>"),
    "xml:lang above": lambda raw: raw.replace(b"<HOC_BA>", b"<HOC_BA xml:lang='vi'>"),
    "white space in a start tag": lambda raw: raw.replace(b"<TEN_TRUONG>", b"<TEN_TRUONG >"),
    "white space in an end tag": lambda raw: raw.replace(b"</TEN_TRUONG>", b"</TEN_TRUONG\n>"),
    "a tab in an end tag": lambda raw: raw.replace(b"</TEN_TRUONG>", b"</TEN_TRUONG\t>"),
    "a carriage return": lambda raw: raw.replace(b"<TEN_TRUONG>", b"<TEN_TRUONG>\r\n"),
    "a character reference": lambda raw: raw.replace(b"<TEN_TRUONG>", b"<TEN_TRUONG>&#65;"),
    "another entity": lambda raw: raw.replace(b"<TEN_TRUONG>", b"<TEN_TRUONG>&quot;"),
    "a free bracket": lambda raw: raw.replace(b"<TEN_TRUONG>", b"<TEN_TRUONG>a > b"),
    "CDATA": lambda raw: raw.replace(b"<TEN_TRUONG>", b"<TEN_TRUONG><![CDATA[x]]>"),
    "CDATA and an empty element": lambda raw: raw.replace(b"<TEN_TRUONG>", b"<X/><TEN_TRUONG><![CDATA[x]]>"),
    "a comment": lambda raw: raw.replace(b"<TEN_TRUONG>", b"<TEN_TRUONG><!-- x -->"),
    "an instruction": lambda raw: raw.replace(b"<TEN_TRUONG>", b"<TEN_TRUONG><?x y?>"),
    "single quotes": lambda raw: raw.replace(b'<DU_LIEU_HOC_BA id="data">', b"<DU_LIEU_HOC_BA id='data'>"),
    "a second start tag of the name": lambda raw: raw.replace(
        b"<TEN_TRUONG>", b"<DU_LIEU_HOC_BAX></DU_LIEU_HOC_BAX><TEN_TRUONG>"
    ),
}


@pytest.mark.parametrize("case", DATA)
def test_data_that_canonicalisation_would_change(case: str) -> None:
    changed = DATA[case](unsigned())
    assert changed != unsigned()
    assert agree(changed).data is None
    raw = changed
    for name, key in (("CBQL", "head"), ("KY_PHAT_HANH", "school")):
        raw = forge(raw, name, pki()[key])
    assert all(signature.intact for signature in judged(raw).signatures if signature.present)


@pytest.mark.parametrize("text", [b"&amp; &lt; &gt;", "“Đ” – 100 %!".encode(), b"a\n b\t c", b"' \""])
def test_text_that_canonicalisation_leaves(text: bytes) -> None:
    assert agree(unsigned().replace(b"<TEN_TRUONG>", b"<TEN_TRUONG>" + text)).data is not None


SIGNED: dict[str, Callable[[bytes], bytes]] = {
    "indented": lambda raw: raw.replace(b"<SignatureMethod", b"\n<SignatureMethod"),
    "white space in a tag": lambda raw: raw.replace(b"<SignedInfo>", b"<SignedInfo >"),
    "a prefix above": lambda raw: raw.replace(b"<Signature xmlns", b"<Signature xmlns:q='urn:q' xmlns"),
    "single quotes": lambda raw: raw.replace(b'URI="#data"', b"URI='#data'"),
    "attributes in another order": lambda raw: re.sub(
        rb' Type="([^"]*)" URI="([^"]*)"', rb' URI="\2" Type="\1"', raw
    ),
    "an empty element": lambda raw: raw.replace(b"></DigestMethod>", b"/>"),
    "a tab in a value": lambda raw: raw.replace(b'URI="#data"', b'URI="#da\tta"'),
    "a bracket in a digest": lambda raw: raw.replace(b"<DigestValue>", b"<DigestValue>>"),
    "a false SignedInfo": lambda raw: raw.replace(
        b"<Object ", b"<Object><SignedInfo></SignedInfo></Object><Object ", 1
    ),
    "a false SignedInfo for a strange one": lambda raw: raw.replace(
        b"<SignedInfo>", b"<SignedInfo >", 1
    ).replace(b"<Object ", b"<Object><SignedInfo></SignedInfo></Object><Object ", 1),
}


@pytest.mark.parametrize("case", SIGNED)
def test_signed_info_that_canonicalisation_would_change(case: str) -> None:
    changed = SIGNED[case](issued())
    assert changed != issued()
    plain = agree(changed)
    assert not all(map(readable, plain.signed_infos.values())) or not plain.signed_infos


def readable(octets: bytes) -> bool:
    try:
        return read_plain(octets) is not None
    except Refused:
        return False


@settings(max_examples=150)
@given(st.data())
def test_no_change_makes_plain_bytes_differ_from_the_canonical_form(data: st.DataObject) -> None:
    raw = issued()
    for _ in range(data.draw(st.integers(1, 2))):
        at = data.draw(st.integers(0, len(raw) - 1))
        piece = data.draw(
            st.sampled_from(
                [b"", b" ", b"\r", b"\n", b">", b"<X/>", b"&gt;", b"&#9;", b"=", b"'", b"<A></A>"]
            )
        )
        raw = raw[:at] + piece + raw[at + data.draw(st.integers(0, 1)) :]
    try:
        parse(raw)
    except Exception:
        return
    agree(raw)


def test_the_signing_area_may_stand_first() -> None:
    area = re.search(rb"<DANH_SACH_THONG_TIN_KY>.*</DANH_SACH_THONG_TIN_KY>", issued(), re.DOTALL)
    assert area is not None
    raw = issued().replace(area[0], b"").replace(b"<HOC_BA>", b"<HOC_BA>" + area[0])
    assert agree(raw).signed_infos == {}
    report = judged(raw)
    assert all(signature.intact for signature in report.signatures)
    assert report.indication in {Indication.TOTAL_PASSED, Indication.INDETERMINATE}
