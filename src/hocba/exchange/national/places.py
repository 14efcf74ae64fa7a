"""The tag paths behind the cells of a payload, in the format that its rows were built from."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.exchange.national.columns import MAIN, Column, tables
from hocba.exchange.national.payload import Payload, Row
from hocba.model.record import Record

__all__ = ["Places"]

V1 = Record.format_id
V1_PATHS = {
    "THONG_TIN_CHUNG": "DU_LIEU_HOC_BA/THONG_TIN_CHUNG",
    "QUA_TRINH_HOC_TAP": "DU_LIEU_HOC_BA/QUA_TRINH_HOC_TAP",
    "TONG_KET": "DU_LIEU_HOC_BA/TONG_KET",
    "DIEM_TONG_KET": "DU_LIEU_HOC_BA/TONG_KET/BANG_DIEM",
    "DANH_GIA_NANG_LUC_PHAM_CHAT": "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT",
}
V2_BASE = "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA"


class Places:
    """Names the tag behind each cell; rows of a table are numbered for each record, from 1."""

    def __init__(self, payload: Payload) -> None:
        self._rows = payload.rows
        self._old = payload.format_id == V1

    def numbered(self) -> Iterator[tuple[int, Row]]:
        """Every row with its number among the rows of its table and record."""
        counted: dict[tuple[str, str], int] = {}
        for row in self._rows:
            key = row.table, row.record_id
            counted[key] = counted.get(key, 0) + 1
            yield counted[key], row

    def row(self, row: Row, number: int) -> str:
        """The path of the block that ``row`` stands for."""
        columns = tables().get(row.table)
        if columns is None:
            return row.table[:60]
        if row.table in MAIN.values():
            return "DU_LIEU_HOC_BA" if self._old else V2_BASE
        return f"{self._block(columns[0].block)}[{number}]"

    def cell(self, column: Column, number: int) -> str:
        """The path of the tag behind ``column`` in row ``number``."""
        if column.block == "GVBM":
            return f"{self._block('DIEM_TONG_KET')}[{number}]/GVBM[1]/{column.tag}"
        position = "" if column.table in MAIN.values() else f"[{number}]"
        tag = column.v1_name.upper() if self._old and column.v1_name else column.tag
        return f"{self._block(column.block)}{position}/{tag}"

    def _block(self, name: str) -> str:
        return V1_PATHS[name] if self._old and name in V1_PATHS else f"{V2_BASE}/{name}"
