"""Marks, letters, codes and numbers that are wrong: found, placed, explained, and never signed."""

from __future__ import annotations

import json
from typing import cast

import pytest

import hocba
from hocba.cli.exits import Exit
from hocba.errors import RecordError
from hocba.testing.pki import TestPki
from hocba.testing.records import mutations
from tests.scenarios.desk import Desk, bilingual, canary_record, refused, silent

CASES = {
    "missing mark": ("no mark in Toán", "TH-17", "BANG_DIEM[2]/DIEM_KIEM_TRA_DINH_KY"),
    "mark of 10.5": ("mark 10.5", "TH-14", "BANG_DIEM[2]/DIEM_KIEM_TRA_DINH_KY"),
    "D for Đ": ("D for a quality", "G-11", "PHAM_CHAT_YEU_NUOC"),
    "nine-digit number": ("nine-digit number", "G-4", "THONG_TIN_CHUNG/SO_CCCD"),
    "unknown subject": ("unknown subject code", "G-16", "MA_MON_HOC"),
}
ONLY_A_WARNING = {"unknown subject"}


def record_of(case: str) -> hocba.Record:
    wanted = CASES[case][0]
    return next(made.record for made in mutations(canary_record()) if made.name == wanted)


@pytest.mark.parametrize("case", CASES)
def test_check_finds_it_with_place_and_advice(case: str) -> None:
    _, code, place = CASES[case]
    found = [finding for finding in hocba.check(record_of(case)) if finding.code == code]
    (finding,) = [finding for finding in found if finding.path.endswith(place)]
    assert finding.severity is (hocba.Severity.WARNING if case in ONLY_A_WARNING else hocba.Severity.ERROR)
    bilingual(finding)
    silent(repr(finding), json.dumps(finding.to_dict(), ensure_ascii=False))


@pytest.mark.parametrize("case", CASES)
def test_reading_keeps_it_as_written(case: str) -> None:
    record = record_of(case)
    assert hocba.read(hocba.write(record)) == record


@pytest.mark.parametrize("case", [case for case in CASES if case not in ONLY_A_WARNING])
def test_it_is_not_signed_nor_packed(case: str, hocba_pki: TestPki) -> None:
    file = hocba.write(record_of(case))
    teacher, seal = hocba_pki.signer("teacher"), hocba_pki.signer("school")
    problem = refused(
        "SIGN-RECORD-FINDINGS", lambda: hocba.sign(file, role="GVCN", signer=teacher), RecordError
    )
    assert CASES[case][1] in str(problem)
    (finding,) = cast("tuple[hocba.Finding, ...]", problem.context["findings"])
    assert finding.code == CASES[case][1]
    refused("PKG-NOT-ISSUED", lambda: hocba.pack([file], signer=seal))


def test_an_unknown_subject_is_signed_with_a_warning_only(hocba_pki: TestPki) -> None:
    signed = hocba.sign(
        hocba.write(record_of("unknown subject")), role="GVCN", signer=hocba_pki.signer("teacher")
    )
    assert hocba.reading(signed).slots[0].signed


@pytest.mark.parametrize("case", CASES)
def test_command_line_checks_and_refuses(case: str, desk: Desk) -> None:
    _, code, place = CASES[case]
    file = str(desk.put("record.xml", hocba.write(record_of(case)).raw))
    warned = case in ONLY_A_WARNING
    (told,) = desk.tells(["check", file], Exit.PASSED if warned else Exit.FAILED, code)
    assert [
        finding for finding in told["findings"] if finding["code"] == code and finding["path"].endswith(place)
    ]
    if not warned:
        out = str(desk.folder / "signed.xml")
        arguments = ["sign", file, "--role", "GVCN", *desk.key("teacher"), "-o", out]
        (told,) = desk.tells(arguments, Exit.FAILED, code)
        assert told["error"] == "SIGN-RECORD-FINDINGS"
        assert told["findings"][0]["path"].endswith(place)
    desk.tells(["verify", file, *desk.trust], Exit.FAILED, "VER-SLOT-MISSING")


@pytest.mark.parametrize(
    ("change", "tag"),
    [
        ({"diem_kiem_tra_dinh_ky": "10.5"}, "DIEM_KIEM_TRA_DINH_KY"),
        ({"muc_dat_duoc": "D"}, "MUC_DAT_DUOC"),
    ],
)
def test_creation_refuses_what_cannot_be(change: dict[str, str], tag: str, desk: Desk) -> None:
    record = canary_record()
    values = json.loads(record.model_dump_json(exclude_none=True))
    values["tong_ket"]["bang_diem"][1].update(change)
    raw = json.dumps(values).encode()
    problem = refused("MODEL-REFUSED", lambda: hocba.Record.model_validate_json(raw), RecordError)
    assert tag in str(problem.context)
    source = str(desk.put("record.json", raw))
    out = str(desk.folder / "record.xml")
    told = desk.tells(["new", source, "-o", out], Exit.FAILED, "MODEL-REFUSED")
    assert tag in json.dumps(told)


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"thong_tin_chung": 1}'])
def test_creation_from_json_that_is_none(raw: bytes, desk: Desk) -> None:
    source = str(desk.put("record.json", raw))
    desk.tells(["new", source, "-o", str(desk.folder / "x.xml")], Exit.FAILED, "MODEL-REFUSED")
