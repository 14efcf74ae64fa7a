"""Where the slots of one record stand, byte for byte, and what is known about its signed data."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from hocba.errors import SigningError

__all__ = ["SIGNATURE", "Layout", "SlotPlace"]

SIGNATURE = "Signature"


@attrs.frozen(slots=False)
class SlotPlace:
    """One slot: offsets into the file, and its children that signing must respect.

    ``children`` are (local name, start, end, text) of every element directly inside.
    """

    name: str
    start: int
    content_start: int
    content_end: int
    end: int
    tag: str
    children: tuple[tuple[str, int, int, str], ...] = attrs.field(default=(), repr=False)

    @property
    def empty_tag(self) -> bool:
        """Whether the slot is written ``<GVCN/>``."""
        return self.content_start == self.content_end == self.end

    @property
    def signatures(self) -> tuple[tuple[int, int], ...]:
        """Offsets of every Signature directly inside."""
        return tuple((start, end) for name, start, end, _ in self.children if name == SIGNATURE)

    def child(self, name: str) -> tuple[int, int, str] | None:
        """The one child called ``name``; SigningError (SIGN-SLOT-CHILD-TWICE) when it stands there twice."""
        found = [entry for entry in self.children if entry[0] == name]
        if len(found) > 1:
            raise SigningError.of("SIGN-SLOT-CHILD-TWICE", slot=self.name, tag=name)
        return (found[0][1], found[0][2], found[0][3]) if found else None

    def moved(self, distance: int) -> SlotPlace:
        """The same slot ``distance`` bytes further on."""
        return SlotPlace(
            self.name,
            self.start + distance,
            self.content_start + distance,
            self.content_end + distance,
            self.end + distance,
            self.tag,
            tuple((name, start + distance, end + distance, text) for name, start, end, text in self.children)
            if self.children
            else (),
        )


@attrs.frozen(slots=False)
class Layout:
    """What signing knows about one file.

    ``plain``: no namespace declaration and no ``xml:*`` attribute is in scope at the slots, so that the
    canonical form of SignedInfo is known as it is written. ``canonical``: besides, the bytes of the data
    element are its canonical octets as they stand. ``data_digest`` is the base64 SHA-256 of those octets
    in place. ``facts`` maps the tag paths that the profile names to their text. ``broken`` maps filled
    slots to the reason why their signature does not hold. ``remarks`` counts comments and processing
    instructions inside the data.
    """

    profile_id: str
    data_id: str
    data_digest: bytes
    plain: bool
    canonical: bool
    slots: Mapping[str, SlotPlace]
    facts: Mapping[str, str] = attrs.field(repr=False)
    filled: frozenset[str] = frozenset()
    broken: Mapping[str, str] = attrs.field(factory=dict)
    remarks: int = 0

    def signed(self, name: str, length: int) -> Layout:
        """The layout after ``length`` bytes with one signature went in at the end of slot ``name``.

        The new signature was verified. Its own children are not listed one by one: a file whose signature
        is to be replaced is analysed again.
        """
        here = self.slots[name]
        at = here.content_end
        places = {}
        for key, place in self.slots.items():
            if key == name:
                children = ((SIGNATURE, at, at + length, ""),)
                places[key] = SlotPlace(
                    key, here.start, here.content_start, at + length, here.end + length, here.tag, children
                )
            else:
                places[key] = place.moved(length) if place.start >= at else place
        return Layout(
            self.profile_id,
            self.data_id,
            self.data_digest,
            self.plain,
            self.canonical,
            places,
            self.facts,
            self.filled | {name},
            self.broken,
            self.remarks,
        )

    def place(self, name: str) -> SlotPlace:
        """The slot ``name``; SigningError (SIGN-SLOT-MISSING) when the file has no such element."""
        found = self.slots.get(name)
        if found is None:
            raise SigningError.of("SIGN-SLOT-MISSING", slot=name)
        return found
