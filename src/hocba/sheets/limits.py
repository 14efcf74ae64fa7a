"""Bounds on spreadsheets. What exceeds one is refused; nothing is cut off."""

from __future__ import annotations

import attrs

__all__ = ["DEFAULT_SHEET_LIMITS", "SheetLimits"]


@attrs.frozen(kw_only=True)
class SheetLimits:
    """How large a class may be: the defaults hold the sheets of a whole school of 5,000 pupils.

    ``plain_bytes`` is the size of a workbook after unpacking, which is known before anything is unpacked.
    ``rows`` and ``columns`` bound the last row and column that hold something, ``cells`` counts such cells.
    """

    file_bytes: int = 32 * 1024 * 1024
    plain_bytes: int = 128 * 1024 * 1024
    parts: int = 1024
    sheets: int = 64
    rows: int = 200_000
    columns: int = 600
    cells: int = 1_000_000
    merged: int = 10_000
    cell_characters: int = 32_767
    xml_depth: int = 32
    xml_names: int = 4_096
    mapping_bytes: int = 256 * 1024
    header_rows: int = 30
    records: int = 10_000


DEFAULT_SHEET_LIMITS = SheetLimits()
