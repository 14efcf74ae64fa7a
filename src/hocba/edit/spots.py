"""The fields of a record as spots that can be named, compared and changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from hocba.model.base import RecordBase
from hocba.model.block import Block
from hocba.model.walk import Held, blocks, simple_fields

__all__ = ["KEYS", "Spot", "about", "key_of", "spots", "tag_of"]

KEYS: Mapping[str, str] = {
    "QUA_TRINH_HOC_TAP": "nam_hoc",
    "BANG_DIEM": "ma_mon_hoc",
    "DIEM_TONG_KET": "ma_mon_hoc",
    "CHUNG_CHI": "ten_chung_chi",
    "GVBM": "so_cccd",
}
"""The field that tells the repetitions of a block apart."""


class Spot(NamedTuple):
    """One field where it stands; ``path`` is its tag path."""

    held: Held
    name: str

    @property
    def tag(self) -> str:
        """The tag of the field."""
        return tag_of(type(self.held.block), self.name)

    @property
    def path(self) -> str:
        """The tag path, repetitions counted from 1."""
        return f"{self.held.path}/{self.tag}"

    @property
    def label(self) -> str:
        """The Vietnamese label of the field."""
        return type(self.held.block).model_fields[self.name].title or self.tag

    @property
    def value(self) -> str | None:
        """The text of the field, or None."""
        value = self.held.block.__dict__[self.name]
        return value if isinstance(value, str) else None


def spots(record: RecordBase) -> Iterator[Spot]:
    """Every field of ``record``, filled or not, in the order of the form."""
    for held in blocks(record):
        for name in simple_fields(type(held.block)):
            yield Spot(held, name)


def about(kind: type[Block], name: str) -> Mapping[str, Any]:
    """What the field tells about itself: tag, kind, obligation, mark."""
    extra = kind.model_fields[name].json_schema_extra
    return extra if isinstance(extra, dict) else {}


def tag_of(kind: type[Block], name: str) -> str:
    """The tag of the field ``name``."""
    return str(about(kind, name).get("tag") or name.upper())


def key_of(held: Held) -> str | None:
    """What tells this repetition from the others: school year, subject code, number, name; or None."""
    name = KEYS.get(held.part.block, "")
    value = held.block.__dict__.get(name)
    return value if isinstance(value, str) and value.strip() else None
