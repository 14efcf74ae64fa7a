"""The file that was just signed, parsed and verified whole before it is given out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocba.errors import SigningError
from hocba.sign.local_check import Examined, package_signature, problem_of
from hocba.sign.package_layout import PACKAGE_SLOT
from hocba.sign.parts import parts_of
from hocba.xml.document import Document, parse
from hocba.xml.ids import IdIndex

if TYPE_CHECKING:
    from hocba.sign.pending import PendingBatch, Work
    from hocba.verify.facts import SignatureFacts

__all__ = ["check_result"]


def check_result(raw: bytes, batch: PendingBatch, work: Work) -> None:
    """Verify ``raw`` whole: the new signature is by the certificate of the batch and covers what it must,
    and every other one still holds. SigningError (SIGN-SELF-CHECK) where that is not so."""
    document = parse(raw)
    if work.slot == PACKAGE_SLOT:
        reason = _package_problem(document, batch, work)
    else:
        reason = _record_problem(document, batch, work)
    if reason:
        raise SigningError.of("SIGN-SELF-CHECK", slot=work.slot, reason=reason)


def _package_problem(document: Document, batch: PendingBatch, work: Work) -> str:
    own = package_signature(document, work.profile)
    return "SIGNED_DATA_NOT_FOUND" if own is None else _wrong(own, batch)


def _record_problem(document: Document, batch: PendingBatch, work: Work) -> str:
    seen = Examined.of(document, parts_of(document.root, work.profile, IdIndex(document.root)))
    if seen.misplaced:
        return seen.misplaced[0]
    own = seen.signatures.get(work.slot)
    if own is None:
        return "SIGNED_DATA_NOT_FOUND"
    problems = {name: problem_of(facts) for name, facts in seen.signatures.items()}
    others = (f"{name}: {problem}" for name, problem in problems.items() if problem)
    return _wrong(own, batch) or next(others, "")


def _wrong(own: SignatureFacts, batch: PendingBatch) -> str:
    problem = problem_of(own)
    if problem:
        return problem
    if own.certificate != batch.certificate:
        return "NO_SIGNING_CERTIFICATE_FOUND"
    if {claim.at for claim in own.claims if claim.covered} != {batch.signing_time}:
        return "SIG_CONSTRAINTS_FAILURE"
    return ""
