"""Does the kind of certificate fit the slot: a person, or an organisation (verification §6.1)?"""

from __future__ import annotations

from collections.abc import Iterator

from hocba.findings import Finding
from hocba.pki.certificate import Certificate
from hocba.profiles.slots import Slot

__all__ = ["check"]


def check(certificate: Certificate, slot: Slot, name: str, path: str) -> Iterator[Finding]:
    """A certificate of the other kind. The kind is read from the subject's object identifiers alone."""
    if certificate.kind is not slot.signer:
        yield Finding.of(
            "VER-KIND", path=path, slot=name, found=certificate.kind.value, expected=slot.signer.value
        )
