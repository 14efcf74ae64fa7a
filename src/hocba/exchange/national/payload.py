"""What travels to the National Data Centre: rows of tables, each in its envelope (format-v2.md §7)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from typing import Self

import attrs

from hocba.errors import ConfigurationError, RecordError
from hocba.exchange.national.columns import MAIN, tables
from hocba.findings import Finding

__all__ = ["Event", "Payload", "Row", "timestamp"]

VIET_NAM = timezone(timedelta(hours=7))


class Event(StrEnum):
    """``sukien``: what happened to the row, as the dictionary prints it. CANCEL is a soft cancel."""

    NEW = "NEW"
    UPDATE = "UPdate"
    CANCEL = "CANCEL"

    @classmethod
    def read(cls, text: str) -> Event | None:
        """The event that ``text`` names in any letter case, or None."""
        return next((event for event in cls if event.value.casefold() == text.casefold()), None)


def timestamp(moment: datetime, name: str) -> str:
    """``moment`` as the dictionary writes it: ``YYYY-MM-DDTHH:mm:ss``, UTC+7 [inferred], no zone.

    Raises ConfigurationError (NDC-TIME) for a time without zone.
    """
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise ConfigurationError.of("NDC-TIME", name=name)
    try:
        return moment.astimezone(VIET_NAM).replace(tzinfo=None, microsecond=0).isoformat()
    except OverflowError:
        raise ConfigurationError.of("NDC-TIME", name=name) from None


@attrs.frozen(kw_only=True)
class Row:
    """One row of one table, as it was built or as it came: nothing in it is checked.

    ``cells`` are the columns that have a value, in the order of the dictionary; columns that the dictionary
    does not know come last. ``phienban`` is None where what came is no integer.
    """

    table: str
    idbanghi: str = attrs.field(repr=False)
    sukien: str
    phienban: int | None
    thoigiancapnhat: str
    ngaycapnhat: str
    cells: tuple[tuple[str, str], ...] = attrs.field(repr=False)

    @property
    def event(self) -> Event | None:
        """The event, read in any letter case."""
        return Event.read(self.sukien)

    @property
    def record_id(self) -> str:
        """The id of the record it belongs to: for parts what stands before the last ``/`` [inferred]."""
        return self.idbanghi if self.table in MAIN.values() else self.idbanghi.rpartition("/")[0]

    def get(self, column: str) -> str | None:
        """The value of ``column``, or None."""
        return next((value for name, value in self.cells if name == column), None)

    def to_dict(self) -> dict[str, object]:
        """The row as it travels; what is absent is left out."""
        event = self.event
        return {
            "idbanghi": self.idbanghi,
            "sukien": event.value if event is not None else self.sukien,
            "phienban": self.phienban,
            "thoigiancapnhat": self.thoigiancapnhat,
            "ngaycapnhat": self.ngaycapnhat,
            **dict(self.cells),
        }


@attrs.frozen(kw_only=True)
class Payload:
    """Rows of one or more records. Equal by its rows; ``repr`` shows no value.

    ``findings``: what could not be told while building (words without a code, content that no column
    carries). ``format_id`` is the format the rows were built from, empty for rows that were parsed. Neither
    is part of the value. Whether the rows satisfy the dictionary says
    :func:`hocba.exchange.national.validate`.
    """

    rows: tuple[Row, ...] = attrs.field(repr=False)
    findings: tuple[Finding, ...] = attrs.field(default=(), eq=False, repr=False)
    format_id: str = attrs.field(default="", eq=False)

    @classmethod
    def joined(cls, payloads: Iterable[Payload]) -> Self:
        """One payload of the rows of all, in their order."""
        parts = tuple(payloads)
        formats = {part.format_id for part in parts}
        return cls(
            rows=tuple(row for part in parts for row in part.rows),
            findings=tuple(found for part in parts for found in part.findings),
            format_id=formats.pop() if len(formats) == 1 else "",
        )

    def table(self, name: str) -> tuple[Row, ...]:
        """The rows of the table ``name``."""
        return tuple(row for row in self.rows if row.table == name)

    def records(self) -> tuple[Row, ...]:
        """The rows that stand for records themselves."""
        return tuple(row for row in self.rows if row.table in MAIN.values())

    def to_dict(self) -> dict[str, list[dict[str, object]]]:
        """Rows by table, tables in the order of the dictionary; tables without a row are left out."""
        return {name: [row.to_dict() for row in self.table(name)] for name in _names(self.rows)}

    def to_json(self, *, indent: int | None = None) -> bytes:
        """The payload as JSON in UTF-8; equal payloads give equal bytes.

        The dictionary prints no JSON: one object with an array of rows for each table, every value but
        ``phienban`` a string, is hocba's own choice [inferred]. Nothing is checked. Raises RecordError
        (NDC-CHARACTER) for text that UTF-8 cannot hold.
        """
        separators = (",", ":") if indent is None else (",", ": ")
        text = json.dumps(self.to_dict(), ensure_ascii=False, indent=indent, separators=separators)
        try:
            return f"{text}\n".encode()
        except UnicodeEncodeError:
            raise RecordError.of("NDC-CHARACTER") from None

    def __repr__(self) -> str:
        return f"Payload({len(self.records())} records, {len(self.rows)} rows)"


def _names(rows: Iterable[Row]) -> Iterator[str]:
    present = dict.fromkeys(row.table for row in rows)
    yield from (name for name in tables() if name in present)
    yield from (name for name in present if name not in tables())
