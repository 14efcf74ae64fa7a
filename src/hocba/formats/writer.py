"""From a record to the bytes of a new, unsigned file (format-v1.md §2, §4, §12)."""

from __future__ import annotations

from hocba.errors import RecordError
from hocba.formats.emit import plain, whole
from hocba.formats.format import Format
from hocba.formats.options import DEFAULT_OPTIONS, WriteOptions
from hocba.formats.outside import Outside
from hocba.formats.plan import plan_of
from hocba.formats.v1_0 import FORMAT as V1_0
from hocba.model.extension import Extension
from hocba.model.record import Record
from hocba.xml import escape

__all__ = ["WriteOptions", "write"]

# XML 1.0 §2.2: what UTF-8 may hold, except these control characters
_LEGAL = bytes([0x09, 0x0A, 0x0D, *range(0x20, 0x100)])


def write(record: Record, known: Format = V1_0, *, options: WriteOptions | None = None) -> bytes:
    """The file of ``record``: UTF-8, no white space between tags, order of the table, null as no tag.

    The same record and options give the same bytes. The data element is its own canonical form
    (C14N 1.0 and 1.1, inclusive and exclusive, without comments); the slots are empty elements. Values
    are written as the record holds them unless ``options`` re-form dates or booleans; rules, lengths and
    obligation are not checked. Reading the bytes back gives an equal record when every value is
    non-empty text, as after strict creation or reading.

    Raises RecordError: WRITE-CHARACTER (a character that XML does not allow), WRITE-EXTENSION and
    WRITE-NO-PLACE (content without a field that is no canonical element, or whose block is not
    written), WRITE-NAME (a layout name or id attribute that is no name).
    """
    plan = plan_of(known, options or DEFAULT_OPTIONS, record.layout)
    data = plain(record, plan, known.data) if plan.default and not record.extensions else None
    before = after = attributes = ""
    if record.hoc_ba_id is not None:
        attributes = f' {plan.data_attributes[0][0]}="{escape.attribute(record.hoc_ba_id)}"'
    if data is None:
        outside = Outside(record.extensions)
        own = ((plan.data_attributes[0][0], record.hoc_ba_id),) if record.hoc_ba_id is not None else ()
        attributes = outside.attributes("", own)
        before = "".join(outside.following("", ""))
        data = whole(record, plan, known, outside) + "".join(outside.following("", known.data))
        after = "".join(outside.rest(""))
        _nothing_left(outside.left())
    return _bytes(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{known.root}{attributes}>{before}{data}{plan.slots}{after}'
        f"</{known.root}>\n"
    )


def _bytes(text: str) -> bytes:
    try:
        raw = text.encode("utf-8")
    except UnicodeEncodeError:
        raise RecordError.of("WRITE-CHARACTER") from None
    if raw.translate(None, _LEGAL) or b"\xef\xbf\xbe" in raw or b"\xef\xbf\xbf" in raw:
        raise RecordError.of("WRITE-CHARACTER")
    return raw


def _nothing_left(left: list[Extension]) -> None:
    if left:
        raise RecordError.of("WRITE-NO-PLACE", count=len(left), path=left[0].parent)
