"""The Ministry's display sample (its marks and words, a synthetic identity) goes the whole way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import hocba
from hocba.findings import Severity
from hocba.testing.pki import TestPki
from hocba.testing.records import display_sample
from hocba.testing.samples import issued_record


def test_the_whole_way(hocba_pki: TestPki, tmp_path: Path) -> None:
    record = display_sample()
    results = record.tong_ket
    assert results.ket_qua_xep_loai == "Hoàn thành"
    assert results.noi_dung_hoan_thanh_chuong_trinh == "Hoàn thành chương trình lớp 4; Được lên lớp 5."
    assert not [found for found in hocba.check(record) if found.severity is Severity.ERROR]
    moment = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=1)
    issued = issued_record(hocba_pki, record=record, signing_time=moment)
    judge = hocba.verifier(trust=hocba_pki.trust, evidence=[hocba_pki.evidence])
    assert judge.verify(issued.raw, at=datetime.now(UTC)).require().record == record
    (package,) = hocba.pack([issued], signer=hocba_pki.signer("school"))
    whole = judge.verify(package.raw, at=datetime.now(UTC))
    assert whole.indication is hocba.Indication.TOTAL_PASSED
    assert [report.require().record for report in whole.records] == [record]
    (again,) = hocba.unpack(package.content.encode(), tmp_path)
    assert judge.verify(again.raw, at=datetime.now(UTC)).require().record == hocba.read(issued) == record
