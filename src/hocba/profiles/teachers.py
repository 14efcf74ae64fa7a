"""Which subject teacher answers for which rows: slots and rows joined by ``Id``, or by a number."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

import attrs
from lxml import etree

from hocba.profiles.places import Oddity, Places
from hocba.profiles.slots import Profile
from hocba.xml.tree import local_name

__all__ = ["TeacherSlot", "join", "named_text", "text_of"]

_NUMBER, _NAME = "SO_CCCD", "HO_VA_TEN"
_ID_SPELLINGS = ("Id", "id", "ID")
_ENOUGH = 2  # slots that fit one teacher: more is not more ambiguous


@attrs.define
class TeacherSlot:
    """One teacher: the slot (None where rows name a teacher without one), the rows, what names the teacher in
    them with which ``Id``, and the numbers and names given there, as compared and as written."""

    element: etree._Element | None
    key: str = ""
    rows: list[etree._Element] = attrs.field(factory=list)
    named: list[etree._Element] = attrs.field(factory=list)
    numbers: dict[str, str] = attrs.field(factory=dict)
    names: dict[str, str] = attrs.field(factory=dict)

    @property
    def number(self) -> str:
        """The number in the rows; empty where they give none or differ."""
        return _one(self.numbers)

    @property
    def name(self) -> str:
        """The name in the rows; empty where they give none or differ."""
        return _one(self.names)

    def take(self, element: etree._Element, row: etree._Element, key: str, number: str, name: str) -> None:
        """Note that ``element`` names this teacher in ``row``."""
        self.key = key
        self.named.append(element)
        if not self.rows or self.rows[-1] is not row:
            self.rows.append(row)
        if number:
            self.numbers[number] = number
        if name:
            self.names[_plain(name)] = name


def join(slots: Iterable[etree._Element], found: Places, profile: Profile, prefix: str) -> list[TeacherSlot]:
    """Every slot with the rows of its teacher, then teachers without a slot; what does not fit is noted.

    A teacher with an ``Id`` in the row has the slot with that ``Id``, or one without an ``Id`` that holds the
    teacher's number; a teacher without one has the slot with that number, or with that number as ``Id``. A
    row that names a teacher needs an ``Id`` of its own, since signatures refer to it. Tags have ``prefix``.
    """
    index = _Index(profile, prefix)
    for slot in slots:
        found.oddities += index.add(slot)
    for row in found.rows:
        for teacher in found.named[row]:
            found.oddities += index.name(teacher, row)
        if not found.named[row]:
            found.oddities.append(("VER-ROW-NO-TEACHER", row, ""))
        elif _id(row) is None:
            found.oddities.append(("VER-ROW-NO-ID", row, ""))
    found.oddities += _contradictions(index.teachers)
    return index.teachers


class _Index:
    """Teachers by ``Id`` and, of slots without one, by number."""

    def __init__(self, profile: Profile, prefix: str) -> None:
        self.teachers: list[TeacherSlot] = []
        self._tags = {prefix + tag: tag for tag in (_NUMBER, _NAME)}
        self._tags |= {prefix + other: tag for tag, other in profile.aliases if tag in (_NUMBER, _NAME)}
        self._by_id: dict[str, TeacherSlot] = {}
        self._by_number: dict[str, TeacherSlot] = {}
        self._numbers: dict[str, list[TeacherSlot]] = {}

    def add(self, slot: etree._Element) -> Iterator[Oddity]:
        """Take note of a slot."""
        teacher = TeacherSlot(slot)
        self.teachers.append(teacher)
        key, (number, _) = _id(slot), self._said(slot)
        same = self._numbers.setdefault(number, [])
        if len(same) < _ENOUGH:
            same.append(teacher)
        known, value = (self._by_id, key) if key is not None else (self._by_number, number)
        if not value:
            yield "VER-TEACHER-UNNAMED", slot, ""
        elif value in known:
            yield "VER-SLOT-DOUBLED", slot, local_name(slot)
        else:
            known[value] = teacher

    def name(self, element: etree._Element, row: etree._Element) -> Iterator[Oddity]:
        """Find the slot of the teacher whom ``element`` names in ``row``."""
        key, (number, name) = _id(element), self._said(element)
        if key is not None:
            fitting = [self._by_id.get(key), self._by_number.get(key), self._by_number.get(number)]
        else:
            fitting = [self._by_id.get(number), *self._numbers.get(number, ())]
        teachers = {id(teacher): teacher for teacher in fitting if teacher is not None}
        if not (key or number):
            yield "VER-TEACHER-UNNAMED", element, ""
        elif len(teachers) > 1:
            yield "VER-TEACHER-AMBIGUOUS", element, ""
        else:
            teacher = next(iter(teachers.values()), None) or self._without_slot(key, number)
            if teacher.element is None:
                yield "VER-TEACHER-NO-SLOT", element, ""
            teacher.take(element, row, key or "", number, name)

    def _without_slot(self, key: str | None, number: str) -> TeacherSlot:
        teacher = TeacherSlot(None)
        self.teachers.append(teacher)
        if key:
            self._by_id[key] = teacher
        else:
            self._numbers[number] = [teacher]
        return teacher

    def _said(self, element: etree._Element) -> tuple[str, str]:
        """Number and name that ``element`` gives; empty where it gives none, or two, or more than text."""
        said: dict[str, str | None] = {}
        for child in element:
            tag = self._tags.get(child.tag)
            if tag is not None:
                said[tag] = None if tag in said else _text(child)
        return said.get(_NUMBER) or "", said.get(_NAME) or ""


def _contradictions(teachers: Iterable[TeacherSlot]) -> Iterator[Oddity]:
    """Slots that no row needs, and teachers whom two rows call by different numbers or names."""
    for teacher in teachers:
        if teacher.element is not None and not teacher.rows:
            yield "VER-TEACHER-NO-ROW", teacher.element, ""
        if len(teacher.numbers) > 1 or len(teacher.names) > 1:
            yield "VER-TEACHER-DIFFERS", teacher.named[-1], ""


def named_text(elements: Iterable[etree._Element], tag: str, profile: Profile) -> str:
    """What the ``elements`` that name one teacher say in ``tag``; empty where they say nothing or differ."""
    spellings = (tag, *(other for known, other in profile.aliases if known == tag))
    texts = {text_of(element, spellings) for element in elements} - {""}
    return texts.pop() if len(texts) == 1 else ""


def text_of(parent: etree._Element, spellings: tuple[str, ...]) -> str:
    """The text of the one child with one of the names ``spellings``; empty without one or with several."""
    prefix = parent.tag[: parent.tag.rfind("}") + 1]
    found = list(parent.iterchildren(*[prefix + name for name in spellings]))
    return _text(found[0]) if len(found) == 1 else ""


def _text(element: etree._Element) -> str:
    """The text, joined over comments and instructions as readers do; empty where there is an element."""
    if not len(element):
        return (element.text or "").strip()
    if any(isinstance(inner.tag, str) for inner in element):
        return ""
    return str(element.xpath("string()")).strip()


def _one(texts: Mapping[str, str]) -> str:
    return next(iter(texts.values())) if len(texts) == 1 else ""


def _id(element: etree._Element) -> str | None:
    """The id as it stands; an empty one is none."""
    for name in _ID_SPELLINGS:
        value = element.get(name)
        if value:
            return str(value)
    return None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
