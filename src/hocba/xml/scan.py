"""Where elements stand in the bytes of a file, so that bytes can be inserted or cut out exactly."""

from __future__ import annotations

import re
from xml.parsers import expat

import attrs

from hocba.errors import LimitExceededError, MalformedXmlError
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.xml.prolog import prepared

__all__ = ["Span", "scan"]

_START_TAG = re.compile(
    rb"""<[^ \t\r\n/>]+(?:[ \t\r\n]+[^ \t\r\n=]+[ \t\r\n]*=[ \t\r\n]*(?:"[^"]*"|'[^']*'))*+[ \t\r\n]*(/?)>"""
)


@attrs.frozen
class Span:
    """One element in the bytes: ``raw[start:end]`` is the element, ``raw[content_start:content_end]`` what
    stands between its tags.

    ``name`` as written, with prefix; ``path`` the names from the root joined by ``/``, without numbers, so
    that elements repeated in one place share it; ``depth`` counts from 1 at the root. ``empty_tag``: the
    element is written ``<a/>`` and has no content to replace: its three other offsets equal ``end``.
    ``attributes`` in the order of the file, namespace declarations among them.
    """

    name: str
    path: str
    depth: int
    start: int
    content_start: int
    content_end: int
    end: int
    empty_tag: bool
    attributes: tuple[tuple[str, str], ...] = attrs.field(repr=False)


def scan(raw: bytes, *, depth: int, limits: Limits = DEFAULT_LIMITS) -> tuple[Span, ...]:
    """All elements of ``raw`` down to ``depth``, in document order.

    Checks that ``raw`` is well-formed XML in UTF-8 without a document type declaration, and its size, depth
    and number of elements. Does not check namespaces, attributes' and texts' lengths or xml:id: what is
    scanned is also parsed (:func:`hocba.xml.document.parse`) before anything in it is believed. Raises
    MalformedXmlError or LimitExceededError.
    """
    source = prepared(raw, limits)
    scanner = _Scanner(source, depth, limits)
    try:
        scanner.parser.Parse(source, True)
    except expat.ExpatError as problem:
        raise MalformedXmlError.of("XML-NOT-WELL-FORMED", line=problem.lineno) from None
    finally:
        del scanner.parser  # parser and handlers hold each other, and with them the source
    return tuple(span for span in scanner.spans if span is not None)


class _Scanner:
    """Follows the parser; elements below ``depth`` cost no more than counting the level."""

    def __init__(self, source: bytes, depth: int, limits: Limits) -> None:
        self.source = source
        self.limits = limits
        self.spans: list[Span | None] = []
        self.open: list[tuple[int, str, str, int, list[str]]] = []
        self.parser = expat.ParserCreate()
        self.parser.ordered_attributes = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self._follow(min(depth, limits.xml_depth), limits.xml_depth)

    def _follow(self, depth: int, deepest: int) -> None:
        level = 0

        def starts(name: str, attributes: list[str]) -> None:
            nonlocal level
            level += 1
            if level <= depth:
                self._opened(name, attributes)
            elif level > deepest:
                raise LimitExceededError.of("XML-TOO-DEEP", limit=deepest)

        def ends(_name: str) -> None:
            nonlocal level
            if level <= depth:
                self._closed(level)
            level -= 1

        self.parser.StartElementHandler = starts
        self.parser.EndElementHandler = ends

    def _opened(self, name: str, attributes: list[str]) -> None:
        if len(self.spans) >= self.limits.xml_elements:
            limit = self.limits.xml_elements
            raise LimitExceededError.of("XML-TOO-MANY-ELEMENTS", size=limit + 1, limit=limit)
        path = f"{self.open[-1][2]}/{name}" if self.open else name
        self.open.append((len(self.spans), name, path, self.parser.CurrentByteIndex, attributes))
        self.spans.append(None)

    def _closed(self, level: int) -> None:
        at = self.parser.CurrentByteIndex
        place, name, path, start, written = self.open.pop()
        tag = _START_TAG.match(self.source, start)
        if tag is None:
            raise MalformedXmlError.of("XML-NOT-WELL-FORMED", line=self.parser.CurrentLineNumber)
        empty = bool(tag[1])
        content = tag.end()
        self.spans[place] = Span(
            name=name,
            path=path,
            depth=level,
            start=start,
            content_start=content,
            content_end=content if empty else at,
            end=content if empty else self.source.index(b">", at) + 1,
            empty_tag=empty,
            attributes=tuple(zip(written[::2], written[1::2], strict=True)),
        )

    def _refuse(self, *_: object) -> None:
        raise MalformedXmlError.of("XML-DTD", line=self.parser.CurrentLineNumber)
