"""Tags of a later record that stand more than once where one value is meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

import attrs
from lxml import etree

from hocba.formats.format import Format
from hocba.formats.frame import SIGNATURE
from hocba.xml.tree import local_name

__all__ = ["repeated_later", "second_area"]


@attrs.frozen
class _Names:
    """``blocks``: by block, each spelling of its tags with the tag; ``other``: the same for other elements.

    ``single``: areas and blocks that a record has once. ``markers``: the tag by which a single block is
    known. ``years``: the tag that begins a group in an element around groups.
    """

    blocks: Mapping[str, Mapping[str, str]]
    other: Mapping[str, str]
    single: frozenset[str]
    markers: Mapping[str, str]
    years: Mapping[str, str]


def second_area(root: etree._Element, known: Format) -> bool:
    """Whether a later record has two areas of teachers' slots, which the schema alone would take."""
    if not known.later:
        return False
    found = root.iter(f"{{*}}{known.signing_area}")
    return next(found, None) is not None and next(found, None) is not None


def repeated_later(root: etree._Element, known: Format) -> Iterator[etree._Element]:
    """Every element below ``root`` that repeats an area, a single block, or a simple tag of a block.

    Both spellings of a tag are one; namespaces make no difference. Signatures are not searched.
    """
    names = _names(known)
    seen: set[str] = set()
    for parent in _elements(root):
        name = local_name(parent)
        if name in names.single:
            if name in seen:
                yield parent
            seen.add(name)
        if not len(parent):
            continue
        yield from _in(parent, names.blocks.get(name, names.other), names.years.get(name))
        for block, marker in names.markers.items():
            if name != block and parent.find(f"{{*}}{marker}") is not None:
                if block in seen:
                    yield parent
                seen.add(block)


def _elements(root: etree._Element) -> Iterator[etree._Element]:
    """``root`` and what stands in it, in document order, without signatures."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += [
            child for child in reversed(element) if isinstance(child.tag, str) and child.tag != SIGNATURE
        ]


def _in(parent: etree._Element, names: Mapping[str, str], year: str | None) -> Iterator[etree._Element]:
    seen: set[str] = set()
    for child in parent.iterchildren("*"):
        name = names.get(local_name(child))
        if name is None:
            continue
        if name in seen and name == year:
            seen.clear()
        elif name in seen:
            yield child
        seen.add(name)


@lru_cache(maxsize=16)
def _names(known: Format) -> _Names:
    tree = known.tree
    blocks = {
        branch.tag: {
            name: row.tag for row in known.block(branch.tag) for name in (row.alias, row.tag) if name
        }
        for branch in tree.branches
    }
    repeated = {branch.tag for branch in tree.branches if branch.repeated}
    slots = {slot.tag for slot in tree.slots}
    other: dict[str, str] = {}
    for names in blocks.values():
        for name, tag in names.items():
            if name not in repeated | slots:
                other[name] = tag if other.get(name, tag) == tag else name
    single = [branch for branch in tree.branches if not branch.repeated and not branch.parent]
    areas = {known.data, tree.record, known.signing_area, tree.issuing}
    areas |= {slot.list for slot in tree.slots if slot.list}
    areas |= {slot.tag for slot in tree.slots if not slot.repeated}
    return _Names(
        blocks=blocks,
        other=other,
        single=frozenset(areas | {branch.tag for branch in single}),
        markers={branch.tag: branch.marker for branch in single if branch.marker},
        years={
            branch.tag: branch.marker for branch in tree.branches if branch.repeated and not branch.identified
        },
    )
