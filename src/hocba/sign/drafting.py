"""From a file to the hash that is to be signed."""

from __future__ import annotations

import hashlib
from datetime import datetime

from hocba.errors import UnsuitableCertificateError
from hocba.findings import Finding
from hocba.pki.algorithms import SignatureAlgorithm
from hocba.pki.certificate import Certificate
from hocba.profiles.slots import Profile, Slot
from hocba.sign.algorithms import digest_uri
from hocba.sign.certificate_text import certificate_text
from hocba.sign.gates import Gate
from hocba.sign.identity_gate import check_identity, own_number
from hocba.sign.insertion import Slotting, slotting
from hocba.sign.layout import Layout
from hocba.sign.options import SignatureOptions, SignatureProfile, local_date, signing_text
from hocba.sign.pending import Work
from hocba.sign.placed import octets_in_place
from hocba.sign.record_file import RecordFile
from hocba.sign.signers import SigningItem
from hocba.sign.state_gate import check_record, check_state
from hocba.sign.stencil import Stencil, StencilKey, make_stencil
from hocba.xml.escape import text

__all__ = ["Drafting"]


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
        self.date = local_date(signing_time)
        self.digest_uri = digest_uri(algorithm.digest)
        self.hash = getattr(hashlib, algorithm.digest)
        self.algorithm = algorithm
        self.xades = signature_profile is SignatureProfile.XADES_B_B
        self.time_text = signing_text(signing_time)
        self.number = own_number(certificate)
        self._seed = hashlib.sha256(f"{slot.name}\0{self.time_text}\0{certificate.fingerprint}\0".encode())
        self._stencils: dict[tuple[str, str, str], Stencil] = {}
        self._identities: dict[tuple[str, ...], tuple[Finding, ...]] = {}

    def work(self, file: RecordFile, item_id: str, earlier: tuple[Finding, ...]) -> Work:
        """Check ``file`` and build its signature up to the value. Raises what the gates raise.

        ``earlier``: what the check of the certificate found.
        """
        slot = self.slot
        layout = file._layout(self.profile)
        if self.replace and slot.name in layout.filled:
            layout = file._layout(self.profile, anew=True)
        findings = (
            *earlier,
            *check_state(layout, slot, self.profile, self.gate, replace=self.replace),
            *self._identity(layout),
            *check_record(file, self.gate),
        )
        number = self._number(layout)
        place = slotting(layout.place(slot.name), date=self.date, number=number, replace=self.replace)
        children = self._children(place, number)
        return self.drafted(
            file, layout, place, item_id=item_id, children=children, number=number, findings=findings
        )

    def drafted(
        self,
        file: RecordFile,
        layout: Layout,
        place: Slotting,
        *,
        item_id: str,
        children: bytes = b"",
        number: str = "",
        findings: tuple[Finding, ...] = (),
    ) -> Work:
        """The signature for ``place``, with ``children`` of the slot before it; nothing is checked."""
        unique = self.unique(layout.data_digest)
        draft = self.stencil(layout).fill(unique, layout.data_digest)
        before = children + draft.before
        octets = draft.signed_octets
        if not layout.plain:
            octets = octets_in_place(file.raw, place, before, draft.after, f"sigid-{unique.decode()}")
        item = SigningItem(item_id, self.hash(octets).digest(), self.digest_uri, self.algorithm.uri)
        return Work(item, file, before, draft.after, octets, number, place, findings)

    def stencil(self, layout: Layout) -> Stencil:
        """The templates for files that agree in id, place and title."""
        facts = layout.facts
        key = (layout.data_id, facts.get(self.profile.place_field, ""), facts.get(self.slot.title_field, ""))
        found = self._stencils.get(key)
        if found is None:
            found = self._stencils[key] = self._make_stencil(*key)
        return found

    def unique(self, data_digest: bytes) -> bytes:
        """36 characters for the ids, the same whenever the same is signed again: a UUID of version 8."""
        seed = self._seed.copy()
        seed.update(data_digest)
        text = seed.hexdigest()
        return f"{text[:8]}-{text[8:12]}-8{text[12:15]}-a{text[15:18]}-{text[18:30]}".encode()

    def _make_stencil(self, data_id: str, place: str, title: str) -> Stencil:
        options = self.options
        role = options.claimed_role
        key = StencilKey(
            algorithm=self.algorithm,
            xades=self.xades,
            empty_ns=options.empty_ns,
            signing_time=self.time_text,
            data_id=data_id,
            place=(place if options.place is None else options.place).strip(),
            role=((title or self.slot.default_title) if role is None else role).strip(),
        )
        return make_stencil(key, certificate_text(self.certificate, options.chain))

    def _number(self, layout: Layout) -> str:
        if not self.slot.holds_number:
            return ""
        given = self.options.number
        if given is not None:
            if self.number and given and given != self.number:
                raise UnsuitableCertificateError.of("SIGN-NUMBER-DIFFERS", slot=self.slot.name)
            return given
        return self.number or layout.facts.get(self.slot.number_field, "")

    def _children(self, place: Slotting, number: str) -> bytes:
        date = f"<NGAY_KY>{self.date}</NGAY_KY>" if place.date else ""
        return (date + (f"<SO_CCCD>{text(number)}</SO_CCCD>" if place.number and number else "")).encode()

    def _identity(self, layout: Layout) -> tuple[Finding, ...]:
        """The answer is the same for all records that name the same signer and school."""
        fields = (self.slot.number_field, self.slot.name_field, self.profile.school_code_field)
        key = tuple(layout.facts.get(field, "") for field in fields)
        found = self._identities.get(key)
        if found is None:
            found = self._identities[key] = tuple(
                check_identity(
                    self.certificate,
                    self.slot,
                    self.gate,
                    self.signing_time,
                    facts=layout.facts,
                    school_code=key[-1],
                )
            )
        return found
