"""The empty workbook for a class: sheets, headers, lists and checks, instructions, an example."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hocba.errors import ConfigurationError
from hocba.extras import optional
from hocba.files import write_atomic
from hocba.formats.registry import Format, get
from hocba.package.folder import write_all
from hocba.rules.codes import levels, subjects
from hocba.rules.form import ASSESSMENT
from hocba.sheets.csv_write import csv_bytes
from hocba.sheets.example import example_sheets
from hocba.sheets.layout import Layout, layout_of
from hocba.sheets.lists import Offer
from hocba.sheets.mapping import LEVELS
from hocba.sheets.plan import OutSheet, planned
from hocba.sheets.template_class import class_rows
from hocba.sheets.template_sheets import TemplateParts, fill_template
from hocba.sheets.words import lines, word
from hocba.sheets.writing import workbook_bytes

__all__ = ["template"]

_KEY = "ma_hoc_sinh"


def template(
    path: str | os.PathLike[str],
    *,
    level: str = "tieuhoc",
    format: Format | str | None = None,
    grade: int | None = None,
    first_year: int | None = None,
    wide: bool = False,
    csv: bool = False,
    overwrite: bool = False,
) -> None:
    """Write the empty workbook for a class of ``level`` (``tieuhoc``, ``thcs``, ``thpt``).

    ``format``: default ``v1_0`` for primary, ``v2_trunghoc`` (reconstructed) else. ``grade`` and
    ``first_year`` (of the school year) narrow the lists and fill in what follows from them. ``wide``: one
    column for each subject and field instead of one row for each subject. ``csv``: a folder of CSV files,
    without lists, checks and example. Filled in and read by :func:`read_class` it gives records.

    Raises ConfigurationError (SHEET-LEVEL, SHEET-LEVEL-FORMAT, SHEET-GRADE, FORMAT-NO-SUCH),
    MissingExtraError (a workbook without openpyxl) and StorageError.
    """
    layout, offer, known = _chosen(level, format, grade, first_year)
    taught = [one for one in subjects(offer.level, grade) if wide]
    sheets = planned(layout, _KEY, wide=taught)
    shared = class_rows(layout, offer, level)
    text = _instructions(known, sheets)
    if csv:
        contents = {
            f"{sheet.name}.csv": csv_bytes([[out.header for out in sheet.columns]]) for sheet in sheets
        }
        contents[f"{shared.sheet}.csv"] = csv_bytes([[name, value] for name, value in shared.pairs])
        contents[f"{word('sheet', 'instructions')}.txt"] = "\r\n".join(text).encode("utf-8-sig")
        write_all(path, contents, overwrite=overwrite)
        return
    openpyxl = optional("openpyxl", extra="xlsx")
    book: Any = openpyxl.Workbook()
    parts = TemplateParts(text, shared, sheets, example_sheets(layout, level))
    fill_template(book, parts, offer)

    write_atomic(Path(path), workbook_bytes(book), overwrite=overwrite)


def _chosen(
    level: str, format: Format | str | None, grade: int | None, first_year: int | None
) -> tuple[Layout, Offer, Format]:
    if level not in LEVELS:
        raise ConfigurationError.of("SHEET-LEVEL", known=", ".join(LEVELS))
    short, usual = LEVELS[level]
    known = get(format or usual) if not isinstance(format, Format) else format
    layout = layout_of(known)
    if (ASSESSMENT in layout.columns) != (level == "tieuhoc"):
        raise ConfigurationError.of("SHEET-LEVEL-FORMAT", level=level, format=known.id)
    grades = next(one.grades for one in levels() if one.short == short)
    if grade is not None and grade not in grades:
        raise ConfigurationError.of("SHEET-GRADE", level=level, known=", ".join(map(str, sorted(grades))))
    return layout, Offer(level=short, grade=grade, first_year=first_year), known


def _instructions(known: Format, sheets: Sequence[OutSheet]) -> list[str]:
    standing = word("instructions", "reconstructed" if known.reconstructed else "official")
    names = ", ".join(sheet.name for sheet in sheets[1:])
    return lines(title=known.title, format=known.id, standing=standing, sheets=names)
