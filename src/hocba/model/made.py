"""Record classes made at run time from a third party's table."""

from __future__ import annotations

import copyreg
import re
import threading
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, Field, create_model

from hocba.model.base import RecordBase
from hocba.model.block import Block
from hocba.model.extension import Layout
from hocba.model.fields import TYPES, OptionalText, at_least_one, identity, told
from hocba.model.layout_v2 import DEFAULT_LAYOUT_V2
from hocba.model.table_shape import BlockShape, RecordShape, Row, RowShape, checked

__all__ = ["record_type_of"]

RECORD = "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA"
_OBLIGATIONS = {"yes": "required", "no": "optional", "conditional": "conditional"}
_made: dict[RecordShape, type[RecordBase]] = {}
_lock = threading.RLock()


def record_type_of(
    format_id: str,
    blocks: Sequence[BlockShape],
    rows: Iterable[Row],
    *,
    source: str,
    area: str = RECORD,
    reconstructed: bool = True,
    layout: Layout = DEFAULT_LAYOUT_V2,
) -> type[RecordBase]:
    """The record class of the format ``format_id``, with a class for each of its ``blocks``.

    Behaves as the classes that hocba brings: strict creation, claims, equality, pickling (a pickle holds
    the table, so that another process can open it), a ``repr`` without data. ``area`` is the path of the
    element that holds the blocks, ``source`` the document that every field names as its source. Where
    ``reconstructed``, obligations are told and not insisted on. Equal tables give the same class,
    which stays for the life of the process.

    Raises ConfigurationError (MODEL-TABLE) for a table that no class can be made of. What the table says
    about the real format is not checked.
    """
    return _type_of(
        checked(format_id, blocks, rows, area=area, source=source, reconstructed=reconstructed, layout=layout)
    )


class _Made(type(BaseModel)):  # type: ignore[misc]  # pydantic's metaclass has no public name
    """The type of made classes: pickles them by their table instead of by a name in a module."""


def _reduce(kind: type) -> Any:
    shape = kind.__dict__.get("_shape")
    return kind.__qualname__ if shape is None else (_class_of, (shape, kind.__dict__["_tag"]))


copyreg.pickle(_Made, _reduce)


class _MadeBlock(Block, metaclass=_Made):
    """Base of the made parts of a record."""

    _shape: ClassVar[RecordShape]
    _tag: ClassVar[str]

    def __reduce__(self) -> tuple[Any, ...]:
        return _opened, (type(self), self.__dict__)


class _MadeRecord(RecordBase, metaclass=_Made):
    """Base of the made records."""

    _shape: ClassVar[RecordShape]
    _tag: ClassVar[str]

    def __reduce__(self) -> tuple[Any, ...]:
        return _opened, (type(self), self.__dict__)


def _opened(kind: type[Block], values: dict[str, Any]) -> Block:
    return kind.unchecked(values)


def _class_of(shape: RecordShape, tag: str) -> type[Block]:
    made = _type_of(shape)
    return next((part.kind for part in made.parts() if part.block == tag), made)


def _type_of(shape: RecordShape) -> type[RecordBase]:
    with _lock:
        made = _made.get(shape)
        if made is None:
            made = _made[shape] = _record(shape)
        return made


def _record(shape: RecordShape) -> type[RecordBase]:
    fields = _children(shape, "", shape.area)
    fields["layout"] = (
        type(shape.layout),
        Field(default=shape.layout, title="Cách viết", description="layout found; not compared", repr=False),
    )
    kind: type[RecordBase] = _create(
        shape, "", _MadeRecord, f"Record of {shape.format_id}: {shape.source}.", fields
    )
    kind.tag_path = shape.area
    kind.format_id = shape.format_id
    kind.reconstructed = shape.reconstructed
    return kind


def _block(shape: RecordShape, block: BlockShape, path: str) -> type[Block]:
    fields: dict[str, Any] = {}
    if block.identified:
        fields["id"] = OptionalText, identity(path, "element", shape.source)
    for row in shape.rows:
        if row.block == block.block:
            fields[row.python_name] = _simple(shape, row, path)
    fields |= _children(shape, block.block, path)
    kind: type[Block] = _create(
        shape, block.block, _MadeBlock, f"{block.label or block.block}: {shape.source}.", fields
    )
    kind.tag_path = path
    return kind


def _children(shape: RecordShape, holder: str, path: str) -> dict[str, Any]:
    return {
        block.field: _child(shape, block, _block(shape, block, f"{path}/{block.block}"))
        for block in shape.held_by(holder)
    }


def _child(shape: RecordShape, block: BlockShape, kind: type[Block]) -> tuple[Any, Any]:
    about: dict[str, Any] = {
        "title": block.label or block.block,
        "description": f"{shape.source}: {kind.tag_path}",
    }
    if not block.repeated:
        return kind, Field(**about)
    annotation: Any = tuple[kind, ...]  # type: ignore[valid-type]  # made at run time
    if not block.required:
        return annotation, Field(default=(), strict=False, **about)
    if not shape.reconstructed:
        annotation = Annotated[annotation, at_least_one]
    return annotation, Field(strict=False, **about)


def _simple(shape: RecordShape, row: RowShape, path: str) -> tuple[Any, Any]:
    needed = row.needed and not shape.reconstructed
    about = told(
        f"{path}/{row.tag}",
        row.label,
        row.kind,
        row.confidence,
        needed=needed,
        obligation=_OBLIGATIONS[row.required],
        source=shape.source,
        max_length=row.max_length,
        note=row.note,
    )
    return TYPES[row.kind][0 if needed else 1], about


def _create(shape: RecordShape, tag: str, base: Any, doc: str, fields: dict[str, Any]) -> Any:
    words = re.split("[_.-]+", tag or f"record_{shape.format_id}")
    name = "".join(word[:1].upper() + (word[1:].lower() if word.isupper() else word[1:]) for word in words)
    kind = create_model(name, __base__=base, __module__=__name__, __doc__=doc, **fields)
    kind._shape = shape
    kind._tag = tag
    return kind
