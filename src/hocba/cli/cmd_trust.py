"""``hocba trust``: the anchors and intermediates that verification may rely on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hocba.cli.exits import Exit
from hocba.cli.options import Decorator, FileName, help_instead, json_option, lang_option
from hocba.cli.output import emit_json, safe
from hocba.cli.text import Text
from hocba.errors import ConfigurationError

if TYPE_CHECKING:
    from hocba.pki.certificate import Certificate
    from hocba.pki.known import KnownAnchor
    from hocba.pki.store import TrustStore

__all__ = ["command"]

PURPOSES = ("sign", "timestamp", "remote-signing")
WORLDS = ("public", "government", "other")


def command(text: Text) -> click.Command:
    """Build the command group in the language of ``text``."""
    group = click.Group(
        "trust",
        callback=help_instead,
        invoke_without_command=True,
        subcommand_metavar="COMMAND [ARGS]...",
        help=text("trust.help"),
        short_help=text("trust.short"),
        epilog="\b\n" + text("trust.epilog"),
    )
    lang_option(text)(group)
    for build in (_list_command, _add_command, _remove_command):
        group.add_command(build(text))
    return group


def _store_option(text: Text) -> Decorator:
    return click.option("--store", type=FileName(), metavar="FOLDER", help=text("trust.store"))


def _place(store: str | None) -> Path:
    from hocba.pki.store import TrustStore

    return Path(store) if store is not None else TrustStore.user_default()


def _loaded(place: Path) -> TrustStore:
    from hocba.pki.store import TrustStore

    return TrustStore.load(place) if place.exists() else TrustStore()


def _list_command(text: Text) -> click.Command:
    @click.command("list", help=text("trust.list.help"), epilog="\b\n" + text("trust.list.epilog"))
    @_store_option(text)
    @json_option(text)
    @lang_option(text)
    def list_(store: str | None, as_json: bool) -> int:
        place = _place(store)
        rows = list(_rows(_loaded(place)))
        if as_json:
            emit_json({"store": str(place), "certificates": rows})
            return Exit.PASSED
        click.echo(text("trust.list.head", store=place, count=len(rows)))
        for row in rows:
            click.secho(f"  {row['subject']}", bold=True)
            click.echo(f"      {_kind(text, row)}; {text('trust.list.period', end=row['not_after'])}")
            click.echo(f"      SHA-256 {row['sha256']}")
        return Exit.PASSED

    return list_


def _kind(text: Text, row: dict[str, str]) -> str:
    if row["role"] == "intermediate":
        return text("trust.list.intermediate")
    return text("trust.list.anchor", world=text(f"trust.world-{row['world']}"), purposes=row["purposes"])


def _rows(store: TrustStore) -> Iterator[dict[str, str]]:
    for anchor in store.anchors:
        yield _row(
            anchor.certificate,
            "anchor",
            anchor.world.value,
            ",".join(sorted(p.value for p in anchor.purposes)),
        )
    for certificate in store.intermediates:
        yield _row(certificate, "intermediate", "", "")


def _row(certificate: Certificate, role: str, world: str, purposes: str) -> dict[str, str]:
    return {
        "role": role,
        "world": world,
        "purposes": purposes,
        "subject": safe(certificate.common_name or certificate.subject),
        "not_before": certificate.not_before.date().isoformat(),
        "not_after": certificate.not_after.date().isoformat(),
        "sha256": certificate.fingerprint,
    }


def _add_command(text: Text) -> click.Command:
    @click.command("add", help=text("trust.add.help"), epilog="\b\n" + text("trust.add.epilog"))
    @click.argument("file", type=FileName())
    @click.option(
        "--purpose", "purposes", multiple=True, type=click.Choice(PURPOSES), help=text("trust.opt-purpose")
    )
    @click.option("--world", type=click.Choice(WORLDS), help=text("trust.world"))
    @click.option("--yes", is_flag=True, help=text("trust.yes"))
    @_store_option(text)
    @json_option(text)
    @lang_option(text)
    def add(
        file: str,
        purposes: tuple[str, ...],
        world: str | None,
        yes: bool,
        store: str | None,
        as_json: bool,
    ) -> int:
        from hocba.files import read_bounded
        from hocba.pki.certificate import load_certificates

        place = _place(store)
        trusted = _loaded(place)
        added = []
        for certificate in load_certificates(read_bounded(file, 1024 * 1024)):
            trusted = _added(text, trusted, certificate, purposes, world, yes)
            added.append(certificate)
        trusted.save(place)
        if as_json:
            emit_json({"store": str(place), "added": [certificate.fingerprint for certificate in added]})
        for certificate in () if as_json else added:
            name = safe(certificate.common_name or certificate.subject)
            click.echo(text("trust.add.done", name=name, sha256=certificate.fingerprint))
        return Exit.PASSED

    return add


def _added(
    text: Text,
    store: TrustStore,
    certificate: Certificate,
    purposes: tuple[str, ...],
    world: str | None,
    yes: bool,
) -> TrustStore:
    """A known anchor goes in by its fingerprint; an unknown one needs purposes and an explicit yes."""
    from hocba.pki.known import known_anchor
    from hocba.pki.store import Purpose, World

    known = known_anchor(certificate.fingerprint)
    name = safe(certificate.common_name or certificate.subject)
    if known is not None:
        _tell_known(text, known)
    elif certificate.subject != certificate.issuer:
        click.echo(text("trust.add.intermediate", name=name), err=True)
        return store.add_intermediate(certificate)
    else:
        if not purposes:
            raise ConfigurationError.of("CLI-TRUST-PURPOSE", sha256=certificate.fingerprint)
        click.echo(text("trust.add.unknown", name=name, sha256=certificate.fingerprint), err=True)
        if not yes and not click.confirm(text("trust.add.sure"), err=True):
            raise click.Abort
    return store.add(
        certificate,
        purposes=frozenset(Purpose(purpose) for purpose in purposes) if purposes else None,
        world=World(world) if world else None,
    )


def _tell_known(text: Text, known: KnownAnchor) -> None:
    click.echo(text("trust.add.known", name=known.name, strength=known.strength), err=True)


def _remove_command(text: Text) -> click.Command:
    @click.command("remove", help=text("trust.remove.help"), epilog="\b\n" + text("trust.remove.epilog"))
    @click.argument("fingerprint")
    @_store_option(text)
    @json_option(text)
    @lang_option(text)
    def remove(fingerprint: str, store: str | None, as_json: bool) -> int:
        place = _place(store)
        _loaded(place).remove(fingerprint).save(place)
        if as_json:
            emit_json({"store": str(place), "removed": fingerprint})
        else:
            click.echo(text("trust.remove.done", sha256=fingerprint))
        return Exit.PASSED

    return remove
