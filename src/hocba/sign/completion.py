"""One value into one file."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import TYPE_CHECKING

from hocba.errors import InputError, SigningError
from hocba.sign.binding import fits, identifier, seed, slot_children
from hocba.sign.coverage import data_digests, whole_digest
from hocba.sign.ground import Ground
from hocba.sign.insertion import Slotting, apply, slotting
from hocba.sign.options import local_date, signing_text
from hocba.sign.package_layout import PACKAGE_SLOT, package_layout
from hocba.sign.record_file import RecordFile
from hocba.sign.result_check import check_result
from hocba.sign.state_gate import refuse_finished
from hocba.sign.values import accepted_value

if TYPE_CHECKING:
    from hocba.sign.pending import PendingBatch, Work
    from hocba.sign.session import Source

__all__ = ["completed"]

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
    layout = file._knowledge.layout if place.simple and not work.whole else None
    if layout is None:
        signed = RecordFile(apply(file.raw, place, text))
    else:
        signed = file._signed(layout, work.slot, text, batch.certificate)
    if layout is None or not _proven(layout.ground, file, work):
        check_result(signed.raw, batch, work)
    return signed


def _proven(ground: Ground, file: RecordFile, work: Work) -> bool:
    """Whether nothing but the value is left to check. In a file of others the new ids might be taken."""
    if ground.written:
        return True
    plain = ground.bare and all(target.plain for target in ground.targets_of(work.slot))
    start = work.before.index(ID_PREFIX) + len(ID_PREFIX)
    return plain and work.before[start : start + ID_LENGTH] not in file.raw


def _into_found_file(
    batch: PendingBatch, work: Work, file: RecordFile, text: tuple[bytes, bytes, bytes]
) -> RecordFile:
    """As the file is now: the slot must still be free, and everything the value covers unchanged."""
    start = text[0].find(b"<Signature ")
    if start < 0:
        raise InputError.of("SIGN-STATE-MALFORMED")
    if b"".join((text[0][start:], *text[1:])) in file.raw:
        check_result(file.raw, batch, work)
        return file
    if work.slot == PACKAGE_SLOT:
        place, children, digests, record_id = _package_place(work, file)
    else:
        place, children, digests, record_id = _record_place(batch, work, file)
    common = seed(work.slot, signing_text(batch.signing_time), batch.certificate)
    unique = identifier(common, digests, record_id)
    if not fits(text[0], text[2], children, unique):
        raise SigningError.of("SIGN-SELF-CHECK", slot=work.slot, reason="SIG_CONSTRAINTS_FAILURE")
    raw = apply(file.raw, place, text)
    check_result(raw, batch, work)
    return RecordFile(raw)


Place = tuple[Slotting, bytes, tuple[bytes, ...], str]


def _package_place(work: Work, file: RecordFile) -> Place:
    prepared, _ = package_layout(work.file.raw, work.profile)
    digests = tuple([target.digest for target in prepared.ground.targets_of(work.slot)])
    return package_layout(file.raw, work.profile)[1], b"", digests, ""


def _record_place(batch: PendingBatch, work: Work, file: RecordFile) -> Place:
    """Where the signature goes in ``file``, what stands before it, the digests of what it covers, the record.

    Bound to what the signature covers and to the slot, not to the rest.
    """
    then, now = (one._layout(work.profile, anew=batch.replace) for one in (work.file, file))
    refuse_finished(now, work.slot)
    old, new = then.ground, now.ground
    same = (old.covers.get(work.slot), old.record_id) == (new.covers.get(work.slot), new.record_id)
    digests = data_digests(file, now, work.slot)
    if not (same and data_digests(work.file, then, work.slot) == digests):
        raise SigningError.of("SIGN-DATA-CHANGED", slot=work.slot)
    place, before = now.place(work.slot), then.place(work.slot)
    if file.raw[place.start : place.end] != work.file.raw[before.start : before.end]:
        raise SigningError.of("SIGN-SLOT-CHANGED", slot=work.slot)
    date = local_date(batch.signing_time)
    put = slotting(place, date=date, number=work.number)
    children = slot_children(date if put.date else "", work.number if put.number else "")
    if work.whole:
        digests = (whole_digest(file.raw, put, children),)
    return put, children, digests, new.record_id
