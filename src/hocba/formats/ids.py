"""The ids of rows and teachers where a record has none: never a personal number (format-v2.md §1).

A signature refers to a row by its id, and a teacher's slot has the id by which rows name that teacher.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from hocba.formats.format import Format
from hocba.model.base import RecordBase
from hocba.model.block import Block

__all__ = ["identified", "teacher_ids"]

ROW_ID, TEACHER_ID = "mon{}", "gv{}"
_ODD = re.compile(r"[^A-Za-z0-9_.-]")


def identified(record: RecordBase, known: Format) -> RecordBase:
    """``record`` with an id for every row and teacher of ``known``; itself where nothing is missing.

    Ids that are there stay. A new row id is ``mon<MA_MON_HOC>`` (``-2``, … where that is taken), a new
    teacher id ``gv<n>`` in the order in which teachers are named first; the same number (else the same
    name) means the same teacher. Raises nothing.
    """
    tree = known.tree
    named = [branch for branch in tree.branches if branch.identified]
    changed: dict[str, Any] = {}
    for branch in tree.inside(""):
        rows = record.__dict__[branch.name] if branch.repeated else ()
        inner = tuple(each for each in named if each.parent == branch.tag and each.repeated)
        if not (branch.identified or inner) or not _lacking(rows, branch.identified, inner):
            continue
        taken = {tree.data_id, tree.record_id, *_given(record, known)}
        teachers = _Teachers(taken)
        made = []
        for number, row in enumerate(rows, 1):
            values = dict(row.__dict__)
            for each in inner:
                values[each.name] = tuple(teachers.with_id(one) for one in values[each.name])
            if branch.identified and not values["id"]:
                values["id"] = _row_id(values, number, known, taken)
            made.append(type(row).unchecked(values))
        changed[branch.name] = tuple(made)
    return type(record).unchecked({**record.__dict__, **changed}) if changed else record


def teacher_ids(record: RecordBase, known: Format, tag: str) -> tuple[str, ...]:
    """The ids of the blocks ``tag`` inside rows, each once, in the order of the record."""
    try:
        branch = known.tree.branch(tag)
        holder = known.tree.branch(branch.parent)
    except KeyError:
        return ()
    held = record.__dict__.get(holder.name, ())
    rows = held if holder.repeated else (held,)
    found = (one.__dict__.get("id") for row in rows for one in row.__dict__[branch.name])
    return tuple(dict.fromkeys(each for each in found if each))


def _lacking(rows: tuple[Block, ...], own: bool, inner: tuple[Any, ...]) -> bool:
    for row in rows:
        values = row.__dict__
        if (own and not values["id"]) or any(
            not one.__dict__["id"] for each in inner for one in values[each.name]
        ):
            return True
    return False


def _given(record: RecordBase, known: Format) -> Iterator[str]:
    """Every id that the record has."""
    if record.hoc_ba_id:
        yield record.hoc_ba_id
    for part in (one for one in known.record.parts() if one.identified):
        outer = [record]
        if part.parent:
            holder = known.tree.branch(part.parent)
            held = record.__dict__.get(holder.name, ())
            outer = list(held if holder.repeated else (held,))
        for one in outer:
            blocks = one.__dict__[part.name]
            for block in blocks if part.repeated else (blocks,):
                if block.__dict__["id"]:
                    yield block.__dict__["id"]


def _row_id(values: Mapping[str, Any], number: int, known: Format, taken: set[str]) -> str:
    code = next((values[row.python_name] for row in known.fields if row.tag == known.row_marker
                 and row.python_name in values), None)  # fmt: skip
    return _free(ROW_ID.format(_ODD.sub("", code or "") or number), taken)


def _free(wanted: str, taken: set[str]) -> str:
    found = wanted
    for number in count(2):
        if found not in taken:
            break
        found = f"{wanted}-{number}"
    taken.add(found)
    return found


class _Teachers:
    """Teachers by number, else by name, with the id of each."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._ids: dict[tuple[str, str], str] = {}
        self._last = 0

    def with_id(self, teacher: Block) -> Block:
        values = teacher.__dict__
        key = _who(values)
        if values["id"]:
            if key is not None:
                self._ids.setdefault(key, values["id"])
            return teacher
        found = self._ids.get(key) if key is not None else None
        if found is None:
            self._last += 1
            found = _free(TEACHER_ID.format(self._last), self._taken)
            if key is not None:
                self._ids[key] = found
        return type(teacher).unchecked({**values, "id": found})


def _who(values: Mapping[str, Any]) -> tuple[str, str] | None:
    for name in ("so_cccd", "ho_va_ten"):
        if values.get(name):
            return name, values[name]
    return None
