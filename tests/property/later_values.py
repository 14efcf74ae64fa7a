"""Strategies for records of the later formats and for files that others may have written of them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from lxml import etree
from tests.property.record_values import BY_KIND, TEXTS, XML_TEXTS

from hocba.formats.format import Format
from hocba.model.base import RecordBase
from hocba.model.block import Block
from hocba.model.enumerations import MucDanhGiaTrungHoc
from hocba.model.part import Part

KINDS = {
    **BY_KIND,
    "secondary_level": st.sampled_from(MucDanhGiaTrungHoc),
    "secondary_mark": st.decimals(0, 10, places=1) | st.sampled_from(["Đ", "CĐ", "M"]),
}
IDS = st.none() | st.text(alphabet='ab1-<&"', min_size=1, max_size=4)


@st.composite
def blocks(
    draw: st.DrawFn, kind: type[Block], parts: tuple[Part, ...], tag: str, claims: bool
) -> dict[str, Any]:
    """Values of one block with the blocks inside it."""
    made: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        about = field.json_schema_extra
        if isinstance(about, dict):
            strict = KINDS[str(about["kind"])]
            made[name] = draw(st.none() | (XML_TEXTS | strict if claims else strict))
        elif name == "id":
            made[name] = draw(IDS)
    return made | draw(inner(parts, tag, claims))


@st.composite
def inner(draw: st.DrawFn, parts: tuple[Part, ...], parent: str, claims: bool) -> dict[str, Any]:
    """Values of the blocks that stand in ``parent``."""
    made: dict[str, Any] = {}
    for part in parts:
        if part.parent == parent:
            one = blocks(part.kind, parts, part.block, claims)
            made[part.name] = draw(st.lists(one, max_size=3)) if part.repeated else draw(one)
    return made


@st.composite
def later_records(draw: st.DrawFn, known: Format, *, claims: bool = False) -> RecordBase:
    """Records as created in Python, or as somebody else may have written them."""
    values = draw(inner(known.record.parts(), "", claims))
    values["hoc_ba_id"] = draw(IDS)
    return known.record.claims(values) if claims else known.record(**values)


def vocabulary(known: Format) -> list[str]:
    """Every name that means something in ``known``, and one that means nothing."""
    tree = known.tree
    names = {name for row in known.fields for name in (row.tag, row.alias) if name}
    names |= {branch.tag for branch in tree.branches}
    names |= {name for slot in tree.slots for name in (slot.tag, slot.list) if name}
    names |= {known.root, known.data, tree.record, known.signing_area, tree.issuing, "NGAY_KY", "X"}
    return sorted(names)


@st.composite
def any_tree(draw: st.DrawFn, names: list[str], depth: int = 5) -> etree._Element:
    """Any element whose names are of ``names``."""
    element = etree.Element(draw(st.sampled_from(names)))
    for name in draw(st.sets(st.sampled_from(["Id", "id", "a"]), max_size=1)):
        element.set(name, draw(st.sampled_from(["data", "thongtinhocba", "1"])))
    element.text = draw(st.none() | TEXTS)
    if depth:
        for _ in range(draw(st.integers(0, 3))):
            element.append(draw(any_tree(names, depth - 1)))
    if draw(st.booleans()):
        element.append(etree.Comment("c"))
    element.tail = draw(st.sampled_from([None, None, "x"]))
    return element
