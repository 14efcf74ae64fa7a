"""The codes that can be explained, in groups."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

import attrs

from hocba.i18n import catalog
from hocba.rules.explain.entries import entries
from hocba.rules.explain.words import say

__all__ = ["Group", "codes", "groups", "normal", "suggestions"]

# Words of the command line and of reports are no codes; errors of the command line are.
_WORDS = ("CLI-", "REPORT-")
_FIRST = ("G", "TH", "TR", "STRUCTURE", "READ", "TEXT", "FORMAT", "VER")
_LONGEST = 60


@attrs.frozen
class Group:
    """The codes that begin with ``prefix``."""

    prefix: str
    title: str
    codes: tuple[str, ...]


@cache
def codes() -> tuple[str, ...]:
    """Every code that means something by itself, rules that check nothing included; without cases."""
    told = (code.partition("/")[0] for code in catalog.codes() if not _is_word(code))
    return tuple(sorted({*told, *entries()}, key=_order))


def _is_word(code: str) -> bool:
    return code.startswith(_WORDS) and not catalog.entry(code).get("do_vi")


def _order(code: str) -> tuple[int, str, tuple[tuple[int, str], ...]]:
    """Rules first, then by prefix; numbers as numbers: G-2 before G-10."""
    prefix = code.partition("-")[0]
    rank = _FIRST.index(prefix) if prefix in _FIRST else len(_FIRST)
    parts = re.findall(r"[0-9]+|[^0-9]+", code)
    return rank, prefix, tuple((int(part), "") if part.isdigit() else (0, part) for part in parts)


def groups(lang: str) -> tuple[Group, ...]:
    """The groups with their titles in ``lang``."""
    by_prefix: dict[str, list[str]] = {}
    for code in codes():
        by_prefix.setdefault(code.partition("-")[0], []).append(code)
    return tuple(Group(prefix, _title(prefix, lang), tuple(held)) for prefix, held in by_prefix.items())


def _title(prefix: str, lang: str) -> str:
    key = f"GROUP-{prefix}"
    return say(key if catalog.known(f"REPORT-EXPLAIN-{key}") else "GROUP-OTHER", lang)


def normal(code: str) -> str:
    """``code`` as the catalogue spells it: capitals, one hyphen, no case (``tr3`` → ``TR-3``)."""
    plain = code[:_LONGEST].strip().partition("/")[0].upper().replace("_", "-").replace(" ", "-")
    return re.sub(r"^(G|TH|TR)-?([0-9]+)$", r"\1-\2", plain)


def suggestions(code: str, among: Iterable[str] = ()) -> tuple[str, ...]:
    """Codes that ``code`` may have been meant to be, best first."""
    wanted, offered = normal(code), tuple(among) or codes()
    begins = [held for held in offered if wanted and held.startswith(wanted)]
    close = get_close_matches(wanted, offered, n=5, cutoff=0.6)
    return tuple(dict.fromkeys([*close, *begins]))[:5]
