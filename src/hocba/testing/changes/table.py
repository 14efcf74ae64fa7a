"""The changes that are one text for another (``data/changes.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from hocba.rules.form import ASSESSMENT, GENERAL, HISTORY, SUMMARY
from hocba.testing.changes.base import Base, Made, Mutation
from hocba.testing.changes.edit import blocks, put

__all__ = ["changes", "letters", "marks", "table"]

_PARTS = {"general": GENERAL, "summary": SUMMARY, "assessment": ASSESSMENT, "history": HISTORY}


@cache
def table() -> dict[str, Any]:
    """The whole file."""
    text = files("hocba.testing").joinpath("data", "changes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def letters(kind: str) -> dict[str, str]:
    """Name → text of the letters that only look like a code: levels, competences, results or marks."""
    found: dict[str, str] = table()["letters"][kind]
    return found


def marks(code: str) -> dict[str, list[str]]:
    """Text → more codes, of what is no mark."""
    found: dict[str, list[str]] = table()["marks"][code]
    return found


def changes(base: Base) -> Made:
    """Every row of the table that applies."""
    for row in table()["change"]:
        role = _PARTS[row.get("part", "general")]
        index = len(base.facts.history) - 1 if role == HISTORY else None
        if not (base.facts.form.has(role, row["field"]) and base.holds(row.get("when", ""))):
            continue
        if _given(base, role, row["field"]) is not row.get("absent", False):
            more = (codes for words, codes in row.get("also", {}).items() if base.holds(words))
            codes = frozenset([*row["codes"], *(code for one in more for code in one)])
            changed = put(base.record, role, index, **{row["field"]: row["text"]})
            yield Mutation(row["name"], codes, changed)
    yield from _texts(base)


def _given(base: Base, role: str, name: str) -> bool:
    if role == HISTORY:
        return bool(blocks(base.record, HISTORY)[-1].__dict__[name])
    return bool(base.text(role, name))


def _texts(base: Base) -> Made:
    comment = base.facts.summary["nhan_xet_gvcn"]
    for name, (characters, code) in table()["texts"].items():
        changed = put(base.record, SUMMARY, nhan_xet_gvcn=f"{comment} {characters}")
        yield Mutation(name, frozenset([code]), changed)
