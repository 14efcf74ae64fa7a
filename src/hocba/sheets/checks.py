"""Checks in the cells of the template: lists to choose from, dates, numbers, lengths.

They help while typing and decide nothing: import checks again, for cells can be pasted over.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from hocba.extras import optional
from hocba.rules.codes.tables import rows
from hocba.sheets.layout import Column
from hocba.sheets.lists import Choice, Offer
from hocba.sheets.plan import OutColumn
from hocba.sheets.words import word

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation

__all__ = ["Checks"]

_FIRST_DATE, _LAST_DATE = 1, 73_050  # 01/01/1900 to 31/12/2099 as serial numbers
_LONGEST_CHECKED = 2_000


@cache
def _ranges() -> dict[str, tuple[str, str]]:
    return {row["name"]: (row["lowest"], row["highest"]) for row in rows("ranges.csv")}


class Checks:
    """Makes the check of a column; long lists are put into the sheet of lists once."""

    def __init__(self, lists: Any, offer: Offer) -> None:
        self._lists = lists
        self._offer = offer
        self._places: dict[tuple[str, ...], str] = {}
        self._kind = optional("openpyxl.worksheet.datavalidation", extra="xlsx").DataValidation

    def add(self, target: Any, out: OutColumn, first: str, cells: str) -> None:
        """Put the check for ``out``, whose first cell is ``first``, on ``cells`` of the sheet ``target``."""
        choice = self._offer.choice(out)
        made = self._listed(choice, out.label) if choice is not None else self._typed(out.column, first)
        if made is not None:
            made.errorTitle = word("check", "title")
            made.showErrorMessage = True
            made.add(cells)
            target.add_data_validation(made)

    def _listed(self, choice: Choice, label: str) -> DataValidation:
        return self._made(
            "list",
            word("check", "list"),
            formula1=self._place(choice.values, label),
            errorStyle="stop" if choice.closed else "warning",
        )

    def _typed(self, column: Column, first: str) -> DataValidation | None:
        if column.kind == "date":
            between = {"operator": "between", "formula1": _FIRST_DATE, "formula2": _LAST_DATE}
            return self._made("date", word("check", "date"), **between)
        if column.kind == "number" and column.name in _ranges():
            lowest, highest = _ranges()[column.name]
            message = word("check", "number", lowest=lowest, highest=highest)
            between = {"operator": "between", "formula1": lowest, "formula2": highest}
            return self._made("decimal", message, errorStyle="warning", **between)
        if column.kind == "secondary_mark":
            numeric = f"AND(ISNUMBER({first}),{first}>=0,{first}<=10,ROUND({first},1)={first})"
            letters = ",".join(f'{first}="{letter}"' for letter in ("Đ", "CĐ", "M"))
            return self._made("custom", word("check", "secondary_mark"), formula1=f"OR({numeric},{letters})")
        if column.personal_number:
            formula = f"AND(LEN({first})=12,ISNUMBER(VALUE({first})))"
            return self._made(
                "custom", word("check", "personal_number"), formula1=formula, errorStyle="warning"
            )
        if column.kind == "text" and column.max_length and column.max_length <= _LONGEST_CHECKED:
            message = word("check", "length", length=column.max_length)
            bound = {"operator": "lessThanOrEqual", "formula1": column.max_length}
            return self._made("textLength", message, errorStyle="warning", **bound)
        return None

    def _made(self, kind: str, message: str, **options: Any) -> DataValidation:
        made: DataValidation = self._kind(type=kind, allow_blank=True, error=message, **options)
        return made

    def _place(self, values: tuple[str, ...], label: str) -> str:
        """Where the list stands in the sheet of lists; one list serves all columns that have it."""
        if values not in self._places:
            column = len(self._places) + 1
            self._lists.cell(1, column).value = label
            for row, value in enumerate(values, start=2):
                cell = self._lists.cell(row, column)
                cell.value = value
                cell.data_type = "s"
                cell.number_format = "@"
            letter = self._lists.cell(1, column).column_letter
            self._places[values] = f"{self._lists.title}!${letter}$2:${letter}${len(values) + 1}"
        return self._places[values]
