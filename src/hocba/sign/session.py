"""Prepare → sign anywhere → complete. A batch is the primitive; one file is a batch of one."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from hocba.errors import (
    ConfigurationError,
    HocbaError,
    SignatureRejectedError,
    SignerUnavailableError,
    SigningError,
)
from hocba.pki.certificate import Certificate
from hocba.profiles import registry
from hocba.profiles.slots import Profile
from hocba.sign.certificate_gate import check_certificate
from hocba.sign.choice import Role
from hocba.sign.completion import completed
from hocba.sign.drafting import VALID_FOR, Drafting
from hocba.sign.gates import Gate
from hocba.sign.layout import Layout
from hocba.sign.options import SignatureOptions, SignatureProfile, instant
from hocba.sign.outcome import Outcome
from hocba.sign.pending import PendingBatch, Work
from hocba.sign.record_file import RecordFile
from hocba.sign.signers import Signer

__all__ = ["complete", "prepare", "sign_files", "signed_values"]

Source = str | os.PathLike[str] | bytes | RecordFile
SHORT_ID = 8


def prepare(
    files: Iterable[Source],
    *,
    slot: str,
    certificate: Certificate,
    signing_time: datetime,
    profile: SignatureProfile | str = SignatureProfile.XADES_B_B,
    options: SignatureOptions | None = None,
    gate: Gate | None = None,
    replace: bool = False,
    signature_algorithm: str | None = None,
    record_profile: Profile | None = None,
    valid_for: timedelta = VALID_FOR,
) -> PendingBatch:
    """Check certificate and records, build the signatures, and return the hashes to sign.

    ``slot``: a role ("GVCN", "CBQL", "KY_PHAT_HANH", in later records also "GVBM"), or one of several slots
    of a kind ("GVBM[2]"). Of subject teachers' slots the signer's own is taken, of managers' slots the first
    empty one. Each file is read by the profile of its format, or by ``record_profile``. ``signing_time``:
    aware, whole seconds are kept. ``replace``: an older signature of the same slot is taken out first, as
    long as no later slot is filled. ``signature_algorithm``: the URI of the only algorithm the key offers.
    ``valid_for``: how long complete() accepts values. Deterministic: the same arguments give the same batch.
    Nothing is stored.

    A certificate that may not sign stops the whole batch; a file that may not be signed becomes an Outcome
    in ``refused``. Raises UnsuitableCertificateError (gates) and ConfigurationError (unknown slot, profile
    or algorithm, a time without zone). Does not decide whether the signer is entitled to sign, beyond
    what ``gate`` is given to compare with. Source: signing.md §4.
    """
    role = Role.of(slot, record_profile)
    drafting = Drafting.of(
        certificate, signing_time, profile, options, gate,
        replace=replace, signature_algorithm=signature_algorithm,
    )  # fmt: skip
    example = role.example(record_profile)
    general = tuple(check_certificate(certificate, example, drafting.gate, drafting.signing_time))
    works: list[Work] = []
    refused: list[Outcome] = []
    taken: dict[str, None] = {}
    for source in files:
        item_id = ""
        try:
            file = RecordFile.of(source)
            layout = file._layout(record_profile)
            item_id = _item_id(file, layout, taken)
            place = role.slot(layout, certificate, number=drafting.options.number or "", replace=replace)
            works.append(drafting.work(file, layout, place, item_id, general))
        except HocbaError as problem:
            refused.append(Outcome(item_id or _free("file", taken), slot, error=problem, findings=general))
    base = record_profile or (works[0].profile if works else registry.get(registry.identifiers()[0]))
    return drafting.batch(slot, tuple(works), base, valid_for, refused=tuple(refused), order=tuple(taken))


def complete(
    batch: PendingBatch,
    values: Mapping[str, bytes | str],
    *,
    at: datetime | None = None,
    current: Mapping[str, Source] | None = None,
) -> tuple[Outcome, ...]:
    """Check every value, put it in, verify the whole record, and return one Outcome per file.

    ``values``: item id → raw octets, or base64 text. ``at``: now; may be left out only where prepare()
    ran in this process. ``current``: item id → the file as it is now, where other slots were signed
    meanwhile. In the order of the files; ids that the batch does not know come last. Nothing is stored,
    nothing of the batch changes: calling it again with the same values gives the same files.

    Raises ConfigurationError (SIGN-TIME-NAIVE, SIGN-TIME-NEEDED). Everything else is in the outcomes:
    SignatureRejectedError, SigningError (SIGN-BATCH-EXPIRED, SIGN-SELF-CHECK, state of the slot),
    SignerUnavailableError (SIGN-VALUE-MISSING).
    """
    if at is None and batch.resumed:
        raise ConfigurationError.of("SIGN-TIME-NEEDED")
    late = at is not None and instant(at, "at") > batch.expires
    outcomes = {outcome.item_id: outcome for outcome in batch.refused}
    for work in batch._works:
        name = work.item.item_id
        try:
            if late:
                raise SigningError.of("SIGN-BATCH-EXPIRED", expires=batch.expires.isoformat())
            if name not in values:
                raise SignerUnavailableError.of("SIGN-VALUE-MISSING", item=name)
            file = completed(batch, work, values[name], current)
            outcomes[name] = Outcome(name, work.slot, file, None, work.findings)
        except HocbaError as problem:
            outcomes[name] = Outcome(name, work.slot, None, problem, work.findings)
    for name in values:
        if name not in outcomes:
            stranger = SignatureRejectedError.of("SIGN-ITEM-UNKNOWN", item=str(name)[:36])
            outcomes[name] = Outcome(name, batch.slot, error=stranger)
    ordered = dict.fromkeys((*batch._order, *outcomes))
    return tuple([outcomes[name] for name in ordered])


def sign_files(
    files: Iterable[Source],
    *,
    slot: str,
    signer: Signer,
    signing_time: datetime,
    profile: SignatureProfile | str = SignatureProfile.XADES_B_B,
    options: SignatureOptions | None = None,
    gate: Gate | None = None,
    replace: bool = False,
    record_profile: Profile | None = None,
) -> tuple[Outcome, ...]:
    """prepare(), ``signer.sign``, complete() in one call. Raises as prepare() and the signer do."""
    batch = prepare(
        files,
        slot=slot,
        certificate=signer.certificate,
        signing_time=signing_time,
        profile=profile,
        options=options,
        gate=gate,
        replace=replace,
        signature_algorithm=signer.signature_algorithm,
        record_profile=record_profile,
    )
    return complete(batch, signed_values(signer, batch))


def signed_values(signer: Signer, batch: PendingBatch) -> dict[str, bytes]:
    """The values of ``signer`` by item id. SignatureRejectedError (SIGN-VALUE-COUNT) for a wrong number."""
    values = signer.sign(batch.items) if batch.items else ()
    if len(values) != len(batch.items):
        raise SignatureRejectedError.of("SIGN-VALUE-COUNT", expected=len(batch.items), found=len(values))
    return {item.item_id: value for item, value in zip(batch.items, values, strict=True)}


def _item_id(file: RecordFile, layout: Layout, taken: dict[str, None]) -> str:
    """The first characters of the record id, or of the file's digest: short and neutral (signing.md §4)."""
    ground = layout.ground
    start = ground.facts.get(ground.profile.record_id_field, "")[:SHORT_ID]
    if len(start) < SHORT_ID or not start.isascii() or not start.isalnum():
        start = hashlib.sha256(file.raw).hexdigest()[:SHORT_ID]
    return _free(start, taken)


def _free(start: str, taken: dict[str, None]) -> str:
    name, number = start, 1
    while name in taken:
        number += 1
        name = f"{start}-{number}"
    taken[name] = None
    return name
