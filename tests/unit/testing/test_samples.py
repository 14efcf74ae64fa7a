"""The samples for integrators get the answers that they promise; the plugin gives them as fixtures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import hocba
from hocba.testing.pki import TestPki
from hocba.testing.samples import Sample


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
