"""Bytes of a later record that are their own canonical form: data element or record area, and its rows.

As :mod:`hocba.verify.extract.plain`: proven by looking at the bytes, never assumed. Where the teachers' slots
stand inside the data element, that element holds signatures and is canonicalised; what teachers and homeroom
teacher signed need not be.
"""

from __future__ import annotations

from lxml import etree

from hocba.verify.extract.layout import Layout
from hocba.verify.extract.plain import Plain, is_bare, is_canonical, signed_infos
from hocba.xml.document import Document
from hocba.xml.tree import local_name

__all__ = ["later_plain"]


def later_plain(document: Document, layout: Layout) -> Plain:
    """Find what needs no canonicalisation in a file without anything out of place."""
    expansion = layout.expansion
    if expansion is None or layout.places or not is_bare(document):
        return Plain()
    parts: dict[etree._Element, bytes] = {}
    outer = expansion.data if expansion.area_inside is False else expansion.content
    if outer is None or outer.nsmap:  # the data element may declare what the record area takes over
        return Plain()
    octets = _slice(document.raw, outer)
    if octets is not None:
        parts[outer] = octets
        inner = expansion.content
        inside = octets if inner is outer or inner is None else _slice(octets, inner, proven=True)
        if inner is not None and inside is not None:
            parts[inner] = inside
            parts.update(_rows(inside, inner, expansion.profile.row))
    return Plain(None, signed_infos(document.raw, 0, layout), parts)


def _slice(raw: bytes, element: etree._Element, *, proven: bool = False) -> bytes | None:
    """The bytes of ``element``, whose tag stands once; None where they are not canonical."""
    name = local_name(element).encode()
    start, end = raw.find(b"<" + name), raw.rfind(b"</" + name + b">") + len(name) + 3
    octets = raw[start:end]
    if raw.find(b"<" + name, start + 1) >= 0 or not (proven or is_canonical(octets, element, ids=True)):
        return None
    return octets


def _rows(octets: bytes, content: etree._Element, tag: str) -> dict[etree._Element, bytes]:
    """The rows of the record area ``octets``; none where another element has a name that begins so."""
    rows = list(content.iter(tag))
    opening, closing = f"<{tag} ".encode(), f"</{tag}>".encode()
    if not rows or not octets.count(opening[:-1]) == octets.count(opening) == len(rows):
        return {}
    found = {}
    at = 0
    for row in rows:
        start = octets.index(opening, at)
        at = octets.index(closing, start) + len(closing)
        found[row] = octets[start:at]
    return found
