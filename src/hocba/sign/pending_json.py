"""The state of a batch as JSON: version 1."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import datetime
from typing import Any

from hocba.errors import HocbaError, InputError
from hocba.findings import Finding, Severity
from hocba.i18n import catalog
from hocba.pki.algorithms import digest
from hocba.pki.certificate import load_certificate
from hocba.profiles import registry
from hocba.profiles.slots import Profile
from hocba.sign.options import instant
from hocba.sign.pending import PendingBatch, Work
from hocba.sign.record_file import RecordFile
from hocba.sign.signers import SigningItem
from hocba.xml.base64 import decode_strict

__all__ = ["STATE_VERSION", "dump", "load"]

STATE_VERSION = 1
KIND = "hocba-pending-batch"


def dump(batch: PendingBatch) -> str:
    """``batch`` as JSON text (ASCII)."""
    return json.dumps(
        {
            "kind": KIND,
            "version": STATE_VERSION,
            "profile": batch._profile.id,
            "slot": batch.slot,
            "certificate": b64encode(batch.certificate.der).decode(),
            "signing_time": batch.signing_time.isoformat(),
            "expires": batch.expires.isoformat(),
            "replace": batch.replace,
            "items": [_item(work, batch) for work in batch._works],
        }
    )


def load(text: str | bytes, profile: Profile | None) -> PendingBatch:
    """The batch in ``text``. Everything it says is checked again by complete(). Raises InputError."""
    try:
        state = json.loads(text)
        if state["kind"] != KIND:
            raise InputError.of("SIGN-STATE-MALFORMED")
        if state["version"] != STATE_VERSION:
            raise InputError.of("SIGN-STATE-VERSION", found=state["version"], known=STATE_VERSION)
        works = tuple(_work(entry, state, profile) for entry in state["items"])
        return PendingBatch(
            slot=str(state["slot"]),
            certificate=load_certificate(decode_strict(state["certificate"])),
            signing_time=instant(datetime.fromisoformat(state["signing_time"]), "signing_time"),
            expires=instant(datetime.fromisoformat(state["expires"]), "expires"),
            items=tuple(work.item for work in works),
            replace=bool(state["replace"]),
            resumed=True,
            _profile=_profile(state["profile"], profile),
            _works=works,
        )
    except InputError as problem:
        if problem.code.startswith("SIGN-STATE-"):
            raise
        raise InputError.of("SIGN-STATE-MALFORMED") from None
    except (HocbaError, ArithmeticError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError.of("SIGN-STATE-MALFORMED") from None


def _profile(name: str, given: Profile | None) -> Profile:
    return given if given is not None and given.id == name else registry.get(name)


def _item(work: Work, batch: PendingBatch) -> dict[str, Any]:
    """What an item does not share with the batch is added; version 1 began without these keys."""
    added: dict[str, Any] = {}
    if work.slot != batch.slot:
        added["slot"] = work.slot
    if work.profile.id != batch._profile.id:
        added["profile"] = work.profile.id
    if work.whole:
        added["whole"] = True
    return added | {
        "item_id": work.item.item_id,
        "digest": b64encode(work.item.digest).decode(),
        "digest_alg": work.item.digest_alg,
        "signature_alg": work.item.signature_alg,
        "document": b64encode(work.file.raw).decode(),
        "before": work.before.decode("utf-8"),
        "after": work.after.decode("utf-8"),
        "signed_octets": b64encode(work.signed_octets).decode(),
        "number": work.number,
        "findings": [[found.code, found.severity.value, list(found.values)] for found in work.findings],
    }


def _work(entry: dict[str, Any], state: dict[str, Any], profile: Profile | None) -> Work:
    item = SigningItem(
        str(entry["item_id"]),
        decode_strict(entry["digest"]),
        str(entry["digest_alg"]),
        str(entry["signature_alg"]),
    )
    signed_octets = decode_strict(entry["signed_octets"])
    if digest(item.digest_alg, signed_octets) != item.digest:
        raise InputError.of("SIGN-STATE-MALFORMED")
    return Work(
        item=item,
        file=RecordFile(decode_strict(entry["document"])),
        before=entry["before"].encode("utf-8"),
        after=entry["after"].encode("utf-8"),
        signed_octets=signed_octets,
        number=str(entry["number"]),
        slot=str(entry.get("slot", state["slot"])),
        whole=bool(entry.get("whole", False)),
        profile=_profile(str(entry.get("profile", state["profile"])), profile),
        findings=tuple(
            Finding(
                code=_known(code),
                severity=Severity(severity),
                values=tuple((str(a), str(b)) for a, b in values),
            )
            for code, severity, values in entry["findings"]
        ),
    )


def _known(code: str) -> str:
    """``code``, where there is a message for it. Raises KeyError."""
    catalog.entry(code)
    return code
