"""The table and tree of a later format, turned once into the pieces that writing joins."""

from __future__ import annotations

from functools import lru_cache

import attrs

from hocba.errors import RecordError
from hocba.formats.branches import main_blocks
from hocba.formats.format import Format
from hocba.formats.options import WriteOptions
from hocba.formats.plan import Piece, pieces_of, steps_of
from hocba.formats.tree import Branch
from hocba.model.extension import Layout
from hocba.model.layout_v2 import DEFAULT_LAYOUT_V2, LayoutV2
from hocba.xml import escape

__all__ = ["BranchPlan", "LaterPlan", "later_plan"]


@attrs.frozen(eq=False)
class BranchPlan:
    """One block: its simple tags, the elements around it below its holder, and the blocks inside.

    ``guests`` stand inside it, too, but are fields of its holder.
    """

    branch: Branch
    pieces: tuple[Piece, ...]
    plain: tuple[tuple[str, str, str], ...]
    steps: tuple[str, ...]
    start: str
    end: str
    inner: tuple[BranchPlan, ...]
    guests: tuple[BranchPlan, ...]


@attrs.frozen(eq=False)
class LaterPlan:
    """Everything about writing that does not depend on the record. ``simple``: the quick way may be taken."""

    branches: tuple[BranchPlan, ...]
    attribute: str
    data_attributes: tuple[tuple[str, str], ...]
    record_attributes: tuple[tuple[str, str], ...]
    start: str
    end: str
    inside: bool
    managers: int
    simple: bool


@lru_cache(maxsize=64)
def later_plan(known: Format, options: WriteOptions, layout: Layout) -> LaterPlan:
    """The plan for records with ``layout``. Raises RecordError (WRITE-NAME) for names XML does not allow."""
    found = layout if isinstance(layout, LayoutV2) else DEFAULT_LAYOUT_V2
    attribute = options.id_attribute or found.id_attribute
    if attribute not in ("id", "Id", "ID"):
        raise RecordError.of("WRITE-NAME", what="id_attribute")
    data_id = found.data_id if options.data_id is None else options.data_id
    places = _places(known, options, found)
    branches = _branches(known, "", places, options, found)
    record, data = known.tree.record, known.data
    start = (
        f'<{data} {attribute}="{escape.attribute(data_id)}">'
        f'<{record} {attribute}="{escape.attribute(found.record_area_id)}">'
    )
    return LaterPlan(
        branches=branches,
        attribute=attribute,
        data_attributes=((attribute, data_id),),
        record_attributes=((attribute, found.record_area_id),),
        start=start,
        end=f"</{record}>",
        inside=(options.signing_area or found.signing_area) == "inside",
        managers=found.managers if options.managers is None else options.managers,
        simple=options.dates is None and options.booleans is None and _flat(branches),
    )


def _places(known: Format, options: WriteOptions, layout: LayoutV2) -> dict[str, str]:
    """The path of each block that does not stand under its own name directly in its holder."""
    places = dict(layout.places)
    for name, tag in main_blocks(known).items():
        found = getattr(options, name) or getattr(layout, name)
        if found != getattr(DEFAULT_LAYOUT_V2, name):
            places[tag] = found
    return places


def _branches(
    known: Format, parent: str, places: dict[str, str], options: WriteOptions, layout: Layout
) -> tuple[BranchPlan, ...]:
    """The blocks that ``parent`` holds; one that stands inside another of them is a guest there."""
    branches = known.tree.inside(parent)
    paths = {branch.tag: places.get(branch.tag, branch.tag) for branch in branches}
    hosts = {branch.tag: _host(branch, branches, paths) for branch in branches}

    def made(branch: Branch) -> BranchPlan:
        host = hosts[branch.tag]
        steps = steps_of(
            paths[branch.tag].removeprefix(f"{paths[host]}/" if host else ""), paths.keys() - {branch.tag}
        )
        pieces = pieces_of(known, branch.tag, options, layout)
        return BranchPlan(
            branch=branch,
            pieces=pieces,
            plain=tuple((one.name, one.start, one.end) for one in pieces),
            steps=steps,
            start=f"<{steps[-1]}" + ("" if branch.identified else ">"),
            end=f"</{steps[-1]}>",
            inner=_branches(known, branch.tag, places, options, layout),
            guests=tuple(made(guest) for guest in branches if hosts[guest.tag] == branch.tag),
        )

    return tuple(made(branch) for branch in branches if not hosts[branch.tag])


def _host(branch: Branch, branches: tuple[Branch, ...], paths: dict[str, str]) -> str:
    """The block inside which ``branch`` stands by its path, or an empty text."""
    around = [
        other for other in branches
        if other is not branch and paths[branch.tag].startswith(f"{paths[other.tag]}/")
    ]  # fmt: skip
    if not around:
        return ""
    host = max(around, key=lambda other: len(paths[other.tag]))
    if host.repeated:
        raise RecordError.of("WRITE-NAME", what="layout")
    return host.tag


def _flat(branches: tuple[BranchPlan, ...]) -> bool:
    return all(len(one.steps) == 1 and not one.guests and _flat(one.inner) for one in branches)
