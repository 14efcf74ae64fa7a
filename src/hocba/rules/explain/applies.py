"""Where a rule holds and how much it weighs, in words."""

from __future__ import annotations

from collections.abc import Iterable

from hocba.findings import Severity
from hocba.rules.explain.words import say
from hocba.rules.form_tables import form
from hocba.rules.regulations import Span, spans
from hocba.rules.tables import GENERAL_TABLE, RuleRow

__all__ = ["applies", "weight"]

_FIRST_OF_ALL, _LAST_OF_ALL = 0, 9999


def applies(table: str, lang: str) -> str:
    """The regulation with its grades and years; the general rules hold everywhere."""
    if table == GENERAL_TABLE:
        return say("EVERYWHERE", lang)
    held = spans(table)
    years: dict[tuple[int, int], list[str]] = {}
    for span in held:
        years.setdefault((span.first_year, span.last_year), []).append(str(span.grade))
    grades = "; ".join(_span(*when, names, lang) for when, names in sorted(years.items()))
    formats = ", ".join(_format(name, lang) for name in held[0].regulation.formats)
    return say("REGULATION", lang, numbers=_numbers(held), grades=grades, formats=formats)


def _span(first: int, last: int, grades: list[str], lang: str) -> str:
    words = say("GRADES-FROM", lang, grades=", ".join(grades), year=_school_year(first))
    return say("TO", lang, what=words, year=_school_year(last)) if last < _LAST_OF_ALL else words


def _format(name: str, lang: str) -> str:
    return say("RECONSTRUCTED", lang, format=name) if form(name).reconstructed else name


def _numbers(held: Iterable[Span]) -> str:
    return ", ".join(dict.fromkeys(number for span in held for number in span.regulation.numbers))


def _school_year(first: int) -> str:
    return f"{first}-{first + 1}"


def weight(rows: Iterable[RuleRow], lang: str) -> str:
    """Error or warning, by school year and by writing or reading where these differ."""
    told = []
    for row in rows:
        if row.severity is row.reading:
            words = _word(row.severity, lang)
        else:
            words = say(
                "WRITE-READ", lang, writing=_word(row.severity, lang), reading=_word(row.reading, lang)
            )
        if row.first_year > _FIRST_OF_ALL:
            words = say("FROM-YEAR", lang, severity=words, year=_school_year(row.first_year))
        elif row.last_year < _LAST_OF_ALL:
            words = say("TO-YEAR", lang, severity=words, year=_school_year(row.last_year))
        told.append(words)
    return "; ".join(told)


def _word(severity: Severity, lang: str) -> str:
    return say(f"SEVERITY-{severity.name}", lang)
