"""Signing a package: the same builder, one item, the root of the file as signed element."""

from __future__ import annotations

from datetime import datetime, timedelta

from hocba.errors import ConfigurationError
from hocba.pki.certificate import Certificate
from hocba.profiles import registry
from hocba.profiles.slots import Profile
from hocba.sign.certificate_gate import check_certificate
from hocba.sign.drafting import VALID_FOR, Drafting
from hocba.sign.gates import Gate
from hocba.sign.options import SignatureOptions, SignatureProfile
from hocba.sign.outcome import Outcome
from hocba.sign.package_layout import package_layout
from hocba.sign.pending import PendingBatch
from hocba.sign.record_file import RecordFile
from hocba.sign.session import complete, signed_values
from hocba.sign.signers import Signer

__all__ = ["prepare_package", "sign_package"]


def prepare_package(
    raw: bytes,
    *,
    certificate: Certificate,
    signing_time: datetime,
    profile: SignatureProfile | str = SignatureProfile.XADES_B_B,
    options: SignatureOptions | None = None,
    gate: Gate | None = None,
    school_code: str = "",
    signature_algorithm: str | None = None,
    record_profile: Profile | None = None,
    valid_for: timedelta = VALID_FOR,
) -> PendingBatch:
    """Build the sender's signature over ``raw``, an unsigned DANH_SACH_HOC_BA; complete it as any batch.

    ``school_code``: for the register of ``gate``. The records inside are not looked at: that they are
    issued and valid is for the caller to check. Raises UnsuitableCertificateError, ConfigurationError,
    MalformedXmlError, LimitExceededError, UnknownFormatError and SigningError (SIGN-PACKAGE-SIGNED,
    SIGN-PACKAGE-EMPTY, SIGN-DATA-ID).
    """
    chosen = record_profile or registry.get("v1_0")
    slot = chosen.package_slot
    drafting = Drafting.of(
        certificate, signing_time, profile, options, gate, signature_algorithm=signature_algorithm
    )
    if drafting.options.whole_document:
        raise ConfigurationError.of("SIGN-WHOLE-SLOT", slot=slot.name)
    findings = tuple(check_certificate(certificate, slot, drafting.gate, drafting.signing_time))
    layout, place = package_layout(raw, chosen, school_code=school_code)
    digests = tuple([target.digest for target in layout.ground.targets_of(slot.name)])
    plan = drafting.plans.of(layout, slot)
    item_id = drafting.unique(slot.name, digests)[:8].decode()
    findings += plan.findings
    file = RecordFile(raw)
    work = drafting.drafted(file, layout, slot, place, item_id, plan=plan, digests=digests, findings=findings)
    return drafting.batch(slot.name, (work,), chosen, valid_for)


def sign_package(
    raw: bytes,
    *,
    signer: Signer,
    signing_time: datetime,
    profile: SignatureProfile | str = SignatureProfile.XADES_B_B,
    options: SignatureOptions | None = None,
    gate: Gate | None = None,
    school_code: str = "",
) -> Outcome:
    """prepare_package(), ``signer.sign``, complete() in one call. Raises as they do."""
    batch = prepare_package(
        raw,
        certificate=signer.certificate,
        signing_time=signing_time,
        profile=profile,
        options=options,
        gate=gate,
        school_code=school_code,
        signature_algorithm=signer.signature_algorithm,
    )
    return complete(batch, signed_values(signer, batch))[0]
