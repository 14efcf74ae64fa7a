"""Several broken signatures read together: what that says about when the data were changed."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.findings import Finding
from hocba.verify.facts import RecordFacts, SignatureFacts

__all__ = ["check"]


def check(facts: RecordFacts) -> Iterator[Finding]:
    """Signatures whose value holds while the digest of the data does not: the data came to change."""
    changed: dict[str, list[str]] = {}
    for signature in facts.signatures:
        for covers in _changed(signature):
            changed.setdefault(covers, []).append(signature.slot)
    for covers, slots in changed.items():
        if len(slots) > 1:
            yield Finding.of("VER-WHY-SAME-AREA", slots=", ".join(slots), covers=covers or "/")
    for place, signature in enumerate(facts.signatures):
        later = facts.signatures[place + 1 :]
        if later and any(
            reference.role == "whole" and reference.intact is False and not reference.why
            for reference in signature.references
        ):
            yield Finding.of(
                "VER-WHY-LATER-SIGNATURE",
                path=signature.path,
                slot=signature.slot,
                later=", ".join(other.slot for other in later),
            )


def _changed(signature: SignatureFacts) -> set[str]:
    """What a signature with a sound value covers that is not as it was, and nothing else explains why."""
    if signature.value_ok is not True:
        return set()
    return {
        reference.covers
        for reference in signature.references
        if reference.role in {"data", "whole"} and reference.intact is False and not reference.detail
    }
