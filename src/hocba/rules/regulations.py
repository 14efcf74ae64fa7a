"""Which assessment regulation governs a school year, grade and level (``data/regulations.csv``).

A new regulation adds its rows there and closes those it ends (``last_year``). One that has rules brings the
table ``data/<id>.csv`` and the package ``<id>`` of its functions; nothing else is touched.
"""

from __future__ import annotations

from functools import cache

import attrs

from hocba.rules.codes.tables import rows

__all__ = ["Regulation", "Span", "regulation_for", "regulations", "spans"]


@attrs.frozen(kw_only=True)
class Regulation:
    """A circular, or several read together: ``numbers`` is what THONG_TU may say.

    ``formats`` are those whose fields its rules read; a regulation without rules has none.
    """

    id: str
    numbers: tuple[str, ...]
    formats: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Span:
    """The school years (by the year in which they begin) that a regulation governs in one grade."""

    regulation: Regulation
    level: str
    grade: int
    first_year: int
    last_year: int


@cache
def _table() -> tuple[Span, ...]:
    return tuple(
        Span(
            regulation=Regulation(
                id=row["regulation"],
                numbers=tuple(row["numbers"].split("|")),
                formats=tuple(filter(None, row["formats"].split("|"))),
            ),
            level=row["level"],
            grade=int(row["grade"]),
            first_year=int(row["first_year"] or 0),
            last_year=int(row["last_year"] or 9999),
        )
        for row in rows("regulations.csv")
    )


def regulations() -> tuple[Regulation, ...]:
    """Every regulation that is known, once each."""
    return tuple(dict.fromkeys(row.regulation for row in _table()))


def spans(regulation: str) -> tuple[Span, ...]:
    """Where the regulation of that id holds, grade by grade."""
    return tuple(row for row in _table() if row.regulation.id == regulation)


@cache
def _by_grade() -> dict[tuple[str, int], tuple[Span, ...]]:
    found: dict[tuple[str, int], tuple[Span, ...]] = {}
    for row in _table():
        found[row.level, row.grade] = (*found.get((row.level, row.grade), ()), row)
    return found


def regulation_for(level: str, grade: int, first_year: int) -> Regulation | None:
    """The regulation of the school year that begins in ``first_year``, or None where no row covers it."""
    for row in _by_grade().get((level, grade), ()):
        if row.first_year <= first_year <= row.last_year:
            return row.regulation
    return None
