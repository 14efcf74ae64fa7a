"""One school for all scenarios: keys, trust, an issued record, a package; and a fresh desk for each test."""

from __future__ import annotations

import ctypes
import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import hocba
from hocba.testing.pki import PASSWORD, TestPki
from hocba.testing.samples import issued_record
from tests.scenarios.desk import Desk, canary_record


@pytest.fixture(scope="session")
def signing_time() -> datetime:
    return datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=1)


@pytest.fixture(scope="session")
def issued(hocba_pki: TestPki, signing_time: datetime) -> bytes:
    """A legal record with three signatures and canary names."""
    return issued_record(hocba_pki, record=canary_record(), signing_time=signing_time).raw


@pytest.fixture(scope="session")
def draft() -> bytes:
    return hocba.write(canary_record()).raw


@pytest.fixture(scope="session")
def package(hocba_pki: TestPki, issued: bytes) -> bytes:
    (made,) = hocba.pack([issued], signer=hocba_pki.signer("school"))
    return made.raw


@pytest.fixture(scope="session")
def content(hocba_pki: TestPki, issued: bytes) -> bytes:
    (made,) = hocba.pack([issued], signer=hocba_pki.signer("school"))
    return made.content.encode()


@pytest.fixture
def desk(
    tmp_path: Path,
    hocba_trust: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Desk:
    monkeypatch.setenv("HOCBA_PASSWORD", PASSWORD)
    monkeypatch.setenv("HOCBA_TRUST", str(tmp_path / "no-store"))
    monkeypatch.delenv("HOCBA_LANG", raising=False)
    monkeypatch.delenv("HOCBA_DEBUG", raising=False)
    folder = tmp_path / "desk"
    folder.mkdir()
    return Desk(folder, hocba_trust, capsys)


def _mounted(folder: Path, options: str) -> None:
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr.decode().strip()}")


def _unmount(folder: Path) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.umount2(os.fsencode(folder), 2)


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 8 KB: smaller than any record with a signature."""
    folder = tmp_path / "full"
    if os.name != "posix" or not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can mount a small file system")
    _mounted(folder, "size=8k")
    yield folder
    _unmount(folder)


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder that nobody can write to: a read-only mount for root, permissions for others."""
    folder = tmp_path / "read-only"
    if os.geteuid() == 0:
        _mounted(folder, "ro,size=16k")
        yield folder
        _unmount(folder)
        return
    folder.mkdir(mode=0o555)
    yield folder
    folder.chmod(0o755)
