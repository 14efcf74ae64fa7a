"""``set``, ``diff``, ``redact``, ``payload`` and ``schema`` as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.exchange.records import full, primary_v1

import hocba
from hocba.cli.exits import Exit
from hocba.cli.main import run
from hocba.findings import MASK
from hocba.model.v2_trunghoc.record import RecordTrungHoc
from hocba.testing.pki import TestPki
from hocba.testing.records import synthetic_record
from hocba.testing.samples import issued_record, signed_record

VERBS = ("set", "diff", "redact", "payload", "schema")
GIVEN = [
    part
    for pair in ("trichluc=0", "trangthaithongtinhocba=1", "cokhuyettatkhongdanhgia=0",
                 "thongtintruong_diachi_matinh=01", "quatrinhhoctap.tentinh=Hà Nội")
    for part in ("--given", pair)
]  # fmt: skip


@pytest.fixture(autouse=True)
def vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOCBA_LANG", raising=False)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    place = tmp_path / "hocba.xml"
    hocba.write(primary_v1(), place)  # type: ignore[arg-type]
    return place


@pytest.fixture
def later(tmp_path: Path) -> Path:
    place = tmp_path / "thcs.xml"
    hocba.write(full(RecordTrungHoc), place, format="v2_trunghoc")  # type: ignore[arg-type]
    return place


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("verb", VERBS)
def test_help_teaches_with_an_example(verb: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", lang, verb, "--help"]) == Exit.PASSED
    shown = capsys.readouterr().out
    assert {"vi": "Ví dụ", "en": "Example"}[lang] in shown
    assert f"hocba {verb}" in shown


def test_set_writes_another_file_or_the_same(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw, out = draft.read_bytes(), tmp_path / "moi.xml"
    assert run(["set", str(draft), "THONG_TIN_CHUNG/CAN_NANG=41", "-o", str(out)]) == Exit.PASSED
    shown = capsys.readouterr().out
    assert "CAN_NANG" in shown and "(Cân nặng)" in shown and MASK in shown and "41" not in shown
    assert draft.read_bytes() == raw and b"<CAN_NANG>41</CAN_NANG>" in out.read_bytes()
    assert run(["set", str(draft), "CAN_NANG=42", "-o", str(out)]) == Exit.UNREADABLE
    assert run(["set", str(draft), "CAN_NANG=42", "-o", str(out), "--overwrite"]) == Exit.PASSED
    assert run(["set", str(draft), "CAN_NANG=43", "--in-place", "--show-personal-data"]) == Exit.PASSED
    assert "43" in capsys.readouterr().out and b"<CAN_NANG>43</CAN_NANG>" in draft.read_bytes()


def test_set_can_only_look(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = draft.read_bytes()
    assert run(["set", str(draft), "BANG_DIEM[1]/MUC_DAT_DUOC=C", "--dry-run"]) == Exit.FAILED
    shown = capsys.readouterr().out
    assert "T → C" not in shown and "MUC_DAT_DUOC" in shown and "TH-4" in shown
    assert draft.read_bytes() == raw
    whole = ["set", str(draft), "BANG_DIEM[1]/MUC_DAT_DUOC=C", "--dry-run", "--show-personal-data"]
    assert run(whole) == Exit.FAILED and "T → C" in capsys.readouterr().out
    assert run([*whole, "--json"]) == Exit.FAILED
    told: Any = json.loads(capsys.readouterr().out)
    assert told["output"] is None and told["diff"]["changes"][0]["new"] == "C"
    assert "TH-4" in {finding["code"] for finding in told["new_findings"]}


def test_set_removes_and_takes_equal_signs_and_dates(later: Path) -> None:
    changes = ["HO_VA_TEN_ME=", "DIEM_TONG_KET[@MA_MON_HOC=15]/NHAN_XET_MON_HOC=a=b", "NGAY_SINH=2012-09-05"]
    assert run(["set", str(later), *changes, "--in-place"]) == Exit.PASSED
    read: Any = hocba.read(later)
    assert read.thong_tin_chung.ho_va_ten_me is None
    assert read.diem_tong_ket[0].nhan_xet_mon_hoc == "a=b" and read.thong_tin_chung.ngay_sinh == "05/09/2012"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["CAN_NANG=41"], Exit.USAGE),
        (["CAN_NANG=41", "--dry-run", "--in-place"], Exit.USAGE),
        (["--in-place"], Exit.USAGE),
        (["CAN_NANG", "--in-place"], Exit.USAGE),
        (["CAN_NANG=41", "CAN_NANG=42", "--in-place"], Exit.USAGE),
        (["TEN_LOP=5B", "--in-place"], Exit.FAILED),
        (["CAN_NANG=nặng", "--in-place"], Exit.FAILED),
    ],
)
def test_set_refuses_and_leaves_the_file(draft: Path, arguments: list[str], code: Exit) -> None:
    raw = draft.read_bytes()
    assert run(["set", str(draft), *arguments]) == code
    assert draft.read_bytes() == raw


def test_set_refuses_what_is_signed_and_shows_the_way_out(
    hocba_pki: TestPki, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, file in (
        ("gvcn.xml", signed_record(hocba_pki, signing_time=hocba_pki.now, signers={"GVCN": "teacher"})),
        ("het.xml", issued_record(hocba_pki, signing_time=hocba_pki.now)),
    ):
        file.save(tmp_path / name)
        assert run(["set", str(tmp_path / name), "CAN_NANG=41", "--in-place"]) == Exit.FAILED
        assert "thu hồi" in capsys.readouterr().err
        assert (tmp_path / name).read_bytes() == file.raw


def test_diff_exit_codes_and_masks(draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "khac.xml"
    run(["set", str(draft), "HO_VA_TEN=Thử Ai Đó", "BANG_DIEM[1]/MUC_DAT_DUOC=H", "-o", str(other)])
    capsys.readouterr()
    assert run(["diff", str(draft), str(draft)]) == Exit.PASSED
    assert run(["diff", str(draft), str(other)]) == Exit.FAILED
    shown = capsys.readouterr().out
    assert "Thử Ai Đó" not in shown and "giá trị khác" in shown and "T → H" not in shown
    assert run(["--lang", "en", "diff", str(draft), str(other), "--show-personal-data"]) == Exit.FAILED
    shown = capsys.readouterr().out
    assert "Thử Ai Đó" in shown and "T → H" in shown
    assert run(["diff", str(draft), str(other), "--json"]) == Exit.FAILED
    told = json.loads(capsys.readouterr().out)
    assert not told["equal"] and [change["tag"] for change in told["changes"]] == [
        "HO_VA_TEN",
        "MUC_DAT_DUOC",
    ]
    assert run(["diff", str(draft), str(tmp_path / "absent.xml")]) == Exit.UNREADABLE
    assert run(["diff", str(draft)]) == Exit.USAGE


def test_diff_may_look_at_the_record_only(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "khac.xml"
    other.write_bytes(draft.read_bytes().replace(b"><", b">\n<"))
    assert run(["diff", str(draft), str(other)]) == Exit.FAILED
    assert "cách trình bày" in capsys.readouterr().out
    assert run(["diff", str(draft), str(other), "--record-only"]) == Exit.PASSED


def test_redact_writes_an_unsigned_copy_of_nobody(
    hocba_pki: TestPki, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record: Any = synthetic_record(3)
    file, out = tmp_path / "het.xml", tmp_path / "mau.xml"
    issued_record(hocba_pki, record=record, signing_time=hocba_pki.now).save(file)
    assert run(["redact", str(file), "-o", str(out), "--seed", "a"]) == Exit.PASSED
    assert "3 chữ ký" in capsys.readouterr().out
    made = out.read_text(encoding="utf-8")
    assert "Signature" not in made and record.thong_tin_chung.ho_va_ten not in made
    assert run(["redact", str(file), "-o", str(out)]) == Exit.UNREADABLE
    assert run(["redact", str(file), "-o", str(out), "--overwrite", "--json", "--seed", "a"]) == Exit.PASSED
    assert json.loads(capsys.readouterr().out)["signatures"] == 3
    assert out.read_text(encoding="utf-8") == made
    assert run(["redact", str(file)]) == Exit.USAGE
    assert run(["redact", str(tmp_path / "absent.xml"), "-o", str(out), "--overwrite"]) == Exit.UNREADABLE


def test_redact_keeps_what_is_asked_for(
    later: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = later.read_bytes().replace(b"<TONG_KET>", b"<TONG_KET><GHI_CHU>x</GHI_CHU>")
    later.write_bytes(raw)
    out = tmp_path / "mau.xml"
    options = ["--keep-school", "--keep-unknown", "--drop-marks"]
    assert run(["redact", str(later), "-o", str(out), *options]) == Exit.PASSED
    assert "ngoài bảng" in capsys.readouterr().out
    before: Any = hocba.read(later)
    after: Any = hocba.read(out)
    assert after.thong_tin_chung.ten_truong == before.thong_tin_chung.ten_truong
    assert after.diem_tong_ket[0].diem_ca_nam == "8.0" and b"<GHI_CHU>x</GHI_CHU>" in out.read_bytes()


def test_payload_checks_builds_and_goes_on(
    draft: Path, later: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, second = tmp_path / "gui.json", tmp_path / "gui2.json"
    assert run(["payload", str(draft), "-o", str(out)]) == Exit.FAILED
    assert not out.exists() and "NDC-REQUIRED" in capsys.readouterr().out
    assert run(["payload", str(draft), *GIVEN]) == Exit.PASSED
    assert run(["payload", str(later), "-o", str(out)]) == Exit.PASSED
    assert run(["payload", "--check", str(out)]) == Exit.PASSED
    arguments = ["payload", str(later), "--after", str(out), "-o", str(second), "--json", "--event", "cancel"]
    capsys.readouterr()
    assert run([*arguments, "--changed-at", "2025-06-01T08:00:00"]) == Exit.PASSED
    told = json.loads(capsys.readouterr().out)
    assert told["output"] == str(second) and told["files"][0]["errors"] == 0
    (row,) = json.loads(second.read_text(encoding="utf-8"))["thongtinsohocbasothcsthpt"]
    assert (row["phienban"], row["sukien"], row["thoigiancapnhat"]) == (2, "CANCEL", "2025-06-01T08:00:00")
    assert run(["payload", str(later), "--after", str(out), "--row-version", "1"]) == Exit.USAGE


def test_payload_of_several_files_is_all_or_nothing(
    later: Path, draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "gui.json"
    assert run(["payload", str(later), str(draft), "-o", str(out)]) == Exit.FAILED and not out.exists()
    assert run(["payload", str(later), str(later), "-o", str(out)]) == Exit.FAILED and not out.exists()
    assert "NDC-ID-TWICE" in capsys.readouterr().out
    assert run(["payload", str(later), str(tmp_path / "absent.xml"), "-o", str(out)]) == Exit.UNREADABLE
    assert not out.exists()
    assert run(["payload", str(later), "--given", "khongco=1"]) == Exit.USAGE
    assert run(["payload", str(later), "--check", "-o", str(out)]) == Exit.USAGE
    assert run(["payload", str(later), "--check"]) == Exit.UNREADABLE


def test_payload_takes_codes_of_nationalities(later: Path) -> None:
    assert run(["set", str(later), "QUOC_TICH=Xứ Mơ", "--in-place"]) == Exit.PASSED
    assert run(["payload", str(later)]) == Exit.FAILED
    assert run(["payload", str(later), "--nationality", "Xứ Mơ=XM"]) == Exit.PASSED


def test_nothing_personal_is_shown(later: Path, draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record: Any = full(RecordTrungHoc)
    run(
        [
            "set",
            str(later),
            "HO_VA_TEN=Thử Tên Khác",
            "DAN_TOC=Sao Hỏa",
            "SO_CCCD_GIAM_HIEU_KY_HOC_BA=1",
            "--in-place",
        ]
    )
    run(["payload", str(later)])
    run(["payload", str(later), "--json"])
    run(["diff", str(draft), str(later)])
    run(["diff", str(draft), str(later), "--json"])
    run(["redact", str(later), "-o", str(later.parent / "x.xml")])
    run(["read", str(later)])
    run(["read", str(later), "--json"])
    taken = capsys.readouterr()
    shown = taken.out + taken.err
    personal = [record.thong_tin_chung.ho_va_ten, record.thong_tin_chung.so_cccd, "Thử Tên Khác", "Sao Hỏa"]
    assert not [value for value in personal if value in shown]


def test_read_gives_the_whole_record_as_json(later: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(later), "--json", "--show-personal-data"]) == Exit.PASSED
    told = json.loads(capsys.readouterr().out)
    assert told["reconstructed"] is True and told["format"] == "v2_trunghoc"
    assert RecordTrungHoc.claims(told["record"]) == hocba.read(later)
    assert run(["read", str(later), "--json"]) == Exit.PASSED
    assert "record" not in json.loads(capsys.readouterr().out)
    assert run(["read", str(later)]) == Exit.PASSED
    assert "dựng lại" in capsys.readouterr().out


def test_schema_lists_and_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == Exit.PASSED
    shown = capsys.readouterr().out
    assert "v2_trunghoc" in shown and "dựng lại" in shown
    assert run(["schema", "national"]) == Exit.PASSED
    assert json.loads(capsys.readouterr().out)["$id"] == "urn:hocba:schema:national:1"
    assert run(["schema", "khong-co"]) == Exit.USAGE
