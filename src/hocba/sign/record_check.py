"""Errors in the record itself, found before it is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocba.findings import Finding

if TYPE_CHECKING:
    from hocba.sign.record_file import RecordFile

__all__ = ["record_findings"]


def record_findings(file: RecordFile) -> tuple[Finding, ...]:
    """What the rules say about the record in ``file``, and for a foreign file its structure besides.

    Raises MalformedXmlError, LimitExceededError and UnknownFormatError for what cannot be read.
    """
    from hocba.rules.engine import check

    record = file._knowledge.record
    if record is not None:
        return check(record)
    from hocba.formats.registry import detect
    from hocba.xml.document import parse

    document = parse(file.raw)
    known = detect(document)
    reading = known.read(document)
    return (*known.structure(document), *reading.findings, *check(reading.record))
