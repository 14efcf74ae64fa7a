"""Packages of records of the later formats."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.unit.package.bodies import ID_B, code_of
from tests.unit.sign.later import NOW, USUAL, Staff, primary, secondary

from hocba.errors import MalformedPackageError
from hocba.package.admission import admit
from hocba.package.pack import PackageFile, pack
from hocba.package.split import DECLARATION
from hocba.package.unpack import take_apart
from hocba.sign.options import SignatureOptions
from hocba.sign.record_file import RecordFile
from hocba.testing.pki import TestPki
from hocba.testing.records import synthetic_record
from hocba.testing.samples import issued_record
from hocba.verify.engine import Verifier
from hocba.verify.report import Indication

FEW = USUAL[:2]


@pytest.fixture(scope="module")
def pki() -> TestPki:
    return TestPki.create(NOW, leaf_key="p-256")


@pytest.fixture(scope="module")
def staff(pki: TestPki) -> Staff:
    return Staff(pki, leaf_key="p-256")


@pytest.fixture(scope="module")
def issued(staff: Staff) -> tuple[bytes, ...]:
    """Two records, the second with the signing area outside the data."""
    second = secondary(FEW, inside=False, general={"MA_TRA_CUU_UUID": ID_B})
    return (staff.issued(secondary()).raw, staff.issued(second, 2).raw)


def _packed(pki: TestPki, files: Sequence[bytes]) -> PackageFile:
    (package,) = pack(files, signer=pki.signer("school"), signing_time=NOW)
    return package


def _bodies(files: Sequence[bytes]) -> list[bytes]:
    return [raw[raw.index(b"<HOC_BA") : raw.index(b"</HOC_BA>") + 9] for raw in files]


def test_records_go_in_and_come_out_byte_for_byte(issued: tuple[bytes, ...], pki: TestPki) -> None:
    package = _packed(pki, issued)
    for source in (package.raw, package.content):
        assert [one.raw for one in take_apart(source)] == [DECLARATION + body for body in _bodies(issued)]


def test_package_and_records_verify(issued: tuple[bytes, ...], pki: TestPki) -> None:
    package = _packed(pki, issued)
    report = Verifier(pki.trust, pki.evidence).verify(package.raw, at=NOW)
    assert report.indication is Indication.TOTAL_PASSED
    assert [one.format_id for one in report.records] == ["v2_trunghoc", "v2_trunghoc"]
    assert [one.signing_area for one in report.records] == ["inside", "outside"]


def test_primary_records(staff: Staff, pki: TestPki) -> None:
    file = staff.issued(primary(), 0)
    report = Verifier(pki.trust, pki.evidence).verify(_packed(pki, [file.raw]).raw, at=NOW)
    assert report.indication is Indication.TOTAL_PASSED


@pytest.mark.parametrize(
    ("count", "roles", "slot"),
    [(11, (), "GVBM[12]"), (12, (), "GVCN"), (12, ("GVCN",), "CBQL"), (12, ("GVCN", "CBQL"), "KY_PHAT_HANH")],
)
def test_every_required_slot_is_filled(staff: Staff, count: int, roles: tuple[str, ...], slot: str) -> None:
    file = staff.by_teachers(secondary(), count)
    for role in roles:
        file = staff.sign(file, role).require()
    with pytest.raises(MalformedPackageError) as caught:
        admit([file.raw], at=NOW)
    assert (caught.value.code, caught.value.context["slot"]) == ("PKG-NOT-ISSUED", slot)


def test_one_of_two_managers_is_enough(staff: Staff) -> None:
    file = staff.by_teachers(secondary(FEW, managers=2), 2)
    file = staff.sign(file, "GVCN").require()
    file = staff.sign(file, "CBQL[2]", staff.deputy).require()
    assert len(admit([staff.sign(file, "KY_PHAT_HANH").require().raw], at=NOW)) == 1


def test_changed_after_signing(issued: tuple[bytes, ...]) -> None:
    changed = issued[0].replace(b"<DIEM_CA_NAM>8.2", b"<DIEM_CA_NAM>9.2", 1)
    assert code_of(lambda: admit([changed], at=NOW)) == "PKG-BROKEN-SIGNATURE"


def test_formats_are_not_mixed(issued: tuple[bytes, ...], staff: Staff, pki: TestPki) -> None:
    first = issued_record(pki, record=synthetic_record(1), signing_time=NOW).raw
    assert code_of(lambda: admit([issued[0], first], at=NOW)) == "PKG-OTHER-FORMAT"
    general = {"MA_TRA_CUU_UUID": ID_B}
    small = staff.issued(primary().replace(b"0f8a5c2e", general["MA_TRA_CUU_UUID"][:8].encode()), 0).raw
    assert code_of(lambda: admit([issued[0], small], at=NOW)) == "PKG-OTHER-FORMAT"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("MA_TRUONG", "00000002", "PKG-OTHER-SCHOOL"),
        ("TEN_NAM_HOC", "2024-2025", "PKG-OTHER-YEAR"),
        ("TEN_LOP", "9B", "PKG-TWICE"),
    ],
)
def test_company(issued: tuple[bytes, ...], staff: Staff, field: str, value: str, code: str) -> None:
    general = {"MA_TRA_CUU_UUID": ID_B} if field != "TEN_LOP" else {}
    other = staff.issued(secondary(FEW, general={**general, field: value}), 2).raw
    assert code_of(lambda: admit([issued[0], other], at=NOW)) == code


def test_whole_document_with_instructions_around_it(staff: Staff, pki: TestPki) -> None:
    """Instructions beside HOC_BA are part of what such a signature covers, and no package holds them."""
    draft = secondary(FEW)
    for raw, fine in ((draft, True), (draft.replace(b"<HOC_BA>", b"<?in a?><HOC_BA>", 1), False)):
        file: RecordFile = staff.by_teachers(raw, 2)
        for role in ("GVCN", "CBQL"):
            file = staff.sign(file, role).require()
        options = SignatureOptions(whole_document=True)
        file = staff.sign(file, "KY_PHAT_HANH", options=options).require()
        if fine:
            report = Verifier(pki.trust, pki.evidence).verify(_packed(pki, [file.raw]).raw, at=NOW)
            assert report.indication is Indication.TOTAL_PASSED
        else:
            assert code_of(lambda raw=file.raw: admit([raw], at=NOW)) == "PKG-BROKEN-SIGNATURE"
