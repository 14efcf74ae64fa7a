"""Do the claimed times contradict the order of signing? A finding; a policy may enforce it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from hocba.findings import Finding
from hocba.verify.policy import Policy

__all__ = ["check"]

QUIRK = timedelta(hours=7)


def check(times: list[tuple[str, str, datetime]], policy: Policy) -> Iterator[Finding]:
    """``times`` are slot, its path and its claim in the order of the profile; found at the later slot.

    A claim that is ahead by no more than 7 h may be local time written as UTC: it is never enforced.
    """
    for (earlier, _, first), (later, path, second) in pairwise(times):
        if second < first:
            enforced = policy.order_enforced and first - second > QUIRK
            yield Finding.of(
                "VER-ORDER-BROKEN" if enforced else "VER-ORDER",
                path=path,
                earlier=earlier,
                later=later,
                first=first.strftime("%Y-%m-%dT%H:%M:%SZ"),
                second=second.strftime("%Y-%m-%dT%H:%M:%SZ"),
            )
