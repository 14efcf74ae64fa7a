"""Records back into a workbook or a folder of CSV files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hocba.errors import RecordError
from hocba.formats.registry import Choice, of_record
from hocba.rules.form import GENERAL, ROW, TEACHER
from hocba.sheets.class_sheet import META
from hocba.sheets.layout import CLASS, PUPILS, Column, Layout, layout_of
from hocba.sheets.limits import DEFAULT_SHEET_LIMITS
from hocba.sheets.plan import OutColumn, OutSheet, planned
from hocba.sheets.tables import sheet_names
from hocba.sheets.writing import write_sheets

__all__ = ["class_sheets", "write_class"]

_KEYS = ("ma_hoc_sinh", "so_cccd", "ma_tra_cuu_uuid")


def write_class(
    records: Iterable[Any],
    path: str | os.PathLike[str],
    *,
    format: Choice = None,
    csv: bool = False,
    overwrite: bool = False,
) -> None:
    """Write ``records`` (all of one format) as a workbook, or with ``csv`` as a folder of CSV files.

    :func:`read_class` gives equal records back. Everything is text, real dates or plain numbers: no cell is
    ever a formula, numbers with leading zeros stay. What all records share stands in the sheet ``Lop``.
    ``format`` is the records' own by default; that of a third party has to be given.
    Personal data are written openly: that is what it is for.

    Raises RecordError (SHEET-NO-RECORDS, SHEET-MIXED-FORMATS, SHEET-EXTENSIONS: content outside the format,
    which has no place in a table, SHEET-NO-UNIQUE-KEY, SHEET-TEACHERS-DIFFER, SHEET-TOO-LONG),
    MissingExtraError and StorageError.
    """
    held = tuple(records)
    if not held:
        raise RecordError.of("SHEET-NO-RECORDS")
    kinds = {type(record) for record in held}
    if len(kinds) > 1:
        raise RecordError.of("SHEET-MIXED-FORMATS")
    count = sum(bool(record.extensions) for record in held)
    if count:
        raise RecordError.of("SHEET-EXTENSIONS", count=count)
    write_sheets(
        class_sheets(held, layout_of(of_record(held[0], format))), path, csv=csv, overwrite=overwrite
    )


def class_sheets(records: Sequence[Any], layout: Layout) -> tuple[OutSheet, ...]:
    """The sheets of ``records``, filled; the class's own first."""
    general = [_reached(record, layout.way(GENERAL))[0] for record in records]
    key = _key(general)
    shared = {
        column: value
        for column in layout.class_columns
        if len({getattr(block, column.name) for block in general}) == 1
        and (value := getattr(general[0], column.name)) is not None
    }
    own = [column.name for column in layout.class_columns if column not in shared]
    own = [name for name in own if any(getattr(block, name) is not None for block in general)]
    if key not in own:
        own.append(key)
    sheets = planned(layout, key, in_rows=own, identities=True)
    made = [_class_sheet(layout, shared, key)]
    for sheet in sheets:
        rows = _teacher_rows if sheet.id == "giao_vien" else _rows
        made.append(_without_empty(sheet, rows(sheet, records, layout)))
    return tuple(sheet for sheet in made if sheet.rows or sheet.id == PUPILS)


def _key(general: Sequence[Any]) -> str:
    for name in _KEYS:
        values = [getattr(block, name) for block in general]
        if None not in values and len({value.strip() for value in values}) == len(values):
            return name
    raise RecordError.of("SHEET-NO-UNIQUE-KEY")


def _class_sheet(layout: Layout, shared: Mapping[Column, str], key: str) -> OutSheet:
    name = sheet_names()[CLASS].sheet
    meta = {"DINH_DANG": layout.format_id, "KHOA_NOI": key.upper(), "NGUYEN_VAN": "1"}
    rows = [(f"{META[tag]} [{tag}]", value) for tag, value in meta.items()]
    rows += [(f"{column.label} [{column.tag}]", str(value)) for column, value in shared.items()]
    return OutSheet(CLASS, name, (), tuple(rows))


def _rows(sheet: OutSheet, records: Sequence[Any], layout: Layout) -> list[tuple[str | None, ...]]:
    found: list[tuple[str | None, ...]] = []
    role = next((out.column.role for out in sheet.columns if _repeats(layout, out)), "")
    for record in records:
        single = _singles(record, layout)
        for entry in _reached(record, layout.way(role)) if role else (None,):
            blocks = {**single, role: entry} if entry is not None else single
            values = tuple(_value(out, record, blocks) for out in sheet.columns)
            said = [not (out.key or out.shown) for out in sheet.columns]
            filled = any(own and value is not None for own, value in zip(said, values, strict=True))
            if role and not filled:
                raise RecordError.of("SHEET-EMPTY-ROW", sheet=sheet.name)
            if filled or sheet.id == PUPILS:
                found.append(values)
    return found


def _teacher_rows(sheet: OutSheet, records: Sequence[Any], layout: Layout) -> list[tuple[str | None, ...]]:
    """Teachers by subject: once for the class where every pupil has the same, else pupil by pupil."""
    told: dict[str, list[tuple[Any, tuple[Any, ...]]]] = {}
    for record in records:
        codes: set[str | None] = set()
        for row in _reached(record, layout.way(ROW)):
            teachers = _reached(row, layout.way(TEACHER))
            code = row.ma_mon_hoc
            if (teachers and (code is None or code in codes)) or (code in codes and (code in told)):
                raise RecordError.of("SHEET-TEACHERS-DIFFER")
            codes.add(code)
            if code is not None:
                told.setdefault(code, []).append((record, (row, teachers)))
    found: list[tuple[str | None, ...]] = []
    for entries in told.values():
        alike = len({teachers for _, (_, teachers) in entries}) == 1
        for record, (row, teachers) in entries[:1] if alike else entries:
            single = _singles(record, layout)
            for teacher in teachers:
                blocks = {**single, ROW: row, TEACHER: teacher}
                values = (_value(out, record, blocks) for out in sheet.columns)
                found.append(
                    tuple(
                        None if alike and out.key else value
                        for out, value in zip(sheet.columns, values, strict=True)
                    )
                )
    return found


def _singles(record: Any, layout: Layout) -> dict[str, Any]:
    """The parts of a record that do not repeat."""
    parts = layout.form.parts.items()
    return {role: _reached(record, part.way)[0] for role, part in parts if not part.repeats}


def _repeats(layout: Layout, out: OutColumn) -> bool:
    part = layout.form.parts.get(out.column.role)
    return part is not None and part.repeats


def _value(out: OutColumn, record: Any, blocks: Mapping[str, Any]) -> str | None:
    holder = blocks[out.column.role] if out.column.role else record
    value = getattr(holder, out.column.name)
    if value is not None and len(value) > DEFAULT_SHEET_LIMITS.cell_characters:
        raise RecordError.of("SHEET-TOO-LONG", tag=out.column.tag, limit=DEFAULT_SHEET_LIMITS.cell_characters)
    return None if value is None else str(value)


def _reached(holder: Any, way: Sequence[str]) -> tuple[Any, ...]:
    for step in way:
        holder = getattr(holder, step)
    return holder if isinstance(holder, tuple) else (holder,)


def _without_empty(sheet: OutSheet, rows: Sequence[tuple[str | None, ...]]) -> OutSheet:
    """``sheet`` with ``rows``, without columns in which nothing stands."""
    kept = [
        number
        for number, out in enumerate(sheet.columns)
        if out.key or out.shown or any(row[number] is not None for row in rows)
    ]
    columns = tuple(sheet.columns[number] for number in kept)
    return OutSheet(
        sheet.id, sheet.name, columns, tuple(tuple(row[number] for number in kept) for row in rows)
    )
