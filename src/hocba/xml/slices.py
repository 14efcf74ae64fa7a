"""Where elements stand in a canonical text.

Canonical XML is regular: ``<`` occurs only where a tag, a comment or a processing instruction begins,
every element has a start and an end tag, attributes stand one space apart between double quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import le

from lxml import etree

from hocba.xml.tree import local_name

__all__ = ["Slices", "opening"]

_ATTRIBUTES = re.compile(rb'(?: [^ =]+="[^"]*")*+>')
_TOKEN = re.compile(rb"<(?:\?.*?\?>|!--.*?-->|(/?)[^ />]+)", re.DOTALL)
_NAMES_BEFORE_FULL_INDEX = 8

Span = tuple[int, int]


class Slices:
    """Start and end of elements of ``root``'s tree in ``canonical``, its canonical form.

    Names are taken as written: one prefix may stand for several namespaces. ``plain`` says that
    ``canonical`` holds neither comments nor processing instructions, so that every ``<`` in it begins a
    tag: then elements of one name are found by that name alone. Otherwise, or after several names, all
    tags are indexed in one pass.
    """

    __slots__ = ("_canonical", "_named", "_plain", "_root", "_spans")

    def __init__(self, canonical: bytes, root: etree._Element, *, plain: bool) -> None:
        self._canonical = canonical
        self._root = root
        self._plain = plain
        self._spans: dict[etree._Element, Span] = {}
        self._named = 0

    def of(self, element: etree._Element) -> Span:
        """The offsets of the start tag's ``<`` and of the end behind the end tag's ``>``."""
        found = self._spans.get(element)
        if found is None:
            self._index(element)
            found = self._spans[element]
        return found

    def _index(self, element: etree._Element) -> None:
        if self._plain and self._named < _NAMES_BEFORE_FULL_INDEX:
            self._named += 1
            prefix, local = element.prefix, local_name(element)
            owners = [each for each in self._root.iter(f"{{*}}{local}") if each.prefix == prefix]
            name = f"{prefix}:{local}" if prefix else local
            spans = _spans_of(self._canonical, name.encode(), len(owners))
            self._spans.update(zip(owners, spans, strict=True))
        else:
            self._spans = dict(zip(self._root.iter("*"), _all_spans(self._canonical), strict=True))


def opening(canonical: bytes, at: int) -> tuple[bytes, bytes, int]:
    """Name and written attributes of the start tag at ``at``, and where its content begins."""
    end = canonical.index(b">", at) + 1
    name, space, attributes = canonical[at + 1 : end - 1].partition(b" ")
    if space:
        start = at + 1 + len(name)
        quoted = _ATTRIBUTES.match(canonical, start)
        end = quoted.end() if quoted else end
        attributes = canonical[start : end - 1]
    return name, attributes, end


def _spans_of(canonical: bytes, name: bytes, count: int) -> list[Span]:
    """The spans of the ``count`` elements called ``name``, in document order."""
    closing = b"</" + name
    starts = _occurrences(canonical, b"<" + name, count, 0)
    ends = [at + len(closing) + 1 for at in _occurrences(canonical, closing, count, starts[0])]
    if all(map(le, ends, starts[1:])):
        return list(zip(starts, ends, strict=True))
    tags = [(at, at, False) for at in starts] + [(at - 1, at - 1, True) for at in ends]
    return _paired(sorted(tags))


def _occurrences(canonical: bytes, tag: bytes, count: int, at: int) -> list[int]:
    found: list[int] = []
    while len(found) < count:
        at = canonical.index(tag, at)
        if canonical[at + len(tag)] in b" >":
            found.append(at)
        at += len(tag)
    return found


def _all_spans(canonical: bytes) -> list[Span]:
    return _paired(
        (found.start(), found.end(), bool(found[1]))
        for found in _TOKEN.finditer(canonical)
        if found[1] is not None
    )


def _paired(tags: Iterable[tuple[int, int, bool]]) -> list[Span]:
    spans: list[Span] = []
    open_: list[int] = []
    for start, end, closes in tags:
        if closes:
            place = open_.pop()
            spans[place] = (spans[place][0], end + 1)
        else:
            open_.append(len(spans))
            spans.append((start, start))
    return spans
