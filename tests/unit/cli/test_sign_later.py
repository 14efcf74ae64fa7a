"""``hocba sign`` on records of the later formats."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest
from tests.unit.sign.later import USUAL, Staff, secondary

from hocba.cli.exits import Exit
from hocba.cli.main import run
from hocba.testing.people import HEAD_TEACHER
from hocba.testing.pki import TestPki

FEW = USUAL[:2]


@attrs.frozen
class Desk:
    """Key files in a folder, and a record in another."""

    folder: Path

    def sign(self, source: str, role: str, key: str, target: str, *more: str) -> int:
        """What a teacher types."""
        place = self.folder / "keys" / f"{key}.p12"
        words = ["--p12", str(place), "-o", str(self.folder / target), "--trust", str(self.folder / "trust")]
        words += ["--evidence", str(self.folder / "evidence"), *more]
        return run(["sign", str(self.folder / source), "--role", role, *words])


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    from datetime import UTC, datetime, timedelta

    folder = tmp_path_factory.mktemp("later")
    pki = TestPki.create(datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=1), leaf_key="p-256")
    pki.write(folder, password="mat-khau")
    staff = Staff(pki, leaf_key="p-256")
    for place in range(2):
        (folder / "keys" / f"gv{place}.p12").write_bytes(staff.identity(place).p12("mat-khau"))
    (folder / "draft.xml").write_bytes(secondary(FEW))
    return Desk(folder)


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOCBA_PASSWORD", "mat-khau")


def test_a_secondary_record_by_hand(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    steps = [
        ("GVBM", "gv0"),
        ("GVBM[2]", "gv1"),
        ("GVCN", "teacher"),
        ("CBQL", "head"),
        ("KY_PHAT_HANH", "school"),
    ]
    source = "draft.xml"
    for number, (role, key) in enumerate(steps):
        assert desk.sign(source, role, key, f"{number}.xml") == Exit.PASSED
        source = f"{number}.xml"
    told = capsys.readouterr().out
    assert "đã ký ô GVBM[2]" in told
    trust, evidence = str(desk.folder / "trust"), str(desk.folder / "evidence")
    assert run(["verify", str(desk.folder / source), "--trust", trust, "--evidence", evidence]) == Exit.PASSED


def test_the_slot_in_json(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.sign("draft.xml", "GVBM", "gv1", "json.xml", "--json") == Exit.PASSED
    assert json.loads(capsys.readouterr().out)[0]["slot"] == "GVBM[2]"


def test_refusals_name_free_slots_and_no_numbers(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.sign("draft.xml", "GVBM", "teacher", "none.xml") == Exit.FAILED
    told = capsys.readouterr().err
    assert "GVBM[1], GVBM[2]" in told
    assert HEAD_TEACHER.number[:6] not in told
    assert desk.sign("draft.xml", "GVBM[x]", "gv0", "none.xml") == Exit.USAGE
    assert desk.sign("draft.xml", "GVCN", "teacher", "none.xml") == Exit.FAILED
    assert desk.sign("draft.xml", "GVBM", "gv0", "none.xml", "--whole-document") == Exit.USAGE
    assert not (desk.folder / "none.xml").exists()
