"""``hocba pack`` and ``hocba unpack``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from hocba.cli.exits import Exit
from hocba.cli.keys import key_options, opened_key
from hocba.cli.options import FileName, expanded, json_option, lang_option
from hocba.cli.output import emit_json, refusal
from hocba.cli.text import Text
from hocba.errors import HocbaError

__all__ = ["pack_command", "unpack_command"]


def pack_command(text: Text) -> click.Command:
    """Build ``pack`` in the language of ``text``."""

    @click.command(
        "pack", help=text("pack.help"), short_help=text("pack.short"), epilog="\b\n" + text("pack.epilog")
    )
    @click.argument("files", nargs=-1, required=True, type=FileName())
    @key_options(text)
    @click.option(
        "-o", "--output", required=True, type=FileName(), metavar="FOLDER", help=text("pack.output")
    )
    @click.option("--content", is_flag=True, help=text("pack.content"))
    @json_option(text)
    @lang_option(text)
    def pack(
        files: tuple[str, ...], p12: str, password_file: str | None, output: str, content: bool, as_json: bool
    ) -> int:
        from hocba.api import pack as join
        from hocba.package.folder import write_all

        folder = Path(output)
        signer = opened_key(text, p12, password_file)
        packages = join(expanded(files), signer=signer, signing_time=datetime.now(UTC))
        written: dict[str, bytes] = {}
        results = []
        for number, package in enumerate(packages, start=1):
            name = f"goi-{number}.xml"
            written[name] = package.raw
            if content:
                written[f"goi-{number}.content"] = package.content.encode("ascii")
            results.append(
                {"file": str(folder / name), "records": len(package.record_ids), "bytes": len(package.raw)}
            )
        write_all(folder, written)
        if not as_json:
            for result in results:
                click.echo(text("pack.done", file=result["file"], records=result["records"]))
        if as_json:
            emit_json(results)
        return Exit.PASSED

    return pack


def unpack_command(text: Text) -> click.Command:
    """Build ``unpack`` in the language of ``text``."""

    @click.command(
        "unpack",
        help=text("unpack.help"),
        short_help=text("unpack.short"),
        epilog="\b\n" + text("unpack.epilog"),
    )
    @click.argument("file", type=FileName())
    @click.option(
        "-o", "--output", required=True, type=FileName(), metavar="FOLDER", help=text("unpack.output")
    )
    @json_option(text)
    @lang_option(text)
    def unpack(file: str, output: str, as_json: bool) -> int:
        from hocba.api import unpack as take_apart

        try:
            records = take_apart(file, output)
        except HocbaError as problem:
            return refusal(problem, text, file, as_json=as_json)
        if as_json:
            emit_json(
                {"file": file, "records": len(records), "sha256": [record.sha256 for record in records]}
            )
        else:
            click.echo(text("unpack.done", records=len(records), folder=output))
        return Exit.PASSED

    return unpack
