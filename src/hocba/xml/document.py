"""Parsing: bytes in, a tree out, or a refusal that says why.

Refused: document type declarations and with them every entity, encodings other than UTF-8, NUL,
namespace names that are relative or hold ``&`` (no canonical form, or two), xml:id, and whatever exceeds
the limits (verification.md §11). Nothing is repaired, fetched or dropped: comments and processing
instructions stay in the tree.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import cast

import attrs
from lxml import etree

from hocba.errors import LimitExceededError, MalformedXmlError
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.xml.namespaces import check_namespaces
from hocba.xml.parsers import parser_for
from hocba.xml.prolog import prepared
from hocba.xml.syntax import syntax_error

__all__ = ["Document", "parse"]

_COUNT = cast("Callable[[etree._Element], float]", etree.XPath("count(//*)"))
_LONG_ATTRIBUTES = "//@*[string-length() > $bound]"
_LONG_TEXTS = "//node()[not(self::*) and string-length() > $bound]"
_SMALLEST_ELEMENT = 4  # <a/>
_LONGEST_CHARACTER = 4


@attrs.frozen(eq=False, repr=False)
class Document:
    """One XML document as read. Compared by identity; the tree must not be changed."""

    raw: bytes
    root: etree._Element
    has_comments: bool
    has_instructions: bool
    has_xml_attributes: bool

    def __repr__(self) -> str:
        return f"Document({len(self.raw)} bytes)"


def parse(raw: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The tree of ``raw``.

    Does not check any schema, id or signature. Raises MalformedXmlError or LimitExceededError; neither
    shows text of the document. A byte-order mark and an XML declaration in any letter case are taken.
    """
    source = prepared(raw, limits)
    try:
        root = etree.fromstring(source, parser_for(len(source)))
    except etree.XMLSyntaxError as problem:
        raise syntax_error(problem) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise MalformedXmlError.of("XML-DTD", line=1)
    has_xml_attributes = check_namespaces(source, root, limits)
    _check_shape(source, root, limits)
    comments, instructions = _kept_kinds(root)
    sparse = comments or instructions or (b"[" in source and b"<![CDATA[" in source)
    if sparse or _has_long_run(source, limits):
        _check_lengths(root, limits)
    return Document(raw, root, comments, instructions, has_xml_attributes)


@cache
def _shape_tests(depth: int, attributes: int) -> tuple[etree.XPath, etree.XPath]:
    return etree.XPath(f"boolean({'/*' * (depth + 1)})"), etree.XPath(f"boolean(//@*[{attributes + 1}])")


def _check_shape(source: bytes, root: etree._Element, limits: Limits) -> None:
    too_deep, too_wide = _shape_tests(limits.xml_depth, limits.xml_attributes)
    if too_deep(root):
        raise LimitExceededError.of("XML-TOO-DEEP", limit=limits.xml_depth)
    if too_wide(root):
        raise LimitExceededError.of("XML-TOO-MANY-ATTRIBUTES", limit=limits.xml_attributes)
    if len(source) // _SMALLEST_ELEMENT > limits.xml_elements:
        elements = int(_COUNT(root))
        if elements > limits.xml_elements:
            raise LimitExceededError.of("XML-TOO-MANY-ELEMENTS", size=elements, limit=limits.xml_elements)


def _has_long_run(source: bytes, limits: Limits) -> bool:
    """Whether a value may be too long: it would hold a whole block without ``<``, outside CDATA."""
    block = max(1, min(limits.xml_attribute_bytes, limits.xml_text_bytes) // 2)
    return any(source.find(b"<", at, at + block) < 0 for at in range(0, len(source) - block + 1, block))


def _check_lengths(root: etree._Element, limits: Limits) -> None:
    for expression, limit, code in (
        (_LONG_ATTRIBUTES, limits.xml_attribute_bytes, "XML-ATTRIBUTE-TOO-LONG"),
        (_LONG_TEXTS, limits.xml_text_bytes, "XML-TEXT-TOO-LONG"),
    ):
        found = root.xpath(expression, smart_strings=False, bound=limit // _LONGEST_CHARACTER)
        for value in cast("list[str | etree._Element]", found):
            text = value if isinstance(value, str) else value.text or ""
            if len(text.encode()) > limit:
                raise LimitExceededError.of(code, limit=limit)


def _kept_kinds(root: etree._Element) -> tuple[bool, bool]:
    """Whether comments and whether processing instructions occur, those around the root included."""
    inside = root.iter(etree.Comment, etree.ProcessingInstruction)
    around = () if root.getprevious() is root.getnext() is None else _around(root)
    kinds: set[object] = {each.tag for each in (*around, *inside)}
    return etree.Comment in kinds, etree.ProcessingInstruction in kinds


def _around(root: etree._Element) -> tuple[etree._Element, ...]:
    return (*root.itersiblings(preceding=True), *root.itersiblings())
