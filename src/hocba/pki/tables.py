"""Reads the CSV tables that come with hocba."""

from __future__ import annotations

import csv
from importlib.resources import files

__all__ = ["rows"]


def rows(table: str) -> tuple[dict[str, str], ...]:
    """The rows of ``data/<table>.csv``."""
    text = files("hocba.pki").joinpath("data", f"{table}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
