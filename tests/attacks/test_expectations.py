"""What the caller expects is never passed over in silence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import hocba
from hocba.testing.pki import TAX_CODE, TestPki
from hocba.testing.samples import signed_record


def test_an_expected_signer_of_an_empty_slot_is_missing(hocba_pki: TestPki) -> None:
    moment = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=1)
    signers = {"CBQL": "head", "KY_PHAT_HANH": "school"}
    raw = signed_record(hocba_pki, signing_time=moment, signers=signers).raw
    trust, evidence = hocba_pki.trust, [hocba_pki.evidence]
    assert hocba.verify(raw, trust=trust, evidence=evidence).indication is hocba.Indication.TOTAL_PASSED
    expected = {"GVCN": hocba_pki["teacher"].certificate}
    report = hocba.verify(raw, trust=trust, evidence=evidence, expected=expected)
    assert report.indication is hocba.Indication.TOTAL_FAILED
    assert "VER-SLOT-MISSING" in report.reasons


def test_a_number_may_be_expected_as_certificates_write_it(hocba_pki: TestPki, hocba_issued: bytes) -> None:
    trust, evidence = hocba_pki.trust.with_register(None), [hocba_pki.evidence]
    for given in (TAX_CODE, f"MST:{TAX_CODE}", f" MST: {TAX_CODE} "):
        expected = {"KY_PHAT_HANH": given}
        report = hocba.verify(hocba_issued, trust=trust, evidence=evidence, expected=expected)
        assert report.indication is hocba.Indication.TOTAL_PASSED
    wrong = {"KY_PHAT_HANH": "MST:0000000099"}
    report = hocba.verify(hocba_issued, trust=trust, evidence=evidence, expected=wrong)
    assert report.indication is hocba.Indication.TOTAL_FAILED
