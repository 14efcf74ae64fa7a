"""The sheet ``Lop`` of the template: what the whole class shares, with what already follows filled in."""

from __future__ import annotations

import attrs

from hocba.rules.codes import levels
from hocba.rules.regulations import regulation_for
from hocba.sheets.class_sheet import META
from hocba.sheets.layout import CLASS, Column, Layout
from hocba.sheets.lists import Offer
from hocba.sheets.plan import OutColumn
from hocba.sheets.tables import sheet_names

__all__ = ["ClassRows", "class_rows"]


@attrs.frozen(repr=False)
class ClassRows:
    """The rows of the sheet: those that say how to read it (with their values), then fields of the record."""

    sheet: str
    meta: tuple[tuple[str, str], ...]
    fields: tuple[tuple[OutColumn, str], ...]

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Names and values of all rows."""
        meta = tuple((f"{META[tag]} [{tag}]", value) for tag, value in self.meta)
        return (*meta, *((out.header, value) for out, value in self.fields))


def class_rows(layout: Layout, offer: Offer, level: str) -> ClassRows:
    """The rows for ``layout``. Filled in: format and level, version, regulation, level code, grade, year."""
    known = _known(layout, offer)
    fields = tuple((_out(column), known.get(column.name, "")) for column in layout.class_columns)
    meta = (("DINH_DANG", layout.format_id), ("CAP_HOC", level))
    return ClassRows(sheet_names()[CLASS].sheet, meta, fields)


def _out(column: Column) -> OutColumn:
    return OutColumn(column, column.label, column.tag, required=column.obligation == "required")


def _known(layout: Layout, offer: Offer) -> dict[str, str]:
    found = {"ma_cap_hoc": next((one.code for one in levels() if one.short == offer.level), "")}
    if layout.format_id == "v1_0":
        found["phien_ban"] = "1.0"
    if offer.grade is not None:
        found["ma_khoi"] = f"{offer.grade:02d}"
    if offer.first_year is not None:
        found["ten_nam_hoc"] = f"{offer.first_year}-{offer.first_year + 1}"
    if offer.grade is not None and offer.first_year is not None:
        regulation = regulation_for(offer.level, offer.grade, offer.first_year)
        if regulation is not None and len(regulation.numbers) == 1:
            found["thong_tu"] = regulation.numbers[0]
    return found
