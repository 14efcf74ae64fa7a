"""Inserting into a slot changes that slot and nothing else, whatever it looked like."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.unit.sign.conftest import NOW, SignSlot

from hocba.errors import SigningError, UnknownFormatError
from hocba.sign.record_file import RecordFile
from hocba.testing.pki import TestPki
from hocba.verify.engine import Verifier
from hocba.xml.names import DS

SIGNATURE = f"{{{DS}}}Signature"
NUMBER = b"<SO_CCCD>%b</SO_CCCD>"


def _with_slot(raw: bytes, text: bytes, slot: bytes = b"GVCN") -> bytes:
    empty = b"<%b></%b>" % (slot, slot)
    assert empty in raw
    return raw.replace(empty, text)


def _number(pki: TestPki) -> bytes:
    return pki.signer("teacher").certificate.personal_numbers[0].encode()


def _intact(file: RecordFile, pki: TestPki) -> bool:
    report = Verifier(pki.trust, pki.evidence).verify(file.raw, at=NOW)
    present = [one for one in report.signatures if one.present]
    return bool(present) and all(one.intact for one in present)


@pytest.mark.parametrize(
    ("slot", "opening", "closing"),
    [
        (b"<GVCN></GVCN>", b"<GVCN>", b"</GVCN>"),
        (b"<GVCN/>", b"<GVCN>", b"</GVCN>"),
        (b"<GVCN />", b"<GVCN >", b"</GVCN>"),
        (b"<GVCN>\r\n  </GVCN >", b"<GVCN>\r\n  ", b"</GVCN >"),
        (b"<GVCN><!-- x --></GVCN>", b"<GVCN><!-- x -->", b"</GVCN>"),
        (b"<GVCN><KHAC>1</KHAC></GVCN>", b"<GVCN><KHAC>1</KHAC>", b"</GVCN>"),
    ],
)
def test_kinds_of_empty_slot(
    raw: bytes, sign: SignSlot, pki: TestPki, slot: bytes, opening: bytes, closing: bytes
) -> None:
    before = _with_slot(raw, slot)
    start = before.index(slot)
    file = sign(before, "GVCN").require()
    assert file.raw.startswith(before[:start] + opening + b"<NGAY_KY>01/06/2026</NGAY_KY><SO_CCCD>")
    assert file.raw.endswith(b"</Signature>" + closing + before[start + len(slot) :])
    assert _intact(file, pki)


def test_children_that_are_right_are_kept(raw: bytes, sign: SignSlot, pki: TestPki) -> None:
    right = b"<NGAY_KY> 01/06/2026 </NGAY_KY>" + NUMBER % _number(pki)
    file = sign(_with_slot(raw, b"<GVCN>" + right + b"</GVCN>"), "GVCN").require()
    assert b"<GVCN>" + right + b"<Signature " in file.raw


def test_children_that_are_empty_are_filled(raw: bytes, sign: SignSlot, pki: TestPki) -> None:
    file = sign(_with_slot(raw, b"<GVCN><NGAY_KY/><SO_CCCD></SO_CCCD></GVCN>"), "GVCN").require()
    filled = b"<GVCN><NGAY_KY>01/06/2026</NGAY_KY>" + NUMBER % _number(pki) + b"<Signature "
    assert filled in file.raw
    assert _intact(file, pki)


def test_date_goes_before_a_number_that_is_there(raw: bytes, sign: SignSlot, pki: TestPki) -> None:
    number = NUMBER % _number(pki)
    file = sign(_with_slot(raw, b"<GVCN>" + number + b"</GVCN>"), "GVCN").require()
    assert b"<GVCN><NGAY_KY>01/06/2026</NGAY_KY>" + number + b"<Signature " in file.raw


def test_number_follows_a_date_that_is_there(raw: bytes, sign: SignSlot, pki: TestPki) -> None:
    date = b"<NGAY_KY>01/06/2026</NGAY_KY>"
    file = sign(_with_slot(raw, b"<GVCN>" + date + b"</GVCN>"), "GVCN").require()
    assert b"<GVCN>" + date + NUMBER % _number(pki) + b"<Signature " in file.raw


@pytest.mark.parametrize(
    ("slot", "code"),
    [
        (b"<GVCN><NGAY_KY>02/06/2026</NGAY_KY></GVCN>", "SIGN-SLOT-CHILD-DIFFERS"),
        (b"<GVCN><SO_CCCD>000187000009</SO_CCCD></GVCN>", "SIGN-SLOT-CHILD-DIFFERS"),
        (b"<GVCN><NGAY_KY/><NGAY_KY/></GVCN>", "SIGN-SLOT-CHILD-TWICE"),
        (b"<GVCN></GVCN><GVCN/>", "SIGN-SLOT-TWICE"),
        (b"", "SIGN-SLOT-MISSING"),
        (b'<x:GVCN xmlns:x="urn:x"/>', "SIGN-SLOT-PREFIX"),
    ],
)
def test_slots_that_cannot_be_signed(raw: bytes, sign: SignSlot, slot: bytes, code: str) -> None:
    error = sign(_with_slot(raw, slot), "GVCN").error
    assert isinstance(error, SigningError)
    assert error.code == code
    assert "GVCN" in error.message("vi")
    assert error.advice("vi")


def test_number_of_a_seal_is_not_written(raw: bytes, sign: SignSlot) -> None:
    before = _with_slot(raw, b"<KY_PHAT_HANH><SO_CCCD>1</SO_CCCD></KY_PHAT_HANH>", b"KY_PHAT_HANH")
    file = sign(before, "CBQL").require()
    error = sign(file, "KY_PHAT_HANH").error
    assert error is not None
    assert error.code == "SIGN-SLOT-CHILD-DIFFERS"


def test_two_signatures_in_a_slot(raw: bytes, sign: SignSlot) -> None:
    signed = sign(raw, "GVCN").require().raw
    start = signed.index(b"<Signature ")
    end = signed.index(b"</Signature>") + len(b"</Signature>")
    doubled = signed[:end] + signed[start:end].replace(b"sigid-", b"other-") + signed[end:]
    error = sign(doubled, "GVCN", replace=True).error
    assert error is not None
    assert error.code == "SIGN-SLOT-TWO-SIGNATURES"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ((b"<HOC_BA>", b"<HO_SO>", b"</HOC_BA>", b"</HO_SO>"), "SIGN-NOT-A-RECORD"),
        ((b' id="data"', b""), "SIGN-DATA-ID"),
        ((b' id="data"', b' id="a b"'), "SIGN-DATA-ID"),
        ((b' id="data"', b' id="data" Id="data"'), "SIGN-DATA-ID"),
        ((b"DU_LIEU_HOC_BA", b"DU_LIEU"), "SIGN-DATA-ONE"),
        ((b"<THONG_TIN_CHUNG>", b'<THONG_TIN_CHUNG id="data">'), "XML-ID-DUPLICATE"),
        ((b"</HOC_BA>", b""), "XML-TRUNCATED"),
    ],
)
def test_files_that_cannot_be_signed(
    raw: bytes, sign: SignSlot, change: tuple[bytes, ...], code: str
) -> None:
    changed = raw
    for old, new in zip(change[::2], change[1::2], strict=True):
        changed = changed.replace(old, new)
    outcome = sign(changed, "GVCN")
    assert outcome.file is None
    assert outcome.error is not None
    assert outcome.error.code == code


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"<TONG_KET>", b'<TONG_KET id="a"><X Id="a"/>', "VER-ID-DUPLICATE"),
        (b"</DU_LIEU_HOC_BA>", b"<GVCN/></DU_LIEU_HOC_BA>", "VER-SLOT-MISPLACED"),
        (b"</HOC_BA>", b"<HOC_BA/></HOC_BA>", "VER-NESTED-RECORD"),
        (
            b"</HOC_BA>",
            b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></HOC_BA>',
            "VER-SIG-OUTSIDE",
        ),
        (b"<HOC_BA>", b'<HOC_BA xmlns="urn:x">', "VER-DATA-MISSING"),
    ],
)
def test_layouts_that_no_verifier_accepts(
    raw: bytes, sign: SignSlot, old: bytes, new: bytes, reason: str
) -> None:
    error = sign(raw.replace(old, new, 1), "GVCN").error
    assert isinstance(error, SigningError)
    assert (error.code, error.context["reason"]) == ("SIGN-LAYOUT", reason)


def test_ids_that_somebody_planted(raw: bytes, sign: SignSlot) -> None:
    """The ids of a signature can be foretold; a file that holds one already is not handed out."""
    signed = sign(raw, "GVCN").require().raw
    start = signed.index(b'Id="signobject-')
    planted = raw.replace(b"<CBQL></CBQL>", b"<CBQL><X " + signed[start : start + 52] + b"></X></CBQL>")
    error = sign(planted, "GVCN").error
    assert isinstance(error, SigningError)
    assert (error.code, error.context["reason"]) == ("SIGN-SELF-CHECK", "VER-ID-DUPLICATE")


def test_package_is_not_a_record(raw: bytes, sign: SignSlot) -> None:
    package = b'<DANH_SACH_HOC_BA id="dataDanhSach">' + raw[raw.index(b"<HOC_BA") :] + b"</DANH_SACH_HOC_BA>"
    error = sign(package, "GVCN").error
    assert isinstance(error, UnknownFormatError)
    assert error.code == "SIGN-IS-PACKAGE"


@pytest.mark.parametrize("cut", [1, 100, 3000, 6000])
def test_cut_file(raw: bytes, sign: SignSlot, cut: int) -> None:
    outcome = sign(raw[:cut], "GVCN")
    assert outcome.file is None
    assert outcome.error is not None


ODD_LAYOUTS = {
    "namespace": (b"<HOC_BA>", b'<HOC_BA xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'),
    "language": (b"<HOC_BA>", b'<HOC_BA xml:lang="vi">'),
    "in the area": (
        b"<DANH_SACH_THONG_TIN_KY>",
        b'<DANH_SACH_THONG_TIN_KY xmlns:n="urn:n" xml:space="preserve">',
    ),
    "xades bound to something else": (b"<HOC_BA>", b'<HOC_BA xmlns:xades="urn:other">'),
    "byte-order mark": (b"<?xml", b"\xef\xbb\xbf<?XML"),
    "line ends": (b"><", b">\r\n<"),
    "attributes unsorted": (b'<DU_LIEU_HOC_BA id="data">', b"<DU_LIEU_HOC_BA  z='1'\n id = 'data' a='2' >"),
    "other spelling of id": (b' id="data"', b' Id="other.data-1"'),
}


@pytest.mark.parametrize("name", ODD_LAYOUTS)
@pytest.mark.parametrize("profile", ["xades-b-b", "xmldsig-signingtime"])
def test_odd_layouts_verify(raw: bytes, sign: SignSlot, pki: TestPki, name: str, profile: str) -> None:
    before = raw.replace(*ODD_LAYOUTS[name])
    assert before != raw
    file = sign(sign(before, "GVCN", profile=profile).require(), "CBQL", profile=profile).require()
    assert _intact(file, pki)
    slot = etree.fromstring(file.raw.replace(b"<?XML", b"<?xml")).find(".//CBQL")
    assert slot is not None
    assert slot[-1].tag == SIGNATURE


def test_comments_outside_the_data_are_kept(raw: bytes, sign: SignSlot) -> None:
    before = raw.replace(b"<HOC_BA>", b"<?pi x?><!-- a --><HOC_BA><!-- b -->")
    assert b"<?pi x?><!-- a --><HOC_BA><!-- b -->" in sign(before, "GVCN").require().raw


def test_comments_in_the_data_are_refused(raw: bytes, sign: SignSlot) -> None:
    error = sign(raw.replace(b"<HO_VA_TEN>", b"<HO_VA_TEN><!-- x -->"), "GVCN").error
    assert error is not None
    assert error.code == "SIGN-COMMENTS"
