"""How the sheets of another program are read: a value that a TOML file describes."""

from __future__ import annotations

from collections.abc import Mapping as Table
from types import MappingProxyType

import attrs

__all__ = ["IGNORED", "KEY", "LEVELS", "NO_MAPPING", "Mapping", "SheetMap"]

KEY = "KHOA"
"""Stands for the column that joins the sheets where it is no tag of the record."""
IGNORED = "-"
"""Stands for a column that is known and not wanted."""

LEVELS: Table[str, tuple[str, str]] = MappingProxyType(
    {"tieuhoc": ("TH", "v1_0"), "thcs": ("THCS", "v2_trunghoc"), "thpt": ("THPT", "v2_trunghoc")}
)
"""The words of the command line: short name of the level in the code tables, and its usual format."""

_NONE: Table[str, str] = MappingProxyType({})


@attrs.frozen(kw_only=True)
class SheetMap:
    """One sheet. ``columns``: header to target; a target is a tag, ``BLOCK.TAG``, ``15.TAG`` (a subject),
    ``QUA_TRINH_HOC_TAP[2].TAG``, ``KHOA`` or ``-``; a header ``@C`` means column C whatever stands there.

    ``names`` are folded. ``joined``: tags whose value stands in several columns, with the headers of these.
    ``subject``: the whole sheet is about this subject.
    """

    part: str
    names: tuple[str, ...] = ()
    number: int | None = None
    header_row: int | None = None
    header_rows: int = 1
    until_blank_key: bool = False
    optional: bool = False
    columns: Table[str, str] = _NONE
    joined: Table[str, tuple[str, ...]] = MappingProxyType({})
    subject: str = ""


@attrs.frozen(kw_only=True)
class Mapping:
    """A whole mapping. ``values``: per tag, what stands in the sheet to what stands in the record.

    ``subjects`` and ``fields`` are other names, such as ``Văn`` for ``19`` and ``HKI`` for ``DIEM_HOC_KY_1``.
    ``constants`` may only be fields that a whole class shares: no value of a pupil is ever filled in.
    """

    title: str = ""
    note_vi: str = ""
    note_en: str = ""
    format_id: str = ""
    level: str = ""
    key: str = ""
    delimiter: str | None = None
    sheets: tuple[SheetMap, ...] = ()
    constants: Table[str, str] = _NONE
    values: Table[str, Table[str, str]] = MappingProxyType({})
    subjects: Table[str, str] = _NONE
    fields: Table[str, str] = _NONE
    date_formats: tuple[str, ...] = ()
    serial_dates: bool = False


NO_MAPPING = Mapping()
