"""Rows and the assessment block, found by what they hold rather than by their name (format-v1.md §4)."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from hocba.formats.blocks import BlockReader
from hocba.formats.format import Format
from hocba.formats.notes import is_element
from hocba.formats.tags import ASSESSMENT, ROW, Tags
from hocba.model.block import Block
from hocba.xml.path import local_name

__all__ = ["Results"]

DEEPEST = 4


class Results:
    """Collects the rows and the block wherever they stand below the data element."""

    __slots__ = (
        "_blocks", "_known", "_marks", "_models", "_tags",
        "assessment", "assessment_path", "rows", "rows_path",
    )  # fmt: skip

    def __init__(
        self, known: Format, tags: Tags, blocks: BlockReader, models: Mapping[str, type[Block]]
    ) -> None:
        self._models = models
        self._known = known
        self._tags = tags
        self._blocks = blocks
        self._marks = tags.name(known.row_marker), tags.name(known.assessment_marker)
        self.rows: list[Block] = []
        self.rows_path = ""
        self.assessment: Block | None = None
        self.assessment_path = ""

    def take(self, element: etree._Element, parent: str, last: str, depth: int = 0) -> str | None:
        """Take ``element`` below ``parent`` if it is or holds rows or the block.

        ``parent`` is a path under the data element. Returns the name that follows for what comes after
        it, or ``None`` where it is neither.
        """
        row, block = self._marks
        name = local_name(element)
        path = f"{parent}/{name}".lstrip("/")
        if element.find(row) is not None:
            return self._row(element, path)
        if element.find(block) is not None:
            return self._block(element, path)
        if depth < DEEPEST and self._is_container(element, depth):
            return self._container(element, path, depth)
        if element.tag == self._tags.name(ROW):
            return self._row(element, path)
        if element.tag == self._tags.name(ASSESSMENT):
            return self._block(element, path)
        return None

    def _is_container(self, element: etree._Element, depth: int) -> bool:
        row, block = self._marks
        for child in element:
            if child.find(row) is not None or child.find(block) is not None:
                return True
            if depth + 1 < DEEPEST and len(child) and self._is_container(child, depth + 1):
                return True
        return False

    def _container(self, element: etree._Element, path: str, depth: int) -> str:
        notes, place, last = self._blocks.notes, f"{self._known.data}/{path}", ""
        notes.keep_attributes(element, place)
        notes.keep_text(element.text, element, place, "")
        for child in element:
            if not is_element(child):
                notes.comment(child)
            else:
                taken = self.take(child, path, last, depth + 1)
                if taken is None:
                    notes.unknown(child, place, last)
                else:
                    last = taken
            notes.keep_text(child.tail, element, place, last)
        return path.rpartition("/")[2]

    def _row(self, element: etree._Element, path: str) -> str:
        self.rows_path = self.rows_path or path
        if path != self.rows_path or path.rpartition("/")[2] != ROW:
            self._blocks.notes.note("READ-WRAPPER", element, expected=ROW)
        step = f"{self.rows_path}[{len(self.rows) + 1}]"
        values = self._blocks.read(element, self._tags.blocks[ROW], f"{self._known.data}/{step}")
        self.rows.append(self._models[ROW].unchecked(values))
        return step.rpartition("/")[2]

    def _block(self, element: etree._Element, path: str) -> str | None:
        if self.assessment is not None:
            return None
        self.assessment_path = path
        if path.rpartition("/")[2] != ASSESSMENT:
            self._blocks.notes.note("READ-WRAPPER", element, expected=ASSESSMENT)
        values = self._blocks.read(element, self._tags.blocks[ASSESSMENT], f"{self._known.data}/{path}")
        self.assessment = self._models[ASSESSMENT].unchecked(values)
        return path.rpartition("/")[2]
