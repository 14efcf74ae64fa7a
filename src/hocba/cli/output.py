"""What the command line prints: errors and findings in one language, or JSON in both; progress on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

from hocba.cli.exits import Exit, of_error
from hocba.cli.text import Text, one_line, safe
from hocba.errors import HocbaError
from hocba.findings import Finding, Severity

__all__ = [
    "COLOURS",
    "MARKS",
    "emit_json",
    "error_dict",
    "finding_lines",
    "format_name",
    "progress",
    "reconstructed",
    "refusal",
    "safe",
    "show_error",
]

Item = TypeVar("Item")

MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: None}


def emit_json(value: object) -> None:
    """Print ``value`` as JSON, UTF-8, readable; what a terminal would obey stands as an escape."""
    written = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(
        "".join(letter if letter == "\n" or letter.isprintable() else _escape(letter) for letter in written)
    )


def _escape(letter: str) -> str:
    units = letter.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def format_name(format_id: str, text: Text) -> str:
    """The id of a format, marked where the format is reconstructed."""
    return text("check.reconstructed", format=format_id) if reconstructed(format_id) else format_id


def reconstructed(format_id: str) -> bool:
    """Whether no specification of that format is public."""
    from hocba.formats.registry import REGISTRY

    return any(known.id == format_id and known.reconstructed for known in REGISTRY.formats)


def error_dict(problem: HocbaError, file: str | None = None) -> dict[str, object]:
    """An error as data, in both languages, with the findings and the single problems behind it."""
    told: dict[str, object] = {
        "file": file,
        "error": problem.code,
        "kind": type(problem).__name__,
        "message_vi": problem.message("vi"),
        "message_en": problem.message("en"),
        "advice_vi": problem.advice("vi"),
        "advice_en": problem.advice("en"),
    }
    findings, problems = _findings(problem), _problems(problem)
    if findings:
        told["findings"] = [finding.to_dict() for finding in findings]
    if problems:
        told["problems"] = [error_dict(single) for single in problems]
    return told


def show_error(problem: HocbaError, text: Text, *, file: str | None = None, as_json: bool = False) -> None:
    """Tell what went wrong and what to do, on stderr (JSON: on stdout)."""
    if as_json:
        emit_json(error_dict(problem, file))
        return
    place = f"{one_line(file)}: " if file else ""
    click.secho(f"{place}{one_line(problem.message(text.lang))} [{problem.code}]", fg="red", err=True)
    if advice := problem.advice(text.lang):
        click.echo(f"  → {one_line(advice)}", err=True)
    for finding in _findings(problem):
        click.echo("\n".join(finding_lines(finding, text)), err=True)
    for single in _problems(problem):
        show_error(single, text)


def refusal(problem: HocbaError, text: Text, file: str, *, as_json: bool) -> Exit:
    """Tell that ``file`` was refused; the exit code for it."""
    show_error(problem, text, file=file, as_json=as_json)
    return of_error(problem)


def _findings(problem: HocbaError) -> list[Finding]:
    return _held(problem, "findings", Finding) + _held(problem, "problems", Finding)


def _problems(problem: HocbaError) -> list[HocbaError]:
    return _held(problem, "problems", HocbaError)


def _held(problem: HocbaError, name: str, kind: type[Item]) -> list[Item]:
    """What an error carries under ``name``, of one kind."""
    held = problem.context.get(name, ())
    return [entry for entry in held if isinstance(entry, kind)] if isinstance(held, tuple | list) else []


def finding_lines(finding: Finding, text: Text, *, show_personal_data: bool = False) -> list[str]:
    """A finding as lines for a terminal."""
    message = one_line(finding.message(text.lang, show_personal_data=show_personal_data))
    mark = click.style(MARKS[finding.severity], fg=COLOURS[finding.severity])
    lines = [f"  {mark} {finding.code}  {message}"]
    if finding.path and finding.path not in message:
        where = f", {text('line')} {finding.line}" if finding.line else ""
        lines.append(f"      {one_line(finding.path)}{where}")
    if advice := finding.advice(text.lang, show_personal_data=show_personal_data):
        lines.append(f"      → {one_line(advice)}")
    return lines


@contextmanager
def progress(
    items: Iterable[Item], length: int, label: str, *, quiet: bool = False
) -> Iterator[Iterable[Item]]:
    """A bar on stderr while ``items`` are used up; silent when ``quiet`` or when stderr is no terminal."""
    if quiet or length < 2 or not sys.stderr.isatty():
        yield items
        return
    with click.progressbar(items, length=length, label=label, file=sys.stderr) as bar:
        yield bar
