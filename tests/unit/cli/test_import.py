"""hocba import and hocba template, as a clerk meets them."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from tests.unit.sheets.kit import FORMATS, class_file, column, edited, examples
from tests.unit.sheets.test_ids_and_files import without_ids

import hocba
from hocba.cli.exits import Exit
from hocba.cli.main import run
from hocba.sheets import write_class
from hocba.testing.records import synthetic_class

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOCBA_LANG", raising=False)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("verb", ["import", "template"])
def test_help_teaches_with_examples(verb: str, lang: str, capsys: Captured) -> None:
    assert run(["--lang", lang, verb, "--help"]) == Exit.PASSED
    shown = capsys.readouterr().out
    assert {"vi": "Ví dụ", "en": "Example"}[lang] in shown and f"hocba {verb}" in shown


def test_a_class_becomes_files(tmp_path: Path, capsys: Captured) -> None:
    path, folder = class_file(tmp_path, 3), tmp_path / "records"
    assert run(["import", str(path), "--dry-run"]) == Exit.PASSED
    assert not folder.exists() and "Chạy thử: 3" in capsys.readouterr().out
    assert run(["import", str(path), "-o", str(folder)]) == Exit.PASSED
    shown = capsys.readouterr().out
    assert "3 học sinh" in shown and "HocSinh 3" in shown and "Đã ghi 3" in shown
    read = {hocba.read(file) for file in folder.iterdir()}
    assert read == set(synthetic_class(3))
    assert run(["check", *map(str, folder.iterdir())]) == Exit.PASSED
    assert run(["import", str(path), "-o", str(folder)]) == Exit.UNREADABLE
    assert "FILE-EXISTS" in capsys.readouterr().err
    assert run(["import", str(path), "-o", str(folder), "--overwrite"]) == Exit.PASSED


@pytest.mark.parametrize(("lang", "word"), [("vi", "không tệp nào được ghi"), ("en", "no file was written")])
def test_errors_by_cell_and_nothing_written(tmp_path: Path, capsys: Captured, lang: str, word: str) -> None:
    path = class_file(tmp_path, 2)
    level = column(path, "Diem", "MUC_DAT_DUOC")
    name = str(synthetic_class(2)[0].thong_tin_chung.ho_va_ten)
    edited(path, {f"Diem!{level}2": name, f"Diem!{level}3": "=1", f"Diem!{level}4": "=1"})
    folder = tmp_path / "records"
    assert run(["--lang", lang, "import", str(path), "-o", str(folder)]) == Exit.FAILED
    shown = capsys.readouterr().out
    assert f"Diem!{level}2" in shown and f"Diem!{level}3, {level}4" in shown
    assert "SHEET-FORMULA" in shown and word in shown
    assert name not in shown and not folder.exists()
    assert (
        run(["--lang", lang, "import", str(path), "-o", str(folder), "--show-personal-data"]) == Exit.FAILED
    )
    assert name in capsys.readouterr().out


def test_json_tells_every_problem(tmp_path: Path, capsys: Captured) -> None:
    path = class_file(tmp_path, 2)
    level = column(path, "Diem", "MUC_DAT_DUOC")
    edited(path, {f"Diem!{level}2": "X"})
    assert run(["import", str(path), "--dry-run", "--json"]) == Exit.FAILED
    told = json.loads(capsys.readouterr().out)
    assert told["written"] == 0 and told["folder"] is None and told["format"] == "v1_0"
    assert told["rows"]["hoc_sinh"] == 2 and told["errors"] == len(
        [1 for one in told["problems"] if one["severity"] == "error"]
    )
    (error,) = [
        one for one in told["problems"] if one["severity"] == "error" and one["tag"] == "MUC_DAT_DUOC"
    ]
    assert (error["sheet"], error["cell"], error["record"]) == ("Diem", f"{level}2", 1)
    assert error["message_vi"] and error["message_en"] and error["path"].endswith("BANG_DIEM[1]/MUC_DAT_DUOC")
    assert (
        run(["import", str(class_file(tmp_path, 2, "b.xlsx")), "-o", str(tmp_path / "r"), "--json"])
        == Exit.PASSED
    )
    told = json.loads(capsys.readouterr().out)
    assert told["written"] == 2 and told["folder"] == str(tmp_path / "r")


def test_ids_are_kept(tmp_path: Path, capsys: Captured) -> None:
    path, kept = without_ids(tmp_path), tmp_path / "ids.csv"
    assert run(["import", str(path), "-o", str(tmp_path / "a")]) == Exit.PASSED
    assert "2 mã tra cứu mới" in capsys.readouterr().out
    assert run(["import", str(path), "--dry-run", "--ids", str(kept)]) == Exit.PASSED
    assert not kept.exists()
    for folder in ("b", "c"):
        assert run(["import", str(path), "-o", str(tmp_path / folder), "--ids", str(kept)]) == Exit.PASSED
    assert "mã tra cứu mới" not in capsys.readouterr().out
    names = [{file.name for file in (tmp_path / folder).iterdir()} for folder in "abc"]
    assert names[1] == names[2] != names[0]


@pytest.mark.parametrize(("format_id", "level"), FORMATS)
def test_json_and_csv_sources(tmp_path: Path, format_id: str, level: str) -> None:
    records = examples(format_id, level)
    source = tmp_path / "records.jsonl"
    source.write_text("\n".join(one.model_dump_json(exclude_none=True) for one in records), encoding="utf-8")
    write_class(records, tmp_path / "class", csv=True)
    assert run(["import", str(source), "--format", format_id, "-o", str(tmp_path / "a")]) == Exit.PASSED
    assert run(["import", str(tmp_path / "class"), "-o", str(tmp_path / "b")]) == Exit.PASSED
    for name in (f"{one.record_id}.xml" for one in records):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (["import"], "", Exit.USAGE),
        (["import", "a.xlsx"], "CLI-IMPORT-NOWHERE", Exit.USAGE),
        (["import", "a.xlsx", "--dry-run"], "FILE-ABSENT", Exit.UNREADABLE),
        (["import", "a.json", "--dry-run", "--strict"], "CLI-IMPORT-JSON-OPTIONS", Exit.USAGE),
        (["import", "bad.xlsx", "--dry-run"], "SHEET-NOT-WORKBOOK", Exit.UNREADABLE),
        (["import", "x.csv", "--dry-run"], "SHEET-FORMAT", Exit.USAGE),
        (["import", "x.csv", "--dry-run", "--map", "none.toml"], "FILE-ABSENT", Exit.UNREADABLE),
        (["import", "x.csv", "--dry-run", "--level", "daihoc"], "", Exit.USAGE),
        (["import", "--show-map", "none"], "SHEET-MAP-VALUE", Exit.USAGE),
        (["template", "-o", "t.xlsx"], "", Exit.USAGE),
        (["template", "--level", "thcs", "--grade", "2", "-o", "t.xlsx"], "SHEET-GRADE", Exit.USAGE),
        (["template", "--level", "thcs", "-o", "no/such/t.xlsx"], "FILE-UNWRITABLE", Exit.UNREADABLE),
    ],
)
def test_what_cannot_be_done_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Captured,
    words: list[str],
    code: str,
    exit_code: Exit,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.xlsx").write_bytes(b"PK\x03\x04")
    Path("x.csv").write_text("MA_HOC_SINH,HO_VA_TEN\n1,a\n")
    Path("a.json").write_text("[]")
    assert run(words) == exit_code
    assert code in capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} == {"bad.xlsx", "x.csv", "a.json"}


def test_example_mappings_are_printed(capsys: Captured) -> None:
    assert run(["import", "--show-map", "vnedu"]) == Exit.PASSED
    assert "VÍ DỤ" in capsys.readouterr().out
    assert run(["import", "--show-map", "csdl_nganh.toml"]) == Exit.PASSED


@pytest.mark.parametrize("level", ["tieuhoc", "thcs", "thpt"])
def test_templates(tmp_path: Path, level: str, capsys: Captured) -> None:
    path = tmp_path / "t.xlsx"
    assert run(["template", "--level", level, "-o", str(path), "--year", "2025"]) == Exit.PASSED
    assert str(path) in capsys.readouterr().out
    assert "HocSinh" in openpyxl.load_workbook(path).sheetnames
    assert run(["import", str(path), "--dry-run"]) == Exit.FAILED
    assert "SHEET-EMPTY" in capsys.readouterr().out
    assert run(["template", "--level", level, "--csv", "-o", str(tmp_path / "c"), "--json"]) == Exit.PASSED
    assert json.loads(capsys.readouterr().out)["level"] == level
    assert (tmp_path / "c" / "Lop.csv").exists()


def test_strict(tmp_path: Path, capsys: Captured) -> None:
    path = class_file(tmp_path, 1)
    book = openpyxl.load_workbook(path)
    book["HocSinh"].cell(1, book["HocSinh"].max_column + 1, "Nguyễn Thị Lạ")
    book.save(path)
    assert run(["import", str(path), "--dry-run"]) == Exit.PASSED
    shown = capsys.readouterr().out
    assert "SHEET-UNKNOWN-COLUMN" in shown and "Nguyễn Thị Lạ" not in shown
    assert run(["import", str(path), "--dry-run", "--strict"]) == Exit.FAILED
    assert run(["import", str(path), "--dry-run", "--show-personal-data"]) == Exit.PASSED
    assert "Nguyễn Thị Lạ" in capsys.readouterr().out


def test_a_long_report_is_cut_and_says_so(tmp_path: Path, capsys: Captured) -> None:
    path = class_file(tmp_path, 1)
    book = openpyxl.load_workbook(path)
    for number in range(130):
        book.create_sheet(f"Trang lạ {number}") if number < 50 else None
        book["HocSinh"].cell(1, 60 + number, f"Cột lạ {number}")
        book["HocSinh"].cell(2, 60 + number, "x")
    book.save(path)
    assert run(["import", str(path), "--dry-run"]) == Exit.PASSED
    shown = capsys.readouterr().out
    assert "… và 118 ô nữa" in shown
