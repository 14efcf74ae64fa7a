"""What the dictionary demands of the rows, table by table (format-v2.md §7; rule G-9 in transport)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal

from hocba.exchange.national import words
from hocba.exchange.national.columns import MAIN, Column, main_of, tables
from hocba.exchange.national.payload import Payload, Row
from hocba.exchange.national.places import Places
from hocba.exchange.national.record_cells import BIRTH
from hocba.exchange.national.versions import MOST
from hocba.findings import Finding, Severity
from hocba.i18n import catalog

__all__ = ["validate"]

LONGEST_ID = 150
NOT_ASSESSED = "cokhuyettatkhongdanhgia"
_STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}")


def validate(payload: Payload) -> tuple[Finding, ...]:
    """What a receiver would refuse (errors) or should look at (warnings), in the order of the rows.

    Decides presence, length, form, closed lists, ranges, the envelope, and that row ids are unique. Paths are
    tag paths of the record that the row stands for, in the format it was built from (v2 where that is not
    known). Does not decide whether codes exist in lists that only the receiver has, nor the rules of a
    regulation (:func:`hocba.check`). What building noticed is in ``payload.findings``. Raises nothing.
    """
    places = Places(payload)
    not_assessed = {row.record_id for row in payload.records() if row.get(NOT_ASSESSED) == "1"}
    found: list[Finding] = []
    for number, row in places.numbered():
        columns = tables().get(row.table)
        if columns is None:
            found.append(Finding.of("NDC-TABLE", path=row.table[:60]))
            continue
        found += _envelope(row, places.row(row, number))
        found += _unknown(row, columns, places.row(row, number))
        for column in columns:
            path = places.cell(column, number)
            value = row.get(column.name)
            if value is None:
                found += _absent(column, row, path, not_assessed)
            else:
                found += _value(column, value, path)
        if row.table in MAIN.values():
            found += _birth(row, columns, places, number)
    return (*found, *_ids(payload, places))


def _absent(column: Column, row: Row, path: str, not_assessed: set[str]) -> Iterator[Finding]:
    wanted = column.required == "yes"
    if column.condition == "assessed":
        wanted = row.record_id not in not_assessed
    if wanted:
        yield _of("NDC-REQUIRED", column, path, {})


def _value(column: Column, value: str, path: str) -> Iterator[Finding]:
    hidden = {"found": value[:60]}
    longest = column.max_length
    if longest is not None and len(value) > longest:
        yield _of("NDC-LENGTH", column, path, {}, length=len(value), longest=longest)
    if not words.in_form(column.kind, value):
        yield _of("NDC-FORM", column, path, hidden, shape=words.kind(column.kind).shape)
    elif column.codes and value not in column.codes:
        yield _of("NDC-LIST", column, path, hidden, known=", ".join(column.codes))
    elif not _in_range(column, value):
        yield _of("NDC-RANGE", column, path, hidden, lowest=column.lowest, highest=column.highest)


def _of(code: str, column: Column, path: str, private: dict[str, str], **values: object) -> Finding:
    usual = Severity(catalog.entry(code)["severity"])
    return Finding(
        code=code,
        severity=column.too_long if code == "NDC-LENGTH" else usual,
        path=path,
        values=tuple((name, str(value)) for name, value in (*_about(column).items(), *values.items())),
        private=tuple(private.items()),
    )


def _about(column: Column) -> dict[str, str]:
    return {"column": column.dictionary_name, "label": column.label}


def _in_range(column: Column, value: str) -> bool:
    if column.lowest is None or column.highest is None:
        return True
    return column.lowest <= Decimal(value) <= column.highest


def _birth(row: Row, columns: Iterable[Column], places: Places, number: int) -> Iterator[Finding]:
    given = [name for name in BIRTH if row.get(name) is not None]
    if len(given) != 1:
        column = next(column for column in columns if column.name == BIRTH[0])
        yield Finding.of("NDC-BIRTH", path=places.cell(column, number), count=len(given))


def _envelope(row: Row, path: str) -> Iterator[Finding]:
    problems = {
        "idbanghi": bool(row.idbanghi.strip("/ ")) and len(row.idbanghi) <= LONGEST_ID,
        "sukien": row.event is not None,
        "phienban": row.phienban is not None and 0 < row.phienban <= MOST,
        "thoigiancapnhat": _is_stamp(row.thoigiancapnhat),
        "ngaycapnhat": _is_stamp(row.ngaycapnhat),
    }
    for column, fine in problems.items():
        if not fine:
            yield Finding.of("NDC-ENVELOPE", path=path, column=column)


def _is_stamp(text: str) -> bool:
    try:
        return _STAMP.fullmatch(text) is not None and datetime.fromisoformat(text).tzinfo is None
    except ValueError:
        return False


def _unknown(row: Row, columns: Iterable[Column], path: str) -> Iterator[Finding]:
    known = {column.name for column in columns}
    for name, _ in row.cells:
        if name not in known and not name.startswith("key"):
            yield Finding.of("NDC-COLUMN", path=path, column=name[:60])


def _ids(payload: Payload, places: Places) -> Iterator[Finding]:
    """Row ids are unique in their table, and parts belong to a record that is there [inferred]."""
    seen: set[tuple[str, str]] = set()
    records = {(row.table, row.idbanghi) for row in payload.records()}
    for number, row in places.numbered():
        key = (row.table, row.idbanghi)
        if key in seen:
            yield Finding.of("NDC-ID-TWICE", path=places.row(row, number))
        elif _is_part(row) and (main_of(row.table), row.record_id) not in records:
            yield Finding.of("NDC-ID-ALONE", path=places.row(row, number))
        seen.add(key)


def _is_part(row: Row) -> bool:
    return row.table in tables() and row.table not in MAIN.values()
