"""Every block of a record with its tag path, whatever the format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hocba.model.block import Block
from hocba.model.part import Part, parts_of

__all__ = ["Held", "Step", "blocks", "replaced", "simple_fields"]

Step = tuple[str, int | None]
"""The field that holds a block, and its index from 0 where the block repeats."""


class Held(NamedTuple):
    """A block where it stands: tag path (repeated blocks counted from 1), and the way to it in the model."""

    path: str
    part: Part
    block: Block
    way: tuple[Step, ...]


def blocks(record: Block) -> Iterator[Held]:
    """The blocks of ``record`` in order, each before those that it holds; total on every record."""
    yield from _inside(record, type(record).tag_path, ())


def _inside(holder: Block, path: str, way: tuple[Step, ...]) -> Iterator[Held]:
    for part in parts_of(type(holder)):
        if part.parent:
            continue
        held = holder.__dict__[part.name]
        for number, block in enumerate(held) if part.repeated else ((None, held),):
            place = f"{path}/{part.block}" + (f"[{number + 1}]" if number is not None else "")
            steps = (*way, (part.name, number))
            yield Held(place, part, block, steps)
            yield from _inside(block, place, steps)


def simple_fields(kind: type[Block]) -> tuple[str, ...]:
    """The names of the fields of ``kind`` that are tags with a text."""
    return tuple(
        name for name, field in kind.model_fields.items() if isinstance(field.json_schema_extra, dict)
    )


def replaced(record: Block, way: tuple[Step, ...], block: Block) -> Block:
    """``record`` with ``block`` at the end of ``way``; nothing is checked again."""
    if not way:
        return block
    (name, number), *rest = way
    held = record.__dict__[name]
    inner = held if number is None else held[number]
    made = replaced(inner, tuple(rest), block)
    value = made if number is None else (*held[:number], made, *held[number + 1 :])
    return record.unchecked({**record.__dict__, name: value})
