from __future__ import annotations

import pickle

import pytest
from tests.unit.package.bodies import ID_A, ID_B, body, code_of, packed

from hocba.errors import LimitExceededError, MalformedXmlError
from hocba.limits import Limits
from hocba.package.join import join
from hocba.package.split import DECLARATION, split
from hocba.xml.document import parse


def test_records_are_joined_under_a_plain_root() -> None:
    raw = join([body(ID_A), body(ID_B)])
    assert raw == DECLARATION + packed(body(ID_A), body(ID_B)) + b"\n"
    root = parse(raw).root
    assert not root.nsmap
    assert dict(root.attrib) == {"id": "dataDanhSach"}


@pytest.mark.parametrize(
    "around",
    [
        b"%s",
        b'\xef\xbb\xbf<?xml version="1.0" encoding="utf-8"?>\r\n%s\r\n',
        b"<?XML version='1.0' encoding='UTF-8' standalone='yes'?>%s",
        b"\n\n\t%s  \n",
        b"<!-- <HOC_BA> --><?x <HOC_BA?>%s<!-- after -->",
    ],
)
def test_only_the_element_itself_travels(around: bytes) -> None:
    record = body(inside="<A B = '>'>\r\nĐ&#13;<!-- c --><![CDATA[<HOC_BA>]]></A>")
    assert split(join([around % record]))[0].body == record


def test_split_gives_each_range_and_its_place() -> None:
    raw = DECLARATION + packed(b"\n ", body(ID_A), b"<!-- between -->", body("no id"), b"\n")
    first, second = split(raw)
    assert (first.number, first.record_id, first.raw) == (1, ID_A, DECLARATION + body(ID_A))
    assert (second.number, second.record_id) == (2, None)
    assert raw[second.start : second.end] == second.body == body("no id")
    assert "MA_TRA" not in repr(first)
    assert pickle.loads(pickle.dumps(first)) == first


def test_the_signature_of_the_package_is_left_out() -> None:
    signature = b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><HOC/></Signature>'
    assert [record.body for record in split(packed(body(), signature))] == [body()]


def test_a_revocation_request_is_split_like_a_package() -> None:
    record = f"<HOC_BA><MA_TRA_CUU_UUID>{ID_A}</MA_TRA_CUU_UUID><SO_CCCD>000</SO_CCCD></HOC_BA>".encode()
    assert split(packed(record))[0].record_id == ID_A


@pytest.mark.parametrize(
    ("record", "found"),
    [
        (f"<HOC_BA><MA_TRA_CUU_UUID> {ID_A}\n</MA_TRA_CUU_UUID></HOC_BA>", ID_A),
        (f"<HOC_BA><MA_TRA_CUU_UUID>{ID_A[:9]}<!-- x -->{ID_A[9:]}</MA_TRA_CUU_UUID></HOC_BA>", ID_A),
        (f"<HOC_BA><MA_DINH_DANH_HOC_BA>{ID_A}</MA_DINH_DANH_HOC_BA></HOC_BA>", ID_A),
        ("<HOC_BA><MA_TRA_CUU_UUID/></HOC_BA>", None),
        ("<HOC_BA><MA_TRA_CUU_UUID>../../x</MA_TRA_CUU_UUID></HOC_BA>", None),
        (f"<HOC_BA><MA_TRA_CUU_UUID>{ID_A}/../x</MA_TRA_CUU_UUID></HOC_BA>", None),
        (f"<HOC_BA><MA_TRA_CUU_UUID>{ID_A}</MA_TRA_CUU_UUID><MA_TRA_CUU_UUID/></HOC_BA>", None),
        ("<HOC_BA><MA_TRA_CUU_UUID>٠f8a5c2e-6b1d-4c3a-9e57-2d4b8f6a1c90</MA_TRA_CUU_UUID></HOC_BA>", None),
        ("<HOC_BA/>", None),
    ],
)
def test_only_one_well_formed_id_counts(record: str, found: str | None) -> None:
    assert split(packed(record.encode()))[0].record_id == found


def test_what_is_no_record_is_not_joined() -> None:
    assert code_of(lambda: join([])) == "PKG-NO-RECORDS"
    assert code_of(lambda: join([packed(body())])) == "PKG-NOT-A-RECORD"
    assert code_of(lambda: join([body(inside="<HOC_BA/>")])) == "PKG-NESTED"
    with pytest.raises(MalformedXmlError):
        join([b"<HOC_BA>"])


@pytest.mark.parametrize("name", ["id", "Id", "ID"])
def test_the_id_of_the_package_may_not_occur_in_a_record(name: str) -> None:
    assert code_of(lambda: join([body(inside=f'<A {name}="dataDanhSach"/>')])) == "PKG-RESERVED-ID"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (body(), "PKG-ROOT"),
        (packed(), "PKG-NO-RECORDS"),
        (packed(b"<Signature/>", body()), "PKG-CHILD"),
        (packed(b"<KHAC/>", body()), "PKG-CHILD"),
        (packed(b"text", body()), "PKG-CHILD"),
        (packed(body(), b"text"), "PKG-CHILD"),
        (packed(body(inside="<X><HOC_BA/></X>")), "PKG-NESTED"),
        (
            packed(
                body(),
                b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><HOC_BA xmlns=""/></Signature>',
            ),
            "PKG-NESTED",
        ),
        (
            packed(body(inside="<p:X/>"), root=b'<DANH_SACH_HOC_BA xmlns:p="urn:p" id="dataDanhSach">'),
            "PKG-RECORD-DEPENDS",
        ),
    ],
)
def test_a_package_that_cannot_be_split_without_loss_is_refused(raw: bytes, code: str) -> None:
    assert code_of(lambda: split(raw)) == code


def test_a_namespace_on_the_root_that_no_record_needs_does_no_harm() -> None:
    root = b'<DANH_SACH_HOC_BA xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="dataDanhSach">'
    assert split(packed(body(), root=root))[0].body == body()


def test_the_number_of_records_is_bounded() -> None:
    limits = Limits(package_records=2)
    assert len(split(join([body()] * 2, limits=limits), limits=limits)) == 2
    three = packed(*[body()] * 3)
    assert code_of(lambda: split(three, limits=limits), LimitExceededError) == "PKG-TOO-MANY-RECORDS"
    assert code_of(lambda: join([body()] * 3, limits=limits), LimitExceededError) == "PKG-TOO-MANY-RECORDS"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<DANH_SACH_HOC_BA>",
        b'<!DOCTYPE d [<!ENTITY a "b">]><DANH_SACH_HOC_BA><HOC_BA/></DANH_SACH_HOC_BA>',
        packed(body())[:-30],
    ],
)
def test_unreadable_packages_raise_the_error_of_the_xml_layer(raw: bytes) -> None:
    with pytest.raises(MalformedXmlError):
        split(raw)
