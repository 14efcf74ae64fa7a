"""Writing and reading undo each other; unknown content survives; the bytes are canonical."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.property.record_values import claimed_records, strict_records

from hocba.formats.explain import explain
from hocba.formats.options import WriteOptions
from hocba.formats.reader import read, read_data
from hocba.formats.structure import structure
from hocba.formats.writer import write
from hocba.model.record import Record
from hocba.xml.canonical import Canonicalizer
from hocba.xml.document import parse

FEW = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))

OPTIONS = st.builds(
    WriteOptions,
    spelling=st.sampled_from([None, "as_transcribed", "corrected"]),
    id_attribute=st.sampled_from([None, "id", "Id", "ID"]),
    data_id=st.sampled_from([None, "data", 'd<&"1']),
    rows=st.sampled_from([None, "TONG_KET/MON", "TONG_KET/DS/MON", "DS/MON"]),
    assessment=st.sampled_from([None, "TONG_KET/DANH_GIA", "TONG_KET/DS/DANH_GIA", "DANH_GIA"]),
)


@FEW
@given(record=strict_records() | claimed_records(), options=OPTIONS)
def test_reading_undoes_writing(record: Record, options: WriteOptions) -> None:
    assert read(parse(write(record, options=options))).record == record


@FEW
@given(record=strict_records() | claimed_records(), options=OPTIONS)
def test_writing_undoes_reading_of_what_hocba_wrote(record: Record, options: WriteOptions) -> None:
    raw = write(record, options=options)
    assert write(read(parse(raw)).record) == raw


@FEW
@given(record=strict_records() | claimed_records(), options=OPTIONS)
def test_the_data_element_is_canonical_and_read_alike_alone(record: Record, options: WriteOptions) -> None:
    document = parse(write(record, options=options))
    data = document.root[0]
    octets = Canonicalizer(document).inclusive(data)
    assert octets in document.raw
    assert octets == etree.tostring(data, method="c14n", exclusive=True)
    assert read_data(parse(octets).root) == record.replace(hoc_ba_id=None)


@FEW
@given(record=strict_records())
def test_strict_records_fit_the_schema(record: Record) -> None:
    document = parse(write(record))
    assert structure(document) == ()
    assert explain(document) == ()


NAMES = st.sampled_from(["X", "GHI_CHU", "Đặc_biệt", "{urn:a}X", "{urn:b}y"])


@st.composite
def strangers(draw: st.DrawFn) -> etree._Element:
    """An element that no table names."""
    element = etree.Element(draw(NAMES))
    for name in draw(st.sets(st.sampled_from(["a", "id", "{urn:a}a", "{urn:c}b"]))):
        element.set(name, draw(st.text(alphabet='ab<&"\t', max_size=4)))
    element.text = draw(st.text(alphabet="ab<&>\r ", max_size=5))
    if draw(st.booleans()):
        element.append(draw(strangers()))
    return element


@FEW
@given(record=strict_records(), data=st.data())
def test_unknown_content_survives_in_place(record: Record, data: st.DataObject) -> None:
    root = parse(write(record)).root
    blocks = [node for node in root[0].iter() if len(node)]
    for _ in range(data.draw(st.integers(1, 4))):
        block = data.draw(st.sampled_from(blocks))
        block.insert(data.draw(st.integers(0, len(block))), data.draw(strangers()))
        if data.draw(st.booleans()):
            block.set(
                data.draw(st.sampled_from(["loai", "{urn:a}loai"])),
                data.draw(st.text(alphabet='ab<"', max_size=3)),
            )
    strange = etree.tostring(root, encoding="utf-8")
    first = read(parse(strange))
    assert first.record.extensions
    assert first.record.replace(extensions=()) == record
    raw = write(first.record)
    again = read(parse(raw))
    assert again.record == first.record
    assert write(again.record) == raw
    document = parse(raw)
    assert Canonicalizer(document).inclusive(document.root[0]) in raw
