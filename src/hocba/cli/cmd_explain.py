"""``hocba explain``: what a code means, from the tables that the rules and messages come from."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from hocba.cli.exits import Exit, of_error, worst
from hocba.cli.options import json_option, lang_option
from hocba.cli.output import emit_json, error_dict, show_error
from hocba.cli.text import Text
from hocba.errors import HocbaError

if TYPE_CHECKING:
    from hocba.rules.explain import Explanation, Group

__all__ = ["command"]

_WIDEST = 100


def command(text: Text) -> click.Command:
    """Build the command in the language of ``text``."""

    @click.command(
        "explain",
        help=text("explain.help"),
        short_help=text("explain.short"),
        epilog="\b\n" + text("explain.epilog"),
    )
    @click.argument("codes", nargs=-1, metavar="[CODE]...")
    @click.option("--all", "everything", is_flag=True, help=text("explain.all"))
    @json_option(text)
    @lang_option(text)
    def explain(codes: tuple[str, ...], everything: bool, as_json: bool) -> int:
        from hocba.rules import explain as known

        asked = known.codes() if everything else codes
        if not asked:
            _groups(known.groups(text.lang), text, as_json)
            return Exit.PASSED
        return _several(asked, text, as_json)

    return explain


def _several(asked: tuple[str, ...], text: Text, as_json: bool) -> int:
    from hocba.rules.explain import codes, explain, groups

    by_prefix = {group.prefix: group for group in groups(text.lang) if group.prefix not in codes()}
    outcomes: list[Exit] = [Exit.PASSED]
    told: list[dict[str, object]] = []
    for position, code in enumerate(asked):
        if not as_json and position:
            click.echo()
        try:
            if (group := by_prefix.get(code.strip().upper())) is not None:
                told.extend(_group(group, text, as_json))
            elif as_json:
                told.append(_as_data(code))
            else:
                click.echo("\n".join(_lines(explain(code, text.lang))))
        except HocbaError as problem:
            outcomes.append(of_error(problem))
            told.append(error_dict(problem))
            if not as_json:
                show_error(problem, text)
    if as_json:
        emit_json(told)
    return worst(outcomes)


def _groups(groups: tuple[Group, ...], text: Text, as_json: bool) -> None:
    if as_json:
        emit_json([{"group": one.prefix, "title": one.title, "codes": list(one.codes)} for one in groups])
        return
    width = max(len(one.prefix) for one in groups)
    for one in groups:
        click.echo(f"  {click.style(one.prefix.ljust(width), bold=True)}  {one.title} ({len(one.codes)})")
    click.echo(text("explain.groups"))


def _group(group: Group, text: Text, as_json: bool) -> Iterator[dict[str, object]]:
    """The codes of one group in a line each; as data, whole explanations."""
    from hocba.rules.explain import explain

    if as_json:
        yield from map(_as_data, group.codes)
        return
    click.secho(f"{group.prefix} · {group.title}", bold=True)
    width = max(map(len, group.codes))
    for code in group.codes:
        told = explain(code, text.lang)
        line = textwrap.shorten(told.name or told.meaning, max(_width() - width - 4, 20), placeholder=" …")
        click.echo(f"  {code.ljust(width)}  {line}")


def _as_data(code: str) -> dict[str, object]:
    from hocba.rules.explain import explain

    vietnamese, english = explain(code, "vi"), explain(code, "en")
    return {
        "code": vietnamese.code,
        "kind": vietnamese.kind,
        "vi": vietnamese.to_dict(),
        "en": english.to_dict(),
    }


def _lines(told: Explanation) -> Iterator[str]:
    from hocba.rules.explain.words import say

    yield click.style(f"{told.code} · {told.name}" if told.name else told.code, bold=True)
    if told.kind == "rule":
        yield from _wrapped(told.meaning)
    yield from _fact(say("FORMULA", told.lang), told.formula)
    yield from _table(told.table)
    yield from _fact(say("EXAMPLE", told.lang), told.example)
    yield from _fact(say("WHY", told.lang), told.why_unchecked)
    yield from _fact(say("WEIGHT", told.lang) + ":", told.severity)
    yield from _fact(say("APPLIES", told.lang) + ":", told.applies)
    yield from _fact(say("SOURCE", told.lang) + ":", told.source)
    confidence = f"{told.confidence} {told.confidence_words}".strip()
    yield from _fact(say("CONFIDENCE", told.lang) + ":", confidence)
    if told.tags != ("*",):
        yield from _fact(say("TAGS", told.lang) + ":", ", ".join(told.tags))
    for case in told.cases:
        weight = f" ({case.severity})" if case.severity and len(told.cases) > 1 else ""
        yield from _wrapped(f"{case.key}{weight}: {case.message}", indent="  ")
        if case.advice:
            yield from _wrapped(f"→ {case.advice}", indent="      ")


def _fact(label: str, value: str) -> Iterator[str]:
    if value:
        yield from _wrapped(f"{label} {value}")


def _table(rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    if not rows:
        return
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "    " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _wrapped(value: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        value,
        _width(),
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _width() -> int:
    return min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST)
