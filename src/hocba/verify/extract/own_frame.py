"""The file around signatures, as hocba writes it: start, data element, one signing area with every slot."""

from __future__ import annotations

import attrs

from hocba.profiles.slots import Profile, Slot
from hocba.verify.extract.own_pattern import slot_pattern, start_pattern
from hocba.verify.extract.own_signature import Beside, OwnSignature, OwnSignatures

__all__ = ["Frame", "FrameReader", "OwnSlot"]

_SIGNATURE = b"<Signature "


@attrs.frozen(slots=False)
class OwnSlot:
    """One slot as it stands in the file; ``signature`` is None where it is empty."""

    slot: Slot
    ngay_ky: str | None
    so_cccd: str | None
    signature: OwnSignature | None

    def beside(self, line: int) -> Beside:
        """What the slot says beside its signature, which stands in ``line``."""
        return Beside(self.slot.name, self.slot.path, line, self.ngay_ky, self.so_cccd)


@attrs.frozen(slots=False)
class Frame:
    """The data element with its two tags, the slots, and the ``line`` in which they all stand."""

    raw: bytes
    data: bytes
    data_start: bytes
    data_end: bytes
    slots: tuple[OwnSlot, ...]
    line: int

    def rest(self) -> bytes:
        """The file without its signatures."""
        parts = []
        at = 0
        for slot in self.slots:
            if slot.signature is not None:
                parts.append(self.raw[at : slot.signature.start])
                at = slot.signature.end
        parts.append(self.raw[at:])
        return b"".join(parts)


class FrameReader:
    """Takes files apart that have the frame of ``profile``. Not for two threads at once."""

    __slots__ = ("_area", "_data", "_data_end", "_data_id", "_end", "_signatures", "_slots", "_start")

    def __init__(self, profile: Profile, signatures: OwnSignatures) -> None:
        self._signatures = signatures
        self._start = start_pattern(profile)
        self._data = f"<{profile.data} ".encode()
        self._data_id = profile.data_id
        self._data_end = f"</{profile.data}>".encode()
        self._area = f"<{profile.signing_area}>".encode()
        self._end = f"</{profile.signing_area}></{profile.root}>".encode()
        self._slots = tuple(
            (slot, slot_pattern(slot.name), f"</{slot.name}>".encode()) for slot in profile.slots
        )

    def read(self, raw: bytes) -> Frame | None:
        """None where anything around the data is not byte for byte as hocba writes it, or an id occurs twice.

        About the data itself nothing is said but that its end tag does not occur inside.
        """
        start = self._start.match(raw)
        if start is None:
            return None
        data_start = raw.rindex(self._data, 0, start.end())
        data_end = raw.find(self._data_end, start.end())
        if data_end < 0:
            return None
        data_end += len(self._data_end)
        if not raw.startswith(self._area, data_end):
            return None
        found = self._read_slots(raw, data_end + len(self._area))
        if found is None:
            return None
        slots, at = found
        if raw[at:].removesuffix(b"\n") != self._end or not self._ids_differ(start["id"], slots):
            return None
        data = raw[data_start:data_end]
        line = 1 + raw.count(b"\n", 0, data_end)
        return Frame(raw, data, raw[data_start : start.end()], self._data_end, slots, line)

    def _read_slots(self, raw: bytes, at: int) -> tuple[tuple[OwnSlot, ...], int] | None:
        """Every slot in its place, empty or with one signature, and where the last one ends."""
        slots = []
        for slot, pattern, end_tag in self._slots:
            opening = pattern.match(raw, at)
            if opening is None:
                return None
            at = opening.end()
            signature = None
            if raw.startswith(_SIGNATURE, at):
                signature = self._signatures.match(raw, at)
                if signature is None:
                    return None
                at = signature.end
            elif opening["date"] or opening["number"]:
                return None
            if not raw.startswith(end_tag, at):
                return None
            at += len(end_tag)
            slots.append(OwnSlot(slot, _text(opening["date"]), _text(opening["number"]), signature))
        return tuple(slots), at

    def _ids_differ(self, record_id: bytes | None, slots: tuple[OwnSlot, ...]) -> bool:
        """Whether no id of the file occurs twice: those of a signature all end in what makes it unique."""
        ends = [slot.signature.unique for slot in slots if slot.signature is not None]
        own = _text(record_id) or ""
        return len(set(ends)) == len(ends) and own != self._data_id and not own.endswith(tuple(ends))


def _text(found: bytes | None) -> str | None:
    return None if found is None else found.decode()
