"""Is the signer the one who ought to sign here (verification §6.1)?

The binding comes from outside the file: the caller's expectation or the register. What the record says
about numbers is a claim: a contradiction counts, agreement alone proves nothing, and only below a bound and
valid seal does it bind persons "by number" or "by name".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from hocba.findings import Finding
from hocba.pki.certificate import Certificate, SignerKind
from hocba.pki.register import Registration, RegistrationKind
from hocba.profiles.slots import Slot
from hocba.verify.context import Context, Expected, Subject
from hocba.verify.registrations import Question

__all__ = ["NOT_BOUND", "check", "is_named"]

NOT_BOUND = "not bound"
_PERSONAL_NUMBER = re.compile(r"\d{12}")


def check(
    subject: Subject, certificate: Certificate, registration: Registration | None, context: Context
) -> tuple[str, list[Finding]]:
    """How the signer is bound, and the findings: contradictions, or that nothing binds."""
    findings = list(_contradictions(subject, certificate, registration, context))
    bound = _bound(subject, certificate, registration, context)
    if bound == "by name":
        findings.append(_found("VER-IDENTITY-BY-NAME", subject))
    elif bound == NOT_BOUND and not findings:
        if _signed_name(subject) and not _same_name(subject, certificate):
            findings.append(_found("VER-IDENTITY-NAME-DIFFERS", subject))
        findings.append(_found("VER-IDENTITY-NOT-BOUND", subject))
    return (NOT_BOUND if any(_contradicts(finding) for finding in findings) else bound), findings


def _bound(
    subject: Subject, certificate: Certificate, registration: Registration | None, context: Context
) -> str:
    by_register = (
        registration is not None and registration.bound and _belongs(subject, certificate, registration)
    )
    if context.policy.register_required:
        return "register" if by_register else NOT_BOUND
    if _by_caller(subject, certificate, context):
        return "caller"
    if by_register:
        return "register"
    if not subject.sealed or subject.slot.signer is not SignerKind.PERSON:
        return NOT_BOUND
    if _numbers(subject).intersection(certificate.personal_numbers):
        return "by number"
    return "by name" if _same_name(subject, certificate) else NOT_BOUND


def _by_caller(subject: Subject, certificate: Certificate, context: Context) -> bool:
    """One person is expected in this very slot; of several persons for several slots it has to be the one
    whom the signed data name."""
    expected = context.expected_in(subject.slot)
    if not any(_is(certificate, entry) for entry in expected):
        return False
    return len(expected) == 1 or _belongs(subject, certificate, None)


def _belongs(subject: Subject, certificate: Certificate, registration: Registration | None) -> bool:
    """Whether nothing signed speaks for another one of the many who are registered for such slots."""
    if not subject.slot.one_of_many:
        return True
    numbers, name = _numbers(subject), _signed_name(subject)
    known = {*certificate.personal_numbers}
    if registration is not None and registration.entry is not None and registration.entry.names_certificate:
        known.add(registration.entry.holder)
    if numbers & known:
        return True
    return _same_name(subject, certificate) if name else not numbers


def _numbers(subject: Subject) -> set[str]:
    """The numbers by which the signed data name the signer; the Id of a teacher may be one."""
    number = subject.fields.get(subject.slot.number_field, "").strip()
    key = subject.fields.get(f"{subject.name}/@Id", "")
    return {number, key if _PERSONAL_NUMBER.fullmatch(key) else ""} - {""}


def is_named(slot: Slot, fields: Mapping[str, str], certificate: Certificate) -> bool:
    """Whether the signed data name the holder of ``certificate`` for ``slot``, by number or by name."""
    number = fields.get(slot.number_field, "").strip()
    if number and certificate.personal_numbers:
        return number in certificate.personal_numbers
    name = _plain(fields.get(slot.name_field, ""))
    return bool(name) and name == _plain(certificate.common_name)


def _contradictions(
    subject: Subject, certificate: Certificate, registration: Registration | None, context: Context
) -> Iterator[Finding]:
    expected = context.expected_in(subject.slot)
    if expected and not any(_is(certificate, entry) for entry in expected):
        yield _contradiction(subject, "caller")
    if registration is not None and not registration.bound:
        if _other_holder(subject, certificate, context):
            yield _contradiction(subject, "register")
        elif registration.kind is RegistrationKind.OTHER_CERTIFICATE and _other_role(
            subject, certificate, context
        ):
            yield _contradiction(subject, "role")
    numbers = {number for number in certificate.personal_numbers if _PERSONAL_NUMBER.fullmatch(number)}
    signed = "" if subject.additional else subject.fields.get(subject.slot.number_field, "").strip()
    beside = (subject.facts.so_cccd or "").strip()
    if signed and numbers and signed not in numbers:
        yield _contradiction(subject, "signed")
    if beside and ((numbers and beside not in numbers) or (signed and beside != signed)):
        yield _contradiction(subject, "slot")


def _other_holder(subject: Subject, certificate: Certificate, context: Context) -> bool:
    """Whether the register knows who holds this role of an organisation, and the certificate is another's."""
    if context.registrations is None or subject.slot.signer is not SignerKind.ORGANISATION:
        return False
    own = {*certificate.tax_codes, *certificate.budget_codes}
    holders = {
        holder
        for code in subject.school_codes
        for holder in context.registrations.register.holders(subject.slot.family, code, subject.best_time)
    }
    return bool(own) and bool(holders) and not own & holders


def _other_role(subject: Subject, certificate: Certificate, context: Context) -> bool:
    """Whether this certificate is registered for another slot while this slot is registered for another."""
    registrations = context.registrations
    return registrations is not None and any(
        registrations.answer(Question(name, subject.school_codes, certificate, subject.best_time)).registered
        for name in context.slots
        if name != subject.slot.family
    )


def _is(certificate: Certificate, expected: Expected) -> bool:
    if isinstance(expected, Certificate):
        return certificate == expected
    return expected in (*certificate.personal_numbers, *certificate.tax_codes, *certificate.budget_codes)


def _signed_name(subject: Subject) -> str:
    return _plain(subject.fields.get(subject.slot.name_field, ""))


def _same_name(subject: Subject, certificate: Certificate) -> bool:
    name = _signed_name(subject)
    return bool(name) and name == _plain(certificate.common_name)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _contradicts(finding: Finding) -> bool:
    return finding.code == "VER-IDENTITY-CONTRADICTION"


def _contradiction(subject: Subject, case: str) -> Finding:
    return Finding.of(
        "VER-IDENTITY-CONTRADICTION",
        case=case,
        path=subject.facts.path,
        line=subject.facts.line,
        slot=subject.name,
    )


def _found(code: str, subject: Subject) -> Finding:
    return Finding.of(code, path=subject.facts.path, line=subject.facts.line, slot=subject.name)
