"""From a record to the rows that travel (format-v2.md §6, §7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from hocba.errors import ConfigurationError
from hocba.exchange.national.columns import MAIN, Column, tables
from hocba.exchange.national.payload import Event, Payload, Row, timestamp
from hocba.exchange.national.record_cells import Source, cells, not_carried
from hocba.exchange.national.versions import largest, next_version
from hocba.findings import Finding
from hocba.model.base import RecordBase
from hocba.model.walk import Held

__all__ = ["build"]

ASSESSMENT = "DANH_GIA_NANG_LUC_PHAM_CHAT"
TEACHER = "GVBM"
KEYS = {"quatrinhhoctap": "namhoc", "dsbangdiem": "mamonhoc", "bangdiem": "mamonhoc"}
_NOTHING: Mapping[str, str] = MappingProxyType({})


class _Envelope(NamedTuple):
    event: Event
    version: int
    changed: str
    written: str

    def row(self, table: str, row_id: str, values: tuple[tuple[str, str], ...]) -> Row:
        return Row(
            table=table,
            idbanghi=row_id,
            sukien=self.event.value,
            phienban=self.version,
            thoigiancapnhat=self.changed,
            ngaycapnhat=self.written,
            cells=values,
        )


def build(
    record: RecordBase,
    *,
    changed_at: datetime,
    sent_at: datetime | None = None,
    event: Event | None = None,
    version: int | None = None,
    after: Payload | None = None,
    given: Mapping[str, str] = _NOTHING,
    nationalities: Mapping[str, str] = _NOTHING,
) -> Payload:
    """The rows of ``record``: one for itself, one for each school year, subject and certificate.

    ``changed_at`` (aware) becomes ``thoigiancapnhat``, ``sent_at`` ``ngaycapnhat`` (default: the same
    [inferred]). With ``after``, what was sent before, the event is UPdate, the version larger than any of the
    record's, and rows that are gone are cancelled [inferred]; without it, NEW and 1. ``given`` holds, by
    dictionary name (``trichluc``, ``quatrinhhoctap.tentinh``), what the record itself does not say; where
    the record does, it prevails. ``nationalities``: codes of two letters by name, beside Việt Nam.

    Words become codes; what cannot be told is left out and noted in ``findings`` with its tag path. Values
    are never cut or filled in. A row of several teachers carries the first, since the dictionary has one pair
    of columns. Does not check the demands of the dictionary: :func:`~hocba.exchange.national.validate`.

    Raises ConfigurationError: NDC-TIME (no zone), NDC-GIVEN (no such column), NDC-VERSION (not above 0, above
    five digits, or not larger than in ``after``).
    """
    source = Source.of(record)
    main = MAIN["primary" if ASSESSMENT in source.held else "secondary"]
    own = {name: columns for name, columns in tables().items() if name.partition("_")[0] == main}
    every = [column for columns in own.values() for column in columns]
    _check_given(given, every)
    record_id = (record.record_id or "").strip()
    known = largest(after, record_id) if after is not None else 0
    chosen = next_version([known]) if version is None else version
    if not known < chosen <= 99_999 or isinstance(chosen, bool):
        raise ConfigurationError.of("NDC-VERSION", known=known)
    envelope = _Envelope(
        event or (Event.UPDATE if known else Event.NEW),
        chosen,
        timestamp(changed_at, "changed_at"),
        timestamp(sent_at or changed_at, "sent_at"),
    )
    rows: list[Row] = []
    found: list[Finding] = []
    for table, columns in own.items():
        for key, held in _places(source, table, columns):
            values, problems = cells(source, columns, held, given, nationalities)
            row_id = record_id if table == main else f"{record_id}/{_key(table, values, key)}"
            rows.append(envelope.row(table, _unused(row_id, table, rows), values))
            found += problems
            found += _more_teachers(source, held)
    found += not_carried(source, every)
    if after is not None:
        rows += _cancelled(after, record_id, rows, envelope)
    return Payload(rows=tuple(rows), findings=tuple(found), format_id=record.format_id)


def _check_given(given: Mapping[str, str], columns: list[Column]) -> None:
    known = {column.dictionary_name for column in columns}
    for name, value in given.items():
        if name not in known or not isinstance(value, str):
            raise ConfigurationError.of("NDC-GIVEN", column=str(name)[:60])


def _places(
    source: Source, table: str, columns: tuple[Column, ...]
) -> Iterator[tuple[int, Mapping[str, Held]]]:
    """The blocks behind each row of ``table``, by name, with the number of the row."""
    names = list(dict.fromkeys(column.block for column in columns))
    if "_" not in table:
        yield 1, {name: source.held[name][0] for name in names if source.held.get(name)}
        return
    for number, held in enumerate(source.held.get(names[0], ()), start=1):
        inner = {name: source.under(held, name) for name in names[1:]}
        yield number, {names[0]: held, **{name: group[0] for name, group in inner.items() if group}}


def _key(table: str, values: tuple[tuple[str, str], ...], number: int) -> str:
    """The key of a child row: school year, subject code, or its number where it has none."""
    wanted = KEYS.get(table.partition("_")[2], "")
    found = next((value for name, value in values if name == wanted), str(number))
    return found.replace("/", "-")


def _unused(row_id: str, table: str, rows: list[Row]) -> str:
    taken = {row.idbanghi for row in rows if row.table == table}
    made, number = row_id, 1
    while made in taken:
        number += 1
        made = f"{row_id}-{number}"
    return made


def _more_teachers(source: Source, held: Mapping[str, Held]) -> Iterator[Finding]:
    for one in held.values():
        teachers = source.under(one, TEACHER)
        if len(teachers) > 1:
            yield Finding.of("NDC-TEACHERS", path=one.path, count=len(teachers))


def _cancelled(after: Payload, record_id: str, rows: list[Row], envelope: _Envelope) -> list[Row]:
    """The rows of ``after`` that the record no longer has, as they were, cancelled."""
    present = {(row.table, row.idbanghi) for row in rows}
    last: dict[tuple[str, str], Row] = {}
    for row in after.rows:
        if row.record_id == record_id and (row.table, row.idbanghi) not in present:
            last[row.table, row.idbanghi] = row
    cancel = envelope._replace(event=Event.CANCEL)
    gone = [row for row in last.values() if row.event is not Event.CANCEL]
    return [cancel.row(row.table, row.idbanghi, row.cells) for row in gone]
