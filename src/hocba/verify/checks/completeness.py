"""Is every required slot filled? Against the profile, not against what is present (verification §11)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hocba.findings import Finding
from hocba.profiles.slots import Profile
from hocba.verify.facts import RecordFacts

__all__ = ["check", "missing"]


def check(facts: RecordFacts, profile: Profile, expected: Collection[str] = ()) -> Iterator[Finding]:
    """Required slots without a signature, and optional ones that stand empty.

    A slot for which the caller expects a signer is required.
    """
    filled = {signature.slot for signature in facts.signatures}
    for slot in profile.slots:
        if slot.name not in filled:
            yield missing(slot.name, slot.path, required=slot.required or slot.name in expected)


def missing(name: str, path: str, *, required: bool) -> Finding:
    """The finding for a slot without a signature."""
    return Finding.of("VER-SLOT-MISSING" if required else "VER-SLOT-EMPTY", path=path, slot=name)
