"""``hocba read``: what a record claims, with the Ministry's labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hocba.cli.exits import Exit
from hocba.cli.fields import fields
from hocba.cli.options import FileName, json_option, lang_option, personal_option
from hocba.cli.output import emit_json, finding_lines, refusal
from hocba.cli.text import Text, one_line
from hocba.errors import HocbaError

if TYPE_CHECKING:
    from hocba.formats.reading import Reading

__all__ = ["command"]


def command(text: Text) -> click.Command:
    """Build the command in the language of ``text``."""

    @click.command(
        "read", help=text("read.help"), short_help=text("read.short"), epilog="\b\n" + text("read.epilog")
    )
    @click.argument("file", type=FileName())
    @json_option(text)
    @personal_option(text)
    @lang_option(text)
    def read(file: str, as_json: bool, show_personal_data: bool) -> int:
        from hocba.api import reading

        try:
            result = reading(file)
        except HocbaError as problem:
            return refusal(problem, text, file, as_json=as_json)
        if as_json:
            emit_json(_as_data(file, result, show_personal_data))
        else:
            _print(text, file, result, show_personal_data)
        return Exit.PASSED

    return read


def _as_data(file: str, result: Reading, personal: bool) -> dict[str, object]:
    """With personal data also the whole record, in the shape of its JSON Schema (``hocba schema``)."""
    whole = {"record": result.record.model_dump(mode="json")} if personal else {}
    return {
        "file": file,
        "format": str(result.format_id),
        "reconstructed": result.record.reconstructed,
        "verified": False,
        "fields": [
            {"path": path, "label": label, "value": value}
            for path, label, value in fields(result.record, personal)
        ],
        "findings": [finding.to_dict(show_personal_data=personal) for finding in result.findings],
        **whole,
    }


def _print(text: Text, file: str, result: Reading, personal: bool) -> None:
    click.echo(text("read.head", file=file, format=result.format_id))
    if result.record.reconstructed:
        click.echo(text("read.reconstructed"))
    block = ""
    for path, label, value in fields(result.record, personal):
        parent = path.rpartition("/")[0]
        if parent != block:
            block = parent
            click.secho(parent, bold=True)
        click.echo(f"  {label}: {one_line(value)}")
    for slot in result.slots:
        state = text("read.signed") if slot.signed else text("read.empty")
        click.echo(text("read.slot", slot=slot.name, state=state))
    if result.findings:
        click.echo(text("read.notes"))
        for finding in result.findings:
            click.echo("\n".join(finding_lines(finding, text, show_personal_data=personal)))
