"""Bytes of the file that are their own canonical form: no canonicalisation is needed to digest them.

Files that hocba and many other programs write hold the data element and SignedInfo exactly as Canonical
XML would write them, but for the namespace declaration of SignedInfo. That is proven here by looking at the
bytes, never assumed; where a proof fails the canonical form is computed. What is proven is the same under
inclusive and exclusive canonicalisation: no namespace is in scope but the one that SignedInfo itself is in.
"""

from __future__ import annotations

import re

import attrs
from lxml import etree

from hocba.verify.extract.layout import Layout
from hocba.xml.document import Document
from hocba.xml.names import DS

__all__ = ["Plain", "is_bare", "is_canonical", "plain_parts", "signed_infos"]

_ELEMENTS = etree.XPath("count(descendant-or-self::*)")
_START = re.compile(rb'<[A-Za-z_]+(?: (?:id|Id|ID)="[^"&<>\t\r\n]*")?>')
_IDENTIFIED = re.compile(rb'<[A-Za-z_][A-Za-z0-9_]* (?:id|Id|ID)="[^"&<>=\t\r\n]*">')
_SPACE_IN_TAG = re.compile(rb">(?<=[ \t\n]>)")
_ENTITIES = (b"&amp;", b"&lt;", b"&gt;")
_OPEN, _CLOSE = b"<SignedInfo>", b"</SignedInfo>"
_CANONICAL_OPEN = f'<SignedInfo xmlns="{DS}">'.encode()


@attrs.frozen
class Plain:
    """``data``: the canonical data element, or None. ``signed_infos``: by Signature, what SignedInfo is in
    canonical form if :func:`hocba.verify.extract.signed_info.read_plain` can read it. ``parts``: other
    elements that are canonical as they stand."""

    data: bytes | None = None
    signed_infos: dict[etree._Element, bytes] = attrs.field(factory=dict)
    parts: dict[etree._Element, bytes] = attrs.field(factory=dict)


def plain_parts(document: Document, layout: Layout) -> Plain:
    """Find what needs no canonicalisation in a file without anything out of place."""
    data, raw = layout.data, document.raw
    if data is None or layout.places or not is_bare(document) or data.nsmap:
        return Plain()
    name = data.tag.encode()
    start, end = raw.find(b"<" + name), raw.rfind(b"</" + name + b">") + len(name) + 3
    octets = raw[start:end]
    if raw.find(b"<" + name, start + 1) >= 0 or not is_canonical(octets, data):
        return Plain()
    return Plain(octets, signed_infos(raw, end, layout))


def is_bare(document: Document) -> bool:
    """No comment, instruction, CDATA section or xml:* attribute anywhere: every ``<`` begins a tag."""
    raw = document.raw
    return not (
        document.has_comments
        or document.has_instructions
        or document.has_xml_attributes
        or (b"!" in raw and b"<!" in raw)
    )


def is_canonical(octets: bytes, data: etree._Element, *, ids: bool = False) -> bool:
    """Whether ``octets``, from the only start tag of that name to its end tag, are canonical.

    No ``=`` behind the start tag: there is neither an attribute nor a declaration; with ``ids`` each one
    belongs to a tag that has an id and nothing else. Two ``<`` and two ``>``
    for each element: there is no empty-element tag and no free ``>``. No white space before ``>``, no
    carriage return, and no reference but those that canonical text has.
    """
    head = _START.match(octets)
    if head is None or b"\r" in octets:
        return False
    others = octets.count(b"=", head.end())
    if others and (not ids or others != len(_IDENTIFIED.findall(octets, head.end()))):
        return False
    if _SPACE_IN_TAG.search(octets) is not None:
        return False
    if b"&" in octets and octets.count(b"&") != sum(map(octets.count, _ENTITIES)):
        return False
    tags = 2 * float(str(_ELEMENTS(data)))
    return octets.count(b"<") == tags == octets.count(b">")


def signed_infos(raw: bytes, at: int, layout: Layout) -> dict[etree._Element, bytes]:
    """Every SignedInfo, where behind the data only those of the slots' signatures are called so."""
    if raw.count(b"SignedInfo", at) != 2 * len(layout.signatures):
        return {}
    found: dict[etree._Element, bytes] = {}
    for signature in layout.signatures.values():
        start = raw.find(_OPEN, at)
        at = raw.find(_CLOSE, start)
        if start < 0 or at < 0 or signature.nsmap != _ONLY_DS:
            return {}
        found[signature] = _CANONICAL_OPEN + raw[start + len(_OPEN) : at + len(_CLOSE)]
    return found


_ONLY_DS = {None: DS}
