"""Strategies for records of every format, made from the classes themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st
from tests.property.record_values import TEXTS, XML_TEXTS

import hocba.model.enumerations as lists
from hocba.model.base import RecordBase
from hocba.model.block import Block
from hocba.model.part import parts_of
from hocba.model.record import Record
from hocba.model.v2_tieuhoc.record import RecordTieuHoc
from hocba.model.v2_trunghoc.record import RecordTrungHoc
from hocba.model.walk import simple_fields

CLASSES: tuple[type[RecordBase], ...] = (Record, RecordTieuHoc, RecordTrungHoc)
MARKS = st.decimals(0, 10, places=1).map(str) | st.sampled_from(["Đ", "CĐ", "M", "10", "0"])
KINDS: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXTS,
    "date": st.dates(dt.date(1990, 1, 1), dt.date(2040, 12, 31)),
    "number": st.decimals(0, 300, places=2) | st.integers(0, 300),
    "mark": st.integers(0, 10) | st.just("M"),
    "secondary_mark": MARKS,
    "boolean": st.booleans(),
    "level": st.sampled_from(lists.MucDatDuoc),
    "competence": st.sampled_from(lists.MucDanhGia),
    "result": st.sampled_from(lists.KetQuaXepLoai),
    "secondary_level": st.sampled_from(lists.MucDanhGiaTrungHoc),
    "sex": st.sampled_from(lists.GioiTinh),
}
CODES = {
    "dan_toc": st.sampled_from(["Kinh", "Tày", "Ê-đê", "Hmông"]),
    "quoc_tich": st.just("Việt Nam"),
    "thang_nam_sinh": st.sampled_from(["2012-01", "2012-12"]),
    "nam_sinh": st.sampled_from(["2012", "1999"]),
}


@st.composite
def block_values(draw: st.DrawFn, kind: type[Block], claims: bool) -> dict[str, Any]:
    """Values of a block and of the blocks inside it."""
    made: dict[str, Any] = {}
    for name in simple_fields(kind):
        field = kind.model_fields[name]
        assert isinstance(field.json_schema_extra, dict)
        strict = CODES.get(name, KINDS[str(field.json_schema_extra["kind"])])
        strict = strict if field.is_required() else st.none() | strict
        made[name] = draw(st.none() | XML_TEXTS | strict if claims else strict)
    for part in parts_of(kind):
        if not part.parent:
            inner = block_values(part.kind, claims)
            made[part.name] = draw(
                st.lists(inner, min_size=0 if claims else 1, max_size=2) if part.repeated else inner
            )
    return made


def strict_records(*kinds: type[RecordBase]) -> st.SearchStrategy[RecordBase]:
    """Records as created in Python."""
    return st.sampled_from(kinds or CLASSES).flatmap(
        lambda kind: block_values(kind, False).map(lambda values: kind(**values))
    )


def claimed_records(*kinds: type[RecordBase]) -> st.SearchStrategy[RecordBase]:
    """Records as somebody else may have written them."""
    return st.sampled_from(kinds or CLASSES).flatmap(lambda kind: block_values(kind, True).map(kind.claims))
