"""Every other code list seen (``codes/statuses.csv``)."""

from __future__ import annotations

from functools import cache

import attrs

from hocba.rules.codes.tables import rows

__all__ = ["Status", "statuses"]


@attrs.frozen(kw_only=True)
class Status:
    """One value of a code list, with where it was seen."""

    list: str
    code: str
    name: str
    meaning: str
    seen_in: str
    confidence: str


@cache
def _all() -> tuple[Status, ...]:
    return tuple(
        Status(
            list=row["list"],
            code=row["code"],
            name=row["name_vi"],
            meaning=row["meaning"],
            seen_in=row["seen_in"],
            confidence=row["confidence"],
        )
        for row in rows("codes/statuses.csv")
    )


@cache
def statuses(name: str) -> tuple[Status, ...]:
    """The values of the list ``name`` (for example ``mucdatduoc``); an unknown list has none."""
    return tuple(entry for entry in _all() if entry.list == name)
