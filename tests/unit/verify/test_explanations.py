"""Why a signature is broken: said, never accepted (signing.md §2, format-v2.md §3)."""

from __future__ import annotations

import re

from lxml import etree
from tests.unit.verify.forge import forge, pretty, sign_octets
from tests.unit.verify.world import codes, issued, judged, pki, slot, unsigned

from hocba.verify.report import Indication, SubIndication
from hocba.xml import names

FAILED = Indication.TOTAL_FAILED


def test_a_changed_mark_names_what_each_signature_covered_and_who_signed() -> None:
    raw = re.sub(rb"(<MUC_DAT_DUOC>)[^<]+", rb"\1T", issued(), count=1)
    changed = raw if raw != issued() else re.sub(rb"(<MUC_DAT_DUOC>)[^<]+", rb"\1H", issued(), count=1)
    report = judged(changed)
    assert (report.indication, report.sub_indication) == (FAILED, SubIndication.HASH_FAILURE)
    for signature in report.signatures:
        finding = next(entry for entry in signature.findings if entry.code == "VER-REF-DIGEST")
        assert dict(finding.values)["covers"] == "DU_LIEU_HOC_BA"
        assert signature.signer.common_name not in finding.message("vi")
        assert signature.signer.common_name in finding.message("vi", show_personal_data=True)
    together = next(entry for entry in report.findings if entry.code == "VER-WHY-SAME-AREA")
    assert "GVCN, CBQL, KY_PHAT_HANH" in together.message("en")


def test_indentation_is_recognised() -> None:
    report = judged(pretty(issued()))
    assert report.indication is FAILED
    assert "VER-WHY-REFORMATTED" in codes(report)


def test_a_byte_order_mark_is_mentioned_only_where_something_is_broken() -> None:
    assert judged(b"\xef\xbb\xbf" + issued()).indication is Indication.TOTAL_PASSED
    assert "VER-WHY-BOM" in codes(judged(b"\xef\xbb\xbf" + pretty(issued())))


def detached_value(raw: bytes) -> bytes:
    """The value made over a copy of SignedInfo, as some programs do, below a root that declares a prefix."""
    signed = forge(raw, "CBQL", pki()["head"])
    root = etree.fromstring(signed)
    info = root.find(f".//CBQL/{{{names.DS}}}Signature/{{{names.DS}}}SignedInfo")
    copy = etree.tostring(info, method="c14n", exclusive=True)
    from base64 import b64encode

    value = b64encode(sign_octets(copy, pki()["head"]))
    return re.sub(rb"<SignatureValue>[^<]+", b"<SignatureValue>" + value, signed)


def test_a_detached_signed_info_is_explained() -> None:
    raw = unsigned().replace(b"<HOC_BA>", b'<HOC_BA xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">')
    report = judged(forge(detached_value(raw), "KY_PHAT_HANH", pki()["school"]))
    cbql = slot(report, "CBQL")
    assert cbql.sub_indication is SubIndication.SIG_CRYPTO_FAILURE
    assert "VER-WHY-DETACHED" in {finding.code for finding in cbql.findings}
    assert slot(report, "KY_PHAT_HANH").indication is Indication.TOTAL_PASSED


def test_a_detached_reference_is_explained() -> None:
    raw = unsigned().replace(b"<HOC_BA>", b'<HOC_BA xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">')
    signed = forge(raw, "CBQL", pki()["head"])
    plain = forge(unsigned(), "CBQL", pki()["head"])
    digest = re.compile(rb"<DigestValue>([^<]+)")
    swapped = signed.replace(digest.search(signed)[1], digest.search(plain)[1])
    report = judged(swapped)
    assert "VER-WHY-DETACHED" in codes(report)
    assert slot(report, "CBQL").sub_indication is SubIndication.HASH_FAILURE


def test_a_namespaced_root_is_read_and_judged_in_its_namespace() -> None:
    raw = unsigned().replace(b"<HOC_BA>", b'<HOC_BA xmlns="urn:hoc-ba">')
    for name, key in (("CBQL", "head"), ("KY_PHAT_HANH", "school")):
        raw = forge(raw, name, pki()[key], namespace="urn:hoc-ba")
    report = judged(raw)
    assert report.record_id
    assert slot(report, "CBQL").indication is Indication.TOTAL_PASSED
    assert slot(report, "CBQL").covers == ("DU_LIEU_HOC_BA",)
