"""Which subject teacher answers for which rows: slots and rows joined by ``Id``, or by a number."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

import attrs
from lxml import etree

from hocba.profiles.places import Oddity, Places
from hocba.profiles.slots import Profile
from hocba.xml.tree import local_name

__all__ = ["TeacherSlot", "join", "named_text", "text_of"]

_NUMBER, _NAME = "SO_CCCD", "HO_VA_TEN"
_ID_SPELLINGS = ("Id", "id", "ID")


@attrs.define
class TeacherSlot:
    """One teacher: the slot (None where rows name a teacher without one), the rows, and what names the
    teacher in them."""

    element: etree._Element | None
    rows: list[etree._Element] = attrs.field(factory=list)
    named: list[etree._Element] = attrs.field(factory=list)


def named_text(elements: Iterable[etree._Element], tag: str, profile: Profile) -> str:
    """What the ``elements`` that name one teacher say in ``tag``; empty where they say nothing or differ."""
    spellings = (tag, *(other for known, other in profile.aliases if known == tag))
    texts = {text_of(element, spellings) for element in elements} - {""}
    return texts.pop() if len(texts) == 1 else ""


def join(slots: Iterable[etree._Element], found: Places, profile: Profile) -> list[TeacherSlot]:
    """Every slot with the rows of its teacher, then teachers without a slot; what does not fit is noted.

    A teacher with an ``Id`` in the row has the slot with that ``Id``, or one without an ``Id`` that holds the
    teacher's number; a teacher without one has the slot with that number, or with that number as ``Id``. A
    row that names a teacher needs an ``Id`` of its own, since signatures refer to it.
    """
    index = _Index(profile)
    for slot in slots:
        found.oddities += index.add(slot)
    for row in found.rows:
        for teacher in found.named[row]:
            found.oddities += index.name(teacher, row)
        if not found.named[row]:
            found.oddities.append(("VER-ROW-NO-TEACHER", row, ""))
        elif _id(row) is None:
            found.oddities.append(("VER-ROW-NO-ID", row, ""))
    found.oddities += index.contradictions()
    return index.teachers


class _Index:
    """Teachers by ``Id`` and, of slots without one, by number."""

    def __init__(self, profile: Profile) -> None:
        self.teachers: list[TeacherSlot] = []
        self._spellings = {tag: (tag, other) for tag, other in profile.aliases}
        self._by_id: dict[str, TeacherSlot] = {}
        self._by_number: dict[str, TeacherSlot] = {}
        self._numbers: dict[str, list[TeacherSlot]] = {}

    def add(self, slot: etree._Element) -> Iterator[Oddity]:
        teacher = TeacherSlot(slot)
        self.teachers.append(teacher)
        key, number = _id(slot), self._text(slot, _NUMBER)
        self._numbers.setdefault(number, []).append(teacher)
        known, value = (self._by_id, key) if key is not None else (self._by_number, number)
        if not value:
            yield "VER-TEACHER-UNNAMED", slot, ""
        elif value in known:
            yield "VER-SLOT-DOUBLED", slot, local_name(slot)
        else:
            known[value] = teacher

    def name(self, element: etree._Element, row: etree._Element) -> Iterator[Oddity]:
        key, number = _id(element), self._text(element, _NUMBER)
        if key is not None:
            fitting = [self._by_id.get(key), self._by_number.get(key), self._by_number.get(number)]
        else:
            fitting = [self._by_id.get(number), *self._numbers.get(number, ())]
        teachers = {id(teacher): teacher for teacher in fitting if teacher is not None}
        if not (key or number):
            yield "VER-TEACHER-UNNAMED", element, ""
        elif not teachers:
            yield "VER-TEACHER-NO-SLOT", element, ""
            self._without_slot(key, number, element, row)
        elif len(teachers) > 1:
            yield "VER-TEACHER-AMBIGUOUS", element, ""
        else:
            (teacher,) = teachers.values()
            if teacher.element is None:
                yield "VER-TEACHER-NO-SLOT", element, ""
            _take(teacher, element, row)

    def _without_slot(
        self, key: str | None, number: str, element: etree._Element, row: etree._Element
    ) -> None:
        teacher = TeacherSlot(None)
        self.teachers.append(teacher)
        if key:
            self._by_id[key] = teacher
        else:
            self._numbers[number] = [teacher]
        _take(teacher, element, row)

    def contradictions(self) -> Iterator[Oddity]:
        """Slots that no row needs, and teachers whom two rows call by different numbers or names."""
        for teacher in self.teachers:
            if teacher.element is not None and not teacher.rows:
                yield "VER-TEACHER-NO-ROW", teacher.element, ""
            for tag in (_NUMBER, _NAME):
                texts = {_plain(self._text(element, tag)) for element in teacher.named} - {""}
                if len(texts) > 1:
                    yield "VER-TEACHER-DIFFERS", teacher.named[-1], ""

    def _text(self, element: etree._Element, tag: str) -> str:
        return text_of(element, self._spellings.get(tag, (tag,)))


def text_of(parent: etree._Element, spellings: tuple[str, ...]) -> str:
    """The text of the one child with one of the names ``spellings``, joined over comments.

    Empty without such a child, with several, and where it holds more than text.
    """
    prefix = parent.tag.rpartition("}")[0]
    names = {f"{prefix}}}{name}" if prefix else name for name in spellings}
    found = [child for child in parent if child.tag in names]
    if len(found) != 1 or not all(isinstance(inner, etree._Comment) for inner in found[0]):
        return ""
    return str(found[0].xpath("string()")).strip()


def _take(teacher: TeacherSlot, element: etree._Element, row: etree._Element) -> None:
    teacher.named.append(element)
    if not teacher.rows or teacher.rows[-1] is not row:
        teacher.rows.append(row)


def _id(element: etree._Element) -> str | None:
    """The id as it stands; an empty one is none."""
    return next((str(element.get(name)) for name in _ID_SPELLINGS if element.get(name)), None)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
