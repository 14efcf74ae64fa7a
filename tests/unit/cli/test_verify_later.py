"""``hocba verify`` and ``hocba inspect`` on later records: several slots, copies among files, masked ids."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.later.document import number, secondary
from tests.later.world import NOW, later

from hocba.cli.exits import Exit
from hocba.cli.main import run

AT = ["--at", NOW.isoformat()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("later")
    later().pki.trust.with_register(later().sealed).save(place / "trust")
    (place / "evidence").mkdir()
    for count, crl in enumerate(later().pki.crls):
        (place / "evidence" / f"{count}.crl").write_bytes(crl.der)
    raw = later().complete(secondary(inside=False))
    (place / "record.xml").write_bytes(raw)
    start = later().homeroom_signed(secondary(inside=False, uuid="1f8fad5b-d9cb-469f-a165-70867728950e"))
    parts = [
        text[text.index(b"<DANH_SACH_GVBM>") : text.index(b"</DANH_SACH_GVBM>")] for text in (start, raw)
    ]
    (place / "other.xml").write_bytes(later().issued(start.replace(*parts)))
    return place


def options(folder: Path) -> list[str]:
    return ["--trust", str(folder / "trust"), "--evidence", str(folder / "evidence"), *AT]


def test_a_record_alone_passes_and_a_copied_teacher_fails_both(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record, other = str(folder / "record.xml"), str(folder / "other.xml")
    for file in (record, other):
        assert run(["--lang", "en", "verify", file, *options(folder)]) == Exit.PASSED
    assert "reconstructed format" in capsys.readouterr().out
    assert run(["--lang", "en", "verify", record, other, *options(folder)]) == Exit.FAILED
    assert "VER-REPLAY-RECORDS" in capsys.readouterr().out
    assert run(["verify", record, other, "--json", *options(folder)]) == Exit.FAILED
    reports = json.loads(capsys.readouterr().out)
    assert [each["reasons"] for each in reports] == [["VER-REPLAY-RECORDS"]] * 2
    assert run(["verify", record, record, *options(folder)]) == Exit.PASSED


def test_expectations_name_kinds_and_slots(folder: Path) -> None:
    record = [str(folder / "record.xml"), *options(folder)]
    assert run(["verify", *record, "--expect", f"GVBM[2]={number(13)}"]) == Exit.FAILED
    assert run(["verify", *record, "--expect", f"GVBM[9]={number(13)}"]) == Exit.FAILED


def test_inspect_masks_ids_that_are_numbers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = later().complete(secondary(inside=False)).replace(b"mon-NV", number(1).encode())
    (folder / "numbered.xml").write_bytes(raw)
    for more in ([], ["--json"]):
        run(["inspect", str(folder / "numbered.xml"), *more])
        shown = capsys.readouterr().out
        assert number(1) not in shown
        assert "********0001" in shown
