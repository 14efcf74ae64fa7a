"""The certificate before it signs: in force, for signing, of the right kind, with a path and a status."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from hocba.errors import UnsuitableCertificateError
from hocba.findings import Finding
from hocba.pki.certificate import Certificate
from hocba.pki.status import Status
from hocba.profiles.slots import Slot
from hocba.sign.gates import Gate
from hocba.sign.overrides import allowed

__all__ = ["check_certificate"]

Refusal = UnsuitableCertificateError


def check_certificate(certificate: Certificate, slot: Slot, gate: Gate, at: datetime) -> list[Finding]:
    """Check ``certificate`` for ``slot`` at ``at`` (verification.md §1 S1, §2; signing.md §4).

    Returns warnings and recorded overrides. Does not ask whether the holder is the person or school that
    the record names: that is per record. Raises UnsuitableCertificateError: SIGN-CERT-KIND,
    SIGN-CERT-NOT-YET, SIGN-CERT-EXPIRED, SIGN-CERT-USAGE, SIGN-CERT-CHAIN, SIGN-CERT-REVOKED.
    """
    if certificate.kind is not slot.signer:
        raise Refusal.of("SIGN-CERT-KIND", slot=slot.name, found=certificate.kind, expected=slot.signer)
    refusals = []
    if at < certificate.not_before:
        refusals.append(Refusal.of("SIGN-CERT-NOT-YET", start=certificate.not_before.date(), at=at.date()))
    if at > certificate.not_after:
        refusals.append(Refusal.of("SIGN-CERT-EXPIRED", end=certificate.not_after.date(), at=at.date()))
    if not certificate.key_usage_ok:
        refusals.append(Refusal.of("SIGN-CERT-USAGE", serial=certificate.serial_hex))
    findings = [allowed(refusal, gate.override) for refusal in refusals]
    if gate.trust is None:
        return [*findings, _not_checked()]
    return [*findings, *_path_and_status(certificate, gate, at)]


@cache
def _not_checked() -> Finding:
    return Finding.of("SIGN-CHAIN-NOT-CHECKED")


def _path_and_status(certificate: Certificate, gate: Gate, at: datetime) -> list[Finding]:
    path = gate.paths.validate(certificate, gate.evidence.certificates, at=at)
    if not path.valid:
        refusal = Refusal.of("SIGN-CERT-CHAIN", serial=certificate.serial_hex, reason=path.problem)
        return [allowed(refusal, gate.override)]
    found = []
    for member, issuer in path.links:
        status = gate.statuses.status(member, issuer, at)
        if status.status is Status.REVOKED:
            raise Refusal.of("SIGN-CERT-REVOKED", serial=member.serial_hex)
        if status.status is Status.UNKNOWN:
            found.append(Finding.of("SIGN-STATUS-UNKNOWN", serial=member.serial_hex, reason=status.problem))
    return found
