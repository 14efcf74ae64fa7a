"""The JSON Schema of a class of records: the shape of ``model_dump_json()``, with the form of every value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from hocba.model.base import RecordBase
from hocba.model.enumerations import (
    GioiTinh,
    KetQuaXepLoai,
    MucDanhGia,
    MucDanhGiaTrungHoc,
    MucDatDuoc,
)

__all__ = ["DIALECT", "record_schema", "schema_id"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
VERSION = 1
_ROLE = re.compile(r":[a-z]+:`~?([^`]*)`")
_FORMS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "text": {"pattern": r"\S"},
        "date": {"pattern": "^[0-9]{2}/[0-9]{2}/[0-9]{4}$"},
        "number": {"pattern": "^-?[0-9]{1,18}(?:[.][0-9]{1,4})?$"},
        "mark": {"enum": [*map(str, range(11)), "M"]},
        "secondary_mark": {"pattern": "^(?:[0-9](?:[.][0-9])?|10(?:[.]0)?|C?Đ|M)$"},
        "boolean": {"enum": ["1", "0"]},
        "level": {"enum": [one.value for one in MucDatDuoc]},
        "competence": {"enum": [one.value for one in MucDanhGia]},
        "result": {"enum": [one.value for one in KetQuaXepLoai]},
        "secondary_level": {"enum": [one.value for one in MucDanhGiaTrungHoc]},
        "sex": {"enum": [one.value for one in GioiTinh]},
    }
)
_ABOUT = ("tag", "path", "kind", "mark", "obligation", "source", "max_length", "dictionary")
_RECORD = (
    "A record in the shape of model_dump_json(), as created: dates dd/MM/yyyy, yes and no as 1 and 0, closed "
    "lists. Records read from files are claims and may hold any text. Neither lengths nor rules are in here."
)


def schema_id(name: str, version: int = VERSION) -> str:
    """The ``$id`` of the schema ``name``: it changes with every change of meaning."""
    return f"urn:hocba:schema:{name}:{version}"


def record_schema(kind: type[RecordBase]) -> dict[str, Any]:
    """The schema of the records of ``kind``, a class of hocba's or one made from a third party's table.

    What is known of each tag (path, label, confidence, obligation, length) stands under ``x-hocba``.
    """
    made = _told(kind.model_json_schema())
    body = {key: value for key, value in made.items() if key not in {"title", "description"}}
    marked = " The format is reconstructed, no specification of it is public." if kind.reconstructed else ""
    return {
        "$schema": DIALECT,
        "$id": schema_id(kind.format_id),
        "title": kind.format_id,
        "description": _RECORD + marked,
        **body,
    }


def _told(value: Any) -> Any:
    if isinstance(value, list):
        return [_told(one) for one in value]
    if not isinstance(value, dict):
        return value
    made = {key: _told(one) for key, one in value.items()}
    if isinstance(made.get("kind"), str) and isinstance(made.get("tag"), str):
        return _field(made)
    if isinstance(made.get("description"), str):
        made["description"] = _plain(made["description"])
    return made


def _field(made: dict[str, Any]) -> dict[str, Any]:
    """A simple field: its form beside its type, everything else that is known under ``x-hocba``."""
    about = {key: made.pop(key) for key in _ABOUT if made.get(key) is not None}
    form = _FORMS.get(str(about["kind"]), {})
    for branch in made.get("anyOf", [made]):
        if branch.get("type") == "string":
            branch.update(form)
    made.pop("description", None)
    return {**made, "x-hocba": about}


def _plain(text: str) -> str:
    """The first paragraph of a docstring without markup."""
    first = " ".join(text.split("\n\n", 1)[0].split())
    return _ROLE.sub(r"\1", first).replace("``", "")
