"""May this slot be signed now? Order, prerequisites, and nothing already signed may change."""

from __future__ import annotations

from typing import Self

import attrs

from hocba.errors import RecordError, SigningError
from hocba.findings import Finding, Severity
from hocba.profiles.slots import Profile, Slot
from hocba.sign.gates import Gate
from hocba.sign.layout import Layout
from hocba.sign.local_check import WHOLE
from hocba.sign.overrides import allowed
from hocba.sign.record_file import RecordFile

__all__ = ["Order", "check_record", "check_state"]


@attrs.frozen
class Order:
    """Which filled slots stand against signing one slot, and which must be filled before."""

    blocking: frozenset[str]
    needed: frozenset[str]

    @classmethod
    def of(cls, slot: Slot, profile: Profile) -> Self:
        """The order of ``slot`` under ``profile``."""
        blocking = {slot.name, profile.issuing_slot, *[other.name for other in profile.later(slot)]}
        return cls(frozenset(blocking), frozenset(slot.prerequisites))

    def clear(self, layout: Layout) -> bool:
        """Whether nothing in ``layout`` needs a closer look by :func:`check_state`."""
        filled, ground = layout.filled, layout.ground
        return not (filled & self.blocking or self.needed - filled or ground.broken or ground.remarks)


def check_state(
    layout: Layout, slot: Slot, profile: Profile, gate: Gate, *, replace: bool
) -> tuple[Finding, ...]:
    """Check ``slot`` against the other slots (signing.md §4 step 3, §9). Returns recorded overrides.

    Raises SigningError: SIGN-SLOT-MISSING, SIGN-ISSUED, SIGN-SLOT-FILLED, SIGN-LATER-FILLED,
    SIGN-PREREQUISITE, SIGN-EARLIER-BROKEN, SIGN-WOULD-CHANGE, SIGN-COMMENTS.
    """
    layout.place(slot.name)
    _refuse_finished(layout, slot, profile, replace)
    findings = []
    later = [other.name for other in profile.later(slot) if other.name in layout.filled]
    if later:
        refusal = SigningError.of("SIGN-LATER-FILLED", slot=slot.name, later=", ".join(later))
        if slot.name in layout.filled:
            raise refusal
        findings.append(allowed(refusal, gate.override))
    missing = [name for name in slot.prerequisites if name not in layout.filled]
    if missing:
        raise SigningError.of("SIGN-PREREQUISITE", slot=slot.name, missing=", ".join(missing))
    remarks = layout.ground.remarks
    if remarks:
        findings.append(allowed(SigningError.of("SIGN-COMMENTS", count=remarks), gate.override))
    return tuple(findings)


def _refuse_finished(layout: Layout, slot: Slot, profile: Profile, replace: bool) -> None:
    if profile.issuing_slot in layout.filled:
        raise SigningError.of("SIGN-ISSUED", slot=slot.name, issuing=profile.issuing_slot)
    if slot.name in layout.filled and not replace:
        raise SigningError.of("SIGN-SLOT-FILLED", slot=slot.name)
    for name, reason in layout.ground.broken.items():
        if name != slot.name:
            code = "SIGN-WOULD-CHANGE" if reason == WHOLE else "SIGN-EARLIER-BROKEN"
            raise SigningError.of(code, slot=name, reason=reason)


def check_record(file: RecordFile, gate: Gate) -> tuple[Finding, ...]:
    """Refuse a record with error findings. Returns the recorded override.

    Raises RecordError (SIGN-RECORD-FINDINGS) and what the check itself raises for an unreadable record.
    """
    found = file._findings(gate.record) if gate.record is not None else ()
    errors = [one for one in found if one.severity is Severity.ERROR] if found else []
    if not errors:
        return ()
    codes = ", ".join(sorted({one.code for one in errors}))
    refusal = RecordError.of("SIGN-RECORD-FINDINGS", count=len(errors), codes=codes, findings=tuple(errors))
    return (allowed(refusal, gate.override),)
