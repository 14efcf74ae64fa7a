"""What the sheets say about one pupil, with the cell of every value, before it is a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from hocba.rules.form import ROW, TEACHER
from hocba.sheets.layout import Column, Layout
from hocba.sheets.place import Place

__all__ = ["Draft", "Entry", "Held", "path_of"]

_LAST = re.compile(r"/[^/]*$")


@attrs.frozen(repr=False)
class Held:
    """A value and its cell; an empty text where the cell could not be read."""

    text: str
    place: Place


Entry = dict[str, Held]
"""One repetition of a part: values by the names of its fields."""


def path_of(layout: Layout, column: Column, index: int | None = None, nested: int | None = None) -> str:
    """The tag path of a value, as findings name it."""
    if not column.role:
        return column.tag
    part = layout.form.parts[column.role]
    path = part.path
    if part.inside:
        outer = layout.form.parts[part.inside].path
        path = f"{outer}[{(index or 0) + 1}]/{part.tag}[{(nested or 0) + 1}]"
    elif part.repeats:
        path = f"{path}[{(index or 0) + 1}]"
    return f"{path}/{column.tag}"


@attrs.define(repr=False)
class Draft:
    """One pupil. ``single`` holds the parts that do not repeat, ``lists`` those that do."""

    number: int
    place: Place
    key: str
    single: dict[str, Entry] = attrs.field(factory=dict)
    lists: dict[str, list[Entry]] = attrs.field(factory=dict)
    teachers: dict[int, list[Entry]] = attrs.field(factory=dict)
    wide: dict[str, Entry] = attrs.field(factory=dict)
    """Marks in columns of their own, by the code of the subject."""
    indexed: dict[str, dict[int, Entry]] = attrs.field(factory=dict)
    other: Entry = attrs.field(factory=dict)

    def text(self, role: str, name: str) -> str:
        """A value of a part that does not repeat, or an empty text."""
        held = self.single.get(role, {}).get(name)
        return held.text if held is not None else ""

    def values(self, layout: Layout) -> dict[str, Any]:
        """The shape that the record class takes."""
        made: dict[str, Any] = {}
        for role, part in layout.form.parts.items():
            if part.inside:
                continue
            holder = made
            for step in part.way[:-1]:
                holder = holder.setdefault(step, {})
            if not part.repeats:
                holder.setdefault(part.way[-1], {}).update(_texts(self.single.get(role, {})))
                continue
            entries: list[dict[str, Any]] = [dict(_texts(entry)) for entry in self.lists.get(role, ())]
            if role == ROW and TEACHER in layout.form.parts:
                for number, teachers in self.teachers.items():
                    entries[number][layout.way(TEACHER)[-1]] = [_texts(teacher) for teacher in teachers]
            holder[part.way[-1]] = entries
        made.update(_texts(self.other))
        return made

    def cells(self, layout: Layout) -> dict[str, Place]:
        """The cell of every value by its tag path, and of every repetition by the path of its part."""
        found: dict[str, Place] = {}
        for role, columns in layout.columns.items():
            for index, nested, entry in self._entries(layout, role):
                for column in columns:
                    held = entry.get(column.name)
                    if held is None:
                        continue
                    path = path_of(layout, column, index, nested)
                    found[path] = held.place
                    if index is not None:
                        row = Place(held.place.order, held.place.sheet, held.place.row)
                        found.setdefault(path.rpartition("/")[0], row)
        return found

    def _entries(self, layout: Layout, role: str) -> Iterator[tuple[int | None, int | None, Entry]]:
        """The repetitions of a part, numbered from 0 in the record and in the row that holds it."""
        part = layout.form.parts[role]
        if part.inside:
            for row, teachers in self.teachers.items():
                yield from ((row, nested, entry) for nested, entry in enumerate(teachers))
        elif part.repeats:
            yield from ((index, None, entry) for index, entry in enumerate(self.lists.get(role, ())))
        else:
            yield None, None, self.single.get(role, {})

    def where(self, path: str, cells: Mapping[str, Place]) -> Place:
        """The cell that ``path`` is about; for what no cell holds, the row of its part or of the pupil."""
        while path:
            if path in cells:
                return cells[path]
            path = _LAST.sub("", path) if "/" in path else ""
        return self.place


def _texts(entry: Entry) -> dict[str, str]:
    return {name: held.text for name, held in entry.items() if held.text}
