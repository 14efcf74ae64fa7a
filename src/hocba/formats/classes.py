"""The record class of a format, and the classes of its blocks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module

from hocba.formats.format import Format
from hocba.model.base import RecordBase
from hocba.model.block import Block
from hocba.model.extension import DEFAULT_LAYOUT, Layout

__all__ = ["models_of", "record_class"]


@lru_cache(maxsize=64)
def record_class(known: Format) -> type[RecordBase]:
    """The class that ``known`` names, or the one made from its table."""
    if not known.record_class:
        return _made(known)
    module, _, name = known.record_class.partition(":")
    found: type[RecordBase] = getattr(import_module(module), name)
    return found


@lru_cache(maxsize=64)
def models_of(known: Format) -> Mapping[str, type[Block]]:
    """The class of each block, by its tag, outer blocks first."""
    return {part.block: part.kind for part in known.record.parts()}


def _made(known: Format) -> type[RecordBase]:
    """The record class of ``known``, made from its table. Raises ConfigurationError (MODEL-TABLE)."""
    from hocba.model.made import record_type_of
    from hocba.model.table_shape import BlockShape

    blocks = [
        BlockShape(
            branch.tag,
            parent=branch.parent,
            repeated=branch.repeated,
            required=branch.least > 0,
            identified=branch.identified,
        )
        for branch in known.tree.branches
    ]
    names = {branch.tag for branch in known.tree.branches}
    area = f"{known.data}/{known.tree.record}".rstrip("/")
    return record_type_of(
        known.id,
        blocks,
        [row for row in known.fields if row.block in names and row.kind != "complex"],
        source=known.source,
        area=area,
        reconstructed=known.reconstructed,
        layout=_layout(known),
    )


def _layout(known: Format) -> Layout:
    """The layout of new records of ``known``: the ids are those of its tree."""
    from hocba.model.layout_v2 import DEFAULT_LAYOUT_V2, LayoutV2

    if not known.later:
        return DEFAULT_LAYOUT
    own = {"data_id": known.tree.data_id, "record_area_id": known.tree.record_id}
    return LayoutV2.unchecked({**DEFAULT_LAYOUT_V2.__dict__, **own})
