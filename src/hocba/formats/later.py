"""Reading a later record: areas by id, blocks by name or content, the rest kept (format-v2.md §1)."""

from __future__ import annotations

from typing import Any, cast

from lxml import etree

from hocba.errors import UnknownFormatError
from hocba.formats.areas import AreaReader
from hocba.formats.blocks import BlockReader
from hocba.formats.branches import holder_of
from hocba.formats.characters import report_characters
from hocba.formats.elsewhere import take_elsewhere
from hocba.formats.format import Format
from hocba.formats.frame import Frame, first_id, frame_of
from hocba.formats.gather import Gathering, Places
from hocba.formats.later_plan import default_layout, layout_homes
from hocba.formats.notes import Notes, is_element
from hocba.formats.reading import SlotClaim
from hocba.formats.settle import settle
from hocba.model.any_record import AnyRecord
from hocba.model.extension import in_order
from hocba.model.layout_v2 import LayoutV2
from hocba.xml.path import local_name

__all__ = ["LaterReader"]

MOST_MANAGERS = 99


class LaterReader:
    """Reads one record; ``notes`` and ``slots`` fill on the way."""

    __slots__ = (
        "_areas", "_blocks", "_frame", "_gathered", "_issued", "_known", "_layout",
        "_names", "_namespace", "_places", "_values", "notes",
    )  # fmt: skip

    def __init__(self, known: Format, namespace: str) -> None:
        tree = known.tree
        self._known = known
        self._namespace = namespace
        self.notes = Notes()
        self._blocks = BlockReader(self.notes)
        self._areas = AreaReader(known, namespace, self.notes)
        self._names = (known.data, tree.record, known.signing_area, tree.issuing)
        self._places = Places()
        self._layout: dict[str, Any] = {}
        self._frame = Frame(None, None, None, None)
        self._values: dict[str, Any] = {}
        self._gathered = self._issued = False

    @property
    def slots(self) -> tuple[SlotClaim, ...]:
        """What the slots claim, in document order."""
        return tuple(self._areas.slots)

    def read(self, root: etree._Element) -> None:
        """Read the document element ``root``. Raises UnknownFormatError (FORMAT-NO-AREA)."""
        frame = frame_of(root, self._known, self._namespace)
        self._start(frame)
        attribute, hoc_ba_id = first_id(root)
        self.notes.keep_attributes(root, "", (attribute,), qualified=False)
        self.notes.keep_text(root.text, root, "", "")
        self._walk(root, "", "")
        self._values["hoc_ba_id"] = hoc_ba_id
        self._finish(root)
        if "signing_area" not in self._layout:
            self.notes.note("READ-NO-SIGNING-AREA", root)
        if not self._issued:
            self.notes.note("READ-NO-ISSUING-AREA", root, tag=self._known.tree.issuing)

    def read_data(self, element: etree._Element) -> None:
        """Read the data element alone, or the record area alone. Raises UnknownFormatError."""
        name, tree = local_name(element), self._known.tree
        if name == tree.record or first_id(element)[1] == tree.record_id:
            self._start(Frame(element, element, None, None))
            self._record(element)
        elif name == self._known.data or first_id(element)[1] == tree.data_id:
            inside = frame_of(element, self._known, self._namespace)
            self._start(Frame(element, inside.record, inside.signing, None))
            self._data(element)
        else:
            raise UnknownFormatError.of("FORMAT-NO-DATA")
        self._finish(element)

    def record(self) -> AnyRecord:
        """The record of what was read."""
        values = self._values
        values["extensions"] = in_order(self.notes.extensions)
        values["layout"] = self._made_layout()
        return cast("AnyRecord", self._known.record.unchecked(values))

    def _start(self, frame: Frame) -> None:
        if frame.data is None or frame.record is None:
            missing = self._known.data if frame.data is None else self._known.tree.record
            raise UnknownFormatError.of("FORMAT-NO-AREA", tag=missing)
        self._frame = frame
        self._values = dict.fromkeys(self._known.record.model_fields)
        if self._namespace:
            self.notes.note("READ-NAMESPACE", frame.data)

    def _walk(self, parent: etree._Element, place: str, last: str) -> str:
        """Everything in ``parent``, whose content is written at ``place``; returns the last name there."""
        notes = self.notes
        for child in parent:
            name = self._area(child)
            if name:
                last = name
            elif not is_element(child):
                notes.comment(child)
            elif self._frame.holds(child):
                last = self._around(child, place, last)
            elif local_name(child) in self._names:
                notes.note("READ-REPEATED-PART", child)
                notes.keep_element(child, place, last)
            else:
                notes.unknown(child, place, last)
            notes.keep_text(child.tail, parent, place, last)
        return last

    def _area(self, child: etree._Element) -> str:
        """Read ``child`` if it is one of the areas; its name, or an empty text."""
        frame, known = self._frame, self._known
        if child is frame.record:
            self._record(child)
            return known.tree.record
        if child is frame.data:
            self._data(child)
            return known.data
        if child is frame.signing:
            inside = frame.data is not None and frame.data in child.iterancestors()
            self._layout["signing_area"] = "inside" if inside else "outside"
            place = f"{known.data}/{known.signing_area}" if inside else known.signing_area
            self._areas.read(child, "signing", place)
            return known.signing_area
        if child is frame.issuing:
            self._issued = True
            self._areas.read(child, "issuing", known.tree.issuing)
            return known.tree.issuing
        return ""

    def _around(self, element: etree._Element, place: str, last: str) -> str:
        """An element that the tree does not know, around areas that it does: its own content moves up."""
        self.notes.note("READ-WRAPPER", element, expected=self._known.data)
        self.notes.report_attributes(element)
        self.notes.keep_text(element.text, element, place, last)
        return self._walk(element, place, last)

    def _data(self, element: etree._Element) -> None:
        place = self._known.data
        self._layout["id_attribute"], data_id = first_id(element)
        if data_id is not None:
            self._layout["data_id"] = data_id
        self._open(element, place)
        self._walk(element, place, "")

    def _record(self, element: etree._Element) -> None:
        place = f"{self._known.data}/{self._known.tree.record}"
        record_id = first_id(element)[1]
        if record_id is not None:
            self._layout["record_area_id"] = record_id
        self._open(element, place)
        notes = self.notes
        gathering = Gathering(holder_of(self._known, self._namespace), place, self._blocks, self._places)
        last = ""
        for child in element:
            if not is_element(child):
                notes.comment(child)
            else:
                taken = self._area(child) or gathering.take(child, last)
                if taken is None:
                    notes.unknown(child, place, last)
                else:
                    last = taken
            tail = child.tail
            if tail is not None:
                notes.keep_text(tail, element, place, last)
        gathering.fill(self._values)
        self._gathered = True

    def _open(self, element: etree._Element, place: str) -> None:
        name = local_name(element)
        if name != place.rpartition("/")[2]:
            self.notes.note("READ-WRAPPER", element, expected=place.rpartition("/")[2])
        self.notes.keep_attributes(element, place, (first_id(element)[0],))
        self.notes.keep_text(element.text, element, place, "")

    def _finish(self, top: etree._Element) -> None:
        if not self._gathered:
            raise UnknownFormatError.of("FORMAT-NO-AREA", tag=self._known.tree.record)
        if self.notes.strays and self._frame.record is not None:
            single = {
                branch.tag: self._values[branch.name].__dict__
                for branch in self._known.tree.inside("")
                if not branch.repeated
            }
            take_elsewhere(self._frame.record, self._known, self._namespace, self._blocks, single)
        settle(self._known, self._places, self._values, self.notes)
        report_characters(
            top if self._frame.data is None else self._frame.data, self._blocks.texts, self.notes
        )
        if self._issued:
            managers = [slot for slot in self._known.tree.area("issuing") if slot.repeated]
            found = [slot for slot in self._areas.slots if managers and slot.family == managers[0].tag]
            self._layout["managers"] = min(len(found), MOST_MANAGERS)

    def _made_layout(self) -> LayoutV2:
        usual = default_layout(self._known)
        values = {**usual.__dict__, **self._layout, "spelling": frozenset(self._blocks.corrected)}
        values |= layout_homes(self._known, self._places.homes)
        if values == usual.__dict__:
            return usual
        return LayoutV2.unchecked(values)
