"""One pass of expat over a part of a workbook: bounds, and what openpyxl does not tell when it only reads."""

from __future__ import annotations

import re
from xml.parsers import expat

import attrs

from hocba.errors import InputError, LimitExceededError
from hocba.sheets.book import MergedRange
from hocba.sheets.limits import SheetLimits
from hocba.sheets.place import column_number

__all__ = ["PartScan", "scan_part"]

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
_DEPTHS = {"row": 3, "c": 4}
_LAST_ROW = 1_048_576
_YES = frozenset({"1", "true"})


@attrs.define
class PartScan:
    """What a worksheet holds beside its values; empty for other parts."""

    worksheet: bool = False
    merged: list[MergedRange] = attrs.field(factory=list)
    hidden_rows: set[int] = attrs.field(factory=set)
    unanswered: set[tuple[int, int]] = attrs.field(factory=set)
    """Formulas without a stored result."""
    last_row: int = 0
    last_column: int = 0


def scan_part(data: bytes, limits: SheetLimits, names: set[str]) -> PartScan:
    """Look through the XML part ``data``; ``names`` collects the names of the whole workbook.

    Raises ExpatError (no XML), InputError (SHEET-XML: a document type declaration, cells that are none)
    and LimitExceededError (SHEET-LIMIT).
    """
    scanner = _Scanner(limits, names)
    scanner.parser.Parse(data, True)
    return scanner.found


class _Scanner:
    """Counts as openpyxl does: a row or cell without a coordinate follows the one before."""

    def __init__(self, limits: SheetLimits, names: set[str]) -> None:
        self.limits = limits
        self.names = names
        self.found = PartScan()
        self.depth = self.row = self.column = self.cells = self.characters = 0
        self.in_cell = self.formula = self.in_value = self.valued = self.text_result = False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.XmlDeclHandler = self._declaration
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _doctype(self, *_: object) -> None:
        raise InputError.of("SHEET-XML", part="<!DOCTYPE>")

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in {"utf-8", "us-ascii"}:
            raise InputError.of("SHEET-XML", part="encoding")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > self.limits.xml_depth:
            raise LimitExceededError.of(
                "SHEET-LIMIT", what="depth", size=self.depth, limit=self.limits.xml_depth
            )
        self.names.add(name)
        self.names.update(attributes)
        if len(self.names) > self.limits.xml_names:
            size = len(self.names)
            raise LimitExceededError.of("SHEET-LIMIT", what="names", size=size, limit=self.limits.xml_names)
        local = name.removeprefix(_MAIN)
        if self.depth == 1:
            self.found.worksheet = local == "worksheet"
        elif self.found.worksheet:
            self._worksheet(local, attributes)
        self.characters = 0

    def _worksheet(self, local: str, attributes: dict[str, str]) -> None:
        if _DEPTHS.get(local, self.depth) != self.depth:  # openpyxl would take it for a row or cell
            raise InputError.of("SHEET-XML", part=local)
        if local == "row":
            self._row(attributes)
        elif local == "c":
            self._cell(attributes)
        elif local == "f" and self.in_cell:
            self.formula = True
        elif local in {"v", "is"} and self.in_cell:
            self.in_value = True
        elif local == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _row(self, attributes: dict[str, str]) -> None:
        self.row = _bounded(attributes["r"], _LAST_ROW) if "r" in attributes else self.row + 1
        self.column = 0
        if attributes.get("hidden") in _YES:
            self.found.hidden_rows.add(self.row)

    def _cell(self, attributes: dict[str, str]) -> None:
        self.in_cell, self.formula, self.valued = True, False, False
        self.text_result = attributes.get("t") == "str"
        reference = attributes.get("r")
        if reference is None:
            self.column += 1
            return
        matched = _CELL.fullmatch(reference)
        if matched is None or int(matched[2]) != self.row:
            raise InputError.of("SHEET-XML", part="cell")
        self.column = column_number(matched[1])

    def _merge(self, reference: str) -> None:
        matched = _RANGE.fullmatch(reference)
        if matched is None:
            return
        left, top, right, bottom = matched.groups()
        found = MergedRange(int(top), column_number(left), int(bottom), column_number(right))
        self.found.merged.append(found)
        if len(self.found.merged) > self.limits.merged:
            size = len(self.found.merged)
            raise LimitExceededError.of("SHEET-LIMIT", what="merged", size=size, limit=self.limits.merged)

    def _text(self, text: str) -> None:
        self.characters += len(text)
        if self.characters > self.limits.cell_characters:
            size, limit = self.characters, self.limits.cell_characters
            raise LimitExceededError.of("SHEET-LIMIT", what="characters", size=size, limit=limit)
        if self.in_value and text:
            self.valued = True

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.characters = 0
        if not self.found.worksheet or not self.in_cell:
            return
        local = name.removeprefix(_MAIN)
        if local in {"v", "is"}:
            self.in_value = False
        elif local == "c":
            self._finish_cell()

    def _finish_cell(self) -> None:
        self.in_cell = False
        if self.formula and not self.valued and not self.text_result:
            self.found.unanswered.add((self.row, self.column))
        if not self.valued and not self.formula:
            return
        self.cells += 1
        self.found.last_row = max(self.found.last_row, self.row)
        self.found.last_column = max(self.found.last_column, self.column)
        for what, size, limit in (
            ("cells", self.cells, self.limits.cells),
            ("rows", self.row, self.limits.rows),
            ("columns", self.column, self.limits.columns),
        ):
            if size > limit:
                raise LimitExceededError.of("SHEET-LIMIT", what=what, size=size, limit=limit)


def _bounded(number: str, last: int) -> int:
    if not number.isascii() or not number.isdigit() or len(number) > 7 or not 0 < int(number) <= last:
        raise InputError.of("SHEET-XML", part="row")
    return int(number)
