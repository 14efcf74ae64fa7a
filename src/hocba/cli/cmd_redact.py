"""``hocba redact``: a copy of a record without the people in it."""

from __future__ import annotations

import click

from hocba.cli.exits import Exit
from hocba.cli.options import FileName, json_option, lang_option
from hocba.cli.output import emit_json, refusal
from hocba.cli.text import Text
from hocba.errors import HocbaError

__all__ = ["command"]


def command(text: Text) -> click.Command:
    """Build the command in the language of ``text``."""

    @click.command(
        "redact",
        help=text("redact.help"),
        short_help=text("redact.short"),
        epilog="\b\n" + text("redact.epilog"),
    )
    @click.argument("file", type=FileName())
    @click.option(
        "-o", "--output", required=True, type=FileName(), metavar="FILE", help=text("redact.output")
    )
    @click.option("--keep-school", is_flag=True, help=text("redact.keep-school"))
    @click.option("--drop-marks", is_flag=True, help=text("redact.drop-marks"))
    @click.option("--keep-unknown", is_flag=True, help=text("redact.keep-unknown"))
    @click.option("--seed", metavar="TEXT", help=text("redact.seed"))
    @click.option("--overwrite", is_flag=True, help=text("opt.overwrite"))
    @json_option(text)
    @lang_option(text)
    def redact_(
        file: str,
        output: str,
        keep_school: bool,
        drop_marks: bool,
        keep_unknown: bool,
        seed: str | None,
        overwrite: bool,
        as_json: bool,
    ) -> int:
        from hocba.api import reading, write
        from hocba.edit import redact

        try:
            read = reading(file)
            made = redact(
                read.record,
                keep_marks=not drop_marks,
                keep_school=keep_school,
                keep_unknown=keep_unknown,
                seed=seed,
            )
            written = write(made, output, format=str(read.format_id), overwrite=overwrite)
        except HocbaError as problem:
            return refusal(problem, text, file, as_json=as_json)
        signatures = sum(slot.signatures for slot in read.slots)
        if as_json:
            emit_json({"file": file, "output": output, "sha256": written.sha256, "signatures": signatures})
            return Exit.PASSED
        click.echo(text("redact.done", file=output))
        if signatures:
            click.echo(text("redact.unsigned", count=signatures))
        if keep_unknown and made.extensions:
            click.echo(text("redact.unknown", count=len(made.extensions)))
        return Exit.PASSED

    return redact_
