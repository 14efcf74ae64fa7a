"""Blocks inside the record area or inside another block: by name, by what they hold, inside other elements.

Names below the record area are hocba's own in the reconstructed formats, so that reading must not depend on
them (format-v2.md §1). What was found under another name or deeper than the tree says is reported and written
back at its place.
"""

from __future__ import annotations

from typing import Any

import attrs
from lxml import etree

from hocba.formats.blocks import BlockReader, Elsewhere
from hocba.formats.branches import BranchTags, Holder
from hocba.formats.frame import first_id
from hocba.formats.notes import is_element
from hocba.model.block import Block
from hocba.xml.tree import local_name

__all__ = ["Container", "Gathering", "Places"]

DEEPEST = 4


@attrs.frozen
class Container:
    """An element around blocks of ``parent``: its path below that, the place it stands in, what precedes."""

    parent: str
    path: str
    place: str
    after: str


@attrs.define(eq=False)
class Places:
    """Where blocks were found: ``homes`` by tag, the first path below the holder; ``containers`` by place."""

    homes: dict[str, str] = attrs.field(factory=dict)
    containers: dict[str, Container] = attrs.field(factory=dict)


class Gathering:
    """Collects the blocks of one holder. ``places`` fills with the path of each block below its holder."""

    __slots__ = ("_blocks", "_holder", "_place", "_places", "found")

    def __init__(self, holder: Holder, place: str, blocks: BlockReader, places: Places) -> None:
        self._holder = holder
        self._place = place
        self._blocks = blocks
        self._places = places
        self.found: dict[str, list[Block]] = {}

    def take(self, element: etree._Element, last: str) -> str | None:
        """Take ``element`` if it is or holds one of the blocks.

        Returns the name that follows for what comes after it, or ``None`` where it is neither.
        """
        tags = self._holder.by_tag.get(element.tag)
        if tags is None:
            return self._odd(element, "", last, 0)
        return self._read(element, tags, tags.branch.tag, last)

    def fill(self, values: dict[str, Any]) -> None:
        """Put what was found into the fields of the holder: lists, and one object for each other block."""
        for tags in self._holder.by_tag.values():
            blocks = self.found.get(tags.branch.tag, ())
            if tags.branch.repeated:
                values[tags.branch.name] = tuple(blocks)
            else:
                values[tags.branch.name] = blocks[0] if blocks else tags.model.claims({})

    def _odd(self, element: etree._Element, above: str, last: str, depth: int) -> str | None:
        """As :meth:`take`, for another name or a deeper place."""
        if element.tag != self._holder.namespace + local_name(element):
            return None
        tags = self._holder.by_tag.get(element.tag) if depth and (len(element) or element.keys()) else None
        tags = tags or self._marked(element)
        if tags is not None:
            return self._read(element, tags, f"{above}{local_name(element)}", last)
        if depth < DEEPEST and self._is_container(element, depth):
            return self._container(element, above, last, depth)
        return None

    def _marked(self, element: etree._Element) -> BranchTags | None:
        for tags in self._holder.marked:
            if _marks(element, tags):
                return tags
        return None

    def _is_container(self, element: etree._Element, depth: int) -> bool:
        for child in element:
            if child.tag in self._holder.by_tag and (len(child) or child.keys()):
                return True
            if len(child) and self._marked(child) is not None:
                return True
            if depth + 1 < DEEPEST and len(child) and self._is_container(child, depth + 1):
                return True
        return False

    def _container(self, element: etree._Element, above: str, before: str, depth: int) -> str:
        notes, name, last = self._blocks.notes, local_name(element), ""
        path = f"{above}{name}/"
        place = f"{self._place}/{path[:-1]}"
        around = f"{self._place}/{above}".rstrip("/")
        found = Container(self._holder.parent, path[:-1], around, before)
        self._places.containers.setdefault(place, found)
        notes.keep_attributes(element, place)
        notes.keep_text(element.text, element, place, "")
        for child in element:
            if not is_element(child):
                notes.comment(child)
            else:
                taken = self._odd(child, path, last, depth + 1)
                if taken is None:
                    notes.unknown(child, place, last)
                else:
                    last = taken
            notes.keep_text(child.tail, element, place, last)
        return name

    def _read(self, element: etree._Element, tags: BranchTags, path: str, last: str) -> str:
        """Read ``element``, which stands at ``path`` behind ``last``, as the block ``tags``."""
        name, notes = tags.branch.tag, self._blocks.notes
        found = self.found.get(name)
        if found is None:
            found = self.found[name] = []
        elif not tags.branch.repeated:
            notes.note("READ-REPEATED-PART", element)
            notes.keep_element(element, f"{self._place}/{path}".rpartition("/")[0], last)
            return last
        if tags.grouped:
            years = len(_marks(element, tags))
            if years == 0 and self._is_container(element, 0) and not _has_simple(element, tags):
                return self._container(element, path[: -len(local_name(element))], last, 0)
        home = self._places.homes.setdefault(name, path)
        if path != name or home != name:
            notes.note("READ-WRAPPER", element, expected=name)
        if tags.grouped and years > 1:
            self._groups(element, tags, f"{self._place}/{home}")
        else:
            place = f"{self._place}/{home}"
            found.append(self._block(element, tags, place, home, len(found) + 1))
        step = home if home == name else home.rpartition("/")[2]
        return f"{step}[{len(found)}]" if tags.branch.repeated else step

    def _block(self, element: etree._Element, tags: BranchTags, place: str, home: str, number: int) -> Block:
        blocks, branch = self._blocks, tags.branch
        if branch.repeated:
            place = f"{place}[{number}]"
        identity = None
        if element.keys():
            own: tuple[str, ...] = ()
            if branch.identified:
                attribute, identity = first_id(element)
                own = () if identity is None else (attribute,)
            blocks.notes.keep_attributes(element, place, own)
        text = element.text
        if text is not None:
            blocks.notes.keep_text(text, element, place, "")
        if tags.inner is None:
            guests = None if branch.repeated else self._guests(f"{home}/")
            values = blocks.sequence(element, tags.block, place, guests)
        else:
            gathering = Gathering(tags.inner, place, blocks, self._places)
            values = blocks.sequence(element, tags.block, place, gathering.take)
            gathering.fill(values)
        if identity is not None:
            values["id"] = identity
            blocks.texts.append(identity)
        return tags.model.unchecked(values)

    def _guests(self, above: str) -> Elsewhere:
        """Blocks of this holder that stand in another block of it, as rows do in the results of v1.0."""

        def take(element: etree._Element, last: str) -> str | None:
            return self._odd(element, above, last, 1)

        return take

    def _groups(self, element: etree._Element, tags: BranchTags, place: str) -> None:
        """One element around groups of simple tags, each of which begins with its year (format-v1.md §4)."""
        notes, blocks, found = self._blocks.notes, self._blocks, self.found[tags.branch.tag]
        first = f"{place}[{len(found) + 1}]"
        notes.note("READ-HISTORY-WRAPPED", element)
        notes.keep_attributes(element, first)
        notes.keep_text(element.text, element, first, "")
        groups: list[list[etree._Element]] = [[]]
        begun = False
        for child in element:
            if child.tag in tags.markers:
                if begun:
                    groups.append([])
                begun = True
            groups[-1].append(child)
        for group in groups:
            values = blocks.sequence(group, tags.block, f"{place}[{len(found) + 1}]")
            found.append(tags.model.unchecked(values))


def _marks(element: etree._Element, tags: BranchTags) -> list[etree._Element]:
    """The children of ``element`` by which the block is known."""
    return [child for marker in tags.markers for child in element.findall(marker)]


def _has_simple(element: etree._Element, tags: BranchTags) -> bool:
    return any(child.tag in tags.block.tags for child in element)
