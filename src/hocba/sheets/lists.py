"""What may be chosen in a cell: the closed lists of the format, and the code tables as an offer."""

from __future__ import annotations

import datetime as dt

import attrs

from hocba.model.enumerations import GioiTinh, KetQuaXepLoai, MucDanhGia, MucDanhGiaTrungHoc, MucDatDuoc
from hocba.rules.codes import EDITION_CHANGE, ethnic_groups, levels, provinces, subjects
from hocba.sheets.layout import Column
from hocba.sheets.plan import OutColumn

__all__ = ["Choice", "Offer"]

_CLOSED = {
    "sex": tuple(member.value for member in GioiTinh),
    "result": tuple(member.value for member in KetQuaXepLoai),
    "level": tuple(member.value for member in MucDatDuoc),
    "competence": tuple(member.value for member in MucDanhGia),
    "secondary_level": tuple(member.value for member in MucDanhGiaTrungHoc),
    "boolean": ("Có", "Không"),
    "mark": (*map(str, range(11)), "M"),
}


@attrs.frozen
class Choice:
    """A list. ``closed``: nothing else may stand in the record; else others are asked about only."""

    values: tuple[str, ...]
    closed: bool


@attrs.frozen(kw_only=True)
class Offer:
    """The lists for one template: of a level (TH, THCS, THPT), a grade if known, and a school year."""

    level: str
    grade: int | None = None
    first_year: int | None = None

    def choice(self, out: OutColumn) -> Choice | None:
        """The list for a column, or None."""
        column = out.column
        if column.kind in _CLOSED:
            return Choice(_CLOSED[column.kind], closed=True)
        values = self._table(column)
        return Choice(values, closed=False) if values else None

    def _table(self, column: Column) -> tuple[str, ...]:
        name = column.name
        if name in {"ma_mon_hoc", "ten_mon_hoc"}:
            taught = subjects(self.level, self.grade)
            return tuple(one.code if name == "ma_mon_hoc" else one.name for one in taught)
        if name == "dan_toc":
            return tuple(group.name for group in ethnic_groups())
        if name == "ma_khoi":
            own = next((level for level in levels() if level.short == self.level), None)
            return tuple(f"{grade:02d}" for grade in sorted(own.grades)) if own is not None else ()
        if name == "ten_tinh_thanh_pho":
            return tuple(one.name for one in provinces(on=self._day()))
        if name.endswith("ma_tinh_thanh_pho"):
            return tuple(one.code for one in provinces(on=self._day()))
        return ()

    def _day(self) -> dt.date:
        """A day of the school year, since provinces are called as on a day; the latest names by default."""
        return EDITION_CHANGE if self.first_year is None else dt.date(self.first_year, 9, 5)
