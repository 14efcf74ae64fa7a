"""``hocba sign``: one slot in one file or in a whole class, with a software key."""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hocba.cli.exits import Exit, of_error, worst
from hocba.cli.keys import key_options, opened_key
from hocba.cli.options import FileName, expanded, json_option, lang_option, pairs, trust_options
from hocba.cli.output import emit_json, error_dict, finding_lines, show_error
from hocba.cli.text import Text
from hocba.errors import ConfigurationError, HocbaError
from hocba.files import make_folder

if TYPE_CHECKING:
    from hocba.sign.outcome import Outcome

    _Choice = click.Choice[str]
else:
    _Choice = click.Choice  # generic from 8.2 on

__all__ = ["command"]

ROLES = ("GVBM", "GVCN", "CBQL", "KY_PHAT_HANH")


def command(text: Text) -> click.Command:
    """Build the command in the language of ``text``."""

    @click.command(
        "sign", help=text("sign.help"), short_help=text("sign.short"), epilog="\b\n" + text("sign.epilog")
    )
    @click.argument("files", nargs=-1, required=True, type=FileName())
    @click.option("--role", required=True, type=_Role(ROLES), metavar="ROLE", help=text("sign.role"))
    @key_options(text)
    @click.option("-o", "--output", required=True, type=FileName(), metavar="PATH", help=text("sign.output"))
    @click.option("--profile", default="xades-b-b", show_default=True, help=text("sign.profile"))
    @click.option("--compat", type=click.Choice(["empty_ns"]), help=text("sign.compat"))
    @click.option("--whole-document", is_flag=True, help=text("sign.whole"))
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
        compat: str | None,
        whole_document: bool,
        override: tuple[str, ...],
        replace: bool,
        overwrite: bool,
        trust: str | None,
        evidence: tuple[str, ...],
        as_json: bool,
    ) -> int:
        from hocba.api import sign_batch
        from hocba.sign.options import SignatureOptions

        names = expanded(files)
        places = _places(names, output)
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
            options=SignatureOptions(empty_ns=compat == "empty_ns", whole_document=whole_document),
        )
        if _into_folder(names, output):
            make_folder(output)
        return _store(text, names, outcomes, places, overwrite, as_json)

    return sign


class _Role(_Choice):
    """A kind of slot, or one of a kind (``GVBM[2]``); whether a record has it is for signing to say."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        super().convert(value.partition("[")[0], param, ctx)
        return value


def _store(
    text: Text,
    names: list[str],
    outcomes: tuple[Outcome, ...],
    places: list[Path],
    overwrite: bool,
    as_json: bool,
) -> int:
    codes, results = [], []
    general: dict[str, None] = {}  # what is true of the whole call is told once
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
        results.append({"file": name, "signed": str(place), "slot": outcome.slot, "sha256": file.sha256})
        if not as_json:
            click.echo(text("sign.done", file=name, output=place, slot=outcome.slot))
            for finding in outcome.findings:
                if finding.path:
                    click.echo("\n".join(finding_lines(finding, text)))
                else:
                    general.setdefault("\n".join(finding_lines(finding, text)))
    for told in general:
        click.echo(told)
    if as_json:
        emit_json(results)
    return worst(codes)


def _places(names: list[str], output: str) -> list[Path]:
    """A folder takes every file under its own name; a file name is good for one file only."""
    target = Path(output)
    if not _into_folder(names, output):
        return [target]
    places = [target / Path(name).name for name in names]
    doubles = [place.name for place, count in Counter(places).items() if count > 1]
    if doubles:
        raise ConfigurationError.of("CLI-SIGN-SAME-NAME", file=doubles[0])
    return places


def _into_folder(names: list[str], output: str) -> bool:
    try:
        return len(names) > 1 or output.endswith(("/", os.sep)) or Path(output).is_dir()
    except (OSError, ValueError):  # writing there says what is wrong
        return False
