"""Record ids: as the sheet has them, else as a list of earlier imports has them, else new.

An id belongs to one school year of one pupil. Where the sheets have no column for it, the same pupil would
get another id with every import; a file of ids (``--ids``) keeps them: key of the pupil, school year, id.
"""

from __future__ import annotations

import csv
import io
import os
import re
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path

import attrs

from hocba.errors import InputError
from hocba.files import read_bounded
from hocba.sheets.csv_read import unquoted
from hocba.sheets.csv_write import csv_bytes
from hocba.sheets.limits import DEFAULT_SHEET_LIMITS

__all__ = ["IdList", "new_id"]

_HEADER = ("KHOA", "TEN_NAM_HOC", "MA_TRA_CUU_UUID")
_UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.IGNORECASE)


def new_id() -> str:
    """A new UUID version 4 (rule G-2)."""
    return str(uuid.uuid4())


@attrs.define(repr=False)
class IdList:
    """Ids by key of the pupil and school year. ``made`` counts those that were not known before."""

    known: dict[tuple[str, str], str] = attrs.field(factory=dict)
    make: Callable[[], str] = new_id
    made: int = 0

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> IdList:
        """The list in the file ``path``; empty where there is no such file yet.

        Raises InputError (SHEET-IDS: not such a list, one id or pupil twice) and what reading a file raises.
        """
        place = Path(path)
        if not place.exists():
            return cls()
        try:
            text = read_bounded(place, DEFAULT_SHEET_LIMITS.file_bytes).decode("utf-8-sig")
            rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        except (UnicodeDecodeError, csv.Error):
            raise InputError.of("SHEET-IDS", file=place.name, line=1) from None
        if not rows or tuple(rows[0]) != _HEADER:
            raise InputError.of("SHEET-IDS", file=place.name, line=1)
        return cls(_known(rows[1:], place.name))

    def of(self, key: str, year: str) -> str:
        """The id of this pupil in this school year; a new one is kept for the next time."""
        known = self.known.get((key, year)) if key else None
        if known is not None:
            return known
        self.made += 1
        fresh = self.make()
        if key:
            self.known[key, year] = fresh
        return fresh

    def to_csv(self) -> bytes:
        """The list as a file."""
        rows: Iterable[tuple[str, str, str]] = (
            (key, year, known) for (key, year), known in self.known.items()
        )
        return csv_bytes([_HEADER, *sorted(rows)])

    def __repr__(self) -> str:
        return f"IdList({len(self.known)} ids)"


def _known(rows: list[list[str]], file: str) -> dict[tuple[str, str], str]:
    known: dict[tuple[str, str], str] = {}
    seen: set[str] = set()
    for line, row in enumerate(rows, start=2):
        if not row:
            continue
        values = [unquoted(value) for value in row]
        key = (values[0], values[1]) if len(values) == len(_HEADER) else None
        if key is None or key in known or not _UUID4.fullmatch(values[2]) or values[2].lower() in seen:
            raise InputError.of("SHEET-IDS", file=file, line=line)
        known[key] = values[2]
        seen.add(values[2].lower())
    return known
