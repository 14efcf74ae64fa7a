"""``hocba check``: what a clerk reads, in both languages, and what a program does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.rules.changes import general, row, summary

from hocba.cli.exits import Exit
from hocba.cli.main import run
from hocba.model.record import Record
from hocba.sign.record_file import RecordFile
from hocba.testing.records import display_sample

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A grade 4 record with a mark 4, a title too high and a number cut short."""
    record = summary(
        row("01", diem_kiem_tra_dinh_ky="4"),
        noi_dung_khen_thuong="Học sinh Xuất sắc",
        ket_qua_xep_loai="Hoàn thành tốt",
    )
    return kept(tmp_path / "wrong.xml", general(record, so_cccd="12"))


def kept(place: Path, record: Record) -> Path:
    place.write_bytes(RecordFile.from_record(record).raw)
    return place


def test_errors_come_first_with_place_and_advice(wrong: Path, capsys: Captured) -> None:
    assert run(["check", str(wrong)]) == Exit.FAILED
    told = capsys.readouterr().out
    lines = [line.strip() for line in told.splitlines()]
    assert "Lớp 4, năm học 2023-2024, Thông tư 27/2020; định dạng v1_0" in lines
    assert lines.index("Lỗi, phải sửa trước khi ký và phát hành (2)") < lines.index(
        "Cảnh báo, cần xem lại (3)"
    )
    assert "Kết quả xếp loại: DU_LIEU_HOC_BA/TONG_KET/KET_QUA_XEP_LOAI" in lines
    assert any(line.startswith("✗ TH-4  Ghi “•••”") for line in lines)
    assert "Giải thích từng mã: hocba explain G-4 TH-4 G-6 TH-5" in lines
    assert "! G-6 [observed]" in told
    assert told.count("Chỉ dùng số thử trong dữ liệu mẫu") == 1
    assert "Tổng cộng" not in told


def test_english_and_personal_data(wrong: Path, capsys: Captured) -> None:
    assert run(["check", str(wrong), "--lang", "en", "--show-personal-data"]) == Exit.FAILED
    told = capsys.readouterr().out
    assert "Errors, to be mended before signing and issuing (2)" in told
    assert "“Hoàn thành tốt” is written, but levels and marks give “Chưa hoàn thành”" in told
    assert "What the codes mean: hocba explain" in told
    assert "•••" not in told and "masked" not in told


def test_several_files_are_summed_up(wrong: Path, tmp_path: Path, capsys: Captured) -> None:
    right = kept(tmp_path / "right.xml", display_sample())
    other = tmp_path / "other.xml"
    other.write_bytes(b"<x/>")
    assert run(["check", str(wrong), str(right), str(other), "--lang", "en"]) == Exit.FAILED
    told = capsys.readouterr()
    assert (
        "3 files: 1 with errors, 1 with warnings only, 0 with neither, 1 unreadable; 2 errors, 6 warnings."
        in told.out
    )
    assert "Most frequent: G-6 ×5, " in told.out
    assert "FORMAT-UNKNOWN" in told.err
    assert run(["check", str(right), str(other)]) == Exit.UNREADABLE
    assert run(["check", str(right), str(right)]) == Exit.PASSED


def test_json_has_labels_keys_and_masked_values(wrong: Path, tmp_path: Path, capsys: Captured) -> None:
    absent = tmp_path / "absent.xml"
    assert run(["check", str(wrong), str(absent), "--json"]) == Exit.FAILED
    first, second = json.loads(capsys.readouterr().out)
    assert second["error"] == "FILE-ABSENT"
    assert (first["format"], first["grade"], first["regulation"]) == ("v1_0", 4, "27/2020")
    assert (first["errors"], first["warnings"], first["results_computed"]) == (2, 3, True)
    result = next(one for one in first["findings"] if one["code"] == "TH-4")
    assert (result["tag"], result["label"]) == ("KET_QUA_XEP_LOAI", "Kết quả xếp loại")
    assert result["values"]["found"] == "•••" and "Hoàn thành tốt" not in json.dumps(
        first, ensure_ascii=False
    )
    assert run(["check", str(wrong), "--json", "--show-personal-data"]) == Exit.FAILED
    [shown] = json.loads(capsys.readouterr().out)
    result = next(one for one in shown["findings"] if one["code"] == "TH-4")
    assert result["values"]["found"] == "Hoàn thành tốt"


def test_a_record_that_was_received_is_judged_more_mildly(wrong: Path, capsys: Captured) -> None:
    assert run(["check", str(wrong), "--received", "--json"]) == Exit.FAILED
    [held] = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in held["findings"] if one["severity"] == "error"] == ["TH-4"]


def test_without_rules_on_results_the_report_says_so(tmp_path: Path, capsys: Captured) -> None:
    older = kept(tmp_path / "older.xml", general(ten_nam_hoc="2021-2022"))
    run(["check", str(older)])
    assert "Thông tư 30/2014, 22/2016; định dạng v1_0. Chỉ kiểm tra quy tắc chung" in capsys.readouterr().out
    unclear = kept(tmp_path / "unclear.xml", general(ma_khoi="99"))
    run(["check", str(unclear), "--lang", "en"])
    assert "School year, grade and regulation are not clear" in capsys.readouterr().out


def test_only_one_rule_may_be_switched_to_a_warning(wrong: Path, capsys: Captured) -> None:
    assert run(["check", str(wrong), "--warn-only", "TH-4"]) == Exit.USAGE
    told = capsys.readouterr()
    assert "RULES-WARN-ONLY" in told.err and not told.out
    assert run(["check", str(wrong), "--warn-only", "TR-19"]) == Exit.FAILED


def test_names_and_paths_do_not_steer_the_terminal(tmp_path: Path, capsys: Captured) -> None:
    raw = RecordFile.from_record(display_sample()).raw
    odd = tmp_path / "\x1b[2J.xml"
    odd.write_bytes(raw.replace(b"<TEN_LOP>", "<TEN_LOP>\u202e".encode(), 1))
    run(["check", str(odd)])
    told = capsys.readouterr().out
    assert "\x1b" not in told and "\u202e" not in told


VECTORS = Path(__file__).resolve().parents[2] / "vectors" / "cases" / "rules"


def test_a_secondary_record_tells_the_numbers_that_decided(capsys: Captured) -> None:
    file = str(VECTORS / "secondary-average-of-the-year" / "record.xml")
    for lang, formula, about in (
        (
            "vi",
            "Toán: ĐTBmcn = (7.9 + 2 × 8.3) / 3 = 8.17 → 8.2; ghi 8.0.",
            "định dạng v2_trunghoc (dựng lại)",
        ),
        ("en", "= 8.17 → 8.2; 8.0 is written.", "format v2_trunghoc (reconstructed)"),
    ):
        assert run(["check", file, "--lang", lang, "--show-personal-data"]) == Exit.FAILED
        told = capsys.readouterr().out
        assert formula in told and about in told
        assert run(["check", file, "--lang", lang]) == Exit.FAILED
        told = capsys.readouterr().out
        assert "8.17" not in told and "7.9" not in told and "Toán: ĐTBmcn" in told


def test_what_several_findings_say_alike_stands_once_with_every_place(capsys: Captured) -> None:
    file = str(VECTORS / "secondary-grade-7-legal" / "record.xml")
    assert run(["check", file, "--lang", "en"]) == Exit.PASSED
    told = capsys.readouterr().out
    assert told.count("this is a test number") == 1
    assert told.count("/GVBM[1]/SO_CCCD") == 12


def test_conduct_may_be_taken_as_a_warning_and_a_year_as_partial(capsys: Captured) -> None:
    file = str(VECTORS / "secondary-conduct-of-the-year" / "record.xml")
    assert run(["check", file]) == Exit.FAILED
    assert run(["check", file, "--warn-only", "TR-19"]) == Exit.PASSED
    assert "! TR-19 [observed]" in capsys.readouterr().out
    assert run(["check", file, "--partial"]) == Exit.PASSED
    assert "TR-19" not in capsys.readouterr().out
