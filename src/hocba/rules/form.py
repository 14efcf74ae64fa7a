"""The order of the form: every data field of a format with its tag, label and place.

The three formats of hocba are tables (``data/fields_*.csv``); the form of a record class that a third party
registered follows from the class itself (:mod:`hocba.rules.form_of_class`). Rules speak of parts by what
they hold (general, history, summary …), never by the tag of one format.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from operator import itemgetter
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

__all__ = [
    "ASSESSMENT",
    "CERTIFICATE",
    "GENERAL",
    "HISTORY",
    "ROW",
    "SUMMARY",
    "TEACHER",
    "Form",
    "FormField",
    "Getter",
    "HasForm",
    "Part",
    "Place",
    "getter_of",
    "place",
]

Getter = Callable[[Mapping[str, Any]], tuple[Any, ...]]

GENERAL = "general"
HISTORY = "history"
SUMMARY = "summary"
ROW = "row"
ASSESSMENT = "assessment"
CERTIFICATE = "certificate"
TEACHER = "teacher"


class FormField(NamedTuple):
    """One field of a part: ``order`` is its place in the part, counted from 1.

    ``required`` is yes, no or conditional; ``max_length`` is None where the XML has no limit (G-9).
    """

    name: str
    tag: str
    label: str
    required: str
    kind: str
    max_length: int | None
    order: int


class Part(NamedTuple):
    """A part of the record: where it stands in the file (``path``) and in the record (``way``).

    A part with ``repeats`` stands any number of times; ``inside`` names the part that it is nested in.
    """

    role: str
    path: str
    way: tuple[str, ...]
    repeats: bool
    fields: tuple[FormField, ...]
    inside: str = ""

    @property
    def tag(self) -> str:
        """The tag of the part."""
        return self.path.rpartition("/")[2]


class Place(NamedTuple):
    """Where a finding stands: ``order`` sorts as the form reads."""

    order: tuple[int, ...]
    path: str
    tag: str
    label: str


class _Names(dict[str, tuple[str, ...]]):
    """Names by part; a part that the format has not has none."""

    def __missing__(self, role: str) -> tuple[str, ...]:
        return ()


class Form:
    """The parts of one format. Compared by identity: there is one per format."""

    def __init__(self, format_id: str, parts: Iterable[Part], *, reconstructed: bool) -> None:
        self.format_id = format_id
        self.reconstructed = reconstructed
        self.parts: Mapping[str, Part] = MappingProxyType({part.role: part for part in parts})

    @property
    def form(self) -> Form:
        """Itself, so that a form may stand where facts do."""
        return self

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the fields of each part."""
        return _Names({role: tuple(entry.name for entry in part.fields) for role, part in self.parts.items()})

    @cached_property
    def getters(self) -> Mapping[str, Getter]:
        """What takes the values of all fields of a part out of a mapping; raises KeyError."""
        return {role: getter_of(names) for role, names in self.names.items()}

    @cached_property
    def limits(self) -> Mapping[str, tuple[int, ...]]:
        """The longest length of each field of a part, in the order of ``names``."""
        return {
            role: tuple(entry.max_length or sys.maxsize for entry in part.fields)
            for role, part in self.parts.items()
        }

    @cached_property
    def dates(self) -> Mapping[str, tuple[str, ...]]:
        """The dates of each part."""
        return self._of_kind("date")

    @cached_property
    def numbers(self) -> Mapping[str, tuple[str, ...]]:
        """The numbers of each part, marks not counted."""
        return self._of_kind("number")

    @cached_property
    def booleans(self) -> Mapping[str, tuple[str, ...]]:
        """The booleans of each part."""
        return self._of_kind("boolean")

    def _of_kind(self, kind: str) -> Mapping[str, tuple[str, ...]]:
        return _Names(
            {
                role: tuple(entry.name for entry in part.fields if entry.kind == kind)
                for role, part in self.parts.items()
            }
        )

    def has(self, role: str, name: str) -> bool:
        """Whether the format has the field ``name`` in the part ``role``."""
        return name in self.names[role]

    def __repr__(self) -> str:
        return f"Form({self.format_id!r})"


def getter_of(names: tuple[str, ...]) -> Getter:
    """What takes the values of ``names`` out of a mapping, as a tuple however many there are."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda held: tuple(held[name] for name in names)


class HasForm(Protocol):
    """A form, or facts laid out by one."""

    @property
    def form(self) -> Form:
        """The form itself."""


def place(
    of: HasForm, role: str, name: str = "", index: int | None = None, nested: int | None = None
) -> Place:
    """The place of field ``name`` (or of the whole part) in the form ``of``.

    ``index`` is the repetition counted from 0: of the part itself, or for a part that is nested in a
    repeated one of the outer part, with ``nested`` for the part itself. Total: a field that the format
    has not gets the place where it would stand.
    """
    return _place(of.form, role, name, index, nested)


@lru_cache(maxsize=16384)
def _place(form: Form, role: str, name: str, index: int | None, nested: int | None) -> Place:
    part = form.parts.get(role)
    if part is None:
        return Place((len(form.parts),), "", name.upper(), "")
    path, order = _start(form, part, index, nested)
    if not name:
        return Place((*order, 0), path, part.tag, "")
    entry = next((entry for entry in part.fields if entry.name == name), None)
    if entry is None:
        return Place((*order, len(part.fields) + 1), f"{path}/{name.upper()}", name.upper(), "")
    return Place((*order, entry.order), f"{path}/{entry.tag}", entry.tag, entry.label)


def _start(form: Form, part: Part, index: int | None, nested: int | None) -> tuple[str, tuple[int, ...]]:
    """Path of the part and its order: outer part, its repetition, then the nested part and its own."""
    outer = form.parts.get(part.inside)
    if outer is None:
        return part.path + _position(index), (_rank(form, part), _number(index))
    path = f"{outer.path}{_position(index)}{part.path.removeprefix(outer.path)}{_position(nested)}"
    return path, (_rank(form, outer), _number(index), len(outer.fields) + 1, _number(nested))


def _rank(form: Form, part: Part) -> int:
    return list(form.parts).index(part.role)


def _number(index: int | None) -> int:
    return 0 if index is None else index + 1


def _position(index: int | None) -> str:
    return "" if index is None else f"[{index + 1}]"
