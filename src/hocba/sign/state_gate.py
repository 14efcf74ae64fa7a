"""May this slot be signed now? Order, prerequisites, and nothing already signed may change."""

from __future__ import annotations

from collections.abc import Collection

from hocba.errors import ConfigurationError, RecordError, SigningError
from hocba.findings import Finding, Severity
from hocba.profiles.slots import Profile, Quantity, Slot
from hocba.sign.gates import Gate
from hocba.sign.layout import Layout
from hocba.sign.local_check import WHOLE
from hocba.sign.overrides import allowed
from hocba.sign.record_file import RecordFile

__all__ = ["check_record", "check_state", "check_whole", "closed_by", "refuse_finished"]


def missing(slot: Slot, profile: Profile, filled: Collection[str]) -> tuple[str, ...]:
    """The slots that have to be filled before ``slot`` and are not; before the issuing slot, all required.

    Of slots of which one is enough, the first is named where none is filled.
    """
    found = dict.fromkeys(profile.unmet(slot, filled)) if slot.prerequisites else {}
    if slot.name == profile.issuing_slot:
        enough = {
            other.family
            for other in profile.slots
            if other.quantity is Quantity.AT_LEAST_ONE and other.name in filled
        }
        for other in profile.earlier(slot):
            if other.required and other.name not in filled and other.family not in enough:
                found[other.name] = None
    return tuple(found)


def check_state(layout: Layout, slot: Slot, gate: Gate, *, replace: bool) -> tuple[Finding, ...]:
    """Check ``slot`` against the other slots (signing.md §4 step 3, §9). Returns recorded overrides.

    Raises SigningError: SIGN-SLOT-MISSING, SIGN-ISSUED, SIGN-SLOT-FILLED, SIGN-AREA-COVERED,
    SIGN-LATER-FILLED, SIGN-PREREQUISITE, SIGN-EARLIER-BROKEN, SIGN-WOULD-CHANGE, SIGN-COMMENTS.
    """
    profile, filled = layout.ground.profile, layout.filled
    if slot.name not in layout.ground.slots:
        raise SigningError.of("SIGN-SLOT-MISSING", slot=slot.name)
    refuse_finished(layout, slot.name, replace=replace)
    findings = []
    later = [other.name for other in profile.slots if other.order > slot.order and other.name in filled]
    if later:
        refusal = SigningError.of("SIGN-LATER-FILLED", slot=slot.name, later=", ".join(later))
        if slot.name in filled:
            raise refusal
        findings.append(allowed(refusal, gate.override))
    absent = missing(slot, profile, filled)
    if absent:
        raise SigningError.of("SIGN-PREREQUISITE", slot=slot.name, missing=", ".join(absent))
    remarks = layout.ground.remarks
    if remarks:
        findings.append(allowed(SigningError.of("SIGN-COMMENTS", count=remarks), gate.override))
    return tuple(findings)


def refuse_finished(layout: Layout, name: str, *, replace: bool = True) -> None:
    """Nothing goes into an issued record, a filled slot, or what a signature covers; none of it by override.

    Raises SigningError: SIGN-ISSUED, SIGN-SLOT-FILLED, SIGN-WOULD-CHANGE, SIGN-EARLIER-BROKEN,
    SIGN-AREA-COVERED.
    """
    issuing = layout.ground.profile.issuing_slot
    if issuing in layout.filled:
        raise SigningError.of("SIGN-ISSUED", slot=name, issuing=issuing)
    if name in layout.filled and not replace:
        raise SigningError.of("SIGN-SLOT-FILLED", slot=name)
    for other, reason in layout.ground.broken.items():
        if other != name:
            code = "SIGN-WOULD-CHANGE" if reason == WHOLE else "SIGN-EARLIER-BROKEN"
            raise SigningError.of(code, slot=other, reason=reason)
    covering = layout.covering(name)
    if covering:
        raise SigningError.of("SIGN-AREA-COVERED", slot=name, other=", ".join(covering))


def check_whole(layout: Layout, slot: Slot) -> None:
    """Only manager and school cover the whole document (format-v2.md §3).

    Raises ConfigurationError (SIGN-WHOLE-SLOT).
    """
    profile = layout.ground.profile
    last = profile.slot(profile.issuing_slot)
    if slot.family not in {last.family, *last.prerequisites}:
        raise ConfigurationError.of("SIGN-WHOLE-SLOT", slot=slot.name)


def closed_by(layout: Layout, slot: Slot, *, whole: bool) -> tuple[Finding, ...]:
    """A warning for the empty slots that nobody can sign any more once ``slot`` is signed."""
    names = layout.ground.slots if whole else layout.reach(slot.name) if layout.ground.enclosed else ()
    closed = [name for name in names if name not in layout.filled and name != slot.name]
    return (Finding.of("SIGN-CLOSES", slot=slot.name, closed=", ".join(closed)),) if closed else ()


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
