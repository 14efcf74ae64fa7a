"""What is refused before anything is signed, and what may be overridden."""

from __future__ import annotations

from datetime import timedelta

import attrs
import pytest
from tests.unit.sign.conftest import NOW, SignSlot

from hocba.errors import (
    ConfigurationError,
    RecordError,
    SigningError,
    UnsuitableCertificateError,
)
from hocba.findings import Finding, Severity
from hocba.pki.evidence import Evidence
from hocba.pki.register import Register
from hocba.pki.store import TrustStore
from hocba.sign.gates import Gate
from hocba.sign.overrides import OVERRIDABLE
from hocba.sign.record_file import RecordFile
from hocba.sign.session import prepare, sign_files
from hocba.testing.mutations import mutations
from hocba.testing.pki import TestPki
from hocba.testing.records import display_sample


def _refused(sign: SignSlot, file: RecordFile | bytes, slot: str, who: str, **options: object) -> str:
    """The code with which the certificate stops the batch."""
    with pytest.raises(UnsuitableCertificateError) as caught:
        sign(file, slot, who, **options)
    assert caught.value.message("vi") != caught.value.message("en")
    return caught.value.code


def test_expired_certificate(draft: RecordFile, sign: SignSlot) -> None:
    assert _refused(sign, draft, "GVCN", "expired_teacher") == "SIGN-CERT-EXPIRED"


def test_certificate_of_the_future(draft: RecordFile, sign: SignSlot) -> None:
    early = NOW - timedelta(days=2)
    assert _refused(sign, draft, "GVCN", "teacher", signing_time=early) == "SIGN-CERT-NOT-YET"


def test_revoked_certificate(draft: RecordFile, sign: SignSlot) -> None:
    assert _refused(sign, draft, "GVCN", "revoked_teacher") == "SIGN-CERT-REVOKED"


def test_revoked_certificate_cannot_be_overridden() -> None:
    with pytest.raises(ConfigurationError) as caught:
        Gate(override={"SIGN-CERT-REVOKED": "gấp"})
    assert caught.value.code == "SIGN-OVERRIDE-UNKNOWN"


def test_override_needs_a_reason() -> None:
    with pytest.raises(ConfigurationError) as caught:
        Gate(override={"SIGN-CERT-EXPIRED": " "})
    assert caught.value.code == "SIGN-OVERRIDE-REASON"


def test_override_is_recorded(draft: RecordFile, sign: SignSlot, pki: TestPki) -> None:
    gate = Gate(
        trust=pki.trust,
        evidence=pki.evidence,
        override={"SIGN-CERT-EXPIRED": "số hóa học bạ giấy", "SIGN-REGISTER-OTHER": "người thay"},
    )
    outcome = sign(draft, "GVCN", "expired_teacher", gate=gate)
    assert outcome.signed
    used = {
        dict(found.values)["refused"]: found for found in outcome.findings if found.code == "SIGN-OVERRIDDEN"
    }
    assert set(used) == {"SIGN-CERT-EXPIRED", "SIGN-REGISTER-OTHER"}
    assert "số hóa học bạ giấy" in used["SIGN-CERT-EXPIRED"].message("vi", show_personal_data=True)
    assert "số hóa học bạ giấy" not in used["SIGN-CERT-EXPIRED"].message("vi")


@pytest.mark.parametrize(
    ("slot", "who"), [("GVCN", "school"), ("CBQL", "school"), ("KY_PHAT_HANH", "teacher")]
)
def test_wrong_kind_of_signer(draft: RecordFile, sign: SignSlot, slot: str, who: str) -> None:
    assert _refused(sign, draft, slot, who) == "SIGN-CERT-KIND"


def test_key_usage(draft: RecordFile, pki: TestPki) -> None:
    encryption = pki.public_ca.issue(
        {"CN": "Thử", "UID": "CCCD:000187000009"}, now=NOW, usages=("key_encipherment",)
    )
    with pytest.raises(UnsuitableCertificateError) as caught:
        sign_files([draft], slot="GVCN", signer=encryption.signer, signing_time=NOW)
    assert caught.value.code == "SIGN-CERT-USAGE"


def test_unknown_chain(draft: RecordFile, sign: SignSlot) -> None:
    gate = Gate(trust=TrustStore())
    assert _refused(sign, draft, "GVCN", "teacher", gate=gate) == "SIGN-CERT-CHAIN"


def test_chain_can_be_overridden(draft: RecordFile, sign: SignSlot) -> None:
    gate = Gate(trust=TrustStore(), override={"SIGN-CERT-CHAIN": "gốc chưa công bố"})
    outcome = sign(draft, "GVCN", gate=gate)
    assert outcome.signed
    assert [found.code for found in outcome.findings] == ["SIGN-OVERRIDDEN"]


def test_missing_status_is_a_warning(draft: RecordFile, sign: SignSlot, pki: TestPki) -> None:
    outcome = sign(draft, "GVCN", gate=Gate(trust=pki.trust, evidence=Evidence()))
    assert outcome.signed
    assert {found.code for found in outcome.findings} == {"SIGN-STATUS-UNKNOWN"}
    assert {found.severity for found in outcome.findings} == {Severity.WARNING}


def test_without_trust_the_outcome_says_so(draft: RecordFile, sign: SignSlot) -> None:
    outcome = sign(draft, "GVCN", gate=Gate())
    assert [found.code for found in outcome.findings] == ["SIGN-CHAIN-NOT-CHECKED"]


def _code(outcome: object) -> str:
    error = getattr(outcome, "error", None)
    assert isinstance(error, UnsuitableCertificateError), error
    assert error.message("vi") != error.message("en")
    return error.code


def test_another_persons_certificate(draft: RecordFile, sign: SignSlot, pki: TestPki) -> None:
    other = pki.public_ca.issue({"CN": "Thử Khác", "UID": "CCCD:000187000009"}, now=NOW)
    gate = Gate()
    (outcome,) = sign_files([draft], slot="GVCN", signer=other.signer, signing_time=NOW, gate=gate)
    assert _code(outcome) == "SIGN-IDENTITY-NUMBER"
    gate = Gate(override={"SIGN-IDENTITY-NUMBER": "giáo viên dạy thay, quyết định số 1"})
    (outcome,) = sign_files([draft], slot="GVCN", signer=other.signer, signing_time=NOW, gate=gate)
    assert outcome.signed
    assert "SIGN-OVERRIDDEN" in {found.code for found in outcome.findings}


def test_another_name_is_a_warning(draft: RecordFile, pki: TestPki) -> None:
    other = pki.government_ca.issue({"CN": "Thử Khác"}, now=NOW)
    (outcome,) = sign_files([draft], slot="CBQL", signer=other.signer, signing_time=NOW, gate=Gate())
    assert outcome.signed
    assert {found.code for found in outcome.findings} == {"SIGN-CHAIN-NOT-CHECKED", "SIGN-IDENTITY-NAME"}


def test_another_schools_seal_by_the_register(draft: RecordFile, sign: SignSlot) -> None:
    file = sign(draft, "CBQL").require()
    assert _code(sign(file, "KY_PHAT_HANH", "second_school")) == "SIGN-REGISTER-OTHER"


def test_seal_that_nobody_registered(draft: RecordFile, sign: SignSlot, pki: TestPki) -> None:
    file = sign(draft, "CBQL").require()
    gate = Gate(trust=pki.trust.with_register(Register()), evidence=pki.evidence)
    assert _code(sign(file, "KY_PHAT_HANH", gate=gate)) == "SIGN-REGISTER-ABSENT"


def test_person_that_nobody_registered(draft: RecordFile, sign: SignSlot, pki: TestPki) -> None:
    gate = Gate(trust=pki.trust.with_register(Register()), evidence=pki.evidence)
    outcome = sign(draft, "GVCN", gate=gate)
    assert outcome.signed
    assert [found.code for found in outcome.findings] == ["SIGN-REGISTER-PERSON"]


def test_registration_that_has_ended(draft: RecordFile, sign: SignSlot, pki: TestPki) -> None:
    ended = [attrs.evolve(entry, valid_to=NOW - timedelta(hours=1)) for entry in pki.register.entries]
    gate = Gate(trust=pki.trust.with_register(Register(ended)), evidence=pki.evidence)
    assert _code(sign(draft, "GVCN", gate=gate)) == "SIGN-REGISTER-TIME"


def test_expectations_of_the_caller(draft: RecordFile, sign: SignSlot, pki: TestPki) -> None:
    teacher = pki.signer("teacher").certificate
    for expected in (teacher, teacher.personal_numbers[0]):
        assert sign(draft, "GVCN", gate=Gate(expected={"GVCN": expected})).signed
    for expected in (pki.signer("head").certificate, "000187000009"):
        assert _code(sign(draft, "GVCN", gate=Gate(expected={"GVCN": expected}))) == "SIGN-IDENTITY-EXPECTED"


def test_record_with_errors(sign: SignSlot) -> None:
    faulty = next(one for one in mutations() if one.name and one.codes)
    file = RecordFile.from_record(faulty.record)
    for source in (file, file.raw):
        error = sign(source, "GVCN").error
        assert isinstance(error, RecordError)
        assert error.code == "SIGN-RECORD-FINDINGS"
        assert all(code in error.message("vi") for code in faulty.codes)
    gate = Gate(override={"SIGN-RECORD-FINDINGS": "ngoại lệ của Sở"})
    assert sign(file, "GVCN", gate=gate).signed
    assert sign(file, "GVCN", gate=Gate(record=None)).signed


def test_record_check_is_injected_and_asked_once_per_record(sign: SignSlot) -> None:
    asked = []

    def check(file: RecordFile) -> tuple[Finding, ...]:
        asked.append(file)
        return ()

    gate = Gate(record=check)
    file = RecordFile.from_record(display_sample())
    for slot in ("GVCN", "CBQL", "KY_PHAT_HANH"):
        file = sign(file, slot, gate=gate).require()
    assert len(asked) == 1


# --- the state of the other slots


def _state(outcome: object) -> str:
    error = getattr(outcome, "error", None)
    assert isinstance(error, SigningError), error
    assert error.message("vi") != error.message("en")
    return error.code


@pytest.mark.parametrize("known", [True, False])
def test_seal_before_the_manager(draft: RecordFile, sign: SignSlot, known: bool) -> None:
    source = draft if known else draft.raw
    assert _state(sign(source, "KY_PHAT_HANH")) == "SIGN-PREREQUISITE"


@pytest.mark.parametrize("known", [True, False])
def test_homeroom_teacher_is_optional_but_not_late(draft: RecordFile, sign: SignSlot, known: bool) -> None:
    file = sign(draft, "CBQL").require()
    source = file if known else file.raw
    assert _state(sign(source, "GVCN")) == "SIGN-LATER-FILLED"
    gate = Gate(override={"SIGN-LATER-FILLED": "giáo viên ký bù"})
    outcome = sign(source, "GVCN", gate=gate)
    assert outcome.signed
    assert sign(outcome.require().raw, "KY_PHAT_HANH").signed


@pytest.mark.parametrize("slot", ["GVCN", "CBQL", "KY_PHAT_HANH"])
@pytest.mark.parametrize("replace", [True, False])
def test_nothing_after_the_seal(issued: RecordFile, sign: SignSlot, slot: str, replace: bool) -> None:
    for source in (issued, issued.raw):
        assert _state(sign(source, slot, replace=replace)) == "SIGN-ISSUED"
    assert "SIGN-ISSUED" not in OVERRIDABLE


@pytest.mark.parametrize("known", [True, False])
def test_signing_again(draft: RecordFile, sign: SignSlot, known: bool) -> None:
    file = sign(draft, "GVCN").require()
    source = file if known else file.raw
    assert _state(sign(source, "GVCN")) == "SIGN-SLOT-FILLED"
    later = NOW + timedelta(days=1)
    again = sign(source, "GVCN", replace=True, signing_time=later).require()
    assert again == sign(draft, "GVCN", signing_time=later).require()
    assert sign(again, "CBQL").signed


def test_replacing_under_a_later_signature(draft: RecordFile, sign: SignSlot) -> None:
    file = sign(sign(draft, "GVCN").require(), "CBQL").require()
    gate = Gate(override={"SIGN-LATER-FILLED": "không được"})
    for source in (file, file.raw):
        assert _state(sign(source, "GVCN", replace=True, gate=gate)) == "SIGN-LATER-FILLED"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"<TEN_LOP>4A<", b"<TEN_LOP>4B<", "HASH_FAILURE"),
        (b"<SignatureValue>", b"<SignatureValue>AAAA", "SIG_CRYPTO_FAILURE"),
        (b"<SignatureValue>", b"<SignatureValue>!", "VER-SIG-BASE64"),
        (b'URI="#data"', b'URI="#khac"', "VER-REF-NOT-FOUND"),
    ],
)
def test_broken_signature_of_another_slot(
    draft: RecordFile, sign: SignSlot, old: bytes, new: bytes, reason: str
) -> None:
    file = sign(draft, "GVCN").require()
    assert old in file.raw
    broken = file.raw.replace(old, new)
    outcome = sign(broken, "CBQL")
    assert _state(outcome) == "SIGN-EARLIER-BROKEN"
    assert outcome.error is not None
    assert outcome.error.context["reason"] == reason


def test_broken_signature_of_the_same_slot_may_be_replaced(draft: RecordFile, sign: SignSlot) -> None:
    file = sign(draft, "GVCN").require()
    broken = file.raw.replace(b"<SignatureValue>", b"<SignatureValue>AAAA")
    assert sign(broken, "GVCN", replace=True).require() == file


def test_one_bad_file_does_not_stop_the_others(draft: RecordFile, sign: SignSlot, pki: TestPki) -> None:
    signer = pki.signer("teacher")
    done = sign(draft, "GVCN").require()
    outcomes = sign_files(
        [draft.raw, b"<x/>", done, "/absent/file.xml", draft, 5],  # type: ignore[list-item]
        slot="GVCN",
        signer=signer,
        signing_time=NOW,
        gate=Gate(),
    )
    assert [outcome.error and outcome.error.code for outcome in outcomes] == [
        None, "SIGN-NOT-A-RECORD", "SIGN-SLOT-FILLED", "FILE-ABSENT", None, "SIGN-SOURCE",
    ]  # fmt: skip
    assert len({outcome.item_id for outcome in outcomes}) == 6
    start = (display_sample().record_id or "")[:8]
    assert [outcome.item_id for outcome in outcomes][::2] == [start, f"{start}-2", f"{start}-3"]


def test_time_needs_a_zone(draft: RecordFile, pki: TestPki) -> None:
    certificate = pki.signer("teacher").certificate
    with pytest.raises(ConfigurationError) as caught:
        prepare([draft], slot="GVCN", certificate=certificate, signing_time=NOW.replace(tzinfo=None))
    assert caught.value.code == "SIGN-TIME-NAIVE"


def test_unknown_slot_and_profile(draft: RecordFile, sign: SignSlot, pki: TestPki) -> None:
    with pytest.raises(ConfigurationError) as caught:
        sign(draft, "KHAC", "teacher")
    assert caught.value.code == "SIGN-ROLE"
    error = sign(draft, "GVBM", "teacher").error
    assert isinstance(error, ConfigurationError)
    assert error.code == "PROFILE-SLOT-UNKNOWN"
    with pytest.raises(ConfigurationError) as caught:
        sign(draft, "GVCN", profile="xmldsig-basic")
    assert caught.value.code == "SIGN-PROFILE-UNKNOWN"
