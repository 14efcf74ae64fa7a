"""The parts of a record that signing needs: data element, slots, and what each slot covers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

import attrs
from lxml import etree

from hocba.errors import SigningError, UnknownFormatError
from hocba.profiles.slots import Profile, Slot
from hocba.sign.slot_place import SIGNATURE
from hocba.verify.extract.later_layout import layout_of
from hocba.verify.extract.layout import Layout
from hocba.verify.extract.plan import Plan
from hocba.xml.ids import ID_ATTRIBUTES, IdIndex
from hocba.xml.path import local_name

__all__ = ["Parts", "children", "parts_of", "reference_id"]

FRAGMENT = re.compile(r"[\w.\-]+")
_plan = lru_cache(maxsize=16)(Plan.of)


@attrs.frozen(kw_only=True, eq=False)
class Parts:
    """``profile`` has the slots of this document, ``base`` those of its table. ``layout`` is how the verifier
    sees the document under ``plan``; ``elements``: the slots that are there, ``covers``: the ids of what each
    slot has to cover. The fields of the record stand below ``content``.
    """

    profile: Profile
    base: Profile
    plan: Plan
    layout: Layout
    ids: IdIndex
    data: etree._Element
    content: etree._Element
    elements: Mapping[str, etree._Element]
    covers: Mapping[str, tuple[str, ...]]

    @property
    def shared_ids(self) -> frozenset[str]:
        """Ids that may occur several times by the nature of the format."""
        found = self.layout.expansion
        return frozenset() if found is None else found.shared_ids

    @property
    def named(self) -> Mapping[str, tuple[etree._Element, ...]]:
        """Per slot, the elements in the data that name its signer."""
        found = self.layout.expansion
        return {} if found is None else found.named

    @property
    def targets(self) -> dict[str, etree._Element]:
        """By id, every element that some slot has to cover."""
        return {name: self.ids.find(name) for covered in self.covers.values() for name in covered}


def parts_of(root: etree._Element, profile: Profile, ids: IdIndex) -> Parts:
    """Take the single record ``root`` apart, whose ids are ``ids``.

    Raises UnknownFormatError (SIGN-IS-PACKAGE, SIGN-NOT-A-RECORD), SigningError (SIGN-DATA-ONE, SIGN-DATA-ID,
    SIGN-SLOT-TWICE, SIGN-SLOT-PREFIX, SIGN-SLOT-TWO-SIGNATURES) and MalformedXmlError (XML-ID-DUPLICATE).
    """
    name = local_name(root)
    if name == profile.package_root:
        raise UnknownFormatError.of("SIGN-IS-PACKAGE", tag=name)
    if name != profile.root:
        raise UnknownFormatError.of("SIGN-NOT-A-RECORD", expected=profile.root)
    parts = _expanded(root, profile, ids) if profile.expands else _fixed(root, profile, ids)
    for slot, element in parts.elements.items():
        _check_slot(slot, element)
    return parts


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children called ``name`` in whatever namespace."""
    return (child for child in element.iterchildren("*") if local_name(child) == name)


def reference_id(element: etree._Element, ids: IdIndex) -> str:
    """The one id of ``element``, unique among ``ids``.

    Raises SigningError (SIGN-DATA-ID) and MalformedXmlError (XML-ID-DUPLICATE).
    """
    values = [str(value) for name, value in element.attrib.items() if name in ID_ATTRIBUTES]
    if len(values) != 1 or not FRAGMENT.fullmatch(values[0]):
        raise SigningError.of("SIGN-DATA-ID", tag=local_name(element), count=len(values))
    ids.find(values[0])
    return values[0]


def _fixed(root: etree._Element, profile: Profile, ids: IdIndex) -> Parts:
    data = _data(root, profile)
    elements = {}
    for slot in profile.slots:
        found = _at(root, slot)
        if len(found) > 1:
            raise SigningError.of("SIGN-SLOT-TWICE", slot=slot.name, count=len(found))
        if found:
            elements[slot.name] = found[0]
    covers = (reference_id(data, ids),)
    plan = _plan(profile)
    return Parts(
        profile=profile,
        base=profile,
        plan=plan,
        layout=layout_of(root, plan, ids),
        ids=ids,
        data=data,
        content=data,
        elements=elements,
        covers=dict.fromkeys([slot.name for slot in profile.slots], covers),
    )


def _expanded(root: etree._Element, profile: Profile, ids: IdIndex) -> Parts:
    namespace = root.tag.rpartition("}")[0]
    plan = _plan(profile, namespace and namespace + "}")
    layout = layout_of(root, plan, ids)
    found = layout.expansion
    data = layout.data
    if found is None or data is None:
        data = _data(root, profile)
        raise SigningError.of("SIGN-DATA-ID", tag=local_name(data), count=0)
    return Parts(
        profile=found.profile,
        base=profile,
        plan=plan,
        layout=layout,
        ids=ids,
        data=data,
        content=data if found.content is None else found.content,
        elements=found.elements,
        covers={name: _ids(elements, ids) for name, elements in found.covers.items()},
    )


def _ids(elements: tuple[etree._Element, ...], ids: IdIndex) -> tuple[str, ...]:
    """Nothing where one of them cannot be referred to: what is wrong is then among the oddities."""
    try:
        return tuple([reference_id(element, ids) for element in elements])
    except SigningError:
        return ()


def _data(root: etree._Element, profile: Profile) -> etree._Element:
    found = list(children(root, profile.data))
    if len(found) != 1:
        raise SigningError.of("SIGN-DATA-ONE", tag=profile.data, count=len(found))
    return found[0]


def _at(root: etree._Element, slot: Slot) -> list[etree._Element]:
    elements = [root]
    for step in slot.path.split("/"):
        elements = [child for element in elements for child in children(element, step)]
    return elements


def _check_slot(name: str, element: etree._Element) -> None:
    if element.prefix:
        raise SigningError.of("SIGN-SLOT-PREFIX", slot=name)
    signatures = sum(1 for child in element if local_name(child) == SIGNATURE)
    if signatures > 1:
        raise SigningError.of("SIGN-SLOT-TWO-SIGNATURES", slot=name, count=signatures)
