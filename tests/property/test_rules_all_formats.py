"""``check`` answers for every record of every format: any texts, levels, grades and years 2015 to 2035."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.any_records import CLASSES
from tests.property.test_rules_check import VALUE, judged
from tests.unit.rules import later
from tests.unit.rules.changes import legal

from hocba.findings import Severity
from hocba.model.base import RecordBase
from hocba.model.block import Block
from hocba.model.extension import Extension
from hocba.model.part import parts_of
from hocba.model.walk import simple_fields
from hocba.rules.codes import levels, province, province_by_name, provinces
from hocba.rules.engine import check
from hocba.rules.regulations import regulation_for
from hocba.rules.tables import REGULATION_TABLES

ODD = st.sampled_from(["K", "CĐ", "CD", "к", "7.5", "7,5", "10.0", "\ud800", "\u202e", "a\u200bb", "１", "М"])
ANY = (
    VALUE | ODD | st.sampled_from(["15", "Lào Cai", "Yên Bái", "Kinh", "H’Mông", "VN", "2014-09", "x" * 3000])
)


@attrs.frozen
class Slot:
    """What a signature slot claims."""

    name: str
    so_cccd: str | None


@st.composite
def block(draw: st.DrawFn, kind: type[Block]) -> dict[str, Any]:
    """A few values of a block and of those inside it, whatever they are."""
    names = draw(st.sets(st.sampled_from(simple_fields(kind)), max_size=12))
    made: dict[str, Any] = {name: draw(ANY) for name in sorted(names)}
    for part in parts_of(kind):
        if not part.parent:
            inner = block(part.kind)
            made[part.name] = draw(st.lists(inner, max_size=3) if part.repeated else inner)
    return made


@st.composite
def records(draw: st.DrawFn) -> RecordBase:
    """Anything that a file may claim; year, grade and level are mostly such as choose rules."""
    kind = draw(st.sampled_from(CLASSES))
    shape: dict[str, Any] = {}
    for part in parts_of(kind):
        if not part.parent:
            inner = block(part.kind)
            shape[part.name] = draw(st.lists(inner, max_size=4) if part.repeated else inner)
    if draw(st.booleans()):
        year = draw(st.integers(2015, 2035))
        shape["thong_tin_chung"] |= {
            "ten_nam_hoc": f"{year}-{year + 1}",
            "ma_khoi": f"{draw(st.integers(1, 12)):02d}",
            "ma_cap_hoc": draw(st.sampled_from([entry.code for entry in levels()])),
        }
    return kind.claims(shape)


XML = st.text(max_size=30) | st.sampled_from(
    ["<", "</", "<A>", "<TRICH_LUC>1</TRICH_LUC>", "<TRICH_LUC/>", "<TRICH_LUC a='<'>1</TRICH_LUC>"]
)
EXTENSIONS = st.lists(
    st.builds(
        lambda name, xml: {"parent": "", "name": name, "after": "", "xml": xml},
        st.sampled_from(
            ["TRICH_LUC", "CO_KHUYET_TAT_KHONG_DANH_GIA", "DOI_TUONG_CHINH_SACH", "@id", "text()"]
        ),
        XML,
    ),
    max_size=3,
)
SLOTS = st.lists(
    st.builds(
        Slot, st.sampled_from(["GVCN", "CBQL", "CBQL[2]", "GVBM", "", "["]), st.none() | st.text(max_size=13)
    ),
    max_size=3,
)


@settings(max_examples=200, deadline=None)
@given(records())
def test_total_on_rubbish(record):
    judged(record)


@settings(max_examples=100, deadline=None)
@given(records(), EXTENSIONS, SLOTS, st.lists(st.text(max_size=5), max_size=2))
def test_total_on_rubbish_around_the_record(record, extensions, slots, substitutes):
    added = type(record).claims({**record.__dict__, "extensions": extensions})
    assert all(isinstance(one, Extension) for one in added.extensions)
    for finding in check(added, slots=slots, substitutes=substitutes):
        assert finding.message("vi", show_personal_data=True)


LEGAL = [later.primary(legal(grade)) for grade in (1, 3, 5)] + [
    later.trung_hoc(grade) for grade in (6, 9, 10, 12)
]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(LEGAL),
    st.sampled_from([entry.code for entry in levels()]),
    st.integers(1, 12),
    st.integers(2015, 2035),
)
def test_total_over_levels_grades_and_years(record, level, grade, year):
    changed = later.general(
        record, ma_cap_hoc=level, ma_khoi=f"{grade:02d}", ten_nam_hoc=f"{year}-{year + 1}"
    )
    judged(changed)
    short = next(entry.short for entry in levels() if entry.code == level)
    regulation = regulation_for(short, grade, year)
    families = {finding.code.partition("-")[0] for finding in check(changed)}
    formats = REGULATION_TABLES.get(regulation.id, frozenset()) if regulation is not None else frozenset()
    if record.format_id not in formats:
        assert not families & {"TH", "TR"}
    if year >= 2026:
        computed = {f"TH-{number}" for number in range(1, 5)} | {
            f"TR-{number}" for number in (3, 16, 17, 18, 19)
        }
        assert not [one for one in check(changed) if one.code in computed and one.severity is Severity.ERROR]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=12), st.dates())
def test_province_look_ups_are_total(text, on):
    found, named = province(text, on=on), province_by_name(text, on=on)
    assert found is None or found in provinces(on=on)
    assert named is None or named in provinces(on=on)
