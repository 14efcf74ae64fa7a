"""Where the bytes of a new signature go: nothing outside the slot changes, nothing is written anew."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from hocba.errors import SigningError
from hocba.sign.layout import SlotPlace

__all__ = ["Edit", "Slotting", "apply", "slotting"]


@attrs.frozen(slots=False)
class Edit:
    """Replace ``raw[start:end]`` by ``text``."""

    start: int
    end: int
    text: bytes


@attrs.frozen(slots=False)
class Slotting:
    """How a slot takes a signature: ``edits`` that come before it, and ``at``, where it is put.

    ``date`` and ``number``: whether they are still to be written directly before the signature. ``opening``
    and ``closing`` stand around it where the slot was written ``<GVCN/>``; ``skip`` counts the bytes there
    that they stand for.
    """

    at: int
    date: bool = True
    number: bool = True
    opening: bytes = b""
    closing: bytes = b""
    skip: int = 0
    edits: tuple[Edit, ...] = ()

    @property
    def simple(self) -> bool:
        """Whether everything goes in at one place and nothing else moves."""
        return not (self.edits or self.skip)


def slotting(place: SlotPlace, *, date: str, number: str) -> Slotting:
    """Decide the edits for ``place``; ``date`` and ``number`` are what NGAY_KY and SO_CCCD must say.

    A child that already says so is kept, an empty one is filled. An older Signature and the two children
    that belong to it are taken out first: that it may be replaced is for the state gate to say. Raises
    SigningError (SIGN-SLOT-CHILD-TWICE, SIGN-SLOT-CHILD-DIFFERS).
    """
    if not place.children and not place.empty_tag:
        return Slotting(place.content_end)
    if place.empty_tag:
        closing = f"</{place.tag}>".encode()
        return Slotting(place.end - 2, opening=b">", closing=closing, skip=2)
    if place.signed:
        return _replacing(place)
    return _beside_children(place, date, number)


def apply(raw: bytes, slotting: Slotting, text: Sequence[bytes]) -> bytes:
    """The bytes of the file with ``text`` put in."""
    view = memoryview(raw)
    parts: list[bytes | memoryview] = []
    at = 0
    for edit in slotting.edits:
        parts += (view[at : edit.start], edit.text)
        at = edit.end
    rest = view[slotting.at + slotting.skip :]
    parts += (view[at : slotting.at], slotting.opening, *text, slotting.closing, rest)
    return b"".join(parts)


def _replacing(place: SlotPlace) -> Slotting:
    gone = [place.child(name) for name in ("NGAY_KY", "SO_CCCD", "Signature")]
    ranges = sorted((entry[0], entry[1]) for entry in gone if entry is not None)
    return Slotting(place.content_end, edits=tuple(Edit(start, end, b"") for start, end in ranges))


def _beside_children(place: SlotPlace, date: str, number: str) -> Slotting:
    dated, numbered = place.child("NGAY_KY"), place.child("SO_CCCD")
    edits = [
        edit
        for edit in (_filled(place, "NGAY_KY", dated, date), _filled(place, "SO_CCCD", numbered, number))
        if edit is not None
    ]
    if dated is None and numbered is not None:
        edits.append(Edit(numbered[0], numbered[0], f"<NGAY_KY>{date}</NGAY_KY>".encode()))
    return Slotting(
        place.content_end,
        date=dated is None and numbered is None,
        number=numbered is None,
        edits=tuple(sorted(edits, key=lambda edit: edit.start)),
    )


def _filled(place: SlotPlace, tag: str, child: tuple[int, int, str] | None, wanted: str) -> Edit | None:
    """Nothing where the child is absent or right; the child with its text where it is empty."""
    if child is None or child[2] == wanted:
        return None
    if child[2] or not wanted:
        raise SigningError.of("SIGN-SLOT-CHILD-DIFFERS", slot=place.name, tag=tag)
    return Edit(child[0], child[1], f"<{tag}>{wanted}</{tag}>".encode())
