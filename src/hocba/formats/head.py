"""The head of a format: what its table does not say, from a small TOML file.

``id``, ``title``, ``confidence``, ``source``, ``reconstructed``, ``extends``, ``marks``; the names of the
frame under ``[frame]``; one ``[[blocks]]`` for each block in order, one ``[[slots]]`` for each slot.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from hocba.errors import ConfigurationError
from hocba.formats.tree import Branch, SlotBranch

__all__ = ["CONFIDENCE", "Head", "is_tag", "parse_head"]

FRAME = {
    "root": "root",
    "data": "data",
    "data_id": "data_id",
    "record": "record",
    "record_id": "record_id",
    "signing_area": "signing_area",
    "issuing_area": "issuing",
}
_OPAQUE = ("data_id", "record_id")
LONGEST_TAG = 128
CONFIDENCE = ("[official]", "[observed]", "[inferred]", "[unconfirmed]")
_TAG = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


@attrs.frozen(kw_only=True)
class Head:
    """A head as written. Empty texts and lists: the format that is extended, or the default, decides."""

    id: str
    title: str
    confidence: str
    source: str
    reconstructed: bool | None = None
    extends: str = ""
    marks: tuple[str, ...] = ()
    frame: Mapping[str, str] = attrs.field(factory=dict)
    blocks: tuple[tuple[Branch, str | None], ...] = ()
    slots: tuple[SlotBranch, ...] = ()


def parse_head(text: str) -> Head:
    """The head in ``text``. Raises ConfigurationError (FORMAT-HEAD), which names the entry."""
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        raise ConfigurationError.of("FORMAT-HEAD", what="TOML") from None
    frame = _mapping(values.pop("frame", {}), "frame", FRAME)
    blocks = tuple(_block(entry) for entry in _list(values.pop("blocks", []), "blocks"))
    slots = tuple(_slot(entry) for entry in _list(values.pop("slots", []), "slots"))
    simple = _typed(values, Head, "", skip=("frame", "blocks", "slots"))
    for name in ("id", "title", "confidence", "source"):
        if not simple.get(name):
            raise ConfigurationError.of("FORMAT-HEAD", what=name)
    if simple["confidence"] not in CONFIDENCE or not simple["id"].isidentifier():
        raise ConfigurationError.of("FORMAT-HEAD", what="confidence" if simple["id"].isidentifier() else "id")
    for mark in simple.get("marks", ()):
        checked_tag(mark, "marks")
    return Head(
        **simple, frame={FRAME[name]: value for name, value in frame.items()}, blocks=blocks, slots=slots
    )


def is_tag(value: object) -> bool:
    """Whether ``value`` can be the name of an element that has no namespace."""
    return isinstance(value, str) and len(value) <= LONGEST_TAG and _TAG.fullmatch(value) is not None


def checked_tag(value: object, what: str) -> None:
    """Raises ConfigurationError (FORMAT-HEAD) where ``value`` is no tag."""
    if not is_tag(value):
        raise ConfigurationError.of("FORMAT-HEAD", what=what)


def _mapping(value: object, what: str, known: Mapping[str, str]) -> dict[str, str]:
    if not isinstance(value, dict) or not set(value) <= set(known):
        raise ConfigurationError.of("FORMAT-HEAD", what=what)
    for name, entry in value.items():
        if name in _OPAQUE:
            if not isinstance(entry, str) or not entry:
                raise ConfigurationError.of("FORMAT-HEAD", what=f"{what}.{name}")
        else:
            checked_tag(entry, f"{what}.{name}")
    return value


def _list(value: object, what: str) -> Sequence[Any]:
    if not isinstance(value, list):
        raise ConfigurationError.of("FORMAT-HEAD", what=what)
    return value


def _block(entry: object) -> tuple[Branch, str | None]:
    """A block, and the tag it follows where the head says so (else the last one, or its old place)."""
    if not isinstance(entry, dict):
        raise ConfigurationError.of("FORMAT-HEAD", what="blocks")
    after = entry.pop("after", None)
    if after is not None:
        checked_tag(after, "blocks.after")
    values = _typed(entry, Branch, "blocks.")
    for name in ("tag", "parent", "marker"):
        if values.get(name) or name == "tag":
            checked_tag(values.get(name), f"blocks.{name}")
    if not 0 <= values.get("least", 1) <= 1:
        raise ConfigurationError.of("FORMAT-HEAD", what="blocks.least")
    return Branch(**values), after


def _slot(entry: object) -> SlotBranch:
    if not isinstance(entry, dict):
        raise ConfigurationError.of("FORMAT-HEAD", what="slots")
    values = _typed(entry, SlotBranch, "slots.")
    for name in ("tag", "list"):
        if values.get(name) or name == "tag":
            checked_tag(values.get(name), f"slots.{name}")
    if values.get("area") not in ("signing", "issuing"):
        raise ConfigurationError.of("FORMAT-HEAD", what="slots.area")
    return SlotBranch(**values)


def _typed(
    values: Mapping[str, Any], kind: type[attrs.AttrsInstance], prefix: str, skip: Sequence[str] = ()
) -> dict[str, Any]:
    """``values`` for the fields of ``kind``, each of the type that it has there."""
    known = {field.name: str(field.type) for field in attrs.fields(kind) if field.name not in skip}
    made: dict[str, Any] = {}
    for name, value in values.items():
        wanted = known.get(name, "")
        fits = (
            (wanted.startswith("bool") and isinstance(value, bool))
            or (wanted == "int" and isinstance(value, int) and not isinstance(value, bool))
            or (wanted == "str" and isinstance(value, str))
            or (wanted.startswith("tuple[str") and isinstance(value, list)
                and all(isinstance(one, str) for one in value))
        )  # fmt: skip
        if not fits:
            raise ConfigurationError.of("FORMAT-HEAD", what=f"{prefix}{name[:64]}")
        made[name] = tuple(value) if isinstance(value, list) else value
    return made
