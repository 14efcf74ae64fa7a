from __future__ import annotations

from datetime import UTC, datetime

import attrs
import pytest

from hocba.testing.pki import TestPki
from hocba.testing.records import synthetic_record
from hocba.testing.samples import issued_record

NOW = datetime(2026, 5, 25, 3, 0, tzinfo=UTC)


@attrs.frozen
class Issued:
    """A test PKI and records that its signers issued."""

    pki: TestPki
    at: datetime
    records: tuple[bytes, ...]


@pytest.fixture(scope="session")
def issued() -> Issued:
    pki = TestPki.create(now=NOW)
    files = [
        issued_record(pki, record=synthetic_record(number), signing_time=NOW).raw for number in (1, 2, 3, 4)
    ]
    return Issued(pki, NOW, tuple(files))
