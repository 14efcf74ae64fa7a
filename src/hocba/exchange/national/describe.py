"""The columns of the National Data Centre as a page of the reference, from the table."""

from __future__ import annotations

from hocba.exchange.national.columns import ENVELOPE, Column, tables

__all__ = ["reference"]

_TITLE = "# Cột gửi Trung tâm Dữ liệu quốc gia · Columns of the National Data Centre"
_ABOUT = (
    "Sinh từ `src/hocba/exchange/data/national.csv`. Cột là [observed]; mức ở cột cuối là của **thẻ** mà giá "
    "trị được lấy từ đó. Định dạng sau v1.0 là dựng lại.",
    "Generated from the table. Columns are [observed]; the last column is the confidence of the **tag** from "
    "which the value is taken. The formats after v1.0 are reconstructed.",
)
_COLUMNS = (
    "Cột · Column", "Thẻ · Tag", "v1.0", "Nhãn · Label", "Bắt buộc · Required", "Dài nhất · Max",
    "Giá trị · Values", "Mức của thẻ · Tag's confidence",
)  # fmt: skip
_REQUIRED = {"yes": "có · yes", "no": "không · no", "conditional": "có điều kiện · conditional"}


def reference() -> str:
    """The page as Markdown, in both languages."""
    envelope = ", ".join(f"`{name}`" for name in ENVELOPE)
    parts = [_TITLE, *_ABOUT, f"Phần bao của mọi dòng · Envelope of every row: {envelope}."]
    for name, columns in tables().items():
        rows = [_row(_COLUMNS), _row(("---",) * len(_COLUMNS)), *(_row(_cells(column)) for column in columns)]
        parts += [f"## {name}", "\n".join(rows)]
    return "\n\n".join(parts) + "\n"


def _cells(column: Column) -> tuple[str, ...]:
    limits = "" if column.lowest is None else f"{column.lowest}–{column.highest}"
    return (
        f"`{column.name}`",
        f"`{column.block}/{column.tag}`",
        f"`{column.v1_name.upper()}`" if column.v1_name else "",
        column.label,
        _REQUIRED[column.required],
        str(column.max_length or ""),
        ", ".join(column.codes) or limits or column.kind.replace("_", " "),
        column.tag_confidence.replace("[", "&#91;"),
    )


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
