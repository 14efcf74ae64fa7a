"""G-17: the school years of the pupil."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.rules import values
from hocba.rules.facts import Facts
from hocba.rules.form import HISTORY, place
from hocba.rules.hit import Hit, open_hit
from hocba.rules.text import fold

_SHARED = ("ten_lop", "ten_truong")


def _read(facts: Facts) -> list[tuple[int, int]]:
    """(index, first year) of each entry whose year can be read."""
    read = ((index, values.school_year(entry["nam_hoc"])) for index, entry in enumerate(facts.history))
    return [(index, years[0]) for index, years in read if years is not None]


def _years(facts: Facts) -> list[tuple[int, int]]:
    return facts.derived(_read)


def own_year(facts: Facts) -> Iterator[Hit]:
    """G-17: the record's own year is there, with its class and school."""
    years = _years(facts)
    if facts.first_year is None or len(years) < len(facts.history) or not years:
        return
    own = [index for index, year in years if year == facts.first_year]
    if not own:
        yield open_hit("G-17", place(facts, HISTORY))
        return
    differing = [[name for name in _SHARED if _differs(facts, index, name)] for index in own]
    if all(differing):
        for name in differing[-1]:
            yield open_hit("G-17", place(facts, HISTORY, name, own[-1]), "different")


def _differs(facts: Facts, index: int, name: str) -> bool:
    here, there = facts.history[index][name], facts.general[name]
    return bool(here and there) and here != there and fold(here) != fold(there)


def repeated(facts: Facts) -> Iterator[Hit]:
    """G-17: no year stands twice; that of a declared partial year may, with the school the pupil goes to."""
    first: dict[int, int] = {}
    for index, year in _years(facts):
        if first.setdefault(year, index) != index and not _moved(facts, first[year], index, year):
            where = place(facts, HISTORY, "nam_hoc", index)
            yield open_hit("G-17", where, "repeated", found=facts.history[index]["nam_hoc"])


def _moved(facts: Facts, one: int, other: int, year: int) -> bool:
    """lifecycle.md §8 [inferred]: the record that ends with a transfer has a row at the new school."""
    schools = {fold(facts.history[index]["ten_truong"]) for index in (one, other)}
    return facts.partial and year == facts.first_year and len(schools) == 2


def later(facts: Facts) -> Iterator[Hit]:
    """G-17: no year lies after the record's own."""
    for index, year in _years(facts):
        if facts.first_year is not None and year > facts.first_year:
            where = place(facts, HISTORY, "nam_hoc", index)
            yield open_hit(
                "G-17", where, "later", found=facts.history[index]["nam_hoc"], own=str(facts.first_year)
            )
