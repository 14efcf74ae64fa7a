"""A foreign file taken apart for signing: one parse, one scan, the canonical octets of what is covered."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Mapping

from lxml import etree

from hocba.errors import SigningError, UnknownFormatError
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.profiles import registry
from hocba.profiles.slots import Profile
from hocba.sign.ground import Ground, Target
from hocba.sign.layout import Layout
from hocba.sign.local_check import Examined
from hocba.sign.opening import PLAIN, signed_info_opening
from hocba.sign.parts import Parts, parts_of
from hocba.sign.persons import common_facts, facts_of, numbers_of
from hocba.sign.slot_place import SIGNATURE, SlotPlace
from hocba.sign.whereabouts import Extent, whereabouts
from hocba.xml.document import Document, parse
from hocba.xml.ids import IdIndex
from hocba.xml.names import DS
from hocba.xml.path import local_name

__all__ = ["analyse"]

UNCLEAR = frozenset(
    {
        "VER-TEACHER-UNNAMED",
        "VER-TEACHER-DIFFERS",
        "VER-TEACHER-NO-SLOT",
        "VER-TEACHER-NO-ROW",
        "VER-TEACHER-AMBIGUOUS",
        "VER-ROW-NO-ID",
        "VER-SLOT-DOUBLED",
        "VER-LEVEL-MIXED",
    }
)
"""What leaves open who signs which row: no signature is made over a guess."""
_OWN_REFERENCES = 2
_STRING = etree.XPath("string()", smart_strings=False)


def analyse(
    raw: bytes, profile: Profile | None = None, *, in_detail: bool = False, limits: Limits = DEFAULT_LIMITS
) -> Layout:
    """What signing needs to know about ``raw``, a single record, under ``profile`` or that of its format.

    Signatures already there are verified: ``broken`` names those that do not hold. A layout that no verifier
    accepts, whatever is signed in it, is refused, and one in which a signature would stand inside what it
    refers to. ``in_detail``: list the children of filled slots one by one, for replacing a signature.

    Raises MalformedXmlError and LimitExceededError for what cannot be read,
    UnknownFormatError (SIGN-IS-PACKAGE, SIGN-NOT-A-RECORD) and SigningError (SIGN-DATA-ONE, SIGN-DATA-ID,
    SIGN-SLOT-TWICE, SIGN-SLOT-PREFIX, SIGN-SLOT-TWO-SIGNATURES, SIGN-LAYOUT, SIGN-TEACHERS,
    SIGN-INSIDE-REFERENCE, SIGN-ROWS-TOO-MANY).
    """
    document = parse(raw, limits=limits)
    parts = parts_of(document.root, profile or _profile_of(document), IdIndex(document.root))
    _refuse_many(parts, limits)
    seen = Examined.of(document, parts, limits=limits)
    _refuse(seen)
    filled = frozenset([name for name, element in parts.elements.items() if _signed(element)])
    listed = {name for name, one in parts.elements.items() if len(one) and (in_detail or name not in filled)}
    spans = _extents(document, parts, seen, listed, limits)
    slots = {name: _place(name, element, spans) for name, element in parts.elements.items()}
    targets = {name: _target(name, element, seen, spans) for name, element in parts.targets.items()}
    inside = _inside(parts)
    openings = {name: _opening(document, element) for name, element in parts.elements.items()}
    facts = facts_of(parts)
    ground = Ground(
        profile=parts.profile,
        base=parts.base,
        targets=targets,
        covers=parts.covers,
        openings=openings,
        bare=all(opening == PLAIN for opening in openings.values()),
        slots=slots,
        facts=facts,
        numbers=numbers_of(parts),
        common=common_facts(facts, parts.profile),
        broken=seen.problems,
        holders=seen.holders,
        reach=seen.reach,
        inside=inside,
        enclosed=frozenset().union(*inside.values(), *seen.reach.values()),
        remarks=sum(1 for _ in parts.data.iter(etree.Comment, etree.ProcessingInstruction)),
    )
    _refuse_inside(ground)
    return Layout(ground, filled)


def _profile_of(document: Document) -> Profile:
    """The profile of the format that the file has; of the first format where it has none that is known.

    Raises UnknownFormatError (FORMAT-LEVEL, FORMAT-LATER) for later records whose format cannot be told.
    """
    from hocba.formats.registry import detect

    try:
        known = str(detect(document).id)
    except UnknownFormatError as problem:
        if problem.code in {"FORMAT-LEVEL", "FORMAT-LATER"}:
            raise
        known = ""
    return registry.get(known if known in registry.identifiers() else registry.identifiers()[0])


def _refuse_many(parts: Parts, limits: Limits) -> None:
    """A verifier reads only so many references in one signature; some are to its own time and properties."""
    most = limits.references - _OWN_REFERENCES
    for name, covered in parts.covers.items():
        if len(covered) > most:
            raise SigningError.of("SIGN-ROWS-TOO-MANY", slot=name, count=len(covered), limit=most)


def _refuse(seen: Examined) -> None:
    """What has a place in the profile comes first: teachers without rows may follow from it."""
    for code in sorted(seen.misplaced, key=UNCLEAR.__contains__):
        raise SigningError.of("SIGN-TEACHERS" if code in UNCLEAR else "SIGN-LAYOUT", reason=code)


def _opening(document: Document, slot: etree._Element) -> bytes:
    return signed_info_opening(slot) if slot.nsmap or document.has_xml_attributes else PLAIN


def _refuse_inside(ground: Ground) -> None:
    for name in ground.slots:
        if any(name in ground.inside.get(one, ()) for one in ground.covers.get(name, ())):
            raise SigningError.of("SIGN-INSIDE-REFERENCE", slot=name)


def _inside(parts: Parts) -> dict[str, frozenset[str]]:
    """By target, the slots in it; targets without any are left out."""
    targets = {element: name for name, element in parts.targets.items()}
    found: dict[str, set[str]] = {}
    for name, element in parts.elements.items():
        for above in element.iterancestors():
            if above in targets:
                found.setdefault(targets[above], set()).add(name)
    return {target: frozenset(names) for target, names in found.items()}


def _extents(
    document: Document, parts: Parts, seen: Examined, listed: set[str], limits: Limits
) -> Mapping[etree._Element, Extent]:
    """The byte offsets of slots, of what they cover, and of the children of the slots ``listed``."""
    inner = [child for name in listed for child in parts.elements[name].iterchildren("*")]
    elements = (*parts.elements.values(), *parts.targets.values(), *inner)
    return whereabouts(document, seen.octets, elements, limits)


def _target(
    name: str, element: etree._Element, seen: Examined, spans: Mapping[etree._Element, Extent]
) -> Target:
    octets, span = seen.octets.of(element), spans[element]
    plain = seen.document.raw[span.start : span.end] == octets
    return Target(name, b64encode(hashlib.sha256(octets).digest()), span.start, span.end, plain)


def _place(name: str, element: etree._Element, spans: Mapping[etree._Element, Extent]) -> SlotPlace:
    span = spans[element]
    children = tuple(
        (local_name(child), spans[child].start, spans[child].end, str(_STRING(child)).strip())
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
