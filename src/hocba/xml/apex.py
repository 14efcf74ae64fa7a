"""The start tag of the element at the top of an inclusive canonical form.

There, every namespace in scope is declared and, in Canonical XML 1.0, the xml:* attributes of all
ancestors are taken over. Everything below it reads the same as in the whole document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Literal, cast

from lxml import etree

from hocba.errors import MalformedXmlError
from hocba.xml import escape
from hocba.xml.names import XML
from hocba.xml.tree import attributes as attributes_of
from hocba.xml.tree import line_of

__all__ = ["Version", "inherited", "start_tag"]

Version = Literal["1.0", "1.1"]
_ATTRIBUTE = re.compile(rb' ([^ =]+)="[^"]*"')
_PREFIX = f"{{{XML}}}"
_BASES = cast(
    "Callable[[etree._Element], list[etree._Element]]",
    etree.XPath("(ancestor::*|descendant-or-self::*)[@xml:base]", namespaces={"xml": XML}),
)
_SIMPLE = frozenset({"lang", "space"})


def inherited(element: etree._Element, version: Version) -> dict[str, str]:
    """The xml:* attributes that ``element`` takes over from its ancestors, by local name.

    1.1 takes over xml:lang and xml:space only, and joins xml:base: where ``element``, an ancestor or a
    descendant has that, MalformedXmlError (XML-C14N11-BASE).
    """
    if version == "1.1":
        _refuse_base(element)
    found: dict[str, str] = {}
    for ancestor in element.iterancestors():
        for name, value in attributes_of(ancestor):
            local = name.removeprefix(_PREFIX)
            if name.startswith(_PREFIX) and (version == "1.0" or local in _SIMPLE):
                found.setdefault(local, value)
    for name, _ in attributes_of(element):
        if name.startswith(_PREFIX):
            found.pop(name.removeprefix(_PREFIX), None)
    return found


def _refuse_base(element: etree._Element) -> None:
    owners = _BASES(element)
    if owners:
        raise MalformedXmlError.of("XML-C14N11-BASE", line=line_of(owners[0]))


def start_tag(
    name: bytes, attributes: bytes, scope: Mapping[str | None, str], taken_over: Mapping[str, str]
) -> bytes:
    """The tag of an element ``name`` whose own canonical ``attributes`` may hold declarations."""
    own = [found for found in _ATTRIBUTE.finditer(attributes) if not _declares(found[1])]
    parts = [found[0] for found in own]
    if taken_over:
        parts = _merged(own, scope, taken_over)
    return b"".join([b"<", name, *_declarations(scope), *parts, b">"])


def _declares(name: bytes) -> bool:
    return name == b"xmlns" or name.startswith(b"xmlns:")


def _declarations(scope: Mapping[str | None, str]) -> Iterable[bytes]:
    for prefix in sorted(scope, key=lambda each: each or ""):
        uri = scope[prefix]
        if prefix is None and not uri:
            continue
        name = f"xmlns:{prefix}" if prefix else "xmlns"
        yield f' {name}="{escape.attribute(uri)}"'.encode()


def _merged(
    own: Iterable[re.Match[bytes]], scope: Mapping[str | None, str], taken_over: Mapping[str, str]
) -> list[bytes]:
    """Attributes in canonical order: by namespace name, then by local name."""
    placed: list[tuple[str, str, bytes]] = []
    for found in own:
        prefix, _, local = found[1].decode().rpartition(":")
        uri = XML if prefix == "xml" else scope[prefix] if prefix else ""
        placed.append((uri, local, found[0]))
    for local, value in taken_over.items():
        placed.append((XML, local, f' xml:{local}="{escape.attribute(value)}"'.encode()))
    return [written for _, _, written in sorted(placed)]
