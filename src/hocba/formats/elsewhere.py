"""Fields that stand outside their block: taken where their name occurs once below the record area.

format-v2.md §1: fields are looked for "first in the expected block, then anywhere below the record area if
the name is unique there".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import lru_cache
from typing import Any

import attrs
from lxml import etree

from hocba.formats.blocks import BlockReader
from hocba.formats.branches import holder_of
from hocba.formats.format import Format
from hocba.formats.notes import WHITE, Stray, canonical
from hocba.formats.tags import Known

__all__ = ["take_elsewhere"]

Values = Mapping[str, dict[str, Any]]


@attrs.frozen(eq=False)
class _Wanted:
    """A field of a block that stands once, and every spelling of its tag."""

    block: str
    field: str
    names: tuple[str, ...]


def take_elsewhere(
    record: etree._Element, known: Format, namespace: str, blocks: BlockReader, values: Values
) -> None:
    """Fill fields of ``values`` (by block) from content that was kept as unknown below ``record``.

    What is taken is reported as READ-PLACE and leaves the extension it was kept in.
    """
    taker = _Taker(record, known, namespace, blocks, values)
    pieces: list[tuple[Stray, list[etree._Element]]] = []
    for stray in blocks.notes.strays:
        if record in stray.element.iterancestors():
            taken = [leaf for leaf in _leaves(stray.element) if taker.take(leaf)]
            if taken:
                pieces.append((stray, taken))
    for stray, taken in reversed(pieces):
        _shorten(stray, taken, blocks)


def _leaves(element: etree._Element) -> Iterator[etree._Element]:
    """Simple tags in ``element`` or itself one; elements that hold text beside tags are not searched."""
    if element.find("*") is None:
        if not element.keys():
            yield element
    elif not _text(element).strip(WHITE):
        for child in element.iterchildren("*"):
            yield from _leaves(child)


def _text(leaf: etree._Element) -> str:
    """The text of ``leaf``, joined over comments."""
    return "".join([leaf.text or "", *(child.tail or "" for child in leaf)])


class _Taker:
    """Decides for each leaf whether it is the one place of a field that its block lacks."""

    def __init__(
        self, record: etree._Element, known: Format, namespace: str, blocks: BlockReader, values: Values
    ) -> None:
        self._record = record
        self._place = f"{known.data}/{known.tree.record}"
        self._wanted = _wanted(known, namespace)
        self._blocks = blocks
        self._values = values
        self._counts: dict[tuple[str, ...], int] = {}

    def take(self, leaf: etree._Element) -> bool:
        """Put the text of ``leaf`` into its field, if it may be taken."""
        one, how = self._wanted.get(str(leaf.tag), (None, None))
        text = _text(leaf)
        if one is None or how is None or not text:
            return False
        held = self._values[one.block]
        if held[one.field] is not None or self._count(one.names) > 1:
            return False
        held[one.field] = text if how.convert is None else how.convert(text)
        self._blocks.texts.append(text)
        if how.other:
            self._blocks.corrected.add(how.other)
        self._blocks.notes.note("READ-PLACE", leaf, expected=f"{self._place}/{one.block}/{how.tag}")
        return True

    def _count(self, names: tuple[str, ...]) -> int:
        """How many elements have one of these names; counted once, however many leaves ask."""
        if names not in self._counts:
            self._counts[names] = sum(1 for _ in self._record.iter(*names))
        return self._counts[names]


def _shorten(stray: Stray, taken: list[etree._Element], blocks: BlockReader) -> None:
    """Let the extension of ``stray`` go, or keep what was not taken; the finding goes with the extension."""
    notes, element = blocks.notes, stray.element
    rest = None if taken == [element] else _without(element, taken)
    if rest is not None:
        kept = notes.extensions[stray.extension]
        notes.extensions[stray.extension] = type(kept).unchecked({**kept.__dict__, "xml": canonical(rest)})
        return
    del notes.extensions[stray.extension]
    if not stray.silent:
        del notes.findings[stray.finding]


def _without(element: etree._Element, taken: list[etree._Element]) -> etree._Element | None:
    """A copy of ``element`` without ``taken``; ``None`` where nothing would be left in it."""
    order = {one: number for number, one in enumerate(element.iter())}
    places = sorted((order[one] for one in taken), reverse=True)
    copy = deepcopy(element)
    copy.tail = None
    nodes = list(copy.iter())
    for place in places:
        _drop(nodes[place], copy)
    said = "".join(map(str, copy.itertext()))
    return copy if said.strip(WHITE) or any(one.keys() for one in copy.iter("*")) or len(copy) else None


def _drop(node: etree._Element, top: etree._Element) -> None:
    """Take ``node`` out, and elements around it that then hold nothing; text between tags stays."""
    parent = node.getparent()
    while parent is not None:
        before, tail = node.getprevious(), node.tail or ""
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        parent.remove(node)
        if parent is top or len(parent) or parent.keys() or (parent.text or "").strip(WHITE):
            return
        node, parent = parent, parent.getparent()


@lru_cache(maxsize=32)
def _wanted(known: Format, namespace: str) -> dict[str, tuple[_Wanted, Known]]:
    """By tag: the one block that stands once and has it. Tags of two such blocks are in no one's place."""
    found: dict[str, tuple[_Wanted, Known]] = {}
    twice: set[str] = set()
    for tags in holder_of(known, namespace).by_tag.values():
        if tags.branch.repeated:
            continue
        spellings: dict[str, tuple[str, ...]] = {}
        for name, how in tags.block.tags.items():
            spellings[how.name] = (*spellings.get(how.name, ()), name)
        for name, how in tags.block.tags.items():
            twice |= {name} & found.keys()
            found[name] = _Wanted(tags.branch.tag, how.name, spellings[how.name]), how
    return {name: entry for name, entry in found.items() if name not in twice}
