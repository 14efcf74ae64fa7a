"""Format, level and key of a class: as the caller says, else the mapping, else the workbook itself."""

from __future__ import annotations

import attrs

from hocba.errors import ConfigurationError
from hocba.formats.registry import Format, get
from hocba.rules.codes import level, level_of_grade
from hocba.rules.form import ASSESSMENT, GENERAL
from hocba.sheets.assign import Assigned
from hocba.sheets.class_sheet import Meta
from hocba.sheets.header import read_header
from hocba.sheets.layout import PUPILS, Layout, layout_of
from hocba.sheets.mapping import LEVELS, Mapping
from hocba.sheets.subjects import Subjects
from hocba.sheets.targets import Targets, Use

__all__ = ["Settings", "settle"]

_KEYS = ("ma_hoc_sinh", "so_cccd")
_BY_CODE = {"02": "TH", "03": "THCS", "04": "THPT"}


@attrs.frozen(kw_only=True)
class Settings:
    """``level``: short name of the code tables (TH, THCS, THPT), empty where nothing says it."""

    layout: Layout
    level: str
    key: str
    as_written: bool = False


def settle(
    sheets: tuple[Assigned, ...],
    mapping: Mapping,
    meta: Meta,
    *,
    format: Format | str | None,
    level_name: str | None,
    key: str | None,
) -> Settings:
    """How the class is read.

    Raises ConfigurationError: SHEET-FORMAT (nobody says which format), FORMAT-NO-SUCH, SHEET-LEVEL (no such
    level), SHEET-LEVEL-FORMAT (the format is not one of that level).
    """
    word = level_name or mapping.level or meta.level
    if word and word not in LEVELS:
        raise ConfigurationError.of("SHEET-LEVEL", known=", ".join(LEVELS))
    chosen = format or mapping.format_id or meta.format_id or (LEVELS[word][1] if word else "")
    if not chosen:
        raise ConfigurationError.of("SHEET-FORMAT")
    layout = layout_of(get(chosen) if isinstance(chosen, str) else chosen)
    primary = ASSESSMENT in layout.columns
    if word and primary != (word == "tieuhoc"):
        raise ConfigurationError.of("SHEET-LEVEL-FORMAT", level=word, format=layout.format_id)
    short = LEVELS[word][0] if word else "TH" if primary else _level_said(sheets, mapping, layout)
    joining = _key(sheets, mapping, layout, key or mapping.key or meta.key)
    return Settings(layout=layout, level=short, key=joining, as_written=meta.as_written)


def _level_said(sheets: tuple[Assigned, ...], mapping: Mapping, layout: Layout) -> str:
    """The level of the first pupil by MA_KHOI or MA_CAP_HOC, in the pupils' sheet or that of the class."""
    said = {**mapping.constants, **_first_values(sheets, mapping, layout)}
    grade = said.get("MA_KHOI", "")
    found = level_of_grade(int(grade)) if grade.isascii() and grade.isdigit() and len(grade) < 3 else None
    found = found or level(said.get("MA_CAP_HOC", ""))
    return _BY_CODE.get(found.code, "") if found is not None else ""


def _first_values(sheets: tuple[Assigned, ...], mapping: Mapping, layout: Layout) -> dict[str, str]:
    from hocba.sheets.class_sheet import class_cells

    said: dict[str, str] = {}
    for column, cell in class_cells(sheets, layout).cells.items():
        said[column.tag] = cell.text or str(cell.value)
    for assigned in sheets:
        if assigned.part != PUPILS:
            continue
        names = Targets(layout, layout.parts[PUPILS], None, Subjects("", {}), {})
        header = read_header(assigned.grid, names, assigned.about)
        if header is None:
            continue
        for _, cells in assigned.grid.after(header.row):
            for number, target in header.targets.items():
                if number in cells and target.use is Use.VALUE and target.column.role == GENERAL:
                    said.setdefault(target.column.tag, cells[number].text or str(cells[number].value))
            break
    return said


def _key(sheets: tuple[Assigned, ...], mapping: Mapping, layout: Layout, said: str) -> str:
    """The column that joins the sheets: as said, else MA_HOC_SINH or SO_CCCD as the pupils have it."""
    if said:
        return said.strip().upper()
    for assigned in sheets:
        if assigned.part == PUPILS:
            names = Targets(layout, layout.parts[PUPILS], None, Subjects("", {}), {})
            header = read_header(assigned.grid, names, assigned.about)
            held = {target.column.name for target in header.targets.values()} if header is not None else set()
            return next((name.upper() for name in _KEYS if name in held), "")
    return ""
