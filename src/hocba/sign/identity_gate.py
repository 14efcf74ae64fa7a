"""Is the holder of the certificate the person or school that the record, the caller or the register names?"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import datetime

from hocba.errors import UnsuitableCertificateError
from hocba.findings import Finding
from hocba.pki.certificate import Certificate, SignerKind
from hocba.pki.register import RegistrationKind
from hocba.profiles.slots import Slot
from hocba.sign.gates import Gate
from hocba.sign.overrides import allowed

__all__ = ["check_identity", "is_named", "own_number"]

CCCD_LENGTH = 12
Refusal = UnsuitableCertificateError
_OTHER = frozenset({RegistrationKind.OTHER_CERTIFICATE, RegistrationKind.OTHER_HOLDER})
_TIME = frozenset({RegistrationKind.NOT_YET, RegistrationKind.EXPIRED})


def check_identity(
    certificate: Certificate,
    slot: Slot,
    gate: Gate,
    at: datetime,
    *,
    facts: Mapping[str, str],
    school_code: str,
    additional: bool = False,
) -> list[Finding]:
    """Compare ``certificate`` with what is known about the signer of ``slot`` (verification.md §6.1).

    A contradiction is refused; agreement with the record's own claim proves nothing and is not reported.
    ``additional``: another slot of the kind is signed by the person whom the record names.
    Returns warnings and recorded overrides. Raises UnsuitableCertificateError: SIGN-IDENTITY-NUMBER,
    SIGN-IDENTITY-EXPECTED, SIGN-REGISTER-OTHER, SIGN-REGISTER-TIME, SIGN-REGISTER-ABSENT.
    """
    findings = []
    wanted = "" if additional else facts.get(slot.number_field, "").strip()
    numbers = _cccd(certificate)
    if wanted and numbers and wanted not in numbers:
        findings.append(allowed(Refusal.of("SIGN-IDENTITY-NUMBER", slot=slot.name), gate.override))
    name = "" if additional else facts.get(slot.name_field, "")
    if name and not (wanted and numbers) and _folded(name) != _folded(certificate.common_name):
        findings.append(Finding.of("SIGN-IDENTITY-NAME", slot=slot.name))
    expected = gate.expected.get(slot.name, gate.expected.get(slot.family))
    if expected is not None and not _is(certificate, expected):
        findings.append(allowed(Refusal.of("SIGN-IDENTITY-EXPECTED", slot=slot.name), gate.override))
    return findings + _registered(certificate, slot, gate, at, school_code=school_code, holder=wanted)


def is_named(certificate: Certificate, slot: Slot, facts: Mapping[str, str]) -> bool:
    """Whether the record names the holder of ``certificate`` for ``slot``, by number or else by name."""
    wanted, numbers = facts.get(slot.number_field, "").strip(), _cccd(certificate)
    if wanted and numbers:
        return wanted in numbers
    name = facts.get(slot.name_field, "")
    return bool(name) and _folded(name) == _folded(certificate.common_name)


def own_number(certificate: Certificate) -> str:
    """The one 12-digit personal number in ``certificate``; empty when there is none or more than one."""
    numbers = _cccd(certificate)
    return numbers[0] if len(numbers) == 1 else ""


def _cccd(certificate: Certificate) -> list[str]:
    """Numbers of the present kind; older ``CMND`` numbers contradict nothing."""
    return [number for number in certificate.personal_numbers if len(number) == CCCD_LENGTH]


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _is(certificate: Certificate, expected: Certificate | str) -> bool:
    if isinstance(expected, str):
        held = (*certificate.personal_numbers, *certificate.tax_codes, *certificate.budget_codes)
        return expected in held
    return Certificate.of(expected) == certificate


def _registered(
    certificate: Certificate, slot: Slot, gate: Gate, at: datetime, *, school_code: str, holder: str
) -> list[Finding]:
    register = gate.trust.register if gate.trust is not None else None
    if register is None:
        return []
    answer = register.lookup(slot.family, school_code, certificate, at, holder or None)
    if answer.bound:
        return []
    if answer.kind in _OTHER or answer.kind in _TIME:
        code = "SIGN-REGISTER-OTHER" if answer.kind in _OTHER else "SIGN-REGISTER-TIME"
        refusal = Refusal.of(code, slot=slot.name, serial=certificate.serial_hex)
        return [allowed(refusal, gate.override)]
    if slot.signer is SignerKind.ORGANISATION:
        refusal = Refusal.of("SIGN-REGISTER-ABSENT", slot=slot.name, serial=certificate.serial_hex)
        return [allowed(refusal, gate.override)]
    return [Finding.of("SIGN-REGISTER-PERSON", slot=slot.name)]
