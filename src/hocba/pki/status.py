"""The status of a certificate at an instant, from revocation lists that the caller gives."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum

import attrs

from hocba.pki.certificate import Certificate
from hocba.pki.crl import Crl, Revocation

__all__ = ["Status", "StatusResult", "StatusSource"]

MAX_CACHED = 50_000


class Status(StrEnum):
    """Good only where a list proves it; unknown is never good."""

    GOOD = "good"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


# How far a list got before it failed to prove anything: the farthest one explains an unknown status.
STAGES = (
    "PKI-CRL-NONE",
    "PKI-CRL-SIGNATURE",
    "PKI-CRL-USAGE",
    "PKI-CRL-CRITICAL",
    "PKI-CRL-SCOPE",
    "PKI-CRL-DELTA",
    "PKI-CRL-PARTIAL",
    "PKI-CRL-STALE",
    "PKI-CRL-EXPIRED-CERTIFICATE",
)


@attrs.frozen(kw_only=True)
class StatusResult:
    """The answer for one instant, with the facts it rests on. Times are UTC.

    ``revoked_at`` is set when a list names the certificate, also where that lies after the instant asked
    for (then the status is not REVOKED). ``suspended``: a hold, not a final revocation. ``problem`` is the
    code that explains UNKNOWN. ``crl_digest``: SHA-256 of the list that decided.
    """

    status: Status
    revoked_at: datetime | None = None
    reason: str | None = None
    suspended: bool = False
    this_update: datetime | None = None
    next_update: datetime | None = None
    crl_digest: str | None = None
    problem: str | None = None


@attrs.frozen
class _Observation:
    """One list judged for one certificate, whatever the instant."""

    crl: Crl
    problem: str | None
    revocation: Revocation | None


class StatusSource:
    """Answers from ``crls``; keeps what it worked out, so that a million questions cost no parsing.

    A list counts when the certificate's own issuer signed it and may sign lists. To prove GOOD it must also
    cover the certificate, be complete (no delta, indirect or partial list) and be fresh: thisUpdate ≤
    instant ≤ nextUpdate, or issued later; after the end of the certificate only with expiredCertsOnCRL. A
    final revocation counts from any list that counts, however old; a hold until a newer list of that time
    shows it lifted. Source: verification.md §9, RFC 5280 §6.3.
    """

    def __init__(self, crls: Iterable[Crl] = ()) -> None:
        self._by_issuer: dict[bytes, list[Crl]] = {}
        for crl in dict.fromkeys(crls):
            self._by_issuer.setdefault(crl.issuer_der, []).append(crl)
        self._judged: dict[tuple[Certificate, Certificate], _Judged] = {}

    def status(self, certificate: Certificate, issuer: Certificate, at: datetime) -> StatusResult:
        """The status of ``certificate``, issued by ``issuer`` (from a validated path), at ``at`` (aware).

        Whether ``issuer`` is trusted is not asked here. Raises nothing.
        """
        key = (certificate, issuer)
        judged = self._judged.get(key)
        if judged is None:
            if len(self._judged) >= MAX_CACHED:
                self._judged.clear()
            lists = self._by_issuer.get(certificate.issuer_der, ())
            observations = tuple(_observe(crl, certificate, issuer) for crl in lists)
            judged = self._judged[key] = _Judged.of(certificate, observations)
        return judged.at(at)


@attrs.frozen
class _Judged:
    """All lists judged for one certificate. The answer changes only at the times they name."""

    certificate: Certificate
    observations: tuple[_Observation, ...]
    turns: tuple[datetime, ...]
    answers: dict[int, StatusResult] = attrs.field(factory=dict)

    @classmethod
    def of(cls, certificate: Certificate, observations: tuple[_Observation, ...]) -> _Judged:
        turns = {seen.crl.this_update for seen in observations}
        turns.update(seen.crl.next_update for seen in observations if seen.crl.next_update is not None)
        turns.update(seen.revocation.since for seen in observations if seen.revocation is not None)
        return cls(certificate, observations, tuple(sorted(turns)))

    def at(self, at: datetime) -> StatusResult:
        """The answer at ``at``: one for each turn and one for each stretch between two of them."""
        place = bisect_left(self.turns, at) + bisect_right(self.turns, at)
        answer = self.answers.get(place)
        if answer is None:
            answer = self.answers[place] = _answer(self.certificate, self.observations, at)
        return answer


def _answer(certificate: Certificate, observations: tuple[_Observation, ...], at: datetime) -> StatusResult:
    revoked = _revoked(observations, at)
    if revoked is not None:
        return _result(Status.REVOKED, revoked, revoked)
    later = min(
        (seen for seen in observations if _names(seen) and _since(seen) > at), key=_since, default=None
    )
    proof = max((seen for seen in observations if _proves(seen, certificate, at)), key=_issued, default=None)
    if proof is not None:
        return _result(Status.GOOD, proof, later)
    problems = [_problem(seen, at) for seen in observations]
    problem = max(problems, key=STAGES.index, default=STAGES[0])
    return attrs.evolve(_result(Status.UNKNOWN, None, later), problem=problem)


def _observe(crl: Crl, certificate: Certificate, issuer: Certificate) -> _Observation:
    if not crl.signed_by(issuer):
        return _Observation(crl, "PKI-CRL-SIGNATURE", None)
    if not issuer.is_ca or (issuer.key_usages is not None and "crl_sign" not in issuer.key_usages):
        return _Observation(crl, "PKI-CRL-USAGE", None)
    if crl.scope.unknown_critical or not crl.readable:
        return _Observation(crl, "PKI-CRL-CRITICAL", None)
    problem = crl.scope.problem if crl.scope.covers(certificate) else "PKI-CRL-SCOPE"
    return _Observation(crl, problem, crl.find(certificate))


def _names(seen: _Observation) -> bool:
    return seen.revocation is not None and not seen.revocation.removed


def _since(seen: _Observation) -> datetime:
    return seen.revocation.since if seen.revocation is not None else seen.crl.this_update


def _issued(seen: _Observation) -> datetime:
    return seen.crl.this_update


def _revoked(observations: tuple[_Observation, ...], at: datetime) -> _Observation | None:
    """The list that shows the certificate revoked or held at ``at``, final revocations first."""
    counting = [seen for seen in observations if _names(seen) and _since(seen) <= at]
    final = [seen for seen in counting if seen.revocation is not None and not seen.revocation.hold]
    if final:
        return min(final, key=_since)
    held = [seen for seen in counting if not any(_lifted(seen, observations, at))]
    return min(held, key=_since, default=None)


def _lifted(hold: _Observation, observations: tuple[_Observation, ...], at: datetime) -> Iterator[bool]:
    """Complete lists between the hold and ``at`` that no longer name the certificate."""
    for seen in observations:
        newer = hold.crl.this_update < seen.crl.this_update <= at
        yield newer and seen.problem is None and not _names(seen)


def _problem(seen: _Observation, at: datetime) -> str:
    if seen.problem is not None:
        return seen.problem
    if not _fresh(seen.crl, at):
        return "PKI-CRL-STALE"
    return "PKI-CRL-EXPIRED-CERTIFICATE"


def _fresh(crl: Crl, at: datetime) -> bool:
    if crl.this_update > at:
        return True
    return at <= (crl.next_update if crl.next_update is not None else crl.this_update)


def _proves(seen: _Observation, certificate: Certificate, at: datetime) -> bool:
    """Whether the list proves that the certificate was good at ``at``."""
    if seen.problem is not None or not _fresh(seen.crl, at):
        return False
    if seen.crl.this_update <= certificate.not_after:
        return True
    since = seen.crl.scope.expired_since
    return since is not None and since <= certificate.not_after


def _result(status: Status, decided: _Observation | None, named: _Observation | None) -> StatusResult:
    revocation = named.revocation if named is not None else None
    crl = decided.crl if decided is not None else None
    return StatusResult(
        status=status,
        revoked_at=revocation.since if revocation else None,
        reason=revocation.reason if revocation else None,
        suspended=revocation.hold if revocation else False,
        this_update=crl.this_update if crl is not None else None,
        next_update=crl.next_update if crl is not None else None,
        crl_digest=crl.digest if crl is not None else None,
    )
