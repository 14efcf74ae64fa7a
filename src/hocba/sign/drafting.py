"""From a file to the hash that is to be signed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Self

import attrs

from hocba.errors import UnsuitableCertificateError
from hocba.findings import Finding
from hocba.pki.algorithms import SignatureAlgorithm
from hocba.pki.certificate import Certificate
from hocba.profiles.slots import Profile, Quantity, Slot
from hocba.sign.algorithms import choose, digest_uri
from hocba.sign.binding import identifier, seed, slot_children
from hocba.sign.coverage import data_digests, whole_digest
from hocba.sign.gates import Gate
from hocba.sign.identity_gate import check_identity, is_named, own_number
from hocba.sign.insertion import Slotting, slotting
from hocba.sign.layout import Ground, Layout
from hocba.sign.options import SignatureOptions, SignatureProfile, expiry, instant, local_date, signing_text
from hocba.sign.outcome import Outcome
from hocba.sign.pending import PendingBatch, Work
from hocba.sign.record_file import RecordFile
from hocba.sign.signers import SigningItem
from hocba.sign.state_gate import check_record, check_state, check_whole, closed_by
from hocba.sign.stencil import Stencil, StencilKey, make_stencil

__all__ = ["VALID_FOR", "Drafting"]

VALID_FOR = timedelta(days=1)
WHOLE_URI = ("",)


@attrs.frozen(slots=False)
class _Plan:
    """What the records of one class share: text, number, and what the identity gate said."""

    stencil: Stencil
    number: str = attrs.field(repr=False)
    children: bytes = attrs.field(repr=False)
    findings: tuple[Finding, ...]


@attrs.frozen(slots=False, eq=False)
class Drafting:
    """One batch: what is the same for all its files, worked out once."""

    certificate: Certificate
    algorithm: SignatureAlgorithm
    signing_time: datetime
    xades: bool
    options: SignatureOptions
    gate: Gate
    replace: bool
    _plans: dict[tuple[object, ...], _Plan] = attrs.field(factory=dict)
    _seeds: dict[str, Any] = attrs.field(factory=dict)

    @classmethod
    def of(
        cls,
        certificate: Certificate,
        signing_time: datetime,
        profile: SignatureProfile | str,
        options: SignatureOptions | None,
        gate: Gate | None,
        *,
        replace: bool = False,
        signature_algorithm: str | None = None,
    ) -> Self:
        """From the arguments of a caller. Raises UnsuitableCertificateError and ConfigurationError."""
        options = options or SignatureOptions()
        return cls(
            certificate=certificate,
            signing_time=instant(signing_time, "signing_time"),
            xades=SignatureProfile.of(profile) is SignatureProfile.XADES_B_B,
            algorithm=choose(certificate, requested=signature_algorithm, rsa_pss=options.rsa_pss),
            options=options,
            gate=gate or Gate(),
            replace=replace,
        )

    def work(
        self, file: RecordFile, layout: Layout, slot: Slot, item_id: str, earlier: tuple[Finding, ...]
    ) -> Work:
        """Check ``file`` and build its signature up to the value. Raises what the gates raise.

        ``earlier``: what the check of the certificate found.
        """
        findings = earlier
        if self.replace and slot.name in layout.filled:
            layout = file._layout(layout.ground.base, anew=True)
        findings += check_state(layout, slot, self.gate, replace=self.replace)
        whole = self.options.whole_document
        if whole:
            check_whole(layout, slot)
        findings += closed_by(layout, slot, whole=whole)
        plan = self.plan(layout, slot)
        findings += plan.findings
        findings += check_record(file, self.gate)
        end = layout.free_end(slot.name)
        if end is not None:
            place, children = Slotting(end), plan.children
        else:
            here = layout.place(slot.name)
            place = slotting(here, date=local_date(self.signing_time), number=plan.number)
            children = self._children(place, plan.number)
        digests = data_digests(file, layout, slot.name)
        if whole:
            digests = (whole_digest(file.raw, place, children),)
        return self.drafted(
            file, layout, slot, place, item_id, plan=plan, digests=digests, children=children,
            findings=findings,
        )  # fmt: skip

    def drafted(
        self,
        file: RecordFile,
        layout: Layout,
        slot: Slot,
        place: Slotting,
        item_id: str,
        *,
        plan: _Plan,
        digests: tuple[bytes, ...],
        children: bytes = b"",
        findings: tuple[Finding, ...] = (),
    ) -> Work:
        """The signature for ``place``, with ``children`` of the slot before it; nothing is checked."""
        time = signing_text(self.signing_time).encode()
        opening = layout.ground.openings[slot.name]
        unique = self.unique(slot.name, digests, layout.ground.record_id)
        before, after, octets = plan.stencil.fill(unique, digests, time, opening)
        hashed = getattr(hashlib, self.algorithm.digest)(octets).digest()
        item = SigningItem(item_id, hashed, digest_uri(self.algorithm.digest), self.algorithm.uri)
        return Work(
            item=item,
            file=file,
            before=children + before,
            after=after,
            signed_octets=octets,
            number=plan.number,
            slotting=place,
            findings=findings,
            slot=slot.name,
            whole=self.options.whole_document,
            profile=layout.ground.base,
        )

    def batch(
        self,
        slot: str,
        works: tuple[Work, ...],
        profile: Profile,
        valid_for: timedelta,
        *,
        refused: tuple[Outcome, ...] = (),
        order: tuple[str, ...] = (),
    ) -> PendingBatch:
        """``works`` as they wait for their values. ConfigurationError (SIGN-TIME-NAIVE)."""
        return PendingBatch(
            slot=slot,
            certificate=self.certificate,
            signing_time=self.signing_time,
            expires=expiry(self.signing_time, valid_for),
            items=tuple([work.item for work in works]),
            refused=refused,
            replace=self.replace,
            _order=order or tuple([work.item.item_id for work in works]),
            _profile=profile,
            _works=works,
        )

    def unique(self, slot: str, digests: tuple[bytes, ...], record_id: str = "") -> bytes:
        """36 characters for the ids; see :func:`hocba.sign.binding.identifier`."""
        common = self._seeds.get(slot)
        if common is None:
            common = self._seeds[slot] = seed(slot, signing_text(self.signing_time), self.certificate)
        return identifier(common, digests, record_id)

    def plan(self, layout: Layout, slot: Slot) -> _Plan:
        """What records that name the same signer, school, place and title have in common."""
        ground = layout.ground
        facts = ground.facts
        own = facts.get(slot.number_field), facts.get(slot.name_field)
        additional = self._additional(layout, slot)
        key = (slot.name, ground.covers.get(slot.name), ground.common, own, additional)
        found = self._plans.get(key)
        if found is None:
            found = self._plans[key] = self._make_plan(ground, slot, additional=additional)
        return found

    def _additional(self, layout: Layout, slot: Slot) -> bool:
        """Whether the person whom the record names has signed another slot of the kind."""
        if slot.quantity is not Quantity.AT_LEAST_ONE:
            return False
        others = [one for one in layout.ground.profile.family(slot.family) if one.name != slot.name]
        holders = [layout.holder(one.name) for one in others]
        return any(is_named(one, slot, layout.ground.facts) for one in holders if one is not None)

    def _make_plan(self, ground: Ground, slot: Slot, *, additional: bool) -> _Plan:
        facts, options, profile = ground.facts, self.options, ground.profile
        place = facts.get(profile.place_field, "") if options.place is None else options.place
        role = facts.get(slot.title_field) or slot.default_title
        uris = tuple([f"#{target.id}" for target in ground.targets_of(slot.name)])
        key = StencilKey(
            certificate=self.certificate,
            chain=options.chain,
            algorithm=self.algorithm.uri,
            xades=self.xades,
            empty_ns=options.empty_ns,
            uris=WHOLE_URI if options.whole_document else uris,
            place=place.strip(),
            role=(role if options.claimed_role is None else options.claimed_role).strip(),
        )
        number = self._number(facts, slot)
        school = facts.get(profile.school_code_field, "")
        found = check_identity(
            self.certificate,
            slot,
            self.gate,
            self.signing_time,
            facts=facts,
            school_code=school,
            additional=additional,
        )
        return _Plan(make_stencil(key), number, self._children(Slotting(0), number), tuple(found))

    def _number(self, facts: Mapping[str, str], slot: Slot) -> str:
        if not slot.holds_number:
            return ""
        own, given = own_number(self.certificate), self.options.number
        if given is None:
            return own or facts.get(slot.number_field, "")
        if own and given and given != own:
            raise UnsuitableCertificateError.of("SIGN-NUMBER-DIFFERS", slot=slot.name)
        return given

    def _children(self, place: Slotting, number: str) -> bytes:
        date = local_date(self.signing_time) if place.date else ""
        return slot_children(date, number if place.number else "")
