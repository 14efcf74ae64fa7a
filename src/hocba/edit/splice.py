"""Changing the text of one tag in the bytes of a file; every other byte stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs
from lxml import etree

from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.xml import escape
from hocba.xml.document import Document, parse
from hocba.xml.scan import Span, scan
from hocba.xml.tree import local_name

__all__ = ["Sheet"]

_WHITE = b" \t\r\n"


@attrs.frozen(eq=False, repr=False)
class Sheet:
    """A parsed file with the place of each element in its bytes."""

    document: Document
    spans: Mapping[etree._Element, Span]

    @classmethod
    def of(cls, raw: bytes, limits: Limits = DEFAULT_LIMITS) -> Sheet:
        """Parse and scan ``raw``. Raises MalformedXmlError, LimitExceededError."""
        document = parse(raw, limits=limits)
        spans = scan(raw, depth=limits.xml_depth, limits=limits)
        return cls(document, dict(zip(document.root.iter("*"), spans, strict=True)))

    def leaves(self, name: str, text: str, parent: etree._Element | None) -> Iterator[etree._Element]:
        """The elements that hold ``text`` only; first those in ``parent``, then those called ``name``."""
        found = [one for one in self.spans if not len(one) and (one.text or "") == text]
        yield from sorted(found, key=lambda one: (one.getparent() is not parent, local_name(one) != name))

    def named(self, name: str) -> Iterator[etree._Element]:
        """The elements called ``name``."""
        return (one for one in self.spans if local_name(one) == name)

    def with_text(self, element: etree._Element, text: str) -> bytes:
        """The file with ``text`` as the content of ``element``, which holds nothing but text."""
        span, raw = self.spans[element], self.document.raw
        content = escape.text(text).encode("utf-8")
        if not span.empty_tag:
            return raw[: span.content_start] + content + raw[span.content_end :]
        opening = raw[span.start : span.end - 2].rstrip(_WHITE)
        return raw[: span.start] + opening + b">" + content + _closing(span) + raw[span.end :]

    def without(self, element: etree._Element) -> bytes:
        """The file without ``element`` and the white space before it."""
        span, raw = self.spans[element], self.document.raw
        return raw[: span.start - len(self._space_before(span))] + raw[span.end :]

    def beside(self, element: etree._Element, tag: str, text: str, *, behind: bool) -> bytes:
        """The file with a new element ``tag`` behind or before ``element``, laid out like it."""
        span, raw = self.spans[element], self.document.raw
        space, made = self._space_before(span), _element(span, tag, text)
        if behind:
            return raw[: span.end] + space + made + raw[span.end :]
        return raw[: span.start] + made + space + raw[span.start :]

    def inside(self, element: etree._Element, tag: str, text: str) -> bytes:
        """The file with a new element ``tag`` as the first child of ``element``."""
        span, raw = self.spans[element], self.document.raw
        made = _element(span, tag, text)
        if not span.empty_tag:
            return raw[: span.content_start] + made + raw[span.content_start :]
        opening = raw[span.start : span.end - 2].rstrip(_WHITE)
        return raw[: span.start] + opening + b">" + made + _closing(span) + raw[span.end :]

    def _space_before(self, span: Span) -> bytes:
        """The white space between the tag before ``span`` and it; none where other text stands there."""
        before = self.document.raw[: span.start]
        kept = before.rstrip(_WHITE)
        return before[len(kept) :] if kept.endswith(b">") else b""


def _closing(span: Span) -> bytes:
    return f"</{span.name}>".encode()


def _element(beside: Span, tag: str, text: str) -> bytes:
    prefix, colon, _ = beside.name.rpartition(":")
    name = f"{prefix}{colon}{tag}"
    return f"<{name}>{escape.text(text)}</{name}>".encode()
