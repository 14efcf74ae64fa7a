"""Whole records of nobody in the reconstructed formats, as values for strict creation."""

from __future__ import annotations

from typing import Any

from tests.unit.model.sample import BY_KIND, filled

from hocba.model.base import RecordBase
from hocba.model.v2_tieuhoc.record import RecordTieuHoc
from hocba.model.v2_trunghoc.record import RecordTrungHoc

BY_KIND.update({"secondary_level": "K", "secondary_mark": "8.5"})
OWN = {
    "ma_tra_cuu_uuid": "0f8a5c2e-6b1d-4c3a-9e57-2d4b8f6a1c90",
    "ten_nam_hoc": "2025-2026",
    "ho_va_ten": "Nguyễn Thị Mẫu",
    "so_cccd": "000316000001",
}


def values(kind: type[RecordBase]) -> dict[str, Any]:
    """Arguments of ``kind``: every simple field, one of each block, two of each that repeats."""
    blocks = {part.block: filled(part.kind) for part in kind.parts()}
    blocks["THONG_TIN_CHUNG"] |= OWN
    for part in reversed(kind.parts()):
        if part.identified:
            blocks[part.block]["id"] = f"{part.name}-1"
        if part.parent:
            blocks[part.parent][part.name] = [blocks[part.block]] if part.repeated else blocks[part.block]
    return {part.name: [blocks[part.block]] * 2 if part.repeated else blocks[part.block]
            for part in kind.parts() if not part.parent}  # fmt: skip


def primary() -> RecordTieuHoc:
    """A record of a primary school."""
    return RecordTieuHoc(**values(RecordTieuHoc))


def secondary() -> RecordTrungHoc:
    """A record of a school of THCS or THPT."""
    return RecordTrungHoc(**values(RecordTrungHoc))
