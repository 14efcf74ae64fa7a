"""XAdES properties: only those that this signature signs and that name it count (verification.md §11)."""

from __future__ import annotations

import hashlib
from base64 import b64encode

import pytest
from tests.unit.verify.forge import DATA, SHA1, TIME, TIME_REF, Ref, forge, key_info, time_object
from tests.unit.verify.world import codes, judged, pki, slot, unsigned

from hocba.testing.authority import TestIdentity
from hocba.verify.report import Indication, SubIndication
from hocba.xml import names

PASSED, OPEN, FAILED = Indication.TOTAL_PASSED, Indication.INDETERMINATE, Indication.TOTAL_FAILED
PROPERTIES = Ref("#props", (names.EXC_C14N,), kind=names.SIGNED_PROPERTIES)


def properties(
    named: TestIdentity | None,
    *,
    time: str = TIME,
    target: str = "#sig-CBQL",
    tag: str = "SigningCertificateV2",
    digest: str = names.SHA256,
    extra: str = "",
    unsigned_part: str = "",
) -> str:
    value = b"" if named is None else named.certificate.der
    hashed = hashlib.sha1(value) if digest == SHA1 else hashlib.sha256(value)
    certificate = (
        ""
        if named is None
        else f'<x:{tag}><x:Cert><x:CertDigest><DigestMethod Algorithm="{digest}"/><DigestValue>'
        f"{b64encode(hashed.digest()).decode()}</DigestValue></x:CertDigest></x:Cert></x:{tag}>"
    )
    return (
        f'<Object><x:QualifyingProperties xmlns:x="{names.XADES}" Target="{target}">'
        '<x:SignedProperties Id="props">'
        f"<x:SignedSignatureProperties><x:SigningTime>{time}</x:SigningTime>{certificate}{extra}"
        f"</x:SignedSignatureProperties></x:SignedProperties>{unsigned_part}</x:QualifyingProperties></Object>"
    )


def report_on(objects: str, refs: tuple[Ref, ...] = (DATA, PROPERTIES), **options: object):
    raw = forge(unsigned(), "CBQL", pki()["head"], refs=refs, objects=objects, **options)
    return judged(forge(raw, "KY_PHAT_HANH", pki()["school"]))


@pytest.mark.parametrize("tag", ["SigningCertificateV2", "SigningCertificate"])
def test_a_signing_certificate_that_fits(tag: str) -> None:
    report = report_on(properties(pki()["head"], tag=tag))
    assert slot(report, "CBQL").form == "XAdES-B-B"
    assert report.indication is PASSED, report.reasons


def test_both_times_agree_or_nothing_is_claimed() -> None:
    both = properties(pki()["head"]) + time_object("CBQL")
    assert report_on(both, (DATA, TIME_REF, PROPERTIES)).indication is PASSED
    differ = properties(pki()["head"], time="2026-06-01T05:59:59Z") + time_object("CBQL")
    report = report_on(differ, (DATA, TIME_REF, PROPERTIES))
    assert "VER-TIME-DIFFERENT" in report.reasons
    assert slot(report, "CBQL").claimed_time is None


def test_a_signing_certificate_of_somebody_else() -> None:
    report = report_on(properties(pki()["teacher"]))
    assert slot(report, "CBQL").sub_indication is SubIndication.NO_SIGNING_CERTIFICATE_FOUND
    assert "VER-CERT-DIGEST" in report.reasons


def test_the_named_certificate_decides_between_two_with_one_key() -> None:
    head = pki()["head"]
    double = pki().public_ca.issue({"CN": "Một Khóa Hai Thẻ"}, now=pki().now, key=head.key)
    report = report_on(properties(head), keys=key_info(double, head))
    assert slot(report, "CBQL").signer.fingerprint == head.certificate.fingerprint
    assert report.indication is PASSED, report.reasons
    broken = report_on(
        properties(head), keys=key_info(pki()["teacher"], head), edit=lambda text: text.replace("@V@", "AAAA")
    )
    assert slot(broken, "CBQL").signer.fingerprint == head.certificate.fingerprint


@pytest.mark.parametrize("digest", [SHA1, "urn:x"])
def test_a_certificate_named_by_a_weak_or_unknown_digest_is_not_named(digest: str) -> None:
    assert "VER-CERT-DIGEST" in report_on(properties(pki()["head"], digest=digest)).reasons


def test_a_certificate_named_by_sha384() -> None:
    text = properties(pki()["head"]).replace(
        b64encode(hashlib.sha256(pki()["head"].certificate.der).digest()).decode(),
        b64encode(hashlib.sha384(pki()["head"].certificate.der).digest()).decode(),
    )
    text = text.replace(
        f'DigestMethod Algorithm="{names.SHA256}"', f'DigestMethod Algorithm="{names.SHA384}"'
    )
    assert report_on(text).indication is PASSED


def test_without_signing_certificate_it_is_called_plain() -> None:
    report = report_on(properties(None))
    assert slot(report, "CBQL").form == "XMLDSig + SigningTime"
    assert "FMT-XMLDSIG" in codes(report)
    assert report.indication is PASSED


def test_properties_that_nobody_signs_are_not_used() -> None:
    text = properties(pki()["teacher"]).replace(f"<x:SigningTime>{TIME}</x:SigningTime>", "") + time_object(
        "CBQL"
    )
    report = report_on(text, (DATA, TIME_REF))
    assert "VER-XADES-UNREFERENCED" in codes(report)
    assert slot(report, "CBQL").form == "XMLDSig + SigningTime"
    assert report.indication is PASSED
    with_time = report_on(properties(pki()["head"]) + time_object("CBQL"), (DATA, TIME_REF))
    assert "VER-TIME-UNSIGNED" in with_time.reasons


def test_properties_of_another_signature() -> None:
    report = report_on(
        properties(pki()["head"], target="#sig-KY_PHAT_HANH") + time_object("CBQL"),
        (DATA, TIME_REF, PROPERTIES),
    )
    assert slot(report, "CBQL").sub_indication is SubIndication.NO_SIGNING_CERTIFICATE_FOUND
    assert "VER-XADES-TARGET" in report.reasons


def test_an_attached_time_stamp_is_never_passed_over() -> None:
    stamp = (
        "<x:UnsignedProperties><x:UnsignedSignatureProperties><x:SignatureTimeStamp>"
        "<x:EncapsulatedTimeStamp>AAAA</x:EncapsulatedTimeStamp></x:SignatureTimeStamp>"
        "</x:UnsignedSignatureProperties></x:UnsignedProperties>"
    )
    report = report_on(properties(pki()["head"], unsigned_part=stamp))
    assert slot(report, "CBQL").sub_indication is SubIndication.SIG_CONSTRAINTS_FAILURE
    assert "VER-STAMP-UNCHECKED" in report.reasons


def test_a_signature_policy_is_noted() -> None:
    extra = "<x:SignaturePolicyIdentifier><x:SignaturePolicyImplied/></x:SignaturePolicyIdentifier>"
    assert "VER-XADES-POLICY" in codes(report_on(properties(pki()["head"], extra=extra)))


BROKEN = {
    "twice": lambda text: text + text.replace('Id="props"', 'Id="more"'),
    "signed properties twice": lambda text: text.replace(
        "</x:SignedProperties>", "</x:SignedProperties><x:SignedProperties></x:SignedProperties>"
    ),
    "not a Cert": lambda text: text.replace("x:Cert>", "x:Crt>"),
    "no digest": lambda text: text.replace("x:CertDigest>", "x:CertHash>"),
    "an empty digest": lambda text: text.replace(
        b64encode(hashlib.sha256(pki()["head"].certificate.der).digest()).decode(), ""
    ),
    "too many": lambda text: text.replace(
        "</x:SigningCertificateV2>", "<x:Cert/>" * 40 + "</x:SigningCertificateV2>"
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_properties_of_another_shape(case: str) -> None:
    report = report_on(BROKEN[case](properties(pki()["head"])))
    assert slot(report, "CBQL").sub_indication is SubIndication.FORMAT_FAILURE
    assert report.indication is FAILED


def test_properties_without_signed_properties() -> None:
    empty = f'<Object><x:QualifyingProperties xmlns:x="{names.XADES}" Target="#sig-CBQL"/></Object>'
    report = report_on(empty + time_object("CBQL"), (DATA, TIME_REF))
    assert "VER-XADES-UNREFERENCED" in codes(report)
