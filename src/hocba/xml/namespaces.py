"""Namespace declarations and xml:* attributes: what has no one canonical form is refused.

A relative namespace name has no canonical form; one with ``&`` is written without escape by libxml2 and
with it by others. Canonicalising an element costs the square of the declarations in force there, so that
a small file with many of them would keep a verifier busy for minutes: their number is bounded.
"""

from __future__ import annotations

import re
from typing import cast

from lxml import etree

from hocba.errors import LimitExceededError, MalformedXmlError
from hocba.limits import Limits
from hocba.xml.names import XML
from hocba.xml.tree import attributes, line_of

__all__ = ["check_namespaces"]

# Finds every declaration and xml:* attribute there can be, and more (in text, in comments). The prefix is
# bounded to keep the search linear; a longer one is found without its value and then looked at exactly.
_CANDIDATE = re.compile(rb"""xml(:|ns(?::[^\s=]{0,64}+)?\s*+=\s*+(?:"[^"]*"|'[^']*')|ns:[^\s=]{65})""")
_HARMLESS = re.compile(
    rb"""ns[^"']*(?:""|''|"[A-Za-z][A-Za-z0-9+.\-]*:[^&"]*"|'[A-Za-z][A-Za-z0-9+.\-]*:[^&']*')"""
)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^&]*")
_XML_ATTRIBUTE = etree.XPath("boolean(//@xml:*)", namespaces={"xml": XML})
_CHEAP = 50_000_000


def check_namespaces(source: bytes, root: etree._Element, limits: Limits) -> bool:
    """Whether any xml:* attribute occurs.

    Raises MalformedXmlError (XML-NAMESPACE, XML-ID-XML) and LimitExceededError (XML-TOO-MANY-NAMESPACES).
    """
    candidates = _CANDIDATE.findall(source)
    distinct = set(candidates)
    has_xml_attributes = b":" in distinct and bool(_XML_ATTRIBUTE(root))
    if has_xml_attributes:
        _refuse_xml_id(root)
    distinct.discard(b":")
    if not all(map(_HARMLESS.fullmatch, distinct)):
        _refuse_unusable(root)
    square = len(candidates) ** 2
    if square * len(source) > _CHEAP and square * source.count(b"<") > _CHEAP:
        _refuse_many(root, limits.xml_namespaces)
    return has_xml_attributes


def _refuse_xml_id(root: etree._Element) -> None:
    for element in root.iter("*"):
        if any(name == f"{{{XML}}}id" for name, _ in attributes(element)):
            raise MalformedXmlError.of("XML-ID-XML", line=line_of(element))


def _refuse_unusable(root: etree._Element) -> None:
    for _, declared in etree.iterwalk(root, events=("start-ns",)):
        uri = cast("tuple[str, str]", declared)[1]
        if uri and not _ABSOLUTE.fullmatch(uri):
            raise MalformedXmlError.of("XML-NAMESPACE")


def _refuse_many(root: etree._Element, limit: int) -> None:
    in_force = 0
    for event, _ in etree.iterwalk(root, events=("start-ns", "end-ns")):
        in_force += 1 if event == "start-ns" else -1
        if in_force > limit:
            raise LimitExceededError.of("XML-TOO-MANY-NAMESPACES", limit=limit)
