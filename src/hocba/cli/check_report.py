"""What ``hocba check`` prints: errors first, each with its place, what is wrong and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import click

from hocba.cli.checked import Checked, school_year
from hocba.cli.output import COLOURS, MARKS
from hocba.cli.text import Text, one_line
from hocba.findings import Finding, Severity

__all__ = ["file_lines", "total_lines"]

_SEVERITIES = {
    Severity.ERROR: "check.errors",
    Severity.WARNING: "check.warnings",
    Severity.INFO: "check.notes",
}
_MOST_NAMED = 8


def file_lines(held: Checked, text: Text, *, show_personal_data: bool) -> Iterator[str]:
    """The report on one file."""
    errors, warnings = held.count(Severity.ERROR), held.count(Severity.WARNING)
    yield click.style(text("check.line", file=held.file, errors=errors, warnings=warnings), bold=True)
    yield f"  {_about(held, text)}"
    for severity, title in _SEVERITIES.items():
        findings = [finding for finding in held.findings if finding.severity is severity]
        if findings:
            yield click.style(f"  {text(title, count=len(findings))}", fg=COLOURS[severity], bold=True)
            yield from _grouped(findings, text, show_personal_data)


def _about(held: Checked, text: Text) -> str:
    """Which rules were asked: by grade, school year, regulation and format."""
    name = text("check.reconstructed", format=held.format_id) if held.reconstructed else held.format_id
    if not held.regulation:
        return text("check.no-regulation", format=name)
    key = "check.computed" if held.computed else "check.general-only"
    year = school_year(held.first_year)
    return text(key, grade=held.grade or "?", year=year, regulation=held.regulation, format=name)


def _grouped(findings: Sequence[Finding], text: Text, personal: bool) -> Iterator[str]:
    """Findings in the order of the form, those of one kind together.

    What several of them say alike, message or advice, stands once; every place stands.
    """
    kinds: dict[str, dict[str, list[Finding]]] = {}
    for finding in findings:
        message = finding.message(text.lang, show_personal_data=personal).removeprefix(f"{finding.path}: ")
        kinds.setdefault(finding.key, {}).setdefault(one_line(message), []).append(finding)
    for said in kinds.values():
        told = [held[-1].advice(text.lang, show_personal_data=personal) for held in said.values()]
        for position, (message, held) in enumerate(said.items()):
            yield _head(held[0], message)
            places = (_where(finding, text) for finding in held)
            yield from (f"        {place}" for place in places if place and place not in message)
            if told[position] and told[position] not in told[position + 1 :]:
                yield f"        → {one_line(told[position])}"


def _head(finding: Finding, message: str) -> str:
    mark = click.style(MARKS[finding.severity], fg=COLOURS[finding.severity])
    code = click.style(finding.code, bold=True)
    confidence = "" if finding.confidence in {"", "[official]"} else f" {finding.confidence}"
    return f"    {mark} {code}{confidence}  {_capital(message)}"


def _capital(message: str) -> str:
    return message[:1].upper() + message[1:]


def _where(finding: Finding, text: Text) -> str:
    label = dict(finding.values).get("label", "")
    place = one_line(finding.path)
    if label and place:
        place = f"{label}: {place}"
    return f"{place}, {text('line')} {finding.line}" if finding.line and place else place


def total_lines(results: Sequence[Checked], unreadable: int, text: Text) -> Iterator[str]:
    """Which codes to look up and, over several files, how many of them have what."""
    errors = Counter(_codes(results, Severity.ERROR))
    warnings = Counter(_codes(results, Severity.WARNING))
    named = [code for held in (errors, warnings) for code, _ in held.most_common()]
    if named:
        codes = " ".join(list(dict.fromkeys(named))[:_MOST_NAMED])
        yield text("check.explain", codes=codes)
    if len(results) + unreadable < 2:
        return
    failed = sum(held.count(Severity.ERROR) > 0 for held in results)
    warned = sum(held.count(Severity.WARNING) > 0 for held in results if not held.count(Severity.ERROR))
    most = ", ".join(f"{code} ×{count}" for code, count in (errors + warnings).most_common(_MOST_NAMED))
    yield text(
        "check.total",
        total=len(results) + unreadable,
        failed=failed,
        warned=warned,
        clean=len(results) - failed - warned,
        unreadable=unreadable,
        errors=errors.total(),
        warnings=warnings.total(),
    )
    if most:
        yield text("check.most", most=most)


def _codes(results: Sequence[Checked], severity: Severity) -> Iterator[str]:
    return (finding.code for held in results for finding in held.findings if finding.severity is severity)
