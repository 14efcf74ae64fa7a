"""Signed, tampered and incomplete records for the tests of those who integrate hocba.

Everything is synthetic and made when asked for; each sample says which answer ``hocba.verify`` owes it when
the trust store and the revocation lists of the same test PKI are given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

import hocba
from hocba.testing.pki import TestIdentity, TestPki

if TYPE_CHECKING:
    from hocba.model.any_record import AnyRecord
    from hocba.sign.record_file import RecordFile

__all__ = ["Sample", "issued_record", "samples", "signed_record"]

SIGNERS = MappingProxyType({"GVCN": "teacher", "CBQL": "head", "KY_PHAT_HANH": "school"})


@attrs.frozen(kw_only=True)
class Sample:
    """A file and the answer it should get: ``indication`` is the word of EN 319 102-1."""

    name: str
    raw: bytes = attrs.field(repr=False)
    indication: str
    about: str


def signed_record(
    pki: TestPki,
    *,
    record: AnyRecord | None = None,
    signing_time: datetime,
    signers: Mapping[str, str | TestIdentity] | None = None,
    profile: str = "xades-b-b",
) -> RecordFile:
    """``record`` (default: a synthetic one) signed in the order of ``signers``, a second apart.

    ``signers`` maps a slot to a key of the test PKI, by name or as an identity of any other authority. By
    default everybody signs: of a record of THCS or THPT every subject teacher first, each with a new
    certificate of the public CA. Raises what :func:`hocba.sign` raises.
    """
    from hocba.testing.later_samples import signers_of
    from hocba.testing.records import synthetic_record

    claimed = record if record is not None else synthetic_record(1)
    file = hocba.write(claimed)
    chosen = signers_of(pki, claimed) if signers is None else signers
    for seconds, (slot, key) in enumerate(chosen.items()):
        moment = signing_time + timedelta(seconds=seconds)
        signer = pki.signer(key) if isinstance(key, str) else key.signer
        file = hocba.sign(file, role=slot, signer=signer, signing_time=moment, profile=profile)
    return file


def issued_record(pki: TestPki, *, record: AnyRecord | None = None, signing_time: datetime) -> RecordFile:
    """A record with all its signatures, as a school issues it."""
    return signed_record(pki, record=record, signing_time=signing_time)


def samples(pki: TestPki, *, signing_time: datetime) -> tuple[Sample, ...]:
    """Good records, and what goes wrong in practice: changed data, missing or swapped signatures, edits.

    First those of format v1.0, then those of the later formats, which are reconstructed.
    """
    from hocba.testing.later_samples import later_samples

    good = issued_record(pki, signing_time=signing_time).raw
    plain = signed_record(pki, signing_time=signing_time, profile="xmldsig-signingtime").raw
    made = [
        Sample(name="issued", raw=good, indication="TOTAL_PASSED", about="three XAdES signatures in order"),
        Sample(
            name="issued-xmldsig", raw=plain, indication="TOTAL_PASSED", about="plain XMLDSig, signing time"
        ),
    ]
    strange = signed_record(pki, signing_time=signing_time, signers=_self_made(pki, signing_time)).raw
    made.append(
        Sample(
            name="self-made-ca", raw=strange, indication="INDETERMINATE", about="the manager's CA is unknown"
        )
    )
    for name, (change, indication, about) in _CHANGES.items():
        made.append(Sample(name=name, raw=change(good), indication=indication, about=about))
    return (*made, *later_samples(pki, signing_time, signed_record))


def _self_made(pki: TestPki, now: datetime) -> Mapping[str, str | TestIdentity]:
    """The manager's name on a certificate of a CA that only borrows the real one's name."""
    from hocba.testing.people import HEAD_TEACHER

    forged = pki.impostor("government").issue({"CN": HEAD_TEACHER.name, "C": "VN"}, now=now)
    return {**SIGNERS, "CBQL": forged}


def _other_mark(raw: bytes) -> bytes:
    pattern = rb"(<DIEM_KIEM_TRA_DINH_KY>)(\d+)"
    return re.sub(pattern, lambda mark: mark[1] + (b"9" if mark[2] == b"8" else b"8"), raw, count=1)


def _other_name(raw: bytes) -> bytes:
    return re.sub(rb"(<HO_VA_TEN>)[^<]*", b"\\1Ng\xc6\xb0\xe1\xbb\x9di Kh\xc3\xa1c", raw, count=1)


def _without(slot: str) -> Callable[[bytes], bytes]:
    pattern = re.compile(rf"<{slot}>.*</{slot}>".encode(), re.DOTALL)
    return lambda raw: pattern.sub(f"<{slot}></{slot}>".encode(), raw, count=1)


def _swapped(raw: bytes) -> bytes:
    pattern = rb"<CBQL>(.*)</CBQL><KY_PHAT_HANH>(.*)</KY_PHAT_HANH>"
    return re.sub(pattern, rb"<CBQL>\2</CBQL><KY_PHAT_HANH>\1</KY_PHAT_HANH>", raw, flags=re.DOTALL)


def _indented(raw: bytes) -> bytes:
    return raw.replace(b"><", b">\n<")


_CHANGES: Mapping[str, tuple[Callable[[bytes], bytes], str, str]] = MappingProxyType(
    {
        "mark-changed": (_other_mark, "TOTAL_FAILED", "one test mark was changed after signing"),
        "name-changed": (_other_name, "TOTAL_FAILED", "the pupil's name was changed after signing"),
        "no-manager": (_without("CBQL"), "TOTAL_FAILED", "the manager's signature was taken out"),
        "no-seal": (_without("KY_PHAT_HANH"), "TOTAL_FAILED", "the school's seal was taken out"),
        "swapped": (_swapped, "TOTAL_FAILED", "manager's and school's signatures changed places"),
        "re-indented": (_indented, "TOTAL_FAILED", "an editor re-formatted the file"),
    }
)
