"""Identification of the signing certificate (EN 319 102-1 §5.2.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from hocba.findings import Finding
from hocba.pki.certificate import Certificate
from hocba.verify.facts import SignatureFacts
from hocba.verify.registrations import Question, Registrations

__all__ = ["check", "chosen"]


def chosen(
    facts: SignatureFacts,
    registrations: Registrations | None,
    role: str,
    school_codes: tuple[str, ...],
    at: datetime,
) -> tuple[Certificate | None, str]:
    """The certificate to judge and the code of what is wrong with that choice.

    Among certificates with one key the register decides when it names exactly one of them.
    """
    if facts.certificate_problem != "VER-CERT-DOUBLED" or registrations is None:
        return facts.certificate, facts.certificate_problem
    named = [
        candidate
        for candidate in facts.doubles
        if registrations.answer(Question(role, school_codes, candidate, at)).registered
    ]
    return (named[0], "") if len(named) == 1 else (facts.certificate, facts.certificate_problem)


def check(facts: SignatureFacts, problem: str) -> Iterator[Finding]:
    """The finding for a certificate that could not be chosen."""
    if problem:
        yield Finding.of(problem, path=facts.path, slot=facts.slot)
