"""Slots of the later formats: whose slot it is, in which order, and what may not change any more."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from lxml import etree
from tests.unit.sign.later import NOW, USUAL, Staff, primary, secondary, teacher

from hocba.errors import ConfigurationError, HocbaError, SigningError, UnsuitableCertificateError
from hocba.pki.certificate import Certificate
from hocba.pki.register import Entry, Register
from hocba.profiles.registry import get
from hocba.sign.analysis import analyse
from hocba.sign.gates import Gate
from hocba.sign.options import SignatureOptions
from hocba.sign.outcome import Outcome
from hocba.sign.record_file import RecordFile
from hocba.testing.people import SCHOOL
from hocba.testing.pki import TestPki
from hocba.xml.names import DS

SECONDARY = get("v2_trunghoc")
PRIMARY = get("v2_tieuhoc")
FEW = USUAL[:3]
WHOLE = SignatureOptions(whole_document=True)


def _code(outcome: Outcome) -> str:
    assert isinstance(outcome.error, HocbaError), outcome
    assert outcome.error.message("vi") != outcome.error.message("en")
    return outcome.error.code


def _uris(file: RecordFile, slot_id: str) -> list[str]:
    slot = etree.fromstring(file.raw).find(f".//DANH_SACH_GVBM/GVBM[@Id='{slot_id}']")
    assert slot is not None
    return [str(reference.get("URI")) for reference in slot.iter(f"{{{DS}}}Reference")]


# --- whose slot


def test_a_teacher_signs_all_her_rows_at_once(staff: Staff) -> None:
    outcome = staff.sign(secondary(), "GVBM", staff.teachers[0])
    assert outcome.slot == "GVBM"
    first, second, time, properties = _uris(outcome.require(), "gv-1")
    assert (first, second) == ("#mon-01", "#mon-13")
    assert time.startswith("#signobject-")
    assert properties.startswith("#signprops-")


def test_two_teachers_of_one_row(staff: Staff) -> None:
    for place in (3, 11):
        outcome = staff.sign(secondary(), "GVBM", staff.teachers[place])
        assert outcome.slot == f"GVBM[{place + 1}]"
        assert "#mon-12" in _uris(outcome.require(), f"gv-{place + 1}")


@pytest.mark.parametrize("ids", [("",), (teacher(0).number,), ("anything.at-all",)])
def test_the_slot_is_found_by_id_or_number(staff: Staff, ids: tuple[str, ...]) -> None:
    outcome = staff.sign(secondary(FEW, ids=ids), "GVBM", staff.teachers[0])
    assert outcome.slot == "GVBM"
    assert outcome.require().raw.count(teacher(0).number.encode()) >= 2


def test_a_number_that_stands_in_the_slot_is_kept(staff: Staff) -> None:
    before = secondary(FEW, ids=("",))
    file = staff.sign(before, "GVBM", staff.teachers[0]).require()
    number = f"<SO_CCCD>{teacher(0).number}</SO_CCCD>".encode()
    assert b"<GVBM><NGAY_KY>01/06/2026</NGAY_KY>" + number + b"<Signature " in file.raw


def test_nobody_fits(staff: Staff) -> None:
    outcome = staff.sign(secondary(FEW), "GVBM", staff.teachers[5])
    assert _code(outcome) == "SIGN-SLOT-NONE-FITS"
    assert outcome.error is not None
    assert "GVBM[1], GVBM[2], GVBM[3]" in outcome.error.message("vi")
    assert not re.search(r"\d{9}", outcome.error.message("vi") + repr(outcome.error))


def test_free_slots_are_the_empty_ones(staff: Staff) -> None:
    file = staff.sign(secondary(FEW), "GVBM", staff.teachers[1]).require()
    outcome = staff.sign(file, "GVBM", staff.teachers[5])
    assert outcome.error is not None
    assert "GVBM[1], GVBM[3]." in outcome.error.message("vi")


def test_several_fit(staff: Staff) -> None:
    number = teacher(0).number
    raw = secondary(FEW).replace(
        b'<GVBM Id="gv-2"></GVBM>', f'<GVBM Id="gv-2"><SO_CCCD>{number}</SO_CCCD></GVBM>'.encode()
    )
    assert _code(staff.sign(raw, "GVBM", staff.teachers[0])) == "SIGN-SLOT-SEVERAL-FIT"


def test_a_slot_by_its_name(staff: Staff) -> None:
    outcome = staff.sign(secondary(FEW), "GVBM[2]", staff.teachers[1])
    assert outcome.slot == "GVBM[2]"
    first = staff.sign(secondary(FEW), "GVBM[1]", staff.teachers[0])
    assert first.slot == "GVBM"


def test_a_substitute_needs_the_name_of_the_slot_and_a_reason(staff: Staff) -> None:
    assert _code(staff.sign(secondary(FEW), "GVBM[2]", staff.teachers[5])) == "SIGN-IDENTITY-NUMBER"
    gate = Gate(record=None, override={"SIGN-IDENTITY-NUMBER": "giáo viên đã chuyển trường"})
    outcome = staff.sign(secondary(FEW), "GVBM[2]", staff.teachers[5], gate=gate)
    assert outcome.signed
    assert "SIGN-OVERRIDDEN" in {found.code for found in outcome.findings}


def test_a_certificate_without_a_number_signs_the_slot_that_is_named(staff: Staff) -> None:
    raw = secondary(FEW)
    assert _code(staff.sign(raw, "GVBM", staff.deputy)) == "SIGN-SLOT-NONE-FITS"
    options = SignatureOptions(number=teacher(1).number)
    outcome = staff.sign(raw, "GVBM", staff.deputy, options=options)
    assert outcome.slot == "GVBM[2]"
    assert outcome.signed


@pytest.mark.parametrize("role", ["GVBM[9]", "CBQL[2]"])
def test_slots_that_the_record_does_not_have(staff: Staff, role: str) -> None:
    error = staff.sign(secondary(FEW), role, staff.teachers[0]).error
    assert isinstance(error, ConfigurationError)
    assert error.code == "PROFILE-SLOT-UNKNOWN"


@pytest.mark.parametrize("role", ["", "GVBM[0]", "GVBM[x]", "GVBM[1][1]", "HIEU_TRUONG", "gvbm", "package"])
def test_roles_that_are_none(staff: Staff, role: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        staff.sign(secondary(FEW), role, staff.teachers[0])
    assert caught.value.code == "SIGN-ROLE"


def test_kind_of_signer(staff: Staff, pki: TestPki) -> None:
    with pytest.raises(UnsuitableCertificateError) as caught:
        staff.sign(secondary(FEW), "GVBM", pki.signer("school"))
    assert caught.value.code == "SIGN-CERT-KIND"


def test_primary_has_no_subject_teachers(staff: Staff) -> None:
    assert _code(staff.sign(primary(), "GVBM", staff.teachers[0])) == "PROFILE-SLOT-UNKNOWN"


def test_secondary_without_any_teacher(staff: Staff) -> None:
    raw = secondary([("mon-01", ())])
    assert _code(staff.sign(raw, "GVBM", staff.teachers[0])) == "SIGN-SLOT-MISSING"


@pytest.mark.parametrize(("rows", "code"), [(30, ""), (31, "SIGN-ROWS-TOO-MANY")])
def test_rows_of_one_teacher_have_a_limit(staff: Staff, rows: int, code: str) -> None:
    raw = secondary([(f"mon-{number}", (0,)) for number in range(rows)])
    outcome = staff.sign(raw, "GVBM", staff.teachers[0])
    if code:
        assert _code(outcome) == code
    else:
        assert not analyse(outcome.require().raw).ground.broken


def test_level_that_cannot_be_told(staff: Staff) -> None:
    assert _code(staff.sign(secondary([]), "GVCN")) == "FORMAT-LEVEL"


# --- who signs


def _registered(pki: TestPki, *rows: tuple[str, Certificate, str]) -> Gate:
    since = NOW - timedelta(days=1)
    own = tuple(
        Entry.of(certificate, role=role, school_code=SCHOOL.code, holder=holder, valid_from=since)
        for role, certificate, holder in rows
    )
    register = Register((*pki.register.entries, *own))
    return Gate(record=None, trust=pki.trust.with_register(register), evidence=pki.evidence)


def test_the_register_names_roles_not_slots(staff: Staff, pki: TestPki) -> None:
    second, deputy = staff.teachers[1].certificate, staff.deputy.certificate
    gate = _registered(pki, ("GVBM", second, teacher(1).number), ("CBQL", deputy, ""))
    assert not staff.sign(secondary(FEW), "GVBM", staff.teachers[1], gate=gate).findings
    assert _code(staff.sign(secondary(FEW), "GVBM", staff.teachers[2], gate=gate)) == "SIGN-REGISTER-OTHER"
    without = Gate(record=None, trust=pki.trust, evidence=pki.evidence)
    unlisted = staff.sign(secondary(FEW), "GVBM", staff.teachers[2], gate=without)
    assert [found.code for found in unlisted.findings] == ["SIGN-REGISTER-PERSON"]


@pytest.mark.parametrize("name", ["GVBM", "GVBM[2]"])
def test_expected_signers_by_role_or_slot(staff: Staff, name: str) -> None:
    for place, code in ((1, ""), (5, "SIGN-IDENTITY-EXPECTED")):
        gate = Gate(record=None, expected={name: teacher(place).number})
        error = staff.sign(secondary(FEW), "GVBM", staff.teachers[1], gate=gate).error
        assert (error.code if error else "") == code


def test_a_deputy_signs_beside_the_principal(staff: Staff, pki: TestPki) -> None:
    """The record names the principal; a second manager contradicts that only while he has not signed."""
    subject = {"CN": "Thử Văn Phó", "UID": "CCCD:000075000077", "C": "VN"}
    deputy = pki.public_ca.issue(subject, now=NOW).signer
    file = staff.by_teachers(secondary(FEW, managers=2), 3)
    file = staff.sign(file, "GVCN").require()
    assert _code(staff.sign(file, "CBQL[2]", deputy)) == "SIGN-IDENTITY-NUMBER"
    file = staff.sign(file, "CBQL").require()
    for known in (file, file.raw):
        outcome = staff.sign(known, "CBQL", deputy)
        assert outcome.slot == "CBQL[2]"
        assert [found.code for found in outcome.findings] == ["SIGN-CHAIN-NOT-CHECKED"]
        assert b"ClaimedRole" not in outcome.require().raw.split(b"<CBQL>")[2]


# --- teachers and rows that do not fit


@pytest.mark.parametrize(
    ("old", "new", "code", "reason"),
    [
        (b'<GVBM Id="gv-2"></GVBM>', b"", "SIGN-TEACHERS", "VER-TEACHER-NO-SLOT"),
        (b'<GVBM Id="gv-2"></GVBM>', b"<GVBM></GVBM>", "SIGN-TEACHERS", "VER-TEACHER-UNNAMED"),
        (
            b'<GVBM Id="gv-2"></GVBM>',
            b'<GVBM Id="gv-2"/><GVBM Id="gv-2"/>',
            "SIGN-TEACHERS",
            "VER-SLOT-DOUBLED",
        ),
        (
            b'<GVBM Id="gv-2"></GVBM>',
            b'<GVBM Id="gv-2"/><GVBM Id="x"/>',
            "SIGN-TEACHERS",
            "VER-TEACHER-NO-ROW",
        ),
        (b'<DIEM_TONG_KET Id="mon-02">', b"<DIEM_TONG_KET>", "SIGN-TEACHERS", "VER-ROW-NO-ID"),
        (b'Id="mon-02"', b'Id="mon-01"', "XML-ID-DUPLICATE", ""),
        (b'Id="mon-02"', b'Id="mon 02"', "SIGN-COVERS-NOTHING", ""),
        (b"<GVCN></GVCN>", b"<GVCN></GVCN><GVCN/>", "SIGN-TEACHERS", "VER-SLOT-DOUBLED"),
    ],
)
def test_teachers_and_rows_that_do_not_fit(
    staff: Staff, old: bytes, new: bytes, code: str, reason: str
) -> None:
    raw = secondary(FEW)
    assert old in raw
    outcome = staff.sign(raw.replace(old, new, 1), "GVBM[2]", staff.teachers[1])
    assert _code(outcome) == code
    assert outcome.error is not None
    assert outcome.error.context.get("reason", "") == reason


def test_teacher_with_two_numbers(staff: Staff) -> None:
    raw = secondary([("mon-01", (0,)), ("mon-02", (0,))])
    last = raw.rindex(teacher(0).number.encode())
    changed = raw[:last] + b"000" + raw[last + 3 : last + 11] + b"9" + raw[last + 12 :]
    outcome = staff.sign(changed, "GVBM", staff.teachers[0])
    assert outcome.error is not None
    assert outcome.error.context["reason"] == "VER-TEACHER-DIFFERS"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b'Id="thongtinhocba"', b'Id="khac"', "VER-CONTENT-MISSING"),
        (b"</DU_LIEU_HOC_BA>", b"<PHAT_HANH_HOC_BA/></DU_LIEU_HOC_BA>", "VER-SLOT-MISPLACED"),
        (b"</THONG_TIN_HOC_BA>", b"<GVCN/></THONG_TIN_HOC_BA>", "VER-SLOT-MISPLACED"),
        (
            b"<KY_PHAT_HANH>",
            b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/><KY_PHAT_HANH>',
            "VER-SIG-OUTSIDE",
        ),
        (b"<TONG_KET>", b'<TONG_KET Id="a"><X Id="a"/>', "VER-ID-DUPLICATE"),
        (b"</HOC_BA>", b"<HOC_BA/></HOC_BA>", "VER-NESTED-RECORD"),
    ],
)
def test_layouts_that_no_verifier_accepts(staff: Staff, old: bytes, new: bytes, reason: str) -> None:
    raw = secondary(FEW)
    assert old in raw
    error = staff.sign(raw.replace(old, new, 1), "GVBM", staff.teachers[0]).error
    assert isinstance(error, SigningError)
    assert (error.code, error.context["reason"]) == ("SIGN-LAYOUT", reason)


def test_a_signature_inside_what_it_refers_to(staff: Staff) -> None:
    """A profile of a third party whose homeroom teacher would sign the area in which he signs."""
    import attrs

    slots = tuple(
        attrs.evolve(slot, covers="#data") if slot.name == "GVCN" else slot for slot in PRIMARY.slots
    )
    own = attrs.evolve(PRIMARY, id="own", slots=slots)
    assert _code(staff.sign(primary(), "GVCN", record_profile=own)) == "SIGN-INSIDE-REFERENCE"
    assert staff.sign(primary(inside=False), "GVCN", record_profile=own).signed


# --- order and areas


def test_the_homeroom_teacher_waits_for_every_subject_teacher(staff: Staff) -> None:
    file = staff.by_teachers(secondary(FEW), 2)
    outcome = staff.sign(file, "GVCN")
    assert _code(outcome) == "SIGN-PREREQUISITE"
    assert outcome.error is not None
    assert outcome.error.context["missing"] == "GVBM[3]"


@pytest.mark.parametrize(
    ("role", "missing"), [("CBQL", "GVBM, GVBM[2], GVCN"), ("KY_PHAT_HANH", "CBQL, GVBM, GVBM[2], GVCN")]
)
def test_what_has_to_be_signed_before(staff: Staff, role: str, missing: str) -> None:
    error = staff.sign(secondary(FEW[:2]), role).error
    assert error is not None
    assert error.context["missing"] == missing


def test_the_school_waits_for_one_manager(staff: Staff) -> None:
    file = staff.by_teachers(secondary(FEW, managers=2), 3)
    file = staff.sign(file, "GVCN").require()
    assert _code(staff.sign(file, "KY_PHAT_HANH")) == "SIGN-PREREQUISITE"
    file = staff.sign(file, "CBQL[2]", staff.deputy).require()
    assert staff.sign(file, "KY_PHAT_HANH").signed


def test_the_first_empty_slot_is_the_managers(staff: Staff) -> None:
    file = staff.by_teachers(secondary(FEW, managers=2), 3)
    file = staff.sign(file, "GVCN").require()
    first = staff.sign(file, "CBQL")
    assert first.slot == "CBQL"
    second = staff.sign(first.require(), "CBQL", staff.deputy)
    assert second.slot == "CBQL[2]"
    for known in (first.require(), RecordFile(first.require().raw)):
        assert _code(staff.sign(known, "CBQL")) == "SIGN-SLOT-FILLED"
    third = staff.sign(second.require(), "CBQL", staff.deputy)
    assert _code(third) == "SIGN-SLOT-FILLED"


@pytest.mark.parametrize("known", [True, False])
def test_nothing_goes_into_an_area_that_is_covered(staff: Staff, known: bool) -> None:
    """A manager who signed before the homeroom teacher of a primary school closed the area."""
    outcome = staff.sign(primary(), "CBQL")
    (closes,) = [found for found in outcome.findings if found.code == "SIGN-CLOSES"]
    assert dict(closes.values) == {"slot": "CBQL", "closed": "GVCN"}
    file = outcome.require() if known else outcome.require().raw
    gate = Gate(record=None, override={"SIGN-LATER-FILLED": "quên"})
    assert _code(staff.sign(file, "GVCN", gate=gate)) == "SIGN-AREA-COVERED"
    assert staff.sign(file, "KY_PHAT_HANH").signed


@pytest.mark.parametrize("known", [True, False])
def test_an_area_outside_stays_open(staff: Staff, known: bool) -> None:
    outcome = staff.sign(primary(inside=False), "CBQL")
    assert "SIGN-CLOSES" not in {found.code for found in outcome.findings}
    file = outcome.require() if known else outcome.require().raw
    assert _code(staff.sign(file, "GVCN")) == "SIGN-LATER-FILLED"
    gate = Gate(record=None, override={"SIGN-LATER-FILLED": "quên"})
    late = staff.sign(file, "GVCN", gate=gate).require()
    assert not analyse(late.raw, PRIMARY).ground.broken


def test_replacing(staff: Staff) -> None:
    file = staff.sign(secondary(FEW), "GVBM", staff.teachers[0]).require()
    assert _code(staff.sign(file, "GVBM", staff.teachers[0])) == "SIGN-SLOT-FILLED"
    later = NOW + timedelta(hours=2)
    again = staff.sign(file, "GVBM", staff.teachers[0], replace=True, signing_time=later).require()
    assert (
        again.raw == staff.sign(secondary(FEW), "GVBM", staff.teachers[0], signing_time=later).require().raw
    )


def test_replacing_under_a_later_signature(staff: Staff, signed: RecordFile) -> None:
    for role, who in (("GVBM", staff.teachers[0]), ("GVCN", None)):
        for file in (signed, signed.raw):
            outcome = staff.sign(file, role, who, replace=True)
            assert _code(outcome) == "SIGN-AREA-COVERED"
    assert staff.sign(signed, "CBQL", replace=True).signed


def test_issued_record(staff: Staff, signed: RecordFile) -> None:
    issued = staff.sign(signed, "KY_PHAT_HANH").require()
    for role, who in (("GVBM", staff.teachers[0]), ("CBQL", None), ("KY_PHAT_HANH", None)):
        assert _code(staff.sign(issued, role, who, replace=True)) == "SIGN-ISSUED"


def test_broken_earlier_signature(staff: Staff) -> None:
    file = staff.by_teachers(secondary(FEW), 1)
    broken = file.raw.replace(b"<DIEM_CA_NAM>8.2", b"<DIEM_CA_NAM>9.2", 1)
    assert _code(staff.sign(broken, "GVBM", staff.teachers[1])) == "SIGN-EARLIER-BROKEN"


def test_earlier_signature_over_some_rows_only(staff: Staff) -> None:
    """Tools in the field take the first row of a teacher only; verification does not accept that."""
    rows = [("mon-01", (0,)), ("mon-02", (1,))]
    file = staff.sign(secondary(rows), "GVBM", staff.teachers[0]).require()
    person = file.raw[file.raw.index(b'<GVBM Id="gv-1"><SO_CCCD>') :]
    person = person[: person.index(b"</GVBM>") + 7]
    at = file.raw.index(b"</DIEM_TONG_KET></THONG_TIN_HOC_BA>")
    outcome = staff.sign(file.raw[:at] + person + file.raw[at:], "GVBM", staff.teachers[1])
    assert _code(outcome) == "SIGN-EARLIER-BROKEN"
