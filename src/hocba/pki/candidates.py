"""Which of the certificates in a file may take part in building a path.

A file may bring hundreds of certificates that name and sign each other in a circle; trying every way through
them would take for ever. Only those that descend from what the store holds, link by checked link, are let in.
"""

from __future__ import annotations

from collections.abc import Iterable

from hocba.pki.certificate import Certificate

__all__ = ["MAX_EXTRA", "vouched"]

MAX_EXTRA = 64


def vouched(held: Iterable[Certificate], extra: tuple[Certificate, ...]) -> tuple[Certificate, ...]:
    """``held`` and those of ``extra`` (the first 64) that a held or admitted CA really signed."""
    admitted = list(dict.fromkeys(held))
    waiting = [certificate for certificate in dict.fromkeys(extra[:MAX_EXTRA]) if certificate not in admitted]
    by_name: dict[bytes, list[Certificate]] = {}
    for certificate in admitted:
        by_name.setdefault(certificate.subject_der, []).append(certificate)
    grown = True
    while grown and waiting:
        grown = False
        for certificate in tuple(waiting):
            issuers = by_name.get(certificate.issuer_der, ())
            if any(issuer.is_ca and certificate.signed_by(issuer) for issuer in issuers):
                waiting.remove(certificate)
                admitted.append(certificate)
                by_name.setdefault(certificate.subject_der, []).append(certificate)
                grown = True
    return tuple(admitted)
