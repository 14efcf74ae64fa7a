"""Strategies for records of any class, from what the class tells about its parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from tests.property.record_values import BY_KIND, TEXTS, XML_TEXTS

from hocba.model.base import RecordBase
from hocba.model.block import Block
from hocba.model.enumerations import MucDanhGiaTrungHoc
from hocba.model.part import Part, parts_of

VALUES: Mapping[str, st.SearchStrategy[Any]] = {
    **BY_KIND,
    "secondary_level": st.sampled_from(MucDanhGiaTrungHoc),
    "secondary_mark": st.integers(0, 10)
    | st.decimals(0, 10, places=1)
    | st.sampled_from(["Đ", "CĐ", "M", "0", "7.5"]),
}


def block_values(kind: type[Block], *, claims: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    """Values for a block with all that it holds; for claims any text that XML can carry, or nothing."""
    made: dict[str, st.SearchStrategy[Any]] = {}
    for name, field in kind.model_fields.items():
        about = field.json_schema_extra
        if isinstance(about, dict):
            strict = VALUES[str(about["kind"])]
            strict = strict if field.is_required() else st.none() | strict
            made[name] = st.none() | XML_TEXTS | strict if claims else strict
        elif name == "id":
            made[name] = st.none() | (XML_TEXTS if claims else TEXTS)
    return st.fixed_dictionaries(made | _parts(kind, claims=claims))


def _parts(kind: type[Block], *, claims: bool) -> dict[str, st.SearchStrategy[Any]]:
    return {part.name: _part(part, claims=claims) for part in parts_of(kind) if not part.parent}


def _part(part: Part, *, claims: bool) -> st.SearchStrategy[Any]:
    one = block_values(part.kind, claims=claims)
    return st.lists(one, min_size=0 if claims else 1, max_size=3) if part.repeated else one


def shapes_of(kind: type[RecordBase], *, claims: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    """Values of a whole record of the class ``kind``."""
    own = {"hoc_ba_id": st.none() | st.text(alphabet='abc123&<"', min_size=1, max_size=5)}
    return st.fixed_dictionaries(own | _parts(kind, claims=claims))


def strict_of(kind: type[RecordBase]) -> st.SearchStrategy[RecordBase]:
    """Records as created in Python."""
    return shapes_of(kind).map(lambda values: kind(**values))


def claims_of(kind: type[RecordBase]) -> st.SearchStrategy[RecordBase]:
    """Records as somebody else may have written them."""
    return shapes_of(kind, claims=True).map(kind.claims)
