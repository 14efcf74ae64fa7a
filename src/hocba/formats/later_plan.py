"""The table and tree of a later format, turned once into the pieces that writing joins."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import attrs

from hocba.errors import RecordError
from hocba.formats.branches import main_blocks
from hocba.formats.format import Format
from hocba.formats.homes import host_of, kept_homes, steps_below
from hocba.formats.options import WriteOptions
from hocba.formats.plan import Piece, pieces_of
from hocba.formats.tree import Branch
from hocba.model.base import RecordBase
from hocba.model.extension import Layout
from hocba.model.layout_v2 import DEFAULT_LAYOUT_V2, LayoutV2
from hocba.xml import escape

__all__ = ["BranchPlan", "LaterPlan", "default_layout", "fitting_plan", "layout_homes"]


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
    """Everything about writing that does not depend on the record.

    ``homes``: the paths of blocks that stand elsewhere than the tree says. ``simple``: the quick way may be
    taken.
    """

    branches: tuple[BranchPlan, ...]
    attribute: str
    data_attributes: tuple[tuple[str, str], ...]
    record_attributes: tuple[tuple[str, str], ...]
    start: str
    end: str
    inside: bool
    managers: int
    homes: Mapping[str, str]
    simple: bool


@lru_cache(maxsize=64)
def later_plan(known: Format, options: WriteOptions, layout: Layout) -> LaterPlan:
    """The plan for records with ``layout``. Raises RecordError (WRITE-NAME) for names XML does not allow."""
    found = layout if isinstance(layout, LayoutV2) else default_layout(known)
    attribute = options.id_attribute or found.id_attribute
    if attribute not in ("id", "Id", "ID"):
        raise RecordError.of("WRITE-NAME", what="id_attribute")
    data_id = found.data_id if options.data_id is None else options.data_id
    homes = _homes(known, options, found)
    all_homes = {branch.tag: homes.get(branch.tag, branch.tag) for branch in known.tree.branches}
    branches = _branches(known, "", all_homes, options, found)
    record, data = known.tree.record, known.data
    start = (
        f'<{data} {attribute}="{escape.attribute(data_id)}">'
        f'<{record} {attribute}="{escape.attribute(found.record_area_id)}">'
    )
    flat = _flat(branches)
    return LaterPlan(
        branches=branches,
        attribute=attribute,
        data_attributes=((attribute, data_id),),
        record_attributes=((attribute, found.record_area_id),),
        start=start,
        end=f"</{record}>",
        inside=(options.signing_area or found.signing_area) == "inside",
        managers=found.managers if options.managers is None else options.managers,
        homes={tag: path for tag, path in homes.items() if tag != path},
        simple=options.dates is None and options.booleans is None and flat,
    )


def fitting_plan(known: Format, options: WriteOptions, record: RecordBase) -> LaterPlan:
    """The plan for ``record``: a block that could not be found again elsewhere stands where the tree says.

    Raises RecordError (WRITE-NAME) for names that XML does not allow.
    """
    plan = later_plan(known, options, record.layout)
    if plan.homes:
        homes, renames = kept_homes(known, plan.homes, record.__dict__)
        if renames:
            layout = record.layout if isinstance(record.layout, LayoutV2) else default_layout(known)
            kept = {**layout.__dict__, **layout_homes(known, homes)}
            chosen = attrs.evolve(options, rows=None, assessment=None)
            plan = later_plan(known, chosen, LayoutV2.unchecked(kept))
    return plan


def default_layout(known: Format) -> LayoutV2:
    """The layout of new records of ``known``."""
    found: LayoutV2 = known.record.model_fields["layout"].default
    return found


def layout_homes(known: Format, homes: Mapping[str, str]) -> dict[str, Any]:
    """``homes`` as fields of a layout."""
    others = {tag: path for tag, path in homes.items() if tag != path}
    made: dict[str, Any] = {
        name: others.pop(tag, getattr(DEFAULT_LAYOUT_V2, name)) for name, tag in main_blocks(known).items()
    }
    made["places"] = tuple(sorted(others.items()))
    return made


def _homes(known: Format, options: WriteOptions, layout: LayoutV2) -> dict[str, str]:
    """The path of each block that does not stand under its own name directly in its holder."""
    homes = dict(layout.places)
    for name, tag in main_blocks(known).items():
        found = getattr(options, name) or getattr(layout, name)
        if found != getattr(DEFAULT_LAYOUT_V2, name):
            homes[tag] = found
    return {branch.tag: homes[branch.tag] for branch in known.tree.branches if branch.tag in homes}


def _branches(
    known: Format, parent: str, homes: Mapping[str, str], options: WriteOptions, layout: Layout
) -> tuple[BranchPlan, ...]:
    """The blocks that ``parent`` holds; one that stands inside another of them is a guest there."""
    branches = known.tree.inside(parent)
    hosts = {branch.tag: host_of(known, branch, homes) for branch in branches}

    def made(branch: Branch) -> BranchPlan:
        steps = steps_below(known, branch, homes)
        pieces = pieces_of(known, branch.tag, options, layout)
        return BranchPlan(
            branch=branch,
            pieces=pieces,
            plain=tuple((one.name, one.start, one.end) for one in pieces),
            steps=steps,
            start=f"<{steps[-1]}" + ("" if branch.identified else ">"),
            end=f"</{steps[-1]}>",
            inner=_branches(known, branch.tag, homes, options, layout),
            guests=tuple(made(guest) for guest in branches if hosts[guest.tag] == branch.tag),
        )

    return tuple(made(branch) for branch in branches if not hosts[branch.tag])


def _flat(branches: tuple[BranchPlan, ...]) -> bool:
    return all(len(one.steps) == 1 and not one.guests and _flat(one.inner) for one in branches)
