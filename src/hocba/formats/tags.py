"""The table of a format, turned once into what reading needs for each block."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import attrs

from hocba.formats.format import Format
from hocba.model.block import Block as Part
from hocba.model.claims import READERS
from hocba.model.record import BangDiem, DanhGiaNangLucPhamChat, QuaTrinhHocTap, ThongTinChung, TongKet

__all__ = [
    "ASSESSMENT",
    "GENERAL",
    "HISTORY",
    "MODELS",
    "RESULTS",
    "ROW",
    "Block",
    "SlotTags",
    "Tags",
    "tags_of",
]

GENERAL, HISTORY, RESULTS = "THONG_TIN_CHUNG", "QUA_TRINH_HOC_TAP", "TONG_KET"
ROW, ASSESSMENT = "BANG_DIEM", "DANH_GIA_NANG_LUC_PHAM_CHAT"
MODELS: Mapping[str, type[Part]] = {
    GENERAL: ThongTinChung,
    HISTORY: QuaTrinhHocTap,
    RESULTS: TongKet,
    ROW: BangDiem,
    ASSESSMENT: DanhGiaNangLucPhamChat,
}
# a tag that stands in one block and belongs to another (format-v1.md §5)
GUESTS = {GENERAL: (HISTORY, "NAM_HOC")}


@attrs.frozen
class Known:
    """A tag: the field it fills, how its text is typed, its spelling in the table."""

    name: str
    convert: Callable[[str], str] | None
    tag: str
    corrected: bool = False
    guest: bool = False
    ordinary: bool = attrs.field(init=False)

    @ordinary.default
    def _ordinary(self) -> bool:
        return not (self.corrected or self.guest)


@attrs.frozen
class Block:
    """The simple tags of one block, by the name that lxml gives, and all fields unset."""

    tags: Mapping[str, Known]
    blank: Mapping[str, Any]
    added: frozenset[str]


@attrs.frozen
class SlotTags:
    """A signature slot: its name, and the tags of the table that may stand in it."""

    name: str
    inner: frozenset[str]


@attrs.frozen
class Tags:
    """All blocks and slots of a format in one namespace."""

    namespace: str
    blocks: Mapping[str, Block]
    slots: Mapping[str, SlotTags]

    def name(self, tag: str) -> str:
        """``tag`` as lxml names it."""
        return self.namespace + tag


@lru_cache(maxsize=32)
def tags_of(known: Format, namespace: str = "") -> Tags:
    """The blocks of ``known`` for records whose elements are in ``namespace`` (``{uri}`` or empty)."""
    blocks = {name: _block(known, name, namespace) for name in MODELS}
    slots = {
        namespace + row.tag: SlotTags(
            row.tag, frozenset(namespace + inner.tag for inner in known.block(row.tag))
        )
        for row in known.block(known.signing_area)
    }
    return Tags(namespace, blocks, slots)


def _block(known: Format, name: str, namespace: str) -> Block:
    fields = MODELS[name].model_fields
    tags: dict[str, Known] = {}
    blank: dict[str, Any] = dict.fromkeys(fields)
    added = []
    for row in known.block(name):
        if row.python_name not in fields:
            added.append(namespace + row.tag)
            continue
        convert = None if row.kind == "text" else READERS[row.kind]
        tags[namespace + row.tag] = Known(row.python_name, convert, row.tag)
        if row.alias:
            tags[namespace + row.alias] = Known(row.python_name, convert, row.tag, corrected=True)
    if name in GUESTS:
        _, tag = GUESTS[name]
        tags[namespace + tag] = Known(tag.lower(), None, tag, guest=True)
        blank[tag.lower()] = None
    return Block(tags, blank, frozenset(added))
