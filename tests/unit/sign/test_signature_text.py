"""What stands in a slot after signing: signing.md §2 and §3, EN 319 132-1 §5.2."""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from datetime import UTC, datetime

import pytest
from lxml import etree
from tests.unit.sign.conftest import NOW, SignSlot

from hocba.sign.options import SignatureOptions
from hocba.sign.record_file import RecordFile
from hocba.testing.pki import TestPki
from hocba.xml.names import C14N_10, DS, ENVELOPED, EXC_C14N, SIGNATURE_PROPERTIES, XADES

D, X = f"{{{DS}}}", f"{{{XADES}}}"


def _signature(file: RecordFile, slot: str = "GVCN") -> etree._Element:
    found = etree.fromstring(file.raw).find(f"DANH_SACH_THONG_TIN_KY/{slot}/{D}Signature")
    assert found is not None
    return found


def test_default_profile_is_xades_b_b(draft: RecordFile, sign: SignSlot, pki: TestPki) -> None:
    signature = _signature(sign(draft, "CBQL").require(), "CBQL")
    unique = signature.get("Id").removeprefix("sigid-")
    assert [child.tag for child in signature] == [
        f"{D}SignedInfo", f"{D}SignatureValue", f"{D}KeyInfo", f"{D}Object", f"{D}Object",
    ]  # fmt: skip
    info = signature[0]
    assert info[0].get("Algorithm") == C14N_10
    references = info.findall(f"{D}Reference")
    assert [(one.get("Id"), one.get("URI"), one.get("Type")) for one in references] == [
        (f"refdata-{unique}", "#data", None),
        (f"refobject-{unique}", f"#signobject-{unique}", None),
        (f"refprops-{unique}", f"#signprops-{unique}", "http://uri.etsi.org/01903#SignedProperties"),
    ]
    transforms = [[step.get("Algorithm") for step in one.iter(f"{D}Transform")] for one in references]
    assert transforms == [[ENVELOPED], [EXC_C14N], [EXC_C14N]]
    qualifying = signature.find(f"{D}Object/{X}QualifyingProperties")
    assert qualifying is not None
    assert qualifying.get("Target") == f"#sigid-{unique}"
    signed = qualifying[0]
    assert signed.get("Id") == f"signprops-{unique}"
    assert [child.tag.removeprefix(X) for child in signed[0]] == [
        "SigningTime", "SigningCertificateV2", "SignatureProductionPlaceV2", "SignerRoleV2",
    ]  # fmt: skip
    certificate = pki.signer("head").certificate
    digest = b64encode(hashlib.sha256(certificate.der).digest()).decode()
    assert signed.findtext(f".//{X}CertDigest/{D}DigestValue") == digest
    assert signed.findtext(f".//{X}City") == "Phường Ví Dụ"
    assert signed.findtext(f".//{X}ClaimedRole") == "Hiệu trưởng"
    formats = signed.findall(f"{X}SignedDataObjectProperties/{X}DataObjectFormat")
    assert [(one.get("ObjectReference"), one.findtext(f"{X}MimeType")) for one in formats] == [
        (f"#refdata-{unique}", "text/xml"),
        (f"#refobject-{unique}", "text/xml"),
    ]


def test_key_info_holds_subject_issuer_and_certificate_only(
    draft: RecordFile, sign: SignSlot, pki: TestPki
) -> None:
    data = _signature(sign(draft, "GVCN").require()).find(f"{D}KeyInfo/{D}X509Data")
    assert data is not None
    assert [child.tag.removeprefix(D) for child in data] == [
        "X509SubjectName", "X509IssuerSerial", "X509Certificate",
    ]  # fmt: skip
    certificate = pki.signer("teacher").certificate
    assert b64decode(data.findtext(f"{D}X509Certificate") or "") == certificate.der
    assert data.findtext(f".//{D}X509SerialNumber") == str(certificate.serial)
    assert data.findtext(f"{D}X509SubjectName") == certificate.subject


def test_chain_on_request(draft: RecordFile, sign: SignSlot, pki: TestPki) -> None:
    options = SignatureOptions(chain=pki["teacher"].chain)
    signature = _signature(sign(draft, "GVCN", options=options).require())
    assert len(signature.findall(f".//{D}X509Certificate")) == 1 + len(pki["teacher"].chain)


def test_both_signing_times_are_equal_and_in_utc(draft: RecordFile, sign: SignSlot) -> None:
    signature = _signature(sign(draft, "GVCN").require())
    times = [element.text for element in signature.iter("{*}SigningTime")]
    assert times == ["2026-06-01T03:04:05Z"] * 2


def test_ngay_ky_is_the_date_in_viet_nam(draft: RecordFile, sign: SignSlot, pki: TestPki) -> None:
    late = datetime(2026, 6, 1, 17, 30, tzinfo=UTC)
    slot = etree.fromstring(sign(draft, "GVCN", signing_time=late).require().raw).find(".//GVCN")
    assert slot is not None
    assert [child.tag for child in slot] == ["NGAY_KY", "SO_CCCD", f"{D}Signature"]
    assert slot.findtext("NGAY_KY") == "02/06/2026"
    assert slot.findtext("SO_CCCD") == pki.signer("teacher").certificate.personal_numbers[0]


def test_seal_has_no_number_and_no_role(issued: RecordFile) -> None:
    slot = etree.fromstring(issued.raw).find(".//KY_PHAT_HANH")
    assert slot is not None
    assert [child.tag for child in slot] == ["NGAY_KY", f"{D}Signature"]
    assert slot.find(f".//{X}SignerRoleV2") is None


def test_xmldsig_profile_has_two_references_and_no_xades(draft: RecordFile, sign: SignSlot) -> None:
    signature = _signature(sign(draft, "GVCN", profile="xmldsig-signingtime").require())
    assert len(signature.findall(f".//{D}Reference")) == 2
    assert all(one.get("Id") is None for one in signature.iter(f"{D}Reference"))
    assert not list(signature.iter(f"{X}*"))


@pytest.mark.parametrize(("empty_ns", "namespace"), [(False, D), (True, "")])
def test_namespace_of_the_time_object(
    draft: RecordFile, sign: SignSlot, empty_ns: bool, namespace: str
) -> None:
    options = SignatureOptions(empty_ns=empty_ns)
    file = sign(draft, "GVCN", options=options, profile="xmldsig-signingtime").require()
    holder = _signature(file).find(f"{D}Object")
    assert holder is not None
    assert holder[0].tag == f"{namespace}SignatureProperties"
    assert holder[0][0][0].tag == f"{{{SIGNATURE_PROPERTIES}}}SigningTime"
    unique = holder.get("Id").removeprefix("signobject-")
    as_the_field = (
        f'<Object Id="signobject-{unique}"><SignatureProperties xmlns=""><SignatureProperty '
        f'Target="#sigid-{unique}"><SigningTime xmlns="http://example.org/#signatureProperties">'
        "2026-06-01T03:04:05Z</SigningTime></SignatureProperty></SignatureProperties></Object>"
    )
    assert (as_the_field.encode() in file.raw) is empty_ns


def test_options_for_place_role_and_number(draft: RecordFile, sign: SignSlot) -> None:
    options = SignatureOptions(place="Xã <Thử> & 100 %", claimed_role="", number="000187000009")
    file = sign(draft, "CBQL", options=options).require()
    signature = _signature(file, "CBQL")
    assert signature.findtext(f".//{X}City") == "Xã <Thử> & 100 %"
    assert signature.find(f".//{X}SignerRoleV2") is None
    assert b"<SO_CCCD>000187000009</SO_CCCD><Signature " in file.raw


def test_ids_are_the_same_whenever_the_same_is_signed(draft: RecordFile, sign: SignSlot) -> None:
    first, again = (_signature(sign(draft, "GVCN").require()).get("Id") for _ in range(2))
    other = _signature(sign(draft, "GVCN", signing_time=NOW.replace(second=6)).require()).get("Id")
    assert first == again
    assert first != other
    assert first[6:][14] == "8"


def test_printing_shows_nobody(pki: TestPki, draft: RecordFile, sign: SignSlot) -> None:
    outcome = sign(draft, "GVCN")
    options = SignatureOptions(place="Nơi nào", claimed_role="Ai", number="000187000009")
    shown = repr((outcome, pki.signer("teacher"), options, draft))
    number = pki.signer("teacher").certificate.personal_numbers[0]
    for secret in (number, "000187000009", "Nơi nào", pki.signer("teacher").certificate.common_name):
        assert secret not in shown
    assert outcome.message("vi").startswith("Đã ký ô GVCN")
    assert outcome.message("en").startswith("Slot GVCN")
