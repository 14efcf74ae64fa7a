"""The sheets of the template workbook as people see them: headers, colours, comments, lists, checks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from hocba.extras import optional
from hocba.sheets.checks import Checks
from hocba.sheets.comments import comment
from hocba.sheets.layout import PUPILS
from hocba.sheets.lists import Offer
from hocba.sheets.plan import OutColumn, OutSheet
from hocba.sheets.template_class import ClassRows
from hocba.sheets.words import word
from hocba.sheets.writing import DATE_FORMAT, TEXT_FORMAT, fill, put_text, put_value

__all__ = ["TemplateParts", "fill_template"]

ROWS = 2_000
"""How many rows the checks reach down."""
_REQUIRED, _OPTIONAL, _KEY, _SHOWN = "FFE699", "DDEBF7", "C6E0B4", "EDEDED"
_NUMBERS = frozenset({"number", "mark", "secondary_mark"})
_WIDE_KINDS = {"text": 22, "result": 22, "date": 13, "personal_number": 15}
_HEADER_HEIGHT = 62
_WIDEST_NAME = 30
_LONG = 250


@attrs.frozen(repr=False)
class TemplateParts:
    """What a template is made of."""

    instructions: Sequence[str]
    shared: ClassRows
    sheets: Sequence[OutSheet]
    examples: Sequence[OutSheet]


def fill_template(book: Any, parts: TemplateParts, offer: Offer) -> None:
    """Put everything into the new workbook ``book``."""
    style = _Style()
    first = book.active
    first.title = word("sheet", "instructions")
    _instruct(first, parts.instructions, style)
    lists = book.create_sheet(word("sheet", "lists"))
    checks = Checks(lists, offer)
    _share(book.create_sheet(parts.shared.sheet), parts.shared, checks, style)
    for sheet in parts.sheets:
        _empty(book.create_sheet(sheet.name), sheet, checks, style)
    if parts.examples:
        _exemplify(book.create_sheet(word("sheet", "example")), parts.examples, style)
    book.move_sheet(lists, len(book.sheetnames))
    lists.sheet_state = "hidden"
    book.active = 0
    book.properties.creator = "hocba"
    book.properties.title = parts.instructions[0]
    book.properties.language = "vi"


class _Style:
    """openpyxl's styles, made once."""

    def __init__(self) -> None:
        styles = optional("openpyxl.styles", extra="xlsx")
        self.comment = optional("openpyxl.comments", extra="xlsx").Comment
        self.bold = styles.Font(bold=True)
        self.title = styles.Font(bold=True, size=14)
        self.wrapped = styles.Alignment(wrap_text=True, vertical="top")
        side = styles.Side(style="thin", color="BFBFBF")
        self.border = styles.Border(left=side, right=side, top=side, bottom=side)
        self._fill = styles.PatternFill
        rich = optional("openpyxl.cell.rich_text", extra="xlsx")
        font = optional("openpyxl.cell.text", extra="xlsx").InlineFont
        self._rich, self._block = rich.CellRichText, rich.TextBlock
        self._label, self._name = (
            font(rFont="Calibri", b=True, sz=10),
            font(rFont="Calibri", sz=8, color="595959"),
        )

    def fill(self, colour: str) -> Any:
        return self._fill("solid", start_color=colour)

    def remark(self, text: str) -> Any:
        made = self.comment(text, "hocba")
        made.width, made.height = 320, 24 + 18 * (text.count("\n") + 1 + len(text) // 60)
        return made

    def head(self, cell: Any, text: str, colour: str, *, lines: str = " ") -> None:
        """A header: the label, and what stands in brackets smaller after it."""
        label, bracket, name = text.rpartition(" [")
        put_text(cell, text)
        if bracket:
            name = f"{lines}[{name}"
            cell.value = self._rich(self._block(self._label, label), self._block(self._name, name))
        cell.font, cell.alignment, cell.border = self.bold, self.wrapped, self.border
        cell.fill = self.fill(colour)


def _instruct(target: Any, lines: Sequence[str], style: _Style) -> None:
    target.column_dimensions["A"].width = 110
    for row, line in enumerate(lines, start=1):
        cell = target.cell(row, 1)
        put_text(cell, line)
        cell.alignment = style.wrapped
    target.cell(1, 1).font = style.title


def _share(target: Any, shared: ClassRows, checks: Checks, style: _Style) -> None:
    """The sheet ``Lop``: names, values, notes."""
    for column, (name, width) in enumerate(
        (("name_header", 84), ("value_header", 44), ("note_header", 130)), 1
    ):
        style.head(target.cell(1, column), word("sheet", name), _OPTIONAL)
        target.column_dimensions[target.cell(1, column).column_letter].width = width
    for row, (tag, value) in enumerate(shared.meta, start=2):
        style.head(target.cell(row, 1), shared.pairs[row - 2][0], _SHOWN)
        put_text(target.cell(row, 2), value)
        put_text(target.cell(row, 3), word("class", tag))
    start = len(shared.meta) + 2
    for row, (out, value) in enumerate(shared.fields, start=start):
        style.head(target.cell(row, 1), out.header, _colour(out))
        cell = target.cell(row, 2)
        cell.number_format = _number_format(out)
        if value:
            put_value(cell, value, out.column.kind)
        put_text(target.cell(row, 3), " ".join(comment(out, of_class=True).split("\n")[2:]))
        checks.add(target, out, cell.coordinate, cell.coordinate)
    target.freeze_panes = "B2"


def _empty(target: Any, sheet: OutSheet, checks: Checks, style: _Style) -> None:
    """A sheet with its header alone."""
    for number, out in enumerate(sheet.columns, start=1):
        cell = target.cell(1, number)
        style.head(cell, out.header, _colour(out), lines="\n")
        cell.comment = style.remark(comment(out, sheet=sheet.id))
        letter = cell.column_letter
        column = target.column_dimensions[letter]
        column.width = _width(out)
        column.number_format = _number_format(out)
        if not out.shown:
            checks.add(target, out, f"{letter}2", f"{letter}2:{letter}{ROWS}")
    target.row_dimensions[1].height = _HEADER_HEIGHT
    fixed = sum(
        out.key or out.shown or (sheet.id == PUPILS and n == 1) for n, out in enumerate(sheet.columns)
    )
    target.freeze_panes = target.cell(2, fixed + 1).coordinate
    if sheet.columns:
        target.auto_filter.ref = f"A1:{target.cell(1, len(sheet.columns)).column_letter}1"


def _exemplify(target: Any, examples: Sequence[OutSheet], style: _Style) -> None:
    """The filled sheets below each other, each under its name."""
    row = 1
    for sheet in examples:
        put_text(target.cell(row, 1), sheet.name)
        target.cell(row, 1).font = style.title
        fill(target, sheet, row + 1)
        for number, out in enumerate(sheet.columns, start=1):
            style.head(target.cell(row + 1, number), out.header, _SHOWN, lines="\n")
        if sheet.columns:
            target.row_dimensions[row + 1].height = _HEADER_HEIGHT
        row += len(sheet.rows) + 4
    for number in range(1, max(len(sheet.columns) for sheet in examples) + 1):
        target.column_dimensions[target.cell(1, number).column_letter].width = 28 if number == 1 else 20


def _colour(out: OutColumn) -> str:
    if out.key:
        return _KEY
    if out.shown:
        return _SHOWN
    return _REQUIRED if out.required else _OPTIONAL


def _number_format(out: OutColumn) -> str:
    if out.column.kind == "date":
        return DATE_FORMAT
    return "General" if out.column.kind in _NUMBERS else TEXT_FORMAT


def _width(out: OutColumn) -> int:
    if (out.column.max_length or 0) > _LONG:
        return 44
    kind = "personal_number" if out.column.personal_number else out.column.kind
    return max(_WIDE_KINDS.get(kind, 10), min(_WIDEST_NAME, len(out.name) * 3 // 4 + 3))
