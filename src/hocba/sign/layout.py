"""Where the slots of one record stand, byte for byte, and what is known about its signed data."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from hocba.errors import SigningError

__all__ = ["SIGNATURE", "Ground", "Layout", "SlotPlace"]

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
    def signed(self) -> bool:
        """Whether a Signature stands directly inside."""
        return any(name == SIGNATURE for name, *_ in self.children)

    def child(self, name: str) -> tuple[int, int, str] | None:
        """The one child called ``name``; SigningError (SIGN-SLOT-CHILD-TWICE) when it stands there twice."""
        found = [entry for entry in self.children if entry[0] == name]
        if len(found) > 1:
            raise SigningError.of("SIGN-SLOT-CHILD-TWICE", slot=self.name, tag=name)
        return (found[0][1], found[0][2], found[0][3]) if found else None

    def moved(self, distance: int) -> SlotPlace:
        """The same slot ``distance`` bytes further on."""
        if not distance:
            return self
        return SlotPlace(
            self.name,
            self.start + distance,
            self.content_start + distance,
            self.content_end + distance,
            self.end + distance,
            self.tag,
            tuple(
                [(name, start + distance, end + distance, text) for name, start, end, text in self.children]
            ),
        )

    def grown(self, length: int) -> SlotPlace:
        """The slot after a signature of ``length`` bytes went in at its end."""
        if not length:
            return self
        at, end = self.content_end, self.content_end + length
        children = (*self.children, (SIGNATURE, at, end, ""))
        return SlotPlace(
            self.name, self.start, self.content_start, end, self.end + length, self.tag, children
        )


@attrs.frozen(kw_only=True, slots=False, eq=False)
class Ground:
    """What signing knows about a file's data and frame; it stays the same while slots are filled.

    ``data_digest`` is the base64 SHA-256 of the canonical octets of the data in place. ``openings``: per
    slot the canonical start tag that SignedInfo will have there. ``canonical``: nothing is in scope at the
    slots, and the bytes of the data element are its canonical octets as they stand. ``facts`` maps the tag
    paths that the profile names to their text, ``common`` is what records of one class share of them.
    ``written``: by hocba itself, in this process. ``broken`` maps filled slots to the reason why their
    signature does not hold. ``remarks`` counts comments and processing instructions inside the data.
    """

    profile_id: str
    data_id: str
    data_digest: bytes
    openings: Mapping[str, bytes]
    canonical: bool
    slots: Mapping[str, SlotPlace]
    facts: Mapping[str, str] = attrs.field(repr=False)
    common: tuple[str, ...] = attrs.field(default=(), repr=False)
    written: bool = False
    broken: Mapping[str, str] = attrs.field(factory=dict)
    remarks: int = 0


@attrs.frozen(slots=False, eq=False)
class Layout:
    """A file: its ``ground``, which slots are ``filled``, and where bytes were inserted since (``moves``:
    place and length, in the offsets of the ground, in the order of the file)."""

    ground: Ground
    filled: frozenset[str] = frozenset()
    moves: tuple[tuple[int, int], ...] = ()

    def place(self, name: str) -> SlotPlace:
        """The slot ``name`` as it is now; SigningError (SIGN-SLOT-MISSING) when the file has none.

        A slot filled since the ground was surveyed shows one Signature and nothing else: a file whose
        signature is to be replaced is surveyed again.
        """
        found = self.ground.slots.get(name)
        if found is None:
            raise SigningError.of("SIGN-SLOT-MISSING", slot=name)
        if not self.moves:
            return found
        distance = sum([length for at, length in self.moves if at < found.content_end])
        grown = sum([length for at, length in self.moves if at == found.content_end])
        return found.moved(distance).grown(grown)

    def free_end(self, name: str) -> int | None:
        """Where a signature goes into the slot ``name`` when it is empty with both tags; else None."""
        found = self.ground.slots.get(name)
        if found is None or found.children or found.empty_tag or name in self.filled:
            return None
        end = found.content_end
        return end + sum([length for at, length in self.moves if at < end]) if self.moves else end

    def signed(self, name: str, length: int) -> Layout:
        """The layout after ``length`` bytes with a verified signature went in at the end of slot ``name``."""
        at = self.ground.slots[name].content_end
        return Layout(self.ground, self.filled | {name}, (*self.moves, (at, length)))
