"""What later records claim about their signers, in whatever spelling and place."""

from __future__ import annotations

import pytest
from tests.unit.sign.later import ANY, NOW, USUAL, Staff, secondary, teacher

from hocba.sign.analysis import analyse
from hocba.sign.gates import Gate
from hocba.testing.people import HEAD_TEACHER, TEACHER
from hocba.testing.pki import TestPki

FEW = USUAL[:3]
NUMBER = "THONG_TIN_CHUNG/SO_CCCD_GIAO_VIEN_CHU_NHIEM"
HOMEROOM = f"<SO_CCCD_GIAO_VIEN_CHU_NHIEM>{TEACHER.number}</SO_CCCD_GIAO_VIEN_CHU_NHIEM>".encode()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (b"", b"", TEACHER.number),
        (b"SO_CCCD_GIAO_VIEN", b"SO_DDCN_GIAO_VIEN", TEACHER.number),
        (HOMEROOM, b"", ""),
        (b"<TONG_KET>", b"<TONG_KET>" + HOMEROOM, TEACHER.number),
    ],
)
def test_fields_of_the_record(old: bytes, new: bytes, expected: str) -> None:
    assert analyse(secondary(FEW).replace(old, new)).ground.facts[NUMBER] == expected


@pytest.mark.parametrize("times", [1, 2])
def test_a_field_in_another_block(times: int) -> None:
    """Blocks have reconstructed names; a tag that stands once below the record area is the field."""
    raw = secondary(FEW).replace(HOMEROOM, b"").replace(b"<TONG_KET>", b"<TONG_KET>" + HOMEROOM * times)
    assert analyse(raw).ground.facts[NUMBER] == (TEACHER.number if times == 1 else "")


def test_numbers_of_teachers() -> None:
    ground = analyse(secondary(FEW, ids=("", teacher(1).number, "c"))).ground
    assert ground.numbers == {
        "GVBM": {teacher(0).number},
        "GVBM[2]": {teacher(1).number},
        "GVBM[3]": {teacher(2).number, "c"},
    }
    assert ground.facts["GVBM[3]/SO_CCCD"] == teacher(2).number
    assert ground.facts["GVBM[3]/HO_VA_TEN"] == teacher(2).name


def test_a_personal_number_as_id_stands_for_the_number(staff: Staff) -> None:
    number = teacher(1).number
    raw = secondary(FEW, ids=("a", number)).replace(f"<SO_CCCD>{number}</SO_CCCD>".encode(), b"")
    assert analyse(raw).ground.facts["GVBM[2]/SO_CCCD"] == number
    assert staff.sign(raw, "GVBM", staff.teachers[1]).signed
    error = staff.sign(raw, "GVBM[2]", staff.teachers[2]).error
    assert error is not None
    assert error.code == "SIGN-IDENTITY-NUMBER"


def test_a_principal_is_known_by_number_before_name(staff: Staff, pki: TestPki) -> None:
    """A deputy after the principal contradicts nothing; after somebody who only bears the name, he does."""
    for number, code in ((HEAD_TEACHER.number, ""), ("000075000077", "SIGN-IDENTITY-NUMBER")):
        subject = {"CN": HEAD_TEACHER.name, "UID": f"CCCD:{number}", "C": "VN"}
        first = pki.public_ca.issue(subject, now=NOW).signer
        deputy = pki.public_ca.issue({"CN": "Thử Văn Phó", "UID": "CCCD:000075000099"}, now=NOW).signer
        file = staff.by_teachers(secondary(FEW, managers=2), 3)
        file = staff.sign(file, "GVCN").require()
        gate = Gate(record=None, override={"SIGN-IDENTITY-NUMBER": "thử"})
        file = staff.sign(file, "CBQL", first, gate=gate).require()
        error = staff.sign(file, "CBQL", deputy, gate=ANY).error
        assert (error.code if error else "") == code


@pytest.mark.parametrize(("old", "new"), [(b'Id="data"', b'Id="khac"'), (b' Id="data"', b"")])
def test_data_that_no_reference_can_name(staff: Staff, old: bytes, new: bytes) -> None:
    error = staff.sign(secondary(FEW).replace(old, new), "GVBM", staff.teachers[0]).error
    assert error is not None
    assert error.code in {"SIGN-DATA-ID", "FORMAT-LATER"}
