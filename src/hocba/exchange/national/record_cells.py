"""From the blocks of a record to the cells of a row, and what of the record no cell carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from hocba.exchange.national import words
from hocba.exchange.national.columns import Column
from hocba.findings import Finding
from hocba.model.base import RecordBase
from hocba.model.block import Block
from hocba.model.walk import Held, blocks, simple_fields

__all__ = ["Source", "cells"]

BIRTH = ("ngaythangnamsinh", "thangnamsinh", "namsinh")
_V1_BLOCKS = {"BANG_DIEM": "DIEM_TONG_KET"}


@attrs.frozen(eq=False, repr=False)
class Source:
    """A record laid out for the dictionary: blocks by the dictionary's block name, each with its path.

    ``added`` are simple tags that the format has no field for, by path: a v1.0 file may carry later tags.
    """

    record: RecordBase
    held: Mapping[str, tuple[Held, ...]]
    added: Mapping[str, str]

    @classmethod
    def of(cls, record: RecordBase) -> Source:
        """Lay out ``record``."""
        found: dict[str, list[Held]] = {}
        for one in blocks(record):
            found.setdefault(_V1_BLOCKS.get(one.part.block, one.part.block), []).append(one)
        added = {f"{kept.parent}/{kept.tag}": kept.text for kept in record.extensions if kept.text}
        return cls(record, {name: tuple(group) for name, group in found.items()}, added)

    def under(self, above: Held, block: str) -> tuple[Held, ...]:
        """The blocks called ``block`` that stand inside ``above``."""
        return tuple(one for one in self.held.get(block, ()) if one.path.startswith(f"{above.path}/"))


def cells(
    source: Source,
    columns: Iterable[Column],
    held: Mapping[str, Held],
    given: Mapping[str, str],
    nationalities: Mapping[str, str],
) -> tuple[tuple[tuple[str, str], ...], tuple[Finding, ...]]:
    """The cells of one row from the blocks in ``held``, and a finding for each word that has no code.

    ``given`` holds values by dictionary name for columns of which the record says nothing.
    """
    made: dict[str, str] = {}
    found: list[Finding] = []
    for column in columns:
        path, text = _said(source, column, held)
        if text is None:
            text = words.NO_INFORMATION if column.kind == "sex" and column.block in held else None
            value = given.get(column.dictionary_name, text)
        else:
            value = words.encode(column.kind, text, nationalities)
            if value and text not in nationalities and words.unconfirmed(column.kind, text):
                found.append(_about(column, path, text, "NDC-CODE-UNCONFIRMED"))
        if value is None and text is not None:
            partial = _partial_birth(column, text)
            if partial is None:
                found.append(_about(column, path, text, "NDC-NO-CODE", _case(column)))
            else:
                made.setdefault(*partial)
        if value:
            made[column.name] = value
    order = [column.name for column in columns]
    return tuple(sorted(made.items(), key=lambda cell: order.index(cell[0]))), tuple(found)


def _said(source: Source, column: Column, held: Mapping[str, Held]) -> tuple[str, str | None]:
    """Path and text of the field behind ``column``; None where the record says nothing."""
    place = held.get(column.block)
    if place is None:
        return "", None
    for name in filter(None, (column.python_name, column.v1_name)):
        if name in type(place.block).model_fields:
            return f"{place.path}/{name.upper()}", _written(place.block, name)
    path = f"{place.path}/{column.tag}"
    return path, source.added.get(path)


def _written(block: Block, name: str) -> str | None:
    value = block.__dict__[name]
    return str(value) if isinstance(value, str) and value.strip() else None


def _partial_birth(column: Column, text: str) -> tuple[str, str] | None:
    """A birth date that is known in part: month and year, or the year, in the column for it."""
    if column.name != BIRTH[0]:
        return None
    for name, kind in ((BIRTH[1], "month"), (BIRTH[2], "year")):
        if value := words.encode(kind, text):
            return name, value
    return None


def _about(column: Column, path: str, text: str, code: str, case: str = "") -> Finding:
    private = {"found": text[:60]}
    name, label = column.dictionary_name, column.label
    return Finding.of(code, case=case, path=path, column=name, label=label, private=private)


def _case(column: Column) -> str:
    return {"ethnic_group": "ethnic-group", "nationality": "nationality"}.get(column.kind, "")


def not_carried(source: Source, columns: Iterable[Column]) -> Iterator[Finding]:
    """A finding for each field with a value that no column of the dictionary takes, and for unknown tags."""
    known = {(column.block, name) for column in columns for name in (column.python_name, column.v1_name)}
    tags = {column.tag for column in columns}
    for block, group in source.held.items():
        for one in group:
            for name in simple_fields(type(one.block)):
                if (block, name) not in known and _written(one.block, name) is not None:
                    yield Finding.of("NDC-NOT-CARRIED", path=f"{one.path}/{name.upper()}")
    for kept in source.record.extensions:
        if kept.tag not in tags:
            yield Finding.of("NDC-NOT-CARRIED", path=kept.path)
