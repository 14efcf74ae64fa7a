"""Parsing: bytes in, a tree out, or a refusal that says why.

Refused: document type declarations and with them every entity, encodings other than UTF-8, NUL,
namespace names that are relative or hold ``&`` (no canonical form, or two), xml:id, and whatever exceeds
the limits (verification.md §11). Nothing is repaired, fetched or dropped: comments and processing
instructions stay in the tree.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import cast

import attrs
from lxml import etree

from hocba.errors import LimitExceededError, MalformedXmlError
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.xml import names
from hocba.xml.parsers import parser_for
from hocba.xml.prolog import prepared
from hocba.xml.syntax import syntax_error
from hocba.xml.tree import line_of

__all__ = ["Document", "parse"]

_XML_PREFIX = re.compile(rb"""xml(?::|ns(?::[^\s=]+)?\s*=\s*("[^"]*"|'[^']*'))""")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^&]*")
_ABSOLUTE_BYTES = re.compile(rb"""["'](?:[A-Za-z][A-Za-z0-9+.\-]*:[^&]*)?["']""")
_XML_ATTRIBUTE = etree.XPath("boolean(//@xml:*)", namespaces={"xml": names.XML})
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
    has_xml_attributes = _check_prefixes(source, root)
    _check_shape(source, root, limits)
    comments, instructions = _kept_kinds(root)
    sparse = comments or instructions or (b"[" in source and b"<![CDATA[" in source)
    if sparse or _has_long_run(source, limits):
        _check_lengths(root, limits)
    return Document(raw, root, comments, instructions, has_xml_attributes)


def _check_prefixes(source: bytes, root: etree._Element) -> bool:
    """Refuse unusable namespace names and xml:id; say whether any xml:* attribute occurs.

    A relative name has no canonical form; one with ``&`` is written without escape by libxml2 and with it
    by others. The pattern finds every declaration there can be, and more (in text or comments): only
    what it finds is then looked at exactly.
    """
    found = set(_XML_PREFIX.findall(source))
    has_xml_attributes = b"" in found and bool(_XML_ATTRIBUTE(root))
    if has_xml_attributes:
        _refuse_xml_id(root)
    found.discard(b"")
    if not all(map(_ABSOLUTE_BYTES.fullmatch, found)):
        for _, (_prefix, uri) in etree.iterwalk(root, events=("start-ns",)):
            if uri and not _ABSOLUTE.fullmatch(uri):
                raise MalformedXmlError.of("XML-NAMESPACE")
    return has_xml_attributes


def _refuse_xml_id(root: etree._Element) -> None:
    owner = next((each for each in root.iter("*") if f"{{{names.XML}}}id" in each.attrib), None)
    if owner is not None:
        raise MalformedXmlError.of("XML-ID-XML", line=line_of(owner))


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
    kinds: tuple[object, ...] = (etree.Comment, etree.ProcessingInstruction)
    found = {each.tag for each in (*root.itersiblings(preceding=True), *root.itersiblings())}
    found.update(each.tag for each in root.iter(etree.Comment, etree.ProcessingInstruction))
    comments, instructions = (kind in found for kind in kinds)
    return comments, instructions
