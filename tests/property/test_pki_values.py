"""Laws of the register and of the status, for every choice of rows, lists and instants."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hocba.errors import ConfigurationError
from hocba.pki.crl import Crl
from hocba.pki.register import Entry, Register
from hocba.pki.status import Status, StatusSource
from hocba.testing.pki import TestPki

NOW = datetime(2025, 11, 24, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)
codes = st.text("0123456789", min_size=1, max_size=8)
times = st.none() | st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))
entries = st.builds(
    Entry,
    role=st.sampled_from(("GVCN", "CBQL", "KY_PHAT_HANH")),
    school_code=codes,
    holder=codes,
    issuer=st.sampled_from(("CN=Đơn vị\\, một", '"quoted" name', "CN=a\nb")),
    serial=st.integers(0, 1 << 159).map(lambda number: f"{number:x}"),
    sha256=st.just("") | st.binary(min_size=32, max_size=32).map(bytes.hex),
    valid_from=times,
)


@given(st.lists(entries, max_size=8))
def test_register_round_trip(rows: list[Entry]) -> None:
    register = Register(tuple(rows))
    keys = {(row.role, row.school_code, row.holder, row.sha256 or (row.issuer, row.serial)) for row in rows}
    if len(keys) == len(rows):
        assert Register.parse(register.to_csv().encode("utf-8")) == register
        return
    with pytest.raises(ConfigurationError) as caught:
        Register.parse(register.to_csv().encode("utf-8"))
    assert caught.value.code == "PKI-REGISTER-TWICE"


@cache
def pki() -> TestPki:
    return TestPki.create(NOW, leaf_key="p-256")


@cache
def listing(issued: int, lasts: int, revoked: int | None, hold: bool) -> Crl:
    certificate = pki()["revoked_teacher"].certificate
    return pki().public_ca.crl(
        NOW,
        {certificate: NOW + revoked * DAY} if revoked is not None else {},
        reasons={certificate: "certificateHold"} if hold else {},
        this_update=NOW + issued * DAY,
        next_update=NOW + (issued + lasts) * DAY,
    )


days = st.integers(-9, 9)
lists = st.builds(listing, days, st.integers(1, 6), st.none() | days, st.booleans())


@settings(max_examples=150, deadline=None)
@given(crls=st.lists(lists, max_size=4), day=st.integers(-12, 12), hours=st.integers(0, 23))
def test_status(crls: list[Crl], day: int, hours: int) -> None:
    certificate, issuer = pki()["revoked_teacher"].certificate, pki().public_ca.certificate
    at = NOW + day * DAY + timedelta(hours=hours)
    answer = StatusSource(crls).status(certificate, issuer, at)
    assert StatusSource(crls[::-1]).status(certificate, issuer, at).status is answer.status, (
        "order counts for nothing"
    )
    found = [crl.find(certificate) for crl in crls]
    final = [entry for entry in found if entry is not None and not entry.hold and entry.since <= at]
    if final:
        assert answer.status is Status.REVOKED
    if answer.status is Status.GOOD:
        assert any(
            crl.this_update > at or (crl.next_update is not None and at <= crl.next_update) for crl in crls
        )
        assert answer.revoked_at is None or answer.revoked_at > at
    if answer.status is Status.REVOKED:
        assert answer.revoked_at is not None
        assert answer.revoked_at <= at
    assert (answer.problem is not None) is (answer.status is Status.UNKNOWN)


@settings(max_examples=60, deadline=None)
@given(crls=st.lists(lists, max_size=4), offsets=st.lists(st.integers(-12 * 24, 12 * 24), max_size=12))
def test_kept_answers_are_those_of_a_fresh_source(crls: list[Crl], offsets: list[int]) -> None:
    certificate, issuer = pki()["revoked_teacher"].certificate, pki().public_ca.certificate
    kept = StatusSource(crls)
    for hours in offsets:
        at = NOW + timedelta(hours=hours)
        assert kept.status(certificate, issuer, at) == StatusSource(crls).status(certificate, issuer, at)
