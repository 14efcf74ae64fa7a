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
from hocba.verify.report import SignatureReport
from hocba.verify.standing import StandingSource

__all__ = ["Frame", "judge_signature"]


@attrs.frozen
class Frame:
    """What a signature is judged against in its record: the slot, the signed data, whether the seal holds."""

    name: str
    slot: Slot
    fields: Mapping[str, str]
    school_codes: tuple[str, ...]
    sealed: bool


def judge_signature(
    facts: SignatureFacts, frame: Frame, context: Context, standings: StandingSource
) -> SignatureReport:
    """Run every check on ``facts`` and conclude for the slot. Raises nothing on account of the file."""
    findings = [*format.check(facts)]
    claim = None if facts.problem else claimed_time.claimed(facts)
    certificate, problem = signing_certificate.chosen(
        facts, context.register, frame.name, frame.school_codes, context.now
    )
    findings += signing_certificate.check(facts, problem)
    best_time, standing = context.now, None
    rules = context.policy.rules("")
    if certificate is not None:
        rules = standings.rules(certificate, facts.extra, context.now)
        if rules.accept_claimed_time and claim is not None and claim < context.now:
            best_time = claim
            findings.append(Finding.of("VER-TIME-CLAIM-ACCEPTED", path=facts.path, slot=frame.name))
        standing = standings.of(certificate, facts.extra, best_time, context.now)
        findings += standing.findings
    findings += integrity.check(facts)
    findings += coverage.check(facts, frame.slot)
    findings += algorithms.check(facts, rules, best_time)
    findings += claimed_time.check(facts, certificate, rules, context.now)
    bound, registered = identity.NOT_BOUND, "not checked"
    if certificate is not None:
        subject = Subject(
            frame.name,
            frame.slot,
            facts,
            certificate,
            standing,
            best_time,
            claim,
            frame.fields,
            frame.school_codes,
            frame.sealed,
        )
        findings += kind.check(certificate, frame.slot, frame.name, facts.path)
        answer = registration.lookup(subject, certificate, context)
        bound, found = identity.check(subject, certificate, answer, context)
        findings += found
        findings += registration.check(subject, answer, bound, context)
        registered = "not checked" if answer is None else answer.kind.value
    return _report(facts, frame, tuple(findings), standing, best_time, claim, bound, registered)


def _report(
    facts: SignatureFacts,
    frame: Frame,
    findings: tuple[Finding, ...],
    standing: Standing | None,
    best_time: datetime,
    claim: datetime | None,
    bound: str,
    registered: str,
) -> SignatureReport:
    indication, sub_indication = slot_conclusion(findings)
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
        claimed_time=claim,
        ngay_ky=facts.ngay_ky,
        best_time=best_time,
        status_at_signing=standing.status_at_signing if standing else "unknown",
        status_now=standing.status_now if standing else "unknown",
        validity_at_signing=standing.validity_at_signing if standing else "unknown",
        validity_now=standing.validity_now if standing else "unknown",
        identity=bound,
        registration=registered,
        findings=findings,
    )


_DATA_ROLES = frozenset({"data", "whole", "inside"})
