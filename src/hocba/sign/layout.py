"""A file while its slots are filled: the ground, and what went in since."""

from __future__ import annotations

import attrs

from hocba.errors import SigningError
from hocba.pki.certificate import Certificate
from hocba.sign.ground import Ground, Target
from hocba.sign.slot_place import SIGNATURE, SlotPlace

__all__ = ["SIGNATURE", "Ground", "Layout", "SlotPlace", "Target"]


@attrs.frozen(slots=False, eq=False)
class Layout:
    """A file: its ``ground``, which slots are ``filled``, and where bytes were inserted since (``moves``:
    place and length, in the offsets of the ground). ``holders``: who filled a slot since."""

    ground: Ground
    filled: frozenset[str] = frozenset()
    moves: tuple[tuple[int, int], ...] = ()
    holders: tuple[tuple[str, Certificate], ...] = ()

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

    def grew(self, target: Target) -> bool:
        """Whether a signature went into ``target`` since the ground was surveyed."""
        start, end = target.start, target.end
        return any(start < at < end for at, _ in self.moves)

    def covering(self, name: str) -> tuple[str, ...]:
        """The filled slots whose signature covers the place of slot ``name``: it may not change any more."""
        ground = self.ground
        if name not in ground.enclosed:
            return ()
        return tuple([other for other in ground.slots if other in self.filled and name in self.reach(other)])

    def reach(self, name: str) -> frozenset[str]:
        """The slots inside what the signature of slot ``name`` covers, or will cover."""
        ground = self.ground
        known = ground.reach.get(name)
        if known is not None:
            return known
        inside = [ground.inside[one] for one in ground.covers.get(name, ()) if one in ground.inside]
        return frozenset().union(*inside)

    def holder(self, name: str) -> Certificate | None:
        """The certificate whose signature stands in the slot ``name``, where it holds."""
        since = dict(self.holders)
        return since.get(name) or self.ground.holders.get(name)

    def signed(self, name: str, length: int, certificate: Certificate) -> Layout:
        """The layout after ``length`` bytes with a verified signature went in at the end of slot ``name``."""
        at = self.ground.slots[name].content_end
        return Layout(
            self.ground,
            self.filled | {name},
            (*self.moves, (at, length)),
            (*self.holders, (name, certificate)),
        )
