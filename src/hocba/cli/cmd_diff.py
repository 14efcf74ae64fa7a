"""``hocba diff``: what differs between two records."""

from __future__ import annotations

import click

from hocba.cli.changes import difference_lines
from hocba.cli.exits import Exit
from hocba.cli.options import FileName, json_option, lang_option, personal_option
from hocba.cli.output import emit_json, refusal
from hocba.cli.text import Text
from hocba.errors import HocbaError
from hocba.findings import MASK

__all__ = ["command"]


def command(text: Text) -> click.Command:
    """Build the command in the language of ``text``."""

    @click.command(
        "diff", help=text("diff.help"), short_help=text("diff.short"), epilog="\b\n" + text("diff.epilog")
    )
    @click.argument("old", type=FileName())
    @click.argument("new", type=FileName())
    @click.option("--record-only", is_flag=True, help=text("diff.record-only"))
    @json_option(text)
    @personal_option(text)
    @lang_option(text)
    def diff_(old: str, new: str, record_only: bool, as_json: bool, show_personal_data: bool) -> int:
        from hocba.edit.comparison import Diff, compare
        from hocba.edit.sides import Side

        sides = []
        for file in (old, new):
            try:
                sides.append(Side.of(file))
            except HocbaError as problem:
                return refusal(problem, text, file, as_json=as_json)
        found = compare(*sides)
        if record_only:
            found = Diff(changes=found.changes)
        if as_json:
            emit_json(found.to_dict(show_personal_data=show_personal_data))
        else:
            count = len(found.changes), len(found.asides)
            key = "diff.same" if found.equal else "diff.head"
            click.echo(text(key, old=old, new=new, changes=count[0], outside=count[1]))
            lines = [*difference_lines(found, text, show_personal_data=show_personal_data)]
            for line in lines:
                click.echo(line)
            if any(MASK in line for line in lines):
                click.echo(text("check.masked"))
        return Exit.PASSED if found.equal else Exit.FAILED

    return diff_
