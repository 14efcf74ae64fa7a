"""CSV that spreadsheet programs open as it is meant: UTF-8 with its mark, and no cell that they compute."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

__all__ = ["csv_bytes", "guarded"]

_COMPUTED = re.compile(r"'*[=+\-@\t\r]")


def guarded(value: str) -> str:
    """``value`` with an apostrophe in front where a spreadsheet program would compute it.

    A value that already begins with apostrophes before such a mark gets one more, so that reading can take
    away exactly one.
    """
    return f"'{value}" if _COMPUTED.match(value) else value


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """``rows`` as a CSV file: commas, CRLF, quotes where needed."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    for row in rows:
        writer.writerow([guarded(value) for value in row])
    return b"\xef\xbb\xbf" + made.getvalue().encode("utf-8")
