"""One value into one file."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import TYPE_CHECKING

from hocba.errors import InputError, SigningError
from hocba.sign.binding import fits, identifier, seed, slot_children
from hocba.sign.insertion import Slotting, apply, slotting
from hocba.sign.layout import Ground
from hocba.sign.local_check import Examined, package_signature, problem_of
from hocba.sign.options import local_date, signing_text
from hocba.sign.package_layout import package_layout
from hocba.sign.record_file import RecordFile
from hocba.sign.values import accepted_value
from hocba.xml.document import parse

if TYPE_CHECKING:
    from hocba.sign.pending import PendingBatch, Work
    from hocba.sign.session import Source
    from hocba.verify.facts import SignatureFacts

__all__ = ["check_result", "completed"]

ID_PREFIX = b' Id="sigid-'
ID_LENGTH = 36


def completed(
    batch: PendingBatch, work: Work, value: bytes | str, current: Mapping[str, Source] | None
) -> RecordFile:
    """The signed file, verified.

    A file whose layout is known and whose data is canonical as it stands needs only the value checked:
    digests and earlier signatures were computed or verified on these very bytes. Every other file is
    parsed and verified whole. Raises SignatureRejectedError, SigningError, MalformedXmlError.
    """
    item = work.item
    raw_value = accepted_value(value, batch.certificate, item.signature_alg, work.signed_octets, item.item_id)
    text = (work.before, b64encode(raw_value), work.after)
    file = work.file
    if current is not None and item.item_id in current:
        file = RecordFile.of(current[item.item_id])
    place = work.slotting
    if place is None or file is not work.file:
        return _into_found_file(batch, work, file, text)
    layout = file._knowledge.layout if place.simple else None
    if layout is None:
        signed = RecordFile(apply(file.raw, place, text))
    else:
        signed = file._signed(layout, batch.slot, text)
    if layout is None or not _proven(layout.ground, file, work):
        check_result(signed.raw, batch)
    return signed


def _proven(ground: Ground, file: RecordFile, work: Work) -> bool:
    """Whether nothing but the value is left to check. In a file of others the new ids might be taken."""
    if ground.written:
        return True
    start = work.before.index(ID_PREFIX) + len(ID_PREFIX)
    return ground.canonical and work.before[start : start + ID_LENGTH] not in file.raw


def _into_found_file(
    batch: PendingBatch, work: Work, file: RecordFile, text: tuple[bytes, bytes, bytes]
) -> RecordFile:
    """As the file is now: the slot must still be free, and everything the value covers unchanged."""
    start = text[0].find(b"<Signature ")
    if start < 0:
        raise InputError.of("SIGN-STATE-MALFORMED")
    if b"".join((text[0][start:], *text[1:])) in file.raw:
        check_result(file.raw, batch)
        return file
    place, data_digest = _place(batch, work, file)
    children = b""
    if batch.slot != batch._profile.package_slot.name:
        date = local_date(batch.signing_time) if place.date else ""
        children = slot_children(date, work.number if place.number else "")
    unique = identifier(seed(batch.slot, signing_text(batch.signing_time), batch.certificate), data_digest)
    if not fits(text[0], text[2], children, unique):
        raise SigningError.of("SIGN-SELF-CHECK", slot=batch.slot, reason="SIG_CONSTRAINTS_FAILURE")
    raw = apply(file.raw, place, text)
    check_result(raw, batch)
    return RecordFile(raw)


def _place(batch: PendingBatch, work: Work, file: RecordFile) -> tuple[Slotting, bytes]:
    """Where the signature goes in ``file``, and the digest of the data there.

    Bound to what the signature covers and to the slot, not to the rest.
    """
    profile = batch._profile
    if batch.slot == profile.package_slot.name:
        prepared, _ = package_layout(work.file.raw, profile)
        return package_layout(file.raw, profile)[1], prepared.ground.data_digest
    then, now = (one._layout(profile, anew=batch.replace) for one in (work.file, file))
    if profile.issuing_slot in now.filled:
        raise SigningError.of("SIGN-ISSUED", slot=batch.slot, issuing=profile.issuing_slot)
    old, new = then.ground, now.ground
    if (old.data_id, old.data_digest) != (new.data_id, new.data_digest):
        raise SigningError.of("SIGN-DATA-CHANGED", slot=batch.slot)
    place, before = now.place(batch.slot), then.place(batch.slot)
    if file.raw[place.start : place.end] != work.file.raw[before.start : before.end]:
        raise SigningError.of("SIGN-SLOT-CHANGED", slot=batch.slot)
    date = local_date(batch.signing_time)
    return slotting(place, date=date, number=work.number), new.data_digest


def check_result(raw: bytes, batch: PendingBatch) -> None:
    """Verify ``raw`` whole: the new signature is by the certificate of the batch and covers what it must,
    and every other one still holds. SigningError (SIGN-SELF-CHECK) where that is not so."""
    document = parse(raw)
    reason = ""
    if batch.slot == batch._profile.package_slot.name:
        found = package_signature(document, batch._profile)
        facts = {} if found is None else {batch.slot: found}
    else:
        seen = Examined.of(document, batch._profile)
        facts = seen.signatures
        reason = seen.misplaced
    own = facts.get(batch.slot)
    reason = reason or ("SIGNED_DATA_NOT_FOUND" if own is None else _wrong(own, batch))
    for name, other in facts.items():
        reason = reason or (problem_of(other) and f"{name}: {problem_of(other)}")
    if reason:
        raise SigningError.of("SIGN-SELF-CHECK", slot=batch.slot, reason=reason)


def _wrong(own: SignatureFacts, batch: PendingBatch) -> str:
    problem = problem_of(own)
    if problem:
        return problem
    if own.certificate != batch.certificate:
        return "NO_SIGNING_CERTIFICATE_FOUND"
    if {claim.at for claim in own.claims if claim.covered} != {batch.signing_time}:
        return "SIG_CONSTRAINTS_FAILURE"
    return ""
