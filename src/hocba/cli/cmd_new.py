"""``hocba new``: a record file from JSON, or a synthetic one to try things with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from hocba.cli.exits import Exit
from hocba.cli.options import FileName, json_option, lang_option
from hocba.cli.output import emit_json, finding_lines
from hocba.cli.text import Text
from hocba.findings import Severity

if TYPE_CHECKING:
    from hocba.model.base import RecordBase

__all__ = ["command"]

LEVELS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {"tieuhoc": ("TH", 4), "thcs": ("THCS", 7), "thpt": ("THPT", 11), "gdtx": ("GDTX", 8)}
)
"""Word of the option → level and the grade of its sample unless another is asked for."""
LAST_PRIMARY_GRADE = 5


def command(text: Text) -> click.Command:
    """Build the command in the language of ``text``."""

    @click.command(
        "new", help=text("new.help"), short_help=text("new.short"), epilog="\b\n" + text("new.epilog")
    )
    @click.argument("source", required=False, type=FileName())
    @click.option("-o", "--output", type=FileName(), metavar="FILE", help=text("new.output"))
    @click.option("--sample", is_flag=True, help=text("new.sample"))
    @click.option("--level", type=click.Choice(list(LEVELS)), help=text("new.level"))
    @click.option("--grade", type=click.IntRange(1, 12), help=text("new.grade"))
    @click.option("--format", "format_id", type=click.Choice(_formats()), help=text("new.format"))
    @click.option("--overwrite", is_flag=True, help=text("opt.overwrite"))
    @json_option(text)
    @lang_option(text)
    def new(
        source: str | None,
        output: str | None,
        sample: bool,
        level: str | None,
        grade: int | None,
        format_id: str | None,
        overwrite: bool,
        as_json: bool,
    ) -> int:
        made = sample or level is not None
        if (source is None) is not made:
            raise click.UsageError(text("new.choose"))
        record = _sample(level, grade, format_id) if made else _given(Path(source or ""), format_id)
        return _new(text, record, output, overwrite, as_json)

    return new


def _formats() -> tuple[str, ...]:
    from hocba.formats.registry import REGISTRY

    return tuple(known.id for known in REGISTRY.formats)


def _new(text: Text, record: RecordBase, output: str | None, overwrite: bool, as_json: bool) -> int:
    from hocba.api import check, write

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


def _sample(level: str | None, grade: int | None, format_id: str | None) -> RecordBase:
    """Somebody who does not exist, with good results. Raises ConfigurationError (TESTING-LEGAL)."""
    from hocba.testing.legal import legal_record
    from hocba.testing.records import synthetic_record

    short, usual = LEVELS[level] if level is not None else (None, 4)
    asked = grade or usual
    primary = asked <= LAST_PRIMARY_GRADE and short in {None, "TH"}
    if primary and format_id in {None, "v1_0"}:
        return synthetic_record(1, grade=asked)
    kind = "learner" if short == "GDTX" else "good"
    return legal_record(1, level=short, grade=asked, format=format_id, kind=kind)


def _given(path: Path, format_id: str | None) -> RecordBase:
    from hocba.files import read_bounded
    from hocba.formats.registry import get

    raw = read_bounded(path)
    return get(format_id or _format_of(raw)).record.model_validate_json(raw)


def _format_of(raw: bytes) -> str:
    """The format whose parts the JSON names; the first one where no format has just these parts."""
    from hocba.formats.registry import REGISTRY

    try:
        values = json.loads(raw)
    except (ValueError, RecursionError):
        values = None
    given = set(values) if isinstance(values, dict) else set()
    for known in REGISTRY.formats:
        fields = known.record.model_fields
        if {name for name, field in fields.items() if field.is_required()} <= given <= set(fields):
            return known.id
    return REGISTRY.formats[0].id
