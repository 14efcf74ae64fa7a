"""A third party's field table: the columns of the specification, checked row by row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping

import attrs

from hocba.errors import ConfigurationError
from hocba.formats.head import CONFIDENCE, is_tag
from hocba.formats.table import Field
from hocba.model.claims import READERS

__all__ = ["merged", "parse_table"]

MOST_ROWS = 2000
LONGEST_CELL = 2000
NEEDED = ("block", "tag", "python_name", "type", "required")
OPTIONAL = ("max_length", "label_vi", "confidence", "note", "kind", "alias")
TYPES = {
    "string": "text",
    "code": "text",
    "number": "number",
    "decimal": "number",
    "date": "date",
    "boolean": "boolean",
}
REQUIRED = ("yes", "no", "conditional")
_ALIAS = re.compile(r"read alias ([A-Za-z_][A-Za-z0-9_.-]*)")


def parse_table(text: str, base: Mapping[tuple[str, str], Field]) -> tuple[Field, ...]:
    """The rows of the CSV ``text``; ``base`` are the rows of the format that is extended.

    Raises ConfigurationError (FORMAT-TABLE) with the line of the first row that cannot be used.
    """
    reader = csv.DictReader(io.StringIO(text), strict=True)
    made: list[Field] = []
    try:
        if missing := [name for name in NEEDED if name not in (reader.fieldnames or ())]:
            raise _refusal(1, missing[0])
        for row in reader:
            line = len(made) + 2
            if line > MOST_ROWS:
                raise _refusal(line, "CSV")
            made.append(_field(row, line, base))
    except csv.Error:
        raise _refusal(len(made) + 2, "CSV") from None
    _check_names(made)
    return tuple(made)


def _field(row: dict[str, str | None], line: int, base: Mapping[tuple[str, str], Field]) -> Field:
    if None in row or any(len(value or "") > LONGEST_CELL for value in row.values()):
        raise _refusal(line, "CSV")
    cells = {name: (row.get(name) or "").strip() for name in (*NEEDED, *OPTIONAL)}
    old = base.get((cells["block"], cells["python_name"]))
    alias = _ALIAS.search(cells["note"])
    cells["alias"] = cells["alias"] or (alias[1] if alias else "")
    for name in ("block", "tag", "alias"):
        if not is_tag(cells[name]) and not (name == "alias" and not cells[name]):
            raise _refusal(line, name)
    kind = cells["kind"] or (old.kind if old is not None else TYPES.get(cells["type"], ""))
    length = cells.pop("max_length")
    for what, fine in (
        ("type", cells["type"] in TYPES),
        ("kind", kind in READERS),
        ("required", cells["required"] in REQUIRED),
        ("confidence", not cells["confidence"] or cells["confidence"] in CONFIDENCE),
        ("max_length", not length or (length.isascii() and length.isdigit() and 0 < len(length) <= 6)),
    ):
        if not fine:
            raise _refusal(line, what)
    return Field(**{**cells, "kind": kind}, max_length=int(length) if length else None)


def _check_names(rows: list[Field]) -> None:
    """No tag, spelling or field stands twice in a block."""
    seen: set[tuple[str, str, str]] = set()
    for line, row in enumerate(rows, 2):
        own = {(row.block, "tag", row.tag), (row.block, "python_name", row.python_name)}
        if row.alias:
            own.add((row.block, "tag", row.alias))
        if seen & own or row.alias == row.tag:
            raise _refusal(
                line, "python_name" if (row.block, "python_name", row.python_name) in seen else "tag"
            )
        seen |= own


def _refusal(line: int, what: str) -> ConfigurationError:
    return ConfigurationError.of("FORMAT-TABLE", line=line, what=what)


def merged(base: tuple[Field, ...], rows: tuple[Field, ...]) -> tuple[Field, ...]:
    """Both tables: the third party's row takes the place of one for the same tag or field of a block.

    A row that is new stands behind the one before it, or at the end of its block.
    """
    made = list(base)
    before: Field | None = None
    for row in rows:
        made = [one for one in made if not _same(one, row) or one is _first(made, row)]
        old = _first(made, row)
        if old is not None:
            made[made.index(old)] = row
        else:
            made.insert(_place(made, row, before), row)
        before = row
    return tuple(_without_taken_aliases(made))


def _same(one: Field, row: Field) -> bool:
    return one.block == row.block and (one.tag == row.tag or one.python_name == row.python_name)


def _first(made: list[Field], row: Field) -> Field | None:
    return next((one for one in made if _same(one, row)), None)


def _place(made: list[Field], row: Field, before: Field | None) -> int:
    if before is not None and before.block == row.block:
        return made.index(before) + 1
    inside = [index for index, one in enumerate(made) if one.block == row.block]
    return inside[-1] + 1 if inside else len(made)


def _without_taken_aliases(rows: list[Field]) -> list[Field]:
    """Another spelling that is itself a tag of its block stands for that tag alone."""
    tags = {(row.block, row.tag) for row in rows}
    return [
        attrs.evolve(row, alias="") if row.alias and (row.block, row.alias) in tags else row for row in rows
    ]
