"""The parts of a record: which blocks a class holds, as said by its own annotations."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, get_args, get_origin

if TYPE_CHECKING:
    from hocba.model.block import Block

__all__ = ["SHARED", "Part", "children_of", "parts_of"]

SHARED = ("extensions", "hoc_ba_id", "layout")
"""The fields of every record that hold no part of the format."""


class Part(NamedTuple):
    """A block of a record: the field that holds it, its tag, class, and the block it is nested in.

    ``parent`` is the tag of that block, empty where the record itself holds it.
    """

    name: str
    block: str
    kind: type[Block]
    repeated: bool
    parent: str = ""

    @property
    def identified(self) -> bool:
        """Whether the element has an attribute Id that the field ``id`` keeps."""
        field = self.kind.model_fields.get("id")
        return field is not None and not field.json_schema_extra


@cache
def parts_of(kind: type[Block]) -> tuple[Part, ...]:
    """The blocks that ``kind`` holds, in order; those nested deeper follow the one that holds them."""
    found: list[Part] = []
    for name, field in kind.model_fields.items():
        inner, repeated = _block(field.annotation)
        if inner is not None and name not in SHARED:
            found.append(Part(name, _tag(inner), inner, repeated))
            found += [part if part.parent else part._replace(parent=_tag(inner)) for part in parts_of(inner)]
    return tuple(found)


@cache
def children_of(kind: type[Block]) -> Mapping[str, Part]:
    """The blocks that ``kind`` itself holds, by the field that holds them."""
    return {part.name: part for part in parts_of(kind) if not part.parent}


def _block(annotation: object) -> tuple[type[Block] | None, bool]:
    from hocba.model.block import Block

    repeated = get_origin(annotation) is tuple
    inner = get_args(annotation)[0] if repeated else annotation
    return (inner, repeated) if isinstance(inner, type) and issubclass(inner, Block) else (None, False)


def _tag(kind: type[Block]) -> str:
    return kind.tag_path.rpartition("/")[2]
