"""A package taken apart: the HOC_BA byte ranges, each as a file of its own (format-v1.md §6)."""

from __future__ import annotations

import attrs
from lxml import etree

from hocba.errors import LimitExceededError, MalformedPackageError, MalformedXmlError
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.package.naming import record_id_of
from hocba.xml.document import parse
from hocba.xml.names import DS
from hocba.xml.path import local_name
from hocba.xml.scan import Span, scan

__all__ = ["DECLARATION", "PackedRecord", "is_package", "split"]

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_SIGNATURE = f"{{{DS}}}Signature"


@attrs.frozen(kw_only=True)
class PackedRecord:
    """One record of a package: ``body`` is its HOC_BA byte range, ``raw`` the same as a file of its own.

    ``number`` counts from 1, ``start`` and ``end`` are offsets into the package. Nothing is verified:
    ``record_id`` is what the record claims, None where that is no UUID.
    """

    number: int
    record_id: str | None
    start: int
    end: int
    body: bytes = attrs.field(repr=False)

    @property
    def raw(self) -> bytes:
        """An XML declaration, a line end, and ``body`` unchanged."""
        return DECLARATION + self.body


def split(raw: bytes, *, limits: Limits = DEFAULT_LIMITS) -> tuple[PackedRecord, ...]:
    """The records of the package ``raw``, byte for byte, in their order. Signatures are not looked at.

    Raises MalformedXmlError and LimitExceededError for what cannot be read, MalformedPackageError for
    another root (PKG-ROOT), no record (PKG-NO-RECORDS), anything but HOC_BA and Signature below the root
    (PKG-CHILD), a HOC_BA inside a HOC_BA (PKG-NESTED) and a record that needs a namespace of the root
    (PKG-RECORD-DEPENDS), LimitExceededError for too many records (PKG-TOO-MANY-RECORDS).
    """
    root = parse(raw, limits=limits).root
    if not is_package(root):
        raise MalformedPackageError.of("PKG-ROOT", found=local_name(root))
    _check_children(root)
    spans = [span for span in scan(raw, depth=2, limits=limits) if _is_record(span)]
    if not spans:
        raise MalformedPackageError.of("PKG-NO-RECORDS")
    if len(spans) > limits.package_records:
        raise LimitExceededError.of("PKG-TOO-MANY-RECORDS", size=len(spans), limit=limits.package_records)
    records = tuple(
        PackedRecord(
            number=number,
            record_id=record_id_of(element),
            start=span.start,
            end=span.end,
            body=raw[span.start : span.end],
        )
        for number, (span, element) in enumerate(
            zip(spans, root.iterchildren("{*}HOC_BA"), strict=True), start=1
        )
    )
    if root.nsmap:
        _check_standing_alone(records, limits)
    return records


def is_package(root: etree._Element) -> bool:
    """Whether the root is DANH_SACH_HOC_BA, in whatever namespace."""
    return local_name(root) == "DANH_SACH_HOC_BA"


def _check_children(root: etree._Element) -> None:
    for child in root:
        if local_name(child) not in {"", "HOC_BA"} and child.tag != _SIGNATURE:
            raise MalformedPackageError.of("PKG-CHILD", found=local_name(child), line=child.sourceline)
    for piece in (root.text, *(child.tail for child in root)):
        if piece and piece.strip(" \t\r\n"):
            raise MalformedPackageError.of("PKG-CHILD", found="#text", line=root.sourceline)
    for element in root.iter("{*}HOC_BA"):
        if element.getparent() is not root:
            raise MalformedPackageError.of("PKG-NESTED", line=element.sourceline)


def _check_standing_alone(records: tuple[PackedRecord, ...], limits: Limits) -> None:
    for record in records:
        try:
            parse(record.raw, limits=limits)
        except MalformedXmlError:
            raise MalformedPackageError.of("PKG-RECORD-DEPENDS", number=record.number) from None


def _is_record(span: Span) -> bool:
    return span.depth == 2 and span.name.rpartition(":")[2] == "HOC_BA"
