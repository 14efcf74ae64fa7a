"""From a document to a record: lenient about form, exact about content (format-v1.md §2, §4, §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from hocba.errors import LimitExceededError, UnknownFormatError
from hocba.findings import Finding
from hocba.formats.data import DataReader, first_id
from hocba.formats.format import Format
from hocba.formats.later import LaterReader
from hocba.formats.notes import Notes, is_element
from hocba.formats.reading import Reading, SlotClaim
from hocba.formats.slots import read_slots
from hocba.formats.v1_0 import FORMAT as V1_0
from hocba.model.any_record import AnyRecord
from hocba.xml.path import local_name

if TYPE_CHECKING:
    from hocba.xml.document import Document

__all__ = ["read", "read_data"]

MOST_TAGS = 200_000


def read(document: Document, known: Format = V1_0) -> Reading:
    """The record of a whole HOC_BA document, with slots and findings.

    Values are kept as written: wrong ones stay texts, missing and empty ones are ``None``. Tags,
    attributes and stray text that the table does not name go to ``record.extensions``, except what no new
    file can carry, which is reported only: namespaced attributes of the root, what stands in slots or holds
    a signature, in v1.0 all of the signing area. Comments are reported and not kept: no signature protects
    them. Rules, schema and signatures are not looked at.

    Raises UnknownFormatError where there is no data element or record area, LimitExceededError
    (READ-TOO-LARGE, READ-TOO-MUCH) and MalformedXmlError (READ-NOT-CANONICAL) for hostile content.
    """
    if document.raw.count(b"<") > MOST_TAGS:
        raise LimitExceededError.of("READ-TOO-LARGE", limit=MOST_TAGS)
    if known.later:
        return _read_later(document.root, known)
    return _read_first(document.root, known)


def _read_later(root: etree._Element, known: Format) -> Reading:
    reader = LaterReader(known, _namespace(root))
    reader.read(root)
    return _reading(reader.record(), reader.slots, reader.notes, known)


def _reading(record: AnyRecord, slots: tuple[SlotClaim, ...], notes: Notes, known: Format) -> Reading:
    findings = tuple(sorted(notes.findings, key=_by_line))
    return Reading(record=record, slots=slots, findings=findings, format_id=known.id)


def _read_first(root: etree._Element, known: Format) -> Reading:
    """A record of format v1.0 or of a table that extends it."""
    reader = DataReader(known, _namespace(root))
    notes = reader.notes
    slots: tuple[SlotClaim, ...] = ()
    id_attribute, hoc_ba_id = first_id(root)
    notes.keep_attributes(root, "", (id_attribute,), qualified=False)
    notes.keep_text(root.text, root, "", "")
    waiting = {reader.tags.name(known.data), reader.tags.name(known.signing_area)}
    last = ""
    for child in root:
        name = local_name(child)
        if child.tag in waiting:
            waiting.remove(child.tag)
            last = name
            if name == known.data:
                reader.read(child)
            else:
                slots = read_slots(child, known, reader.tags, notes)
        elif not is_element(child):
            notes.comment(child)
        elif name in (known.data, known.signing_area):
            notes.note("READ-REPEATED-PART", child)
            notes.keep_element(child, "", last)
        else:
            notes.unknown(child, "", last)
        notes.keep_text(child.tail, root, "", last)
    if reader.tags.name(known.data) in waiting:
        raise UnknownFormatError.of("FORMAT-NO-DATA")
    if waiting:
        notes.note("READ-NO-SIGNING-AREA", root)
    return _reading(reader.record(hoc_ba_id), slots, notes, known)


def read_data(element: etree._Element, known: Format = V1_0) -> AnyRecord:
    """The record of a data element alone, e.g. of octets that a signature covers.

    Of the later formats also of the record area alone, which a homeroom teacher signs. What stands outside
    the element (``hoc_ba_id``, unknown content of the root) is not in it. Otherwise, and in what it raises,
    as :func:`read`.
    """
    if known.later:
        later = LaterReader(known, _namespace(element))
        later.read_data(element)
        return later.record()
    if local_name(element) != known.data:
        raise UnknownFormatError.of("FORMAT-NO-DATA")
    reader = DataReader(known, _namespace(element))
    reader.read(element)
    return reader.record()


def _by_line(finding: Finding) -> int:
    return finding.line or 0


def _namespace(element: etree._Element) -> str:
    uri = etree.QName(element).namespace
    return f"{{{uri}}}" if uri else ""
