"""One test PKI for all tests of this folder; tests never change it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hocba.testing.pki import TestPki

NOW = datetime(2025, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def pki() -> TestPki:
    return TestPki.create(NOW)


@pytest.fixture(scope="session")
def small_pki() -> TestPki:
    """The same with keys that cost nothing, for tests that do not look at the kind of key."""
    return TestPki.create(NOW, leaf_key="p-256")
