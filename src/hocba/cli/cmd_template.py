"""``hocba template``: the empty workbook of a class."""

from __future__ import annotations

from datetime import datetime

import click

from hocba.cli.cmd_import import FORMATS
from hocba.cli.exits import Exit
from hocba.cli.options import VIET_NAM, FileName, json_option, lang_option
from hocba.cli.output import emit_json, format_name, reconstructed
from hocba.cli.text import Text
from hocba.sheets.mapping import LEVELS

__all__ = ["command"]

_FIRST_MONTH = 8  # from August on people prepare the new school year


def command(text: Text) -> click.Command:
    """Build the command in the language of ``text``."""

    @click.command(
        "template",
        help=text("template.help"),
        short_help=text("template.short"),
        epilog="\b\n" + text("template.epilog"),
    )
    @click.option("--level", type=click.Choice(list(LEVELS)), required=True, help=text("template.level"))
    @click.option("--format", "format_", type=click.Choice(FORMATS), help=text("template.format"))
    @click.option("--grade", type=click.IntRange(1, 12), help=text("template.grade"))
    @click.option("--year", type=click.IntRange(2015, 2099), help=text("template.year"))
    @click.option("--wide", is_flag=True, help=text("template.wide"))
    @click.option("--csv", "as_csv", is_flag=True, help=text("template.csv"))
    @click.option(
        "-o", "--output", required=True, type=FileName(), metavar="FILE", help=text("template.output")
    )
    @click.option("--overwrite", is_flag=True, help=text("opt.overwrite"))
    @json_option(text)
    @lang_option(text)
    def template(
        level: str,
        format_: str | None,
        grade: int | None,
        year: int | None,
        wide: bool,
        as_csv: bool,
        output: str,
        overwrite: bool,
        as_json: bool,
    ) -> int:
        from hocba.sheets.template_file import template as write

        write(
            output,
            level=level,
            format=format_,
            grade=grade,
            first_year=year or _current_year(),
            wide=wide,
            csv=as_csv,
            overwrite=overwrite,
        )
        used = format_ or LEVELS[level][1]
        if as_json:
            emit_json({"file": output, "level": level, "format": used, "reconstructed": reconstructed(used)})
        else:
            click.echo(text("template.done", file=output, format=format_name(used, text)))
        return Exit.PASSED

    return template


def _current_year() -> int:
    """The year in which the present school year began, in Viet Nam."""
    now = datetime.now(VIET_NAM)
    return now.year if now.month >= _FIRST_MONTH else now.year - 1
