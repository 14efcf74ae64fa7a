"""``hocba inspect``: the technical inside of a file, without a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hocba.cli.exits import Exit, of_error, worst
from hocba.cli.options import FileName, expanded, json_option, lang_option
from hocba.cli.output import emit_json, error_dict, format_name, show_error
from hocba.cli.text import Text, one_line
from hocba.errors import HocbaError
from hocba.verify.render_safe import mask_numbers

if TYPE_CHECKING:
    from hocba.verify.facts import SignatureFacts
    from hocba.verify.inspection import Inspection

__all__ = ["command"]


def command(text: Text) -> click.Command:
    """Build the command in the language of ``text``."""

    @click.command(
        "inspect",
        help=text("inspect.help"),
        short_help=text("inspect.short"),
        epilog="\b\n" + text("inspect.epilog"),
    )
    @click.argument("files", nargs=-1, required=True, type=FileName())
    @click.option("--second-engine", type=click.Choice(["signxml", "xmlsec"]), help=text("inspect.engine"))
    @json_option(text)
    @lang_option(text)
    def inspect(files: tuple[str, ...], second_engine: str | None, as_json: bool) -> int:
        from hocba.api import raw_bytes
        from hocba.verify.inspection import inspect as look

        codes, results = [], []
        for file in expanded(files):
            try:
                raw = raw_bytes(file)
                found = look(raw, second_engine=second_engine)
            except HocbaError as problem:
                codes.append(of_error(problem))
                results.append(error_dict(problem, file))
                if not as_json:
                    show_error(problem, text, file=file)
                continue
            known = _format(raw)
            codes.append(Exit.PASSED)
            results.append(_as_data(file, found, known))
            if not as_json:
                _print(text, file, found, known)
        if as_json:
            emit_json(results)
        return worst(codes)

    return inspect


def _format(raw: bytes) -> str | None:
    from hocba.formats.registry import detect
    from hocba.xml.document import parse

    try:
        return str(detect(parse(raw)).id)
    except HocbaError:
        return None


def _print(text: Text, file: str, found: Inspection, known: str | None) -> None:
    shown = format_name(known, text) if known else text("inspect.unknown")
    click.echo(
        text(
            "inspect.head",
            file=file,
            bytes=found.size,
            sha256=found.digest,
            root=found.root,
            format=shown,
        )
    )
    if not found.signatures:
        click.echo(f"  {text('inspect.none')}")
    for number, (facts, second) in enumerate(zip(found.signatures, found.second, strict=True), start=1):
        click.secho(
            "  " + text("inspect.signature", number=number, path=facts.path, line=facts.line), bold=True
        )
        for label, value in _lines(text, facts, second):
            click.echo(f"    {label}: {one_line(value)}")


def _lines(text: Text, facts: SignatureFacts, second: bool | None) -> list[tuple[str, str]]:
    lines = [
        (text("inspect.field-value"), _state(text, facts.intact) + _problem(facts.problem, facts.detail))
    ]
    if facts.signature_algorithm:
        lines.append((text("inspect.field-method"), facts.signature_algorithm))
    for reference in facts.references:
        problem = _problem(reference.problem, mask_numbers(reference.detail))
        uri = mask_numbers(reference.uri)  # ids of a later record may be personal numbers
        value = f'URI="{uri}" → {reference.covers or "–"} [{reference.role or "–"}] '
        lines.append((text("inspect.field-reference"), value + _state(text, reference.intact) + problem))
    if facts.certificate is not None:
        certificate = facts.certificate
        kind = certificate.kind.value.lower()
        value = f"{kind}, serial {certificate.serial}, SHA-256 {certificate.fingerprint}"
        lines.append((text("inspect.field-certificate"), value))
    if second is not None:
        lines.append((text("inspect.field-engine"), _state(text, second)))
    return lines


def _state(text: Text, intact: bool | None) -> str:
    if intact is None:
        return text("inspect.engine-refuses")
    return text("inspect.good") if intact else text("inspect.bad")


def _problem(code: str, detail: str) -> str:
    return f" ({code}{': ' + detail if detail else ''})" if code else ""


def _as_data(file: str, found: Inspection, known: str | None) -> dict[str, object]:
    return {
        "file": file,
        "bytes": found.size,
        "sha256": found.digest,
        "root": found.root,
        "format": known,
        "signatures": [
            {
                "path": facts.path,
                "line": facts.line,
                "intact": facts.intact,
                "problem": facts.problem or None,
                "signature_algorithm": facts.signature_algorithm,
                "references": [
                    {
                        "uri": mask_numbers(reference.uri),
                        "covers": reference.covers,
                        "role": reference.role,
                        "intact": reference.intact,
                        "problem": reference.problem or None,
                    }
                    for reference in facts.references
                ],
                "certificate": facts.certificate.fingerprint if facts.certificate else None,
                "second_engine": second,
            }
            for facts, second in zip(found.signatures, found.second, strict=True)
        ],
    }
