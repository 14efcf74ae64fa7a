"""What a signature covers: exactly the element of its slot, resolved to one node, nothing by a detour."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.findings import Finding
from hocba.profiles.slots import Slot
from hocba.verify.facts import SignatureFacts

__all__ = ["check", "covers_slot"]

_EXPECTED = frozenset({"data", "whole"})
_METHOD_UNKNOWN = "VER-ALG-UNKNOWN"


def check(facts: SignatureFacts, slot: Slot) -> Iterator[Finding]:
    """References that are refused, an expected element that none covers, a time outside all of them."""
    if facts.problem:
        return
    for reference in facts.references:
        if reference.problem and reference.problem != _METHOD_UNKNOWN:
            yield Finding.of(
                reference.problem,
                path=facts.path,
                line=facts.line,
                slot=facts.slot,
                uri=reference.uri,
                detail=reference.detail,
            )
        elif reference.role == "whole":
            yield Finding.of("VER-COVER-WHOLE", path=facts.path, slot=facts.slot)
    if not covers_slot(facts):
        yield Finding.of(
            "VER-COVER-MISSING", path=facts.path, line=facts.line, slot=facts.slot, covers=slot.covers or "/"
        )
    if any(not claim.covered for claim in facts.claims):
        yield Finding.of("VER-TIME-UNSIGNED", path=facts.path, line=facts.line, slot=facts.slot)


def covers_slot(facts: SignatureFacts) -> bool:
    """Whether a reference names the element that the slot has to cover; its digest is another question."""
    return any(reference.role in _EXPECTED for reference in facts.references)
