"""One signature judged: the checks in the order of EN 319 102-1, then the slot's own answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import attrs

from hocba.findings import Finding
from hocba.profiles.slots import Slot
from hocba.verify.checks import (
    algorithms,
    claimed_time,
    coverage,
    format,
    identity,
    integrity,
    kind,
    registration,
    signing_certificate,
)
from hocba.verify.conclude import slot_conclusion
from hocba.verify.context import Context, Standing, Subject
from hocba.verify.facts import SignatureFacts
from hocba.verify.report import Indication, SignatureReport
from hocba.verify.standing import StandingSource

__all__ = ["Frame", "judge_signature"]


@attrs.frozen
class Frame:
    """What a signature is judged against in its record: the slot, the signed data, whether the seal holds.

    ``additional``: see :class:`hocba.verify.context.Subject`; ``alone``: the signature covers a part of the
    record only, and no valid one of a manager ties that part to the rest.
    """

    name: str
    slot: Slot
    fields: Mapping[str, str]
    school_codes: tuple[str, ...]
    sealed: bool
    additional: bool = False
    alone: bool = False


def judge_signature(
    facts: SignatureFacts, frame: Frame, context: Context, standings: StandingSource
) -> SignatureReport:
    """Run every check on ``facts`` and conclude for the slot.

    Whatever was not foreseen becomes a finding that nothing passes with.
    """
    try:
        report = _judged(facts, frame, context, standings)
        if report.indication is not Indication.TOTAL_PASSED or _holds(report):
            return report
        kind_of_problem = "inconsistent"
    except Exception as problem:  # fail closed, and say nothing of what the file holds
        kind_of_problem = type(problem).__name__
    found = Finding.of("VER-INTERNAL", path=facts.path, slot=frame.name, kind=kind_of_problem)
    return _report(facts, frame, (found,), _Outcome(context.now))


def _holds(report: SignatureReport) -> bool:
    """What has to be true of everything that passes, whatever the table of effects says."""
    return report.intact is True and report.signer is not None and bool(report.covers)


def _judged(
    facts: SignatureFacts, frame: Frame, context: Context, standings: StandingSource
) -> SignatureReport:
    now = context.now
    findings = [*format.check(facts)]
    claim = None if facts.problem else claimed_time.claimed(facts)
    certificate, problem = signing_certificate.chosen(
        facts, context.registrations, frame.slot.family, frame.school_codes, now
    )
    findings += signing_certificate.check(facts, problem)
    best_time, standing, rules = now, None, context.policy.rules("")
    if certificate is not None:
        standing = standings.of(certificate, facts.extra, now, now)
        rules = standing.rules
        if rules.accept_claimed_time and claim is not None and claim < now:
            best_time = claim
            standing = standings.of(certificate, facts.extra, best_time, now)
            findings.append(Finding.of("VER-TIME-CLAIM-ACCEPTED", path=facts.path, slot=frame.name))
        findings += standing.findings
    findings += integrity.check(facts)
    findings += coverage.check(facts, frame.slot)
    if frame.alone:
        findings.append(Finding.of("VER-ROW-ALONE", path=facts.path, slot=frame.name))
    findings += algorithms.check(facts, rules, best_time)
    findings += claimed_time.check(facts, claim, certificate, rules, now)
    outcome = _Outcome(best_time, claim, standing)
    if certificate is not None:
        subject = Subject(
            frame.name,
            frame.slot,
            facts,
            best_time,
            frame.fields,
            frame.school_codes,
            frame.sealed,
            frame.additional,
        )
        findings += kind.check(certificate, frame.slot, frame.name, facts.path)
        answer = registration.lookup(subject, certificate, context)
        bound, found = identity.check(subject, certificate, answer, context)
        findings += found
        findings += registration.check(subject, answer, bound, context)
        registered = "not checked" if answer is None else answer.kind.value
        outcome = _Outcome(best_time, claim, standing, bound, registered)
    return _report(facts, frame, tuple(findings), outcome)


@attrs.frozen
class _Outcome:
    """What judging found out besides findings."""

    best_time: datetime
    claimed_time: datetime | None = None
    standing: Standing | None = None
    identity: str = identity.NOT_BOUND
    registration: str = "not checked"


def _report(
    facts: SignatureFacts, frame: Frame, findings: tuple[Finding, ...], outcome: _Outcome
) -> SignatureReport:
    indication, sub_indication = slot_conclusion(findings)
    standing = outcome.standing
    return SignatureReport(
        slot=frame.name,
        path=facts.path,
        present=True,
        indication=indication,
        sub_indication=sub_indication,
        form=format.form(facts),
        intact=None if facts.problem else facts.intact,
        signature_algorithm=facts.signature_algorithm,
        digest_algorithms=tuple(dict.fromkeys(entry.digest_algorithm for entry in facts.references)),
        signer=standing.signer if standing else None,
        covers=tuple(entry.covers for entry in facts.references if entry.role in _DATA_ROLES),
        claimed_time=outcome.claimed_time,
        ngay_ky=facts.ngay_ky,
        best_time=outcome.best_time,
        status_at_signing=standing.status_at_signing if standing else "unknown",
        status_now=standing.status_now if standing else "unknown",
        validity_at_signing=standing.validity_at_signing if standing else "unknown",
        validity_now=standing.validity_now if standing else "unknown",
        identity=outcome.identity,
        registration=outcome.registration,
        replay_key=facts.replay_key,
        findings=findings,
    )


_DATA_ROLES = frozenset({"data", "whole", "inside"})
