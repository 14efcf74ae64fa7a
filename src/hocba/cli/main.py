"""``hocba``: builds the commands in the chosen language, runs one, turns the outcome into an exit code."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Sequence
from typing import NoReturn

import click

from hocba._version import __version__
from hocba.cli import (
    cmd_check,
    cmd_demo,
    cmd_diff,
    cmd_explain,
    cmd_import,
    cmd_inspect,
    cmd_new,
    cmd_package,
    cmd_payload,
    cmd_read,
    cmd_redact,
    cmd_schema,
    cmd_set,
    cmd_sign,
    cmd_template,
    cmd_trust,
    cmd_verify,
)
from hocba.cli.exits import Exit, of_error
from hocba.cli.help import speak
from hocba.cli.options import help_instead, lang_option
from hocba.cli.output import show_error
from hocba.cli.streams import prepare_streams, release_streams
from hocba.cli.text import Text, chosen_language
from hocba.cli.usage import usage_message
from hocba.errors import HocbaError, StorageError
from hocba.i18n.catalog import LANGUAGES

__all__ = ["build", "main"]


def build(lang: str) -> click.Group:
    """The whole command tree with its help in ``lang``."""
    text = Text(lang)
    group = click.Group(
        "hocba",
        callback=help_instead,
        invoke_without_command=True,
        subcommand_metavar="COMMAND [ARGS]...",
        help=text("help"),
        epilog=text("epilog"),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    )
    lang_option(text)(group)
    click.version_option(__version__, prog_name="hocba", help=text("opt.version"))(group)
    for module in (cmd_demo, cmd_new, cmd_read, cmd_check, cmd_explain, cmd_sign, cmd_verify, cmd_inspect):
        group.add_command(module.command(text))
    for module in (cmd_import, cmd_template):
        group.add_command(module.command(text))
    for module in (cmd_set, cmd_diff, cmd_redact, cmd_payload, cmd_schema):
        group.add_command(module.command(text))
    group.add_command(cmd_package.pack_command(text))
    group.add_command(cmd_package.unpack_command(text))
    group.add_command(cmd_trust.command(text))
    speak(group, text)
    return group


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line; ``arguments`` default to those of the process. Ends the process."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    prepare_streams()
    if not sys.warnoptions:  # remarks of libraries about hostile input are no part of the answer
        warnings.simplefilter("ignore")
    code = run(given)
    sys.exit(code if release_streams() else Exit.UNREADABLE)


def run(arguments: list[str]) -> int:
    """As :func:`main`, returning the exit code."""
    lang = chosen_language(arguments)
    text = Text(lang if lang in LANGUAGES else "vi")
    try:
        outcome = build(text.lang).main(args=arguments, prog_name="hocba", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo(text("aborted"), err=True)
        return Exit.FAILED
    except click.UsageError as problem:
        click.secho(usage_message(problem, text), fg="red", err=True)
        return Exit.USAGE
    except HocbaError as problem:
        show_error(problem, text, as_json="--json" in arguments)
        return of_error(problem)
    except OSError as problem:
        if "HOCBA_DEBUG" in os.environ:
            raise
        show_error(StorageError.of("CLI-OUTPUT", reason=type(problem).__name__), text)
        return Exit.UNREADABLE
    except Exception as problem:
        if "HOCBA_DEBUG" in os.environ:
            raise
        click.secho(text("internal", kind=type(problem).__name__), fg="red", err=True)
        return Exit.UNREADABLE
    return int(outcome or Exit.PASSED)


if __name__ == "__main__":
    main()
