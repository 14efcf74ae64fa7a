"""What a signature covers: exactly the elements of its slot, each resolved to one node, none by a detour."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.findings import Finding
from hocba.profiles.slots import Slot
from hocba.verify.facts import SignatureFacts
from hocba.verify.render_safe import mask_numbers

__all__ = ["check", "covers_slot"]

_EXPECTED = frozenset({"data", "whole"})
_SHOWN = 8
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
                uri=mask_numbers(reference.uri),
                detail=reference.detail,
            )
        elif reference.role == "whole":
            yield Finding.of("VER-COVER-WHOLE", path=facts.path, slot=facts.slot)
    if not covers_slot(facts):
        yield _found("VER-COVER-MISSING", facts, slot.covers or "/")
    elif facts.missing:
        yield _found("VER-COVER-PARTIAL", facts, ", ".join(facts.missing[:_SHOWN]))
    if any(not claim.covered for claim in facts.claims):
        yield Finding.of("VER-TIME-UNSIGNED", path=facts.path, line=facts.line, slot=facts.slot)


def _found(code: str, facts: SignatureFacts, covers: str) -> Finding:
    return Finding.of(code, path=facts.path, line=facts.line, slot=facts.slot, covers=covers)


def covers_slot(facts: SignatureFacts) -> bool:
    """Whether a reference names the element that the slot has to cover; its digest is another question."""
    return any(reference.role in _EXPECTED for reference in facts.references)
