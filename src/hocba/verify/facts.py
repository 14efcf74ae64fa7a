"""What was found in a file, without any judgement: no trust, no policy, no clock.

Facts are immutable and picklable, so that one extraction can be judged again under another policy, at
another time, or with another trust store, without the document.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import attrs

from hocba.findings import Finding
from hocba.pki.certificate import Certificate
from hocba.profiles.slots import Profile

__all__ = ["Claim", "PackageFacts", "RecordFacts", "ReferenceFacts", "SignatureFacts"]


@attrs.frozen
class ReferenceFacts:
    """One ``Reference``. ``role`` says what it points at: "data" (the element of the slot), "whole",
    "inside" (below that element), "time", "properties", "key" or empty (refused or not resolved).

    ``intact`` is None where nothing could be computed; ``problem`` and ``detail`` then say why. ``why``
    is the code of a likely cause of a wrong digest, ``detail`` then the slots that it is about.
    """

    uri: str = attrs.field(repr=False)
    role: str
    covers: str
    digest_algorithm: str
    intact: bool | None
    problem: str = ""
    detail: str = ""
    why: str = ""


@attrs.frozen
class Claim:
    """One SigningTime: the instant (UTC), or None where the text is no date-time with a zone."""

    at: datetime | None
    source: str
    covered: bool
    placed: bool


@attrs.frozen(kw_only=True)
class SignatureFacts:
    """One signature as it stands in its slot.

    ``problem`` is the code of what keeps it from being read at all; everything after it is then empty.
    ``value_ok``: whether the value verifies with the key of ``certificate``; None where it cannot be
    computed, and ``detail`` names the method. ``certificate_problem`` is a code where none could be chosen;
    ``doubles`` share one key. ``named``: whether a signed SigningCertificate(V2) names the certificate.
    ``xades``: empty without such properties, "signed" (and naming a certificate), "no certificate", "not
    referenced" or "of another signature". In the later formats ``missing`` are the elements that the slot has
    to cover and no reference names, and ``replay_key`` the SHA-256 of the signature value.
    """

    slot: str
    path: str
    line: int | None
    problem: str = ""
    detail: str = ""
    signature_algorithm: str = ""
    references: tuple[ReferenceFacts, ...] = ()
    value_ok: bool | None = None
    why: str = ""
    certificate: Certificate | None = None
    certificate_problem: str = ""
    extra: tuple[Certificate, ...] = ()
    doubles: tuple[Certificate, ...] = ()
    xades: str = ""
    named: bool = False
    claims: tuple[Claim, ...] = ()
    time_stamps: int = 0
    signature_policy: bool = False
    ngay_ky: str | None = None
    so_cccd: str | None = attrs.field(default=None, repr=False)
    missing: tuple[str, ...] = ()
    replay_key: str = ""

    @property
    def intact(self) -> bool | None:
        """Every digest and the value: False when one is wrong, None when one could not be computed."""
        states = [reference.intact for reference in self.references]
        states.append(self.value_ok)
        if False in states:
            return False
        return None if None in states or len(states) == 1 else True


@attrs.frozen(kw_only=True)
class RecordFacts:
    """One record. ``slots`` are the names found in place; ``fields`` the signed data that judging needs,
    by tag path below the data element; ``octets`` the canonical data element, from which alone the record
    is rebuilt; ``findings`` what was noticed about layout and text, ``structure`` what the schema says.
    Where the slots follow from the document, ``profile`` is the one with the slots of this document, and
    ``signing_area`` says whether the teachers' slots stand "inside" or "outside" the data element.
    """

    digest: str
    format_id: str
    profile_id: str
    scope: str
    record_id: str | None
    signatures: tuple[SignatureFacts, ...]
    slots: tuple[str, ...]
    fields: Mapping[str, str] = attrs.field(repr=False, hash=False)
    octets: bytes | None = attrs.field(default=None, repr=False, eq=False)
    findings: tuple[Finding, ...] = ()
    structure: tuple[Finding, ...] = ()
    profile: Profile | None = None
    signing_area: str = ""


@attrs.frozen(kw_only=True)
class PackageFacts:
    """A package: its own signature (None where there is none) and its records in document order."""

    digest: str
    profile_id: str
    format_id: str
    signature: SignatureFacts | None
    records: tuple[RecordFacts, ...]
    findings: tuple[Finding, ...] = ()
