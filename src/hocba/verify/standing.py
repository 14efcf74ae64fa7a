"""The standing of certificates: path, period, status, usage, judged once per certificate and instant."""

from __future__ import annotations

from datetime import datetime

from hocba.findings import Finding
from hocba.pki.certificate import Certificate
from hocba.pki.evidence import Evidence
from hocba.pki.paths import PathResult, PathValidator
from hocba.pki.status import StatusSource
from hocba.pki.store import TrustStore
from hocba.verify.checks import chain, revocation, usage, validity
from hocba.verify.checks.revocation import Answers
from hocba.verify.context import Standing
from hocba.verify.effects import effect
from hocba.verify.policy import Policy, Rules
from hocba.verify.report import SignerInfo

__all__ = ["StandingSource"]

_KEPT = 4096
Key = tuple[Certificate, tuple[Certificate, ...], datetime, datetime]


class StandingSource:
    """Standings under one trust store, evidence and policy; remembers them. Not for two threads at once."""

    def __init__(self, trust: TrustStore, evidence: Evidence, policy: Policy) -> None:
        self._paths = PathValidator(trust)
        self._statuses = StatusSource(evidence.crls)
        self._helpers = evidence.certificates
        self._policy = policy
        self._known: dict[Key, Standing] = {}

    def of(
        self, certificate: Certificate, extra: tuple[Certificate, ...], best_time: datetime, now: datetime
    ) -> Standing:
        """The standing at the best signature time and at the time of validation."""
        key = (certificate, extra, best_time, now)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            found = self._known[key] = self._judged(certificate, extra, best_time, now)
        return found

    def _path(self, certificate: Certificate, extra: tuple[Certificate, ...], at: datetime) -> PathResult:
        return self._paths.validate(certificate, (*extra, *self._helpers), at=at)

    def _judged(
        self, certificate: Certificate, extra: tuple[Certificate, ...], best_time: datetime, now: datetime
    ) -> Standing:
        path = self._path(certificate, extra, best_time)
        world = path.world.value if path.world is not None else ""
        rules = self._policy.rules(world)
        findings = [*chain.check(certificate, path, rules), *usage.check(certificate, path, rules, best_time)]
        then, today = (revocation.statuses(path, self._statuses, at) for at in (best_time, now))
        then_findings = _instant(certificate, path, rules, then, best_time)
        today_findings = then_findings if now == best_time else _instant(certificate, path, rules, today, now)
        if rules.certificate_instant in {"signing", "both"}:
            findings += then_findings
        if rules.certificate_instant in {"now", "both"}:
            findings += [entry for entry in today_findings if entry not in findings]
        return Standing(
            _signer(certificate, world),
            rules,
            tuple(findings),
            revocation.summary(then, rules),
            revocation.summary(today, rules),
            _validity(path, then_findings),
            _validity(path, today_findings),
        )


def _instant(
    certificate: Certificate, path: PathResult, rules: Rules, answers: Answers, at: datetime
) -> list[Finding]:
    proven = bool(answers) and answers[0][1].status == "good"
    return [
        *validity.check(certificate, path, at, not_revoked=proven),
        *revocation.check(certificate, answers, rules, at),
    ]


_INVALID = frozenset(
    {
        "VER-CERT-NOT-YET",
        "VER-CERT-EXPIRED",
        "VER-CERT-EXPIRED-NOT-REVOKED",
        "VER-CA-OUT-OF-BOUNDS",
        "VER-CERT-REVOKED",
        "VER-CA-REVOKED",
    }
)


def _validity(path: PathResult, findings: list[Finding]) -> str:
    """ "invalid" is said of the period and of a revocation; without path or status it is "unknown"."""
    if any(finding.code in _INVALID for finding in findings):
        return "invalid"
    return "valid" if path.valid and not any(effect(finding).weighs for finding in findings) else "unknown"


def _signer(certificate: Certificate, world: str) -> SignerInfo:
    return SignerInfo(
        common_name=certificate.common_name,
        organisation=certificate.organisation,
        unit=certificate.unit,
        title=certificate.title,
        kind=certificate.kind.value,
        issuer=certificate.issuer,
        serial=certificate.serial_hex,
        not_before=certificate.not_before,
        not_after=certificate.not_after,
        world=world,
        fingerprint=certificate.fingerprint,
        personal_numbers=certificate.personal_numbers,
        tax_codes=certificate.tax_codes,
    )
