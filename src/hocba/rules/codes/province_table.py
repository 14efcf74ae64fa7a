"""Provinces in two editions, before and since 01/7/2025 (``codes/provinces_*.csv``).

The same code may mean another province in the other edition (``changed_meaning``): 15 was Yên Bái and is
Lào Cai. A code therefore means nothing without a day.
"""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache
from types import MappingProxyType

import attrs

from hocba.rules.codes.tables import rows
from hocba.rules.text import place_key

__all__ = ["EDITION_CHANGE", "Province", "edition", "province", "province_by_name", "provinces"]

EDITION_CHANGE = dt.date(2025, 7, 1)
BEFORE, SINCE = 2024, 2025
_LONGEST = 60


@attrs.frozen(kw_only=True)
class Province:
    """A province of one edition (``edition`` 2025, or 2024 for the one before).

    ``prefix`` (Tỉnh, Thành phố) stands apart from the name and is empty in the edition before.
    ``successor`` is the code since 01/7/2025, ``merged_from`` the codes before that it is made of.
    """

    edition: int
    code: str
    name: str
    prefix: str
    changed_meaning: bool
    successor: str
    merged_from: tuple[str, ...]
    confidence: str
    note: str


def edition(on: dt.date) -> int:
    """The edition in force on a day: 2025 since 01/7/2025, else 2024 (earlier lists are not held)."""
    return SINCE if on >= EDITION_CHANGE else BEFORE


def provinces(*, on: dt.date) -> tuple[Province, ...]:
    """The provinces in force on a day: 34 since 01/7/2025, 63 before."""
    return of_edition(edition(on))


@cache
def of_edition(year: int) -> tuple[Province, ...]:
    """The provinces of an edition: 2025 or 2024."""
    name = "codes/provinces_2025.csv" if year == SINCE else "codes/provinces_before_2025.csv"
    return tuple(_province(row, year) for row in rows(name))


def _province(row: dict[str, str], year: int) -> Province:
    return Province(
        edition=year,
        code=row["code"],
        name=row["name"],
        prefix=row.get("prefix", ""),
        changed_meaning=row["changed_meaning"] == "yes",
        successor=row["code"] if year == SINCE else row["successor_code_2025"],
        merged_from=tuple(part[:2] for part in row.get("merged_from", "").split("|") if part),
        confidence=row["confidence"],
        note=row["note"],
    )


@cache
def _by_code(year: int) -> MappingProxyType[str, Province]:
    return MappingProxyType({entry.code: entry for entry in of_edition(year)})


@cache
def _by_name(year: int) -> MappingProxyType[str, Province]:
    named = {entry.name: entry for entry in of_edition(year)}
    variants = {
        place_key(row["variant"]): named[row["name"]]
        for row in rows("province_variants.csv")
        if row["name"] in named
    }
    return MappingProxyType({**variants, **{place_key(name): entry for name, entry in named.items()}})


def province(code: str, *, on: dt.date) -> Province | None:
    """The province that ``code`` means on a day, or None. A code is two digits and is never guessed."""
    return of_code(edition(on), code)


def province_by_name(name: str, *, on: dt.date) -> Province | None:
    """The province called ``name`` on a day, or None.

    Letter case, the prefix (Tỉnh, Thành phố, TP), hyphens and the place of the tone mark do not matter;
    ``data/province_variants.csv`` holds other spellings that are met ([unconfirmed]).
    """
    return of_name(edition(on), name)


def of_code(year: int, code: str) -> Province | None:
    """As :func:`province`, by edition."""
    return _by_code(year).get(code)


def of_name(year: int, name: str) -> Province | None:
    """As :func:`province_by_name`, by edition."""
    return _of_name(year, name) if len(name) <= _LONGEST else None


@lru_cache(maxsize=512)
def _of_name(year: int, name: str) -> Province | None:
    return _by_name(year).get(place_key(name))
