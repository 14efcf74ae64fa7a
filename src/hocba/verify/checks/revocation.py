"""Status of the certificate and of every CA below the anchor at one instant (C2, verification §9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from hocba.findings import Finding
from hocba.pki.certificate import Certificate
from hocba.pki.paths import PathResult
from hocba.pki.status import Status, StatusResult, StatusSource
from hocba.verify.policy import Rules

__all__ = ["check", "statuses", "summary"]

Answers = tuple[tuple[Certificate, StatusResult], ...]


def statuses(path: PathResult, source: StatusSource, at: datetime) -> Answers:
    """The answer for every certificate of a valid path that somebody could revoke."""
    if not path.valid:
        return ()
    return tuple((lower, source.status(lower, upper, at)) for lower, upper in path.links)


def check(certificate: Certificate, answers: Answers, rules: Rules, at: datetime) -> Iterator[Finding]:
    """Revoked certificates, and those of unknown status; an expired one is not asked to be good as well."""
    for holder, answer in answers:
        if answer.status is Status.REVOKED:
            code = "VER-CERT-REVOKED" if holder is certificate else "VER-CA-REVOKED"
            yield Finding.of(
                code,
                serial=holder.serial_hex,
                since=answer.revoked_at.strftime("%Y-%m-%dT%H:%M:%SZ") if answer.revoked_at else "?",
                reason=answer.reason or "–",
            )
        elif answer.status is Status.UNKNOWN and at <= holder.not_after:
            code = "VER-STATUS-UNKNOWN" if rules.status_required else "VER-STATUS-NOT-REQUIRED"
            yield Finding.of(
                code,
                serial=holder.serial_hex,
                issuer=holder.issuer_common_name,
                problem=answer.problem or "–",
            )


def summary(answers: Answers, rules: Rules) -> str:
    """The worst of the answers, for the report."""
    states = {answer.status for _, answer in answers}
    if Status.REVOKED in states:
        return Status.REVOKED.value
    if not states or Status.UNKNOWN in states:
        return Status.UNKNOWN.value if rules.status_required else "not required"
    return Status.GOOD.value
