"""What a judgement rests on besides the facts: trust, status, policy, expectations, the instant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import attrs

from hocba.findings import Finding
from hocba.pki.certificate import Certificate
from hocba.profiles.slots import Slot
from hocba.verify.facts import SignatureFacts
from hocba.verify.policy import Policy, Rules
from hocba.verify.registrations import Registrations
from hocba.verify.report import SignerInfo

__all__ = ["Context", "Expected", "Standing", "Subject"]

Expected = Certificate | str


@attrs.frozen
class Standing:
    """What trust store, status sources and policy say of one certificate at two instants.

    Kept between files: nothing in it depends on the record. ``chain_ok``: a path to an anchor that counts.
    """

    signer: SignerInfo
    rules: Rules
    findings: tuple[Finding, ...]
    status_at_signing: str
    status_now: str
    validity_at_signing: str
    validity_now: str


@attrs.frozen
class Context:
    """The frame of one judgement. ``now`` is the instant of validation, UTC; ``slots`` the names of all slots
    in the tables of the profiles, ``issuing_slot`` the one of the school's seal."""

    policy: Policy
    registrations: Registrations | None
    expected: Mapping[str, tuple[Expected, ...]]
    now: datetime
    slots: tuple[str, ...]
    issuing_slot: str

    def expected_in(self, slot: Slot) -> tuple[Expected, ...]:
        """Who the caller expects in ``slot``: by its own name, or by that of all its kind."""
        return self.expected.get(slot.name) or self.expected.get(slot.family, ())


@attrs.frozen
class Subject:
    """One signature under judgement. ``fields`` are the signed data; ``school_codes`` who it speaks for;
    ``sealed``: the issuing seal over these data is bound and valid; ``additional``: another signature of the
    same kind is by the person whom the signed data name."""

    name: str
    slot: Slot
    facts: SignatureFacts
    best_time: datetime
    fields: Mapping[str, str]
    school_codes: tuple[str, ...]
    sealed: bool
    additional: bool = False
