"""What the command line prints: errors and findings in one language, or JSON in both; progress on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

from hocba.cli.text import Text
from hocba.errors import HocbaError
from hocba.findings import Finding, Severity

__all__ = ["emit_json", "error_dict", "finding_lines", "progress", "safe", "show_error"]

Item = TypeVar("Item")

_MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: None}


def safe(value: str) -> str:
    """``value`` with control, bidi and zero-width characters made visible: no file steers a terminal."""
    return "".join(
        letter if letter == "\n" or letter.isprintable() else f"\\u{ord(letter):04x}" for letter in value
    )


def emit_json(value: object) -> None:
    """Print ``value`` as JSON, UTF-8, readable; what a terminal would obey stands as an escape."""
    written = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(
        "".join(letter if letter == "\n" or letter.isprintable() else _escape(letter) for letter in written)
    )


def _escape(letter: str) -> str:
    units = letter.encode("utf-16-be")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def error_dict(problem: HocbaError, file: str | None = None) -> dict[str, object]:
    """An error as data, in both languages."""
    return {
        "file": file,
        "error": problem.code,
        "kind": type(problem).__name__,
        "message_vi": problem.message("vi"),
        "message_en": problem.message("en"),
        "advice_vi": problem.advice("vi"),
        "advice_en": problem.advice("en"),
    }


def show_error(problem: HocbaError, text: Text, *, file: str | None = None, as_json: bool = False) -> None:
    """Tell what went wrong and what to do, on stderr (JSON: on stdout)."""
    if as_json:
        emit_json(error_dict(problem, file))
        return
    place = f"{file}: " if file else ""
    click.secho(f"{place}{safe(problem.message(text.lang))} [{problem.code}]", fg="red", err=True)
    if advice := problem.advice(text.lang):
        click.echo(f"  → {safe(advice)}", err=True)
    for finding in problem.context.get("findings", ()):  # type: ignore[attr-defined]  # context values are objects
        click.echo("\n".join(finding_lines(finding, text)), err=True)


def finding_lines(finding: Finding, text: Text, *, show_personal_data: bool = False) -> list[str]:
    """A finding as lines for a terminal."""
    message = safe(finding.message(text.lang, show_personal_data=show_personal_data))
    mark = click.style(_MARKS[finding.severity], fg=_COLOURS[finding.severity])
    lines = [f"  {mark} {finding.code}  {message}"]
    if finding.path and finding.path not in message:
        where = f", {text('line')} {finding.line}" if finding.line else ""
        lines.append(f"      {safe(finding.path)}{where}")
    if advice := finding.advice(text.lang, show_personal_data=show_personal_data):
        lines.append(f"      → {safe(advice)}")
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
