"""What signing knows about a file before anything is put in: its slots, and what each of them covers."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from hocba.errors import SigningError
from hocba.pki.certificate import Certificate
from hocba.profiles.slots import Profile
from hocba.sign.slot_place import SlotPlace

__all__ = ["Ground", "Target"]


@attrs.frozen(slots=False)
class Target:
    """One element that slots sign: its id, and the base64 SHA-256 of its canonical octets in place.

    ``start`` and ``end`` are offsets into the ground. ``plain``: the bytes there are its canonical octets as
    they stand.
    """

    id: str
    digest: bytes
    start: int
    end: int
    plain: bool


@attrs.frozen(kw_only=True, slots=False, eq=False)
class Ground:
    """What signing knows about a file's data and frame; it stays the same while slots are filled.

    ``profile`` has the slots of this very document, ``base`` those of its table. ``covers`` names the
    ``targets`` of each slot by id; nothing where that cannot be told. ``openings``: per slot the canonical
    start tag that SignedInfo will have there; ``bare``: nothing is in scope at any of them. ``facts`` maps
    the tag paths that the profile names to their text; ``numbers``: by which numbers the signer of a slot is
    known. ``common`` is what records of one class share
    of the facts. ``written``: by hocba itself, in this process. ``broken`` maps filled slots to the reason
    why their signature does not hold, ``holders`` to the certificates of those that do, ``reach`` to the
    slots inside what their signature covers. ``inside``: the slots in each target that holds any;
    ``enclosed``: all that a signature covers or will cover. ``remarks`` counts comments and processing
    instructions inside the data.
    """

    profile: Profile
    base: Profile
    targets: Mapping[str, Target]
    covers: Mapping[str, tuple[str, ...]]
    openings: Mapping[str, bytes]
    bare: bool
    slots: Mapping[str, SlotPlace]
    facts: Mapping[str, str] = attrs.field(repr=False)
    numbers: Mapping[str, frozenset[str]] = attrs.field(factory=dict, repr=False)
    common: tuple[str, ...] = attrs.field(default=(), repr=False)
    written: bool = False
    broken: Mapping[str, str] = attrs.field(factory=dict)
    holders: Mapping[str, Certificate] = attrs.field(factory=dict)
    reach: Mapping[str, frozenset[str]] = attrs.field(factory=dict)
    inside: Mapping[str, frozenset[str]] = attrs.field(factory=dict)
    enclosed: frozenset[str] = frozenset()
    remarks: int = 0

    @property
    def record_id(self) -> str:
        """The id of the record in the later formats, where rows are signed that do not hold it."""
        return self.facts.get(self.profile.record_id_field, "") if self.profile.expands else ""

    def targets_of(self, name: str) -> tuple[Target, ...]:
        """What the slot ``name`` signs; SigningError (SIGN-COVERS-NOTHING) where that cannot be told."""
        ids = self.covers.get(name, ())
        if not ids:
            raise SigningError.of("SIGN-COVERS-NOTHING", slot=name)
        return tuple([self.targets[one] for one in ids])
