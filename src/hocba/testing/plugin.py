"""Fixtures for pytest. Opt in with ``pytest_plugins = ["hocba.testing.plugin"]`` in your ``conftest.py``.

``hocba_pki``: a test PKI for the whole session. ``hocba_trust``: a folder with its trust store, register,
revocation lists and keys. ``hocba_issued``: the bytes of an issued synthetic record. ``hocba_samples``: every
sample of :mod:`hocba.testing.samples` by name.
"""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pytest

    from hocba.testing.pki import TestPki
    from hocba.testing.samples import Sample

__all__: list[str] = []


def _fixtures() -> None:
    import pytest

    @pytest.fixture(scope="session")
    def hocba_pki() -> TestPki:
        """Two roots, a teacher, a head teacher, a school and their revocation lists."""
        from hocba.testing.pki import TestPki

        return TestPki.create(now=datetime.now(UTC).replace(microsecond=0))

    @pytest.fixture(scope="session")
    def hocba_trust(hocba_pki: TestPki, tmp_path_factory: pytest.TempPathFactory) -> Path:
        """A folder with ``trust``, ``evidence`` and ``keys``."""
        folder = tmp_path_factory.mktemp("hocba")
        hocba_pki.write(folder)
        return folder

    @pytest.fixture(scope="session")
    def hocba_samples(hocba_pki: TestPki) -> Mapping[str, Sample]:
        """Every sample by name."""
        from hocba.testing.samples import samples

        moment = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=1)
        return {sample.name: sample for sample in samples(hocba_pki, signing_time=moment)}

    @pytest.fixture(scope="session")
    def hocba_issued(hocba_samples: Mapping[str, Sample]) -> bytes:
        """The bytes of an issued record."""
        return hocba_samples["issued"].raw

    globals().update(
        hocba_pki=hocba_pki, hocba_trust=hocba_trust, hocba_samples=hocba_samples, hocba_issued=hocba_issued
    )


with contextlib.suppress(ModuleNotFoundError):  # without pytest the module still imports
    _fixtures()
