"""Versions of rows: each sending has a larger one; a receiver keeps the largest (format-v2.md §7)."""

from __future__ import annotations

from collections.abc import Iterable

from hocba.errors import ConfigurationError
from hocba.exchange.national.payload import Payload, Row

__all__ = ["MOST", "ignored", "kept", "largest", "next_version"]

MOST = 99_999
"""The largest version: an integer of five digits."""


def next_version(known: Iterable[int]) -> int:
    """The smallest version that every receiver accepts after ``known``: 1 where nothing was sent.

    Raises ConfigurationError (NDC-VERSION) where five digits are used up.
    """
    found = max([0, *known]) + 1
    if found > MOST:
        raise ConfigurationError.of("NDC-VERSION", known=found - 1)
    return found


def largest(payload: Payload, record_id: str) -> int:
    """The largest version that ``payload`` has for the record and its parts; 0 where it has none."""
    return max((row.phienban or 0 for row in payload.rows if row.record_id == record_id), default=0)


def kept(payloads: Iterable[Payload]) -> Payload:
    """What a receiver holds after ``payloads`` in this order: of each row the one with the largest version.

    A row whose version is not larger than the one held is ignored, as are rows without a version above 0.
    """
    held: dict[tuple[str, str], Row] = {}
    for payload in payloads:
        for row in payload.rows:
            if _accepted(row, held):
                held[row.table, row.idbanghi] = row
    return Payload(rows=tuple(held.values()))


def ignored(payload: Payload, known: Payload) -> tuple[Row, ...]:
    """The rows of ``payload`` that a receiver which holds ``known`` would ignore."""
    held = {(row.table, row.idbanghi): row for row in kept([known]).rows}
    return tuple(row for row in payload.rows if not _accepted(row, held))


def _accepted(row: Row, held: dict[tuple[str, str], Row]) -> bool:
    before = held.get((row.table, row.idbanghi))
    return (row.phienban or 0) > ((before.phienban or 0) if before is not None else 0)
