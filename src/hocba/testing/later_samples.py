"""Signed records of the later formats, which are reconstructed: who signs them, good ones and bad ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hocba.testing.pki import TestIdentity, TestPki

if TYPE_CHECKING:
    from hocba.model.any_record import AnyRecord
    from hocba.model.v2_trunghoc.record import RecordTrungHoc
    from hocba.sign.record_file import RecordFile
    from hocba.testing.samples import Sample

__all__ = ["primary_record", "secondary_record", "signers_of", "subject_teachers"]

_TEACHERS = 4
_SIGNATURE = re.compile(rb"<(?:ds:)?Signature\b.*?</(?:ds:)?Signature>", re.DOTALL)
_SAMPLE: Mapping[str, Any] = MappingProxyType({"seed": "samples", "kind": "good", "first_year": 2025})


def primary_record() -> AnyRecord:
    """A record of the later primary format at the school of the test PKI."""
    from hocba.testing.legal import legal_record

    return _at_school(legal_record(1, grade=4, format="v2_tieuhoc", **_SAMPLE))


def secondary_record() -> RecordTrungHoc:
    """A record of THCS at the school of the test PKI, with four subject teachers; one row has two of them."""
    from hocba.model.v2_trunghoc.record import RecordTrungHoc
    from hocba.testing.legal import legal_record
    from hocba.testing.legal.staff import TEACHERS

    record = _at_school(legal_record(1, grade=8, **_SAMPLE))
    assert isinstance(record, RecordTrungHoc)  # noqa: S101  # grade 8 has no other format
    people = [
        {"id": f"gv-{number + 1}", "so_cccd": person.number, "ho_va_ten": person.name}
        for number, person in enumerate(TEACHERS[1 : _TEACHERS + 1])
    ]
    rows: list[dict[str, Any]] = []
    for number, row in enumerate(record.diem_tong_ket):
        own = [people[number % _TEACHERS]]
        if row.ma_mon_hoc == "66":
            own.append(people[(number + 1) % _TEACHERS])
        rows.append({**row.__dict__, "gvbm": own})
    return RecordTrungHoc.claims({**record.__dict__, "diem_tong_ket": rows})


def _at_school(record: AnyRecord) -> AnyRecord:
    from hocba.rules.form import GENERAL, HISTORY
    from hocba.testing.changes.edit import blocks, put
    from hocba.testing.people import SCHOOL

    last = len(blocks(record, HISTORY)) - 1
    there = put(record, GENERAL, ma_truong=SCHOOL.code, ten_truong=SCHOOL.name)
    return put(there, HISTORY, last, ten_truong=SCHOOL.name)


def subject_teachers(pki: TestPki, record: AnyRecord) -> Mapping[str, TestIdentity]:
    """Slot → key for every subject teacher of ``record``, in the order of the slots; new certificates.

    Empty for a record without subject teachers. The homeroom teacher signs with the key that the PKI has.
    """
    from hocba.testing.people import TEACHER

    people: dict[str, tuple[str, str]] = {}
    for row in getattr(record, "diem_tong_ket", ()):
        for teacher in getattr(row, "gvbm", ()):
            people.setdefault(teacher.id, (teacher.so_cccd or "", teacher.ho_va_ten or ""))
    return {
        "GVBM" if place == 1 else f"GVBM[{place}]": pki["teacher"]
        if number == TEACHER.number
        else pki.public_ca.issue({"CN": name, "UID": f"CCCD:{number}", "C": "VN"}, now=pki.now, key="p-256")
        for place, (number, name) in enumerate(people.values(), start=1)
    }


def signers_of(pki: TestPki, record: AnyRecord) -> Mapping[str, str | TestIdentity]:
    """Slot → key of everybody who signs ``record``, in the order in which they sign."""
    from hocba.testing.samples import SIGNERS

    return {**subject_teachers(pki, record), **SIGNERS}


def later_samples(
    pki: TestPki, signing_time: datetime, signed: Callable[..., RecordFile]
) -> Iterator[Sample]:
    """Good records of both later formats, and what goes wrong where several teachers sign."""
    from hocba.testing.samples import Sample

    primary = signed(pki, record=primary_record(), signing_time=signing_time).raw
    yield Sample(
        name="issued-later-primary",
        raw=primary,
        indication="TOTAL_PASSED",
        about="later primary format (reconstructed): homeroom teacher, manager, school",
    )
    record = secondary_record()
    signers = signers_of(pki, record)
    good = signed(pki, record=record, signing_time=signing_time, signers=signers).raw
    yield Sample(
        name="issued-secondary",
        raw=good,
        indication="TOTAL_PASSED",
        about="THCS (reconstructed): four subject teachers, homeroom teacher, manager, school",
    )
    for name, (change, about) in _CHANGES.items():
        yield Sample(name=name, raw=change(good), indication="TOTAL_FAILED", about=about)


def _other_mark(raw: bytes) -> bytes:
    pattern = rb"(<DIEM_CA_NAM>)(\d)"
    return re.sub(pattern, lambda mark: mark[1] + (b"9" if mark[2] == b"8" else b"8"), raw, count=1)


def _without_teacher(raw: bytes) -> bytes:
    """The slot of the third subject teacher is empty again."""
    return raw.replace(_SIGNATURE.findall(raw)[2], b"", 1)


def _swapped(raw: bytes) -> bytes:
    """The signatures of the first two subject teachers change places."""
    first, second = _SIGNATURE.findall(raw)[:2]
    return raw.replace(first, b"\0", 1).replace(second, first, 1).replace(b"\0", second, 1)


_CHANGES: Mapping[str, tuple[Callable[[bytes], bytes], str]] = MappingProxyType(
    {
        "secondary-mark-changed": (_other_mark, "a mark of the year was changed after signing"),
        "secondary-no-teacher": (_without_teacher, "a subject teacher's signature was taken out"),
        "secondary-teachers-swapped": (
            _swapped,
            "the signatures of two subject teachers changed places",
        ),
    }
)
