"""The receiver's check list as an HTML table: a column for each signature, or a line where they are many."""

from __future__ import annotations

from html import escape

from hocba.verify.render_view import CheckRow

__all__ = ["checklist"]

_COLUMNS = 4


def checklist(rows: tuple[CheckRow, ...]) -> str:
    """The table of ``rows``; empty without any. A later record may have fifteen signatures."""
    if not rows:
        return ""
    slots = [cell.label for cell in rows[0].cells if cell.label]
    return _by_slot(rows, slots) if len(slots) > _COLUMNS else _by_item(rows, slots)


def _by_item(rows: tuple[CheckRow, ...], slots: list[str]) -> str:
    body = "".join(_row(row, len(slots)) for row in rows)
    return _table(slots, body)


def _by_slot(rows: tuple[CheckRow, ...], slots: list[str]) -> str:
    items = [row for row in rows if len(row.cells) == len(slots)]
    body = "".join(
        f'<tr><th scope="row">{escape(slot)}</th>'
        + "".join(_cell(row.label, row.cells[place].value) for row in items)
        + "</tr>\n"
        for place, slot in enumerate(slots)
    )
    rest = "".join(_row(row, len(items)) for row in rows if row not in items)
    return _table([row.label for row in items], body + rest)


def _table(heads: list[str], body: str) -> str:
    head = "".join(f'<th scope="col">{escape(label)}</th>' for label in heads)
    return f"<table>\n<thead><tr><td></td>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n"


def _row(row: CheckRow, columns: int) -> str:
    if len(row.cells) == 1 and not row.cells[0].label:
        cells = f'<td colspan="{max(columns, 1)}">{escape(row.cells[0].value)}</td>'
    else:
        cells = "".join(_cell(cell.label, cell.value) for cell in row.cells)
    return f'<tr><th scope="row">{escape(row.label)}</th>{cells}</tr>\n'


def _cell(label: str, value: str) -> str:
    return f'<td data-slot="{escape(label)}">{escape(value)}</td>'
