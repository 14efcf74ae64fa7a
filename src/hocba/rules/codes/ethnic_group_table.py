"""Ethnic groups with their spelling variants (``codes/ethnic_groups.csv``)."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType

import attrs

from hocba.rules.codes.tables import rows
from hocba.rules.text import fold

__all__ = ["EthnicGroup", "ethnic_group", "ethnic_group_by_code", "ethnic_groups"]

_LONGEST = 60
_APOSTROPHES = re.compile("['`\u00b4\u02b9\u02bb\u02bc\u02bd\u2018\u2019\u201b\u2032\uff07]")
_HYPHENS = re.compile("[-.\u2010-\u2015\u2212]")


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
        {_key(name): group for group in ethnic_groups() for name in (group.name, *group.aliases)}
    )


def _key(name: str) -> str:
    """What the spellings of one name have in common: no apostrophes, hyphens, spaces or letter case."""
    return _HYPHENS.sub("", _APOSTROPHES.sub("", fold(name))).replace(" ", "")


def ethnic_group(name: str) -> EthnicGroup | None:
    """The group called ``name``, or None.

    Letter case, apostrophes (``H'Mông``, ``H’Mông``), hyphens and spaces (``Ê-đê``, ``Ê Đê``) and the
    normal form do not matter; tone marks do.
    """
    return _by_name().get(_key(name)) if len(name) <= _LONGEST else None


def ethnic_group_by_code(code: str) -> EthnicGroup | None:
    """The group with the transport code ``code``, or None."""
    return next((group for group in ethnic_groups() if group.code == code), None)
