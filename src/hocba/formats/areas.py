"""What stands in the slots of a later record beside the signatures: claims, not evidence."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from hocba.formats.format import Format
from hocba.formats.frame import ID_ATTRIBUTES, SIGNATURE, first_id
from hocba.formats.notes import Notes, is_element
from hocba.formats.reading import SlotClaim
from hocba.formats.tree import SlotBranch
from hocba.model.values import DateText
from hocba.xml.path import Paths, line_of

__all__ = ["AreaReader"]

NUMBERS, DAY = ("SO_CCCD", "SO_DDCN"), "NGAY_KY"
Counts = dict[str, tuple[int, int]]


class AreaReader:
    """Reads the areas of one document; slots of one kind are counted through in document order."""

    __slots__ = ("_inner", "_namespace", "_notes", "_numbers", "_paths", "_tree", "slots")

    def __init__(self, known: Format, namespace: str, notes: Notes) -> None:
        self._tree = known.tree
        self._namespace = namespace
        self._notes = notes
        self._inner = frozenset([SIGNATURE, *(namespace + name for name in (*NUMBERS, DAY))])
        self._numbers: Counter[str] = Counter()
        self._paths = Paths()
        self.slots: list[SlotClaim] = []

    def read(self, area: etree._Element, name: str, place: str) -> None:
        """Read the slots of the area ``name``, which is written at ``place``.

        Other content is kept unless it holds a signature, which no new file can carry.
        """
        slots = self._tree.area(name)
        inside = {self._namespace + slot.tag: slot for slot in slots if not slot.list}
        lists = {self._namespace + slot.list: slot for slot in slots if slot.list}
        self._open(area, place)
        path, counts, last = self._paths.of(area), _counted(area), ""
        for child in area:
            tag = child.tag
            if tag in inside:
                last = self._slot(child, inside[tag], path, counts)
            elif tag in lists:
                last = self._list(child, lists[tag], place)
            else:
                last = self._other(child, inside, place, last)
            self._notes.keep_text(child.tail, area, place, last)

    def _list(self, element: etree._Element, slot: SlotBranch, place: str) -> str:
        inner = f"{place}/{slot.list}"
        self._open(element, inner)
        path, counts, last = self._paths.of(element), _counted(element), ""
        for child in element:
            if child.tag == self._namespace + slot.tag:
                last = self._slot(child, slot, path, counts)
            else:
                last = self._other(child, {}, inner, last)
            self._notes.keep_text(child.tail, element, inner, last)
        return slot.list

    def _open(self, element: etree._Element, place: str) -> None:
        if element.keys():
            self._notes.keep_attributes(element, place)
        self._notes.keep_text(element.text, element, place, "")

    def _other(self, child: etree._Element, inside: dict[str, SlotBranch], place: str, last: str) -> str:
        """A comment, an element around slots that may stand at any depth, or unknown content."""
        notes = self._notes
        if not is_element(child):
            notes.comment(child)
            return last
        if child.tag == SIGNATURE:
            notes.unknown_tag(child)
            return last
        deep = {tag: slot for tag, slot in inside.items() if slot.any_depth}
        if deep and next(child.iter(*deep), None) is not None:
            return self._around(child, deep, place, last)
        if next(child.iter(SIGNATURE), None) is not None:
            notes.unknown_tag(child)
        else:
            notes.unknown(child, place, last)
        return last

    def _around(self, element: etree._Element, deep: dict[str, SlotBranch], place: str, last: str) -> str:
        """An element around slots: its other content moves up."""
        notes = self._notes
        notes.note("READ-WRAPPER", element, expected=next(iter(deep.values())).tag)
        notes.report_attributes(element)
        notes.keep_text(element.text, element, place, last)
        path, counts = self._paths.of(element), _counted(element)
        for child in element:
            tag = child.tag
            if tag in deep:
                last = self._slot(child, deep[tag], path, counts)
            else:
                last = self._other(child, deep, place, last)
            notes.keep_text(child.tail, element, place, last)
        return last

    def _slot(self, element: etree._Element, slot: SlotBranch, parent: str, counts: Counts) -> str:
        """Note the claims of ``element``; its parent is at ``parent`` and has ``counts`` of each tag."""
        number = self._numbers[slot.tag] = self._numbers[slot.tag] + 1
        seen, among = counts[str(element.tag)]
        counts[str(element.tag)] = seen + 1, among
        step = slot.tag if among == 1 else f"{slot.tag}[{seen + 1}]"
        own = ID_ATTRIBUTES if slot.identified else ()
        if element.keys():
            self._notes.report_attributes(element, own)
        day = numbers = None
        signatures = 0
        for child in element:
            if not is_element(child):
                self._notes.comment(child)
            elif child.tag not in self._inner:
                self._notes.unknown_tag(child)
            signatures += child.tag == SIGNATURE
        if len(element):
            day = element.findtext(self._namespace + DAY)
            numbers = next(
                (text for name in NUMBERS if (text := element.findtext(self._namespace + name))), None
            )
        self.slots.append(
            SlotClaim(
                name=slot.tag if number == 1 else f"{slot.tag}[{number}]",
                path=f"{parent}/{step}",
                line=line_of(element),
                signatures=signatures,
                ngay_ky=DateText(day) if day else None,
                so_cccd=numbers,
                id=first_id(element)[1] if slot.identified else None,
            )
        )
        return slot.tag if number == 1 else f"{slot.tag}[{number}]"


def _counted(parent: etree._Element) -> Counts:
    """How many children of each tag were met and how many there are."""
    return {tag: (0, number) for tag, number in Counter(str(child.tag) for child in parent).items()}
