"""The order of the form: every data field with its tag, label and place (``data/fields_v1_0.csv``)."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from hocba.rules.codes.tables import rows

__all__ = ["ASSESSMENT", "GENERAL", "HISTORY", "ROW", "SUMMARY", "Place", "fields", "names", "place"]

GENERAL = "THONG_TIN_CHUNG"
HISTORY = "QUA_TRINH_HOC_TAP"
SUMMARY = "TONG_KET"
ROW = "BANG_DIEM"
ASSESSMENT = "DANH_GIA_NANG_LUC_PHAM_CHAT"

_PATHS = {
    GENERAL: "DU_LIEU_HOC_BA/THONG_TIN_CHUNG",
    HISTORY: "DU_LIEU_HOC_BA/QUA_TRINH_HOC_TAP",
    SUMMARY: "DU_LIEU_HOC_BA/TONG_KET",
    ROW: "DU_LIEU_HOC_BA/TONG_KET/BANG_DIEM",
    ASSESSMENT: "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT",
}
_BLOCKS = tuple(_PATHS)


class FormField(NamedTuple):
    """One field of a block: ``order`` is its place in the block, counted from 1."""

    name: str
    tag: str
    label: str
    required: bool
    order: int


class Place(NamedTuple):
    """Where a finding stands: ``order`` sorts as the form reads."""

    order: tuple[int, int, int]
    path: str
    tag: str
    label: str


@cache
def fields(block: str) -> tuple[FormField, ...]:
    """The fields of ``block`` in the order of the form."""
    table = (row for row in rows("fields_v1_0.csv") if row["block"] == block)
    return tuple(
        FormField(row["python_name"], row["tag"], row["label_vi"], row["required"] == "yes", number)
        for number, row in enumerate(table, start=1)
    )


@cache
def names(block: str) -> tuple[str, ...]:
    """The names of the fields of ``block``."""
    return tuple(entry.name for entry in fields(block))


@cache
def _field(block: str, name: str) -> FormField:
    return next(entry for entry in fields(block) if entry.name == name)


@lru_cache(maxsize=4096)
def place(block: str, name: str = "", index: int | None = None) -> Place:
    """The place of field ``name`` (or of the whole block), in the repetition ``index`` counted from 0."""
    position = "" if index is None else f"[{index + 1}]"
    path = _PATHS[block] + position
    number = 0 if index is None else index + 1
    if not name:
        return Place((_BLOCKS.index(block), number, 0), path, block, "")
    entry = _field(block, name)
    return Place((_BLOCKS.index(block), number, entry.order), f"{path}/{entry.tag}", entry.tag, entry.label)
