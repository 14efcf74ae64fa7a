"""A look inside any XML file: which signatures it holds and what they compute to. No verdict.

Unlike verification this takes any document, trusts nothing, knows no slots and judges no certificate. It
answers "does the mathematics hold, and over what", which says nothing about who signed.
"""

from __future__ import annotations

import hashlib

import attrs
from lxml import etree

from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.verify.extract.octets import Octets
from hocba.verify.extract.references import Scope
from hocba.verify.extract.signatures import Place, SignatureReader
from hocba.verify.facts import SignatureFacts
from hocba.verify.second_engine import SecondEngine, opinion
from hocba.xml.document import Document, parse
from hocba.xml.ids import IdIndex
from hocba.xml.names import DS
from hocba.xml.path import Paths, local_name

__all__ = ["Inspection", "inspect"]

_SIGNATURE = f"{{{DS}}}Signature"
_REFERENCE = f"{{{DS}}}SignedInfo/{{{DS}}}Reference"


@attrs.frozen(kw_only=True)
class Inspection:
    """What was found: size, digest (SHA-256, hex) and root of the file, and every signature in order.

    ``signatures`` pairs the facts with the answer of the second engine (None: not asked).
    """

    size: int
    digest: str
    root: str
    signatures: tuple[SignatureFacts, ...]
    second: tuple[bool | None, ...]


def inspect(
    raw: bytes, *, second_engine: SecondEngine | str | None = None, limits: Limits = DEFAULT_LIMITS
) -> Inspection:
    """Read every ``ds:Signature`` of ``raw``; with ``second_engine`` ask that library about each one too.

    Raises MalformedXmlError and LimitExceededError for bytes that are refused as XML, MissingExtraError
    for an engine that is not installed.
    """
    document = parse(raw, limits=limits)
    elements = list(document.root.iter(_SIGNATURE))[: limits.signatures]
    reader = SignatureReader(limits)
    octets = Octets(document)
    sparse = document.has_comments or document.has_instructions
    paths = Paths()
    found = []
    for element in elements:
        place = Place(slot=_slot(element), path=paths.of(element))
        found.append(reader.read(element, place, _scope(document, element, octets, paths), sparse=sparse))
    return Inspection(
        size=len(raw),
        digest=hashlib.sha256(raw).hexdigest(),
        root=local_name(document.root),
        signatures=tuple(found),
        second=tuple(
            opinion(document, number, SecondEngine(second_engine)) if second_engine else None
            for number in range(len(elements))
        ),
    )


def _slot(signature: etree._Element) -> str:
    parent = signature.getparent()
    return "" if parent is None else local_name(parent)


def _scope(document: Document, signature: etree._Element, octets: Octets, paths: Paths) -> Scope:
    """Ids of the record around ``signature``; its data is whatever its references out of it name."""
    ids = IdIndex(_record(document.root, signature))
    named = [
        ids.get((reference.get("URI") or "").removeprefix("#"))
        for reference in signature.iterfind(_REFERENCE)
    ]
    targets = {each: paths.of(each) for each in named if each is not None and not _inside(each, signature)}
    first = next(iter(targets), None)
    return Scope(ids, first, targets.get(first, "") if first is not None else "", octets, targets)


def _record(root: etree._Element, signature: etree._Element) -> etree._Element:
    """The nearest HOC_BA around ``signature``: records of a package may all use the same id."""
    return next((each for each in signature.iterancestors() if local_name(each) == "HOC_BA"), root)


def _inside(element: etree._Element, outer: etree._Element) -> bool:
    return element is outer or any(each is outer for each in element.iterancestors())
