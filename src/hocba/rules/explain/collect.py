"""Explanations put together from rule tables, explaining tables and the message catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from hocba.errors import ConfigurationError
from hocba.findings import Severity
from hocba.i18n import catalog
from hocba.rules.explain.applies import applies, weight
from hocba.rules.explain.catalogue import codes, normal, suggestions
from hocba.rules.explain.entries import Entry, entries
from hocba.rules.explain.explanation import Case, Explanation
from hocba.rules.explain.words import confidence_words, say, template
from hocba.rules.tables import GENERAL_TABLE, REGULATION_TABLES, RuleRow, table

__all__ = ["explain"]


def explain(code: str, lang: str = "vi") -> Explanation:
    """What ``code`` means in ``lang`` ("vi" or "en"): a rule, a finding or an error.

    Letter case does not matter, a case behind a slash is dropped: all cases of a code are told together.
    Raises ConfigurationError (EXPLAIN-UNKNOWN) for what is no code, with codes that come near to it, and
    ValueError for another language.
    """
    wanted = normal(code)
    if wanted not in codes():
        near = ", ".join(suggestions(code)) or "–"
        raise ConfigurationError.of("EXPLAIN-UNKNOWN", near=near)
    entry = entries().get(wanted)
    return _rule(wanted, entry, lang) if entry is not None else _told(wanted, lang)


def _rule(code: str, entry: Entry, lang: str) -> Explanation:
    cases = tuple(_cases(code, lang))
    first = cases[0] if cases else None
    confidence = first.confidence if first is not None else entry.plain("confidence")
    rows = [row for row in _rows().get(code, ()) if not row.case] or _rows().get(code, ())
    severity = weight([row for row in rows if row.case == rows[0].case], lang) if rows else ""
    if any(row.computed for row in rows):
        severity = say("COMPUTED", lang, severity=severity)
    return Explanation(
        code=code,
        lang=lang,
        kind="rule",
        name=entry.text("name", lang),
        meaning=entry.text("", lang),
        applies=applies(entry.table, lang),
        formula=entry.plain("formula"),
        table=entry.rows(lang),
        example=entry.text("example", lang),
        severity=severity or say("UNCHECKED", lang),
        why_unchecked="" if cases else entry.text("why", lang),
        source=first.source if first is not None else entry.plain("source"),
        confidence=confidence,
        confidence_words=confidence_words(confidence, lang),
        tags=entry.tags,
        cases=cases,
    )


def _told(code: str, lang: str) -> Explanation:
    """A finding or an error: all that is known stands in the catalogue."""
    cases = tuple(_cases(code, lang))
    first = cases[0]
    return Explanation(
        code=code,
        lang=lang,
        kind="finding" if first.severity else "error",
        name="",
        meaning=first.message,
        severity=first.severity or say("REFUSED", lang),
        source=first.source,
        confidence=first.confidence,
        confidence_words=confidence_words(first.confidence, lang),
        cases=cases,
    )


def _cases(code: str, lang: str) -> Iterator[Case]:
    """Everything that ``code`` can say, as the catalogue orders it."""
    for key in _keys().get(code, ()):
        entry = catalog.entry(key)
        rows = [row for row in _rows().get(code, ()) if row.case == key.partition("/")[2]]
        plain = Severity(entry["severity"]).name if "severity" in entry else ""
        yield Case(
            key=key,
            severity=weight(rows, lang) if rows else plain and say(f"SEVERITY-{plain}", lang),
            message=template(entry[lang], lang),
            advice=template(entry.get(f"do_{lang}", ""), lang),
            source=entry.get("source", ""),
            confidence=entry.get("confidence", ""),
        )


@cache
def _keys() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key in catalog.codes():
        code = key.partition("/")[0]
        found[code] = (*found.get(code, ()), key)
    return MappingProxyType(found)


@cache
def _rows() -> Mapping[str, tuple[RuleRow, ...]]:
    found: dict[str, tuple[RuleRow, ...]] = {}
    for name in (GENERAL_TABLE, *REGULATION_TABLES):
        for row in table(name):
            found[row.code] = (*found.get(row.code, ()), row)
    return MappingProxyType(found)
