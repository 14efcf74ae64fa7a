"""Reading the code tables shipped with the package."""

from __future__ import annotations

import csv
from importlib.resources import files


def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``data/<name>``, in the order of the file."""
    text = files("hocba.rules").joinpath("data", *name.split("/")).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def grade_range(text: str) -> frozenset[int]:
    """``"4-5"`` → {4, 5}; an empty text → no grade."""
    if not text:
        return frozenset()
    first, _, last = text.partition("-")
    return frozenset(range(int(first), int(last or first) + 1))
