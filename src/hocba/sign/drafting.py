"""From a file to the hash that is to be signed."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any, Self

import attrs

from hocba.findings import Finding
from hocba.pki.algorithms import SignatureAlgorithm
from hocba.pki.certificate import Certificate
from hocba.profiles.slots import Profile, Slot
from hocba.sign.algorithms import choose, digest_uri
from hocba.sign.binding import identifier, seed
from hocba.sign.coverage import data_digests, whole_digest
from hocba.sign.gates import Gate
from hocba.sign.insertion import Slotting, slotting
from hocba.sign.layout import Layout
from hocba.sign.options import SignatureOptions, SignatureProfile, expiry, instant, local_date, signing_text
from hocba.sign.outcome import Outcome
from hocba.sign.pending import PendingBatch, Work
from hocba.sign.plans import Plan, Plans
from hocba.sign.record_file import RecordFile
from hocba.sign.signers import SigningItem
from hocba.sign.state_gate import check_record, check_state, check_whole, closed_by

__all__ = ["VALID_FOR", "Drafting"]

VALID_FOR = timedelta(days=1)


@attrs.frozen(slots=False, eq=False)
class Drafting:
    """One batch: what is the same for all its files, worked out once."""

    certificate: Certificate
    algorithm: SignatureAlgorithm
    signing_time: datetime
    options: SignatureOptions
    gate: Gate
    replace: bool
    plans: Plans
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
        options, gate = options or SignatureOptions(), gate or Gate()
        at = instant(signing_time, "signing_time")
        algorithm = choose(certificate, requested=signature_algorithm, rsa_pss=options.rsa_pss)
        xades = SignatureProfile.of(profile) is SignatureProfile.XADES_B_B
        plans = Plans(certificate, algorithm, at, xades, options, gate)
        return cls(certificate, algorithm, at, options, gate, replace, plans)

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
        plan = self.plans.of(layout, slot)
        findings += plan.findings
        findings += check_record(file, self.gate)
        end = layout.free_end(slot.name)
        if end is not None:
            place, children = Slotting(end), plan.children
        else:
            here = layout.place(slot.name)
            place = slotting(here, date=local_date(self.signing_time), number=plan.number)
            children = self.plans.children(place, plan.number)
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
        plan: Plan,
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
