"""The slots of a table as they stand in one document: several of one kind, each with what it covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs
from lxml import etree

from hocba.profiles.places import SIGNATURE, Places
from hocba.profiles.slots import Profile, Quantity, Slot
from hocba.profiles.teachers import TeacherSlot, join
from hocba.xml.path import Paths

__all__ = ["MOST_SLOTS", "Instance", "KnownPaths", "instances"]

MOST_SLOTS = 256
_SHOWN = 32


class KnownPaths:
    """The paths of elements below the record ``root``, and of what lies around them, each computed once."""

    def __init__(self, root: etree._Element) -> None:
        self.known: dict[etree._Element, str] = {}
        self._root = root
        self._paths = Paths()

    def of(self, element: etree._Element) -> str:
        """The path of ``element``."""
        path = self.known.get(element)
        if path is None:
            parent = element.getparent()
            if parent is None:
                return ""
            step = self._paths.step(parent, element)
            path = self.known[element] = step if parent is self._root else f"{self.of(parent)}/{step}"
        return path


@attrs.frozen
class Instance:
    """One slot of a document: its element, if there is one, what it has to cover, and whose it is."""

    slot: Slot
    element: etree._Element | None
    covers: Sequence[etree._Element]
    teacher: TeacherSlot | None = None


def instances(profile: Profile, found: Places, paths: KnownPaths, root: etree._Element) -> Iterator[Instance]:
    """Every slot of ``profile`` as it is in the document; what does not fit is noted in ``found``."""
    if not any(slot.quantity is Quantity.EACH_TEACHER for slot in profile.slots):
        found.oddities += [("VER-LEVEL-MIXED", row, "") for row in found.rows if found.named[row]]
    for slot in profile.slots:
        make = _Maker(slot, paths)
        elements = found.slots.get(slot.name, [])
        if slot.quantity is Quantity.EACH_TEACHER:
            teachers = join(elements, found, profile, root.tag[: root.tag.rfind("}") + 1])
            for number, teacher in enumerate(teachers[:MOST_SLOTS], 1):
                yield make.of_teacher(number, teacher)
            continue
        if slot.quantity is Quantity.ONE:
            found.oddities += [("VER-SLOT-DOUBLED", element, slot.name) for element in elements[1:]]
            elements = elements[:1]
        target = found.content if slot.covers == f"#{profile.record_area_id}" else found.data
        covers = () if target is None else (target,)
        needed = _needed(elements)
        for number, element in enumerate(elements[:MOST_SLOTS] or [None], 1):
            required = slot.required and (element is None or element in needed)
            yield Instance(make.slot(number, element, covers, required=required), element, covers)


class _Maker:
    """Makes the slots of one kind out of the one in the table."""

    def __init__(self, slot: Slot, paths: KnownPaths) -> None:
        self._slot = slot
        self._paths = paths
        self._values = {field.name: getattr(slot, field.name) for field in attrs.fields(Slot)}

    def slot(
        self, number: int, element: etree._Element | None, covers: Sequence[etree._Element], **changes: Any
    ) -> Slot:
        """The slot ``number`` of its kind, which is ``element`` and covers ``covers``."""
        shown = [self._paths.of(each) for each in covers[:_SHOWN]]
        return Slot(
            **self._values
            | {
                "name": self._name(number),
                "family": self._slot.name,
                "path": self._slot.path if element is None else self._paths.of(element),
                "covers": ", ".join([*shown, "…"] if len(covers) > _SHOWN else shown) or self._slot.covers,
            }
            | changes
        )

    def of_teacher(self, number: int, teacher: TeacherSlot) -> Instance:
        """The slot of ``teacher``; the fields that name the teacher are its own: ``GVBM[2]/SO_CCCD``."""
        name = self._name(number)
        fields = {
            "number_field": self._slot.number_field.replace(self._slot.name, name, 1),
            "name_field": self._slot.name_field.replace(self._slot.name, name, 1),
        }
        slot = self.slot(number, teacher.element, teacher.rows, **fields)
        return Instance(slot, teacher.element, teacher.rows, teacher)

    def _name(self, number: int) -> str:
        return self._slot.name if number == 1 else f"{self._slot.name}[{number}]"


def _needed(elements: list[etree._Element]) -> set[etree._Element]:
    """Of several slots those that are filled, and the first one where none is."""
    return {element for element in elements if element.find(SIGNATURE) is not None} or set(elements[:1])
