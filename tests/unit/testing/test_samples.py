"""The samples for integrators get the answers that they promise; the plugin gives them as fixtures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import hocba
from hocba.rules.engine import check
from hocba.testing.later_samples import primary_record, secondary_record, subject_teachers
from hocba.testing.legal import legal_record
from hocba.testing.pki import TestPki
from hocba.testing.samples import Sample, issued_record


def test_every_sample_gets_its_answer(hocba_pki: TestPki, hocba_samples: Mapping[str, Sample]) -> None:
    judge = hocba.verifier(trust=hocba_pki.trust, evidence=[hocba_pki.evidence])
    answers = {name: judge.verify(each.raw, at=datetime.now(UTC)) for name, each in hocba_samples.items()}
    found = {name: answer.indication.value for name, answer in answers.items()}
    assert found == {name: each.indication for name, each in hocba_samples.items()}
    assert set(found.values()) == {"TOTAL_PASSED", "TOTAL_FAILED", "INDETERMINATE"}


def test_issued_record_from_the_plugin(hocba_issued: bytes, hocba_trust: Path) -> None:
    report = hocba.verify(hocba_issued, trust=hocba_trust / "trust", evidence=[hocba_trust / "evidence"])
    assert report.require().record == hocba.read(hocba_issued)


def test_without_trust_the_answer_is_indeterminate(hocba_issued: bytes, tmp_path: Path) -> None:
    (tmp_path / "trust").mkdir()
    assert hocba.verify(hocba_issued, trust=hocba.TrustStore()).indication is hocba.Indication.INDETERMINATE


def test_samples_of_the_later_formats_are_legal_and_of_several_teachers() -> None:
    record = secondary_record()
    assert {finding.key for finding in check(record)} == {"G-6/test", "G-9"}
    assert {finding.key for finding in check(primary_record())} == {"G-6/test"}
    taught: dict[str, set[str]] = {}
    for row in record.diem_tong_ket:
        for teacher in row.gvbm:
            taught.setdefault(str(teacher.id), set()).add(str(row.ma_mon_hoc))
    assert len(taught) == 4
    assert all(len(rows) > 1 for rows in taught.values())
    assert max(len(row.gvbm) for row in record.diem_tong_ket) == 2


def test_every_subject_teacher_signs(hocba_pki: TestPki, hocba_samples: Mapping[str, Sample]) -> None:
    reading = hocba.reading(hocba_samples["issued-secondary"].raw)
    assert {slot.name: slot.signed for slot in reading.slots} == dict.fromkeys(
        ["GVBM", "GVBM[2]", "GVBM[3]", "GVBM[4]", "GVCN", "CBQL", "KY_PHAT_HANH"], True
    )
    assert list(subject_teachers(hocba_pki, primary_record())) == []


def test_any_legal_record_can_be_issued(hocba_pki: TestPki) -> None:
    moment = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=1)
    for record in (legal_record(3, grade=11), legal_record(3, grade=2)):
        issued = issued_record(hocba_pki, record=record, signing_time=moment)
        assert hocba.read(issued) == record
        assert all(slot.signed for slot in hocba.reading(issued).slots)
