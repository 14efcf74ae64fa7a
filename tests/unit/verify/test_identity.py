"""Who signed, and what binds that to the slot (verification.md §6.1, §8.1)."""

from __future__ import annotations

import re
from datetime import timedelta

import attrs
import pytest
from tests.unit.verify.forge import forge
from tests.unit.verify.world import NOW, codes, issued, judged, pki, slot, unsigned

from hocba.errors import ConfigurationError
from hocba.pki.certificate import Certificate
from hocba.pki.register import Entry, Register
from hocba.testing.authority import TestIdentity
from hocba.testing.people import HEAD_TEACHER, SCHOOL, TEACHER
from hocba.testing.pki import SECOND_TAX_CODE, TAX_CODE
from hocba.verify.engine import Verifier
from hocba.verify.report import Indication, Report, SubIndication

PASSED, OPEN, FAILED = Indication.TOTAL_PASSED, Indication.INDETERMINATE, Indication.TOTAL_FAILED


def signed(**keys: TestIdentity) -> bytes:
    raw = unsigned()
    chosen = {"GVCN": pki()["teacher"], "CBQL": pki()["head"], "KY_PHAT_HANH": pki()["school"]} | keys
    for name, identity in chosen.items():
        raw = forge(raw, name, identity)
    return raw


def manager(**subject: object) -> TestIdentity:
    return pki().public_ca.issue({"CN": HEAD_TEACHER.name, "C": "VN"} | subject, now=NOW)


def with_register(raw: bytes, *rows: Entry, policy: str = "hocba-default", **options: object) -> Report:
    trust = pki().trust.with_register(Register(rows) if rows else None)
    return Verifier(trust, pki().evidence, policy, **options).verify(raw, at=NOW)


def row(name: str, role: str, **values: object) -> Entry:
    return Entry.of(pki()[name].certificate, **({"role": role, "school_code": SCHOOL.code} | values))


SEAL = {"KY_PHAT_HANH": TAX_CODE}


def test_without_register_or_caller_the_seal_is_never_bound() -> None:
    report = judged(issued(), register=False)
    seal = slot(report, "KY_PHAT_HANH")
    assert (seal.indication, seal.sub_indication) == (OPEN, SubIndication.SIG_CONSTRAINTS_FAILURE)
    assert (seal.identity, seal.registration) == ("not bound", "not checked")
    assert report.indication is OPEN
    assert report.axis("registration").result == "not checked"
    assert report.axis("identity").result == "indeterminate"
    assert "VER-IDENTITY-NOT-BOUND" in report.reasons


@pytest.mark.parametrize("expected", [TAX_CODE, [TAX_CODE, "0000000009"], "certificate", "x509", "der"])
def test_the_caller_binds_the_seal(expected: object) -> None:
    from cryptography import x509

    certificate = pki()["school"].certificate
    forms = {
        "certificate": certificate,
        "x509": x509.load_der_x509_certificate(certificate.der),
        "der": certificate.der,
    }
    report = with_register(issued(), expected={"KY_PHAT_HANH": forms.get(str(expected), expected)})
    assert slot(report, "KY_PHAT_HANH").identity == "caller"
    assert report.indication is PASSED, report.reasons


def test_the_manager_is_bound_by_name_below_the_seal_and_that_is_visible() -> None:
    report = with_register(issued(), expected=SEAL)
    assert slot(report, "CBQL").identity == "by name"
    assert "VER-IDENTITY-BY-NAME" in codes(report)
    assert report.axis("identity").result == "passed"


def test_the_manager_is_bound_by_number_below_the_seal() -> None:
    raw = signed(CBQL=manager(UID=f"CCCD:{HEAD_TEACHER.number}"))
    report = with_register(raw, expected=SEAL)
    assert slot(report, "CBQL").identity == "by number"
    assert report.indication is PASSED, report.reasons


def test_nobody_is_bound_by_claims_without_a_seal_that_holds() -> None:
    report = with_register(signed(CBQL=manager(UID=f"CCCD:{HEAD_TEACHER.number}")))
    assert slot(report, "CBQL").identity == "not bound"
    assert report.indication is OPEN


def test_another_name_does_not_bind_and_is_noted() -> None:
    other = pki().government_ca.issue({"CN": "Trần Thị Khác Tên", "C": "VN"}, now=NOW)
    report = with_register(signed(CBQL=other), expected=SEAL)
    assert slot(report, "CBQL").identity == "not bound"
    assert "VER-IDENTITY-NAME-DIFFERS" in codes(report)
    assert report.indication is OPEN


def test_names_are_compared_in_nfc_and_without_case() -> None:
    import unicodedata

    spelled = unicodedata.normalize("NFD", HEAD_TEACHER.name.upper()).replace(" ", "  ")
    report = with_register(
        signed(CBQL=pki().government_ca.issue({"CN": spelled, "C": "VN"}, now=NOW)), expected=SEAL
    )
    assert slot(report, "CBQL").identity == "by name"


def test_a_number_that_contradicts_the_signed_data() -> None:
    report = with_register(signed(CBQL=manager(UID="CCCD:000999999999")), expected=SEAL)
    cbql = slot(report, "CBQL")
    assert (cbql.indication, cbql.sub_indication) == (OPEN, SubIndication.SIG_CONSTRAINTS_FAILURE)
    assert report.indication is FAILED
    assert report.sub_indication is None
    assert report.reasons[0] == "VER-IDENTITY-CONTRADICTION"
    assert {finding.case for finding in cbql.findings if finding.case} == {"signed"}


def test_an_old_identity_card_number_is_no_contradiction() -> None:
    report = with_register(signed(CBQL=manager(UID="CMND:123456789")), expected=SEAL)
    assert slot(report, "CBQL").identity == "by name"


@pytest.mark.parametrize("number", ["000999999999", "x"])
def test_a_number_beside_the_signature_that_contradicts(number: str) -> None:
    raw = issued().replace(
        f"<SO_CCCD>{HEAD_TEACHER.number}</SO_CCCD><Signature".encode(),
        f"<SO_CCCD>{number}</SO_CCCD><Signature".encode(),
    )
    assert raw != issued()
    report = judged(raw)
    assert report.indication is FAILED
    assert "slot" in {finding.case for finding in slot(report, "CBQL").findings}


def test_the_caller_expected_somebody_else() -> None:
    report = with_register(issued(), expected={"KY_PHAT_HANH": SECOND_TAX_CODE})
    assert report.indication is FAILED
    assert "caller" in {finding.case for finding in slot(report, "KY_PHAT_HANH").findings}
    assert slot(report, "KY_PHAT_HANH").identity == "not bound"


def test_the_seal_of_another_school() -> None:
    report = judged(signed(KY_PHAT_HANH=pki()["second_school"]))
    seal = slot(report, "KY_PHAT_HANH")
    assert report.indication is FAILED
    assert "register" in {finding.case for finding in seal.findings}
    assert "VER-REG-OTHER" in codes(report)
    assert report.axis("identity").result == "failed"


def test_a_seal_of_the_same_school_that_is_not_registered_is_only_open() -> None:
    renewed = pki().government_ca.issue({"CN": SCHOOL.name, "UID": f"MST:{TAX_CODE}"}, now=NOW)
    report = judged(signed(KY_PHAT_HANH=renewed))
    assert report.indication is OPEN
    assert "VER-REG-OTHER" in report.reasons


def test_swapped_roles_are_a_contradiction_where_the_register_knows_both() -> None:
    report = judged(signed(CBQL=pki()["school"], KY_PHAT_HANH=pki()["head"]))
    assert report.indication is FAILED
    cases = {finding.case for signature in report.signatures for finding in signature.findings}
    assert "role" in cases
    assert "VER-KIND" in codes(report)


def test_the_kind_of_certificate_is_checked_in_every_case() -> None:
    report = with_register(
        signed(KY_PHAT_HANH=pki()["head"]), expected={"KY_PHAT_HANH": pki()["head"].certificate}
    )
    seal = slot(report, "KY_PHAT_HANH")
    assert seal.identity == "caller"
    assert (seal.indication, seal.sub_indication) == (OPEN, SubIndication.SIG_CONSTRAINTS_FAILURE)
    assert "VER-KIND" in report.reasons


def test_the_homeroom_teacher_need_not_be_bound_by_default_but_strictly() -> None:
    raw = signed(GVCN=manager(CN="Lê Văn Thử"))
    report = with_register(raw, row("school", "KY_PHAT_HANH", holder=TAX_CODE), row("head", "CBQL"))
    teacher = slot(report, "GVCN")
    assert (teacher.indication, teacher.identity) == (OPEN, "not bound")
    assert report.indication is PASSED, report.reasons
    strict = with_register(
        raw, row("school", "KY_PHAT_HANH", holder=TAX_CODE), row("head", "CBQL"), policy="ministry-strict"
    )
    assert strict.indication is OPEN


def test_a_broken_homeroom_signature_counts() -> None:
    value = re.search(rb"<GVCN>.*?<SignatureValue>(.)", issued(), re.DOTALL)
    assert value is not None
    at = value.start(1)
    raw = issued()[:at] + (b"B" if value[1] == b"A" else b"A") + issued()[at + 1 :]
    assert judged(raw).indication is FAILED


def test_strict_wants_the_register_for_everybody() -> None:
    assert judged(issued(), policy="ministry-strict").indication is PASSED
    report = judged(issued(), policy="ministry-strict", register=False)
    assert report.indication is OPEN
    only_seal = with_register(issued(), row("school", "KY_PHAT_HANH"), policy="ministry-strict")
    assert slot(only_seal, "CBQL").identity == "not bound"
    assert "VER-REG-NONE" in only_seal.reasons


def test_a_register_of_seals_leaves_persons_bound_by_name() -> None:
    report = with_register(issued(), row("school", "KY_PHAT_HANH"))
    assert slot(report, "CBQL").identity == "by name"
    assert "VER-REG-ABSENT" in codes(report)
    assert report.indication is PASSED, report.reasons


@pytest.mark.parametrize(
    "interval",
    [{"valid_to": NOW - timedelta(days=1)}, {"valid_from": NOW + timedelta(days=1)}],
)
def test_an_approval_outside_its_time(interval: dict[str, object]) -> None:
    report = with_register(issued(), row("school", "KY_PHAT_HANH", **interval), row("head", "CBQL"))
    assert report.indication is OPEN
    assert "VER-REG-EXPIRED" in report.reasons


def test_a_school_that_the_register_does_not_know() -> None:
    report = with_register(issued(), row("school", "KY_PHAT_HANH", school_code="00000077"))
    assert "VER-REG-NONE" in report.reasons
    assert report.indication is OPEN


@pytest.mark.parametrize(
    "expected", [{"HIEU_TRUONG": "1"}, {"CBQL": ()}, {"CBQL": ""}, {"CBQL": 7}, {"CBQL": None}]
)
def test_expectations_that_say_nothing_are_refused(expected: dict[str, object]) -> None:
    with pytest.raises(ConfigurationError) as caught:
        with_register(issued(), expected=expected)
    assert caught.value.code in {"VER-EXPECTED", "VER-EXPECTED-VALUE"}


def doubled() -> tuple[TestIdentity, TestIdentity]:
    """Two certificates for one key."""
    first = pki()["head"]
    second = pki().public_ca.issue({"CN": "Lê Văn Hai Thẻ", "C": "VN"}, now=NOW, key=first.key)
    return first, attrs.evolve(second)


def test_two_certificates_with_one_key_need_something_that_names_one() -> None:
    from tests.unit.verify.forge import key_info

    first, second = doubled()
    raw = unsigned()
    raw = forge(raw, "CBQL", first, keys=key_info(second, first))
    raw = forge(raw, "KY_PHAT_HANH", pki()["school"])
    report = with_register(raw, expected=SEAL)
    cbql = slot(report, "CBQL")
    assert cbql.sub_indication is SubIndication.NO_SIGNING_CERTIFICATE_FOUND
    assert "VER-CERT-DOUBLED" in report.reasons
    named = with_register(raw, row("school", "KY_PHAT_HANH"), row("head", "CBQL"))
    assert slot(named, "CBQL").signer.fingerprint == first.certificate.fingerprint
    assert named.indication is PASSED, named.reasons


def test_the_teacher_is_bound_by_number_where_the_data_name_one() -> None:
    report = with_register(issued(), row("school", "KY_PHAT_HANH"), row("head", "CBQL"))
    assert slot(report, "GVCN").identity in {"by number", "not bound"}
    assert isinstance(pki()["teacher"].certificate, Certificate)
    assert TEACHER.number in pki()["teacher"].certificate.personal_numbers
