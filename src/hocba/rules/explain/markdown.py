"""Explanations of rules as pages of the documentation (Markdown)."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.rules.explain.catalogue import codes, groups
from hocba.rules.explain.collect import explain
from hocba.rules.explain.entries import entries
from hocba.rules.explain.explanation import Case, Explanation
from hocba.rules.explain.words import say

__all__ = ["index_page", "page", "rule_codes"]

_SPECIAL = str.maketrans({letter: f"&#{ord(letter)};" for letter in "&<>[]*_`|{}"})


def rule_codes() -> tuple[str, ...]:
    """The codes that have a page of their own: every rule, also those that check nothing."""
    return tuple(code for code in codes() if code in entries())


def page(code: str, lang: str) -> str:
    """The page of one rule. Raises ConfigurationError for an unknown code."""
    told = explain(code, lang)
    return "\n\n".join(filter(None, _parts(told))) + "\n"


def _parts(told: Explanation) -> Iterator[str]:
    lang = told.lang
    yield f"# {told.code} · {_safe(told.name)}"
    yield _safe(told.meaning)
    if told.formula:
        yield f"**{say('FORMULA', lang)}** `{told.formula}`"
    yield _table(told.table)
    if told.example:
        yield f"**{say('EXAMPLE', lang)}** {_safe(told.example)}"
    if told.why_unchecked:
        yield f"**{say('WHY', lang)}** {_safe(told.why_unchecked)}"
    yield _table(tuple(_facts(told)), escape=False)
    if told.cases:
        yield f"## {say('CASES', lang)}"
        for case in told.cases:
            yield _case(case, lang)
    yield f"[{say('ALL-RULES', lang)}](index.md)"


def _facts(told: Explanation) -> Iterator[tuple[str, str]]:
    lang = told.lang
    yield "", ""
    yield say("WEIGHT", lang), _safe(told.severity)
    yield say("APPLIES", lang), _safe(told.applies)
    yield say("SOURCE", lang), _safe(told.source)
    yield say("CONFIDENCE", lang), f"{_safe(told.confidence)} {_safe(told.confidence_words)}"
    if told.tags and told.tags != ("*",):
        yield say("TAGS", lang), ", ".join(f"`{tag}`" for tag in told.tags)


def _case(case: Case, lang: str) -> str:
    marks = " · ".join(_safe(text) for text in (case.severity, case.confidence, case.source) if text)
    return (
        f"### {case.key}\n\n{marks}\n\n> {_safe(case.message)}\n\n**{say('DO', lang)}** {_safe(case.advice)}"
    )


def _table(rows: tuple[tuple[str, ...], ...], *, escape: bool = True) -> str:
    if not rows:
        return ""
    lines = ["| " + " | ".join(_safe(cell) if escape else cell for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def _safe(text: str) -> str:
    return text.translate(_SPECIAL)


def index_page(lang: str) -> str:
    """All rules with their names and severities, each with the way to its page."""
    parts = [f"# {say('INDEX', lang)}", _safe(say("INDEX-ABOUT", lang))]
    for group in groups(lang):
        rules = [explain(code, lang) for code in group.codes if code in entries()]
        if not rules:
            continue
        parts.append(f"## {_safe(group.title)}")
        head = (say("RULE", lang), say("NAME", lang), say("WEIGHT", lang))
        rows = [(f"[{told.code}]({told.code}.md)", _safe(told.name), _safe(told.severity)) for told in rules]
        parts.append(_table((head, *rows), escape=False))
    return "\n\n".join(parts) + "\n"
