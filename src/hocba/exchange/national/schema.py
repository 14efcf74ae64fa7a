"""The JSON Schema of the National Data Centre payload, from the column table."""

from __future__ import annotations

from typing import Any

from hocba.exchange.national import words
from hocba.exchange.national.check import LONGEST_ID
from hocba.exchange.national.columns import Column, tables
from hocba.exchange.national.payload import Event
from hocba.exchange.national.versions import MOST
from hocba.exchange.record_schema import DIALECT, schema_id
from hocba.findings import Severity

__all__ = ["payload_schema"]

STAMP = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$"
_ENVELOPE: dict[str, Any] = {
    "idbanghi": {"type": "string", "minLength": 1, "maxLength": LONGEST_ID},
    "sukien": {"enum": [event.value for event in Event]},
    "phienban": {"type": "integer", "minimum": 1, "maximum": MOST},
    "thoigiancapnhat": {"type": "string", "pattern": STAMP},
    "ngaycapnhat": {"type": "string", "pattern": STAMP},
}
_ABOUT = (
    "Tables of the National Data Centre as hocba writes them. Columns, lengths and lists are those of a "
    "dictionary seen in public [observed]; the JSON around them, row ids and codes of words are [inferred]. "
    "Conditions between columns, and ranges of decimals, are not in this schema."
)


def payload_schema() -> dict[str, Any]:
    """The schema; a row may have further columns (keys of the receiver)."""
    return {
        "$schema": DIALECT,
        "$id": schema_id("national"),
        "title": "national",
        "description": _ABOUT,
        "type": "object",
        "properties": {name: {"type": "array", "items": _row(columns)} for name, columns in tables().items()},
    }


def _row(columns: tuple[Column, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**_ENVELOPE, **{column.name: _column(column) for column in columns}},
        "required": [*_ENVELOPE, *(column.name for column in columns if column.required == "yes")],
    }


def _column(column: Column) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "string", "title": column.label}
    if column.codes:
        made["enum"] = list(column.codes)
    elif pattern := words.kind(column.kind).pattern:
        made["pattern"] = f"^(?:{pattern})$"
    if column.max_length is not None and column.too_long is Severity.ERROR:
        made["maxLength"] = column.max_length
    made["x-hocba"] = {
        "tag": f"{column.block}/{column.tag}",
        "required": column.required,
        "confidence": column.confidence,
        "tag_confidence": column.tag_confidence,
        **({"note": column.note} if column.note else {}),
    }
    return made
