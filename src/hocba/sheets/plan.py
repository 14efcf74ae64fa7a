"""The sheets that hocba writes: which columns stand where, under which header."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from hocba.rules.codes import Subject
from hocba.rules.form import GENERAL, ROW
from hocba.sheets.layout import CLASS, PUPILS, SUBJECT, Column, Layout, SheetPart
from hocba.sheets.tables import class_fields

__all__ = ["OutColumn", "OutSheet", "planned", "wide_columns"]

_NAME = "ho_va_ten"
_RECORD_ID = "ma_tra_cuu_uuid"
_IDENTITY = frozenset({"Id", "HOC_BA.Id"})


@attrs.frozen(repr=False)
class OutColumn:
    """A column as written. ``name`` stands in brackets in the header and decides when it is read."""

    column: Column
    label: str
    name: str
    required: bool = False
    key: bool = False
    shown: bool = False
    """Repeated from the pupils' sheet for people's eyes."""
    subject: str = ""

    @property
    def header(self) -> str:
        """``Họ và tên * [HO_VA_TEN]``."""
        return f"{self.label}{' *' if self.required else ''} [{self.name}]"


@attrs.frozen(repr=False)
class OutSheet:
    """A sheet as written: ``rows`` hold texts of the record, None where there is nothing."""

    id: str
    name: str
    columns: tuple[OutColumn, ...]
    rows: tuple[tuple[str | None, ...], ...] = ()


def planned(
    layout: Layout,
    key: str,
    *,
    in_rows: Iterable[str] = (),
    identities: bool = False,
    wide: Sequence[Subject] = (),
) -> tuple[OutSheet, ...]:
    """The sheets of ``layout`` without the class's own, joined by the field ``key``.

    Fields of the class are left out but for those that ``in_rows`` names. ``identities``: with the ids of
    elements. ``wide``: marks of these subjects in columns of their own instead of rows.
    """
    kept = set(in_rows)
    sheets = []
    for part in layout.parts.values():
        if part.id == CLASS:
            continue
        columns = [
            column
            for column in part.columns
            if (column.tag not in _IDENTITY or identities)
            and not (column.role == GENERAL and column.name in class_fields() and column.name not in kept)
        ]
        sheets.append(OutSheet(part.id, part.name.sheet, _ordered(layout, part, columns, key, wide)))
    return tuple(sheets)


def _ordered(
    layout: Layout, part: SheetPart, columns: list[Column], key: str, wide: Sequence[Subject]
) -> tuple[OutColumn, ...]:
    joining = layout.column(GENERAL, key)
    shown = layout.column(GENERAL, _NAME)
    first = [] if joining is None else [_out(joining, columns, key=True)]
    if part.id != "giao_vien" and shown is not None and key != _NAME:
        first.append(_out(shown, columns, shown=part.id != PUPILS))
    if part.id == "diem" and wide:
        return (*first, *wide_columns(layout, wide))
    rest = [column for column in columns if column not in (joining, shown)]
    rest.sort(key=lambda column: column.name == _RECORD_ID)
    return (*first, *(_out(column, columns) for column in rest))


def wide_columns(layout: Layout, wide: Sequence[Subject]) -> tuple[OutColumn, ...]:
    """A column for each subject and each field of its row; no test mark where there is no test."""
    fields = [column for column in layout.columns.get(ROW, ()) if column.name not in (*SUBJECT, "id")]
    return tuple(
        OutColumn(
            column, f"{subject.name} - {column.label}", f"{subject.code}.{column.tag}", subject=subject.code
        )
        for subject in wide
        for column in fields
        if column.kind != "mark" or subject.scored
    )


def _out(column: Column, columns: list[Column], *, key: bool = False, shown: bool = False) -> OutColumn:
    alike = [other for other in columns if other.tag == column.tag and other != column]
    qualified = (alike or column.tag == "Id") and column.block
    needed = column.obligation == "required" and not shown and column.name not in {_RECORD_ID}
    return OutColumn(
        column,
        column.label,
        column.id if qualified else column.tag,
        required=needed or (key and column.role == GENERAL),
        key=key,
        shown=shown,
    )
