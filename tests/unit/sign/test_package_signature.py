"""The sender's signature over a package: enveloped, the last child of the root."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.unit.sign.conftest import NOW

from hocba.errors import ConfigurationError, SigningError, UnknownFormatError, UnsuitableCertificateError
from hocba.package.join import join
from hocba.profiles.v1_0 import PROFILE
from hocba.sign.gates import Gate
from hocba.sign.local_check import package_signature, problem_of
from hocba.sign.options import SignatureOptions
from hocba.sign.package import prepare_package, sign_package
from hocba.sign.pending import PendingBatch
from hocba.sign.record_file import RecordFile
from hocba.sign.session import complete, signed_values
from hocba.testing.people import SCHOOL
from hocba.testing.pki import TestPki
from hocba.xml.document import parse


@pytest.fixture(scope="module")
def package(issued: RecordFile) -> bytes:
    return join([issued.raw])


def _holds(raw: bytes) -> bool:
    facts = package_signature(parse(raw), PROFILE)
    return facts is not None and not problem_of(facts)


@pytest.mark.parametrize("profile", ["xades-b-b", "xmldsig-signingtime"])
def test_signature_is_the_last_child_and_covers_the_root(
    package: bytes, pki: TestPki, gate: Gate, profile: str
) -> None:
    outcome = sign_package(
        package,
        signer=pki.signer("school"),
        signing_time=NOW,
        profile=profile,
        gate=gate,
        school_code=SCHOOL.code,
    )
    raw = outcome.require().raw
    end = package.index(b"</DANH_SACH_HOC_BA>")
    assert raw.startswith(package[:end] + b"<Signature ")
    assert raw.endswith(b"</Signature>" + package[end:])
    assert _holds(raw)
    assert not _holds(raw.replace(b"<TEN_LOP>4A<", b"<TEN_LOP>4B<"))
    assert not outcome.findings


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<DANH_SACH_HOC_BA ", b'<DANH_SACH_HOC_BA xmlns:xsi="urn:x" xml:lang="vi" '),
        (b"><HOC_BA>", b">\r\n<!-- x --><HOC_BA>"),
        (b"\n<DANH", b"\n<?pi x?><DANH"),
    ],
)
def test_odd_packages(package: bytes, pki: TestPki, old: bytes, new: bytes) -> None:
    before = package.replace(old, new)
    assert before != package
    raw = sign_package(before, signer=pki.signer("school"), signing_time=NOW).require().raw
    assert _holds(raw)


def test_state_goes_through_json(package: bytes, pki: TestPki) -> None:
    signer = pki.signer("school")
    batch = prepare_package(package, certificate=signer.certificate, signing_time=NOW)
    values = signed_values(signer, batch)
    again = PendingBatch.from_json(batch.to_json())
    (first,) = complete(batch, values)
    (second,) = complete(again, values, at=NOW + timedelta(hours=1))
    assert first.file == second.file
    (third,) = complete(again, values, at=NOW, current={batch.items[0].item_id: second.require()})
    assert third.file == second.file


def test_package_that_changed_meanwhile(package: bytes, pki: TestPki) -> None:
    signer = pki.signer("school")
    batch = prepare_package(package, certificate=signer.certificate, signing_time=NOW)
    values = signed_values(signer, batch)
    name = batch.items[0].item_id
    (outcome,) = complete(batch, values, current={name: package.replace(b"4A", b"4B")})
    assert outcome.error is not None
    assert outcome.error.code == "SIGN-SELF-CHECK"


def test_packages_that_cannot_be_signed(package: bytes, issued: RecordFile, pki: TestPki) -> None:
    signer = pki.signer("school")
    signed = sign_package(package, signer=signer, signing_time=NOW).require().raw
    for raw, kind, code in (
        (signed, SigningError, "SIGN-PACKAGE-SIGNED"),
        (issued.raw, UnknownFormatError, "SIGN-NOT-A-PACKAGE"),
        (b'<DANH_SACH_HOC_BA id="dataDanhSach"></DANH_SACH_HOC_BA>', SigningError, "SIGN-PACKAGE-EMPTY"),
        (b'<DANH_SACH_HOC_BA id="dataDanhSach"/>', SigningError, "SIGN-PACKAGE-EMPTY"),
        (b"<DANH_SACH_HOC_BA><HOC_BA/></DANH_SACH_HOC_BA>", SigningError, "SIGN-DATA-ID"),
    ):
        with pytest.raises(kind) as caught:
            sign_package(raw, signer=signer, signing_time=NOW)
        assert getattr(caught.value, "code", "") == code


def test_gates_of_the_sender(package: bytes, pki: TestPki, gate: Gate) -> None:
    for who, code in (("teacher", "SIGN-CERT-KIND"), ("second_school", "SIGN-REGISTER-OTHER")):
        with pytest.raises(UnsuitableCertificateError) as caught:
            sign_package(
                package, signer=pki.signer(who), signing_time=NOW, gate=gate, school_code=SCHOOL.code
            )
        assert caught.value.code == code


def test_unsigned_package_has_no_signature(package: bytes) -> None:
    assert package_signature(parse(package), PROFILE) is None
    assert package_signature(parse(b"<DANH_SACH_HOC_BA/>"), PROFILE) is None


def test_a_package_is_never_signed_as_a_whole_document(package: bytes, pki: TestPki) -> None:
    options = SignatureOptions(whole_document=True)
    with pytest.raises(ConfigurationError) as caught:
        sign_package(package, signer=pki.signer("school"), signing_time=NOW, options=options)
    assert caught.value.code == "SIGN-WHOLE-SLOT"
