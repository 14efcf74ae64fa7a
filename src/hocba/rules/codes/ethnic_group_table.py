"""Ethnic groups with their spelling variants (``codes/ethnic_groups.csv``)."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

import attrs

from hocba.rules.codes.tables import rows
from hocba.rules.text import fold

__all__ = ["EthnicGroup", "ethnic_group", "ethnic_groups"]


@attrs.frozen(kw_only=True)
class EthnicGroup:
    """One group: code, name and the other spellings that are met."""

    code: str
    name: str
    aliases: tuple[str, ...]
    confidence: str
    note: str


@cache
def ethnic_groups() -> tuple[EthnicGroup, ...]:
    """All groups in the order of their codes; foreigners stand at the end ([unconfirmed])."""
    return tuple(
        EthnicGroup(
            code=row["code"],
            name=row["name_vi"],
            aliases=tuple(filter(None, row["aliases"].split("|"))),
            confidence=row["confidence"],
            note=row["note"],
        )
        for row in rows("codes/ethnic_groups.csv")
    )


@cache
def _by_name() -> MappingProxyType[str, EthnicGroup]:
    return MappingProxyType(
        {fold(name): group for group in ethnic_groups() for name in (group.name, *group.aliases)}
    )


def ethnic_group(name: str) -> EthnicGroup | None:
    """The group called ``name`` in any known spelling and letter case, or None."""
    return _by_name().get(fold(name))
