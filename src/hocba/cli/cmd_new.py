"""``hocba new``: a record file from JSON, or a synthetic one to try things with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hocba.cli.exits import Exit
from hocba.cli.options import FileName, json_option, lang_option
from hocba.cli.output import emit_json, finding_lines
from hocba.cli.text import Text
from hocba.findings import Severity

if TYPE_CHECKING:
    from hocba.model.record import Record

__all__ = ["command"]


def command(text: Text) -> click.Command:
    """Build the command in the language of ``text``."""

    @click.command(
        "new", help=text("new.help"), short_help=text("new.short"), epilog="\b\n" + text("new.epilog")
    )
    @click.argument("source", required=False, type=FileName())
    @click.option("-o", "--output", type=FileName(), metavar="FILE", help=text("new.output"))
    @click.option("--sample", is_flag=True, help=text("new.sample"))
    @click.option("--grade", type=click.IntRange(1, 5), default=4, show_default=True, help=text("new.grade"))
    @click.option("--overwrite", is_flag=True, help=text("opt.overwrite"))
    @json_option(text)
    @lang_option(text)
    def new(
        source: str | None, output: str | None, sample: bool, grade: int, overwrite: bool, as_json: bool
    ) -> int:
        return _new(text, source, output, grade if sample else None, overwrite, as_json)

    return new


def _new(
    text: Text, source: str | None, output: str | None, grade: int | None, overwrite: bool, as_json: bool
) -> int:
    from hocba.api import check, write

    if (source is None) == (grade is None):
        raise click.UsageError(text("new.choose"))
    record = _record(source, grade)
    if output is None:
        click.echo(record.model_dump_json(indent=2, exclude_none=True))
        return Exit.PASSED
    findings = check(record)
    file = write(record, output, overwrite=overwrite)
    if as_json:
        emit_json(
            {"file": output, "sha256": file.sha256, "findings": [finding.to_dict() for finding in findings]}
        )
    else:
        click.echo(text("new.done", file=output))
        for finding in findings:
            click.echo("\n".join(finding_lines(finding, text)))
    return Exit.FAILED if any(finding.severity is Severity.ERROR for finding in findings) else Exit.PASSED


def _record(source: str | None, grade: int | None) -> Record:
    from hocba.files import read_bounded
    from hocba.model.record import Record

    if source is not None:
        return Record.model_validate_json(read_bounded(Path(source)))
    from hocba.testing.records import synthetic_record

    return synthetic_record(1, grade=grade or 4)
