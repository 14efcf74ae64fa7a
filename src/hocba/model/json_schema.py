"""The JSON Schema of a record class (draft 2020-12), made from what its fields tell.

It describes what ``model_dump_json()`` gives for a record that was created strictly. Marks and notes travel
as annotations (``x-…``), which no validator acts on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from pydantic.fields import FieldInfo

from hocba.errors import ConfigurationError
from hocba.model.base import RecordBase
from hocba.model.block import Block
from hocba.model.enumerations import GioiTinh, KetQuaXepLoai, MucDanhGia, MucDanhGiaTrungHoc, MucDatDuoc
from hocba.model.extension import Extension
from hocba.model.fields import at_least_one
from hocba.model.part import SHARED, Part, parts_of

__all__ = ["DIALECT", "json_schema"]

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
EXTENSION, LAYOUT = "@extension", "@layout"  # no tag can be called so
ROOT = "urn:hocba:record:"
UNOFFICIAL = (
    "UNOFFICIAL (không chính thức). This schema is hocba's own: the Ministry has published no schema. "
    "A record that it refuses may still be in order, and one that it accepts need not be. "
    "It describes records that were created strictly; one read from a file may hold values that it refuses."
)
REBUILT = (
    " RECONSTRUCTED (dựng lại): no specification of this format is public; names of tags are inferred or "
    "unconfirmed, as each field says."
)
_WORDS: Mapping[type[StrEnum], Mapping[str, str]] = MappingProxyType(
    {
        MucDatDuoc: {"T": "Hoàn thành tốt", "H": "Hoàn thành", "C": "Chưa hoàn thành", "M": "Miễn"},
        MucDanhGia: {"T": "Tốt", "Đ": "Đạt", "C": "Cần cố gắng"},
        MucDanhGiaTrungHoc: {"T": "Tốt", "K": "Khá", "Đ": "Đạt", "CĐ": "Chưa đạt"},
        KetQuaXepLoai: {},
        GioiTinh: {},
    }
)
_LISTS = {
    "level": MucDatDuoc,
    "competence": MucDanhGia,
    "secondary_level": MucDanhGiaTrungHoc,
    "result": KetQuaXepLoai,
    "sex": GioiTinh,
}
_PATTERNS = {
    "text": r"\S",
    "date": r"^(0[1-9]|[12][0-9]|3[01])/(0[1-9]|1[0-2])/[0-9]{4}$",
    "number": r"^-?[0-9]{1,18}([.][0-9]{1,4})?$",
    "mark": r"^([0-9]|10|M)$",
    "secondary_mark": r"^([0-9]([.][0-9])?|10([.]0)?|Đ|CĐ|M)$",
    "boolean": r"^[01]$",
}
_ABOUT = {
    "tag": "x-tag",
    "path": "x-path",
    "kind": "x-kind",
    "mark": "x-confidence",
    "obligation": "x-obligation",
    "max_length": "x-max-length",
    "source": "x-source",
    "dictionary": "x-dictionary",
}


def json_schema(record_type: type[RecordBase]) -> Schema:
    """The schema of the JSON of ``record_type``; the same on every call, keys in the order of the form.

    Decides types, written form and closed lists as strict creation does, except that it knows no calendar
    and no invisible characters; lengths and obligations of reconstructed formats are told (``x-max-length``,
    ``x-obligation``), not decided. Unofficial, and says so.

    Raises ConfigurationError (MODEL-NO-FORMAT) for a class that stands for no format.
    """
    if not record_type.parts():
        raise ConfigurationError.of("MODEL-NO-FORMAT", name=record_type.__name__)
    inner = {part.block: _class(part.kind) for part in record_type.parts()}
    layout: Any = record_type.model_fields["layout"].annotation
    made = _class(record_type)
    return {
        "$schema": DIALECT,
        "$id": ROOT + record_type.format_id,
        "title": f"Học bạ số, {record_type.format_id} ({_nature(record_type)})",
        "description": UNOFFICIAL + (REBUILT if record_type.reconstructed else ""),
        "x-format": record_type.format_id,
        "x-reconstructed": record_type.reconstructed,
        **made,
        "$defs": {**inner, EXTENSION: _class(Extension), LAYOUT: _class(layout)},
    }


def _nature(record_type: type[RecordBase]) -> str:
    return "unofficial, reconstructed" if record_type.reconstructed else "unofficial"


def _class(kind: type[Block]) -> Schema:
    parts = {part.name: part for part in parts_of(kind) if not part.parent}
    fields = kind.model_fields
    made: Schema = {
        "type": "object",
        "properties": {name: _field(name, field, parts.get(name)) for name, field in fields.items()},
        "required": [name for name, field in fields.items() if field.is_required()],
        "additionalProperties": False,
    }
    if not issubclass(kind, RecordBase):
        made = {"description": (kind.__doc__ or "").partition("\n")[0], **made}
    return made


def _field(name: str, field: FieldInfo, part: Part | None) -> Schema:
    told: Schema = {"title": field.title, "description": field.description}
    if part is not None:
        return told | _held(part.block, repeated=part.repeated, least=_least(field.metadata))
    if name in SHARED and name != "hoc_ba_id":
        return told | _held(EXTENSION if name == "extensions" else LAYOUT, repeated=name == "extensions")
    about = field.json_schema_extra
    if isinstance(about, dict):
        marks = {_ABOUT[key]: value for key, value in about.items() if value not in (None, "")}
        return told | _value(str(about["kind"]), empty=not field.is_required()) | marks
    return told | _plain(field.annotation)


def _held(block: str, *, repeated: bool, least: int = 0) -> Schema:
    one = {"$ref": f"#/$defs/{block}"}
    if not repeated:
        return one
    return {"type": "array", "items": one, **({"minItems": least} if least else {})}


def _least(metadata: Iterable[object]) -> int:
    return int(at_least_one in metadata)


def _value(kind: str, *, empty: bool) -> Schema:
    nothing: list[None] = [None] if empty else []
    made: Schema = {"type": ["string", "null"] if empty else "string"}
    listed = _LISTS.get(kind)
    if listed is None:
        return made | {"pattern": _PATTERNS[kind]}
    made["enum"] = [*(member.value for member in listed), *nothing]
    words = _WORDS[listed]
    return made | ({"x-words": dict(words)} if words else {})


def _plain(annotation: Any) -> Schema:
    """The fields without a tag: ids, places, spellings."""
    if annotation is int:
        return {"type": "integer"}
    if annotation == frozenset[str]:
        return {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
    if annotation == tuple[tuple[str, str], ...]:
        pair = {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2}
        return {"type": "array", "items": pair}
    return {"type": "string" if annotation is str else ["string", "null"]}
