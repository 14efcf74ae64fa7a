"""``hocba sign``: one slot in one file or in a whole class, with a software key."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hocba.cli.exits import Exit, of_error, worst
from hocba.cli.keys import key_options, opened_key
from hocba.cli.options import expanded, json_option, lang_option, pairs, trust_options
from hocba.cli.output import emit_json, error_dict, finding_lines, show_error
from hocba.cli.text import Text
from hocba.errors import HocbaError

if TYPE_CHECKING:
    from hocba.sign.outcome import Outcome

__all__ = ["command"]


def command(text: Text) -> click.Command:
    """Build the command in the language of ``text``."""

    @click.command(
        "sign", help=text("sign.help"), short_help=text("sign.short"), epilog="\b\n" + text("sign.epilog")
    )
    @click.argument("files", nargs=-1, required=True, type=click.Path())
    @click.option(
        "--role", required=True, type=click.Choice(["GVCN", "CBQL", "KY_PHAT_HANH"]), help=text("sign.role")
    )
    @key_options(text)
    @click.option(
        "-o", "--output", required=True, type=click.Path(), metavar="PATH", help=text("sign.output")
    )
    @click.option("--profile", default="xades-b-b", show_default=True, help=text("sign.profile"))
    @click.option("--override", multiple=True, metavar="CODE=REASON", help=text("sign.override"))
    @click.option("--replace", is_flag=True, help=text("sign.replace"))
    @click.option("--overwrite", is_flag=True, help=text("opt.overwrite"))
    @trust_options(text)
    @json_option(text)
    @lang_option(text)
    def sign(
        files: tuple[str, ...],
        role: str,
        p12: str,
        password_file: str | None,
        output: str,
        profile: str,
        override: tuple[str, ...],
        replace: bool,
        overwrite: bool,
        trust: str | None,
        evidence: tuple[str, ...],
        as_json: bool,
    ) -> int:
        from hocba.api import sign_batch

        names = expanded(files)
        outcomes = sign_batch(
            names,
            role=role,
            signer=opened_key(text, p12, password_file),
            signing_time=datetime.now(UTC),
            profile=profile,
            trust=trust,
            evidence=evidence,
            override=pairs(override, "--override"),
            replace=replace,
        )
        return _store(text, names, outcomes, output, overwrite, as_json)

    return sign


def _store(
    text: Text,
    names: list[str],
    outcomes: tuple[Outcome, ...],
    output: str,
    overwrite: bool,
    as_json: bool,
) -> int:
    places = _places(names, output)
    codes, results = [], []
    for name, place, outcome in zip(names, places, outcomes, strict=True):
        try:
            file = outcome.require()
            file.save(place, overwrite=overwrite)
        except HocbaError as problem:
            codes.append(of_error(problem))
            results.append(error_dict(problem, name))
            if not as_json:
                show_error(problem, text, file=name)
            continue
        codes.append(Exit.PASSED)
        results.append({"file": name, "signed": str(place), "sha256": file.sha256})
        if not as_json:
            click.echo(text("sign.done", file=name, output=place))
            for finding in outcome.findings:
                click.echo("\n".join(finding_lines(finding, text)))
    if as_json:
        emit_json(results)
    return worst(codes)


def _places(names: list[str], output: str) -> list[Path]:
    """A folder takes every file under its own name; a file name is good for one file only."""
    target = Path(output)
    if len(names) == 1 and not target.is_dir():
        return [target]
    target.mkdir(parents=True, exist_ok=True)
    return [target / Path(name).name for name in names]
