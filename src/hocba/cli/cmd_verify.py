"""``hocba verify``: the report on each file, and one exit code."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hocba.cli.exits import Exit, of_error, worst
from hocba.cli.options import (
    FileName,
    expanded,
    instant,
    json_option,
    lang_option,
    pairs,
    personal_option,
    trust_options,
)
from hocba.cli.output import emit_json, error_dict, progress, show_error
from hocba.cli.text import Text, one_line
from hocba.errors import ConfigurationError, HocbaError

if TYPE_CHECKING:
    from hocba.verify.engine import Verifier
    from hocba.verify.report import Report

__all__ = ["command", "exit_of"]


def command(text: Text) -> click.Command:
    """Build the command in the language of ``text``."""

    @click.command(
        "verify",
        help=text("verify.help"),
        short_help=text("verify.short"),
        epilog="\b\n" + text("verify.epilog"),
    )
    @click.argument("files", nargs=-1, required=True, type=FileName())
    @trust_options(text)
    @click.option("--policy", metavar="NAME", help=text("verify.policy"))
    @click.option("--at", metavar="TIME", help=text("verify.at"))
    @click.option("--expect", multiple=True, metavar="SLOT=VALUE", help=text("verify.expect"))
    @click.option("--html", type=FileName(), metavar="FILE", help=text("verify.html"))
    @click.option("--full", is_flag=True, help=text("verify.full"))
    @json_option(text)
    @personal_option(text)
    @lang_option(text)
    def verify(
        files: tuple[str, ...],
        trust: str | None,
        evidence: tuple[str, ...],
        policy: str | None,
        at: str | None,
        expect: tuple[str, ...],
        html: str | None,
        full: bool,
        as_json: bool,
        show_personal_data: bool,
    ) -> int:
        from hocba.api import verifier

        judge = verifier(trust=trust, evidence=evidence, policy=policy, expected=pairs(expect, "--expect"))
        moment = instant(at, "--at") or datetime.now(UTC)
        names = expanded(files)
        if html is not None and len(names) != 1:
            raise click.UsageError(text("verify.html-one"))
        _spare_input(html, names)
        results = []
        with progress(names, len(names), text("verify.progress"), quiet=as_json) as bar:
            for name in bar:
                results.append((name, _judged(judge, name, moment)))
        results = _compared(results)
        _show(text, results, full or len(results) == 1, as_json, show_personal_data)
        if html is not None:
            _write_html(text, html, results[0][1], show_personal_data)
        return worst(exit_of(outcome) for _, outcome in results)

    return verify


def exit_of(outcome: Report | HocbaError) -> Exit:
    """The exit code for one file."""
    if isinstance(outcome, HocbaError):
        return of_error(outcome)
    return {
        "TOTAL_PASSED": Exit.PASSED,
        "TOTAL_FAILED": Exit.FAILED,
        "INDETERMINATE": Exit.INDETERMINATE,
    }[outcome.indication.value]


def _spare_input(html: str | None, names: list[str]) -> None:
    """The report never takes the place of the file it is about."""
    place = Path(html) if html is not None else None
    for name in names if place is not None else ():
        with contextlib.suppress(OSError, ValueError):
            if place is not None and place.samefile(name):
                raise ConfigurationError.of("CLI-VERIFY-HTML-INPUT", file=place.name)


def _judged(judge: Verifier, name: str, moment: datetime) -> Report | HocbaError:
    from hocba.api import raw_bytes

    try:
        return judge.verify(raw_bytes(name), at=moment)
    except HocbaError as problem:
        return problem


def _compared(results: list[tuple[str, Report | HocbaError]]) -> list[tuple[str, Report | HocbaError]]:
    """A subject teacher's signature in two of the records fails both."""
    from hocba.verify.copies import with_copies

    reports = [outcome for _, outcome in results if not isinstance(outcome, HocbaError)]
    judged = iter(with_copies(reports))
    return [(name, outcome if isinstance(outcome, HocbaError) else next(judged)) for name, outcome in results]


def _show(
    text: Text,
    results: list[tuple[str, Report | HocbaError]],
    full: bool,
    as_json: bool,
    personal: bool,
) -> None:
    if as_json:
        emit_json(list(_as_data(results, personal)))
        return
    from hocba.verify.render_text import render_text

    for name, outcome in results:
        if isinstance(outcome, HocbaError):
            show_error(outcome, text, file=name)
        elif full or exit_of(outcome) is not Exit.PASSED:
            click.echo(one_line(name))
            brief = not full and len(results) > 1
            click.echo(render_text(outcome, text.lang, show_personal_data=personal, brief=brief))
        else:
            click.echo(f"{one_line(name)}: {text('verify.passed')} ({outcome.indication.value})")
    if len(results) > 1:
        counts = Counter(exit_of(outcome) for _, outcome in results)
        click.echo(
            text(
                "verify.total",
                total=len(results),
                passed=counts[Exit.PASSED],
                failed=counts[Exit.FAILED],
                indeterminate=counts[Exit.INDETERMINATE],
                unreadable=counts[Exit.UNREADABLE],
            )
        )


def _as_data(results: list[tuple[str, Report | HocbaError]], personal: bool) -> Iterator[dict[str, object]]:
    from hocba.verify.render_json import render_json

    for name, outcome in results:
        if isinstance(outcome, HocbaError):
            yield error_dict(outcome, name)
        else:
            yield {"file": name, **json.loads(render_json(outcome, show_personal_data=personal))}


def _write_html(text: Text, place: str, outcome: Report | HocbaError, personal: bool) -> None:
    from hocba.files import write_atomic
    from hocba.verify.render_html import render_html

    if not isinstance(outcome, HocbaError):
        page = render_html(outcome, text.lang, show_personal_data=personal)
        write_atomic(place, page.encode("utf-8"))
