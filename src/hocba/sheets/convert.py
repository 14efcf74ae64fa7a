"""From a cell to the text that a record holds. Cells that no longer hold what was typed are refused.

What is no reading of a cell but a question of the record (is this a mark? is the number whole?) is left to
the model and the rules, which see the text.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from hocba.model.enumerations import GioiTinh, KetQuaXepLoai
from hocba.rules.codes import statuses
from hocba.sheets import dates
from hocba.sheets.book import Cell, CellKind
from hocba.sheets.layout import Column
from hocba.sheets.mapping import Mapping as SheetMapping
from hocba.sheets.names import exact
from hocba.sheets.place import Place
from hocba.sheets.problem import Problem, problem

__all__ = ["Converter"]

_DECIMALS: Mapping[str, int] = MappingProxyType({"mark": 0, "secondary_mark": 1, "number": 4})
_COMMA = re.compile(r"-?[0-9]{1,18},[0-9]{1,18}")
_SCIENTIFIC = re.compile(r"[0-9]([.,][0-9]+)?[eE]\+[0-9]{1,3}")
_CODES: Mapping[str, int] = MappingProxyType(
    {"_khoi": 2, "_cap_hoc": 2, "_giao_duc": 2, "_pho": 2, "_phuong": 5}
)
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "level": "mucdatduoc",
        "competence": "nang_luc_pham_chat",
        "secondary_level": "ket_qua_trung_hoc",
        "secondary_mark": "diem_mon_trung_hoc",
    }
)
_PERSONAL_NUMBER = 12
_MOST_DIGITS = 15


class Converter:
    """Reads cells for one class. ``problems`` collects what could not be read, ``refused`` the cells."""

    def __init__(self, mapping: SheetMapping, epoch: dt.date, padded: Callable[[str], str]) -> None:
        self.problems: list[Problem] = []
        self.refused: set[Place] = set()
        self.numbers: dict[tuple[int, int, str], list[Cell]] = {}
        self._mapping = mapping
        self._epoch = epoch
        self._padded = padded
        self._formats = mapping.date_formats or dates.FORMATS

    def read(self, cell: Cell | None, column: Column, path: str = "") -> str | None:
        """The text of ``cell`` for ``column``; None where it holds nothing or could not be read."""
        if cell is None:
            return None
        refused = _UNREADABLE.get(cell.kind)
        if refused is not None:
            return self._refuse(refused, cell, path)
        written = cell.text if cell.kind is CellKind.TEXT else None
        if written is not None:
            written = unicodedata.normalize("NFC", written).replace("\r\n", "\n")
            if _SCIENTIFIC.fullmatch(written) and _is_code(column):
                return self._refuse("SHEET-DIGITS-LOST", cell, path)
            return self._text(written, column)
        meant = self._meant(_plain(cell), column)
        if meant is not None:
            return meant
        if column.kind == "date":
            return self._date(cell, path)
        if column.kind == "text":
            return self._code(cell, column, path)
        return self._number(cell, column, path)

    def _text(self, written: str, column: Column) -> str:
        meant = self._meant(written, column)
        if meant is not None:
            return meant
        if column.kind == "date":
            found = dates.of_text(written, self._formats)
            return f"{found:%d/%m/}{found.year:04d}" if found is not None else written
        if column.kind in _DECIMALS and _COMMA.fullmatch(written):
            return written.replace(",", ".")
        return written

    def _meant(self, written: str, column: Column) -> str | None:
        """What the mapping or the lists of the Ministry say that this text stands for."""
        key = exact(written)
        table = self._mapping.values.get(column.id) or self._mapping.values.get(column.tag)
        if table is not None and key in table:
            return table[key]
        return _words(column.kind).get(key)

    def _date(self, cell: Cell, path: str) -> str | None:
        value = cell.value
        if isinstance(value, Decimal) and self._mapping.serial_dates:
            value = dates.of_serial(value, self._epoch)
        if isinstance(value, dt.date):
            return f"{value:%d/%m/}{value.year:04d}"
        return self._refuse("SHEET-DATE-NUMBER", cell, path)

    def _code(self, cell: Cell, column: Column, path: str) -> str | None:
        """A text column whose cell is a number: the digits that are shown, where none was lost."""
        value = cell.value
        if cell.kind is CellKind.DATE:
            return self._refuse("SHEET-DATE-IN-TEXT", cell, path)
        if not isinstance(value, Decimal):
            return self._refuse("SHEET-TRUE-IN-TEXT", cell, path)
        digits = _shown(value, cell)
        if len(digits) > _MOST_DIGITS and digits.isdigit():
            return self._refuse("SHEET-DIGITS-LOST", cell, path)
        if column.personal_number:
            if len(digits) < _PERSONAL_NUMBER:
                return self._refuse("SHEET-ZEROS-LOST", cell, path)
        elif _is_code(column) and cell.digits < len(digits):
            digits = self._whole_code(digits, column)
            self.numbers.setdefault((cell.place.order, cell.place.column, column.tag), []).append(cell)
        return digits

    def _whole_code(self, digits: str, column: Column) -> str:
        if column.name == "ma_mon_hoc":
            return self._padded(digits)
        width = next((width for end, width in _CODES.items() if column.name.endswith(end)), 0)
        return digits.zfill(width) if digits.isdigit() else digits

    def _number(self, cell: Cell, column: Column, path: str) -> str | None:
        value = cell.value
        if cell.kind is CellKind.DATE:
            return self._refuse("SHEET-DATE-IN-TEXT", cell, path)
        if isinstance(value, bool):
            return ("1" if value else "0") if column.kind == "boolean" else _plain(cell)
        most = _DECIMALS.get(column.kind)
        if most is not None and isinstance(value, Decimal) and -_exponent(value) > most:
            self.problems.append(problem("SHEET-DECIMALS", cell.place, path=path, most=most))
            self.refused.add(cell.place)
            return None
        return _plain(cell)

    def _refuse(self, code: str, cell: Cell, path: str) -> str | None:
        self.problems.append(problem(code, cell.place, path=path))
        self.refused.add(cell.place)
        return None


_UNREADABLE: Mapping[CellKind, str] = MappingProxyType(
    {
        CellKind.FORMULA: "SHEET-FORMULA",
        CellKind.ERROR: "SHEET-ERROR-VALUE",
        CellKind.MOMENT: "SHEET-TIME-OF-DAY",
    }
)


def _is_code(column: Column) -> bool:
    return column.tag.startswith(("MA_", "SO_"))


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _plain(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal):
        return "0" if value.is_zero() else format(value.normalize(), "f")
    return "" if value is None else str(value)


def _shown(value: Decimal, cell: Cell) -> str:
    """The digits as the number format shows them, where it does not cut any off."""
    if -_exponent(value) > cell.decimals:
        return _plain(cell)
    sign, body = ("-", -value) if value < 0 else ("", value)
    whole, _, rest = format(body, f".{cell.decimals}f").partition(".")
    return sign + whole.zfill(cell.digits) + (f".{rest}" if rest else "")


@cache
def _words(kind: str) -> dict[str, str]:
    """The words of the Ministry's lists with the letters that stand in the record."""
    if kind == "sex":
        return {exact(member): member.value for member in GioiTinh}
    if kind == "result":
        return {exact(member): member.value for member in KetQuaXepLoai}
    if kind not in _WORDS:
        return {}
    return {exact(entry.name): entry.code for entry in statuses(_WORDS[kind])}
