"""The fields of a record with the Ministry's labels, personal ones masked unless asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hocba.findings import MASK

if TYPE_CHECKING:
    from hocba.model.block import Block
    from hocba.model.record import Record

__all__ = ["changed_fields", "fields"]

_PERSONAL = (
    "HO_VA_TEN",
    "CCCD",
    "SINH",
    "QUE_QUAN",
    "CHO_O_",
    "DAN_TOC",
    "CAN_NANG",
    "CHIEU_CAO",
    "NHAN_XET",
    "SO_SO_DANG_BO",
    "TEN_GIAM_HIEU",
    "TEN_GIAO_VIEN",
    "KHEN_THUONG",
)


def fields(record: Record, personal: bool) -> Iterator[tuple[str, str, str]]:
    """Tag path, label and value of every field that is there, in the order of the form."""
    results = record.tong_ket
    yield from _block("THONG_TIN_CHUNG", record.thong_tin_chung, personal)
    for number, year in enumerate(record.qua_trinh_hoc_tap, start=1):
        yield from _block(f"QUA_TRINH_HOC_TAP[{number}]", year, personal)
    yield from _block("TONG_KET", results, personal)
    for number, row in enumerate(results.bang_diem, start=1):
        yield from _block(f"TONG_KET/BANG_DIEM[{number}]", row, personal)
    assessment = results.danh_gia_nang_luc_pham_chat
    yield from _block("TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT", assessment, personal)


def _block(path: str, block: Block, personal: bool) -> Iterator[tuple[str, str, str]]:
    for name, field in type(block).model_fields.items():
        value = getattr(block, name)
        if value is None or not isinstance(value, str):
            continue
        tag = name.upper()
        hidden = not personal and any(part in tag for part in _PERSONAL)
        yield f"{path}/{tag}", field.title or tag, MASK if hidden else str(value)


def changed_fields(old: Record, new: Record) -> Iterator[tuple[str, str, str]]:
    """Tag path, old and new value of every field that differs; personal values are shown."""
    before = {path: value for path, _, value in fields(old, True)}
    after = {path: value for path, _, value in fields(new, True)}
    for path in before | after:
        if before.get(path) != after.get(path):
            yield path, before.get(path, "–"), after.get(path, "–")
