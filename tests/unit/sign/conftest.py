"""Keys, a record and short ways to sign it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.unit.sign.later import Staff, secondary

from hocba.sign.gates import Gate
from hocba.sign.outcome import Outcome
from hocba.sign.record_file import RecordFile
from hocba.sign.session import sign_files
from hocba.testing.pki import TestPki
from hocba.testing.records import display_sample

NOW = datetime(2026, 6, 1, 3, 4, 5, tzinfo=UTC)
WHO = {"GVCN": "teacher", "CBQL": "head", "KY_PHAT_HANH": "school"}

SignSlot = Callable[..., Outcome]


@pytest.fixture(scope="session")
def pki() -> TestPki:
    """RSA-2048 leafs, as most signers have."""
    return TestPki.create(NOW)


@pytest.fixture(scope="session")
def curve_pki() -> TestPki:
    """P-256 leafs."""
    return TestPki.create(NOW, leaf_key="p-256")


@pytest.fixture(scope="session")
def staff(pki: TestPki) -> Staff:
    """Subject teachers and a deputy of the same authorities."""
    return Staff(pki)


@pytest.fixture(scope="session")
def draft() -> RecordFile:
    """A record as hocba writes it, its slots empty."""
    return RecordFile.from_record(display_sample())


@pytest.fixture(scope="session")
def raw(draft: RecordFile) -> bytes:
    """The same as bytes that hocba knows nothing about."""
    return draft.raw


@pytest.fixture(scope="session")
def gate(pki: TestPki) -> Gate:
    """Trust, lists and register of the test PKI."""
    return Gate(trust=pki.trust, evidence=pki.evidence)


@pytest.fixture(scope="session")
def sign(pki: TestPki, gate: Gate) -> SignSlot:
    """Sign one slot of one file by the person it belongs to."""

    def signed(file: RecordFile | bytes, slot: str, who: str = "", **options: Any) -> Outcome:
        options = {"gate": gate, "signing_time": NOW} | options
        signer = pki.signer(who or WHO[slot])
        (outcome,) = sign_files([file], slot=slot, signer=signer, **options)
        return outcome

    return signed


@pytest.fixture(scope="session")
def issued(draft: RecordFile, sign: SignSlot) -> RecordFile:
    """All three slots signed."""
    file = draft
    for slot in WHO:
        file = sign(file, slot).require()
    return file


@pytest.fixture(scope="session")
def signed(staff: Staff) -> RecordFile:
    """A secondary record of the later format, signed by everyone but the school."""
    file = staff.by_teachers(secondary())
    for role in ("GVCN", "CBQL"):
        file = staff.sign(file, role).require()
    return file
