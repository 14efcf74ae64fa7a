"""A secondary record of the later format: twelve subject teachers, homeroom teacher, manager and seal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from bench.inputs import Inputs

RECORDS = 20
TEACHERS = 12


@cache
def _school() -> Any:
    """The time, and role and signer of all fifteen signatures, the first twelve of subject teachers."""
    from hocba.testing.pki import TestPki

    now = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=1)
    pki = TestPki.create(now)
    teachers = [
        ("GVBM", pki.public_ca.issue({"CN": f"Mẫu {n}", "UID": f"CCCD:{_number(n)}"}, now=now).signer)
        for n in range(TEACHERS)
    ]
    rest = (("GVCN", "teacher"), ("CBQL", "head"), ("KY_PHAT_HANH", "school"))
    return now, [*teachers, *((role, pki.signer(name)) for role, name in rest)]


def _number(place: int) -> str:
    return f"000185{place:06}"


def _record(number: int) -> Any:
    from hocba.testing.legal import legal_record

    record: Any = legal_record(number, grade=9, first_year=2025, kind="good")
    people = [{"id": f"gv-{n}", "so_cccd": _number(n), "ho_va_ten": f"Mẫu {n}"} for n in range(TEACHERS)]
    rows = [row.replace(gvbm=[people[place % TEACHERS]]) for place, row in enumerate(record.diem_tong_ket)]
    return record.replace(diem_tong_ket=rows)


def _signed(source: Any, signers: Any, now: datetime, *, forget: bool) -> Any:
    import hocba

    for role, signer in signers:
        source = hocba.sign(source, role=role, signer=signer, signing_time=now)
        if forget:
            source = source.raw
    return source


def signing_own(_: Inputs) -> Callable[[int], object]:
    """Written by this process and signed fifteen times; rules, gates and final checks included."""
    import hocba

    now, signers = _school()
    records = [_record(number) for number in range(RECORDS)]
    return lambda number: _signed(hocba.write(records[number % RECORDS]), signers, now, forget=False).raw


def signing_foreign(_: Inputs) -> Callable[[int], object]:
    """The same, each time from bytes that hocba knows nothing about."""
    import hocba

    now, signers = _school()
    drafts = [hocba.write(_record(number)).raw for number in range(RECORDS)]
    return lambda number: _signed(drafts[number % RECORDS], signers, now, forget=True)


def signing_limit(_: Inputs) -> Callable[[int], object]:
    """Fifteen RSA-2048 signatures with keys that are loaded."""
    from hocba.sign.signers import SigningItem
    from hocba.xml.names import RSA_SHA256, SHA256

    _now, signers = _school()
    item = SigningItem("item", bytes(32), SHA256, RSA_SHA256)

    def call(_: int) -> None:
        for _role, signer in signers:
            signer.sign((item,))

    return call


def verification(_: Inputs) -> Callable[[int], object]:
    """``hocba.verify`` of the fifteen signatures; without trust, which the limit does not have either."""
    import hocba

    now, signers = _school()
    issued = [
        _signed(hocba.write(_record(number)), signers, now, forget=False).raw for number in range(RECORDS)
    ]
    judge = hocba.verifier(trust=hocba.TrustStore())
    return lambda number: judge.verify(issued[number % RECORDS], at=now)
