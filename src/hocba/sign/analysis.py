"""A foreign file taken apart for signing: one parse, one scan, the canonical octets of the data in place."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from lxml import etree

from hocba.errors import SigningError, UnknownFormatError
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.profiles.slots import Profile, Slot
from hocba.sign.layout import SIGNATURE, Ground, Layout, SlotPlace
from hocba.sign.local_check import Examined
from hocba.sign.opening import PLAIN, signed_info_opening
from hocba.xml.document import Document, parse
from hocba.xml.ids import ID_ATTRIBUTES, IdIndex
from hocba.xml.names import DS
from hocba.xml.path import local_name
from hocba.xml.scan import scan

if TYPE_CHECKING:
    from hocba.xml.scan import Span

__all__ = ["analyse", "common_facts", "data_id"]

FRAGMENT = re.compile(r"[\w.\-]+")
_STRING = etree.XPath("string()", smart_strings=False)


def analyse(
    raw: bytes, profile: Profile, *, in_detail: bool = False, limits: Limits = DEFAULT_LIMITS
) -> Layout:
    """What signing needs to know about ``raw``, a single record.

    Signatures already there are verified: ``broken`` names those that do not hold. A layout that no verifier
    accepts, whatever is signed in it, is refused. ``in_detail``: list the
    children of filled slots one by one, for replacing a signature.

    Raises MalformedXmlError and LimitExceededError for what cannot be read,
    UnknownFormatError (SIGN-IS-PACKAGE, SIGN-NOT-A-RECORD) and SigningError (SIGN-DATA-ONE, SIGN-DATA-ID,
    SIGN-SLOT-TWICE, SIGN-SLOT-PREFIX, SIGN-SLOT-TWO-SIGNATURES, SIGN-LAYOUT).
    """
    document = parse(raw, limits=limits)
    data = _data(document.root, profile)
    found = _slots(document.root, profile)
    seen = Examined.of(document, profile, limits=limits)
    identifier = data_id(data, seen.ids)
    if seen.misplaced:
        raise SigningError.of("SIGN-LAYOUT", reason=seen.misplaced)
    octets = seen.octets.of(data)
    filled = frozenset([name for name, element in found.items() if _signed(element)])
    depth = max(slot.path.count("/") for slot in profile.slots) + 2
    listed = any(len(element) and (in_detail or name not in filled) for name, element in found.items())
    spans = _spans_by_element(document, depth=depth + listed, limits=limits)
    openings = {name: signed_info_opening(element) for name, element in found.items()}
    plain = all(opening == PLAIN for opening in openings.values())
    span = spans[data]
    facts = {path: _text(data, path) for path in profile.named_fields}
    ground = Ground(
        profile_id=profile.id,
        data_id=identifier,
        data_digest=b64encode(hashlib.sha256(octets).digest()),
        openings=openings,
        canonical=plain and raw[span.start : span.end] == octets,
        slots={name: _place(name, element, spans) for name, element in found.items()},
        facts=facts,
        common=common_facts(identifier, facts, profile),
        broken=seen.problems,
        remarks=sum(1 for _ in data.iter(etree.Comment, etree.ProcessingInstruction)),
    )
    return Layout(ground, filled)


def common_facts(identifier: str, facts: Mapping[str, str], profile: Profile) -> tuple[str, ...]:
    """What a signature depends on besides the digest: the same for the records of one class."""
    return (identifier, *(text for path, text in facts.items() if path != profile.record_id_field))


def _spans_by_element(document: Document, *, depth: int, limits: Limits) -> dict[etree._Element, Span]:
    """The byte offsets of every element down to ``depth``."""
    spans = scan(document.raw, depth=depth, limits=limits)
    return dict(zip(_elements(document.root, depth), spans, strict=True))


def _elements(element: etree._Element, depth: int) -> Iterator[etree._Element]:
    yield element
    if depth > 1:
        for child in element.iterchildren("*"):
            yield from _elements(child, depth - 1)


def _data(root: etree._Element, profile: Profile) -> etree._Element:
    name = local_name(root)
    if name == profile.package_root:
        raise UnknownFormatError.of("SIGN-IS-PACKAGE", tag=name)
    found = list(_children(root, profile.data)) if name == profile.root else []
    if name != profile.root:
        raise UnknownFormatError.of("SIGN-NOT-A-RECORD", expected=profile.root)
    if len(found) != 1:
        raise SigningError.of("SIGN-DATA-ONE", tag=profile.data, count=len(found))
    return found[0]


def data_id(data: etree._Element, ids: IdIndex) -> str:
    """The one id of ``data``, unique among ``ids``. Raises SigningError, MalformedXmlError."""
    values = [str(value) for name, value in data.attrib.items() if name in ID_ATTRIBUTES]
    if len(values) != 1 or not FRAGMENT.fullmatch(values[0]):
        raise SigningError.of("SIGN-DATA-ID", tag=local_name(data), count=len(values))
    ids.find(values[0])
    return values[0]


def _slots(root: etree._Element, profile: Profile) -> dict[str, etree._Element]:
    found: dict[str, etree._Element] = {}
    for slot in profile.slots:
        elements = _at(root, slot)
        if len(elements) > 1:
            raise SigningError.of("SIGN-SLOT-TWICE", slot=slot.name, count=len(elements))
        if elements:
            if elements[0].prefix:
                raise SigningError.of("SIGN-SLOT-PREFIX", slot=slot.name)
            found[slot.name] = _not_doubled(slot, elements[0])
    return found


def _not_doubled(slot: Slot, element: etree._Element) -> etree._Element:
    signatures = [child for child in element if local_name(child) == SIGNATURE]
    if len(signatures) > 1:
        raise SigningError.of("SIGN-SLOT-TWO-SIGNATURES", slot=slot.name, count=len(signatures))
    return element


def _at(root: etree._Element, slot: Slot) -> list[etree._Element]:
    elements = [root]
    for step in slot.path.split("/"):
        elements = [child for element in elements for child in _children(element, step)]
    return elements


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element.iterchildren("*") if local_name(child) == name)


def _place(name: str, element: etree._Element, spans: dict[etree._Element, Span]) -> SlotPlace:
    span = spans[element]
    children = tuple(
        (local_name(child), spans[child].start, spans[child].end, _string(child).strip())
        for child in element.iterchildren("*")
        if child in spans
    )
    if len(element) and not children and _signed(element):
        children = ((SIGNATURE, span.content_start, span.content_end, ""),)
    return SlotPlace(
        name, span.start, span.content_start, span.content_end, span.end, local_name(element), children
    )


def _signed(element: etree._Element) -> bool:
    return any(local_name(child) == SIGNATURE or child.tag == f"{{{DS}}}Signature" for child in element)


def _string(element: etree._Element) -> str:
    return str(_STRING(element))


def _text(data: etree._Element, path: str) -> str:
    element = data
    for step in path.split("/"):
        found = next(_children(element, step), None)
        if found is None:
            return ""
        element = found
    return _string(element)
