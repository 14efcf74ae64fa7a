"""Rule tables: which rules run in a school year, and how much each finding weighs.

A regulation is one table in ``data/`` and one package of functions of the same name. A row is one thing a
rule can say in a span of years (``first_year`` and ``last_year`` are the years in which the school year
begins); ``severity`` holds before writing or signing, ``reading`` for a record that was received,
``computed`` marks the rules that recompute a result (∑), ``year`` those about the end of the year, which a
partial year does not have, and ``may_warn`` those whose error a user may switch to a warning. Texts, marks
of confidence and clauses stand under the same key in the message catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from importlib import import_module
from types import MappingProxyType

import attrs

from hocba.findings import Severity
from hocba.rules.codes.tables import rows
from hocba.rules.facts import Facts
from hocba.rules.hit import Hit
from hocba.rules.regulations import regulations

__all__ = ["GENERAL_TABLE", "REGULATION_TABLES", "Plan", "RuleRow", "may_warn", "plan", "table"]

GENERAL_TABLE = "general"
REGULATION_TABLES: Mapping[str, frozenset[str]] = MappingProxyType(
    {entry.id: frozenset(entry.formats) for entry in regulations() if entry.formats}
)
"""Regulation → the formats whose fields its rules read. Records of any other format get the general rules."""

RuleFunction = Callable[[Facts], Iterator[Hit]]


@attrs.frozen(kw_only=True)
class RuleRow:
    """One row of a rule table."""

    code: str
    case: str
    function: str
    severity: Severity
    reading: Severity
    computed: bool
    may_warn: bool
    year: bool
    first_year: int
    last_year: int

    def covers(self, first_year: int | None) -> bool:
        """Whether the row holds; without a readable school year the rows without end do."""
        year = 9999 if first_year is None else first_year
        return self.first_year <= year <= self.last_year


@attrs.frozen(kw_only=True)
class Plan:
    """The functions to run, and the row that weighs each (code, case) that they may report."""

    functions: tuple[RuleFunction, ...]
    rows: Mapping[tuple[str, str], RuleRow]


@lru_cache(maxsize=16)
def table(name: str) -> tuple[RuleRow, ...]:
    """The rows of a rule table."""
    return tuple(
        RuleRow(
            code=row["key"].partition("/")[0],
            case=row["key"].partition("/")[2],
            function=row["function"],
            severity=Severity(row["severity"]),
            reading=Severity(row["reading"]),
            computed=row["computed"] == "yes",
            may_warn=row.get("may_warn") == "yes",
            year=row.get("year") == "yes",
            first_year=int(row["first_year"] or 0),
            last_year=int(row["last_year"] or 9999),
        )
        for row in rows(f"{name}.csv")
    )


@lru_cache(maxsize=512)
def plan(regulation: str | None, first_year: int | None, format_id: str = "v1_0") -> Plan:
    """What to run for a record of ``format_id`` under ``regulation``.

    Without a rule table for the regulation that reads this format: the general rules only.
    """
    reads = regulation is not None and format_id in REGULATION_TABLES.get(regulation, ())
    names = (GENERAL_TABLE, regulation) if reads else (GENERAL_TABLE,)
    functions: dict[str, RuleFunction] = {}
    weights: dict[tuple[str, str], RuleRow] = {}
    for name in filter(None, names):
        for row in table(name):
            if row.covers(first_year):
                weights[row.code, row.case] = row
                functions[f"{name}.{row.function}"] = _function(name, row.function)
    return Plan(functions=tuple(functions.values()), rows=MappingProxyType(weights))


@cache
def may_warn() -> frozenset[str]:
    """The codes of the rules whose errors may be switched to warnings."""
    return frozenset(
        row.code for name in (GENERAL_TABLE, *REGULATION_TABLES) for row in table(name) if row.may_warn
    )


def _function(name: str, reference: str) -> RuleFunction:
    module, _, function = reference.partition(":")
    found: RuleFunction = getattr(import_module(f"hocba.rules.{name}.{module}"), function)
    return found
