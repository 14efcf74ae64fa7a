"""Several broken signatures read together: what that says about when the data were changed."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.findings import Finding
from hocba.verify.facts import RecordFacts, SignatureFacts

__all__ = ["check"]


def check(facts: RecordFacts) -> Iterator[Finding]:
    """Signatures whose value holds while the digest of the data does not: the data came to change."""
    changed = [signature for signature in facts.signatures if _data_changed(signature)]
    if len(changed) > 1:
        covers = next(reference.covers for reference in changed[0].references if reference.intact is False)
        yield Finding.of(
            "VER-WHY-SAME-AREA",
            slots=", ".join(signature.slot for signature in changed),
            covers=covers or "/",
        )
    for place, signature in enumerate(facts.signatures):
        later = facts.signatures[place + 1 :]
        if later and any(
            reference.role == "whole" and reference.intact is False for reference in signature.references
        ):
            yield Finding.of(
                "VER-WHY-LATER-SIGNATURE",
                path=signature.path,
                slot=signature.slot,
                later=", ".join(other.slot for other in later),
            )


def _data_changed(signature: SignatureFacts) -> bool:
    return signature.value_ok is True and any(
        reference.role in {"data", "whole"} and reference.intact is False
        for reference in signature.references
    )
