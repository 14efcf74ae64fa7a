"""Records written out and read again say the same, in every format, as a workbook and as CSV."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.unit.sheets.kit import FORMATS, examples, warnings

import hocba.sheets as sheets
from hocba.errors import HocbaError, RecordError
from hocba.model.extension import Extension
from hocba.testing.records import synthetic_class


def written(records: Any, folder: Path, *, csv: bool) -> Path:
    path = folder / ("class" if csv else "class.xlsx")
    sheets.write_class(records, path, csv=csv)
    return path


@pytest.mark.parametrize("csv", [False, True], ids=["xlsx", "csv"])
@pytest.mark.parametrize(("format_id", "level"), FORMATS)
def test_examples_come_back(tmp_path: Path, format_id: str, level: str, csv: bool) -> None:
    records = examples(format_id, level)
    read = sheets.read_class(written(records, tmp_path, csv=csv))
    assert read.records == records == read.require()
    assert (read.format_id, read.pupils, read.errors, read.ids.made) == (format_id, 2, (), 0)
    assert warnings(read) == []


@pytest.mark.parametrize("csv", [False, True], ids=["xlsx", "csv"])
def test_a_class_of_several_grades_comes_back(tmp_path: Path, csv: bool) -> None:
    records = (*synthetic_class(3, 1), *synthetic_class(3, 5, seed=7))
    for number, record in enumerate(records):  # one column joins them all
        general = record.thong_tin_chung.replace(ma_hoc_sinh=f"HS{number}")
        records = (*records[:number], record.replace(thong_tin_chung=general), *records[number + 1 :])
    read = sheets.read_class(written(records, tmp_path, csv=csv))
    assert read.records == records
    assert read.rows["hoc_sinh"] == 6


def test_years_of_one_pupil_are_joined_by_record_id(tmp_path: Path) -> None:
    first, second = synthetic_class(1, 3), synthetic_class(1, 4)
    general = second[0].thong_tin_chung.replace(so_cccd=first[0].thong_tin_chung.so_cccd)
    records = (*first, second[0].replace(thong_tin_chung=general))
    path = written(records, tmp_path, csv=False)
    assert sheets.read_class(path).records == records
    lop = {row[0].value: row[1].value for row in openpyxl.load_workbook(path)["Lop"].iter_rows(max_col=2)}
    assert lop["Cột nối các trang [KHOA_NOI]"] == "MA_TRA_CUU_UUID"


@pytest.mark.parametrize("csv", [False, True], ids=["xlsx", "csv"])
def test_values_that_programs_would_compute_stay_text(tmp_path: Path, csv: bool) -> None:
    record = synthetic_class(1)[0]
    for text in (
        "=1+1",
        "+84 1",
        "-2",
        "@SUM(A1)",
        "'=1",
        "''@x",
        '="007"',
        '=HYPERLINK("x")',
        "_x0041_",
        "a\nb",
        "1E+5",
        "07",
    ):
        changed = record.replace(tong_ket=record.tong_ket.replace(nhan_xet_gvcn=text))
        path = tmp_path / f"{abs(hash((text, csv)))}"
        sheets.write_class([changed], path if csv else path.with_suffix(".xlsx"), csv=csv)
        read = sheets.read_class(path if csv else path.with_suffix(".xlsx"))
        assert read.records == (changed,), (text, read.errors)


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    record = synthetic_class(1)[0]
    general = record.thong_tin_chung.replace(ho_va_ten="=cmd|' /C calc'!A0", noi_sinh="@x", que_quan="+1")
    path = written([record.replace(thong_tin_chung=general)], tmp_path, csv=False)
    cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    number = next(cell for cell in cells if cell.value == general.so_cccd)
    assert (number.data_type, number.number_format) == ("s", "@")


def test_csv_opens_safely(tmp_path: Path) -> None:
    record = synthetic_class(1)[0]
    general = record.thong_tin_chung.replace(ho_va_ten="=1+1")
    folder = written([record.replace(thong_tin_chung=general)], tmp_path, csv=True)
    text = (folder / "HocSinh.csv").read_text(encoding="utf-8")
    assert text.startswith("\ufeff")
    assert "'=1+1" in text and ",=1+1" not in text


def teachers(record: Any, *given: list[dict[str, str]]) -> Any:
    rows = tuple(
        row.replace(gvbm=given[number % len(given)]) for number, row in enumerate(record.diem_tong_ket)
    )
    return record.replace(diem_tong_ket=rows)


def test_teachers_of_a_class_stand_once_others_by_pupil(tmp_path: Path) -> None:
    first, second = examples("v2_trunghoc", "thcs")
    one = {"id": "gv-1", "so_cccd": "000180000001", "ho_va_ten": "Mẫu A"}
    two = {"so_cccd": "000180000002", "ho_va_ten": "Mẫu B"}
    path = tmp_path / "class.xlsx"
    alike = (teachers(first, [one, two]), teachers(second, [one, two]))
    sheets.write_class(alike, path)
    assert openpyxl.load_workbook(path)["GiaoVien"].max_row == 1 + 2 * len(first.diem_tong_ket)
    assert sheets.read_class(path).records == alike
    for differing in (
        (teachers(first, [one, two]), teachers(second, [two, one])),
        (teachers(first, [one]), teachers(second, [])),
        (teachers(first, [one], []), teachers(second, [], [two])),
    ):
        sheets.write_class(differing, path, overwrite=True)
        assert sheets.read_class(path).records == differing


def test_nothing_is_filled_into_what_was_written_out(tmp_path: Path) -> None:
    record = examples("v2_trunghoc", "thpt")[0]
    rows = tuple(row.replace(ten_mon_hoc=None, gvbm=()) for row in record.diem_tong_ket)
    general = record.thong_tin_chung.replace(ma_tra_cuu_uuid=None)
    bare = record.replace(diem_tong_ket=rows, thong_tin_chung=general)
    read = sheets.read_class(written([bare], tmp_path, csv=False))
    assert read.records == (bare,)
    assert read.ids.made == 0


def test_ids_of_elements_come_back(tmp_path: Path) -> None:
    record = examples("v2_tieuhoc", "tieuhoc")[0]
    rows = tuple(row.replace(id=f"r-{number}") for number, row in enumerate(record.diem_tong_ket))
    named = record.replace(diem_tong_ket=rows, hoc_ba_id="hb-1")
    assert sheets.read_class(written([named], tmp_path, csv=True)).records == (named,)


def refused(records: Any, folder: Path) -> str:
    with pytest.raises(RecordError) as caught:
        sheets.write_class(records, folder / "x.xlsx")
    assert not list(folder.iterdir())
    return caught.value.code


def test_what_no_sheet_can_say_is_refused(tmp_path: Path) -> None:
    record, other = synthetic_class(2)
    secondary = examples("v2_trunghoc", "thcs")[0]
    assert refused([], tmp_path) == "SHEET-NO-RECORDS"
    assert refused([record, secondary], tmp_path) == "SHEET-MIXED-FORMATS"
    assert refused([record, record], tmp_path) == "SHEET-NO-UNIQUE-KEY"
    added = Extension(parent="DU_LIEU_HOC_BA", name="THEM", xml="<THEM>1</THEM>")
    assert refused([record.replace(extensions=(added,)), other], tmp_path) == "SHEET-EXTENSIONS"
    long = record.replace(tong_ket=record.tong_ket.replace(nhan_xet_gvcn="x" * 40_000))
    assert refused([long], tmp_path) == "SHEET-TOO-LONG"
    twice = secondary.replace(diem_tong_ket=(secondary.diem_tong_ket[0],) * 2)
    assert refused([twice], tmp_path) == "SHEET-TEACHERS-DIFFER"
    nothing = dict.fromkeys(
        ("ma_mon_hoc", "ten_mon_hoc", "diem_hoc_ky_1", "diem_hoc_ky_2", "diem_ca_nam", "nhan_xet_mon_hoc")
    )
    empty = secondary.diem_tong_ket[0].replace(gvbm=(), **nothing)
    assert refused([secondary.replace(diem_tong_ket=(empty,))], tmp_path) == "SHEET-EMPTY-ROW"


def test_existing_files_stay_unless_told(tmp_path: Path) -> None:
    path = tmp_path / "class.xlsx"
    path.write_bytes(b"mine")
    with pytest.raises(HocbaError) as caught:
        sheets.write_class(synthetic_class(1), path)
    assert caught.value.code == "FILE-EXISTS"
    assert path.read_bytes() == b"mine"


def test_results_pickle_and_show_nothing_personal(tmp_path: Path) -> None:
    records = synthetic_class(2)
    read = sheets.read_class(written(records, tmp_path, csv=False))
    assert pickle.loads(pickle.dumps(read)) == read
    shown = f"{read!r} {read.problems!r} {read.ids!r}"
    for record in records:
        assert str(record.thong_tin_chung.ho_va_ten) not in shown
        assert str(record.thong_tin_chung.so_cccd) not in shown
