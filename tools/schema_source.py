"""The XSD of each format, from the rows that the specification has for it now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

import attrs

from hocba.formats.format import Format
from hocba.formats.table import Field
from hocba.formats.xsd import schema as schema_of

__all__ = ["schema"]


def schema(format_id: str, rows: Iterable[Mapping[str, str]]) -> str:
    """The schema of ``format_id`` with ``rows`` for its table."""
    known: Format = import_module(f"hocba.formats.{format_id}").FORMAT
    return schema_of(attrs.evolve(known, fields=tuple(_field(row) for row in rows)))


def _field(row: Mapping[str, str]) -> Field:
    values: dict[str, Any] = dict(row)
    length = values.pop("max_length")
    return Field(max_length=int(length) if length else None, **values)
