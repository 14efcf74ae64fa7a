"""``hocba schema``: the published JSON Schemas."""

from __future__ import annotations

import click

from hocba.cli.exits import Exit
from hocba.cli.options import lang_option
from hocba.cli.text import Text

__all__ = ["command"]


_ABOUT = {
    "v1_0": "schema.v1-0",
    "v2_tieuhoc": "schema.v2-tieuhoc",
    "v2_trunghoc": "schema.v2-trunghoc",
    "national": "schema.national",
    "diff": "schema.diff",
}


def command(text: Text) -> click.Command:
    """Build the command in the language of ``text``."""

    @click.command(
        "schema",
        help=text("schema.help"),
        short_help=text("schema.short"),
        epilog="\b\n" + text("schema.epilog"),
    )
    @click.argument("name", required=False)
    @lang_option(text)
    def schema_(name: str | None) -> int:
        from hocba.exchange.schema import NAMES, schema

        if name is None:
            for known in NAMES:
                click.echo(f"{known}: {text(_ABOUT[known])}")
        else:
            click.echo(schema(name), nl=False)
        return Exit.PASSED

    return schema_
