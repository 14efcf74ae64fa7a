"""CSV tables that users write: bounded, UTF-8, with the columns that are expected, errors with the row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from hocba.errors import ConfigurationError

__all__ = ["parse_table", "render_table"]

MAX_ROWS = 500_000
MAX_FIELD = 4096


def parse_table(data: bytes, columns: Sequence[str], *, name: str) -> list[tuple[int, dict[str, str]]]:
    """The rows of ``data`` with their numbers (the heading is row 1); values are stripped.

    Raises ConfigurationError: PKI-TABLE-ENCODING, PKI-TABLE-COLUMNS, PKI-TABLE-ROW, PKI-TABLE-LONG.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigurationError.of("PKI-TABLE-ENCODING", file=name) from None
    if "\x00" in text:
        raise ConfigurationError.of("PKI-TABLE-ENCODING", file=name)
    found: list[tuple[int, dict[str, str]]] = []
    try:
        lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        heading = next(lines, [])
        if [title.strip() for title in heading] != list(columns):
            raise ConfigurationError.of("PKI-TABLE-COLUMNS", file=name, columns=",".join(columns))
        for number, line in enumerate(lines, start=2):
            if not any(value.strip() for value in line):
                continue
            if len(line) != len(columns) or any(len(value) > MAX_FIELD for value in line):
                raise ConfigurationError.of("PKI-TABLE-ROW", file=name, row=number)
            if len(found) == MAX_ROWS:
                raise ConfigurationError.of("PKI-TABLE-LONG", file=name, limit=MAX_ROWS)
            found.append((number, dict(zip(columns, (value.strip() for value in line), strict=True))))
    except csv.Error:
        raise ConfigurationError.of("PKI-TABLE-ROW", file=name, row=len(found) + 2) from None
    return found


def render_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The table as UTF-8 CSV with LF line ends."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8")
