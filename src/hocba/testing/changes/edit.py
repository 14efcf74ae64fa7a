"""Changing one place of a record of any format, by what its parts hold (general, history, row …)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, cast

from hocba.model.any_record import AnyRecord
from hocba.model.block import Block
from hocba.model.claims import as_written
from hocba.model.extension import Extension
from hocba.rules.form import ROW, TEACHER
from hocba.rules.form_tables import form_of

__all__ = ["blocks", "outside", "put", "rebuilt", "teachers_put", "texts_of"]

Change = Callable[[Any], Any]


@cache
def _kinds(kind: type[Block]) -> dict[str, str]:
    extras = {name: field.json_schema_extra for name, field in kind.model_fields.items()}
    return {name: str(extra["kind"]) for name, extra in extras.items() if isinstance(extra, dict)}


def _with(block: Block, values: Mapping[str, str | None]) -> Block:
    kinds = _kinds(type(block))
    texts = {name: as_written(text, kinds.get(name, "text")) for name, text in values.items()}
    return block.unchecked({**block.__dict__, **texts})


def _along(block: Block, way: tuple[str, ...], change: Change) -> Block:
    """``block`` with ``change`` done to what stands at the end of ``way``."""
    name, *rest = way
    inner = block.__dict__[name]
    return block.unchecked(
        {**block.__dict__, name: _along(inner, tuple(rest), change) if rest else change(inner)}
    )


def _way(record: AnyRecord, role: str) -> tuple[str, ...]:
    return form_of(type(record)).parts[role].way


def put(record: AnyRecord, role: str, index: int | None = None, /, **values: str | None) -> AnyRecord:
    """``record`` with other texts in one part, or in repetition ``index`` of it; None takes a field out."""

    def change(held: Any) -> Any:
        if index is None:
            return _with(held, values)
        return tuple(_with(block, values) if at == index else block for at, block in enumerate(held))

    return cast("AnyRecord", _along(record, _way(record, role), change))


def rebuilt(record: AnyRecord, role: str, repetitions: Sequence[Block]) -> AnyRecord:
    """``record`` with these repetitions of a part and no others."""
    return cast("AnyRecord", _along(record, _way(record, role), lambda _: tuple(repetitions)))


def blocks(record: AnyRecord, role: str) -> tuple[Any, ...]:
    """The repetitions of a part."""
    held: Any = record
    for name in _way(record, role):
        held = held.__dict__[name]
    return cast("tuple[Any, ...]", held)


def texts_of(block: Block, /, **values: str | None) -> Block:
    """A copy of ``block`` with other texts."""
    return _with(block, values)


def teachers_put(
    record: AnyRecord, row: int, change: Callable[[tuple[Any, ...]], Sequence[Any]]
) -> AnyRecord:
    """``record`` with other teachers in row ``row``."""
    (name,) = form_of(type(record)).parts[TEACHER].way
    held = blocks(record, ROW)[row]
    other = held.unchecked({**held.__dict__, name: tuple(change(held.__dict__[name]))})
    return rebuilt(record, ROW, [other if at == row else one for at, one in enumerate(blocks(record, ROW))])


def outside(record: AnyRecord, tag: str, text: str) -> AnyRecord:
    """``record`` with a tag in the general part that its format does not know."""
    added = Extension.claims(
        {
            "parent": f"{record.tag_path}/THONG_TIN_CHUNG",
            "name": tag,
            "after": "TEN_LOP",
            "xml": f"<{tag}>{text}</{tag}>",
        }
    )
    return record.unchecked({**record.__dict__, "extensions": (*record.extensions, added)})
