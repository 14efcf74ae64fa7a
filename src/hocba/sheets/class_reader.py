"""A class from its sheets: the one call that import is made of."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable
from typing import Any

import attrs

from hocba.findings import Severity
from hocba.formats.registry import Format
from hocba.sheets.assign import assign
from hocba.sheets.build import Judging, built, identify
from hocba.sheets.class_import import ClassImport
from hocba.sheets.class_sheet import meta_of
from hocba.sheets.collect import collect
from hocba.sheets.gather import Gathering
from hocba.sheets.ids import IdList
from hocba.sheets.limits import DEFAULT_SHEET_LIMITS, SheetLimits
from hocba.sheets.mapping import Mapping
from hocba.sheets.mapping_file import load_mapping
from hocba.sheets.opening import open_book
from hocba.sheets.place import Place
from hocba.sheets.problem import Problem, problem
from hocba.sheets.settings import Settings, settle

__all__ = ["read_class"]

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_NOWHERE = Place(-1, "")
_STRICT = frozenset({"SHEET-UNKNOWN-COLUMN", "SHEET-UNUSED", "SHEET-PART"})
Progress = Callable[[int, int], None]


def read_class(
    path: str | os.PathLike[str],
    *,
    mapping: Mapping | str | os.PathLike[str] | None = None,
    format: Format | str | None = None,
    level: str | None = None,
    key: str | None = None,
    ids: IdList | str | os.PathLike[str] | None = None,
    strict: bool = False,
    today: dt.date | None = None,
    partial: bool = False,
    warn_only: Iterable[str] = (),
    limits: SheetLimits = DEFAULT_SHEET_LIMITS,
    progress: Progress | None = None,
) -> ClassImport:
    """Read a class from a workbook (.xlsx), a CSV file or a folder of CSV files.

    ``mapping``: a file, one of the examples by name, or a Mapping; without it columns are known by tag or
    official label. ``format`` (``v1_0`` …) and ``level`` (``tieuhoc``, ``thcs``, ``thpt``): one of them,
    unless mapping or workbook say it. ``key``: the tag that joins the sheets (default MA_HOC_SINH, else
    SO_CCCD). ``ids``: a file of record ids that earlier imports made. ``strict``: unknown columns and unused
    sheets are errors. ``today`` (in Viet Nam) switches on the check for issue dates in the future;
    ``partial`` and ``warn_only`` as for :func:`hocba.check`. ``progress`` is called with the number of
    records built and their total.

    Every problem is reported at once, with its cell; ``records`` is empty while there is an error. Missing
    values are never filled in: only what the class shares, the official name of a subject and new record
    ids. Outer blanks of a cell are no part of its value. Does not write anything, not even ``ids``.

    Raises InputError (unreadable, no workbook, not UTF-8), LimitExceededError, MissingExtraError (a workbook
    without openpyxl), ConfigurationError (mapping, format, level or key that do not fit).
    """
    chosen = load_mapping(mapping)
    known = ids if isinstance(ids, IdList) else IdList() if ids is None else IdList.load(ids)
    book = open_book(path, limits, chosen.delimiter)
    sheets, problems = assign(book, chosen)
    meta = meta_of(sheets)
    settings = settle(sheets, chosen, meta, format=format, level_name=level, key=key)
    gathered, found = collect(book, sheets, chosen, settings, limits)
    problems = (*problems, *found, *identify(gathered.pupils, known, new=not meta.as_written))
    if not gathered.pupils and not problems:
        problems = (problem("SHEET-EMPTY"),)
    judging = Judging(today=today, partial=partial, warn_only=tuple(warn_only))
    records, judged = _built(gathered, settings, judging, progress)
    everything = _sorted((*problems, *judged), strict=strict)
    blocked = any(found.severity is Severity.ERROR for found in everything)
    return ClassImport(
        format_id=settings.layout.format_id,
        records=() if blocked else tuple(records),
        problems=everything,
        pupils=len(gathered.pupils),
        rows=gathered.rows,
        ids=known,
    )


def _built(
    gathered: Gathering, settings: Settings, judging: Judging, progress: Progress | None
) -> tuple[list[Any], list[Problem]]:
    records: list[Any] = []
    problems: list[Problem] = []
    for number, draft in enumerate(gathered.pupils, start=1):
        record, found = built(draft, settings.layout, judging, gathered.convert.refused)
        problems += found
        if record is not None:
            records.append(record)
        if progress is not None:
            progress(number, len(gathered.pupils))
    return records, problems


def _sorted(problems: Iterable[Problem], *, strict: bool) -> tuple[Problem, ...]:
    """Errors first, then by sheet and cell; what strict reading does not let pass becomes an error."""
    strictly = [
        attrs.evolve(found, finding=attrs.evolve(found.finding, severity=Severity.ERROR))
        if strict and found.code in _STRICT
        else found
        for found in problems
    ]
    told: dict[object, Problem] = {}
    for found in strictly:
        told.setdefault(_same(found), found)
    return tuple(sorted(told.values(), key=lambda found: (_RANK[found.severity], found.place or _NOWHERE)))


def _same(found: Problem) -> object:
    """What makes two problems one: a cell that many records share is told once."""
    if found.place is None or not found.place.column:
        return found
    return attrs.evolve(found, pupil=None, finding=attrs.evolve(found.finding, path=found.tag))
