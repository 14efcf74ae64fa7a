"""Which fields are about a person: the exact list, as data (``data/personal.csv``).

A field that the table does not know, as in a third party's format, is taken for personal.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import attrs

__all__ = ["PERSONAL_GROUPS", "UNKNOWN", "FieldNature", "masked", "masked_change", "nature", "natures"]

PERSONAL_GROUPS = frozenset({"identity", "family", "staff", "health", "comment"})
"""The groups that are personal whatever a caller chooses to keep."""


@attrs.frozen(kw_only=True)
class FieldNature:
    """One row: the field ``name`` (in ``block`` where one is named) and what redaction puts in its place.

    ``group``: identity, family, staff, health, comment (personal), school, mark, frame. ``masked``: whether
    its value is hidden by default where fields are shown. ``replacement`` names a placeholder, ``keep_if``
    is the form that a value of a kept group must have to stay.
    """

    name: str
    block: str
    group: str
    masked: bool
    replacement: str
    keep_if: str

    @property
    def personal(self) -> bool:
        """Whether the value is about a person."""
        return self.group in PERSONAL_GROUPS

    def keeps(self, value: str) -> bool:
        """Whether ``value`` has the form that may stay."""
        return not self.keep_if or re.fullmatch(self.keep_if, value) is not None


UNKNOWN = FieldNature(name="", block="", group="comment", masked=True, replacement="text", keep_if="")


@cache
def natures() -> Mapping[tuple[str, str], FieldNature]:
    """Every row by block (empty: any) and name."""
    text = files("hocba.edit").joinpath("data", "personal.csv").read_text(encoding="utf-8")
    rows = (
        FieldNature(**{**row, "masked": row["masked"] == "yes"})  # type: ignore[arg-type]  # columns are fields
        for row in csv.DictReader(text.splitlines())
    )
    return {(row.block, row.name): row for row in rows}


@cache
def nature(block: str, name: str) -> FieldNature:
    """The row of the field ``name`` of ``block`` (a tag), or the one for fields that nobody knows."""
    table = natures()
    return table.get((block, name)) or table.get(("", name)) or UNKNOWN


def masked(block: str, name: str) -> bool:
    """Whether values of the field are hidden by default where a record is shown."""
    return nature(block, name).masked


def masked_change(block: str, name: str) -> bool:
    """Whether a change of the field is hidden by default: marks and results as well as personal data."""
    return masked(block, name) or nature(block, name).group == "mark"
