"""Canonical XML 1.0 and 1.1, inclusive and exclusive, of any element of a document.

lxml's inclusive form of a sub-element is wrong (it writes ``xmlns=""`` where there is none and drops
inherited xml:* attributes; signing.md §2). The inclusive form is therefore cut out of the canonical form
of the whole document, which lxml writes correctly, and only the start tag at its top is written anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from hocba.errors import MalformedXmlError
from hocba.xml.apex import Version, inherited, start_tag
from hocba.xml.document import Document
from hocba.xml.exclusive import exclusive_from_inclusive
from hocba.xml.slices import Slices, opening

__all__ = ["Canonicalizer"]

_NOTHING: Mapping[str, str] = {}


class Canonicalizer:
    """The canonical octets of elements of one ``document``.

    Keeps one canonical form of the whole, so that the form of an inner element costs a few microseconds.
    ``with_comments`` is off unless said otherwise. ``without`` is the Signature element that the
    enveloped-signature transform takes out: exactly that element goes, the text behind it stays; it has no
    effect when it does not lie inside what is canonicalised, and nothing remains when it contains it.
    Processing instructions are always part of the form. Not for use by two threads at once.
    """

    __slots__ = ("_cuts", "_document", "_wholes")

    def __init__(self, document: Document) -> None:
        self._document = document
        self._wholes: dict[tuple[bool, bool], bytes] = {}
        self._cuts: dict[bool, Slices] = {}

    def exclusive(
        self,
        element: etree._Element,
        *,
        with_comments: bool = False,
        prefixes: Sequence[str] = (),
        without: etree._Element | None = None,
    ) -> bytes:
        """Exclusive C14N 1.0 of ``element``; ``prefixes`` is the PrefixList, with ``#default``."""
        if without is not None and _contains(without, element):
            return b""
        if prefixes or (without is not None and _contains(element, without)):
            return exclusive_from_inclusive(self._cut(element, _NOTHING, with_comments, without), prefixes)
        return _serialised(element, exclusive=True, with_comments=with_comments)

    def inclusive(
        self,
        element: etree._Element,
        *,
        with_comments: bool = False,
        version: Version = "1.0",
        without: etree._Element | None = None,
    ) -> bytes:
        """Inclusive C14N of ``element`` in its place inside the document.

        Version 1.1 differs from 1.0 in the xml:* attributes taken over from ancestors, and in xml:base: where
        that occurs above, on or below ``element``, MalformedXmlError (XML-C14N11-BASE) is raised.
        """
        taken_over = inherited(element, version) if self._document.has_xml_attributes else _NOTHING
        return self._cut(element, taken_over, with_comments, without)

    def whole(
        self,
        *,
        with_comments: bool = False,
        exclusive: bool = False,
        without: etree._Element | None = None,
    ) -> bytes:
        """The canonical form of the whole document (``URI=""``), instructions around the root included."""
        if without is None:
            return self._whole(with_comments, exclusive)
        if without is self._document.root:
            return b""
        whole = self._whole(with_comments, False)
        first, last = self._slices(with_comments).of(without)
        rest = whole[:first] + whole[last:]
        return exclusive_from_inclusive(rest, ()) if exclusive else rest

    def _cut(
        self,
        element: etree._Element,
        taken_over: Mapping[str, str],
        with_comments: bool,
        without: etree._Element | None,
    ) -> bytes:
        whole = self._whole(with_comments, False)
        slices = self._slices(with_comments)
        start, end = slices.of(element)
        name, attributes, content = opening(whole, start)
        head = start_tag(name, attributes, element.nsmap, taken_over)
        if without is None or not _contains(element, without):
            return b"" if without is not None and _contains(without, element) else head + whole[content:end]
        first, last = slices.of(without)
        return b"" if without is element else head + whole[content:first] + whole[last:end]

    def _whole(self, with_comments: bool, exclusive: bool) -> bytes:
        kind = (with_comments, exclusive)
        found = self._wholes.get(kind)
        if found is None:
            tree = self._document.root.getroottree()
            found = _serialised(tree, exclusive=exclusive, with_comments=with_comments)
            self._wholes[kind] = found
        return found

    def _slices(self, with_comments: bool) -> Slices:
        found = self._cuts.get(with_comments)
        if found is None:
            document = self._document
            plain = not (document.has_instructions or (with_comments and document.has_comments))
            whole = self._whole(with_comments, False)
            found = self._cuts[with_comments] = Slices(whole, document.root, plain=plain)
        return found


def _serialised(part: etree._Element | etree._ElementTree, *, exclusive: bool, with_comments: bool) -> bytes:
    try:
        return etree.tostring(part, method="c14n", exclusive=exclusive, with_comments=with_comments)
    except etree.C14NError:
        raise MalformedXmlError.of("XML-NAMESPACE") from None


def _contains(outer: etree._Element, inner: etree._Element) -> bool:
    """Whether ``inner`` is ``outer`` or lies below it."""
    at: etree._Element | None = inner
    while at is not None:
        if at is outer:
            return True
        at = at.getparent()
    return False
