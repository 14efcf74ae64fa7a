"""Wrong usage, told in the chosen language and with the way to the help."""

from __future__ import annotations

import re

import click

from hocba.cli.help import placeholder
from hocba.cli.text import Text

__all__ = ["usage_message"]

# What click tells in words only, in English.
_SAYINGS = {
    "usage.no-command": re.compile(r"No such command '(.+?)'"),
    "usage.extra": re.compile(r"Got unexpected extra arguments? \((.+)\)"),
    "usage.no-value": re.compile(r"Option '(.+)' requires (?:an argument|\d+ arguments)"),
    "usage.flag": re.compile(r"Option '(.+)' does not take a value"),
}


def usage_message(problem: click.UsageError, text: Text) -> str:
    """What was wrong with the words of the call."""
    command = problem.ctx.command_path if problem.ctx else "hocba"
    return f"{_what(problem, text)}\n{text('usage.help', command=command)}"


def _what(problem: click.UsageError, text: Text) -> str:
    param = getattr(problem, "param", None)
    name = getattr(param, "human_readable_name", "")
    name = param.opts[0] if isinstance(param, click.Option) else placeholder(name, text)
    if isinstance(problem, click.MissingParameter):
        return text("usage.missing", param=name)
    if isinstance(problem, click.NoSuchOption):
        return text("usage.option", param=problem.option_name)
    if isinstance(problem, click.BadParameter) and param is not None:
        return text("usage.value", param=name, reason=_wanted(param, problem.message, text))
    for key, saying in _SAYINGS.items():
        if found := saying.search(problem.message):
            return text(key, param=found[1])
    return text("usage.command", reason=problem.message)


def _wanted(param: click.Parameter, message: str, text: Text) -> str:
    kind = param.type
    if isinstance(kind, click.Choice):
        return text("usage.choice", choices=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.IntRange):
        return text("usage.range", least=str(kind.min), most=str(kind.max))
    return message
