"""``hocba demo``: the whole way once, on a synthetic class, with every file kept to look at."""

from __future__ import annotations

import click

from hocba.cli.demo_steps import Demo
from hocba.cli.exits import Exit
from hocba.cli.options import FileName, json_option, lang_option
from hocba.cli.output import emit_json
from hocba.cli.text import Text
from hocba.errors import ConfigurationError

__all__ = ["command"]


def command(text: Text) -> click.Command:
    """Build the command in the language of ``text``."""

    @click.command(
        "demo", help=text("demo.help"), short_help=text("demo.short"), epilog="\b\n" + text("demo.epilog")
    )
    @click.argument("folder", default="hocba-demo", type=FileName())
    @click.option(
        "--pupils", type=click.IntRange(1, 1000), default=30, show_default=True, help=text("demo.pupils")
    )
    @json_option(text)
    @lang_option(text)
    def demo(folder: str, pupils: int, as_json: bool) -> int:
        run = Demo.prepare(folder, pupils, text, quiet=as_json)
        if run is None:
            raise ConfigurationError.of("CLI-DEMO-FOLDER", folder=folder)
        outcome = run.all_steps()
        if as_json:
            emit_json(outcome)
        return Exit.PASSED if outcome["passed"] else Exit.FAILED

    return demo
