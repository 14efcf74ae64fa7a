"""From pydantic's errors to one RecordError that names every tag and no value."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pydantic import ValidationError

from hocba.errors import RecordError
from hocba.findings import Finding
from hocba.i18n import catalog
from hocba.model.part import children_of

if TYPE_CHECKING:
    from hocba.model.block import Block

_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_CODES = {"missing": "MODEL-REQUIRED", "extra_forbidden": "MODEL-FIELD"}


def refusal(error: ValidationError, kind: type[Block], name: str = "") -> RecordError:
    """All problems of ``error`` about a ``kind`` (or its field ``name``); ``problems`` in the context holds
    one finding for each.
    """
    start = (name,) if name else ()
    found = tuple(
        Finding.of(_code(str(problem["type"])), path=_path((*start, *problem["loc"]), kind))
        for problem in error.errors(include_url=False, include_context=False, include_input=False)
    )
    return RecordError.of(
        "MODEL-REFUSED",
        count=len(found),
        tags=", ".join(dict.fromkeys(problem.path for problem in found)),
        problems=found,
    )


def _code(kind: str) -> str:
    return kind if kind.startswith("MODEL-") and catalog.known(kind) else _CODES.get(kind, "MODEL-SHAPE")


def _path(location: Iterable[int | str], kind: type[Block]) -> str:
    path, holder = kind.tag_path, kind
    for step in location:
        if isinstance(step, int):
            path += f"[{step + 1}]"
        else:
            path += f"/{_tag(holder, step)}"
            part = children_of(holder).get(step)
            holder = part.kind if part is not None else holder
    return path.lstrip("/")


def _tag(kind: type[Block], name: str) -> str:
    """The tag of the field ``name``; names that are no field are shown only where they can be nobody's."""
    part = children_of(kind).get(name)
    if part is not None:
        return part.block
    field = kind.model_fields.get(name)
    about = field.json_schema_extra if field is not None else None
    if isinstance(about, dict):
        return str(about["tag"])
    return name.upper() if _NAME.fullmatch(name) else "?"
