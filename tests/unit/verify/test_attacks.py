"""Hostile XML, class by class (verification.md §11). Every forged signature is right in itself."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.unit.verify.forge import (
    DATA,
    HMAC,
    RSA_SHA1,
    SHA1,
    TIME,
    TIME_REF,
    Ref,
    forge,
    key_info,
    time_object,
)
from tests.unit.verify.world import SIGNED, codes, issued, judged, pki, slot, unsigned

from hocba.errors import HocbaError, UnknownFormatError
from hocba.testing.records import synthetic_record
from hocba.testing.samples import signed_record
from hocba.verify.report import Indication, SubIndication
from hocba.xml import names

FAILED, OPEN = Indication.TOTAL_FAILED, Indication.INDETERMINATE


def signed_by_others() -> bytes:
    """GVCN and KY_PHAT_HANH signed honestly; CBQL is the slot that tests forge."""
    raw = unsigned()
    for name, key in (("GVCN", "teacher"), ("KY_PHAT_HANH", "school")):
        raw = forge(raw, name, pki()[key])
    return raw


def forged(**options: object) -> bytes:
    return forge(signed_by_others(), "CBQL", pki()["head"], **options)


def test_the_forge_itself_makes_records_that_pass() -> None:
    report = judged(forged())
    assert report.indication is Indication.TOTAL_PASSED, report.reasons
    assert {signature.form for signature in report.signatures} == {"XMLDSig + SigningTime"}
    assert codes(report) == {"FMT-XMLDSIG"}


XSLT = "http://www.w3.org/TR/1999/REC-xslt-19991116"
XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116"
BASE64 = "http://www.w3.org/2000/09/xmldsig#base64"

REFERENCES: dict[str, tuple[dict[str, object], str]] = {
    "another row": ({"refs": (Ref("#time-GVCN"), TIME_REF)}, "VER-REF-TARGET"),
    "external": ({"refs": (Ref("http://example.org/x", target="#data"), TIME_REF)}, "VER-REF-URI"),
    "file": ({"refs": (Ref("file:///etc/passwd", target="#data"), TIME_REF)}, "VER-REF-URI"),
    "xpointer": ({"refs": (Ref("#xpointer(id('data'))", target="#data"), TIME_REF)}, "VER-REF-URI"),
    "xpointer root": ({"refs": (Ref("#xpointer(/)", target=""), TIME_REF)}, "VER-REF-URI"),
    "no attribute": ({"refs": (Ref(None, target="#data"), TIME_REF)}, "VER-REF-URI"),
    "absent id": ({"refs": (Ref("#nothing"), TIME_REF)}, "VER-REF-NOT-FOUND"),
    "empty fragment": ({"refs": (Ref("#", target="#data"), TIME_REF)}, "VER-REF-URI"),
    "only the time": ({"refs": (TIME_REF,)}, "VER-COVER-MISSING"),
    "time not referenced": ({"refs": (DATA,)}, "VER-TIME-UNSIGNED"),
    "xslt": ({"refs": (Ref("#data", (XSLT,)), TIME_REF)}, "VER-REF-TRANSFORM"),
    "xpath": ({"refs": (Ref("#data", (XPATH,)), TIME_REF)}, "VER-REF-TRANSFORM"),
    "base64": ({"refs": (Ref("#data", (BASE64,)), TIME_REF)}, "VER-REF-TRANSFORM"),
    "unknown": ({"refs": (Ref("#data", ("urn:x",)), TIME_REF)}, "VER-REF-TRANSFORM"),
    "three transforms": (
        {"refs": (Ref("#data", (names.ENVELOPED, names.EXC_C14N, names.EXC_C14N)), TIME_REF)},
        "VER-REF-TRANSFORM",
    ),
    "canonicalised twice": (
        {"refs": (Ref("#data", (names.EXC_C14N, names.EXC_C14N)), TIME_REF)},
        "VER-REF-TRANSFORM",
    ),
    "enveloped after canonicalisation": (
        {"refs": (Ref("#data", (names.EXC_C14N, names.ENVELOPED)), TIME_REF)},
        "VER-REF-TRANSFORM",
    ),
    "a transform with content": (
        {"refs": (Ref("#data", (names.ENVELOPED,), inner="<XPath>1=2</XPath>"), TIME_REF)},
        "VER-REF-TRANSFORM",
    ),
    "manifest by type": (
        {"refs": (Ref("#data", (names.ENVELOPED,), kind=names.MANIFEST), TIME_REF)},
        "VER-REF-MANIFEST",
    ),
}


@pytest.mark.parametrize("case", REFERENCES)
def test_wrong_references_never_count_as_coverage(case: str) -> None:
    options, code = REFERENCES[case]
    report = judged(forged(**options))
    assert code in codes(report)
    assert report.indication is FAILED
    assert code in report.reasons
    assert report.sub_indication is None or report.sub_indication is SubIndication.HASH_FAILURE
    assert slot(report, "CBQL").indication is not Indication.TOTAL_PASSED


def test_a_manifest_that_lists_the_data_is_no_coverage() -> None:
    manifest = (
        '<Object><Manifest Id="list"><Reference URI="#data"><DigestMethod '
        f'Algorithm="{names.SHA256}"></DigestMethod><DigestValue>AAAA</DigestValue></Reference></Manifest></Object>'
    )
    raw = forged(refs=(Ref("#list"), TIME_REF), objects=time_object("CBQL") + manifest)
    report = judged(raw)
    assert report.indication is FAILED
    assert {"VER-COVER-MISSING", "VER-REF-TARGET"} <= codes(report)


def test_a_reference_to_the_own_slot_is_refused() -> None:
    raw = signed_by_others().replace(b"<CBQL></CBQL>", b'<CBQL id="own"></CBQL>')
    raw = raw.replace(b'<CBQL id="own"></CBQL>', b"<CBQL></CBQL>")
    named = forge(
        raw,
        "CBQL",
        pki()["head"],
        refs=(Ref("#own", (names.ENVELOPED,)), TIME_REF),
        after=lambda text: text.replace(b"<CBQL>", b'<CBQL id="own">'),
    )
    report = judged(named)
    assert report.indication is FAILED
    assert "VER-REF-TARGET" in codes(report)


def moved(raw: bytes) -> bytes:
    """The signed data go under another element, changed data take their place."""
    data = re.search(rb'<DU_LIEU_HOC_BA id="data">.*</DU_LIEU_HOC_BA>', raw, re.DOTALL)
    assert data is not None
    fake = data[0].replace(b'id="data"', b'id="other"').replace(b"<TEN_TRUONG>", b"<TEN_TRUONG>X")
    return raw.replace(data[0], fake).replace(b"</HOC_BA>", b"<KHAC>" + data[0] + b"</KHAC></HOC_BA>")


def moved_into_object(raw: bytes) -> bytes:
    data = re.search(rb'<DU_LIEU_HOC_BA id="data">.*</DU_LIEU_HOC_BA>', raw, re.DOTALL)
    assert data is not None
    fake = data[0].replace(b'id="data"', b'id="other"').replace(b"<TEN_TRUONG>", b"<TEN_TRUONG>X")
    raw = raw.replace(data[0], fake)
    return raw.replace(b"</Signature></CBQL>", b"<Object>" + data[0] + b"</Object></Signature></CBQL>")


def doubled_data(raw: bytes) -> bytes:
    data = re.search(rb'<DU_LIEU_HOC_BA id="data">.*</DU_LIEU_HOC_BA>', raw, re.DOTALL)
    assert data is not None
    return raw.replace(data[0], data[0].replace(b'"data"', b'"other"') + data[0])


def without_data(raw: bytes) -> bytes:
    return raw.replace(b"DU_LIEU_HOC_BA", b"DU_LIEU_KHAC")


def nested_record(raw: bytes) -> bytes:
    return raw.replace(b"</DANH_SACH_THONG_TIN_KY>", b"<HOC_BA></HOC_BA></DANH_SACH_THONG_TIN_KY>")


def second_id(raw: bytes) -> bytes:
    return raw.replace(b"<DANH_SACH_THONG_TIN_KY>", b'<DANH_SACH_THONG_TIN_KY Id="data">')


def unreferenced_double(raw: bytes) -> bytes:
    return raw.replace(b"</DANH_SACH_THONG_TIN_KY>", b'<A id="q"></A><B Id="q"></B></DANH_SACH_THONG_TIN_KY>')


def namespaced_id(raw: bytes) -> bytes:
    return raw.replace(b"<DANH_SACH_THONG_TIN_KY>", b'<DANH_SACH_THONG_TIN_KY xmlns:u="urn:u" u:Id="x">')


def stray_signature(raw: bytes) -> bytes:
    signature = re.search(rb"<Signature .*?</Signature>", raw, re.DOTALL)
    assert signature is not None
    copy = re.sub(rb'Id="[^"]*"', b"", signature[0])
    return raw.replace(b"</HOC_BA>", b"<Y>" + copy + b"</Y></HOC_BA>")


def two_in_one_slot(raw: bytes) -> bytes:
    signature = re.search(rb"<Signature .*?</Signature>", raw, re.DOTALL)
    assert signature is not None
    copy = re.sub(rb'Id="[^"]*"', b"", signature[0])
    return raw.replace(b"</CBQL>", copy + b"</CBQL>")


def second_slot(raw: bytes) -> bytes:
    return raw.replace(b"<KY_PHAT_HANH>", b"<CBQL></CBQL><KY_PHAT_HANH>")


def misplaced_slot(raw: bytes) -> bytes:
    return raw.replace(b"</HOC_BA>", b"<CBQL></CBQL></HOC_BA>")


def second_area(raw: bytes) -> bytes:
    return raw.replace(b"</HOC_BA>", b"<DANH_SACH_THONG_TIN_KY></DANH_SACH_THONG_TIN_KY></HOC_BA>")


def removed(name: str) -> Callable[[bytes], bytes]:
    return lambda raw: re.sub(rb"<%b>.*</%b>" % (name.encode(), name.encode()), b"", raw, flags=re.DOTALL)


LAYOUT: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "wrapped": (moved, "VER-SLOT-MISPLACED"),
    "wrapped, unsigned content": (moved, "VER-UNSIGNED-CONTENT"),
    "wrapped into an object": (moved_into_object, "VER-REF-TARGET"),
    "data twice": (doubled_data, "VER-DATA-DOUBLED"),
    "nested record": (nested_record, "VER-NESTED-RECORD"),
    "two ids of one value": (second_id, "VER-REF-DUPLICATE"),
    "two ids that nobody names": (unreferenced_double, "VER-ID-DUPLICATE"),
    "id in a namespace": (namespaced_id, "VER-ID-FORBIDDEN"),
    "signature outside": (stray_signature, "VER-SIG-OUTSIDE"),
    "two signatures in a slot": (two_in_one_slot, "VER-SIG-DOUBLED"),
    "slot twice": (second_slot, "VER-SLOT-DOUBLED"),
    "slot elsewhere": (misplaced_slot, "VER-SLOT-MISPLACED"),
    "signing area twice": (second_area, "VER-SLOT-MISPLACED"),
    "manager's slot removed": (removed("CBQL"), "VER-SLOT-MISSING"),
    "seal removed": (removed("KY_PHAT_HANH"), "VER-SLOT-MISSING"),
}


@pytest.mark.parametrize("case", LAYOUT)
def test_layouts_that_are_refused(case: str) -> None:
    change, code = LAYOUT[case]
    report = judged(change(issued()))
    assert code in codes(report)
    assert report.indication is FAILED
    with pytest.raises(HocbaError) as caught:
        report.require()
    assert caught.value.code == "VER-NOT-PASSED"


def test_a_record_without_data_element_is_no_record() -> None:
    with pytest.raises(UnknownFormatError):
        judged(without_data(issued()))


def test_data_in_another_namespace_than_the_root_is_missing() -> None:
    report = judged(issued().replace(b"<DU_LIEU_HOC_BA id", b'<DU_LIEU_HOC_BA xmlns="urn:x" id'))
    assert report.indication is FAILED
    assert "VER-DATA-MISSING" in codes(report)


def test_the_optional_slot_may_be_empty_and_says_so() -> None:
    raw = signed_record(pki(), signing_time=SIGNED, signers={"CBQL": "head", "KY_PHAT_HANH": "school"}).raw
    report = judged(raw)
    assert report.indication is Indication.TOTAL_PASSED
    assert "VER-SLOT-EMPTY" in codes(report)
    assert not slot(report, "GVCN").present


def comment_in(place: bytes) -> Callable[[bytes], bytes]:
    def change(raw: bytes) -> bytes:
        at = raw.index(b"<CBQL>")
        at = raw.index(place, at) + len(place) + 4
        return raw[:at] + b"<!-- x -->" + raw[at:]

    return change


@pytest.mark.parametrize("place", [b"<DigestValue>", b"<SignatureValue>", b"<X509Certificate>"])
def test_comments_inside_a_signature_are_refused(place: bytes) -> None:
    """CVE-2025-29774 and CVE-2025-29775: a comment splits a value, another part of it is compared."""
    report = judged(comment_in(place)(issued()))
    assert report.indication is FAILED
    assert slot(report, "CBQL").sub_indication is SubIndication.FORMAT_FAILURE
    assert "VER-SIG-COMMENT" in codes(report)


def test_an_instruction_inside_a_signature_is_refused() -> None:
    raw = issued().replace(b"<SignatureValue>", b"<SignatureValue><?x y?>", 1)
    assert "VER-SIG-COMMENT" in codes(judged(raw))


STRUCTURES: dict[str, Callable[[str], str]] = {
    "two SignedInfo": lambda text: text.replace(
        "<SignatureValue>", "<SignedInfo></SignedInfo><SignatureValue>"
    ),
    "SignedInfo not first": lambda text: text.replace("<SignedInfo>", "<Object></Object><SignedInfo>", 1),
    "SignedInfo wrapped": lambda text: text.replace("<SignedInfo>", "<Object><SignedInfo>").replace(
        "</SignedInfo>", "</SignedInfo></Object>"
    ),
    "unknown element": lambda text: text.replace("</Signature>", "<X></X></Signature>"),
    "text beside elements": lambda text: text.replace("<SignatureValue>", "x<SignatureValue>"),
    "text inside SignedInfo": lambda text: text.replace("<SignatureMethod", "x<SignatureMethod"),
    "element inside the digest": lambda text: text.replace("@D0@", "<b/>@D0@"),
    "element inside the value": lambda text: text.replace("@V@", "@V@<b/>"),
    "no reference": lambda text: re.sub("<Reference.*</Reference>", "", text),
    "a method with content": lambda text: text.replace(
        '#rsa-sha256"></SignatureMethod>',
        '#rsa-sha256"><HMACOutputLength>8</HMACOutputLength></SignatureMethod>',
    ),
    "a digest method with content": lambda text: text.replace(
        '#sha256"></DigestMethod>', '#sha256"><x></x></DigestMethod>', 1
    ),
    "no digest method": lambda text: re.sub("<DigestMethod[^>]*></DigestMethod>", "", text, count=1),
    "a foreign child of SignedInfo": lambda text: text.replace("</SignedInfo>", "<Z></Z></SignedInfo>"),
    "a foreign child of Transforms": lambda text: text.replace("<Transforms>", "<Transforms><Z></Z>", 1),
    "too many references": lambda text: text.replace(
        "</SignedInfo>",
        re.findall("<Reference.*?</Reference>", text)[0].replace("@D0@", "AAAA") * 40 + "</SignedInfo>",
    ),
}


@pytest.mark.parametrize("case", STRUCTURES)
def test_other_structures_are_a_format_failure(case: str) -> None:
    report = judged(forged(edit=STRUCTURES[case]))
    assert report.indication is FAILED
    cbql = slot(report, "CBQL")
    assert (cbql.indication, cbql.sub_indication) == (FAILED, SubIndication.FORMAT_FAILURE)
    assert "VER-SIG-STRUCTURE" in codes(report)
    assert cbql.intact is None


@pytest.mark.parametrize("junk", ["!", "=", "AAAA=AAAA", "\u00e9"])
def test_base64_with_junk_is_refused(junk: str) -> None:
    value = re.search(rb"<CBQL>.*?<SignatureValue>([^<]+)", issued(), re.DOTALL)
    assert value is not None
    report = judged(issued().replace(value[1], value[1] + junk.encode()))
    assert slot(report, "CBQL").sub_indication is SubIndication.FORMAT_FAILURE
    assert "VER-SIG-BASE64" in codes(report)


def test_white_space_in_base64_is_allowed() -> None:
    value = re.search(rb"<SignatureValue>([^<]+)", issued())
    assert value is not None
    broken = value[1][:40] + b"\r\n \t" + value[1][40:] + b"&#13;\n"
    assert judged(issued().replace(value[1], broken)).indication is Indication.TOTAL_PASSED


def test_swapped_signature_values_and_values_of_another_key() -> None:
    values = re.findall(rb"<SignatureValue>([^<]+)", issued())
    raw = issued().replace(values[1], b"@").replace(values[0], values[1]).replace(b"@", values[0])
    report = judged(raw)
    assert slot(report, "CBQL").sub_indication is SubIndication.SIG_CRYPTO_FAILURE
    assert "VER-SIG-VALUE" in codes(report)
    assert report.sub_indication is SubIndication.SIG_CRYPTO_FAILURE


ALGORITHMS: dict[str, tuple[dict[str, object], str, str]] = {
    "sha-1 digest": (
        {"refs": (Ref("#data", digest=SHA1), TIME_REF)},
        "VER-ALG-UNLISTED",
        "CRYPTO_CONSTRAINTS_FAILURE",
    ),
    "rsa with sha-1": ({"method": RSA_SHA1}, "VER-ALG-UNLISTED", "CRYPTO_CONSTRAINTS_FAILURE"),
    "hmac": ({"method": HMAC}, "VER-ALG-UNKNOWN", "CRYPTO_CONSTRAINTS_FAILURE"),
    "none": ({"method": "none"}, "VER-ALG-UNKNOWN", "CRYPTO_CONSTRAINTS_FAILURE"),
    "unknown digest": (
        {"refs": (Ref("#data", digest="urn:md4"), TIME_REF)},
        "VER-ALG-UNKNOWN",
        "CRYPTO_CONSTRAINTS_FAILURE",
    ),
    "unknown canonicalisation": ({"c14n": "urn:c14n"}, "VER-ALG-UNKNOWN", "CRYPTO_CONSTRAINTS_FAILURE"),
    "key of another kind": ({"method": names.ECDSA_SHA256}, "VER-SIG-VALUE", "SIG_CRYPTO_FAILURE"),
}


@pytest.mark.parametrize("case", ALGORITHMS)
def test_algorithms_that_may_not_be_used(case: str) -> None:
    options, code, word = ALGORITHMS[case]
    report = judged(forged(**options))
    assert code in codes(report)
    assert slot(report, "CBQL").sub_indication == word
    assert report.indication is not Indication.TOTAL_PASSED
    assert report.axis("integrity").result != "passed" or code == "VER-ALG-UNLISTED"


def test_rsa_with_sha1_is_called_intact_and_unlisted_at_once() -> None:
    """“Cryptographically valid” and “on the list” are two lines (verification §7)."""
    report = judged(forged(method=RSA_SHA1))
    assert slot(report, "CBQL").intact is True
    assert report.axis("integrity").result == "passed"
    assert report.axis("algorithms").result == "indeterminate"


def test_the_key_never_comes_from_key_value() -> None:
    keys = "<KeyInfo><KeyName>x</KeyName><KeyValue><RSAKeyValue></RSAKeyValue></KeyValue></KeyInfo>"
    report = judged(forged(keys=keys))
    assert slot(report, "CBQL").sub_indication is SubIndication.NO_SIGNING_CERTIFICATE_FOUND
    assert "VER-CERT-NONE" in codes(report)
    assert "VER-CERT-NONE" in codes(judged(forged(keys="")))


def test_retrieval_methods_are_ignored_and_unreadable_certificates_named() -> None:
    keys = '<KeyInfo><RetrievalMethod URI="http://example.org/c"/><X509Data><X509Certificate>AAAA</X509Certificate></X509Data></KeyInfo>'
    assert "VER-CERT-UNREADABLE" in codes(judged(forged(keys=keys)))
    nested = "<KeyInfo><X509Data><X509Certificate><a/></X509Certificate></X509Data></KeyInfo>"
    assert "VER-CERT-UNREADABLE" in codes(judged(forged(keys=nested)))


def test_other_certificates_first_or_besides_do_not_matter() -> None:
    report = judged(forged(keys=key_info(pki()["teacher"], pki()["school"], pki()["head"])))
    assert report.indication is Indication.TOTAL_PASSED, report.reasons
    assert slot(report, "CBQL").signer.fingerprint == pki()["head"].certificate.fingerprint


TIMES: dict[str, tuple[str, str]] = {
    "other words": (time_object("CBQL", "hôm nay"), "VER-TIME-FORM"),
    "no zone": (time_object("CBQL", "2026-06-01T06:00:00"), "VER-TIME-FORM"),
    "no such day": (time_object("CBQL", "2026-02-30T06:00:00Z"), "VER-TIME-FORM"),
    "element inside": (time_object("CBQL", f"{TIME}<b/>"), "VER-TIME-FORM"),
    "of another signature": (time_object("CBQL", target="#sig-GVCN"), "VER-TIME-PLACE"),
    "in another place": (
        f'<Object Id="time-CBQL"><SigningTime>{TIME}</SigningTime></Object>',
        "VER-TIME-PLACE",
    ),
    "in a strange property": (
        f'<Object Id="time-CBQL"><A><B><SigningTime>{TIME}</SigningTime></B></A></Object>',
        "VER-TIME-PLACE",
    ),
    "two that differ": (
        time_object("CBQL").replace(
            "</SignatureProperties>",
            '<SignatureProperty Target="#sig-CBQL"><SigningTime>2026-06-01T07:00:00Z</SigningTime>'
            "</SignatureProperty></SignatureProperties>",
        ),
        "VER-TIME-DIFFERENT",
    ),
    "none": ('<Object Id="time-CBQL"></Object>', "VER-TIME-NONE"),
}


@pytest.mark.parametrize("case", TIMES)
def test_times_that_are_no_time(case: str) -> None:
    objects, code = TIMES[case]
    report = judged(forged(objects=objects))
    cbql = slot(report, "CBQL")
    assert code in codes(report)
    assert (cbql.indication, cbql.sub_indication) == (OPEN, SubIndication.SIG_CONSTRAINTS_FAILURE)
    assert cbql.claimed_time is None
    assert report.indication is OPEN


def test_a_second_time_in_an_object_that_nobody_references() -> None:
    objects = time_object("CBQL") + time_object("CBQL", "2020-01-01T00:00:00Z", identifier="free")
    report = judged(forged(objects=objects))
    assert report.indication is FAILED
    assert "VER-TIME-UNSIGNED" in report.reasons
    assert slot(report, "CBQL").claimed_time.year == 2026


def test_references_to_parts_of_the_signature_are_taken() -> None:
    objects = time_object("CBQL").replace("<SignatureProperty ", '<SignatureProperty Id="prop" ', 1)
    keys = key_info(pki()["head"]).replace("<KeyInfo>", '<KeyInfo Id="ki">')
    refs = (DATA, Ref("#prop", (names.EXC_C14N,)), Ref("#ki", (names.EXC_C14N,)))
    assert judged(forged(refs=refs, objects=objects, keys=keys)).indication is Indication.TOTAL_PASSED


def test_a_row_besides_the_data_is_covered_too_and_shown() -> None:
    raw = unsigned().replace(b"<TONG_KET>", b'<TONG_KET id="tk">')
    for name, key in (("GVCN", "teacher"), ("CBQL", "head"), ("KY_PHAT_HANH", "school")):
        raw = forge(raw, name, pki()[key], refs=(DATA, Ref("#tk"), TIME_REF))
    assert slot(judged(raw), "CBQL").covers == ("DU_LIEU_HOC_BA", "DU_LIEU_HOC_BA/TONG_KET")


def test_the_whole_document_counts_as_coverage_and_is_reported() -> None:
    raw = signed_by_others()
    raw = forge(raw, "CBQL", pki()["head"], refs=(Ref("", (names.ENVELOPED,)), TIME_REF))
    report = judged(raw)
    assert report.indication is Indication.TOTAL_PASSED
    assert "VER-COVER-WHOLE" in codes(report)
    assert slot(report, "CBQL").covers == ("",)


def test_a_whole_document_signature_breaks_when_another_follows() -> None:
    raw = forge(unsigned(), "CBQL", pki()["head"], refs=(Ref("", (names.ENVELOPED,)), TIME_REF))
    raw = forge(raw, "KY_PHAT_HANH", pki()["school"])
    report = judged(raw)
    assert slot(report, "CBQL").sub_indication is SubIndication.HASH_FAILURE
    assert "VER-WHY-LATER-SIGNATURE" in codes(report)


PREFIXES = f'<InclusiveNamespaces xmlns="{names.EXC_C14N}" PrefixList="xs #default"></InclusiveNamespaces>'


@pytest.mark.parametrize(
    "c14n", [names.C14N_10, names.C14N_10_COMMENTS, names.C14N_11, names.EXC_C14N, names.EXC_C14N_COMMENTS]
)
def test_the_supported_canonicalisations_of_signed_info(c14n: str) -> None:
    assert judged(forged(c14n=c14n)).indication is Indication.TOTAL_PASSED


@pytest.mark.parametrize("transform", [names.C14N_10, names.C14N_10_COMMENTS, names.C14N_11, names.EXC_C14N])
def test_the_supported_transforms(transform: str) -> None:
    raw = forged(refs=(Ref("#data", (names.ENVELOPED, transform)), TIME_REF))
    assert judged(raw).indication is Indication.TOTAL_PASSED


def test_prefix_lists_are_understood() -> None:
    raw = forged(refs=(Ref("#data", (names.EXC_C14N,), inner=PREFIXES), TIME_REF))
    assert judged(raw).indication is Indication.TOTAL_PASSED
    whole = forged(refs=(Ref("", (names.ENVELOPED,)), TIME_REF))
    listed = forged(refs=(Ref("", (names.EXC_C14N,), inner=PREFIXES), TIME_REF), edit=lambda text: text)
    assert judged(whole).indication is Indication.TOTAL_PASSED
    assert slot(judged(listed), "CBQL").sub_indication is SubIndication.HASH_FAILURE


def test_a_replayed_signature_does_not_fit_another_record() -> None:
    other = signed_record(pki(), record=synthetic_record(2), signing_time=SIGNED).raw
    place = re.compile(rb"<CBQL>.*</CBQL>", re.DOTALL)
    replay = place.search(other)
    assert replay is not None
    report = judged(place.sub(lambda _: replay[0], issued()))
    assert slot(report, "CBQL").sub_indication is SubIndication.HASH_FAILURE
    assert slot(report, "GVCN").indication is Indication.TOTAL_PASSED
    assert report.indication is FAILED


def test_text_tricks_are_reported() -> None:
    raw = unsigned().replace(b"<TEN_TRUONG>", "<TEN_TRUONG>\u202e".encode())
    raw = raw.replace(b"<HO_VA_TEN>", "<HO_VA_TEN>e\u0301".encode())
    raw = raw.replace(b"<TEN_NAM_HOC>", b"<TEN_NAM_HOC><!-- c -->")
    for name, key in (("GVCN", "teacher"), ("CBQL", "head"), ("KY_PHAT_HANH", "school")):
        raw = forge(raw, name, pki()[key])
    report = judged(raw)
    assert {"VER-TEXT-HIDDEN", "VER-TEXT-NOT-NFC", "VER-COMMENT-IN-DATA"} <= codes(report)
    if report.indication is Indication.TOTAL_PASSED:
        assert "<!--" not in (report.require().record.thong_tin_chung.ten_nam_hoc or "")


def test_a_comment_cannot_split_what_identity_reads() -> None:
    """The school code is read across the comment, as it was signed."""
    raw = unsigned().replace(b"<MA_TRUONG>0000", b"<MA_TRUONG>0000<!-- x -->")
    for name, key in (("GVCN", "teacher"), ("CBQL", "head"), ("KY_PHAT_HANH", "school")):
        raw = forge(raw, name, pki()[key])
    report = judged(raw)
    assert slot(report, "KY_PHAT_HANH").identity == "register"


def test_a_million_strays_are_named_a_few_times() -> None:
    stray = f'<Signature xmlns="{names.DS}"></Signature>'.encode()
    report = judged(issued().replace(b"</HOC_BA>", stray * 3000 + b"</HOC_BA>"))
    assert report.indication is FAILED
    assert sum(finding.code == "VER-SIG-OUTSIDE" for finding in report.findings) == 5
