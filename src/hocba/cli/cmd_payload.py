"""``hocba payload``: rows for the National Data Centre from record files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs
import click

from hocba.cli.exits import Exit, of_error, worst
from hocba.cli.options import FileName, expanded, instant, json_option, lang_option, pairs, personal_option
from hocba.cli.output import emit_json, error_dict, finding_lines, show_error
from hocba.cli.text import Text
from hocba.errors import HocbaError
from hocba.findings import Severity

if TYPE_CHECKING:
    from datetime import datetime

    from hocba.exchange.national import Event, Payload
    from hocba.findings import Finding

__all__ = ["command"]

EVENTS = ("new", "update", "cancel")


@attrs.frozen(kw_only=True)
class Wanted:
    """What the options say about every payload of this call."""

    given: Mapping[str, str]
    nationalities: Mapping[str, str]
    event: Event | None
    version: int | None
    after: Payload | None
    changed_at: datetime
    sent_at: datetime


def command(text: Text) -> click.Command:
    """Build the command in the language of ``text``."""

    @click.command(
        "payload",
        help=text("payload.help"),
        short_help=text("payload.short"),
        epilog="\b\n" + text("payload.epilog"),
    )
    @click.argument("files", nargs=-1, required=True, type=FileName())
    @click.option("-o", "--output", type=FileName(), metavar="FILE", help=text("payload.output"))
    @click.option("--given", multiple=True, metavar="COLUMN=VALUE", help=text("payload.given"))
    @click.option("--nationality", multiple=True, metavar="NAME=CODE", help=text("payload.nationality"))
    @click.option("--after", type=FileName(), metavar="FILE", help=text("payload.after"))
    @click.option("--event", type=click.Choice(EVENTS), help=text("payload.event"))
    @click.option("--row-version", type=click.IntRange(1, 99_999), help=text("payload.row-version"))
    @click.option("--changed-at", metavar="TIME", help=text("payload.changed-at"))
    @click.option("--check", "is_payload", is_flag=True, help=text("payload.check"))
    @click.option("--overwrite", is_flag=True, help=text("opt.overwrite"))
    @json_option(text)
    @personal_option(text)
    @lang_option(text)
    def payload_(
        files: tuple[str, ...],
        output: str | None,
        given: tuple[str, ...],
        nationality: tuple[str, ...],
        after: str | None,
        event: str | None,
        row_version: int | None,
        changed_at: str | None,
        is_payload: bool,
        overwrite: bool,
        as_json: bool,
        show_personal_data: bool,
    ) -> int:
        if is_payload and output is not None:
            raise click.UsageError(text("payload.check-only"))
        wanted = _wanted(given, nationality, after, event, row_version, changed_at)
        run = _Run(text, as_json, show_personal_data)
        for file in expanded(files):
            run.add(file, wanted, is_payload=is_payload)
        return run.finish(output, overwrite=overwrite)

    return payload_


def _wanted(
    given: tuple[str, ...],
    nationality: tuple[str, ...],
    after: str | None,
    event: str | None,
    version: int | None,
    changed_at: str | None,
) -> Wanted:
    from datetime import UTC, datetime

    from hocba.api import raw_bytes
    from hocba.exchange.national import Event, parse

    now = datetime.now(UTC)
    return Wanted(
        given=pairs(given, "--given"),
        nationalities=pairs(nationality, "--nationality"),
        event=Event[event.upper()] if event is not None else None,
        version=version,
        after=parse(raw_bytes(after)) if after is not None else None,
        changed_at=instant(changed_at, "--changed-at") or now,
        sent_at=now,
    )


class _Run:
    """The files of one call: what became of each, and the payload of all."""

    def __init__(self, text: Text, as_json: bool, personal: bool) -> None:
        self.text = text
        self.as_json = as_json
        self.personal = personal
        self.codes: list[Exit] = []
        self.results: list[dict[str, object]] = []
        self.payloads: list[Payload] = []

    def add(self, file: str, wanted: Wanted, *, is_payload: bool) -> None:
        """Build or parse the payload of ``file`` and tell what is wrong with it."""
        from hocba.exchange.national import validate

        try:
            made = _parsed(file) if is_payload else _built(file, wanted)
        except HocbaError as problem:
            self.codes.append(of_error(problem))
            self.results.append(error_dict(problem, file))
            if not self.as_json:
                show_error(problem, self.text, file=file)
            return
        findings = (*made.findings, *validate(made))
        errors = sum(finding.severity is Severity.ERROR for finding in findings)
        self.payloads.append(made)
        self.codes.append(Exit.FAILED if errors else Exit.PASSED)
        shown = [finding.to_dict(show_personal_data=self.personal) for finding in findings]
        self.results.append({"file": file, "rows": len(made.rows), "errors": errors, "findings": shown})
        if not self.as_json:
            self._print(file, len(made.rows), findings, errors)

    def finish(self, output: str | None, *, overwrite: bool) -> Exit:
        """Store the payload of all files, or nothing when one of them may not be sent."""
        from hocba.exchange.national import Payload, validate
        from hocba.files import write_atomic

        code = worst(self.codes)
        together = Payload.joined(self.payloads)
        twice = tuple(finding for finding in validate(together) if finding.code == "NDC-ID-TWICE")
        if twice and code is Exit.PASSED:
            code = Exit.FAILED
            shown = [finding.to_dict() for finding in twice]
            self.results.append({"file": None, "errors": len(twice), "findings": shown})
            if not self.as_json:
                self._print(self.text("payload.together"), len(together.rows), twice, len(twice))
        stored = output if code is Exit.PASSED else None
        if stored is not None:
            write_atomic(stored, together.to_json(indent=1), overwrite=overwrite)
        if self.as_json:
            emit_json({"output": stored, "files": self.results})
        elif output is not None:
            key = "payload.done" if stored else "payload.nothing"
            click.echo(self.text(key, file=output, rows=len(together.rows)), err=not stored)
        return code

    def _print(self, file: str, rows: int, findings: tuple[Finding, ...], errors: int) -> None:
        warnings = sum(finding.severity is Severity.WARNING for finding in findings)
        click.echo(self.text("payload.line", file=file, rows=rows, errors=errors, warnings=warnings))
        for finding in findings:
            click.echo("\n".join(finding_lines(finding, self.text, show_personal_data=self.personal)))


def _parsed(file: str) -> Payload:
    from hocba.api import raw_bytes
    from hocba.exchange.national import parse

    return parse(raw_bytes(file))


def _built(file: str, wanted: Wanted) -> Payload:
    from hocba.api import read
    from hocba.exchange.national import build

    return build(
        read(file),
        changed_at=wanted.changed_at,
        sent_at=wanted.sent_at,
        event=wanted.event,
        version=wanted.version,
        after=wanted.after,
        given=wanted.given,
        nationalities=wanted.nationalities,
    )
