"""Was the certificate registered and approved for that school or person (verification §8.1)?"""

from __future__ import annotations

from collections.abc import Iterator

from hocba.findings import Finding
from hocba.pki.certificate import Certificate
from hocba.pki.register import Register, Registration, RegistrationKind
from hocba.verify.context import Context, Subject
from hocba.verify.extract.plan import PACKAGE_SLOT

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
    register = context.register
    if register is None:
        return None
    roles = [subject.name]
    if subject.name == PACKAGE_SLOT:
        roles.append("KY_PHAT_HANH")
    answers = [_weakest(register, role, subject, certificate) for role in roles]
    return next((answer for answer in answers if answer.bound), answers[0])


def _weakest(register: Register, role: str, subject: Subject, certificate: Certificate) -> Registration:
    signed = subject.fields.get(subject.slot.number_field, "").strip() or None
    order = list(RegistrationKind)
    answers = [
        register.lookup(role, code, certificate, subject.best_time, holder=signed)
        for code in subject.school_codes or ("",)
    ]
    return max(answers, key=lambda answer: order.index(answer.kind))


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
    yield Finding.of(
        code,
        path=subject.facts.path,
        line=subject.facts.line,
        slot=subject.name,
        kind=registration.kind.value,
    )
