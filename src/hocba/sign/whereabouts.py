"""Where elements stand in the bytes of a parsed file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from hocba.limits import Limits
from hocba.verify.extract.octets import Octets
from hocba.xml.document import Document
from hocba.xml.scan import scan
from hocba.xml.slices import Slices, opening

__all__ = ["Extent", "whereabouts"]


class Extent(NamedTuple):
    """Offsets of an element and of its content; of ``<a/>`` the content is nothing at the end."""

    start: int
    content_start: int
    content_end: int
    end: int


def whereabouts(
    document: Document, octets: Octets, elements: Iterable[etree._Element], limits: Limits
) -> Mapping[etree._Element, Extent]:
    """The extents of ``elements`` at least.

    A file that is its own canonical form, but for what stands around the root, needs no scan. Raises
    MalformedXmlError and LimitExceededError as :func:`hocba.xml.scan.scan`.
    """
    wanted = list(elements)
    found = _in_canonical_form(document, octets, wanted)
    return _scanned(document, wanted, limits) if found is None else found


def _in_canonical_form(
    document: Document, octets: Octets, wanted: list[etree._Element]
) -> dict[etree._Element, Extent] | None:
    if document.has_comments or document.has_instructions:
        return None
    root, raw = document.root, document.raw
    whole = octets.of(None)
    shift = raw.find(b"<" + root.tag.encode())
    if shift < 0 or raw[shift : shift + len(whole)] != whole:
        return None
    slices = Slices(whole, root, plain=True)
    found = {}
    for element in wanted:
        start, end = slices.of(element)
        name, _, content = opening(whole, start)
        found[element] = Extent(shift + start, shift + content, shift + end - len(name) - 3, shift + end)
    return found


def _scanned(
    document: Document, wanted: list[etree._Element], limits: Limits
) -> dict[etree._Element, Extent]:
    depth = max([1 + sum(1 for _ in element.iterancestors()) for element in wanted], default=1)
    spans = scan(document.raw, depth=depth, limits=limits)
    return {
        element: Extent(span.start, span.content_start, span.content_end, span.end)
        for element, span in zip(_elements(document.root, depth), spans, strict=True)
    }


def _elements(element: etree._Element, depth: int) -> Iterator[etree._Element]:
    yield element
    if depth > 1:
        for child in element.iterchildren("*"):
            yield from _elements(child, depth - 1)
