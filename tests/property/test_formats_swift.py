"""Reading from the bytes and reading from the tree give the same, or only the tree is read."""

from __future__ import annotations

import random
import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.later_records import primary_record, secondary_record

from hocba.errors import HocbaError
from hocba.formats.reading import Reading
from hocba.formats.registry import REGISTRY, get, of_document
from hocba.formats.swift import swift
from hocba.limits import Limits
from hocba.testing.records import synthetic_record
from hocba.xml.document import parse

TAG = re.compile(rb"<(/?)([A-Z_0-9]+)[^<>]*>")


@cache
def files() -> tuple[bytes, ...]:
    v1 = [get("v1_0").write(synthetic_record(index, grade=index % 5 + 1)) for index in range(5)]
    later = [primary_record(4), secondary_record(7), secondary_record(11)]
    return (*v1, *(get(record.format_id).write(record) for record in later))


def general(raw: bytes) -> Reading:
    document = parse(raw)
    return of_document(document, None).read(document)


def deep(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(deep, value))
    if hasattr(value, "__dict__") and not isinstance(value, str):
        return type(value), {name: deep(held) for name, held in value.__dict__.items()}
    return type(value), value


def same(raw: bytes) -> bool:
    """Whether the quick way was taken; fails where it says anything else than the general way."""
    quick = swift(raw, REGISTRY.formats)
    if quick is None:
        return False
    whole = general(raw)
    assert quick == whole
    assert deep(quick.record) == deep(whole.record)
    return True


@pytest.mark.parametrize("index", range(8))
def test_files_of_every_format_are_read_at_once(index: int) -> None:
    assert same(files()[index])


def test_texts_with_line_ends_and_signs_keep_their_lines() -> None:
    record = synthetic_record(3)
    comment = "Chăm ngoan.\nĐọc to, rõ; viết “sạch” > đẹp."
    changed = record.replace(tong_ket=record.tong_ket.replace(nhan_xet_gvcn=comment))
    raw = get("v1_0").write(changed)
    assert swift(raw, REGISTRY.formats) is None  # > is written as an entity
    changed = record.replace(tong_ket=record.tong_ket.replace(nhan_xet_gvcn="Chăm ngoan.\n\tĐọc to."))
    assert same(get("v1_0").write(changed))


@pytest.mark.parametrize(
    "change",
    [
        (b"<GVCN></GVCN>", b"<GVCN/>"),
        (b"<GVCN></GVCN>", b"<GVCN>x</GVCN>"),
        (b'id="data"', b'id="Data"'),
        (b'id="data"', b"id='data'"),
        (b"<HOC_BA>", b'<HOC_BA id="x">'),
        (b"<HOC_BA>", b"<HOC_BA><!-- -->"),
        (b"<MUC_DAT_DUOC>T</MUC_DAT_DUOC>", b"<MUC_DAT_DUOC></MUC_DAT_DUOC>"),
        (b"<MUC_DAT_DUOC>T</MUC_DAT_DUOC>", b"<MUC_DAT_DUOC>T</MUC_DAT_DUOC><MUC_DAT_DUOC>H</MUC_DAT_DUOC>"),
        (b"<TEN_LOP>", b"<TEN_LOP>&#65;"),
        (b"<TEN_LOP>", b"<TEN_LOP>]]>"),
        (b"<TEN_LOP>", b"<TEN_LOP>\r\n"),
        (b"<TEN_LOP>", "<TEN_LOP>\u200b".encode()),
        (b"<TEN_LOP>", b"<TEN_LOP>\x01"),
        (b"<TEN_LOP>", b"<TEN_LOP>\xff"),
        (b"<TEN_LOP>", b"<TEN_LOP>\xef\xbf\xbe"),
        (b"</HOC_BA>\n", b"</HOC_BA>"),
        (b"</HOC_BA>\n", b"</HOC_BA>\n\n"),
        (b"<?xml ", b"\xef\xbb\xbf<?xml "),
        (b"</TONG_KET>", b"<THEM>1</THEM></TONG_KET>"),
    ],
)
def test_whatever_is_not_of_the_own_form_is_left_to_the_tree(change: tuple[bytes, bytes]) -> None:
    raw = files()[3]
    edited = raw.replace(change[0], change[1], 1)
    assert edited != raw
    assert swift(edited, REGISTRY.formats) is None


def test_limits_hold() -> None:
    raw = files()[0]
    assert swift(raw, REGISTRY.formats, limits=Limits(xml_bytes=len(raw) - 1)) is None
    assert swift(raw, REGISTRY.formats, limits=Limits(xml_text_bytes=1000)) is None
    assert swift(raw, REGISTRY.formats, limits=Limits(xml_elements=50)) is None


def edited(raw: bytes, seed: int) -> bytes:
    """One to three edits: bytes, whole tags or stretches between tags, changed, moved, doubled or cut."""
    chosen = random.Random(seed)
    for _ in range(chosen.randint(1, 3)):
        tags = list(TAG.finditer(raw))
        one, other = chosen.choice(tags), chosen.choice(tags)
        place = chosen.randrange(len(raw))
        kind = chosen.randrange(7)
        if kind == 0:
            raw = raw[:place] + bytes([chosen.randrange(256)]) + raw[place + 1 :]
        elif kind == 1:
            raw = (
                raw[:place] + chosen.choice([b" ", b"\n", b"&amp;", b"<!-- -->", b"x", b"<A/>"]) + raw[place:]
            )
        elif kind == 2:
            raw = raw[: one.start()] + other[0] + raw[one.end() :]
        elif kind == 3:
            low, high = sorted((one.start(), other.start()))
            raw = raw[:low] + raw[high:]
        elif kind == 4:
            low, high = sorted((one.start(), other.start()))
            raw = raw[:high] + raw[low:high] + raw[high:]
        elif kind == 5:
            simple = re.findall(rb"<([A-Z_0-9]+)>[^<]*</\1>", raw)
            found = re.search(rb"<%b>[^<]*</%b>" % ((chosen.choice(simple),) * 2), raw)
            assert found is not None
            raw = raw.replace(found[0], b"", 1)
        else:
            raw = raw[: one.end()] + "Ð".encode() * chosen.randrange(3) + raw[one.end() :]
    return raw


@given(index=st.integers(0, 7), seed=st.integers(0, 2**32))
@settings(max_examples=400, deadline=None)
def test_edited_files_are_read_as_the_tree_is_or_not_at_once(index: int, seed: int) -> None:
    same(edited(files()[index], seed))


@pytest.mark.slow
def test_many_edited_files() -> None:
    taken = sum(same(edited(files()[seed % 8], seed)) for seed in range(30_000))
    assert taken > 2_500


@given(index=st.integers(0, 7), seed=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_reading_answers_as_before(index: int, seed: int) -> None:
    import hocba

    raw = edited(files()[index], seed)
    try:
        expected: object = general(raw)
    except HocbaError as problem:
        expected = problem.code
    try:
        found: object = hocba.reading(raw)
    except HocbaError as problem:
        found = problem.code
    assert found == expected
