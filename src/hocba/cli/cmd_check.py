"""``hocba check``: the rules, file by file."""

from __future__ import annotations

import click

from hocba.cli.exits import Exit, of_error, worst
from hocba.cli.options import FileName, expanded, json_option, lang_option, personal_option
from hocba.cli.output import emit_json, error_dict, finding_lines, show_error
from hocba.cli.text import Text
from hocba.errors import HocbaError
from hocba.findings import MASK, Finding, Severity

__all__ = ["command"]

_CHARACTERS = frozenset({"READ-NOT-NFC", "READ-INVISIBLE", "READ-SPACE", "READ-LOOK-ALIKE"})


def command(text: Text) -> click.Command:
    """Build the command in the language of ``text``."""

    @click.command(
        "check", help=text("check.help"), short_help=text("check.short"), epilog="\b\n" + text("check.epilog")
    )
    @click.argument("files", nargs=-1, required=True, type=FileName())
    @click.option("--substitute", "substitutes", multiple=True, metavar="SLOT", help=text("check.substitute"))
    @json_option(text)
    @personal_option(text)
    @lang_option(text)
    def check(
        files: tuple[str, ...], substitutes: tuple[str, ...], as_json: bool, show_personal_data: bool
    ) -> int:
        codes, results, masked = [], [], False
        for file in expanded(files):
            try:
                findings = findings_of(file, substitutes)
            except HocbaError as problem:
                codes.append(of_error(problem))
                results.append(error_dict(problem, file))
                if not as_json:
                    show_error(problem, text, file=file)
                continue
            errors = sum(finding.severity is Severity.ERROR for finding in findings)
            codes.append(Exit.FAILED if errors else Exit.PASSED)
            shown = [finding.to_dict(show_personal_data=show_personal_data) for finding in findings]
            results.append({"file": file, "errors": errors, "findings": shown})
            if not as_json:
                masked |= _print(text, file, findings, errors, show_personal_data)
        if as_json:
            emit_json(results)
        elif masked:
            click.echo(text("check.masked"))
        return worst(codes)

    return check


def findings_of(file: str, substitutes: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """What the reader noticed, what the schema says and the rules that are broken.

    Where a rule names the odd characters of a value, the reader's own finding about them is left out.
    """
    from hocba.api import check as rules
    from hocba.api import raw_bytes
    from hocba.formats.registry import detect
    from hocba.xml.document import parse

    document = parse(raw_bytes(file))
    known = detect(document)
    read = known.read(document)
    structure = known.structure(document) and known.explain(document)
    broken = rules(read, substitutes=substitutes)
    named = {found.path for found in broken if found.code == "G-11" or found.code.startswith("TEXT-")}
    noticed = (found for found in read.findings if found.code not in _CHARACTERS or found.path not in named)
    return (*noticed, *structure, *broken)


def _print(text: Text, file: str, findings: tuple[Finding, ...], errors: int, personal: bool) -> bool:
    """Whether something that is told was masked."""
    warnings = sum(finding.severity is Severity.WARNING for finding in findings)
    click.echo(text("check.line", file=file, errors=errors, warnings=warnings))
    lines = [
        line for finding in findings for line in finding_lines(finding, text, show_personal_data=personal)
    ]
    for line in lines:
        click.echo(line)
    return any(MASK in line for line in lines)
