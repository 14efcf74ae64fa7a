"""Finding the bytes of a field by reading back: a change is right when the file then says what is wanted.

Readers are lenient: rows, years and blocks may stand in several places. Instead of repeating their rules,
each tag that could hold the field is tried, and the result is read again with the same format. What does not
read as the wanted record and nothing else is not the place.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from hocba.edit.splice import Sheet
from hocba.edit.spots import Spot, tag_of
from hocba.errors import HocbaError, LimitExceededError, RecordError
from hocba.formats.format import Format
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.model.base import RecordBase
from hocba.model.walk import blocks, simple_fields
from hocba.xml.document import parse

__all__ = ["changed"]

MOST_TRIES = 200
MOST_BYTES = 512 * 1024 * 1024
MOST_UNKNOWN = 16


def changed(
    raw: bytes,
    known: Format,
    spot: Spot,
    wanted: RecordBase,
    value: str | None,
    *,
    limits: Limits = DEFAULT_LIMITS,
) -> bytes:
    """``raw`` with ``value`` at ``spot`` (None: without the tag), so that it reads as ``wanted``.

    A new tag goes behind the nearest tag of its block that comes before it in the order of the format (and
    behind unknown content that follows that one), else before the nearest that comes after it, else first
    into the block; white space is laid out as beside it.

    Raises RecordError (EDIT-NOT-LOCATED: no single tag holds the field, as where a comment stands in it),
    LimitExceededError (EDIT-TOO-MANY), and what parsing raises.
    """
    sheet = Sheet.of(raw, limits)
    most = max(1, min(MOST_TRIES, MOST_BYTES // max(1, len(raw))))
    for number, made in enumerate(_candidates(sheet, spot, _likely(sheet, spot, wanted), value)):
        if number >= most:
            raise LimitExceededError.of("EDIT-TOO-MANY", limit=most)
        if _reads_as(made, known, wanted, limits):
            return made
    raise RecordError.of("EDIT-NOT-LOCATED", path=spot.path)


def _likely(sheet: Sheet, spot: Spot, record: RecordBase) -> etree._Element | None:
    """The element that the block of ``spot`` most likely is: of those with its name the one of its number."""
    fellows = [held.way for held in blocks(record) if held.part is spot.held.part]
    named = islice(sheet.named(spot.held.part.block), fellows.index(spot.held.way), None)
    return next(named, None)


def _reads_as(raw: bytes, known: Format, wanted: RecordBase, limits: Limits) -> bool:
    try:
        return known.read(parse(raw, limits=limits)).record == wanted
    except HocbaError:
        return False


def _candidates(
    sheet: Sheet, spot: Spot, likely: etree._Element | None, value: str | None
) -> Iterator[bytes]:
    old, tag = spot.value, spot.tag
    if old is not None:
        for element in sheet.leaves(tag, old, likely):
            yield sheet.without(element) if value is None else sheet.with_text(element, value)
        return
    if value is None:
        return
    for element in sorted(sheet.named(tag), key=lambda one: one.getparent() is not likely):
        if not len(element) and not element.text:  # an empty tag says nothing, but has its place
            yield sheet.with_text(element, value)
    yield from _insertions(sheet, spot, likely, value)


def _insertions(sheet: Sheet, spot: Spot, likely: etree._Element | None, value: str) -> Iterator[bytes]:
    """A new tag beside a filled one of the block; unknown content keeps the tag that it follows."""
    anchors = list(_anchors(spot))
    for anchor, behind in anchors:
        for element in sheet.leaves(*anchor, likely):
            for place in (element, *(islice(element.itersiblings("*"), MOST_UNKNOWN) if behind else ())):
                yield sheet.beside(place, spot.tag, value, behind=behind)
    for element in () if anchors else sheet.named(spot.held.part.block):
        yield sheet.inside(element, spot.tag, value)
        for place in islice(element.iterchildren("*"), MOST_UNKNOWN):
            yield sheet.beside(place, spot.tag, value, behind=True)


def _anchors(spot: Spot) -> Iterator[tuple[tuple[str, str], bool]]:
    """Tag and text of the filled fields of the block, nearest first; whether the new tag goes behind them."""
    block = spot.held.block
    names = simple_fields(type(block))
    place = names.index(spot.name)
    for behind, group in ((True, reversed(names[:place])), (False, iter(names[place + 1 :]))):
        for name in group:
            text = block.__dict__[name]
            if text:
                yield (tag_of(type(block), name), text), behind
