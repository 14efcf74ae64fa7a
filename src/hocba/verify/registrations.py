"""Answers of the register, kept between files: a class has the same signers."""

from __future__ import annotations

from datetime import datetime

import attrs

from hocba.pki.certificate import Certificate
from hocba.pki.register import Register, Registration, RegistrationKind

__all__ = ["Question", "Registrations"]

_KEPT = 50_000
_RANK = {kind: rank for rank, kind in enumerate(RegistrationKind)}


@attrs.frozen(cache_hash=True)
class Question:
    """Is ``certificate`` registered in ``role`` for every one of ``school_codes`` at ``at``?

    ``holder`` is the number that the signed data name, or None.
    """

    role: str
    school_codes: tuple[str, ...]
    certificate: Certificate
    at: datetime
    holder: str | None = None


class Registrations:
    """A register that remembers what it was asked."""

    __slots__ = ("_known", "register")

    def __init__(self, register: Register) -> None:
        self.register = register
        self._known: dict[Question, Registration] = {}

    def answer(self, question: Question) -> Registration:
        """The weakest answer over the school codes; without one, rows about a holder alone count."""
        found = self._known.get(question)
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            found = self._known[question] = self._asked(question)
        return found

    def _asked(self, question: Question) -> Registration:
        answers = [
            self.register.lookup(
                question.role, code, question.certificate, question.at, holder=question.holder
            )
            for code in question.school_codes or ("",)
        ]
        return max(answers, key=lambda answer: _RANK[answer.kind])
