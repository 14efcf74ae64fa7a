"""Wide tables of the documentation: each cell knows the head of its column, so that a phone can show cards.

MkDocs loads this file as a hook (``hooks`` in mkdocs.yml); the cards are made by docs/stylesheets/tables.css.
"""

from __future__ import annotations

import re
from itertools import count
from typing import Any

MOST_COLUMNS = 3
"""So many columns fit on a phone."""

_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_HEAD = re.compile(r"<th[^>]*>(.*?)</th>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<td([^>]*)>(.*?)</td>", re.DOTALL)
_CODE = re.compile(r"<code>[^<]*</code>")
_TAG = re.compile(r"<[^>]*>")


def labelled(html: str) -> str:
    """``html`` with the heads of wide tables repeated in their cells (``data-label``)."""
    return _TABLE.sub(_table, html)


def _table(found: re.Match[str]) -> str:
    heads = [_TAG.sub("", head).strip().replace('"', "&quot;") for head in _HEAD.findall(found[1])]
    if len(heads) <= MOST_COLUMNS:
        return found[0]
    return f"<table data-wide>{_ROW.sub(lambda row: _row(row, heads), found[1])}</table>"


def _row(found: re.Match[str], heads: list[str]) -> str:
    number = count()

    def cell(held: re.Match[str]) -> str:
        at = next(number)
        label = heads[at] if at < len(heads) else ""
        content = f"<span>{_CODE.sub(_breaking, held[2])}</span>" if held[2].strip() else ""
        return f'<td{held[1]} data-label="{label}">{content}</td>'

    return f"<tr>{_CELL.sub(cell, found[1])}</tr>"


def _breaking(found: re.Match[str]) -> str:
    """A path may go on in the next line behind a slash; a tag stays whole."""
    return found[0].replace("/", "/<wbr>").replace("</<wbr>code>", "</code>")


def on_page_content(html: str, **_: Any) -> str:
    """MkDocs event: a page was rendered."""
    return labelled(html)
