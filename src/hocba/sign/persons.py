"""What the signed data says about the record and about the signers of its slots: claims, to be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from hocba.profiles.slots import Profile, Quantity, Slot
from hocba.profiles.teachers import named_text, text_of
from hocba.sign.parts import Parts, children
from hocba.xml.ids import ID_ATTRIBUTES

__all__ = ["common_facts", "facts_of", "numbers_of"]

_STRING = etree.XPath("string()", smart_strings=False)
_PERSONAL_NUMBER = re.compile(r"\d{12}", re.ASCII)
_NUMBER = "SO_CCCD"


def facts_of(parts: Parts) -> dict[str, str]:
    """Tag path → text for the fields that the profile names; those of a subject teacher from the rows."""
    profile = parts.profile
    own = _fields_of_teachers(profile)
    facts = {path: _text(parts.content, path, profile) for path in profile.named_fields if path not in own}
    for slot in _teachers(profile):
        named = parts.named.get(slot.name, ())
        for path in (slot.number_field, slot.name_field):
            facts[path] = named_text(named, path.rpartition("/")[2], profile)
        facts[slot.number_field] = facts[slot.number_field] or _number_as_id(named)
    return facts


def common_facts(facts: Mapping[str, str], profile: Profile) -> tuple[str, ...]:
    """What a signature depends on besides what it covers and by whom: the same for the records of a class."""
    own = {profile.record_id_field, *_fields_of_teachers(profile)}
    return tuple([text for path, text in facts.items() if path not in own])


def numbers_of(parts: Parts) -> dict[str, frozenset[str]]:
    """Per slot of a subject teacher: every Id and number by which slot and rows know the signer."""
    spellings = _spellings(_NUMBER, parts.profile)
    found = {}
    for slot in _teachers(parts.profile):
        element = parts.elements.get(slot.name)
        known = [*parts.named.get(slot.name, ()), *([] if element is None else [element])]
        numbers = {text_of(one, spellings) for one in known} | set(_ids(known))
        found[slot.name] = frozenset(numbers - {""})
    return found


def _teachers(profile: Profile) -> list[Slot]:
    return [slot for slot in profile.slots if slot.quantity is Quantity.EACH_TEACHER]


def _fields_of_teachers(profile: Profile) -> set[str]:
    return {path for slot in _teachers(profile) for path in (slot.number_field, slot.name_field)}


def _number_as_id(elements: Iterable[etree._Element]) -> str:
    """The Id that is a personal number, for rows that give no other."""
    return next(filter(_PERSONAL_NUMBER.fullmatch, _ids(elements)), "")


def _ids(elements: Iterable[etree._Element]) -> list[str]:
    return [str(one.attrib[name]) for one in elements for name in ID_ATTRIBUTES if name in one.attrib]


def _spellings(tag: str, profile: Profile) -> tuple[str, ...]:
    return (tag, *[other for known, other in profile.aliases if known == tag])


def _text(content: etree._Element, path: str, profile: Profile) -> str:
    """The field in its block, in the first of its spellings that is there.

    In a later format also from anywhere below ``content``, where its name is unique (format-v2.md §1).
    """
    block, _, tag = path.rpartition("/")
    element: etree._Element | None = content
    for step in filter(None, block.split("/")):
        element = None if element is None else next(children(element, step), None)
    names = _spellings(tag, profile)
    found = [] if element is None else [child for name in names for child in children(element, name)]
    if not found and profile.expands:
        anywhere = list(content.iter(*[f"{{*}}{name}" for name in names]))
        found = anywhere if len(anywhere) == 1 else []
    return str(_STRING(found[0])) if found else ""
