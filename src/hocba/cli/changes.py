"""A comparison as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from hocba.cli.output import finding_lines
from hocba.cli.text import Text, one_line
from hocba.findings import MASK
from hocba.i18n import catalog

if TYPE_CHECKING:
    from hocba.edit import Change, Diff
    from hocba.findings import Finding

__all__ = ["difference_lines", "news_lines"]

_SIGNS = {"added": "+", "removed": "-", "changed": "~", "block-added": "+", "block-removed": "-"}
_COLOURS = {"+": "green", "-": "red", "~": "yellow"}
_NOTHING = "–"
_NATURES = {
    "value": "diff.value",
    "letter-case": "diff.letter-case",
    "spaces": "diff.spaces",
    "unicode": "diff.unicode",
    "form": "diff.form",
}


def difference_lines(found: Diff, text: Text, *, show_personal_data: bool = False) -> Iterator[str]:
    """Every difference on a line of its own; personal values are masked unless asked for."""
    for change in found.changes:
        yield f"  {_sign(change.kind.value)} {_change(change, text, show_personal_data)}"
    for aside in found.asides:
        what = catalog.message(f"EDIT-OUTSIDE/{aside.aspect.value}", text.lang, {})
        place = f"{one_line(aside.path)}: " if aside.path else ""
        yield f"  {_sign(aside.kind.value)} {place}{what}"


def news_lines(
    new: Iterable[Finding], gone: Iterable[Finding], text: Text, *, personal: bool
) -> Iterator[str]:
    """What the rules say since the change, and what they no longer say."""
    for heading, findings in ((text("set.new"), tuple(new)), (text("set.gone"), tuple(gone))):
        if findings:
            yield heading
        for finding in findings:
            yield from finding_lines(finding, text, show_personal_data=personal)


def _sign(kind: str) -> str:
    sign = _SIGNS[kind]
    return click.style(sign, fg=_COLOURS[sign])


def _change(change: Change, text: Text, personal: bool) -> str:
    path = one_line(change.path)
    if change.kind.value.startswith("block-"):
        return path
    old, new = change.shown(show_personal_data=personal)
    nature = f" ({text(_NATURES[change.nature])})" if MASK in (old, new) and change.nature else ""
    return f"{path} ({change.label}): {one_line(old or _NOTHING)} → {one_line(new or _NOTHING)}{nature}"
