"""Wrong usage, told in the chosen language and with the way to the help."""

from __future__ import annotations

import click

from hocba.cli.text import Text

__all__ = ["usage_message"]


def usage_message(problem: click.UsageError, text: Text) -> str:
    """What was wrong with the words of the call."""
    param = getattr(problem, "param", None)
    name = (
        param.opts[0] if isinstance(param, click.Option) else str(getattr(param, "human_readable_name", ""))
    )
    if isinstance(problem, click.MissingParameter):
        what = text("usage.missing", param=name)
    elif isinstance(problem, click.NoSuchOption):
        what = text("usage.option", param=problem.option_name)
    elif isinstance(problem, click.BadParameter) and name:
        what = text("usage.value", param=name, reason=problem.message)
    else:
        what = text("usage.command", reason=problem.message)
    command = problem.ctx.command_path if problem.ctx else "hocba"
    return f"{what}\n{text('usage.help', command=command)}"
