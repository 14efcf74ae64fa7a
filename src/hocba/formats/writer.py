"""From a record to the bytes of a new, unsigned file (format-v1.md §2, §4, §12)."""

from __future__ import annotations

from typing import cast

from hocba.errors import RecordError
from hocba.formats.emit import plain, whole
from hocba.formats.format import Format
from hocba.formats.ids import identified
from hocba.formats.later_emit import issuing_text, moved, plain_record, signing_text, whole_document
from hocba.formats.later_plan import fitting_plan
from hocba.formats.options import DEFAULT_OPTIONS, WriteOptions
from hocba.formats.outside import Outside
from hocba.formats.plan import plan_of
from hocba.formats.v1_0 import FORMAT as V1_0
from hocba.model.base import RecordBase
from hocba.model.extension import Extension
from hocba.model.record import Record
from hocba.xml import escape

__all__ = ["WriteOptions", "write"]

# XML 1.0 §2.2: what UTF-8 may hold and XML may not
_ILLEGAL = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)])


def write(record: RecordBase, known: Format = V1_0, *, options: WriteOptions | None = None) -> bytes:
    """The file of ``record``: UTF-8, no white space between tags, order of the table, null as no tag.

    The same record and options give the same bytes. The data element, and each element in it that a
    signature may cover, is its own canonical form as it stands (C14N 1.0 and 1.1, inclusive and exclusive,
    without comments); the slots are empty elements. Values are written as the record holds them unless
    ``options`` re-form dates or booleans; rows and teachers of the later formats get ids where they have none
    (:func:`hocba.formats.ids.identified`); rules, lengths and obligation are not checked. Reading the bytes
    back gives an equal record when every value is non-empty text, as after strict creation or reading.

    Raises RecordError: WRITE-CHARACTER (a character that XML does not allow), WRITE-EXTENSION and
    WRITE-NO-PLACE (content without a field that is no canonical element, or whose block is not
    written), WRITE-NAME (a layout name or id attribute that is no name), WRITE-OTHER-FORMAT (a record of
    another format).
    """
    if not isinstance(record, known.record):
        raise RecordError.of("WRITE-OTHER-FORMAT", found=getattr(record, "format_id", "?"), wanted=known.id)
    chosen = options or DEFAULT_OPTIONS
    inner = _later(record, known, chosen) if known.later else _first(cast("Record", record), known, chosen)
    return _bytes(f'<?xml version="1.0" encoding="UTF-8"?>\n<{known.root}{inner}</{known.root}>\n')


def _first(record: Record, known: Format, options: WriteOptions) -> str:
    """What follows the name of the document element, for format v1.0."""
    plan = plan_of(known, options, record.layout)
    if plan.default and not record.extensions:
        data = plain(record, plan, known.data)
        if data is not None:
            return f"{_root_id(record, plan.data_attributes[0][0])}>{data}{plan.slots}"
    outside = Outside(record.extensions)
    own = ((plan.data_attributes[0][0], record.hoc_ba_id),) if record.hoc_ba_id is not None else ()
    attributes = outside.attributes("", own)
    before = "".join(outside.following("", ""))
    data = whole(record, plan, known, outside) + "".join(outside.following("", known.data))
    after = "".join(outside.rest(""))
    _nothing_left(outside.left())
    return f"{attributes}>{before}{data}{plan.slots}{after}"


def _later(record: RecordBase, known: Format, options: WriteOptions) -> str:
    """What follows the name of the document element, for a later format."""
    record = identified(record, known)
    plan = fitting_plan(known, options, record)
    if plan.simple and not record.extensions:
        content = plain_record(record, plan)
        if content is not None:
            signing, issuing = signing_text(record, plan, known), issuing_text(record, plan, known)
            end = f"</{known.data}>"
            areas = f"{signing}{end}" if plan.inside else f"{end}{signing}"
            return f"{_root_id(record, plan.attribute)}>{content}{areas}{issuing}"
    outside = Outside(moved(record.extensions, known, plan.inside))
    own = ((plan.attribute, record.hoc_ba_id),) if record.hoc_ba_id is not None else ()
    attributes = outside.attributes("", own)
    inner = whole_document(record, plan, known, outside)
    _nothing_left(outside.left())
    return f"{attributes}>{inner}"


def _root_id(record: RecordBase, attribute: str) -> str:
    if record.hoc_ba_id is None:
        return ""
    return f' {attribute}="{escape.attribute(record.hoc_ba_id)}"'


def _bytes(text: str) -> bytes:
    try:
        raw = text.encode("utf-8")
    except UnicodeEncodeError:
        raise RecordError.of("WRITE-CHARACTER") from None
    if len(raw.translate(None, _ILLEGAL)) != len(raw) or "\ufffe" in text or "\uffff" in text:
        raise RecordError.of("WRITE-CHARACTER")
    return raw


def _nothing_left(left: list[Extension]) -> None:
    if left:
        raise RecordError.of("WRITE-NO-PLACE", count=len(left), path=left[0].parent)
