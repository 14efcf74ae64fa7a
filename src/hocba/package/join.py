"""Records put under one DANH_SACH_HOC_BA, byte for byte (format-v1.md §4, §6, §7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from hocba.errors import LimitExceededError, MalformedPackageError
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.xml.document import Document, parse
from hocba.xml.path import local_name
from hocba.xml.scan import scan

__all__ = ["EMPTY_SIZE", "PACKAGE_ID", "assembled", "join", "record_range"]

PACKAGE_ID = "dataDanhSach"
# No namespace and no xml:* on the root: either would change the inclusive canonical form of every record.
_HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<DANH_SACH_HOC_BA id="{PACKAGE_ID}">'.encode()
_TAIL = b"</DANH_SACH_HOC_BA>\n"
EMPTY_SIZE = len(_HEAD) + len(_TAIL)
_IDS = frozenset({"Id", "ID", "id"})


def join(records: Iterable[bytes], *, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The unsigned package of ``records``, each the bytes of a single record file, in the order given.

    XML declaration, byte-order mark and whatever else stands outside HOC_BA are left out; the bytes from
    ``<HOC_BA`` to ``</HOC_BA>`` are kept exactly. Does not look at signatures, completeness or the school.

    Raises MalformedXmlError and LimitExceededError for a record that cannot be read, MalformedPackageError
    (PKG-NO-RECORDS, PKG-NOT-A-RECORD, PKG-NESTED, PKG-RESERVED-ID) and LimitExceededError
    (PKG-TOO-MANY-RECORDS).
    """
    bodies = []
    for number, raw in enumerate(records, start=1):
        if number > limits.package_records:
            raise LimitExceededError.of("PKG-TOO-MANY-RECORDS", size=number, limit=limits.package_records)
        bodies.append(record_range(parse(raw, limits=limits), number=number, limits=limits))
    if not bodies:
        raise MalformedPackageError.of("PKG-NO-RECORDS")
    return assembled(bodies)


def record_range(document: Document, *, number: int = 1, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The bytes of the HOC_BA element of one record; ``number`` names the record in errors.

    Raises MalformedPackageError (PKG-NOT-A-RECORD, PKG-NESTED, PKG-RESERVED-ID).
    """
    root = document.root
    name = local_name(root)
    if name != "HOC_BA":
        raise MalformedPackageError.of("PKG-NOT-A-RECORD", number=number, found=name)
    for element in root.iter("{*}HOC_BA"):
        if element is not root:
            raise MalformedPackageError.of("PKG-NESTED", line=element.sourceline)
    if PACKAGE_ID in _ids(root):
        raise MalformedPackageError.of("PKG-RESERVED-ID", number=number, value=PACKAGE_ID)
    span = scan(document.raw, depth=1, limits=limits)[0]
    return document.raw[span.start : span.end]


def assembled(bodies: Iterable[bytes]) -> bytes:
    """The package around HOC_BA byte ranges that were looked at before."""
    return b"".join((_HEAD, *bodies, _TAIL))


def _ids(root: etree._Element) -> Iterator[str]:
    for element in root.iter("*"):
        for name, value in element.attrib.items():
            if name in _IDS:
                yield str(value)
