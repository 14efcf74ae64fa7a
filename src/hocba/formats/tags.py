"""The table of a format, turned once into what reading needs for each block."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import attrs

from hocba.formats.classes import models_of
from hocba.formats.format import Format
from hocba.model.block import Block as Part
from hocba.model.claims import READERS

__all__ = [
    "ASSESSMENT",
    "GENERAL",
    "HISTORY",
    "RESULTS",
    "ROW",
    "Block",
    "SlotTags",
    "Tags",
    "tags_of",
]

GENERAL, HISTORY, RESULTS = "THONG_TIN_CHUNG", "QUA_TRINH_HOC_TAP", "TONG_KET"
ROW, ASSESSMENT = "BANG_DIEM", "DANH_GIA_NANG_LUC_PHAM_CHAT"
# a tag that stands in one block and belongs to another (format-v1.md §5)
GUESTS = {GENERAL: (HISTORY, "NAM_HOC")}


@attrs.frozen
class Known:
    """A tag: the field it fills, how its text is typed, its spelling in the table.

    ``other`` is the name under which a layout keeps that another spelling was found, empty for the table's.
    """

    name: str
    convert: Callable[[str], str] | None
    tag: str
    other: str = ""
    guest: bool = False
    ordinary: bool = attrs.field(init=False)

    @ordinary.default
    def _ordinary(self) -> bool:
        return not (self.other or self.guest)


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


@lru_cache(maxsize=64)
def tags_of(known: Format, namespace: str = "") -> Tags:
    """The blocks of ``known`` for records whose elements are in ``namespace`` (``{uri}`` or empty)."""
    blocks = {name: _block(known, name, model, namespace) for name, model in models_of(known).items()}
    slots = {
        namespace + row.tag: SlotTags(
            row.tag, frozenset(namespace + inner.tag for inner in known.block(row.tag))
        )
        for row in known.block(known.signing_area)
    }
    return Tags(namespace, blocks, slots)


def _block(known: Format, name: str, model: type[Part], namespace: str) -> Block:
    fields = model.model_fields
    tags: dict[str, Known] = {}
    blank: dict[str, Any] = dict.fromkeys(fields)
    added = []
    for row in known.block(name):
        if row.python_name not in fields:
            added.append(namespace + row.tag)
            continue
        convert = None if row.kind == "text" else READERS[row.kind]
        tags[namespace + row.tag] = Known(row.python_name, convert, row.tag)
    for row in known.block(name):
        main = tags.get(namespace + row.tag)
        if row.alias and main is not None:
            other = f"{name}/{row.tag}" if known.later else row.tag
            tags.setdefault(namespace + row.alias, attrs.evolve(main, other=other))
    if name in GUESTS and not known.later:
        _, tag = GUESTS[name]
        tags[namespace + tag] = Known(tag.lower(), None, tag, guest=True)
        blank[tag.lower()] = None
    return Block(tags, blank, frozenset(added))
