"""One signature value in two slots: a signature that was copied (verification §11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from hocba.findings import Finding
from hocba.verify.facts import RecordFacts

__all__ = ["check"]

_SHOWN = 8


def check(facts: RecordFacts) -> Iterator[Finding]:
    """Slots of one record whose signatures have the same value; only the later formats keep it."""
    places: dict[str, list[str]] = defaultdict(list)
    for signature in facts.signatures:
        if signature.replay_key:
            places[signature.replay_key].append(signature.slot)
    for slots in places.values():
        if len(slots) > 1:
            yield Finding.of("VER-REPLAY-SLOTS", slots=", ".join(slots[:_SHOWN]))
