"""``hocba import``: a class from a workbook, CSV or JSON into record files, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from hocba.cli.exits import Exit
from hocba.cli.import_report import as_data, report_lines
from hocba.cli.options import VIET_NAM, FileName, json_option, lang_option, personal_option
from hocba.cli.output import emit_json, progress, refusal
from hocba.cli.text import Text
from hocba.errors import ConfigurationError, HocbaError
from hocba.findings import MASK
from hocba.sheets.mapping import LEVELS

if TYPE_CHECKING:
    from hocba.sheets.class_import import ClassImport

__all__ = ["command"]

FORMATS = ("v1_0", "v2_tieuhoc", "v2_trunghoc")
Progress = Callable[[int, int], None]


@attrs.frozen(kw_only=True)
class _Asked:
    """The words of one call."""

    source: str
    output: str | None
    mapping: str | None
    level: str | None
    format: str | None
    key: str | None
    ids: str | None
    dry_run: bool
    strict: bool
    partial: bool
    warn_only: tuple[str, ...]
    overwrite: bool
    as_json: bool
    personal: bool


def command(text: Text) -> click.Command:
    """Build the command in the language of ``text``."""

    @click.command(
        "import",
        help=text("import.help"),
        short_help=text("import.short"),
        epilog="\b\n" + text("import.epilog"),
    )
    @click.argument("path", required=False, type=FileName())
    @click.option("-o", "--output", type=FileName(), metavar="FOLDER", help=text("import.output"))
    @click.option("--map", "mapping", type=FileName(), metavar="FILE", help=text("import.map"))
    @click.option("--level", type=click.Choice(list(LEVELS)), help=text("import.level"))
    @click.option("--format", "format_", type=click.Choice(FORMATS), help=text("import.format"))
    @click.option("--key", metavar="TEXT", help=text("import.key"))
    @click.option("--ids", type=FileName(), metavar="FILE", help=text("import.ids"))
    @click.option("--dry-run", is_flag=True, help=text("import.dry-run"))
    @click.option("--strict", is_flag=True, help=text("import.strict"))
    @click.option("--partial", is_flag=True, help=text("check.partial"))
    @click.option("--warn-only", "warn_only", multiple=True, metavar="CODE", help=text("check.warn-only"))
    @click.option("--overwrite", is_flag=True, help=text("opt.overwrite"))
    @click.option("--show-map", metavar="NAME", help=text("import.show-map"))
    @json_option(text)
    @personal_option(text)
    @lang_option(text)
    def import_(
        path: str | None,
        output: str | None,
        mapping: str | None,
        level: str | None,
        format_: str | None,
        key: str | None,
        ids: str | None,
        dry_run: bool,
        strict: bool,
        partial: bool,
        warn_only: tuple[str, ...],
        overwrite: bool,
        show_map: str | None,
        as_json: bool,
        show_personal_data: bool,
    ) -> int:
        if show_map is not None:
            return _show_map(show_map)
        if path is None:
            raise click.UsageError(text("import.choose"))
        asked = _Asked(
            source=path,
            output=output,
            mapping=mapping,
            level=level,
            format=format_,
            key=key,
            ids=ids,
            dry_run=dry_run,
            strict=strict,
            partial=partial,
            warn_only=warn_only,
            overwrite=overwrite,
            as_json=as_json,
            personal=show_personal_data,
        )
        if output is None and not dry_run:
            raise ConfigurationError.of("CLI-IMPORT-NOWHERE")
        try:
            return _import(asked, text)
        except ConfigurationError:
            raise
        except HocbaError as problem:
            return refusal(problem, text, path, as_json=as_json)

    return import_


def _show_map(name: str) -> int:
    from hocba.sheets.mapping_file import example_text

    click.echo(example_text(name.removesuffix(".toml")), nl=False)
    return Exit.PASSED


def _import(asked: _Asked, text: Text) -> int:
    with _shown(text("import.progress"), asked.as_json) as told:
        read = _read(asked, told)
    written = 0
    if not read.errors and not asked.dry_run and asked.output is not None:
        written = _store(read, asked, text)
    if asked.as_json:
        emit_json(as_data(read, asked.source, asked.output, written, show_personal_data=asked.personal))
    else:
        lines = list(report_lines(read, asked.source, text, show_personal_data=asked.personal))
        click.echo("\n".join(lines))
        _conclude(read, asked, written, text)
        if any(MASK in line for line in lines):
            click.echo(text("check.masked"))
    return Exit.FAILED if read.errors else Exit.PASSED


def _read(asked: _Asked, told: Progress) -> ClassImport:
    from hocba.sheets.class_reader import read_class
    from hocba.sheets.json_reader import read_json
    from hocba.sheets.opening import JSON_NAMES

    today = datetime.now(VIET_NAM).date()
    if Path(asked.source).suffix.lower() in JSON_NAMES:
        if asked.mapping or asked.key or asked.ids or asked.strict:
            raise ConfigurationError.of("CLI-IMPORT-JSON-OPTIONS")
        return read_json(
            asked.source,
            format=asked.format,
            level=asked.level,
            today=today,
            partial=asked.partial,
            warn_only=asked.warn_only,
            progress=told,
        )
    return read_class(
        asked.source,
        mapping=asked.mapping,
        format=asked.format,
        level=asked.level,
        key=asked.key,
        ids=asked.ids,
        strict=asked.strict,
        today=today,
        partial=asked.partial,
        warn_only=asked.warn_only,
        progress=told,
    )


def _store(read: ClassImport, asked: _Asked, text: Text) -> int:
    """Write the records. The list of ids goes first: ids without records do no harm, records with ids that
    nobody remembers would be made twice.
    """
    from hocba.files import write_atomic
    from hocba.sheets.storing import store

    if asked.ids is not None and read.ids.made:
        write_atomic(asked.ids, read.ids.to_csv())
    with _shown(text("import.writing"), asked.as_json) as told:
        return len(store(read.records, asked.output or "", overwrite=asked.overwrite, progress=told))


def _conclude(read: ClassImport, asked: _Asked, written: int, text: Text) -> None:
    if read.errors:
        click.echo(text("import.refused", errors=len(read.errors)))
    elif asked.dry_run:
        click.echo(text("import.dry", count=len(read.records)))
    else:
        click.echo(text("import.done", count=written, folder=asked.output))
    if read.ids.made and asked.ids is None and not read.errors:
        click.echo(text("import.new-ids", count=read.ids.made))


@contextmanager
def _shown(label: str, quiet: bool) -> Iterator[Progress]:
    """A bar on stderr that is moved by calls; the total is known with the first of them."""
    bars: list[Iterator[object]] = []

    def told(done: int, total: int) -> None:
        if not bars:
            bars.append(_steps(total, label, quiet))
        next(bars[0], None)

    yield told
    for bar in bars:
        next(bar, None)


def _steps(total: int, label: str, quiet: bool) -> Iterator[object]:
    with progress(range(total), total, label, quiet=quiet) as bar:
        yield from bar
