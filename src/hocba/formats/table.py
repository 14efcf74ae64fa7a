"""The field table of a format: one row per tag, from CSV."""

from __future__ import annotations

import csv
import io
from importlib.resources import files

import attrs

__all__ = ["Field", "load"]


@attrs.frozen(kw_only=True)
class Field:
    """One row. ``kind`` says how the value is read, ``alias`` names the other spelling that is read too."""

    block: str
    tag: str
    python_name: str
    kind: str
    type: str = "string"
    required: str = "no"
    max_length: int | None = None
    label_vi: str = ""
    confidence: str = ""
    note: str = ""
    alias: str = ""


def load(package: str, name: str = "fields.csv") -> tuple[Field, ...]:
    """The table ``name`` that ships in ``package``, in its order."""
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return tuple(_field(row) for row in csv.DictReader(io.StringIO(text)))


def _field(row: dict[str, str]) -> Field:
    length = row.pop("max_length")
    return Field(max_length=int(length) if length else None, **row)
