"""Facts of a record or a package judged: signatures first, then the whole."""

from __future__ import annotations

from datetime import datetime

from hocba.findings import Finding
from hocba.profiles.slots import Profile, Slot
from hocba.verify.checks import completeness, explanation, order, structure
from hocba.verify.conclude import Conclusion, axes, record_conclusion
from hocba.verify.context import Context
from hocba.verify.extract.plan import PACKAGE_SLOT
from hocba.verify.facts import PackageFacts, RecordFacts, SignatureFacts
from hocba.verify.report import Indication, Report, SignatureReport
from hocba.verify.signature_judge import Frame, judge_signature
from hocba.verify.standing import StandingSource

__all__ = ["judge_package", "judge_record"]

Judged = list[tuple[SignatureReport, bool]]


def judge_record(facts: RecordFacts, profile: Profile, context: Context, standings: StandingSource) -> Report:
    """The report on one record. Decides by ``conclude`` alone what passes."""
    judged = _signatures(facts, profile, context, standings)
    findings = [*facts.findings, *completeness.check(facts, profile, context.expected)]
    claims = [(report.slot, report.path, report.claimed_time) for report, _ in judged]
    times = [(slot, path, time) for slot, path, time in claims if time is not None]
    findings += order.check(times, context.policy)
    findings += structure.check(facts.structure)
    if any(report.intact is False for report, _ in judged):
        findings += explanation.check(facts)
    conclusion = record_conclusion(judged, findings)
    unchecked = _unchecked(context, "rules")
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
        signatures=_with_absent(judged, profile, context),
        axes=axes(judged, findings, unchecked),
        findings=(*findings, *facts.structure),
        scope=facts.scope,
        reasons=conclusion.reasons,
        signed_octets=facts.octets if conclusion.indication is Indication.TOTAL_PASSED else None,
    )


def _signatures(facts: RecordFacts, profile: Profile, context: Context, standings: StandingSource) -> Judged:
    """The seal is judged first: persons may be bound by what it covers (verification §6.1)."""
    code = facts.fields.get(profile.school_code_field, "").strip()
    codes = (code,) if code else ()
    found = {signature.slot: signature for signature in facts.signatures}
    seal = profile.slot(profile.issuing_slot)
    done: dict[str, SignatureReport] = {}
    sealed = False
    for slot in (seal, *(slot for slot in profile.slots if slot is not seal)):
        if slot.name in found:
            frame = Frame(slot.name, slot, facts.fields, codes, sealed)
            report = done[slot.name] = judge_signature(found[slot.name], frame, context, standings)
            if slot is seal:
                sealed = report.indication is Indication.TOTAL_PASSED
    return [(done[slot.name], _forgiven(slot, context)) for slot in profile.slots if slot.name in done]


def _forgiven(slot: Slot, context: Context) -> bool:
    return not slot.required and not context.policy.register_required


def _with_absent(judged: Judged, profile: Profile, context: Context) -> tuple[SignatureReport, ...]:
    done = {report.slot: report for report, _ in judged}
    return tuple(
        done[slot.name]
        if slot.name in done
        else _absent(slot.name, slot, context.now, required=slot.required or slot.name in context.expected)
        for slot in profile.slots
    )


def _absent(name: str, slot: Slot, now: datetime, *, required: bool) -> SignatureReport:
    return SignatureReport(
        slot=name,
        path=slot.path,
        present=False,
        indication=Indication.INDETERMINATE,
        sub_indication=None,
        best_time=now,
        findings=(completeness.missing(name, slot.path, required=required),),
    )


def _unchecked(context: Context, *axes: str) -> frozenset[str]:
    return frozenset(axes if context.registrations is not None else (*axes, "registration"))


def judge_package(
    facts: PackageFacts, profile: Profile, context: Context, standings: StandingSource
) -> Report:
    """The report on a package: its own signature, each record in its scope, and how they fit together."""
    records = tuple(judge_record(record, profile, context, standings) for record in facts.records)
    codes = tuple(
        sorted({record.fields.get(profile.school_code_field, "").strip() for record in facts.records} - {""})
    )
    findings = [*facts.findings]
    if len(codes) > 1:
        findings.append(Finding.of("VER-PKG-MIXED", count=len(codes)))
    judged: Judged = []
    slot = profile.package_slot
    if facts.signature is None:
        findings.append(Finding.of("VER-PKG-UNSIGNED"))
    else:
        judged.append(_package_signature(facts.signature, slot, codes, context, standings))
    inner = [Conclusion(record.indication, record.sub_indication, record.reasons) for record in records]
    conclusion = record_conclusion(judged, findings, inner=inner)
    unchecked = _unchecked(context, "rules", "structure", "order")
    return Report(
        kind="package",
        indication=conclusion.indication,
        sub_indication=conclusion.sub_indication,
        format_id=facts.format_id,
        profile_id=facts.profile_id,
        policy=context.policy.id,
        validation_time=context.now,
        digest=facts.digest,
        record_id=None,
        signatures=(judged[0][0] if judged else _absent(PACKAGE_SLOT, slot, context.now, required=True),),
        axes=axes(judged, findings, unchecked),
        findings=tuple(findings),
        records=records,
        reasons=conclusion.reasons,
    )


def _package_signature(
    signature: SignatureFacts,
    slot: Slot,
    codes: tuple[str, ...],
    context: Context,
    standings: StandingSource,
) -> tuple[SignatureReport, bool]:
    frame = Frame(PACKAGE_SLOT, slot, {}, codes, False)
    return judge_signature(signature, frame, context, standings), False
