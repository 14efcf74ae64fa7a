"""Was the certificate registered and approved for that school or person (verification §8.1)?"""

from __future__ import annotations

from collections.abc import Iterator

from hocba.findings import Finding
from hocba.pki.certificate import Certificate
from hocba.pki.register import Registration, RegistrationKind
from hocba.verify.context import Context, Subject
from hocba.verify.extract.plan import PACKAGE_SLOT
from hocba.verify.registrations import Question

__all__ = ["check", "lookup"]

_CODES = {
    RegistrationKind.NOT_YET: "VER-REG-EXPIRED",
    RegistrationKind.EXPIRED: "VER-REG-EXPIRED",
    RegistrationKind.OTHER_HOLDER: "VER-REG-OTHER",
    RegistrationKind.OTHER_CERTIFICATE: "VER-REG-OTHER",
}


def lookup(subject: Subject, certificate: Certificate, context: Context) -> Registration | None:
    """What the register says at the best signature time; None without a register.

    The sender of a package is also bound by being the registered seal of every school in it.
    """
    if context.registrations is None:
        return None
    named = "" if subject.additional else subject.fields.get(subject.slot.number_field, "")
    signed = named.strip() or None
    question = Question(subject.slot.family, subject.school_codes, certificate, subject.best_time, signed)
    answer = context.registrations.answer(question)
    if answer.bound or subject.name != PACKAGE_SLOT:
        return answer
    seal = Question(context.issuing_slot, subject.school_codes, certificate, subject.best_time)
    as_seal = context.registrations.answer(seal)
    return as_seal if as_seal.bound else answer


def check(
    subject: Subject, registration: Registration | None, bound: str, context: Context
) -> Iterator[Finding]:
    """A certificate that the register does not approve here.

    Where it has no row for the role, a person who is bound otherwise keeps that binding, unless the policy
    requires the register: then, as for a seal, the missing row counts.
    """
    if registration is None or registration.bound:
        return
    code = _CODES.get(registration.kind, "VER-REG-NONE")
    if code == "VER-REG-NONE" and bound.startswith("by ") and not context.policy.register_required:
        code = "VER-REG-ABSENT"
    facts, role = subject.facts, subject.slot.family
    yield Finding.of(code, path=facts.path, line=facts.line, slot=role, kind=registration.kind.value)
