"""Nationalities by Vietnamese name (``data/nationalities.csv``).

Only ``Việt Nam`` / ``VN`` is printed in the sources; the other names and their codes of two letters (ISO
3166-1, as QCVN 109:2017/BTTTT uses them) are from general knowledge and [unconfirmed]: a name that is
missing here may be right.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

import attrs

from hocba.rules.codes.tables import rows
from hocba.rules.text import place_key

__all__ = ["Nationality", "nationalities", "nationality", "nationality_by_code"]

_LONGEST = 60


@attrs.frozen(kw_only=True)
class Nationality:
    """One nationality: transport code (empty for stateless), Vietnamese name, other spellings."""

    code: str
    name: str
    aliases: tuple[str, ...]
    confidence: str


@cache
def nationalities() -> tuple[Nationality, ...]:
    """All that are known; Việt Nam stands first."""
    return tuple(
        Nationality(
            code=row["code"],
            name=row["name_vi"],
            aliases=tuple(filter(None, row["aliases"].split("|"))),
            confidence=row["confidence"],
        )
        for row in rows("nationalities.csv")
    )


@cache
def _exactly() -> MappingProxyType[str, Nationality]:
    return MappingProxyType({entry.name: entry for entry in nationalities()})


@cache
def _by_name() -> MappingProxyType[str, Nationality]:
    return MappingProxyType(
        {place_key(name): entry for entry in nationalities() for name in (entry.name, *entry.aliases)}
    )


@cache
def _by_code() -> MappingProxyType[str, Nationality]:
    return MappingProxyType({entry.code: entry for entry in nationalities() if entry.code})


def nationality(name: str) -> Nationality | None:
    """The nationality called ``name`` in any letter case, with or without hyphens, or None."""
    if len(name) > _LONGEST:
        return None
    return _exactly().get(name) or _by_name().get(place_key(name))


def nationality_by_code(code: str) -> Nationality | None:
    """The nationality with the transport code ``code`` (two capital letters), or None."""
    return _by_code().get(code)
