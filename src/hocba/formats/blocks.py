"""Reading the simple tags of one block: the hot path of the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from lxml import etree

from hocba.formats.notes import WHITE, Notes, is_element
from hocba.formats.tags import Block, Known

__all__ = ["BlockReader", "Elsewhere"]

Elsewhere = Callable[[etree._Element, str], str | None]


class _Place(NamedTuple):
    values: dict[str, Any]
    block: Block
    path: str
    last: str
    elsewhere: Elsewhere | None


class BlockReader:
    """Turns the children of a block into values; keeps what no field holds."""

    __slots__ = ("corrected", "notes", "texts")

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.texts: list[str] = []
        self.corrected: set[str] = set()

    def read(
        self, element: etree._Element, block: Block, place: str, elsewhere: Elsewhere | None = None
    ) -> dict[str, Any]:
        """The values of the block ``element``, whose written path is ``place``.

        ``elsewhere`` is asked about tags that are not simple tags of the block; it returns the name
        under which it took the element, or ``None``.
        """
        if element.keys():
            self.notes.keep_attributes(element, place)
        self.notes.keep_text(element.text, element, place, "")
        return self.sequence(element, block, place, elsewhere)

    def sequence(
        self, children: Iterable[etree._Element], block: Block, place: str, elsewhere: Elsewhere | None = None
    ) -> dict[str, Any]:
        """As :meth:`read`, for the children alone."""
        values = dict(block.blank)
        tags, texts = block.tags, self.texts
        last = ""
        for child in children:
            known = tags.get(child.tag)
            text = child.text
            if (
                known is None
                or text is None
                or not known.ordinary
                or values[known.name] is not None
                or len(child)
                or child.keys()
            ):
                last = self._odd(child, known, _Place(values, block, place, last, elsewhere))
            else:
                values[known.name] = text if known.convert is None else known.convert(text)
                texts.append(text)
                last = known.tag
            tail = child.tail
            if tail is not None and tail.strip(WHITE):
                self.notes.keep_text(tail, child.getparent(), place, last)  # type: ignore[arg-type]  # has one
        return values

    def _odd(self, child: etree._Element, known: Known | None, at: _Place) -> str:
        notes = self.notes
        if not is_element(child):
            notes.comment(child)
            return at.last
        if known is None:
            taken = at.elsewhere(child, at.last) if at.elsewhere is not None else None
            if taken is None:
                notes.unknown(child, at.path, at.last, silent=child.tag in at.block.added)
                return at.last
            return taken
        if at.values[known.name] is not None:
            notes.note("READ-REPEATED", child)
            notes.keep_element(child, at.path, at.last)
            return at.last
        if known.other:
            self.corrected.add(known.other)
        if known.guest:
            notes.note("READ-YEAR-PLACE", child)
        text = self._whole_text(child, f"{at.path}/{known.tag}")
        if text:
            at.values[known.name] = text if known.convert is None else known.convert(text)
            self.texts.append(text)
        else:
            notes.note("READ-EMPTY", child)
        return known.tag

    def _whole_text(self, element: etree._Element, place: str) -> str:
        """The text of a simple tag, joined over comments; child elements are kept apart and reported."""
        notes = self.notes
        if element.keys():
            notes.keep_attributes(element, place)
        pieces = [element.text or ""]
        mixed = False
        for child in element:
            if is_element(child):
                mixed = True
                notes.keep_element(child, place, "")
            else:
                notes.comment(child)
            pieces.append(child.tail or "")
        if mixed:
            notes.note("READ-MIXED", element)
        return "".join(pieces)
