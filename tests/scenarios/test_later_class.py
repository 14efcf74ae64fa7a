"""A class of a secondary school, from the model to the package: twelve subject teachers, the homeroom
teacher, two managers, the seal; and a class of a primary school in the later format."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import attrs
import pytest

import hocba
from hocba.errors import MalformedPackageError
from hocba.formats.options import WriteOptions
from hocba.pki.register import Entry
from hocba.pki.store import TrustStore
from hocba.sign.record_file import RecordFile
from hocba.sign.signers import Pkcs12Signer, SigningItem
from hocba.testing.legal import legal_record
from hocba.testing.people import SCHOOL
from hocba.testing.pki import TestPki
from tests.scenarios.desk import Desk
from tests.unit.sign.later import Staff, teacher

SIZE = 3
TEACHERS = 12
File = RecordFile | bytes
PASSED = hocba.Indication.TOTAL_PASSED


class Counting:
    """A signer that remembers how often it was asked."""

    def __init__(self, signer: Pkcs12Signer) -> None:
        self.certificate = signer.certificate
        self.signature_algorithm = signer.signature_algorithm
        self._signer = signer
        self.calls = 0

    def sign(self, items: Sequence[SigningItem]) -> Sequence[bytes]:
        self.calls += 1
        return self._signer.sign(items)


@attrs.frozen
class School:
    """Who signs, when, and whom the verifier trusts."""

    staff: Staff
    at: datetime
    trust: TrustStore

    def signed(self, files: Sequence[File], role: str, signer: Pkcs12Signer) -> list[RecordFile]:
        """One role in every file, by one call to the signer."""
        counting = Counting(signer)
        outcomes = hocba.sign_batch(
            files,
            role=role,
            signer=counting,
            signing_time=self.at,
            trust=self.trust,
            evidence=self.staff.pki.evidence,
        )
        files = [outcome.require() for outcome in outcomes]
        assert counting.calls == 1
        codes = {found.code for outcome in outcomes for found in outcome.findings}
        assert codes <= {"SIGN-REGISTER-PERSON"}
        return files

    def verify(self, raw: bytes | RecordFile) -> hocba.Report:
        return hocba.verify(raw, trust=self.trust, evidence=self.staff.pki.evidence, at=self.at)


@pytest.fixture(scope="module")
def school(hocba_pki: TestPki, signing_time: datetime) -> School:
    staff = Staff(hocba_pki)
    deputy = Entry.of(
        staff.deputy.certificate,
        role="CBQL",
        school_code=SCHOOL.code,
        holder="",
        valid_from=signing_time - timedelta(days=1),
    )
    register = hocba_pki.register.with_entries([deputy])
    return School(staff, signing_time, hocba_pki.trust.with_register(register))


def _record(number: int) -> hocba.RecordTrungHoc:
    """A legal record of grade 9; of its rows the first teacher has two, and two teachers share one."""
    record = legal_record(number, grade=9, first_year=2025, kind="good")
    assert isinstance(record, hocba.RecordTrungHoc)
    people = [
        {"id": f"gv-{place + 1}", "so_cccd": teacher(place).number, "ho_va_ten": teacher(place).name}
        for place in range(TEACHERS)
    ]
    named = [row for row in record.diem_tong_ket if row.gvbm][:TEACHERS]
    rest = [row for row in record.diem_tong_ket if row not in named]
    rows = [row.replace(gvbm=[people[place % TEACHERS]]) for place, row in enumerate(named)]
    missing = people[len(rows) :]
    rows[-1] = rows[-1].replace(gvbm=[*rows[-1].gvbm, *missing, people[3]])
    rest = [row.replace(gvbm=[people[0]]) for row in rest]
    general = record.thong_tin_chung.replace(ma_truong=SCHOOL.code)
    return record.replace(thong_tin_chung=general, diem_tong_ket=[*rows, *rest])


@pytest.fixture(scope="module")
def drafts() -> list[RecordFile]:
    options = WriteOptions(managers=2)
    return [RecordFile.from_record(_record(number), options=options) for number in range(SIZE)]


@pytest.fixture(scope="module")
def issued(school: School, drafts: list[RecordFile]) -> list[RecordFile]:
    """As the roles follow one another; between them the files lie on disk, as bytes."""
    pki = school.staff.pki
    files: list[RecordFile] = drafts
    for signer in school.staff.teachers:
        files = school.signed(files, "GVBM", signer)
    files = school.signed([file.raw for file in files], "GVCN", pki.signer("teacher"))
    files = school.signed(files, "CBQL", pki.signer("head"))
    files = school.signed(files, "CBQL", school.staff.deputy)
    return school.signed([file.raw for file in files], "KY_PHAT_HANH", pki.signer("school"))


def test_every_record_passes(school: School, issued: list[RecordFile]) -> None:
    for number, file in enumerate(issued):
        report = school.verify(file)
        assert report.indication is PASSED, report.findings
        assert (report.format_id, report.reconstructed, report.signing_area) == (
            "v2_trunghoc",
            True,
            "inside",
        )
        assert len(report.signatures) == TEACHERS + 4
        assert report.require().record == _record(number)


def test_the_order_is_enforced_for_a_class(school: School, drafts: list[RecordFile]) -> None:
    files = school.signed(drafts, "GVBM", school.staff.teachers[0])
    outcomes = hocba.sign_batch(
        files, role="GVCN", signer=school.staff.pki.signer("teacher"), signing_time=school.at
    )
    assert {outcome.error.code for outcome in outcomes if outcome.error} == {"SIGN-PREREQUISITE"}
    assert not any(outcome.signed for outcome in outcomes)


def test_a_mark_that_was_changed(school: School, issued: list[RecordFile]) -> None:
    raw = issued[0].raw
    at = raw.index(b"<DIEM_CA_NAM>", raw.index(b'<DIEM_TONG_KET Id="')) + len(b"<DIEM_CA_NAM>")
    other = b"1" if raw[at : at + 1] != b"1" else b"2"
    report = school.verify(raw[:at] + other + raw[at + 1 :])
    assert report.indication is hocba.Indication.TOTAL_FAILED
    failed = {one.slot for one in report.signatures if one.intact is False}
    assert failed == {"GVBM", "GVCN", "CBQL", "CBQL[2]", "KY_PHAT_HANH"}


def test_package_there_and_back(school: School, issued: list[RecordFile], tmp_path: Path) -> None:
    seal = school.staff.pki.signer("school")
    (package,) = hocba.pack(issued, signer=seal, signing_time=school.at)
    report = school.verify(package.raw)
    assert report.indication is PASSED, report.findings
    assert [one.indication for one in report.records] == [PASSED] * SIZE
    back = hocba.unpack(package.content.encode(), tmp_path / "back")
    assert [file.raw for file in back] == [file.raw.rstrip(b"\n") for file in issued]
    assert all(school.verify(file).indication is PASSED for file in back)


def test_a_half_signed_record_does_not_travel(
    school: School, drafts: list[RecordFile], issued: list[RecordFile]
) -> None:
    files = school.signed(drafts, "GVBM", school.staff.teachers[0])
    with pytest.raises(MalformedPackageError) as caught:
        hocba.pack([*issued[1:], files[0]], signer=school.staff.pki.signer("school"), signing_time=school.at)
    assert caught.value.code == "PKG-NOT-ISSUED"


@pytest.mark.parametrize("area", ["inside", "outside"])
def test_primary_in_the_later_format(school: School, area: str, desk: Desk) -> None:
    files: list[RecordFile] = []
    for number in range(SIZE):
        record = legal_record(number, grade=4, first_year=2025, format="v2_tieuhoc", kind="good")
        record = record.replace(thong_tin_chung=record.thong_tin_chung.replace(ma_truong=SCHOOL.code))
        files.append(RecordFile.from_record(record, options=WriteOptions(signing_area=area)))
    pki = school.staff.pki
    for role, key in (("GVCN", "teacher"), ("CBQL", "head"), ("KY_PHAT_HANH", "school")):
        files = school.signed(files, role, pki.signer(key))
    for file in files:
        report = school.verify(file)
        assert (report.indication, report.signing_area) == (PASSED, area)
    (package,) = hocba.pack(files, signer=pki.signer("school"), signing_time=school.at)
    assert school.verify(package.raw).indication is PASSED
