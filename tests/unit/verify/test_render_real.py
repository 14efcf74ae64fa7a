"""The renderings of what the verifier really says about good and bad files."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from hocba.package.pack import pack
from hocba.testing.people import HEAD_TEACHER, TEACHER
from hocba.testing.pki import TestPki
from hocba.testing.records import synthetic_record
from hocba.testing.samples import issued_record, samples
from hocba.verify.engine import Verifier
from hocba.verify.render_html import render_html
from hocba.verify.render_json import render_json
from hocba.verify.render_text import render_text
from hocba.verify.report import Report

NOW = datetime(2026, 5, 25, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    pki = TestPki.create(now=NOW)
    raws = [sample.raw for sample in samples(pki, signing_time=NOW)]
    files = [issued_record(pki, record=synthetic_record(n), signing_time=NOW).raw for n in (1, 2)]
    (package,) = pack(files, signer=pki.signer("school"), signing_time=NOW)
    raws += [package.raw, package.raw.replace(b"<HO_VA_TEN>", b"<HO_VA_TEN>X", 1)]
    at = NOW + timedelta(hours=1)
    told = [verifier.verify(raw, at=at) for verifier in (Verifier(pki.trust, pki.evidence),) for raw in raws]
    return [*told, Verifier(pki.trust).verify(raws[0], at=at)]


def test_no_person_is_named_and_no_word_is_missing(reports: list[Report]) -> None:
    pupil = str(synthetic_record(1).thong_tin_chung.ho_va_ten)
    for report in reports:
        for lang in ("vi", "en"):
            for shown in (render_text(report, lang), render_html(report, lang), render_json(report)):
                for secret in (TEACHER.name, TEACHER.number, HEAD_TEACHER.name, HEAD_TEACHER.number, pupil):
                    assert secret not in shown
                assert "REPORT-" not in shown
        english = re.sub(r"[\s]+", " ", render_text(report, "en"))
        assert "Chữ ký số" not in english


def test_the_three_forms_agree_on_the_verdict(reports: list[Report]) -> None:
    assert len({report.indication for report in reports}) == 3
    for report in reports:
        assert json.loads(render_json(report))["indication"] == report.indication
        assert f"[{report.indication}" in render_text(report)
        assert report.indication in render_html(report)


def test_a_changed_mark_is_told_with_the_place_and_the_signers(reports: list[Report]) -> None:
    text = re.sub(
        r"\s+", " ", render_text(next(entry for entry in reports if not entry.signatures[0].intact))
    )
    assert "Dữ liệu DU_LIEU_HOC_BA đã bị thay đổi sau khi" in text
    assert "Người ký: " in text
    assert "Việc cần làm" in text
