"""The time that the signer claims (verification §9). A claim is checked for sense; it proves nothing."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from functools import lru_cache

from hocba.findings import Finding
from hocba.pki.certificate import Certificate
from hocba.verify.facts import SignatureFacts
from hocba.verify.policy import Rules

__all__ = ["check", "claimed"]

QUIRK = timedelta(hours=7)
VIET_NAM = timezone(QUIRK)
_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")


def claimed(facts: SignatureFacts) -> datetime | None:
    """The one instant that covered claims agree on; None without any, or where they differ."""
    instants = {claim.at for claim in facts.claims if claim.covered and claim.placed}
    return next(iter(instants)) if len(instants) == 1 else None


def check(
    facts: SignatureFacts,
    moment: datetime | None,
    certificate: Certificate | None,
    rules: Rules,
    now: datetime,
) -> Iterator[Finding]:
    """Missing, unreadable, misplaced and contradictory claims; claims outside what is possible; NGAY_KY.

    ``moment`` is what :func:`claimed` found.
    """
    if facts.problem:
        return
    if facts.time_stamps:
        yield _found(facts, "VER-STAMP-UNCHECKED")
    elif rules.timestamp_required:
        yield _found(facts, "VER-STAMP-MISSING")
    covered = [claim for claim in facts.claims if claim.covered]
    if any(not claim.placed for claim in covered):
        yield _found(facts, "VER-TIME-PLACE")
    if any(claim.at is None for claim in covered):
        yield _found(facts, "VER-TIME-FORM")
    if not covered:
        yield _found(facts, "VER-TIME-NONE")
    elif len({claim.at for claim in covered}) > 1:
        yield _found(facts, "VER-TIME-DIFFERENT")
    if moment is not None:
        yield from _possible(facts, moment, certificate, now)
    if facts.ngay_ky:
        yield from _day(facts, moment)


def _possible(
    facts: SignatureFacts, moment: datetime, certificate: Certificate | None, now: datetime
) -> Iterator[Finding]:
    if certificate is not None and moment < certificate.not_before:
        yield _found(facts, "VER-TIME-BEFORE-CERT", time=_shown(moment))
    if certificate is not None and moment > certificate.not_after:
        yield _found(facts, "VER-TIME-AFTER-CERT", time=_shown(moment))
    if moment > now:
        late = moment - now > QUIRK
        yield _found(facts, "VER-TIME-AFTER-CHECK" if late else "VER-TIME-QUIRK", time=_shown(moment))


def _day(facts: SignatureFacts, moment: datetime | None) -> Iterator[Finding]:
    """NGAY_KY beside the signature: the date of the claim in UTC+7, or in UTC. Nobody signs it."""
    text = (facts.ngay_ky or "").strip()
    found = _DAY.fullmatch(text)
    if found is None:
        yield _found(facts, "VER-NGAY-KY-FORM")
        return
    if moment is not None and f"{found[3]}-{found[2]}-{found[1]}" not in _dates(moment):
        yield _found(facts, "VER-NGAY-KY", date=text, time=_shown(moment))


def _found(facts: SignatureFacts, code: str, time: str = "", date: str = "") -> Finding:
    return Finding.of(code, path=facts.path, line=facts.line, slot=facts.slot, time=time, date=date)


def _shown(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@lru_cache(maxsize=4096)
def _dates(moment: datetime) -> frozenset[str]:
    """The date of ``moment`` in UTC and in UTC+7, where the calendar still has one."""
    dates = {moment.date().isoformat()}
    with contextlib.suppress(OverflowError):
        dates.add(moment.astimezone(VIET_NAM).date().isoformat())
    return frozenset(dates)
