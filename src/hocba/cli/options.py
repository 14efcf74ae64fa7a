"""Options that several commands share."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import click

from hocba.cli.exits import Exit
from hocba.cli.text import Text
from hocba.errors import ConfigurationError
from hocba.i18n.catalog import LANGUAGES

__all__ = [
    "Decorator",
    "FileName",
    "expanded",
    "help_instead",
    "instant",
    "json_option",
    "lang_option",
    "pairs",
    "personal_option",
    "trust_options",
]

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

VIET_NAM = timezone(timedelta(hours=7))


class FileName(click.Path):
    """A path taken as it is: what is wrong with it is told by the step that opens it, in both languages."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """``value``, unchanged."""
        return value


def help_instead() -> int | None:
    """What a group of commands does when it is called without one: it shows its help. That is wrong usage."""
    context = click.get_current_context()
    if context.invoked_subcommand is not None:
        return None
    click.echo(context.get_help(), err=True)
    return Exit.USAGE


def lang_option(text: Text) -> Decorator:
    """``--lang``: read before the commands are built, so it is only declared here."""
    return click.option(
        "--lang", type=click.Choice(LANGUAGES), expose_value=False, is_eager=True, help=text("opt.lang")
    )


def json_option(text: Text) -> Decorator:
    """``--json``."""
    return click.option("--json", "as_json", is_flag=True, help=text("opt.json"))


def personal_option(text: Text) -> Decorator:
    """``--show-personal-data``."""
    return click.option("--show-personal-data", is_flag=True, help=text("opt.personal"))


def trust_options(text: Text) -> Decorator:
    """``--trust`` and ``--evidence``."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        function = click.option(
            "--evidence", multiple=True, type=FileName(), help=text("opt.evidence"), metavar="PATH"
        )(function)
        return click.option("--trust", type=FileName(), help=text("opt.trust"), metavar="PATH")(function)

    return decorate


def expanded(names: Iterable[str]) -> list[str]:
    """File names with wild cards filled in, for shells that do not do it. A pattern without a match stays."""
    found: list[str] = []
    for name in names:
        found.extend(_matches(name) or [name])
    return found


def _matches(name: str) -> list[str]:
    try:
        return sorted(glob.glob(name)) if glob.has_magic(name) and not Path(name).exists() else []
    except (OSError, ValueError):  # reading it by its own name says what is wrong
        return []


def instant(value: str | None, name: str) -> datetime | None:
    """An ISO instant or date; without a zone it is Viet Nam's time (UTC+7). Raises ConfigurationError."""
    if value is None:
        return None
    try:
        parsed = datetime.fromisoformat(value)
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=VIET_NAM)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ConfigurationError.of("CLI-BAD-TIME", name=name) from None


def pairs(values: Iterable[str], name: str) -> Mapping[str, str]:
    """``KEY=VALUE`` options as a mapping. Raises ConfigurationError."""
    found: dict[str, str] = {}
    for value in values:
        key, separator, rest = value.partition("=")
        if not separator or not key or not rest:
            raise ConfigurationError.of("CLI-BAD-PAIR", name=name)
        found[key] = rest
    return found
