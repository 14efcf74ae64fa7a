from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.unit.package.bodies import code_of
from tests.unit.package.conftest import Issued

from hocba.errors import (
    ConfigurationError,
    HocbaError,
    LimitExceededError,
    MalformedPackageError,
    SignatureRejectedError,
    StorageError,
    UnsuitableCertificateError,
)
from hocba.limits import Limits
from hocba.package import pack as pack_module
from hocba.package.admission import admit
from hocba.package.content import decode_content
from hocba.package.pack import pack
from hocba.package.partition import PackageLimit
from hocba.package.split import DECLARATION
from hocba.package.unpack import take_apart, unpack
from hocba.sign.gates import Gate
from hocba.sign.record_file import RecordFile
from hocba.sign.session import sign_files
from hocba.sign.signers import SigningItem
from hocba.testing.mutations import mutations
from hocba.testing.people import SyntheticSchool
from hocba.testing.records import synthetic_record
from hocba.testing.samples import issued_record, signed_record
from hocba.verify.engine import Verifier
from hocba.verify.report import Indication


def element(raw: bytes) -> bytes:
    """The HOC_BA bytes of a record file that hocba wrote."""
    return raw[raw.index(b"<HOC_BA") :].rstrip(b"\n")


def packages_of(issued: Issued, files: Sequence[bytes] | None = None, **options: object):
    return pack(
        issued.records if files is None else files,
        signer=issued.pki.signer("school"),
        signing_time=issued.at,
        **options,
    )


def test_records_go_in_and_come_out_byte_for_byte(issued: Issued, tmp_path: Path) -> None:
    (package,) = packages_of(issued)
    assert package.raw.startswith(DECLARATION + b'<DANH_SACH_HOC_BA id="dataDanhSach"><HOC_BA')
    assert package.raw.rstrip().endswith(b"</Signature></DANH_SACH_HOC_BA>")
    assert decode_content(package.content) == package.raw
    expected = [DECLARATION + element(raw) for raw in issued.records]
    for source in (package.raw, package.content):
        assert [record.raw for record in take_apart(source)] == expected
    assert tuple(record.record_id for record in take_apart(package.raw)) == package.record_ids
    assert (package.sizes.plain, package.sizes.content) == (len(package.raw), len(package.content))
    package.save(tmp_path / "goi-1.xml")
    assert [file.raw for file in unpack(tmp_path / "goi-1.xml", tmp_path / "out")] == expected
    assert code_of(lambda: package.save(tmp_path / "goi-1.xml"), StorageError) == "FILE-EXISTS"


def test_the_package_and_every_record_in_it_verify(issued: Issued) -> None:
    (package,) = packages_of(issued)
    verifier = Verifier(issued.pki.trust, issued.pki.evidence)
    report = verifier.verify(package.raw, at=issued.at)
    assert report.indication is Indication.TOTAL_PASSED
    assert [entry.record_id for entry in report.records] == list(package.record_ids)
    for record in take_apart(package.content):
        assert verifier.verify(record.raw, at=issued.at).indication is Indication.TOTAL_PASSED
    changed = package.raw.replace(b"<HO_VA_TEN>", b"<HO_VA_TEN>X", 1)
    assert verifier.verify(changed, at=issued.at).indication is Indication.TOTAL_FAILED


def test_a_package_is_a_value_without_content_in_its_repr(issued: Issued) -> None:
    (package,) = packages_of(issued)
    assert pickle.loads(pickle.dumps(package)) == package
    assert "HOC_BA" not in repr(package)
    assert package.content not in repr(package)
    assert packages_of(issued) == (package,)


def test_the_record_files_may_be_paths(issued: Issued, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(issued.records[0])
    (package,) = packages_of(issued, [tmp_path / "a.xml"])
    assert len(package.record_ids) == 1


def test_packages_are_split_below_the_limit_and_signed_at_once(issued: Issued) -> None:
    class Counting:
        def __init__(self) -> None:
            self.inner = issued.pki.signer("school")
            self.asked: list[int] = []

        certificate = property(lambda self: self.inner.certificate)
        signature_algorithm = None

        def sign(self, items: Sequence[SigningItem]) -> Sequence[bytes]:
            self.asked.append(len(items))
            return self.inner.sign(items)

    signer = Counting()
    limit = PackageLimit(max_bytes=max(map(len, issued.records)) * 3)
    made = pack(issued.records, signer=signer, signing_time=issued.at, limit=limit)
    assert len(made) > 1
    assert signer.asked == [len(made)]
    assert sum((package.record_ids for package in made), ()) == packages_of(issued)[0].record_ids
    for package in made:
        assert max(package.sizes.plain, package.sizes.content) < limit.max_bytes


def test_a_package_that_comes_out_too_large_is_halved(
    issued: Issued, monkeypatch: pytest.MonkeyPatch
) -> None:
    (whole,) = packages_of(issued)
    limit = PackageLimit(max_bytes=whole.sizes.plain - 1)
    assert [len(package.record_ids) for package in packages_of(issued, limit=limit)] == [3, 1]
    monkeypatch.setattr(
        pack_module, "_SIGNATURE_BYTES", -4 * len(issued.pki.signer("school").certificate.der)
    )
    halved = packages_of(issued, limit=limit)
    assert [len(package.record_ids) for package in halved] == [2, 2]
    assert sum((package.record_ids for package in halved), ()) == whole.record_ids
    assert all(package.sizes.plain < limit.max_bytes for package in halved)


def test_one_record_above_the_limit_is_an_error(issued: Issued) -> None:
    (single,) = packages_of(issued, issued.records[:1])
    for size in (1_000, single.sizes.plain):
        limit = PackageLimit(max_bytes=size)
        with pytest.raises(LimitExceededError) as caught:
            packages_of(issued, issued.records[:1], limit=limit)
        assert caught.value.code == "PKG-RECORD-TOO-LARGE"
        assert caught.value.context["size"] >= size
    small = Limits(package_plain_bytes=single.sizes.plain)
    with pytest.raises(LimitExceededError) as caught:
        packages_of(issued, issued.records[:1], limits=small)
    assert caught.value.code == "PKG-RECORD-TOO-LARGE"


def refusal(issued: Issued, files: Sequence[bytes]) -> HocbaError:
    with pytest.raises(MalformedPackageError) as caught:
        packages_of(issued, files)
    assert caught.value.message("vi") != caught.value.message("en")
    assert pickle.loads(pickle.dumps(caught.value)).code == caught.value.code
    return caught.value


def test_records_that_are_not_issued_are_refused(issued: Issued) -> None:
    for slots in ({"CBQL": "head"}, {}):
        draft = signed_record(
            issued.pki, record=synthetic_record(9), signing_time=issued.at, signers=slots
        ).raw
        assert refusal(issued, [draft]).code == "PKG-NOT-ISSUED"
    no_teacher = signed_record(
        issued.pki,
        record=synthetic_record(9),
        signing_time=issued.at,
        signers={"CBQL": "head", "KY_PHAT_HANH": "school"},
    ).raw
    assert len(packages_of(issued, [no_teacher])) == 1


def test_a_record_changed_after_signing_is_refused(issued: Issued) -> None:
    raw = issued.records[0]
    assert b"<HO_VA_TEN>" in raw
    changed = raw.replace(b"<HO_VA_TEN>", b"<HO_VA_TEN>X", 1)
    problem = refusal(issued, [changed])
    assert problem.code == "PKG-BROKEN-SIGNATURE"
    assert problem.context["sub_indication"] == "HASH_FAILURE"


def test_records_of_another_school_or_year_and_twins_are_refused(issued: Issued) -> None:
    first = issued.records[0]
    year = issued_record(issued.pki, record=synthetic_record(1, first_year=2023), signing_time=issued.at).raw
    school = SyntheticSchool(code="00000077", name="Trường Tiểu học Khác")
    other = issued_record(issued.pki, record=synthetic_record(1, school=school), signing_time=issued.at).raw
    assert refusal(issued, [first, year]).code == "PKG-OTHER-YEAR"
    assert refusal(issued, [first, other]).code == "PKG-OTHER-SCHOOL"
    twice = refusal(issued, [first, issued.records[1], first])
    assert twice.code == "PKG-TWICE"
    assert (twice.context["first"], twice.context["number"]) == (1, 3)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "PKG-RECORD-UNREADABLE"),
        (b"<HOC_BA", "PKG-RECORD-UNREADABLE"),
        (b"<HOC_BA><KHAC/></HOC_BA>", "PKG-RECORD-UNREADABLE"),
        (b"<DANH_SACH_HOC_BA/>", "PKG-NOT-A-RECORD"),
    ],
)
def test_what_is_no_readable_record_is_refused(issued: Issued, raw: bytes, code: str) -> None:
    assert refusal(issued, [raw]).code == code


def test_a_record_without_a_uuid_is_refused(issued: Issued) -> None:
    raw = issued.records[0]
    start = raw.index(b"<MA_TRA_CUU_UUID>") + len(b"<MA_TRA_CUU_UUID>")
    assert refusal(issued, [raw[:start] + b"12" + raw[start + 36 :]]).code == "PKG-NO-UUID"


def test_a_record_with_error_findings_is_refused(issued: Issued) -> None:
    """Signed by software that does not check: hocba's own gate is switched off."""
    faulty = next(made for made in mutations(synthetic_record(1)) if made.name == "mark 10.5")
    file = RecordFile.from_record(faulty.record)
    for slot, key in (("CBQL", "head"), ("KY_PHAT_HANH", "school")):
        (outcome,) = sign_files(
            [file], slot=slot, signer=issued.pki.signer(key), signing_time=issued.at, gate=Gate(record=None)
        )
        file = outcome.require()
    problem = refusal(issued, [file.raw])
    assert problem.code == "PKG-RECORD-ERRORS"
    assert problem.context["first"] in {finding.code for finding in problem.context["findings"]}


def test_all_refusals_are_told_at_once(issued: Issued) -> None:
    problem = refusal(issued, [b"", issued.records[0], issued.records[0], b"<x/>"])
    assert problem.code == "PKG-REFUSED"
    assert (problem.context["count"], problem.context["total"]) == (3, 4)
    assert [each.code for each in problem.context["problems"]] == [
        "PKG-RECORD-UNREADABLE",
        "PKG-TWICE",
        "PKG-NOT-A-RECORD",
    ]


def test_no_records_and_too_many(issued: Issued) -> None:
    assert refusal(issued, []).code == "PKG-NO-RECORDS"
    few = Limits(package_records=1)
    assert (
        code_of(lambda: admit(issued.records, at=issued.at, limits=few), LimitExceededError)
        == "PKG-TOO-MANY-RECORDS"
    )


def test_only_an_organisation_signs_a_package(issued: Issued) -> None:
    with pytest.raises(UnsuitableCertificateError):
        pack(issued.records, signer=issued.pki.signer("teacher"), signing_time=issued.at)


def test_a_signer_that_gives_too_few_values(issued: Issued) -> None:
    class Silent:
        certificate = issued.pki.signer("school").certificate
        signature_algorithm = None

        def sign(self, items: Sequence[SigningItem]) -> Sequence[bytes]:
            return []

    with pytest.raises(SignatureRejectedError) as caught:
        pack(issued.records, signer=Silent(), signing_time=issued.at)
    assert caught.value.code == "SIGN-VALUE-COUNT"


def test_options_are_checked_before_anything_is_read(issued: Issued) -> None:
    assert code_of(lambda: packages_of(issued, [], escape_quotes="xml"), ConfigurationError) == "PKG-OPTION"
    with pytest.raises(ConfigurationError):
        packages_of(issued, profile="cades")
