"""Where the parts of a later record stand: one pass over the tree, everything out of place is named.

Names are compared without their namespace, so that no part can hide behind one; a part in another namespace
than the record is out of place. Whatever a signature has to cover is found by its ``Id`` (format-v2.md §1).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs
from lxml import etree

from hocba.profiles.slots import Profile, Quantity
from hocba.xml.ids import ID_ATTRIBUTES, IdIndex
from hocba.xml.names import DS
from hocba.xml.tree import local_name

__all__ = ["Oddity", "Places", "survey"]

SIGNATURE = f"{{{DS}}}Signature"
Oddity = tuple[str, etree._Element, str]


@attrs.define
class Places:
    """``data``, ``content`` (the record area), ``area`` (of teachers' slots), ``issuing``: the one element in
    its place, None without one. ``slots``: by name in the profile, in document order. ``named``: the elements
    in each row that name a teacher. ``oddities``: code, element and slot of what is missing or out of place.
    """

    data: etree._Element | None = None
    content: etree._Element | None = None
    area: etree._Element | None = None
    issuing: etree._Element | None = None
    teacher_list: etree._Element | None = None
    slots: dict[str, list[etree._Element]] = attrs.field(factory=dict)
    rows: list[etree._Element] = attrs.field(factory=list)
    named: dict[etree._Element, list[etree._Element]] = attrs.field(factory=dict)
    oddities: list[Oddity] = attrs.field(factory=list)


def survey(root: etree._Element, profile: Profile, ids: IdIndex) -> Places:
    """Find every part of the record ``root``. Decides nothing about whose slot is whose."""
    found = Places()
    found.data = _by_id(ids, profile.data_id, root, found, ("VER-DATA-MISSING", "VER-DATA-DOUBLED"))
    if found.data is not None and local_name(found.data) != profile.data:
        found.oddities.append(("VER-DATA-MISSING", found.data, ""))
        found.data = None
    found.content = _by_id(
        ids, profile.record_area_id, found.data, found, ("VER-CONTENT-MISSING", "VER-CONTENT-DOUBLED")
    )
    finders = _finders(root, profile, found)
    prefix = root.tag[: root.tag.rfind("}") + 1]
    by_tag = {prefix + name: finder for name, finder in finders.items()}
    for element in root.iter(*(f"{{*}}{name}" for name in finders)):
        finder = by_tag.get(element.tag)
        if finder is None or not finder(element):
            found.oddities.append((_misplaced(local_name(element), element, root, profile), element, ""))
        elif len(names_of := element.keys()) > 1 and len(ID_ATTRIBUTES.intersection(names_of)) > 1:
            found.oddities.append(("VER-ID-FORBIDDEN", element, ""))
    return found


def _by_id(
    ids: IdIndex, value: str, parent: etree._Element | None, found: Places, codes: tuple[str, str]
) -> etree._Element | None:
    """The one element with the id ``value``, if it is a child of ``parent``."""
    owners = ids.owners(value)
    if len(owners) == 1 and parent is not None and owners[0].getparent() is parent:
        return owners[0]
    if parent is not None:
        found.oddities.append((codes[1] if len(owners) > 1 else codes[0], (*owners, parent)[0], ""))
    return None


def _misplaced(name: str, element: etree._Element, root: etree._Element, profile: Profile) -> str:
    if name == profile.root:
        return "VER-NESTED-RECORD"
    if name == profile.data and element.getparent() is root:
        return "VER-DATA-DOUBLED"
    return "VER-ROW-MISPLACED" if name == profile.row else "VER-SLOT-MISPLACED"


Finder = Callable[[etree._Element], bool]


def _finders(root: etree._Element, profile: Profile, found: Places) -> Mapping[str, Finder]:
    """By local name, what to do with an element: take note of it, or answer that it is out of place."""
    finders: dict[str, Finder] = {
        profile.root: lambda element: element is root,
        profile.data: lambda element: element is found.data,
        profile.signing_area: lambda element: _only(found, "area", element, (root, found.data)),
        profile.issuing_area: lambda element: _only(found, "issuing", element, (root,)),
        profile.teacher_list: lambda element: _only(found, "teacher_list", element, (found.area,)),
        profile.row: lambda element: _row(found, element, profile),
        profile.teacher: lambda element: _teacher(found, element, profile),
    }
    names = frozenset(slot.path.rpartition("/")[2] for slot in profile.slots) | {profile.teacher}
    for slot in profile.slots:
        if slot.quantity is not Quantity.EACH_TEACHER:
            finders[slot.path.rpartition("/")[2]] = _slot_finder(slot.name, slot.path, profile, found, names)
    return finders


def _only(
    found: Places, part: str, element: etree._Element, parents: tuple[etree._Element | None, ...]
) -> bool:
    """Take ``element`` as ``part`` if it is the first one and stands below one of ``parents``."""
    parent = element.getparent()
    if getattr(found, part) is not None or parent is None or not any(parent is each for each in parents):
        return False
    setattr(found, part, element)
    return True


def _slot_finder(name: str, path: str, profile: Profile, found: Places, names: frozenset[str]) -> Finder:
    part = "issuing" if path.startswith(profile.issuing_area + "/") else "area"
    anywhere = "//" in path

    def find(element: etree._Element) -> bool:
        holder = getattr(found, part)
        for above in element.iterancestors():
            if above is holder:
                found.slots.setdefault(name, []).append(element)
                return True
            if not anywhere or above.tag == SIGNATURE or local_name(above) in names:
                break
        return False

    return find


def _row(found: Places, element: etree._Element, profile: Profile) -> bool:
    """A row stands below the record area, at any depth but in no other row.

    A simple tag of the same name inside a row is a mark (format-v2.md §4) and no row.
    """
    for above in element.iterancestors():
        if above is found.content:
            found.rows.append(element)
            found.named[element] = []
            return True
        if local_name(above) == profile.row:
            return not len(element) and not element.attrib and above in found.named
    return False


def _teacher(found: Places, element: etree._Element, profile: Profile) -> bool:
    """A teacher is named at any depth of a row, and has a slot in the list of teachers' slots."""
    if found.teacher_list is not None and element.getparent() is found.teacher_list:
        slots = [slot for slot in profile.slots if slot.quantity is Quantity.EACH_TEACHER]
        for slot in slots:
            found.slots.setdefault(slot.name, []).append(element)
        return bool(slots)
    for above in element.iterancestors():
        if above in found.named:
            found.named[above].append(element)
            return True
        if local_name(above) == profile.teacher:
            return False
    return False
