"""What the signatures of one class have in common: their text, the number, what the identity gate said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import attrs

from hocba.errors import UnsuitableCertificateError
from hocba.findings import Finding
from hocba.pki.algorithms import SignatureAlgorithm
from hocba.pki.certificate import Certificate
from hocba.profiles.slots import Quantity, Slot
from hocba.sign.binding import slot_children
from hocba.sign.gates import Gate
from hocba.sign.identity_gate import check_identity, is_named, own_number
from hocba.sign.insertion import Slotting
from hocba.sign.layout import Ground, Layout
from hocba.sign.options import SignatureOptions, local_date
from hocba.sign.stencil import Stencil, StencilKey, make_stencil

__all__ = ["Plan", "Plans"]

WHOLE_URI = ("",)


@attrs.frozen(slots=False)
class Plan:
    """The text of a signature with holes, what ``SO_CCCD`` says, and the children of an empty slot."""

    stencil: Stencil
    number: str = attrs.field(repr=False)
    children: bytes = attrs.field(repr=False)
    findings: tuple[Finding, ...]


@attrs.frozen(slots=False, eq=False)
class Plans:
    """The plans of one batch, each worked out once."""

    certificate: Certificate
    algorithm: SignatureAlgorithm
    signing_time: datetime
    xades: bool
    options: SignatureOptions
    gate: Gate
    _known: dict[tuple[object, ...], Plan] = attrs.field(factory=dict)

    def of(self, layout: Layout, slot: Slot) -> Plan:
        """What records that name the same signer, school, place and title have in common."""
        ground = layout.ground
        facts = ground.facts
        own = facts.get(slot.number_field), facts.get(slot.name_field)
        additional = self._additional(layout, slot)
        key = (slot.name, ground.covers.get(slot.name), ground.common, own, additional)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._made(ground, slot, additional=additional)
        return found

    def _additional(self, layout: Layout, slot: Slot) -> bool:
        """Whether the person whom the record names has signed another slot of the kind."""
        if slot.quantity is not Quantity.AT_LEAST_ONE:
            return False
        others = [one for one in layout.ground.profile.family(slot.family) if one.name != slot.name]
        holders = [layout.holder(one.name) for one in others]
        return any(is_named(one, slot, layout.ground.facts) for one in holders if one is not None)

    def _made(self, ground: Ground, slot: Slot, *, additional: bool) -> Plan:
        facts, options, profile = ground.facts, self.options, ground.profile
        place = facts.get(profile.place_field, "") if options.place is None else options.place
        title = "" if additional else facts.get(slot.title_field, "")
        role = title or ("" if additional else slot.default_title)
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
        return Plan(make_stencil(key), number, self.children(Slotting(0), number), tuple(found))

    def _number(self, facts: Mapping[str, str], slot: Slot) -> str:
        if not slot.holds_number:
            return ""
        own, given = own_number(self.certificate), self.options.number
        if given is None:
            return own or facts.get(slot.number_field, "")
        if own and given and given != own:
            raise UnsuitableCertificateError.of("SIGN-NUMBER-DIFFERS", slot=slot.name)
        return given

    def children(self, place: Slotting, number: str) -> bytes:
        """What is still to be written before the signature at ``place``."""
        date = local_date(self.signing_time) if place.date else ""
        return slot_children(date, number if place.number else "")
