"""Where one slot stands, byte for byte."""

from __future__ import annotations

import attrs

from hocba.errors import SigningError

__all__ = ["SIGNATURE", "SlotPlace"]

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
