"""Right signatures by somebody else: names and numbers dressed up, borrowed keys, odd registers and lists."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import timedelta

import pytest

from hocba.pki.evidence import Evidence
from hocba.pki.register import Entry, Register
from hocba.pki.store import TrustStore
from hocba.testing.authority import TestAuthority, TestIdentity
from hocba.testing.people import HEAD_TEACHER, SCHOOL
from hocba.testing.pki import SUPERIOR, TAX_CODE
from hocba.verify.engine import Verifier
from hocba.verify.report import Report
from tests.unit.verify.forge import forge, key_info
from tests.unit.verify.world import NOW, pki, slot, unsigned

SEAL: Mapping[str, object] = {"CN": SCHOOL.name, "O": SUPERIOR, "C": "VN"}
NUMBER = f"MST:{TAX_CODE}"


def _signed(head: TestIdentity | None = None, school: TestIdentity | None = None, **seal: object) -> bytes:
    raw = forge(unsigned(), "CBQL", head or pki()["head"])
    return forge(raw, "KY_PHAT_HANH", school or pki()["school"], **seal)


def _expecting(raw: bytes) -> Report:
    """By a caller who knows the school's tax code, and no register."""
    trust = pki().trust.with_register(None)
    return Verifier(trust, pki().evidence, expected={"KY_PHAT_HANH": TAX_CODE}).verify(raw, at=NOW)


def _with_rows(*rows: Entry, instead_of: str = "KY_PHAT_HANH") -> TrustStore:
    kept = (entry for entry in pki().register.entries if entry.role != instead_of)
    return pki().trust.with_register(Register((*kept, *rows)))


def test_the_right_ones_pass() -> None:
    assert _expecting(_signed()).indication == "TOTAL_PASSED"


@pytest.mark.parametrize(
    "subject",
    [
        {"UID": [NUMBER, "CCCD:000000000001"]},
        {"UID": f"X{NUMBER}"},
        {"UID": NUMBER.replace(":", "\uff1a")},
        {"UID": NUMBER.replace("M", "M\u200b")},
        {"UID": f"{NUMBER}\0"},
        {"UID": "MST:0000000002"},
        {"O": NUMBER, "OU": f"UID={NUMBER}"},
    ],
)
def test_a_tax_code_dressed_up_seals_nothing(subject: Mapping[str, object]) -> None:
    other = pki().government_ca.issue({**SEAL, **subject}, now=NOW)
    report = _expecting(_signed(school=other))
    assert report.indication != "TOTAL_PASSED"
    assert slot(report, "CBQL").identity == "not bound"


@pytest.mark.parametrize(
    "subject",
    [
        {"CN": HEAD_TEACHER.name.replace("T", "\u0422")},
        {"CN": HEAD_TEACHER.name.replace(" ", " \u200b")},
        {"CN": f"{HEAD_TEACHER.name} A"},
        {"CN": ["Người Khác", HEAD_TEACHER.name]},
        {"CN": "Người Khác", "OU": HEAD_TEACHER.name},
        {"CN": HEAD_TEACHER.name, "UID": "CCCD:000000000009"},
        {"CN": HEAD_TEACHER.name, "UID": "MST:0000000009"},
    ],
)
def test_a_name_dressed_up_manages_no_school(subject: Mapping[str, object]) -> None:
    other = pki().public_ca.issue({**subject, "C": "VN"}, now=NOW)
    assert _expecting(_signed(head=other)).indication != "TOTAL_PASSED"


def test_a_name_in_another_normal_form_is_the_same_name_and_said_so() -> None:
    name = unicodedata.normalize("NFD", HEAD_TEACHER.name).upper()
    report = _expecting(_signed(head=pki().public_ca.issue({"CN": name, "C": "VN"}, now=NOW)))
    assert report.indication == "TOTAL_PASSED"
    assert slot(report, "CBQL").identity == "by name"


def test_a_certificate_of_a_borrowed_authority_seals_nothing() -> None:
    real, borrowed = pki()["school"].certificate, pki().impostor("government")
    assert borrowed.issuer is not None
    forged = borrowed.issue({**SEAL, "UID": NUMBER}, now=NOW, serial=real.serial)
    keys = key_info(forged, borrowed.identity, borrowed.issuer.identity)
    assert _expecting(_signed(school=forged, keys=keys)).indication == "INDETERMINATE"
    row = Entry(
        role="KY_PHAT_HANH", school_code=SCHOOL.code, issuer=real.issuer_common_name, serial=real.serial_hex
    )
    report = Verifier(_with_rows(row), pki().evidence).verify(_signed(school=forged, keys=keys), at=NOW)
    assert report.indication == "INDETERMINATE"
    assert "VER-CHAIN-NONE" in report.reasons


def test_a_teacher_is_no_authority() -> None:
    forged = TestAuthority(pki()["teacher"], pki().public_ca).issue({**SEAL, "UID": NUMBER}, now=NOW)
    raw = _signed(school=forged, keys=key_info(forged, pki()["teacher"]))
    assert _expecting(raw).indication == "INDETERMINATE"


def test_the_key_decides_and_not_the_certificate_that_lies_beside_it() -> None:
    raw = _signed(school=pki()["second_school"], keys=key_info(pki()["school"]))
    assert _expecting(raw).indication == "TOTAL_FAILED"
    twin = pki().government_ca.issue({**SEAL, "UID": NUMBER}, now=NOW, key=pki()["school"].key)
    both = _signed(keys=key_info(twin, pki()["school"]))
    assert _expecting(both).sub_indication == "NO_SIGNING_CERTIFICATE_FOUND"


def test_rows_of_another_school_role_or_time_bind_nobody() -> None:
    seal, second = pki()["school"].certificate, pki()["second_school"].certificate
    past, hour = NOW - timedelta(days=1), timedelta(hours=1)
    trusts = {
        "other school": (_with_rows(Entry.of(second, role="KY_PHAT_HANH", school_code="00000002")), second),
        "package only": (_with_rows(Entry.of(seal, role="package", school_code=SCHOOL.code)), seal),
        "ended": (
            _with_rows(Entry.of(seal, role="KY_PHAT_HANH", school_code=SCHOOL.code, valid_to=past)),
            seal,
        ),
        "to come": (
            _with_rows(Entry.of(seal, role="KY_PHAT_HANH", school_code=SCHOOL.code, valid_from=NOW + hour)),
            seal,
        ),
    }
    for name, (trust, certificate) in trusts.items():
        owner = next(each for each in pki().identities.values() if each.certificate == certificate)
        report = Verifier(trust, pki().evidence).verify(_signed(school=owner), at=NOW)
        assert slot(report, "KY_PHAT_HANH").identity == "not bound", name
        assert report.indication != "TOTAL_PASSED", name


def test_lists_that_somebody_else_made_prove_nothing() -> None:
    *others, real = pki().crls
    seal, authority = pki()["school"], pki().government_ca
    lists = {
        "none": (),
        "stale": (authority.crl(NOW - timedelta(days=90)),),
        "borrowed names": (pki().impostor("government").crl(NOW),),
        "by the signer": (TestAuthority(seal, authority).crl(NOW),),
        "old but naming": (
            real,
            authority.crl(NOW - timedelta(days=90), {seal.certificate: NOW - timedelta(91)}),
        ),
    }
    for name, given in lists.items():
        report = Verifier(pki().trust, Evidence(crls=(*others, *given))).verify(_signed(), at=NOW)
        assert report.indication == "INDETERMINATE", name
