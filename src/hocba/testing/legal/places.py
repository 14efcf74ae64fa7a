"""Where a record is made: a real province, in the edition of the year; everything below it is invented."""

from __future__ import annotations

import datetime as dt
from functools import cache

import attrs

from hocba.rules.codes import EDITION_CHANGE, Province, provinces
from hocba.testing.draws import Stream

__all__ = ["COMMUNE", "Somewhere", "somewhere"]

COMMUNE = "00000"
"""The code of no commune."""


@attrs.frozen
class Somewhere:
    """A province of before 01/7/2025, and what it belongs to since."""

    before: Province
    since: Province

    def on(self, first_year: int) -> Province:
        """The province in a school year by the edition that the year wants."""
        return self.since if first_year >= EDITION_CHANGE.year else self.before


@cache
def _places() -> tuple[Somewhere, ...]:
    since = {entry.code: entry for entry in provinces(on=EDITION_CHANGE)}
    before = provinces(on=EDITION_CHANGE - dt.timedelta(days=1))
    return tuple(Somewhere(entry, since[entry.successor]) for entry in before)


def somewhere(draws: Stream) -> Somewhere:
    """One of the 63 provinces of before."""
    return draws.choice(_places())


def written(name: str, prefix: str, spelling: int) -> str:
    """The name, or now and then with Tỉnh or Thành phố before it."""
    return f"{prefix} {name}" if prefix and spelling == 0 else name
