"""From a file to the hash that is to be signed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

import attrs

from hocba.errors import UnsuitableCertificateError
from hocba.findings import Finding
from hocba.pki.algorithms import SignatureAlgorithm
from hocba.pki.certificate import Certificate
from hocba.profiles.slots import Profile, Slot
from hocba.sign.algorithms import digest_uri
from hocba.sign.binding import identifier, seed, slot_children
from hocba.sign.gates import Gate
from hocba.sign.identity_gate import check_identity, own_number
from hocba.sign.insertion import Slotting, slotting
from hocba.sign.layout import Ground, Layout
from hocba.sign.options import SignatureOptions, SignatureProfile, local_date, signing_text
from hocba.sign.pending import Work
from hocba.sign.record_file import RecordFile
from hocba.sign.signers import SigningItem
from hocba.sign.state_gate import Order, check_record, check_state
from hocba.sign.stencil import Stencil, StencilKey, make_stencil

__all__ = ["Drafting"]


@attrs.frozen(slots=False)
class _Plan:
    """What the records of one class share: text, number, and what the identity gate said."""

    stencil: Stencil
    number: str = attrs.field(repr=False)
    children: bytes = attrs.field(repr=False)
    findings: tuple[Finding, ...]


class Drafting:
    """One batch: what is the same for all its files, worked out once."""

    def __init__(
        self,
        *,
        slot: Slot,
        profile: Profile,
        certificate: Certificate,
        algorithm: SignatureAlgorithm,
        signing_time: datetime,
        signature_profile: SignatureProfile,
        options: SignatureOptions,
        gate: Gate,
        replace: bool,
    ) -> None:
        self.slot = slot
        self.profile = profile
        self.certificate = certificate
        self.signing_time = signing_time
        self.options = options
        self.gate = gate
        self.replace = replace
        self.algorithm = algorithm
        self.xades = signature_profile is SignatureProfile.XADES_B_B
        self.date = local_date(signing_time)
        self.time = signing_text(signing_time).encode()
        self.digest_uri = digest_uri(algorithm.digest)
        self.hash = getattr(hashlib, algorithm.digest)
        self._seed = seed(slot.name, signing_text(signing_time), certificate)
        self.order = Order.of(slot, profile)
        self._plans: dict[tuple[str, ...], _Plan] = {}

    def work(self, file: RecordFile, item_id: str, earlier: tuple[Finding, ...]) -> Work:
        """Check ``file`` and build its signature up to the value. Raises what the gates raise.

        ``earlier``: what the check of the certificate found.
        """
        slot, gate = self.slot, self.gate
        layout = file._layout(self.profile)
        if self.replace and slot.name in layout.filled:
            layout = file._layout(self.profile, anew=True)
        findings = earlier
        if not self.order.clear(layout):
            findings += check_state(layout, slot, self.profile, gate, replace=self.replace)
        plan = self.plan(layout)
        findings += plan.findings
        findings += check_record(file, gate)
        end = layout.free_end(slot.name)
        if end is not None:
            place, children = Slotting(end), plan.children
        else:
            here = layout.place(slot.name)
            place = slotting(here, date=self.date, number=plan.number)
            children = self._children(place, plan.number)
        return self.drafted(file, layout, place, item_id, plan=plan, children=children, findings=findings)

    def drafted(
        self,
        file: RecordFile,
        layout: Layout,
        place: Slotting,
        item_id: str,
        *,
        plan: _Plan,
        children: bytes = b"",
        findings: tuple[Finding, ...] = (),
    ) -> Work:
        """The signature for ``place``, with ``children`` of the slot before it; nothing is checked."""
        ground = layout.ground
        unique = self.unique(ground.data_digest)
        opening = ground.openings[self.slot.name]
        before, after, octets = plan.stencil.fill(unique, ground.data_digest, self.time, opening)
        item = SigningItem(item_id, self.hash(octets).digest(), self.digest_uri, self.algorithm.uri)
        return Work(item, file, children + before, after, octets, plan.number, place, findings)

    def unique(self, data_digest: bytes) -> bytes:
        """36 characters for the ids; see :func:`hocba.sign.binding.identifier`."""
        return identifier(self._seed, data_digest)

    def plan(self, layout: Layout) -> _Plan:
        """What records that name the same signer, school, place and title have in common."""
        ground = layout.ground
        found = self._plans.get(ground.common)
        if found is None:
            found = self._plans[ground.common] = self._make_plan(ground)
        return found

    def _make_plan(self, ground: Ground) -> _Plan:
        facts, options, slot = ground.facts, self.options, self.slot
        place = facts.get(self.profile.place_field, "") if options.place is None else options.place
        role = facts.get(slot.title_field) or slot.default_title
        key = StencilKey(
            certificate=self.certificate,
            chain=options.chain,
            algorithm=self.algorithm.uri,
            xades=self.xades,
            empty_ns=options.empty_ns,
            data_id=ground.data_id,
            place=place.strip(),
            role=(role if options.claimed_role is None else options.claimed_role).strip(),
        )
        number = self._number(facts)
        school = facts.get(self.profile.school_code_field, "")
        found = check_identity(
            self.certificate, slot, self.gate, self.signing_time, facts=facts, school_code=school
        )
        return _Plan(make_stencil(key), number, self._children(Slotting(0), number), tuple(found))

    def _number(self, facts: Mapping[str, str]) -> str:
        if not self.slot.holds_number:
            return ""
        own, given = own_number(self.certificate), self.options.number
        if given is None:
            return own or facts.get(self.slot.number_field, "")
        if own and given and given != own:
            raise UnsuitableCertificateError.of("SIGN-NUMBER-DIFFERS", slot=self.slot.name)
        return given

    def _children(self, place: Slotting, number: str) -> bytes:
        return slot_children(self.date if place.date else "", number if place.number else "")
