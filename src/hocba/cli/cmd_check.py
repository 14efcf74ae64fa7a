"""``hocba check``: the rules, file by file."""

from __future__ import annotations

import click

from hocba.cli.check_report import file_lines, total_lines
from hocba.cli.checked import Asked, Checked, checked
from hocba.cli.exits import of_error, worst
from hocba.cli.options import FileName, expanded, json_option, lang_option, personal_option
from hocba.cli.output import emit_json, error_dict, progress, show_error
from hocba.cli.text import Text
from hocba.errors import ConfigurationError, HocbaError
from hocba.findings import MASK

__all__ = ["command"]


def command(text: Text) -> click.Command:
    """Build the command in the language of ``text``."""

    @click.command(
        "check", help=text("check.help"), short_help=text("check.short"), epilog="\b\n" + text("check.epilog")
    )
    @click.argument("files", nargs=-1, required=True, type=FileName())
    @click.option("--received", is_flag=True, help=text("check.received"))
    @click.option("--partial", is_flag=True, help=text("check.partial"))
    @click.option("--substitute", "substitutes", multiple=True, metavar="SLOT", help=text("check.substitute"))
    @click.option("--warn-only", "warn_only", multiple=True, metavar="CODE", help=text("check.warn-only"))
    @json_option(text)
    @personal_option(text)
    @lang_option(text)
    def check(
        files: tuple[str, ...],
        received: bool,
        partial: bool,
        substitutes: tuple[str, ...],
        warn_only: tuple[str, ...],
        as_json: bool,
        show_personal_data: bool,
    ) -> int:
        asked = Asked(received=received, partial=partial, substitutes=substitutes, warn_only=warn_only)
        names = expanded(files)
        results: list[tuple[str, Checked | HocbaError]] = []
        with progress(names, len(names), text("check.progress"), quiet=as_json) as bar:
            results.extend((name, _outcome(name, asked)) for name in bar)
        if as_json:
            emit_json([_as_data(name, held, show_personal_data) for name, held in results])
        else:
            _print(results, text, show_personal_data)
        return worst(held.exit if isinstance(held, Checked) else of_error(held) for _, held in results)

    return check


def _outcome(name: str, asked: Asked) -> Checked | HocbaError:
    """What was found; a file that cannot be read does not keep the others from being checked."""
    try:
        return checked(name, asked)
    except ConfigurationError:
        raise
    except HocbaError as problem:
        return problem


def _as_data(name: str, held: Checked | HocbaError, personal: bool) -> dict[str, object]:
    if isinstance(held, Checked):
        return held.to_dict(show_personal_data=personal)
    return error_dict(held, name)


def _print(results: list[tuple[str, Checked | HocbaError]], text: Text, personal: bool) -> None:
    masked = False
    for name, held in results:
        if not isinstance(held, Checked):
            show_error(held, text, file=name)
            continue
        for line in file_lines(held, text, show_personal_data=personal):
            masked |= MASK in line
            click.echo(line)
    read = [held for _, held in results if isinstance(held, Checked)]
    for line in total_lines(read, len(results) - len(read), text):
        click.echo(line)
    if masked:
        click.echo(text("check.masked"))
