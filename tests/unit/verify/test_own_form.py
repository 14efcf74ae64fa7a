"""Own form: what is recognised, what is left to the general way, and what is kept between files."""

from __future__ import annotations

import attrs
import pytest
from lxml import etree
from tests.unit.verify.own_hostile import HOSTILE, HOSTILE_SIGNATURES
from tests.unit.verify.own_records import (
    agreed,
    draft,
    general,
    own_records,
    resealed,
    signed,
)
from tests.unit.verify.world import NOW, issued, judged, pki, verifier

import hocba
from hocba.errors import HocbaError
from hocba.formats.structure import schema_text
from hocba.formats.v1_0 import FORMAT
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.profiles.registry import get
from hocba.verify.extract import own_shapes, own_signature
from hocba.verify.extract.own_data import plain_data
from hocba.verify.extract.own_form import OwnForm
from hocba.verify.extract.own_shapes import Shapes
from hocba.verify.extract.plan import Plan
from hocba.verify.extract.reading import RecordReader
from hocba.verify.report import Indication

PROFILE = get("v1_0")
XS = "{http://www.w3.org/2001/XMLSchema}"
START, END = b'<DU_LIEU_HOC_BA id="data">', b"</DU_LIEU_HOC_BA>"


def fresh(limits: Limits = DEFAULT_LIMITS) -> OwnForm:
    return OwnForm(PROFILE, limits)


def seen(own: OwnForm, raw: bytes) -> bool:
    """Whether a record with the tags of ``raw`` was learned, and ``raw`` fits it."""
    data = plain_data(raw[raw.index(START) : raw.index(END) + len(END)], START, END)
    assert data is not None
    return own._seen_before(data) is not None


def test_verification_takes_this_way_first() -> None:
    reader = RecordReader(PROFILE, DEFAULT_LIMITS)
    assert reader.own(issued()) == verifier().extract(issued()) == general(issued())
    assert judged(issued()).indication is Indication.TOTAL_PASSED
    assert judged(issued()) == verifier().judge(general(issued()), at=NOW)


def test_records_of_a_package_take_it_too() -> None:
    (package,) = hocba.pack([issued()], signer=pki().signer("school"), signing_time=NOW)
    (record,) = verifier().extract(package.raw).records
    assert record == agreed(issued().partition(b"\n")[2].rstrip())
    assert record.findings == ()


@pytest.mark.parametrize(
    "limits",
    [
        {"xml_depth": 15},
        {"xml_attributes": 3},
        {"xml_text_bytes": 1000},
        {"references": 2},
        {"xml_bytes": 1000},
        {"xml_elements": 10},
    ],
)
def test_low_limits_are_for_the_general_way(limits: dict[str, int]) -> None:
    own = fresh(Limits(**limits))
    assert own.read(issued()) is None


def test_limits_on_certificates_hold() -> None:
    own = fresh(Limits(certificates=1))
    assert own.read(issued()) is not None
    assert own.read(own_records()["with chain"]) is None


def test_a_profile_whose_slots_stand_elsewhere_is_for_the_general_way() -> None:
    slots = (attrs.evolve(PROFILE.slots[0], path="GVCN"), *PROFILE.slots[1:])
    assert OwnForm(attrs.evolve(PROFILE, slots=slots), DEFAULT_LIMITS).read(issued()) is None
    other = (attrs.evolve(PROFILE.slots[0], covers=""), *PROFILE.slots[1:])
    assert OwnForm(attrs.evolve(PROFILE, slots=other), DEFAULT_LIMITS).read(issued()) is None


NOT_RECOGNISED = [
    "attribute in data", "comment in data", "comment for an empty tag", "CDATA", "character reference",
    "quot", "free greater-than", "namespace in data", "namespace on root", "xml:lang",
    "white space in an end tag",
    "empty-element tag", "carriage return", "control character", "no character", "no UTF-8", "NUL",
    "wrong end tag", "crossed tags", "stray end tag", "slot in data", "record in data", "data in data",
    "later format", "no known block", "too deep", "deep", "many lines", "large", "small letters",
    "root id is the data's", "byte-order mark", "standalone", "DTD", "comment before", "comment behind",
    "white space behind", "white space in the area", "slot twice", "element in the area",
    "instruction in data", "attribute on a slot", "element behind the area", "area behind data in data",
]  # fmt: skip


@pytest.mark.parametrize("name", NOT_RECOGNISED)
def test_other_forms_of_data_are_left_alone(name: str) -> None:
    assert agreed(resealed(HOSTILE[name](issued()))) is None


SIGNATURES_NOT_RECOGNISED = sorted(
    set(HOSTILE_SIGNATURES)
    - {
        "white space in the value", "refused method", "other subject", "certificate twice", "no date",
        "other certificate first", "other date", "other number", "value of another slot", "other XAdES time",
        "loose bits in the value", "value without padding", "digest in capitals",
    }
)  # fmt: skip


@pytest.mark.parametrize("name", SIGNATURES_NOT_RECOGNISED)
def test_other_forms_of_signatures_are_left_alone(name: str) -> None:
    assert agreed(resealed(HOSTILE_SIGNATURES[name](issued()))) is None


@pytest.mark.parametrize(
    "name",
    ["loose bits in the value", "value without padding", "digest in capitals", "value of another slot"],
)
def test_other_base64_is_left_alone(name: str) -> None:
    assert agreed(HOSTILE_SIGNATURES[name](issued())) is None


def test_half_a_file() -> None:
    raw = issued()
    assert all(agreed(raw[:at]) is None for at in range(0, len(raw) - len("</HOC_BA>\n"), 97))


def test_findings_about_the_text_are_the_same() -> None:
    for name in ("hidden character", "decomposed letter"):
        facts = agreed(resealed(HOSTILE[name](issued())))
        assert facts is not None
        assert facts.findings


def test_the_second_record_of_a_shape_is_not_parsed() -> None:
    own = fresh()
    first, second = draft(1), draft(2)
    assert not seen(own, first)
    assert agreed(first, own) is not None
    assert seen(own, first)
    assert seen(own, second) is (agreed(second, fresh()) is not None and seen(own, second))
    changed = first.replace(b"<TEN_LOP>4A<", b"<TEN_LOP>4 &amp; B &lt;&gt;<")
    assert seen(own, changed)
    assert agreed(changed, own) is not None


@pytest.mark.parametrize(
    "name",
    [
        "text in a number",
        "number with white space",
        "number of many digits",
        "text between elements",
        "white space between elements",
        "hidden character",
        "decomposed letter",
    ],
)
def test_a_known_shape_is_not_all(name: str) -> None:
    own = fresh()
    assert agreed(draft(), own) is not None
    hostile = HOSTILE[name](draft())
    assert not seen(own, hostile)
    assert agreed(hostile, own) is not None


@pytest.mark.parametrize(
    "name", ["field with a child", "field twice", "block twice", "another year", "year of the history"]
)
def test_what_the_schema_leaves_open_is_not_learned(name: str) -> None:
    own = fresh()
    hostile = HOSTILE[name](draft())
    assert agreed(hostile, own) is not None
    assert not seen(own, hostile)


def test_fields_out_of_a_shape() -> None:
    shapes, plan = Shapes(Plan.of(PROFILE)), Plan.of(PROFILE)
    raw = draft()
    data = plain_data(raw[raw.index(START) : raw.index(END) + len(END)], START, END)
    assert data is not None
    shapes.learn(data, FORMAT, etree.fromstring(raw))
    shape = shapes.get(data)
    assert shape is not None
    wanted = general(raw)
    assert wanted is not None
    assert shape.values(data) == wanted.fields
    assert set(wanted.fields) <= {path for fields in plan.fields.values() for path in fields.values()}


def test_escapes_in_fields_out_of_a_shape() -> None:
    own, raw = fresh(), draft()
    assert agreed(raw, own) is not None
    start = b"<TEN_GIAO_VIEN_CHU_NHIEM>"
    changed = raw.replace(start, start + b"&amp;lt; &lt;b&gt; &amp;")
    assert seen(own, changed)
    facts = agreed(changed, own)
    assert facts is not None
    assert facts.fields["THONG_TIN_CHUNG/TEN_GIAO_VIEN_CHU_NHIEM"].startswith("&lt; <b> &")


def test_fields_twice_or_with_children_as_in_the_tree() -> None:
    tags = b"<A></A><B><C></C><C></C><D><E></E></D><F></F></B><G></G>"
    plan = attrs.evolve(
        Plan.of(PROFILE),
        fields={"B": {"C": "B/C", "D": "B/D", "F": "B/F", "X": "B/X"}, "G": {"H": "G/H"}},
    )
    data = plain_data(START + tags + END, START, END)
    assert data is not None
    assert dict(own_shapes._fields(data.tags, plan)) == {"B/D": None, "B/F": 12}


def test_every_number_that_a_shape_takes_is_right_by_the_schema() -> None:
    schema = etree.XMLSchema(etree.fromstring(schema_text(FORMAT.schema)))
    for text in (b"0", b"000", b"999999999", b"1.5", b"0.0000", b"123456789.1234"):
        assert own_shapes._NUMBER.fullmatch(text)
        element = etree.fromstring(b"<TONG_SO_BUOI_NGHI_CO_PHEP>%b</TONG_SO_BUOI_NGHI_CO_PHEP>" % text)
        assert schema.validate(element)
    for text in (b"", b" 1", b"1 ", b"+1", b"-1", b"1.", b".5", b"1,5", b"1e5", "٣".encode(), b"1\n"):
        assert not own_shapes._NUMBER.fullmatch(text)


def test_the_schema_declares_data_elements_once() -> None:
    """What a shape knows of an element it knows by its name: so no block may declare one of its own."""
    root = etree.fromstring(schema_text(FORMAT.schema))
    local = [element for element in root.iter(f"{XS}element") if element.getparent() is not root]
    own = {element.get("name") for element in local if element.get("ref") is None}
    assert own == {slot.name for slot in PROFILE.slots}
    assert not list(root.iter(f"{XS}key", f"{XS}keyref", f"{XS}unique"))


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_shapes, "_KEPT", 1)
    monkeypatch.setattr(own_signature, "_KEPT", 1)
    own = fresh()
    for raw in (own_records()["grade 1"], own_records()["grade 4"], own_records()["grade 1"]):
        assert agreed(raw, own) is not None
    assert len(own._shapes._known) == 1


def test_a_signature_too_long_is_left_alone() -> None:
    long = f"<xades:City>{'a' * 70_000}"
    assert agreed(resealed(issued().replace(b"<xades:City>", long.encode()))) is None


def test_nothing_but_what_the_general_way_raises() -> None:
    for raw in (b"", b"<", b"<HOC_BA>", issued()[:2000]):
        with pytest.raises(HocbaError):
            verifier().extract(raw)


def test_another_person_signed_again() -> None:
    """The certificate of KeyInfo is read again where its text is another."""
    assert agreed(signed(draft(), slots=("GVCN",))) is not None
    swapped = own_records()["p-256"]
    assert agreed(swapped) is not None


def test_a_very_long_sequence_of_tags_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_shapes, "_LONGEST", 10)
    own, raw = fresh(), issued()
    assert own.read(raw) == own.read(raw) == general(raw)
    assert not own._shapes._known
