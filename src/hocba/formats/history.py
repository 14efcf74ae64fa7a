"""The school years of the pupil: repeated elements, or all of them inside one (format-v1.md §4)."""

from __future__ import annotations

from typing import cast

from lxml import etree

from hocba.formats.blocks import BlockReader
from hocba.formats.notes import is_element
from hocba.formats.tags import HISTORY, Tags
from hocba.model.block import Block
from hocba.model.record import QuaTrinhHocTap

__all__ = ["HistoryReader"]

YEAR = "NAM_HOC"


class HistoryReader:
    """Collects the years of every history element below the data element ``data``."""

    __slots__ = ("_block", "_blocks", "_data", "_model", "_year", "years")

    def __init__(self, data: str, tags: Tags, blocks: BlockReader, model: type[Block]) -> None:
        self._data = data
        self._model = model
        self._block = tags.blocks[HISTORY]
        self._year = tags.name(YEAR)
        self._blocks = blocks
        self.years: list[QuaTrinhHocTap] = []

    def read(self, element: etree._Element) -> str:
        """Read ``element``; returns the name that follows for what comes after it."""
        found = len(element.findall(self._year))
        if found > 1:
            self._groups(element)
        elif found == 0 and self._holds_years(element):
            self._elements(element)
        else:
            self._add(self._blocks.read(element, self._block, self._next()))
        return f"{HISTORY}[{len(self.years)}]"

    def _holds_years(self, element: etree._Element) -> bool:
        if any(child.tag in self._block.tags for child in element):
            return False
        return any(child.find(self._year) is not None for child in element)

    def _groups(self, element: etree._Element) -> None:
        """One wrapper around groups of simple tags, each of which begins with its year."""
        self._wrapped(element)
        groups: list[list[etree._Element]] = [[]]
        begun = False
        for child in element:
            if child.tag == self._year:
                if begun:
                    groups.append([])
                begun = True
            groups[-1].append(child)
        for group in groups:
            self._add(self._blocks.sequence(group, self._block, self._next()))

    def _elements(self, element: etree._Element) -> None:
        """One wrapper around elements that each hold a year."""
        self._wrapped(element)
        notes = self._blocks.notes
        for child in element:
            if not is_element(child):
                notes.comment(child)
            elif child.find(self._year) is not None:
                self._add(self._blocks.read(child, self._block, self._next()))
            else:
                notes.unknown(child, self._next(), "")
            notes.keep_text(child.tail, element, self._next(), "")

    def _wrapped(self, element: etree._Element) -> None:
        notes = self._blocks.notes
        notes.note("READ-HISTORY-WRAPPED", element)
        notes.keep_attributes(element, self._next())
        notes.keep_text(element.text, element, self._next(), "")

    def _next(self) -> str:
        return f"{self._data}/{HISTORY}[{len(self.years) + 1}]"

    def _add(self, values: dict[str, object]) -> None:
        self.years.append(cast("QuaTrinhHocTap", self._model.unchecked(values)))
