"""The layout of a file that hocba's own writer has just made, without parsing it."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode

from hocba.model.base import RecordBase
from hocba.profiles.slots import Profile
from hocba.sign.ground import Ground, Target
from hocba.sign.layout import Layout
from hocba.sign.opening import PLAIN
from hocba.sign.persons import common_facts
from hocba.sign.slot_place import SlotPlace

__all__ = ["written_layout"]

_PROLOGUE = rb'<\?xml version="1\.0" encoding="UTF-8"\?>\n<%b(?: id="[\w.\-]+")?>'
_FOREIGN = (b"<!", b"<?", b"xmlns", b"xml:", b"\r")
"""What the canonical form treats specially; a record may carry it only through unknown tags."""


def written_layout(raw: bytes, record: RecordBase, profile: Profile) -> Layout | None:
    """The layout of ``raw``, which the writer made from ``record``; None where it is not the usual form.

    The frame around the data is compared byte for byte. That the data element between its tags is
    canonical is the writer's promise; it is relied on only where nothing unknown was carried over.
    """
    if profile.expands:
        return None
    name, area = profile.data.encode(), profile.signing_area.encode()
    opening = b'<%b id="%b">' % (name, profile.data_id.encode())
    start = raw.find(opening)
    end = raw.rfind(b"</%b>" % name) + len(name) + 3
    if start < 0 or not re.fullmatch(_PROLOGUE % profile.root.encode(), raw[:start]):
        return None
    slots = b"".join(b"<%b></%b>" % (slot.name.encode(), slot.name.encode()) for slot in profile.slots)
    frame = b"<%b>%b</%b></%b>\n" % (area, slots, area, profile.root.encode())
    if raw[end:] != frame or record.extensions or _foreign(raw, start, end):
        return None
    facts = {path: _fact(record, path) for path in profile.named_fields}
    digest = b64encode(hashlib.sha256(memoryview(raw)[start:end]).digest())
    covered = (profile.data_id,)
    ground = Ground(
        profile=profile,
        base=profile,
        targets={profile.data_id: Target(profile.data_id, digest, start, end, plain=True)},
        covers=dict.fromkeys([slot.name for slot in profile.slots], covered),
        openings=dict.fromkeys([slot.name for slot in profile.slots], PLAIN),
        bare=True,
        written=True,
        slots=_empty_slots(end + len(area) + 2, profile),
        facts=facts,
        common=common_facts(facts, profile),
    )
    return Layout(ground)


def _foreign(raw: bytes, start: int, end: int) -> bool:
    return any(raw.find(mark, start, end) >= 0 for mark in _FOREIGN)


def _empty_slots(at: int, profile: Profile) -> dict[str, SlotPlace]:
    places = {}
    for slot in profile.slots:
        size = len(slot.name)
        content = at + size + 2
        places[slot.name] = SlotPlace(slot.name, at, content, content, content + size + 3, slot.name)
        at = content + size + 3
    return places


def _fact(record: RecordBase, path: str) -> str:
    """The value at a tag path: field names are the tags in lower case."""
    value: object = record
    for step in path.lower().split("/"):
        value = getattr(value, step, None)
    return value if isinstance(value, str) else ""
