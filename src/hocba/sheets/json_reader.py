"""Records that are JSON: a list of them or one in each line, with problems told as for sheets."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from hocba.errors import ConfigurationError, InputError, LimitExceededError
from hocba.files import read_bounded
from hocba.findings import Severity
from hocba.formats.registry import Format, get
from hocba.sheets.build import Judging, checked
from hocba.sheets.class_import import ClassImport
from hocba.sheets.layout import Layout, layout_of
from hocba.sheets.limits import DEFAULT_SHEET_LIMITS, SheetLimits
from hocba.sheets.mapping import LEVELS
from hocba.sheets.place import Place
from hocba.sheets.problem import Problem, problem

__all__ = ["read_json"]

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def read_json(
    path: str | os.PathLike[str],
    *,
    format: Format | str | None = None,
    level: str | None = None,
    today: dt.date | None = None,
    partial: bool = False,
    warn_only: Iterable[str] = (),
    limits: SheetLimits = DEFAULT_SHEET_LIMITS,
    progress: Callable[[int, int], None] | None = None,
) -> ClassImport:
    """Read records in the shape of ``model_dump_json()``: one, a list, or one in each line.

    ``format`` or ``level`` as for :func:`read_class`; without them the rows of a record say it where only one
    format has rows of that name. Places are ``file!3``: the third record. Raises InputError (SHEET-JSON,
    unreadable), LimitExceededError and ConfigurationError (SHEET-FORMAT, SHEET-LEVEL).
    """
    place = Path(path)
    entries = _entries(read_bounded(place, limits.file_bytes), place.name)
    if len(entries) > limits.records:
        raise LimitExceededError.of("SHEET-LIMIT", what="records", size=len(entries), limit=limits.records)
    layout = _layout(entries, format, level)
    judging = Judging(today=today, partial=partial, warn_only=tuple(warn_only))
    records: list[Any] = []
    problems: list[Problem] = [] if entries else [problem("SHEET-EMPTY")]
    seen: dict[str, int] = {}
    for number, values in enumerate(entries, start=1):
        where = Place(0, place.name, number)
        record, findings = checked(layout, values, judging)
        problems += [Problem(finding=finding, place=where, pupil=number) for finding in findings]
        if record is not None:
            records.append(record)
            name = (record.record_id or "").lower()
            first = seen.setdefault(name, number)
            if name and first != number:
                other = str(Place(0, place.name, first))
                problems.append(problem("SHEET-ID-TWICE", where, pupil=number, other=other))
        if progress is not None:
            progress(number, len(entries))
    problems.sort(key=lambda found: (_RANK[found.severity], found.place or Place(-1, "")))
    blocked = any(found.severity is Severity.ERROR for found in problems)
    return ClassImport(
        format_id=layout.format_id,
        records=() if blocked else tuple(records),
        problems=tuple(problems),
        pupils=len(entries),
    )


def _entries(raw: bytes, file: str) -> list[dict[str, Any]]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError.of("SHEET-JSON", file=file, line="?") from None
    try:
        whole = _loaded(text)
    except ValueError:
        return list(_lines(text, file))
    entries = whole if isinstance(whole, list) else [whole]
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict):
            raise InputError.of("SHEET-JSON", file=file, line=number)
    return entries


def _lines(text: str, file: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            entry = _loaded(line)
        except ValueError:
            entry = None
        if not isinstance(entry, dict):
            raise InputError.of("SHEET-JSON", file=file, line=number)
        yield entry


def _loaded(text: str) -> Any:
    """JSON with exact numbers and without a name that stands twice. Raises ValueError."""
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_refused, object_pairs_hook=_unique)
    except RecursionError:
        raise ValueError from None


def _refused(_: str) -> None:
    raise ValueError


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError
    return made


def _layout(entries: list[dict[str, Any]], format: Format | str | None, level: str | None) -> Layout:
    if level is not None and level not in LEVELS:
        raise ConfigurationError.of("SHEET-LEVEL", known=", ".join(LEVELS))
    chosen = format or (LEVELS[level][1] if level else None)
    if chosen is None and all("diem_tong_ket" not in entry for entry in entries):
        chosen = "v1_0"
    if chosen is None:
        raise ConfigurationError.of("SHEET-FORMAT")
    return layout_of(get(chosen) if isinstance(chosen, str) else chosen)
