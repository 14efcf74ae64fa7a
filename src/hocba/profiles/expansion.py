"""The slots of one document: the table of its profile, applied to what stands in the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs
from lxml import etree

from hocba.errors import MalformedXmlError
from hocba.profiles.instances import MOST_SLOTS, Instance, KnownPaths, instances
from hocba.profiles.places import Oddity, Places, survey
from hocba.profiles.slots import Profile, Quantity
from hocba.xml.ids import IdIndex

__all__ = ["MOST_SLOTS", "Expansion", "expand"]


@attrs.frozen(kw_only=True)
class Expansion:
    """A profile whose slots are those of one document. Not for keeping: it holds the document's elements.

    ``elements``: the slot elements that are there, by slot name. ``covers``: what each slot has to cover,
    empty where that cannot be told, ``paths``: of the first elements in it. ``named``: the elements in rows
    that name the teacher of a slot, ``said``: number, name and ``Id`` there, by the fields of the slot.
    ``data`` and ``content``: the data element and the element in which the blocks stand (in v1.0 the same).
    ``area_inside``: whether the area of the teachers' slots lies inside the data element, so that the
    manager's signature covers the teachers' ones; None without such an area. ``frame``: that area, its list
    and the issuing area, where they are. ``shared_ids``: ids that occur
    several times by the nature of the format; they are never the target of a reference. ``oddities``: code,
    element and slot of everything that is missing, doubled, out of place or contradicts itself.
    """

    profile: Profile
    elements: Mapping[str, etree._Element]
    covers: Mapping[str, tuple[etree._Element, ...]]
    named: Mapping[str, tuple[etree._Element, ...]]
    said: Mapping[str, str]
    paths: Mapping[etree._Element, str]
    data: etree._Element | None
    content: etree._Element | None
    area: etree._Element | None
    area_inside: bool | None
    frame: tuple[etree._Element, ...]
    shared_ids: frozenset[str]
    oddities: tuple[Oddity, ...]


def expand(profile: Profile, root: etree._Element, ids: IdIndex | None = None) -> Expansion:
    """The slots of the record ``root`` under ``profile``.

    The first slot of a kind keeps its name, the next ones are ``GVBM[2]``, ``CBQL[2]`` in document order;
    teachers whom rows name and who have no slot come last and have no element. There are no more than
    ``MOST_SLOTS`` of a kind. A profile whose slots do not
    depend on the document stays as it is. ``ids`` are those of the record, if the caller has them. Raises
    nothing: what is wrong with the document is in ``oddities``. Source: format-v2.md §1, §2.
    """
    if not profile.expands:
        return _fixed(profile, root)
    oddities: list[Oddity] = []
    if ids is None:
        try:
            ids = IdIndex(root)
        except MalformedXmlError:
            oddities.append(("VER-ID-FORBIDDEN", root, ""))
            ids = IdIndex(etree.Element("none"))
    found = survey(root, profile, ids)
    paths = KnownPaths(root)
    slots = list(instances(profile, found, paths, root))
    if any(len(elements) > MOST_SLOTS for elements in found.slots.values()):
        found.oddities.append(("VER-SLOTS-TOO-MANY", root, ""))
    area = found.area
    return Expansion(
        profile=attrs.evolve(profile, slots=tuple([each.slot for each in slots])),
        elements={each.slot.name: each.element for each in slots if each.element is not None},
        covers={each.slot.name: tuple(each.covers) for each in slots},
        named={each.slot.name: tuple(each.teacher.named) for each in slots if each.teacher is not None},
        said=_said(slots),
        paths=paths.known,
        data=found.data,
        content=found.content,
        area=area,
        area_inside=None if area is None else area.getparent() is found.data,
        frame=tuple([part for part in (area, found.teacher_list, found.issuing) if part is not None]),
        shared_ids=_shared(ids, found, profile),
        oddities=(*oddities, *found.oddities),
    )


def _said(slots: Iterable[Instance]) -> dict[str, str]:
    said: dict[str, str] = {}
    for each in slots:
        if each.teacher is not None:
            said[each.slot.number_field] = each.teacher.number
            said[each.slot.name_field] = each.teacher.name
            said[f"{each.slot.name}/@Id"] = each.teacher.key
    return said


def _shared(ids: IdIndex, found: Places, profile: Profile) -> frozenset[str]:
    """Ids of teachers: they stand in rows and in the slot, each once on an element."""
    teachers = {element for named in found.named.values() for element in named}
    for slot in profile.slots:
        if slot.quantity is Quantity.EACH_TEACHER:
            teachers.update(found.slots.get(slot.name, ()))
    return frozenset(
        value
        for value in ids.duplicates
        if teachers.issuperset(owners := ids.owners(value)) and len(set(owners)) == len(owners)
    )


def _fixed(profile: Profile, root: etree._Element) -> Expansion:
    """A profile with a fixed path for every slot; what is out of place is not looked for."""
    prefix = root.tag.rpartition("}")[0]

    def at(path: str) -> etree._Element | None:
        return root.find("/".join(f"{prefix}}}{step}" if prefix else step for step in path.split("/")))

    data, area = at(profile.data), at(profile.signing_area)
    found = {slot.name: at(slot.path) for slot in profile.slots}
    return Expansion(
        profile=profile,
        elements={name: element for name, element in found.items() if element is not None},
        covers={slot.name: () if data is None else (data,) for slot in profile.slots},
        named={},
        said={},
        paths={} if data is None else {data: profile.data},
        data=data,
        content=data,
        area=area,
        area_inside=None if area is None else False,
        frame=() if area is None else (area,),
        shared_ids=frozenset(),
        oddities=(),
    )
