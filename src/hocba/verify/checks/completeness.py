"""Is every required slot filled? Against the profile, not against what is present (verification §11)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hocba.findings import Finding
from hocba.profiles.slots import Profile
from hocba.verify.extract.plan import PACKAGE_SLOT
from hocba.verify.facts import RecordFacts

__all__ = ["check", "missing"]


def check(facts: RecordFacts, profile: Profile, expected: Collection[str] = ()) -> Iterator[Finding]:
    """Required slots without a signature, and optional ones that stand empty.

    A slot for which the caller expects a signer is required, whether the record has it or not; the name of a
    kind of slots asks for one of them.
    """
    case = "later" if profile.expands else ""
    filled = {signature.slot for signature in facts.signatures}
    kinds = {slot.family for slot in profile.slots if slot.name in filled}
    missing_ones = {name for name in expected if name not in filled and name not in kinds}
    for slot in profile.slots:
        if slot.name not in filled:
            required = slot.required or slot.name in missing_ones
            yield missing(slot.name, slot.path, required=required, case=case)
    for name in sorted(missing_ones - {slot.name for slot in profile.slots} - {PACKAGE_SLOT}):
        yield missing(name, "", required=True, case=case)


def missing(name: str, path: str, *, required: bool, case: str = "") -> Finding:
    """The finding for a slot without a signature; ``case`` "later" cites what is known of later formats."""
    code = "VER-SLOT-MISSING" if required else "VER-SLOT-EMPTY"
    return Finding.of(code, path=path, slot=name, case=case)
