"""Rare shapes that extraction has to answer for."""

from __future__ import annotations

import pytest
from tests.unit.verify.forge import DATA, TIME_REF, Ref, forge, time_object
from tests.unit.verify.test_xades import PROPERTIES
from tests.unit.verify.world import codes, issued, judged, pki, slot, unsigned

from hocba.verify.report import Indication
from hocba.xml import names

BASE = b'<HOC_BA xml:base="http://example.org/">'
PREFIXES = f'<InclusiveNamespaces xmlns="{names.EXC_C14N}" PrefixList="xs #default"></InclusiveNamespaces>'


def report_on(raw: bytes, **options: object):
    signed = forge(raw, "CBQL", pki()["head"], **options)
    return judged(forge(signed, "KY_PHAT_HANH", pki()["school"]))


def test_canonical_xml_1_1_below_xml_base_is_refused_not_guessed() -> None:
    raw = unsigned().replace(b"<HOC_BA>", BASE)
    refs = (Ref("#data", (names.C14N_11,), target="none"), TIME_REF)
    report = report_on(raw, refs=refs)
    assert "VER-REF-TRANSFORM" in report.reasons
    plain = report_on(raw)
    assert slot(plain, "CBQL").indication is Indication.TOTAL_PASSED


def test_signed_info_in_canonical_xml_1_1_below_xml_base() -> None:
    signed = forge(unsigned(), "CBQL", pki()["head"], c14n=names.C14N_11).replace(b"<HOC_BA>", BASE)
    report = judged(forge(signed, "KY_PHAT_HANH", pki()["school"]))
    assert "VER-ALG-UNKNOWN" in codes(report)
    assert slot(report, "CBQL").intact is not True


def test_a_prefix_list_for_signed_info() -> None:
    method = f'<CanonicalizationMethod Algorithm="{names.EXC_C14N}">'
    report = report_on(
        unsigned(), c14n=names.EXC_C14N, edit=lambda text: text.replace(method, method + PREFIXES)
    )
    assert slot(report, "CBQL").indication is Indication.TOTAL_PASSED  # neither prefix changes these octets


def test_the_whole_document_with_prefixes_and_instructions_around() -> None:
    refs = (Ref("", (names.EXC_C14N,), inner=PREFIXES), TIME_REF)
    report = report_on(unsigned() + b"<?x y?>", refs=refs)
    assert "VER-REF-TRANSFORM" in report.reasons


def test_stray_text_is_content_that_nobody_signed() -> None:
    raw = issued().replace(b"</DANH_SACH_THONG_TIN_KY>", b"x</DANH_SACH_THONG_TIN_KY>")
    assert "VER-UNSIGNED-CONTENT" in codes(judged(raw))
    assert "VER-UNSIGNED-CONTENT" not in codes(judged(issued().replace(b"<CBQL>", b"<!-- x --><CBQL>")))


def test_signed_properties_without_signature_properties() -> None:
    empty = (
        f'<Object><x:QualifyingProperties xmlns:x="{names.XADES}" Target="#sig-CBQL">'
        '<x:SignedProperties Id="props"></x:SignedProperties></x:QualifyingProperties></Object>'
    )
    report = report_on(unsigned(), refs=(DATA, TIME_REF, PROPERTIES), objects=time_object("CBQL") + empty)
    assert slot(report, "CBQL").form == "XMLDSig + SigningTime"
    assert "FMT-XMLDSIG" in codes(report)


@pytest.mark.parametrize("trick", ["<!-- c -->", "\u200b"])
def test_a_trick_repeated_is_named_a_few_times(trick: str) -> None:
    raw = unsigned()
    for tag in (
        b"TEN_TRUONG",
        b"HO_VA_TEN",
        b"TEN_NAM_HOC",
        b"NGAY_SINH",
        b"GIOI_TINH",
        b"DAN_TOC",
        b"TEN_XA_PHUONG",
    ):
        raw = raw.replace(b"</" + tag + b">", trick.encode() + b"</" + tag + b">")
    found = [finding.code for finding in judged(raw).findings]
    assert max(found.count("VER-COMMENT-IN-DATA"), found.count("VER-TEXT-HIDDEN")) == 5


def test_quotation_marks_and_dashes_are_no_trick() -> None:
    raw = unsigned().replace(b"</TEN_TRUONG>", "“A” – B\u00a0C</TEN_TRUONG>".encode())
    assert not codes(judged(raw)) & {"VER-TEXT-HIDDEN", "VER-TEXT-NOT-NFC"}


def test_many_namespaces_do_not_fill_the_memory_of_a_verifier() -> None:
    from tests.unit.verify.world import NOW, verifier

    for number in range(20):
        raw = unsigned().replace(b"<HOC_BA>", f'<HOC_BA xmlns="urn:{number}">'.encode())
        assert verifier().verify(raw, at=NOW).indication is Indication.TOTAL_FAILED


def test_an_empty_target_is_no_crash() -> None:
    """The enveloped-signature transform takes the whole target out: nothing is left to digest."""
    refs = (DATA, Ref("#time-CBQL", (names.ENVELOPED,)))
    report = report_on(unsigned(), refs=refs)
    assert slot(report, "CBQL").indication is not None
