"""Help pages in the chosen language: click's own words ("Usage", "Options", …) from the catalogue too."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from hocba.cli.text import Text

__all__ = ["placeholder", "speak"]

_WORDS = {
    "Show this message and exit.": "word.help",
    "[required]": "word.required",
    "[default: ": "word.default",
    "INTEGER RANGE": "word.number",
    "[OPTIONS]": "word.options-part",
    "COMMAND [ARGS]...": "word.command-part",
    "Options": "word.options",
    "Commands": "word.commands",
}
_PLACES = frozenset(
    {"CODE", "FILE", "FILES", "FOLDER", "PATH", "TIME", "NAME", "TEXT", "SOURCE", "FINGERPRINT"}
    | {"SLOT=VALUE", "CODE=REASON", "TAG=VALUE", "COLUMN=VALUE", "NAME=CODE", "OLD", "NEW", "ROLE", "SLOT"}
)


def speak(command: click.Command, text: Text) -> click.Command:
    """``command`` and every command below it with help pages wholly in the language of ``text``."""
    command.context_class = _context(text)
    for child in command.commands.values() if isinstance(command, click.Group) else ():
        speak(child, text)
    return command


def placeholder(name: str, text: Text) -> str:
    """What stands for a value in the usage, such as FILE, in the language of ``text``."""
    return re.sub(
        r"[A-Z]+(?:=[A-Z]+)?",
        lambda found: text(f"place.{found[0].replace('=', '-')}") if found[0] in _PLACES else found[0],
        name,
    )


def _context(text: Text) -> type[click.Context]:
    words = {word: text(key) for word, key in _WORDS.items()}

    def said(value: str) -> str:
        for word, translated in words.items():
            value = value.replace(word, translated)
        return value

    class Formatter(click.HelpFormatter):
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, said(placeholder(args, text)), prefix or f"{text('word.usage')} ")

        def write_heading(self, heading: str) -> None:
            super().write_heading(words.get(heading, heading))

        def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
            told = [(said(placeholder(name, text)), said(meaning)) for name, meaning in rows]
            super().write_dl(told, col_max, col_spacing)

    class Context(click.Context):
        formatter_class = Formatter

    return Context
