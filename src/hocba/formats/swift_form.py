"""The own form of a format: what a file that hocba writes looks like, as expressions made from the table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import attrs

from hocba.formats.classes import models_of
from hocba.formats.format import Format
from hocba.formats.tree import Branch, SlotBranch
from hocba.model.claims import READERS

__all__ = ["HEAD", "Form", "Part", "form_of"]

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_ID = r'[^"<>&\t\n]+'  # a parser makes spaces of these
_MARKER = "marker"
Match = Callable[[str, int], re.Match[str] | None]


@attrs.frozen(eq=False)
class Part:
    """A block: ``match`` takes its start tag and simple tags, with a group for each of ``names``.

    ``marked`` says whether the tag by which the general way knows the block has to be there; ``shared``
    whether blocks of equal text may be one object: rows without a person in them.
    """

    name: str
    start: str
    end: str
    match: Match
    names: tuple[str, ...]
    converts: tuple[tuple[str, Callable[[str], str]], ...]
    make: Callable[[dict[str, Any]], Any]
    repeated: bool
    least: int
    marked: bool
    shared: bool
    inner: tuple[Part, ...]


@attrs.frozen(eq=False)
class Form:
    """Start and end of the file, and the parts between them. ``end`` has a group for teachers' slots."""

    start: str
    parts: tuple[Part, ...]
    end: Match
    slots: tuple[tuple[SlotBranch, str], ...]
    later: bool


@lru_cache(maxsize=16)
def form_of(known: Format) -> Form:
    """The own form of ``known``."""
    tree = known.tree
    attribute = "Id" if known.later else "id"
    start = f'{HEAD.decode()}<{known.root}><{known.data} {attribute}="{tree.data_id}">'
    if known.later:
        start += f'<{tree.record} {attribute}="{tree.record_id}">'
    return Form(
        start=start,
        parts=_parts(known, ""),
        end=re.compile(_end(known)).fullmatch,
        slots=tuple(_slots(known)),
        later=known.later,
    )


def _parts(known: Format, parent: str) -> tuple[Part, ...]:
    return tuple(_part(known, branch) for branch in known.tree.inside(parent))


def _part(known: Format, branch: Branch) -> Part:
    model = models_of(known)[branch.tag]
    rows = [row for row in known.block(branch.tag) if row.python_name in model.model_fields]
    marked = not known.later and any(row.tag == branch.marker for row in rows)
    simple = "".join(
        f"(?:<{row.tag}>({f'?P<{_MARKER}>' if row.tag == branch.marker else ''}[^<]+)</{row.tag}>)?"
        for row in rows
    )
    opening = f'<{branch.tag} Id="({_ID})">' if branch.identified else f"<{branch.tag}>"
    inner = _parts(known, branch.tag)
    return Part(
        name=branch.name,
        start=f"<{branch.tag}" if branch.identified else opening,
        end=f"</{branch.tag}>",
        match=re.compile(opening + simple).match,
        names=("id",) * branch.identified + tuple(row.python_name for row in rows),
        converts=tuple((row.python_name, READERS[row.kind]) for row in rows if row.kind != "text"),
        make=model.unchecked,
        repeated=branch.repeated,
        least=branch.least,
        marked=marked,
        shared=branch.repeated and branch.marker == known.row_marker and not inner,
        inner=inner,
    )


def _end(known: Format) -> str:
    tree, area = known.tree, known.signing_area
    signing = f"<{area}>{_empty(tree.area('signing'))}</{area}>"
    if not known.later:
        return f"</{known.data}>{signing}</{known.root}>\n"
    issuing = f"<{tree.issuing}>{_empty(tree.area('issuing'))}</{tree.issuing}>"
    return f"</{tree.record}>{signing}</{known.data}>{issuing}</{known.root}>\n"


def _empty(slots: tuple[SlotBranch, ...]) -> str:
    """The slots as hocba writes them, one of each kind but teachers."""
    made = []
    for slot in slots:
        one = (
            f'((?:<{slot.tag} Id="{_ID}"></{slot.tag}>)*)'
            if slot.identified
            else f"<{slot.tag}></{slot.tag}>"
        )
        made.append(f"<{slot.list}>{one}</{slot.list}>" if slot.list else one)
    return "".join(made)


def _slots(known: Format) -> Iterator[tuple[SlotBranch, str]]:
    """Every slot with its path, in the order of the file."""
    inside = f"{known.data}/" if known.later else ""
    for slot in known.tree.slots:
        area = f"{inside}{known.signing_area}" if slot.area == "signing" else known.tree.issuing
        yield slot, "/".join(step for step in (area, slot.list, slot.tag) if step)
