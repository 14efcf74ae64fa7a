"""G-12, G-13: numbers, their form and their range (``data/ranges.csv``)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from hocba.rules import values
from hocba.rules.codes.tables import rows
from hocba.rules.facts import Facts
from hocba.rules.form import GENERAL, SUMMARY, Form, place
from hocba.rules.hit import Hit, hit


class _Range(NamedTuple):
    role: str
    name: str
    lowest: int
    highest: int


@lru_cache(maxsize=64)
def _ranges(form: Form) -> tuple[_Range, ...]:
    return tuple(
        _Range(role, row["name"], int(row["lowest"]), int(row["highest"]))
        for row in rows("ranges.csv")
        for role in (GENERAL, SUMMARY)
        if form.has(role, row["name"])
    )


def form(facts: Facts) -> Iterator[Hit]:
    """G-12: ``.`` before at most four decimals."""
    for role, held in ((GENERAL, facts.general), (SUMMARY, facts.summary)):
        for name in facts.form.numbers[role]:
            value = held[name]
            if value and not values.number_in_form(value):
                yield hit("G-12", place(facts, role, name), found=value)


def in_range(facts: Facts) -> Iterator[Hit]:
    """G-13: weight in kg, height in cm, absences in sessions; what is no number is left to G-12."""
    for role, name, lowest, highest in _ranges(facts.form):
        value = (facts.general if role == GENERAL else facts.summary)[name]
        number = values.number(value)
        if number is not None and not lowest <= number <= highest:
            where = place(facts, role, name)
            yield hit("G-13", where, found=value, lowest=str(lowest), highest=str(highest))
