"""``hocba set``: corrections before anybody has signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hocba.cli.changes import difference_lines, news_lines
from hocba.cli.exits import Exit
from hocba.cli.options import FileName, json_option, lang_option, personal_option
from hocba.cli.output import emit_json, refusal
from hocba.cli.text import Text
from hocba.errors import ConfigurationError, HocbaError
from hocba.findings import MASK, Severity

if TYPE_CHECKING:
    from hocba.edit import Correction

__all__ = ["command"]


def command(text: Text) -> click.Command:
    """Build the command in the language of ``text``."""

    @click.command(
        "set", help=text("set.help"), short_help=text("set.short"), epilog="\b\n" + text("set.epilog")
    )
    @click.argument("file", type=FileName())
    @click.argument("changes", nargs=-1, required=True, metavar="TAG=VALUE...")
    @click.option("-o", "--output", type=FileName(), metavar="FILE", help=text("set.output"))
    @click.option("--in-place", is_flag=True, help=text("set.in-place"))
    @click.option("--dry-run", is_flag=True, help=text("set.dry-run"))
    @click.option("--overwrite", is_flag=True, help=text("opt.overwrite"))
    @json_option(text)
    @personal_option(text)
    @lang_option(text)
    def set_(
        file: str,
        changes: tuple[str, ...],
        output: str | None,
        in_place: bool,
        dry_run: bool,
        overwrite: bool,
        as_json: bool,
        show_personal_data: bool,
    ) -> int:
        if sum((output is not None, in_place, dry_run)) != 1:
            raise click.UsageError(text("set.choose"))
        try:
            made = corrected(file, changes)
            if not dry_run:
                made.file.save(file if output is None else output, overwrite=overwrite or in_place)
        except HocbaError as problem:
            return refusal(problem, text, file, as_json=as_json)
        if as_json:
            emit_json(_as_data(file, None if dry_run else output or file, made, show_personal_data))
        else:
            _print(text, file if dry_run else output or file, made, dry_run, show_personal_data)
        broken = any(finding.severity is Severity.ERROR for finding in made.new)
        return Exit.FAILED if broken else Exit.PASSED

    return set_


def corrected(file: str, changes: tuple[str, ...]) -> Correction:
    """The correction of ``file`` by ``TAG=VALUE`` texts; nothing behind the ``=`` removes the tag."""
    from datetime import datetime

    from hocba.api import VIET_NAM
    from hocba.edit import correct
    from hocba.edit.selectors import split

    wanted: dict[str, str] = {}
    for change in changes:
        selector, value = split(change)
        if selector in wanted:
            raise ConfigurationError.of("EDIT-TWICE", path=selector[:200])
        wanted[selector] = value
    return correct(file, wanted, today=datetime.now(VIET_NAM).date())


def _print(text: Text, file: str, made: Correction, dry_run: bool, personal: bool) -> None:
    count = len(made.changes.changes)
    click.echo(text("set.would" if dry_run else "set.done", file=file, count=count))
    lines = [
        *difference_lines(made.changes, text, show_personal_data=personal),
        *news_lines(made.new, made.gone, text, personal=personal),
    ]
    for line in lines:
        click.echo(line)
    if any(MASK in line for line in lines):
        click.echo(text("check.masked"))


def _as_data(file: str, output: str | None, made: Correction, personal: bool) -> dict[str, object]:
    return {
        "file": file,
        "output": output,
        "sha256": made.file.sha256,
        "diff": made.changes.to_dict(show_personal_data=personal),
        "new_findings": [finding.to_dict(show_personal_data=personal) for finding in made.new],
        "gone_findings": [finding.to_dict(show_personal_data=personal) for finding in made.gone],
    }
