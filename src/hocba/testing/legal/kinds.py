"""The kinds of pupils (``data/kinds.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import attrs

from hocba.testing.draws import Draws

__all__ = ["KINDS", "Kind", "drawn_kind", "kinds_of"]


@attrs.frozen(kw_only=True)
class Kind:
    """One kind: the levels that have it, how often a stream draws it, what is particular in two languages."""

    name: str
    levels: tuple[str, ...]
    weight: int
    en: str
    vi: str


def _table() -> Mapping[str, Kind]:
    text = files("hocba.testing").joinpath("data", "kinds.toml").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            name: Kind(
                name=name,
                levels=tuple(row["levels"]),
                weight=row["weight"],
                en=row["en"],
                vi=row["vi"],
            )
            for name, row in tomllib.loads(text).items()
        }
    )


KINDS: Mapping[str, Kind] = _table()
"""Every kind by name."""


@cache
def kinds_of(level: str) -> tuple[str, ...]:
    """The kinds that exist at ``level``, in the order of the table."""
    return tuple(kind.name for kind in KINDS.values() if level in kind.levels)


@cache
def _weighed(level: str) -> tuple[str, ...]:
    return tuple(name for name in kinds_of(level) for _ in range(KINDS[name].weight))


def drawn_kind(draws: Draws, level: str) -> str:
    """A kind of ``level``, by weight."""
    return draws.choice(_weighed(level))
