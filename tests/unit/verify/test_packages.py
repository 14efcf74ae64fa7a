"""Packages: the sender's signature, and every record in its own scope (format-v1.md §6)."""

from __future__ import annotations

import re

from tests.unit.verify.forge import Ref, forge
from tests.unit.verify.world import NOW, SIGNED, codes, issued, judged, pki, unsigned

import hocba
from hocba.testing.people import SCHOOL
from hocba.testing.records import synthetic_record
from hocba.testing.samples import signed_record
from hocba.verify.engine import Verifier
from hocba.verify.report import Indication, SubIndication
from hocba.xml import names

PASSED, OPEN, FAILED = Indication.TOTAL_PASSED, Indication.INDETERMINATE, Indication.TOTAL_FAILED


def second() -> bytes:
    return signed_record(pki(), record=synthetic_record(2), signing_time=SIGNED).raw


def packed() -> bytes:
    return hocba.pack([issued(), second()], signer=pki().signer("school"), signing_time=SIGNED)[0].raw


def joined(*records: bytes, start: str = '<DANH_SACH_HOC_BA id="dataDanhSach">') -> bytes:
    inner = b"".join(re.sub(rb"<\?xml[^>]*>\s*", b"", record).strip() for record in records)
    return start.encode() + inner + b"</DANH_SACH_HOC_BA>"


def test_a_package_passes_as_a_whole_and_record_by_record() -> None:
    report = judged(packed())
    assert report.kind == "package"
    assert report.indication is PASSED, (report.reasons, codes(report))
    assert [record.indication for record in report.records] == [PASSED, PASSED]
    assert {record.scope for record in report.records} == {"alone"}
    assert report.signatures[0].slot == "package"
    assert report.signatures[0].identity == "register"
    assert report.records[1].require().record == hocba.read(second())
    assert [record.digest for record in report.records] != [report.digest] * 2


def test_a_changed_record_breaks_itself_and_the_package() -> None:
    raw = packed()
    at = raw.rindex(b"<TEN_TRUONG>") + len(b"<TEN_TRUONG>")
    report = judged(raw[:at] + b"X" + raw[at:])
    assert (report.indication, report.sub_indication) == (FAILED, SubIndication.HASH_FAILURE)
    assert [record.indication for record in report.records] == [PASSED, FAILED]
    assert report.signatures[0].intact is False


def test_an_unsigned_package_fails_but_its_records_stand() -> None:
    report = judged(joined(issued(), second()))
    assert report.indication is FAILED
    assert report.reasons == ("VER-PKG-UNSIGNED",)
    assert not report.signatures[0].present
    assert [record.indication for record in report.records] == [PASSED, PASSED]


def test_an_empty_package() -> None:
    report = judged(joined())
    assert {"VER-PKG-EMPTY", "VER-PKG-UNSIGNED"} <= codes(report)
    assert report.indication is FAILED


def test_the_same_record_twice() -> None:
    report = judged(joined(issued(), issued()))
    assert "VER-PKG-RECORD-TWICE" in report.reasons


def test_a_part_that_is_no_record() -> None:
    report = judged(joined(issued(), b"<HOC_BA><A></A></HOC_BA>"))
    assert "VER-RECORD-UNREADABLE" in codes(report.records[1])
    assert report.records[1].indication is FAILED


def test_nested_records_and_strangers_are_named() -> None:
    nested = joined(issued(), b"<X><HOC_BA></HOC_BA></X>")
    report = judged(nested)
    assert {"VER-NESTED-RECORD", "VER-UNSIGNED-CONTENT"} <= codes(report)
    assert len(report.records) == 1
    assert "VER-NESTED-RECORD" in report.reasons


def test_two_package_signatures_and_forbidden_ids() -> None:
    signature = re.search(rb"<Signature .*</Signature>", packed(), re.DOTALL)
    assert signature is not None
    doubled = packed().replace(
        b"</DANH_SACH_HOC_BA>", b"<Signature xmlns='%b'/></DANH_SACH_HOC_BA>" % names.DS.encode()
    )
    assert "VER-SIG-DOUBLED" in codes(judged(doubled))
    ids = packed().replace(b"<DANH_SACH_HOC_BA ", b'<DANH_SACH_HOC_BA xmlns:u="urn:u" u:id="q" ')
    assert "VER-ID-FORBIDDEN" in codes(judged(ids))


def test_records_of_several_schools_are_mixed() -> None:
    record = synthetic_record(3)
    other = record.model_copy(
        update={"thong_tin_chung": record.thong_tin_chung.model_copy(update={"ma_truong": "00000002"})}
    )
    raw = hocba.write(other).raw
    for name, key in (("CBQL", "head"), ("KY_PHAT_HANH", "second_school")):
        raw = forge(raw, name, pki()[key])
    report = judged(joined(issued(), raw))
    assert "VER-PKG-MIXED" in codes(report)
    assert report.records[0].indication is PASSED


def in_package(start: str) -> bytes:
    """A record signed inside a package whose root declares a namespace: inclusive forms take it in."""
    inner = joined(unsigned(), start=start)
    for name, key in (("CBQL", "head"), ("KY_PHAT_HANH", "school")):
        inner = forge(inner, name, pki()[key])
    return inner


def test_a_record_that_holds_only_inside_its_package() -> None:
    start = '<DANH_SACH_HOC_BA xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="dataDanhSach">'
    report = judged(in_package(start))
    record = report.records[0]
    assert record.scope == "in package"
    assert "VER-PKG-SCOPE" in codes(record)
    assert record.indication is PASSED, record.reasons
    assert record.require().record.record_id


def test_a_record_that_needs_the_prefixes_of_its_package() -> None:
    start = '<DANH_SACH_HOC_BA xmlns:q="urn:q" id="dataDanhSach">'
    raw = in_package(start).replace(b"<HOC_BA>", b"<HOC_BA q:x='1'>")
    record = judged(raw).records[0]
    assert record.scope == "in package"


def test_a_broken_record_is_reported_alone() -> None:
    raw = packed()
    at = raw.rindex(b"<TEN_TRUONG>") + len(b"<TEN_TRUONG>")
    assert judged(raw[:at] + b"X" + raw[at:]).records[1].scope == "alone"


def test_the_sender_may_be_expected_by_the_caller_or_be_every_school_s_seal() -> None:
    trust = pki().trust.with_register(None)
    expected = {"package": pki()["school"].certificate, "KY_PHAT_HANH": pki()["school"].certificate}
    report = Verifier(trust, pki().evidence, expected=expected).verify(packed(), at=NOW)
    assert report.signatures[0].identity == "caller"
    assert report.indication is PASSED, report.reasons
    rows = tuple(entry for entry in pki().register.entries if entry.role != "package")
    seals = pki().trust.with_register(type(pki().register)(rows))
    report = Verifier(seals, pki().evidence).verify(packed(), at=NOW)
    assert report.signatures[0].identity == "register"
    nobody = Verifier(trust, pki().evidence).verify(packed(), at=NOW)
    assert nobody.signatures[0].sub_indication is SubIndication.SIG_CONSTRAINTS_FAILURE
    assert nobody.indication is OPEN


def test_a_package_signature_over_something_else() -> None:
    raw = joined(issued()).replace(b"</DANH_SACH_HOC_BA>", b"<CBQL></CBQL></DANH_SACH_HOC_BA>")
    stray = forge(raw, "CBQL", pki()["school"], refs=(Ref("#time-CBQL"),))
    signature = re.search(
        rb"<Signature (?:(?!<Signature ).)*</Signature></CBQL></DANH_SACH_HOC_BA>", stray, re.DOTALL
    )
    assert signature is not None
    moved = stray.replace(signature[0], signature[0].replace(b"</CBQL>", b"")).replace(
        b"<CBQL><NGAY_KY>01/06/2026</NGAY_KY><Signature", b"<Signature"
    )
    report = judged(moved)
    assert report.indication is FAILED
    assert SCHOOL.code
