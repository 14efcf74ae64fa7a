"""Slots, certificates and secrets that are wrong, before signing and when verifying."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import hocba
from hocba.cli.exits import Exit
from hocba.errors import SecretRejectedError, SigningError, UnsuitableCertificateError
from hocba.findings import Finding
from hocba.testing.pki import PASSWORD, TestPki
from hocba.testing.samples import signed_record
from tests.scenarios.desk import SECRET, Desk, bilingual, canary_record, process, refused, silent, tree

PASSED = hocba.Indication.TOTAL_PASSED
FAILED = hocba.Indication.TOTAL_FAILED


def doubled(raw: bytes) -> bytes:
    """``raw`` with the teacher's signature twice in its slot."""
    pattern = re.compile(rb"(<GVCN>.*?)(<Signature.*?</Signature>)", re.DOTALL)
    changed = pattern.sub(rb"\1\2\2", raw, count=1)
    assert changed != raw
    return changed


def told(report: hocba.Report) -> dict[str, Finding]:
    """The findings of a report by code; each is bilingual and silent about people."""
    findings = [*report.findings, *(found for entry in report.signatures for found in entry.findings)]
    for finding in findings:
        silent(*(finding.message(lang) for lang in ("vi", "en")), repr(finding))
    silent(repr(report), str(report.to_dict()))
    return {finding.code: finding for finding in findings}


def verify(raw: bytes, pki: TestPki) -> hocba.Report:
    return hocba.verify(raw, trust=pki.trust, evidence=pki.crls)


def test_two_signatures_in_one_slot(
    issued: bytes, hocba_pki: TestPki, signing_time: datetime, desk: Desk
) -> None:
    raw = doubled(issued)
    report = verify(raw, hocba_pki)
    assert report.indication is FAILED
    finding = told(report)["VER-SIG-DOUBLED"]
    bilingual(finding)
    assert "/GVCN/Signature" in finding.path
    assert hocba.reading(raw).slots[0].signatures == 2
    refused("VER-NOT-PASSED", report.require)
    file = str(desk.put("record.xml", raw))
    desk.tells(["verify", file, *desk.trust], Exit.FAILED, "VER-SIG-DOUBLED")
    refused("PKG-RECORD-FAILED", lambda: hocba.pack([raw], signer=hocba_pki.signer("school")))
    out = str(desk.folder / "package")
    desk.tells(["pack", file, *desk.key("school"), "-o", out], Exit.FAILED, "PKG-RECORD-FAILED")


def test_signing_beside_two_signatures(hocba_pki: TestPki, signing_time: datetime, desk: Desk) -> None:
    teacher, head = hocba_pki.signer("teacher"), hocba_pki.signer("head")
    draft = hocba.write(canary_record())
    raw = doubled(hocba.sign(draft, role="GVCN", signer=teacher, signing_time=signing_time).raw)
    code = "SIGN-SLOT-TWO-SIGNATURES"
    refused(code, lambda: hocba.sign(raw, role="CBQL", signer=head), SigningError)
    refused(
        "SIGN-SLOT-TWO-SIGNATURES",
        lambda: hocba.sign(raw, role="GVCN", signer=teacher, replace=True),
        SigningError,
    )
    file = str(desk.put("record.xml", raw))
    arguments = ["sign", file, "--role", "CBQL", *desk.key("head"), "-o", str(desk.folder / "out.xml")]
    desk.tells(arguments, Exit.FAILED, code)


def test_a_slot_out_of_order_is_not_signed(
    draft: bytes, issued: bytes, hocba_pki: TestPki, desk: Desk
) -> None:
    seal, teacher = hocba_pki.signer("school"), hocba_pki.signer("teacher")
    problem = refused(
        "SIGN-PREREQUISITE", lambda: hocba.sign(draft, role="KY_PHAT_HANH", signer=seal), SigningError
    )
    assert "CBQL" in str(problem)
    no_teacher = re.sub(rb"<GVCN>.*</GVCN>", b"<GVCN></GVCN>", issued, flags=re.DOTALL)
    refused("SIGN-ISSUED", lambda: hocba.sign(no_teacher, role="GVCN", signer=teacher), SigningError)
    file = str(desk.put("record.xml", draft))
    out = str(desk.folder / "out.xml")
    arguments = ["sign", file, "--role", "KY_PHAT_HANH", *desk.key("school"), "-o", out]
    desk.tells(arguments, Exit.FAILED, "SIGN-PREREQUISITE")


def test_slots_filled_in_the_wrong_order_are_told(hocba_pki: TestPki, signing_time: datetime) -> None:
    late, early = signing_time, signing_time - timedelta(hours=2)
    file = hocba.write(canary_record())
    for slot, key, moment in (
        ("GVCN", "teacher", late),
        ("CBQL", "head", late),
        ("KY_PHAT_HANH", "school", early),
    ):
        file = hocba.sign(file, role=slot, signer=hocba_pki.signer(key), signing_time=moment)
    report = verify(file.raw, hocba_pki)
    codes = told(report)
    assert "VER-ORDER" in codes, sorted(codes)
    bilingual(codes["VER-ORDER"])


def test_signatures_that_changed_places(issued: bytes, hocba_pki: TestPki, desk: Desk) -> None:
    raw = re.sub(
        rb"<CBQL>(.*)</CBQL><KY_PHAT_HANH>(.*)</KY_PHAT_HANH>",
        rb"<CBQL>\2</CBQL><KY_PHAT_HANH>\1</KY_PHAT_HANH>",
        issued,
        flags=re.DOTALL,
    )
    report = verify(raw, hocba_pki)
    assert report.indication is not PASSED and told(report)
    file = str(desk.put("record.xml", raw))
    desk.tells(["verify", file, *desk.trust], Exit.FAILED, "VER-KIND")


def test_an_expired_certificate(draft: bytes, hocba_pki: TestPki, desk: Desk) -> None:
    signer = hocba_pki.signer("expired_teacher")
    refused(
        "SIGN-CERT-EXPIRED", lambda: hocba.sign(draft, role="GVCN", signer=signer), UnsuitableCertificateError
    )
    file = str(desk.put("record.xml", draft))
    out = str(desk.folder / "out.xml")
    arguments = ["sign", file, "--role", "GVCN", *desk.key("expired_teacher"), "-o", out]
    desk.tells(arguments, Exit.FAILED, "SIGN-CERT-EXPIRED")
    signers = {"GVCN": "expired_teacher", "CBQL": "head", "KY_PHAT_HANH": "school"}
    backdated = hocba.sign(draft, role="GVCN", signer=signer, signing_time=hocba_pki.now - timedelta(days=40))
    for slot in ("CBQL", "KY_PHAT_HANH"):
        backdated = hocba.sign(backdated, role=slot, signer=hocba_pki.signer(signers[slot]))
    report = verify(backdated.raw, hocba_pki)
    assert report.indication is not PASSED
    bilingual(told(report)["VER-CERT-EXPIRED"])
    file = str(desk.put("signed.xml", backdated.raw))
    code = Exit.FAILED if report.indication is FAILED else Exit.INDETERMINATE
    desk.tells(["verify", file, *desk.trust], code, "VER-CERT-EXPIRED")


def test_a_certificate_of_another_school(
    draft: bytes, hocba_pki: TestPki, signing_time: datetime, desk: Desk
) -> None:
    two = signed_record(
        hocba_pki,
        record=canary_record(),
        signing_time=signing_time,
        signers={"GVCN": "teacher", "CBQL": "head"},
    ).raw
    other = hocba_pki.signer("second_school")
    refused(
        "SIGN-REGISTER-OTHER",
        lambda: hocba.sign(
            two, role="KY_PHAT_HANH", signer=other, trust=hocba_pki.trust, evidence=hocba_pki.crls
        ),
        UnsuitableCertificateError,
    )
    file = str(desk.put("record.xml", two))
    out = str(desk.folder / "out.xml")
    arguments = ["sign", file, "--role", "KY_PHAT_HANH", *desk.key("second_school"), "-o", out, *desk.trust]
    desk.tells(arguments, Exit.FAILED, "SIGN-REGISTER-OTHER")
    signed = hocba.sign(two, role="KY_PHAT_HANH", signer=other, signing_time=signing_time)
    report = verify(signed.raw, hocba_pki)
    assert report.indication is FAILED
    bilingual(told(report)["VER-REG-OTHER"])
    file = str(desk.put("signed.xml", signed.raw))
    desk.tells(["verify", file, *desk.trust], Exit.FAILED, "VER-REG-OTHER")


def test_a_wrong_password(
    draft: bytes, hocba_trust: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = hocba_trust / "keys" / "teacher.p12"
    for wrong in (SECRET, "", PASSWORD.upper()):
        refused("SIGN-P12-PASSWORD", lambda: hocba.Pkcs12Signer(key, wrong), SecretRejectedError)  # noqa: B023  # called at once, inside the loop
    refused("SIGN-P12-PASSWORD", lambda: hocba.Pkcs12Signer(key, None), SecretRejectedError)
    file = str(desk.put("record.xml", draft))
    out = str(desk.folder / "out.xml")
    arguments = ["sign", file, "--role", "GVCN", *desk.key("teacher"), "-o", out]
    monkeypatch.setenv("HOCBA_PASSWORD", SECRET)
    desk.tells(arguments, Exit.FAILED, "SIGN-P12-PASSWORD")
    desk.tells(
        ["pack", file, *desk.key("school"), "-o", str(desk.folder / "p")], Exit.FAILED, "SIGN-P12-PASSWORD"
    )
    secret = desk.put("secret", (SECRET + "\n").encode())
    monkeypatch.delenv("HOCBA_PASSWORD")
    desk.tells([*arguments, "--password-file", str(secret)], Exit.FAILED, "SIGN-P12-PASSWORD")
    desk.put("secret", b"\xff\xfe\x00")
    desk.tells([*arguments, "--password-file", str(secret)], Exit.UNREADABLE, "CLI-KEY-TEXT")


def test_a_wrong_password_in_a_real_process(draft: bytes, desk: Desk) -> None:
    file = str(desk.put("record.xml", draft))
    out = str(desk.folder / "out.xml")
    arguments = ["sign", file, "--role", "GVCN", *desk.key("teacher"), "-o", out]
    before = tree(desk.folder)
    ended = process(arguments, environment={"HOCBA_PASSWORD": SECRET})
    assert ended.code == Exit.FAILED and "SIGN-P12-PASSWORD" in ended.err
    ended = process(arguments, environment={"HOCBA_PASSWORD": os_text(b"\xff\xfe")})
    assert ended.code == Exit.UNREADABLE and "CLI-KEY-TEXT" in ended.err
    assert tree(desk.folder) == before


def os_text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def test_without_a_terminal_no_password_is_asked_for_ever(draft: bytes, desk: Desk) -> None:
    file = str(desk.put("record.xml", draft))
    arguments = ["sign", file, "--role", "GVCN", *desk.key("teacher"), "-o", str(desk.folder / "o.xml")]
    ended = process(arguments, wrapper=["env", "-u", "HOCBA_PASSWORD"])
    assert ended.code == Exit.FAILED and ended.seconds < 30
    assert set(tree(desk.folder)) == {"record.xml"}
