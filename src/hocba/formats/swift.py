"""Reading unsigned files in hocba's own form straight from their bytes.

A file that this version of hocba writes is a fixed sequence of tags: one expression for each block
recognises it and takes its values in one step. Whatever is not recognised to the last byte is read in the
general way, which alone decides what a file says; both give the same (ADR 0011).
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from typing import Any

from hocba.characters import suspicious
from hocba.formats.format import Format
from hocba.formats.reading import Reading, SlotClaim
from hocba.formats.swift_form import HEAD, Form, Part, form_of
from hocba.limits import DEFAULT_LIMITS, Limits

__all__ = ["swift"]

# what XML forbids or changes on reading, whatever would need an entity, and the end of CDATA
_ODD = bytes([*range(0x09), 0x0B, 0x0C, 0x0D, *range(0x0E, 0x20), 0x26, 0x5D, 0x7F])
_LINES = 60_000
_SHORT, _MOST_ROWS = 400, 4096
_IDS = re.compile('Id="([^"]+)"')


def swift(raw: bytes, formats: Iterable[Format], *, limits: Limits = DEFAULT_LIMITS) -> Reading | None:
    """The reading of ``raw`` in the first of ``formats`` whose own, unsigned form it has; else ``None``.

    Equal to what parsing and :meth:`Format.read` give, whose checks all hold for such a file. Raises
    nothing.
    """
    if not raw.startswith(HEAD) or len(raw) > min(limits.xml_bytes, limits.xml_text_bytes // 2):
        return None
    if raw.translate(None, _ODD) != raw or raw.count(b"<") > limits.xml_elements:
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if suspicious(text) or text.count("\n") > _LINES:
        return None
    for known in formats:
        form = form_of(known)
        if text.startswith(form.start):
            reading = _reading(text, known, form)
            if reading is not None:
                return reading
    return None


def _reading(text: str, known: Format, form: Form) -> Reading | None:
    values: dict[str, Any] = {}
    at = _inside(form.parts, text, len(form.start), values)
    end = form.end(text, at) if at >= 0 else None
    if end is None:
        return None
    values["extensions"], values["hoc_ba_id"] = (), None
    values["layout"] = known.record.model_fields["layout"].default
    record: Any = known.record.unchecked(values)
    slots = _slots(form, _IDS.findall(end[1]) if end.re.groups else (), text.count("\n"))
    return Reading(record=record, slots=slots, findings=(), format_id=known.id)


def _inside(parts: tuple[Part, ...], text: str, at: int, values: dict[str, Any]) -> int:
    """Read ``parts`` from ``at`` into ``values``; returns where they end, or -1."""
    for part in parts:
        found: list[Any] = []
        while text.startswith(part.start, at):
            if part.repeated or not found:
                block, at = _shared(part, text, at) if part.shared else _block(part, text, at)
                if at < 0:
                    return -1
                found.append(block)
            else:
                return -1
        if len(found) < part.least:
            return -1
        values[part.name] = tuple(found) if part.repeated else found[0]
    return at


def _block(part: Part, text: str, at: int) -> tuple[Any, int]:
    match = part.match(text, at)
    if match is None or (part.marked and match["marker"] is None):
        return None, -1
    values: dict[str, Any] = dict(zip(part.names, match.groups(), strict=True))
    for name, convert in part.converts:
        value = values[name]
        if value is not None:
            values[name] = convert(value)
    end = match.end()
    if part.inner:
        end = _inside(part.inner, text, end, values)
    if end < 0 or not text.startswith(part.end, end):
        return None, -1
    return part.make(values), end + len(part.end)


class _Rows(threading.local):
    """Rows that were read before: a subject, its level and its mark are the same for many pupils."""

    def __init__(self) -> None:
        self.known: dict[tuple[Part, str], Any] = {}


_seen = _Rows()


def _shared(part: Part, text: str, at: int) -> tuple[Any, int]:
    stop = text.find(part.end, at) + len(part.end)
    key = part, text[at:stop]
    known = _seen.known
    block = known.get(key)
    if block is not None:
        return block, stop
    block, end = _block(part, text, at)
    if end == stop and stop - at <= _SHORT:
        if len(known) >= _MOST_ROWS:
            known.clear()
        known[key] = block
    return block, end


def _slots(form: Form, ids: Iterable[str], line: int) -> tuple[SlotClaim, ...]:
    teachers = list(ids)
    made = []
    for slot, path in form.slots:
        if not slot.identified:
            made.append(SlotClaim(name=slot.tag, path=path, line=line, signatures=0))
            continue
        for number, identity in enumerate(teachers, 1):
            name = slot.tag if number == 1 else f"{slot.tag}[{number}]"
            place = path if len(teachers) == 1 else f"{path}[{number}]"
            made.append(SlotClaim(name=name, path=place, line=line, signatures=0, id=identity))
    return tuple(made)
