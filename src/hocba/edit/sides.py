"""One side of a comparison, and what two files differ in outside the fields of the record."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import attrs
from lxml import etree

from hocba.edit.difference import Aside, Aspect, ChangeKind
from hocba.formats.reading import Reading
from hocba.formats.registry import Choice, of_document
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.model.base import RecordBase
from hocba.sign.record_file import RecordFile
from hocba.xml.document import Document, parse
from hocba.xml.names import DS
from hocba.xml.path import Paths

__all__ = ["Side", "asides", "kind_of"]

BOM = b"\xef\xbb\xbf"
_SPACES_KEPT = 32


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Side:
    """A record; for a file also its bytes, tree and what was read beside the record."""

    record: RecordBase
    raw: bytes | None = None
    document: Document | None = None
    reading: Reading | None = None

    @classmethod
    def of(cls, source: Any, limits: Limits = DEFAULT_LIMITS, format: Choice = None) -> Side:
        """Read ``source``. Raises what reading raises."""
        if isinstance(source, RecordBase):
            return cls(record=source)
        raw = RecordFile.of(source, limits=limits).raw
        document = parse(raw, limits=limits)
        reading = of_document(document, format).read(document)
        return cls(record=reading.record, raw=raw, document=document, reading=reading)


def asides(old: Side, new: Side) -> Iterator[Aside]:
    """Format, id and unknown content of two records; signatures, slots, comments and layout of files."""
    if old.record.format_id != new.record.format_id:
        yield Aside(aspect=Aspect.FORMAT, path="", kind=ChangeKind.CHANGED)
    yield from _compared(Aspect.ID, {"HOC_BA": old.record.hoc_ba_id}, {"HOC_BA": new.record.hoc_ba_id})
    yield from _compared(Aspect.UNKNOWN_CONTENT, _unknown(old.record), _unknown(new.record))
    if old.document is None or new.document is None or old.reading is None or new.reading is None:
        return
    yield from _compared(Aspect.SIGNATURE, _signatures(old.document), _signatures(new.document))
    yield from _compared(Aspect.SLOT, _slots(old.reading), _slots(new.reading))
    yield from _compared(Aspect.COMMENTS, _remarks(old.document), _remarks(new.document))
    if _style(old) != _style(new):
        yield Aside(aspect=Aspect.LAYOUT, path="", kind=ChangeKind.CHANGED)


def _compared(aspect: Aspect, old: Mapping[str, Hashable], new: Mapping[str, Hashable]) -> Iterator[Aside]:
    for path in {**old, **new}:
        before, after = old.get(path), new.get(path)
        if before != after:
            yield Aside(aspect=aspect, path=path, kind=kind_of(before, after))


def kind_of(old: object, new: object) -> ChangeKind:
    """What happened to something that is ``old`` here and ``new`` there; None is absent."""
    if old is None:
        return ChangeKind.ADDED
    return ChangeKind.REMOVED if new is None else ChangeKind.CHANGED


def _unknown(record: RecordBase) -> dict[str, Hashable]:
    found: dict[str, tuple[str, ...]] = {}
    for kept in record.extensions:
        found[kept.path] = (*found.get(kept.path, ()), kept.after, kept.xml)
    return dict(found)


def _signatures(document: Document) -> dict[str, Hashable]:
    """Every Signature by the path of its slot, as the digest of its canonical form."""
    paths = Paths()
    found: dict[str, tuple[str, ...]] = {}
    for signature in document.root.iter(f"{{{DS}}}Signature"):
        parent = signature.getparent()
        path = paths.of(parent) if parent is not None else ""
        found[path] = (*found.get(path, ()), _digest(signature))
    return dict(found)


def _digest(element: etree._Element) -> str:
    try:
        return hashlib.sha256(
            etree.tostring(element, method="c14n", exclusive=True, with_tail=False)
        ).hexdigest()
    except etree.LxmlError:
        return hashlib.sha256(etree.tostring(element, with_tail=False)).hexdigest()


def _slots(reading: Reading) -> dict[str, Hashable]:
    """What the slots claim beside the signature: date and number."""
    found: dict[str, tuple[object, ...]] = {}
    for slot in reading.slots:
        found[slot.path] = (*found.get(slot.path, ()), slot.ngay_ky, slot.so_cccd)
    return dict(found)


def _remarks(document: Document) -> dict[str, Hashable]:
    """Comments and processing instructions by where they stand."""
    paths = Paths()
    found: dict[str, tuple[str, ...]] = {}
    for node in document.root.iter(etree.Comment, etree.ProcessingInstruction):
        parent = node.getparent()
        path = paths.of(parent) if parent is not None else ""
        found[path] = (*found.get(path, ()), str(node.text or ""))
    return dict(found)


def _style(side: Side) -> tuple[object, ...]:
    """How the file is written: byte-order mark, declaration, line ends, indentation, spellings."""
    raw, document = side.raw or b"", side.document
    start = raw.removeprefix(BOM)
    declaration = start[: start.find(b"?>") + 2] if start.startswith(b"<?xml") else b""
    spaces: set[str] = set()
    for element in document.root.iter("*") if document is not None else ():
        for text in (element.text if len(element) else None, element.tail):
            if text is not None and not text.strip() and len(spaces) < _SPACES_KEPT:
                spaces.add(text)
    return raw.startswith(BOM), declaration, b"\r\n" in raw, frozenset(spaces), side.record.layout
