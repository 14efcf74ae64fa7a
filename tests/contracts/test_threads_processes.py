"""The same answer from four threads, from several processes, and from one after another."""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

import hocba
from hocba.pki.store import TrustStore
from hocba.testing.pki import TestPki
from hocba.testing.samples import Sample

AT = datetime.now(UTC)


def judged(task: tuple[bytes, str, str, datetime]) -> hocba.Report:
    raw, trust, evidence, at = task
    return hocba.verify(raw, trust=trust or TrustStore(), evidence=[evidence], at=at)


@pytest.fixture
def tasks(hocba_samples: Mapping[str, Sample], hocba_trust: Path) -> list[tuple[bytes, str, str, datetime]]:
    folders = str(hocba_trust / "trust"), str(hocba_trust / "evidence")
    return [(sample.raw, *folders, AT) for sample in hocba_samples.values()] * 4


def test_threads_agree(tasks: list[tuple[bytes, str, str, datetime]]) -> None:
    expected = [judged(task) for task in tasks]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(judged, tasks)) == expected
    assert {report.indication for report in expected} > {hocba.Indication.TOTAL_PASSED}


def test_threads_with_different_trust_do_not_mix(tasks: list[tuple[bytes, str, str, datetime]]) -> None:
    good = tasks[0]
    nobody = (good[0], "", *good[2:])
    mixed = [good, nobody] * 60
    with ThreadPoolExecutor(4) as pool:
        answers = [report.indication.value for report in pool.map(judged, mixed)]
    assert answers == ["TOTAL_PASSED", "INDETERMINATE"] * 60


def test_threads_share_one_verifier(
    hocba_pki: TestPki, tasks: list[tuple[bytes, str, str, datetime]]
) -> None:
    judge = hocba.verifier(trust=hocba_pki.trust, evidence=hocba_pki.crls)
    expected = [judge.verify(raw, at=AT) for raw, *_ in tasks]
    fresh = hocba.verifier(trust=hocba_pki.trust, evidence=hocba_pki.crls)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda task: fresh.verify(task[0], at=AT), tasks)) == expected


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_processes_agree(method: str, tasks: list[tuple[bytes, str, str, datetime]]) -> None:
    few = tasks[: len(tasks) // 4]
    expected = [judged(task) for task in few]
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method)) as pool:
        assert list(pool.map(judged, few, chunksize=4)) == expected


def test_trust_that_changed_on_disk_is_read_again(
    hocba_pki: TestPki, hocba_issued: bytes, tmp_path: Path
) -> None:
    hocba_pki.write(tmp_path)
    trust, evidence = tmp_path / "trust", [tmp_path / "evidence"]
    assert hocba.verify(hocba_issued, trust=trust, evidence=evidence).indication.value == "TOTAL_PASSED"
    TrustStore.load(trust).remove(hocba_pki.public_root.certificate.fingerprint).save(trust)
    assert hocba.verify(hocba_issued, trust=trust, evidence=evidence).indication.value == "INDETERMINATE"
    assert hocba.verify(hocba_issued, trust=hocba_pki.trust, evidence=evidence[0]).indication.value == (
        "TOTAL_PASSED"
    )
