"""The tables that explain rules (``data/explanations/<table>.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import attrs

__all__ = ["Entry", "entries", "rules_about"]


@attrs.frozen
class Entry:
    """What ``table`` (general, or a regulation) says of one rule; texts are asked for by language."""

    table: str
    held: Mapping[str, Any]

    def text(self, name: str, lang: str) -> str:
        """``name_<lang>``, or an empty text; ``vi`` and ``en`` themselves are the meaning."""
        return str(self.held.get(f"{name}_{lang}" if name else lang, ""))

    def plain(self, name: str) -> str:
        """A text that is the same in both languages, or an empty one."""
        return str(self.held.get(name, ""))

    def rows(self, lang: str) -> tuple[tuple[str, ...], ...]:
        """The table of the rule, headings first; empty where there is none."""
        return tuple(tuple(map(str, row)) for row in self.held.get(f"table_{lang}", ()))

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that the rule looks at."""
        return tuple(self.held.get("tags", ()))


@cache
def entries() -> Mapping[str, Entry]:
    """Rule code → its explanation, the tables in the order of their names."""
    folder = files("hocba.rules").joinpath("data", "explanations")
    found: dict[str, Entry] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        table = file.name.removesuffix(".toml")
        for code, held in tomllib.loads(file.read_text(encoding="utf-8")).items():
            found[code] = Entry(table, MappingProxyType(held))
    return MappingProxyType(found)


def rules_about(tag: str) -> tuple[str, ...]:
    """The rules that look at ``tag``, in the order of the tables; those that look at every tag are left out.

    A tag of a table that ends in ``…`` stands for all that begin so.
    """
    return tuple(code for code, entry in entries().items() if any(_names(held, tag) for held in entry.tags))


def _names(held: str, tag: str) -> bool:
    return tag.startswith(held.removesuffix("…")) if held.endswith("…") else held == tag
