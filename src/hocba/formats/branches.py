"""The tree of a later format, turned once into what reading needs for each block."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import attrs

from hocba.formats.classes import models_of
from hocba.formats.format import Format
from hocba.formats.tags import Block, tags_of
from hocba.formats.tree import Branch
from hocba.model.block import Block as Part

YEAR = "NAM_HOC"
__all__ = ["BranchTags", "Holder", "holder_of", "main_blocks"]


@attrs.frozen(eq=False)
class BranchTags:
    """One block: its tags, its class, and the blocks that it holds itself.

    ``grouped``: one element may hold several of them, each beginning with its year.
    """

    branch: Branch
    tag: str
    block: Block
    model: type[Part]
    markers: tuple[str, ...]
    grouped: bool
    inner: Holder | None


@attrs.frozen(eq=False)
class Holder:
    """The blocks of ``parent`` (empty: the record area): by tag, and in order those known by a marker."""

    parent: str
    namespace: str
    by_tag: Mapping[str, BranchTags]
    marked: tuple[BranchTags, ...]


@lru_cache(maxsize=64)
def holder_of(known: Format, namespace: str = "") -> Holder:
    """The blocks of the record area of ``known``, their elements in ``namespace`` (``{uri}`` or empty)."""
    return _holder(known, namespace, "")


def _holder(known: Format, namespace: str, parent: str) -> Holder:
    blocks = tags_of(known, namespace).blocks
    models = models_of(known)
    made = [
        BranchTags(
            branch,
            namespace + branch.tag,
            blocks[branch.tag],
            models[branch.tag],
            _markers(known, branch, namespace),
            branch.repeated and branch.marker == YEAR,
            _holder(known, namespace, branch.tag) if known.tree.inside(branch.tag) else None,
        )
        for branch in known.tree.inside(parent)
    ]
    return Holder(
        parent, namespace, {one.tag: one for one in made}, tuple(one for one in made if one.markers)
    )


def _markers(known: Format, branch: Branch, namespace: str) -> tuple[str, ...]:
    rows = [row for row in known.block(branch.tag) if branch.marker and row.tag == branch.marker]
    return tuple(namespace + name for row in rows for name in (row.tag, row.alias) if name)


def main_blocks(known: Format) -> Mapping[str, str]:
    """The tags of the two blocks for whose places a layout and write options have names of their own."""
    markers = {"rows": known.row_marker, "assessment": known.assessment_marker}
    return {
        name: branch.tag
        for name, marker in markers.items()
        for branch in known.tree.inside("")
        if branch.marker == marker
    }
