"""Facts of a package judged: its own signature, each record in its scope, and how they fit together."""

from __future__ import annotations

from typing import Protocol

from hocba.findings import Finding
from hocba.profiles.slots import Profile, Slot
from hocba.verify.checks import completeness
from hocba.verify.conclude import Conclusion, axes, record_conclusion
from hocba.verify.context import Context
from hocba.verify.extract.plan import PACKAGE_SLOT
from hocba.verify.facts import PackageFacts, SignatureFacts
from hocba.verify.record_judge import absent, judge_record, unchecked
from hocba.verify.report import Report, SignatureReport
from hocba.verify.signature_judge import Frame, judge_signature
from hocba.verify.standing import StandingSource

__all__ = ["Profiles", "judge_package"]


class Profiles(Protocol):
    """Where a profile is found: ``first`` is the one of packages."""

    first: Profile

    def profile_of(self, format_id: str) -> Profile:
        """The profile of the format."""


def judge_package(
    facts: PackageFacts, profiles: Profiles, context: Context, standings: StandingSource
) -> Report:
    """The report on a package: its own signature, each record in its scope, and how they fit together."""
    profile = profiles.first
    records = tuple(
        judge_record(record, profiles.profile_of(record.format_id), context, standings)
        for record in facts.records
    )
    codes = tuple(
        sorted({record.fields.get(profile.school_code_field, "").strip() for record in facts.records} - {""})
    )
    findings = [*facts.findings]
    if len(codes) > 1:
        findings.append(Finding.of("VER-PKG-MIXED", count=len(codes)))
    judged: list[tuple[SignatureReport, bool]] = []
    slot = profile.package_slot
    if facts.signature is None:
        findings.append(Finding.of("VER-PKG-UNSIGNED"))
    else:
        judged.append(_package_signature(facts.signature, slot, codes, context, standings))
    inner = [Conclusion(record.indication, record.sub_indication, record.reasons) for record in records]
    conclusion = record_conclusion(judged, findings, inner=inner)
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
        signatures=(judged[0][0] if judged else absent(PACKAGE_SLOT, slot, context.now, _unsigned(slot)),),
        axes=axes(judged, findings, unchecked(context, "rules", "structure", "order")),
        findings=tuple(findings),
        records=records,
        reconstructed=any(record.reconstructed for record in records),
        reasons=conclusion.reasons,
    )


def _unsigned(slot: Slot) -> Finding:
    return completeness.missing(PACKAGE_SLOT, slot.path, required=True)


def _package_signature(
    signature: SignatureFacts,
    slot: Slot,
    codes: tuple[str, ...],
    context: Context,
    standings: StandingSource,
) -> tuple[SignatureReport, bool]:
    frame = Frame(PACKAGE_SLOT, slot, {}, codes, False)
    return judge_signature(signature, frame, context, standings), False
