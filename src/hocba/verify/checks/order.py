"""Do the claimed times contradict the order of signing? A finding; a policy may enforce it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import attrs

from hocba.findings import Finding
from hocba.profiles.slots import Slot
from hocba.verify.policy import Policy

__all__ = ["Claimed", "check"]

QUIRK = timedelta(hours=7)


@attrs.frozen
class Claimed:
    """The time that the signer in ``slot`` claims; ``path`` is where the signature stands."""

    slot: Slot
    path: str
    time: datetime


def check(claims: Iterable[Claimed], policy: Policy) -> Iterator[Finding]:
    """``claims`` in the order of the profile; found at the later slot, against the last of the kind before.

    Slots of one kind have no order among themselves. A claim that is ahead by no more than 7 h may be local
    time written as UTC: it is never enforced.
    """
    before: Claimed | None = None
    latest: Claimed | None = None
    for claim in claims:
        if latest is not None and claim.slot.order > latest.slot.order:
            before = latest
        if before is not None and claim.time < before.time:
            yield _found(before, claim, policy)
        if latest is None or claim.slot.order > latest.slot.order or claim.time > latest.time:
            latest = claim


def _found(before: Claimed, claim: Claimed, policy: Policy) -> Finding:
    enforced = policy.order_enforced and before.time - claim.time > QUIRK
    return Finding.of(
        "VER-ORDER-BROKEN" if enforced else "VER-ORDER",
        path=claim.path,
        earlier=before.slot.name,
        later=claim.slot.name,
        first=before.time.strftime("%Y-%m-%dT%H:%M:%SZ"),
        second=claim.time.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
