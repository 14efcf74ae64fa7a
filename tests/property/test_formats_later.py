"""Later formats: writing and reading undo each other, foreign files lose nothing, reading is total."""

from __future__ import annotations

from contextlib import suppress
from copy import deepcopy

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.property.later_values import any_tree, later_records, vocabulary
from tests.property.test_formats_round_trip import strangers

from hocba.errors import HocbaError
from hocba.formats.format import Format
from hocba.formats.frame import frame_of
from hocba.formats.ids import identified
from hocba.formats.options import WriteOptions
from hocba.formats.registry import detect, get
from hocba.xml.canonical import Canonicalizer
from hocba.xml.document import parse

# records are large: shrinking one takes minutes
FEW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
EACH = pytest.mark.parametrize("name", ["v2_tieuhoc", "v2_trunghoc"])
OPTIONS = st.builds(
    WriteOptions,
    id_attribute=st.sampled_from([None, "id", "Id", "ID"]),
    data_id=st.sampled_from([None, "data", 'd<&"1']),
    rows=st.sampled_from([None, "MON", "DS/MON", "TONG_KET/DIEM_TONG_KET", "TONG_KET/DS/DIEM_TONG_KET"]),
    signing_area=st.sampled_from([None, "inside", "outside"]),
    managers=st.sampled_from([None, 1, 3]),
)


def written(known: Format, data: st.DataObject) -> tuple[object, bytes]:
    record = data.draw(later_records(known) | later_records(known, claims=True))
    record = identified(record, known)
    return record, known.write(record, data.draw(OPTIONS))


@EACH
@FEW
@given(data=st.data())
def test_reading_undoes_writing(name: str, data: st.DataObject) -> None:
    known = get(name)
    record, raw = written(known, data)
    assert known.read(parse(raw)).record == record


@EACH
@FEW
@given(data=st.data())
def test_writing_undoes_reading_of_what_hocba_wrote(name: str, data: st.DataObject) -> None:
    known = get(name)
    _, raw = written(known, data)
    assert known.write(known.read(parse(raw)).record) == raw


@EACH
@FEW
@given(data=st.data())
def test_what_may_be_signed_is_canonical_as_it_stands(name: str, data: st.DataObject) -> None:
    known = get(name)
    record, raw = written(known, data)
    document = parse(raw)
    frame = frame_of(document.root, known, "")
    rows = list(document.root.iter("DIEM_TONG_KET"))
    for element in (frame.data, frame.record, *rows):
        octets = Canonicalizer(document).inclusive(element)
        assert octets in raw
        assert octets == etree.tostring(element, method="c14n", exclusive=True)
    alone = known.read_data(parse(Canonicalizer(document).inclusive(frame.data)).root)
    assert alone == known.read(document).record.replace(hoc_ba_id=None)
    assert known.read_data(frame.record) == alone
    assert record is not None


@EACH
@FEW
@given(data=st.data())
def test_strict_records_are_detected_and_fit_the_schema_or_lack_something(
    name: str, data: st.DataObject
) -> None:
    known = get(name)
    record = data.draw(later_records(known))
    document = parse(known.write(record))
    assert detect(document) is known
    quick, detailed = known.structure(document), known.explain(document)
    assert bool(quick) is bool(detailed)


@EACH
@FEW
@given(data=st.data())
def test_unknown_content_survives_in_place(name: str, data: st.DataObject) -> None:
    known = get(name)
    record = identified(data.draw(later_records(known)), known)
    root = parse(known.write(record)).root
    homes = [
        node for node in root.iter() if len(node) or node.tag in (known.signing_area, known.tree.issuing)
    ]
    for _ in range(data.draw(st.integers(1, 4))):
        home = data.draw(st.sampled_from(homes))
        home.insert(data.draw(st.integers(0, len(home))), data.draw(strangers()))
        if data.draw(st.booleans()):
            home.set(
                data.draw(st.sampled_from(["loai", "{urn:a}loai"])), data.draw(st.text("ab<", max_size=3))
            )
    first = known.read(parse(etree.tostring(root, encoding="utf-8")))
    assert first.record.extensions
    assert first.record.replace(extensions=()) == record
    raw = known.write(first.record)
    again = known.read(parse(raw))
    assert again.record == first.record
    assert known.write(again.record) == raw


@EACH
@FEW
@given(data=st.data())
def test_order_aliases_and_other_places_say_the_same(name: str, data: st.DataObject) -> None:
    known = get(name)
    record = identified(data.draw(later_records(known)), known)
    root = deepcopy(parse(known.write(record)).root)
    aliases = {row.tag: row.alias for row in known.fields if row.alias and row.alias != "NAM_HOC"}
    blocks = [root.find(f".//{branch.tag}") for branch in known.tree.branches]
    for block in [one for one in blocks if one is not None]:
        simple = [child for child in block if not len(child) and not child.keys()]
        for child, new in zip(simple, data.draw(st.permutations(simple)), strict=True):
            block.append(new)
            assert child.tail is None
        for child in simple:
            if child.tag in aliases and data.draw(st.booleans()):
                child.tag = aliases[child.tag]
    again = known.read(parse(etree.tostring(root, encoding="utf-8")))
    assert again.record == record
    raw = known.write(again.record)
    assert known.read(parse(raw)).record == record
    assert known.write(known.read(parse(raw)).record) == raw


@EACH
@settings(FEW, max_examples=25)
@given(data=st.data())
def test_reading_is_total(name: str, data: st.DataObject) -> None:
    known = get(name)
    root = etree.Element("HOC_BA")
    names = vocabulary(known)
    area = etree.SubElement(root, known.data)
    if data.draw(st.booleans()):
        area.set("Id", "data")
    area = etree.SubElement(area, known.tree.record)
    for home in (root, area, area, area):
        for _ in range(data.draw(st.integers(0, 2))):
            home.append(data.draw(any_tree(names)))
    document = parse(etree.tostring(root, encoding="utf-8"))
    with suppress(HocbaError):
        detect(document)
    for answer in (known.structure, known.explain):
        answer(document)
    try:
        raw = known.write(known.read(document).record)
    except HocbaError:
        return
    known.write(known.read(parse(raw)).record)
