"""Facts of a record judged: signatures first, then the whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from hocba.findings import Finding
from hocba.profiles.slots import Profile, Quantity, Slot
from hocba.verify.checks import completeness, explanation, order, replay, structure
from hocba.verify.checks.identity import is_named
from hocba.verify.conclude import axes, record_conclusion
from hocba.verify.context import Context
from hocba.verify.facts import RecordFacts, SignatureFacts
from hocba.verify.report import Indication, Report, SignatureReport
from hocba.verify.signature_judge import Frame, judge_signature
from hocba.verify.standing import StandingSource

__all__ = ["absent", "judge_record", "unchecked"]

Judged = list[tuple[SignatureReport, bool]]


def judge_record(facts: RecordFacts, profile: Profile, context: Context, standings: StandingSource) -> Report:
    """The report on one record. Decides by ``conclude`` alone what passes.

    ``profile`` is the one of its format; where the slots follow from the document, the facts bring their own.
    """
    profile = facts.profile or profile
    judged = _signatures(facts, profile, context, standings)
    missing = list(completeness.check(facts, profile, context.expected))
    findings = [*facts.findings, *missing]
    findings += order.check(_claims(judged, profile), context.policy)
    findings += replay.check(facts)
    findings += structure.check(facts.structure, reconstructed=profile.reconstructed)
    if any(report.intact is False for report, _ in judged):
        findings += explanation.check(facts)
    conclusion = record_conclusion(judged, findings)
    return Report(
        kind="record",
        indication=conclusion.indication,
        sub_indication=conclusion.sub_indication,
        format_id=facts.format_id,
        profile_id=facts.profile_id,
        policy=context.policy.id,
        validation_time=context.now,
        digest=facts.digest,
        record_id=facts.record_id,
        signatures=_with_absent(judged, missing, profile, context.now),
        axes=axes(judged, findings, _unchecked(context, profile)),
        findings=(*findings, *facts.structure),
        scope=facts.scope,
        signing_area=facts.signing_area,
        reconstructed=profile.reconstructed,
        reasons=conclusion.reasons,
        signed_octets=facts.octets if conclusion.indication is Indication.TOTAL_PASSED else None,
    )


def _unchecked(context: Context, profile: Profile) -> frozenset[str]:
    """Rules are not applied here, and to a reconstructed structure no file can be held."""
    return unchecked(context, "rules", *(("structure",) if profile.reconstructed else ()))


def _signatures(facts: RecordFacts, profile: Profile, context: Context, standings: StandingSource) -> Judged:
    """The seal is judged first: persons may be bound by what it covers (verification §6.1). Then managers:
    what a subject teacher signed belongs to this record only by a manager's signature over all of it (§11).
    """
    code = facts.fields.get(profile.school_code_field, "").strip()
    found = {signature.slot: signature for signature in facts.signatures}
    seal = profile.slot(profile.issuing_slot)
    done: dict[str, SignatureReport] = {}
    sealed = managed = False
    for slot in sorted(profile.slots, key=lambda slot: (slot is not seal, -slot.order)):
        if slot.name not in found:
            continue
        frame = Frame(
            slot.name,
            slot,
            facts.fields,
            (code,) if code else (),
            sealed,
            _is_additional(slot, found, facts.fields, profile),
            slot.quantity is Quantity.EACH_TEACHER and not managed,
        )
        report = done[slot.name] = judge_signature(found[slot.name], frame, context, standings)
        passed = report.indication is Indication.TOTAL_PASSED
        sealed = passed if slot is seal else sealed
        managed = managed or (passed and slot.quantity is Quantity.AT_LEAST_ONE)
    return [(done[slot.name], _forgiven(slot, context)) for slot in profile.slots if slot.name in done]


def _is_additional(
    slot: Slot, found: Mapping[str, SignatureFacts], fields: Mapping[str, str], profile: Profile
) -> bool:
    """Whether another signature of the same kind is by the person whom the record names: the principal and a
    deputy may both have signed."""
    if slot.quantity is not Quantity.AT_LEAST_ONE:
        return False
    others = [found[other.name] for other in profile.family(slot.family) if other.name in found]
    named = [
        signature
        for signature in others
        if signature.certificate is not None and is_named(slot, fields, signature.certificate)
    ]
    return bool(named) and all(signature.slot != slot.name for signature in named)


def _claims(judged: Judged, profile: Profile) -> list[order.Claimed]:
    return [
        order.Claimed(profile.slot(report.slot), report.path, report.claimed_time)
        for report, _ in judged
        if report.claimed_time is not None
    ]


def _forgiven(slot: Slot, context: Context) -> bool:
    return not slot.required and not context.policy.register_required


def _with_absent(
    judged: Judged, missing: list[Finding], profile: Profile, now: datetime
) -> tuple[SignatureReport, ...]:
    """Every slot of the profile in its order, those without a signature as such."""
    done = {report.slot: report for report, _ in judged}
    empty = {dict(finding.values)["slot"]: finding for finding in missing}
    return tuple(
        done[slot.name] if slot.name in done else absent(slot.name, slot, now, empty[slot.name])
        for slot in profile.slots
    )


def absent(name: str, slot: Slot, now: datetime, finding: Finding) -> SignatureReport:
    """What is reported of a slot without a signature."""
    return SignatureReport(
        slot=name,
        path=slot.path,
        present=False,
        indication=Indication.INDETERMINATE,
        sub_indication=None,
        best_time=now,
        findings=(finding,),
    )


def unchecked(context: Context, *axes: str) -> frozenset[str]:
    """The questions that nobody looked at: ``axes``, and registration where there is no register."""
    return frozenset(axes if context.registrations is not None else (*axes, "registration"))
