"""May this slot be signed now? Order, prerequisites, and nothing already signed may change."""

from __future__ import annotations

from hocba.errors import RecordError, SigningError
from hocba.findings import Finding, Severity
from hocba.profiles.slots import Profile, Slot
from hocba.sign.gates import Gate
from hocba.sign.layout import Layout
from hocba.sign.local_check import WHOLE
from hocba.sign.overrides import allowed
from hocba.sign.record_file import RecordFile

__all__ = ["check_record", "check_state"]


def check_state(layout: Layout, slot: Slot, profile: Profile, gate: Gate, *, replace: bool) -> list[Finding]:
    """Check ``slot`` against the other slots (signing.md §4 step 3, §9). Returns recorded overrides.

    Raises SigningError: SIGN-SLOT-MISSING, SIGN-ISSUED, SIGN-SLOT-FILLED, SIGN-LATER-FILLED,
    SIGN-PREREQUISITE, SIGN-EARLIER-BROKEN, SIGN-WOULD-CHANGE, SIGN-COMMENTS.
    """
    layout.place(slot.name)
    remarks = layout.ground.remarks
    if not (layout.filled or slot.prerequisites or remarks):
        return []
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
    if remarks:
        findings.append(allowed(SigningError.of("SIGN-COMMENTS", count=remarks), gate.override))
    return findings


def _refuse_finished(layout: Layout, slot: Slot, profile: Profile, replace: bool) -> None:
    if profile.issuing_slot in layout.filled:
        raise SigningError.of("SIGN-ISSUED", slot=slot.name, issuing=profile.issuing_slot)
    if slot.name in layout.filled and not replace:
        raise SigningError.of("SIGN-SLOT-FILLED", slot=slot.name)
    for name, reason in layout.ground.broken.items():
        if name != slot.name:
            code = "SIGN-WOULD-CHANGE" if reason == WHOLE else "SIGN-EARLIER-BROKEN"
            raise SigningError.of(code, slot=name, reason=reason)


def check_record(file: RecordFile, gate: Gate) -> list[Finding]:
    """Refuse a record with error findings. Returns the recorded override.

    Raises RecordError (SIGN-RECORD-FINDINGS) and what the check itself raises for an unreadable record.
    """
    if gate.record is None:
        return []
    found = file._findings(gate.record)
    errors = [one for one in found if one.severity is Severity.ERROR] if found else []
    if not errors:
        return []
    codes = ", ".join(sorted({one.code for one in errors}))
    refusal = RecordError.of("SIGN-RECORD-FINDINGS", count=len(errors), codes=codes, findings=tuple(errors))
    return [allowed(refusal, gate.override)]
