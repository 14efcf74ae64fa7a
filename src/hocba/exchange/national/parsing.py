"""From JSON back to rows, and from rows back to a record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from hocba.errors import InputError, LimitExceededError
from hocba.exchange.national import words
from hocba.exchange.national.columns import ENVELOPE, MAIN, Column, level_of, main_of, tables
from hocba.exchange.national.payload import Payload, Row
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.model.base import RecordBase

__all__ = ["parse", "to_record"]

MOST_ROWS = 500_000
MOST_COLUMNS = 200


def parse(raw: bytes | str, *, limits: Limits = DEFAULT_LIMITS) -> Payload:
    """The payload in ``raw``: an object with an array of rows for each table.

    Names of tables and columns are matched without letter case (format-v2.md §7). Values may be strings,
    numbers, booleans (1 and 0) or null (absent); unknown tables and columns are kept. Nothing is checked:
    :func:`~hocba.exchange.national.validate` says what is wrong.

    Raises InputError (NDC-JSON: no JSON, or not of this shape) and LimitExceededError (NDC-TOO-LARGE).
    """
    if len(raw) > limits.package_plain_bytes:
        raise LimitExceededError.of("NDC-TOO-LARGE", limit=limits.package_plain_bytes)
    try:
        found = json.loads(raw, parse_float=Decimal, parse_int=_integer, parse_constant=_refused)
    except (ValueError, RecursionError):
        raise InputError.of("NDC-JSON") from None
    if not isinstance(found, dict):
        raise InputError.of("NDC-JSON")
    rows: list[Row] = []
    for name, entries in found.items():
        if not isinstance(entries, list):
            raise InputError.of("NDC-JSON")
        if len(rows) + len(entries) > MOST_ROWS:
            raise LimitExceededError.of("NDC-TOO-LARGE", limit=MOST_ROWS)
        rows += [_row(name.lower(), entry) for entry in entries]
    return Payload(rows=tuple(rows))


def _integer(text: str) -> object:
    return int(text) if len(text) <= 20 else Decimal(text)


def _refused(_: str) -> object:
    raise ValueError


def _row(table: str, entry: object) -> Row:
    if not isinstance(entry, dict) or len(entry) > MOST_COLUMNS:
        raise InputError.of("NDC-JSON")
    values: dict[str, str] = {}
    for name, value in entry.items():
        text = _text(value)
        if text is not None and values.setdefault(name.lower(), text) != text:
            raise InputError.of("NDC-JSON")  # two spellings of one column that disagree
    version = values.get("phienban", "")
    order = {column.name: place for place, column in enumerate(tables().get(table, ()))}
    cells = [(name, value) for name, value in values.items() if name not in ENVELOPE]
    return Row(
        table=table,
        idbanghi=values.get("idbanghi", ""),
        sukien=values.get("sukien", ""),
        phienban=int(version) if version.isascii() and version.isdigit() and len(version) < 20 else None,
        thoigiancapnhat=values.get("thoigiancapnhat", ""),
        ngaycapnhat=values.get("ngaycapnhat", ""),
        cells=tuple(sorted(cells, key=lambda cell: order.get(cell[0], MOST_COLUMNS))),
    )


def _text(value: object) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, Decimal):
        if abs(value.adjusted()) > 20:
            raise InputError.of("NDC-JSON")
        return format(value, "f")
    if isinstance(value, str | int):
        return str(value)
    raise InputError.of("NDC-JSON")


def to_record(payload: Payload, record_id: str | None = None) -> RecordBase:
    """The record whose rows ``payload`` holds, as claims in the reconstructed v2 format of its level.

    Only what the dictionary carries comes back: codes as words, dates as dd/MM/yyyy; the second teacher of a
    subject, signatures and unknown tags do not. Cancelled rows are left out. Without ``record_id`` the
    payload must hold one record. Raises InputError (NDC-NO-RECORD).
    """
    rows = [row for row in payload.records() if record_id in {None, row.idbanghi}]
    if len({(row.table, row.idbanghi) for row in rows}) != 1:
        raise InputError.of("NDC-NO-RECORD", count=len(rows))
    main = rows[-1]
    children = [
        row
        for row in payload.rows
        if main_of(row.table) == main.table
        and row.table != main.table
        and row.record_id == main.idbanghi
        and (row.event is None or row.event.value != "CANCEL" or main.event is row.event)
    ]
    values: dict[str, Any] = _blocks(main, tables()[main.table])
    for table, columns in tables().items():
        if main_of(table) == main.table and table != main.table:
            block = columns[0].block.lower()
            values[block] = [_nested(row, columns) for row in children if row.table == table]
    return _classes()[level_of(main.table)].claims(values)


def _classes() -> Mapping[str, type[RecordBase]]:
    from hocba.model.v2_tieuhoc.record import RecordTieuHoc
    from hocba.model.v2_trunghoc.record import RecordTrungHoc

    return dict(zip(MAIN, (RecordTieuHoc, RecordTrungHoc), strict=True))


def _blocks(row: Row, columns: Iterable[Column]) -> dict[str, Any]:
    """Fields by block, for the row of a record."""
    made: dict[str, Any] = {}
    for column in columns:
        value = row.get(column.name)
        text = words.decode(column.kind, value) if value is not None else None
        made.setdefault(column.block.lower(), {})[column.python_name] = text
    return made


def _nested(row: Row, columns: tuple[Column, ...]) -> dict[str, Any]:
    """Fields of a part, with the teacher of a subject as the one block inside it."""
    made = _blocks(row, columns)
    own = made.pop(columns[0].block.lower())
    for block, fields in made.items():
        own[block] = [fields] if any(fields.values()) else []
    return own  # type: ignore[no-any-return]  # a dict of this function
