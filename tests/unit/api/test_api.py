"""The calls of the top level: what they add to the layers below."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import hocba
from hocba import api
from hocba.errors import ConfigurationError, LimitExceededError, UnknownFormatError
from hocba.limits import Limits
from hocba.package.partition import PackageLimit
from hocba.pki.store import TrustStore
from hocba.sign.gates import Gate
from hocba.testing.pki import TestPki
from hocba.testing.records import synthetic_class, synthetic_record
from hocba.testing.samples import issued_record

PASSED = hocba.Indication.TOTAL_PASSED


def test_check_knows_what_day_it_is_in_viet_nam() -> None:
    today = datetime.now(api.VIET_NAM).date()
    codes = [
        [finding.code for finding in hocba.check(synthetic_record(1, issued=day)) if finding.path]
        for day in (today, today + timedelta(days=2))
    ]
    assert "G-8" not in codes[0] and "G-8" in codes[1]


@pytest.fixture(scope="module")
def issued(hocba_pki: TestPki) -> list[hocba.RecordFile]:
    moment = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=1)
    return [issued_record(hocba_pki, record=record, signing_time=moment) for record in synthetic_class(3)]


def test_pack_passes_its_options_on(
    hocba_pki: TestPki, issued: list[hocba.RecordFile], tmp_path: Path
) -> None:
    seal = hocba_pki.signer("school")
    one_each = PackageLimit(max_records=1)
    packages = hocba.pack(iter(issued), signer=seal, limit=one_each, output=tmp_path / "out")
    assert [len(package.record_ids) for package in packages] == [1, 1, 1]
    names = [entry.name for entry in sorted((tmp_path / "out").iterdir())]
    assert names == ["goi-1.xml", "goi-2.xml", "goi-3.xml"]
    assert hocba.pack(issued, signer=seal, escape_quotes="none")[0].content
    with pytest.raises(ConfigurationError) as caught:
        hocba.pack(issued, signer=seal, escape_quotes="no such way")
    assert caught.value.code == "PKG-OPTION"
    with pytest.raises(LimitExceededError):
        hocba.pack(issued, signer=seal, limit=PackageLimit(max_bytes=100))
    nobody = Gate(trust=TrustStore())
    with pytest.raises(hocba.HocbaError):
        hocba.pack(issued, signer=seal, gate=nobody)


def test_evidence_may_be_one_thing(hocba_pki: TestPki, hocba_trust: Path, hocba_issued: bytes) -> None:
    trust, evidence = hocba_trust / "trust", hocba_trust / "evidence"
    for given in (evidence, str(evidence), [evidence], (str(evidence),), hocba.Evidence.load(hocba_pki.crls)):
        assert hocba.verify(hocba_issued, trust=trust, evidence=given).indication is PASSED
    with pytest.raises(hocba.HocbaError):
        hocba.verify(hocba_issued, trust=trust, evidence=str(evidence / "absent"))


def test_verify_refuses_what_it_cannot_judge(hocba_issued: bytes) -> None:
    with pytest.raises(UnknownFormatError) as refused:
        hocba.verify(b"%PDF-1.7")
    assert refused.value.code == "API-PDF"
    with pytest.raises(ConfigurationError) as naive:
        hocba.verify(hocba_issued, at=datetime(2026, 1, 1))
    assert naive.value.code == "API-NAIVE-TIME"


def test_verify_uses_the_users_own_store(
    hocba_pki: TestPki, hocba_issued: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOCBA_TRUST", str(tmp_path / "own"))
    assert hocba.verify(hocba_issued, evidence=hocba_pki.crls).indication is not PASSED
    hocba_pki.trust.save(tmp_path / "own")
    assert hocba.verify(hocba_issued, evidence=hocba_pki.crls).indication is PASSED


def test_limits_reach_the_file(tmp_path: Path) -> None:
    place = tmp_path / "record.xml"
    file = hocba.write(synthetic_record(1), place)
    small = Limits(file_bytes=100)
    for call in (hocba.read, hocba.reading, hocba.unpack):
        with pytest.raises(LimitExceededError):
            call(place, limits=small)
    assert hocba.read(place) == hocba.read(file) == synthetic_record(1)


def test_the_verifier_is_kept_until_something_changes(hocba_pki: TestPki, hocba_issued: bytes) -> None:
    for expected in ({}, {"KY_PHAT_HANH": "0000000099"}, {}):
        report = hocba.verify(hocba_issued, trust=hocba_pki.trust, evidence=hocba_pki.crls, expected=expected)
        assert (report.indication is PASSED) is not bool(expected)
