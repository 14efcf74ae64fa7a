"""Provinces in two editions, before and since 01/7/2025, and the prefixes of personal numbers.

The same code may mean another province in the other edition (``changed_meaning``).
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from types import MappingProxyType

import attrs

from hocba.rules.codes.tables import rows
from hocba.rules.text import place_key

__all__ = [
    "EDITION_CHANGE",
    "Prefix",
    "Province",
    "personal_number_prefix",
    "province",
    "province_by_name",
    "provinces",
]

EDITION_CHANGE = dt.date(2025, 7, 1)


@attrs.frozen(kw_only=True)
class Province:
    """A province of one edition (``year`` 2025, or 2024 for the one before)."""

    edition: int
    code: str
    name: str
    changed_meaning: bool
    successor: str
    confidence: str
    note: str


@attrs.frozen(kw_only=True)
class Prefix:
    """First three digits of a personal number: where the person was registered."""

    digits: str
    province: str
    code_before_2025: str
    successor: str
    confidence: str


@cache
def provinces(edition: int) -> tuple[Province, ...]:
    """The provinces of an edition: 2025 (since 01/7/2025) or 2024 (before); any other has none."""
    if edition == 2025:
        return tuple(_province(row, 2025, row["code"]) for row in rows("codes/provinces_2025.csv"))
    if edition == 2024:
        table = rows("codes/provinces_before_2025.csv")
        return tuple(_province(row, 2024, row["successor_code_2025"]) for row in table)
    return ()


def _province(row: dict[str, str], edition: int, successor: str) -> Province:
    return Province(
        edition=edition,
        code=row["code"],
        name=row["name"],
        changed_meaning=row["changed_meaning"] == "yes",
        successor=successor,
        confidence=row["confidence"],
        note=row["note"],
    )


@cache
def _index(edition: int) -> tuple[MappingProxyType[str, Province], MappingProxyType[str, Province]]:
    entries = provinces(edition)
    return (
        MappingProxyType({entry.code: entry for entry in entries}),
        MappingProxyType({place_key(entry.name): entry for entry in entries}),
    )


def province(edition: int, code: str) -> Province | None:
    """The province that ``code`` means in ``edition``, or None."""
    return _index(edition)[0].get(code)


def province_by_name(edition: int, name: str) -> Province | None:
    """The province called ``name`` in ``edition``.

    Letter case, the prefix (Tỉnh, Thành phố, TP), hyphens and the place of the tone mark do not matter.
    """
    return _index(edition)[1].get(place_key(name))


@cache
def _prefixes() -> MappingProxyType[str, Prefix]:
    return MappingProxyType(
        {
            row["prefix"]: Prefix(
                digits=row["prefix"],
                province=row["province_of_registration"],
                code_before_2025=row["province_code_before_2025"],
                successor=row["successor_code_2025"],
                confidence=row["confidence"],
            )
            for row in rows("codes/cccd_province_prefixes.csv")
        }
    )


def personal_number_prefix(digits: str) -> Prefix | None:
    """The prefix made of these three digits, or None (``000`` is no province)."""
    return _prefixes().get(digits)
