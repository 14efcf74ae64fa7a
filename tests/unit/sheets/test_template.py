"""The template: what it offers, how it looks to a program, and that a filled one becomes records."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.unit.sheets.kit import FORMATS, examples, warnings

from hocba.errors import ConfigurationError, StorageError
from hocba.findings import Severity
from hocba.formats.registry import get
from hocba.rules.codes import ethnic_groups, subjects
from hocba.rules.engine import check
from hocba.sheets import read_class, template
from hocba.sheets.class_writer import class_sheets
from hocba.sheets.layout import CLASS, layout_of
from hocba.sheets.names import bracketed
from hocba.testing.records import synthetic_class

LEVEL = {"TH": "tieuhoc", "THCS": "thcs", "THPT": "thpt"}


def made(folder: Path, level: str, **options: Any) -> Path:
    path = folder / "template.xlsx"
    template(path, level=level, **options)
    return path


def fill(path: Path, records: Any) -> Path:
    """Type the records into the template, cell by cell, as a clerk would; the format stays as it is."""
    book = openpyxl.load_workbook(path)
    for sheet in class_sheets(records, layout_of(records[0].format_id)):
        target = book[sheet.name]
        if sheet.id == CLASS:
            rows = {bracketed(str(row[0].value)): row[1] for row in target.iter_rows(min_row=2)}
            for name, value in sheet.rows:
                tag = bracketed(name or "")
                if tag not in {"DINH_DANG", "NGUYEN_VAN", "KHOA_NOI"}:
                    rows[tag].value, rows[tag].data_type = value, "s"
            continue
        columns = {bracketed(str(cell.value)): cell.column for cell in target[1]}
        for number, row in enumerate(sheet.rows, start=2):
            for out, value in zip(sheet.columns, row, strict=True):
                if value is not None:
                    cell = target.cell(number, columns[out.name])
                    cell.value, cell.data_type = value, "s"
    book.save(path)
    return path


@pytest.mark.parametrize(("format_id", "level"), FORMATS)
def test_a_filled_template_becomes_records_that_pass(tmp_path: Path, format_id: str, level: str) -> None:
    records = examples(format_id, level)
    path = fill(made(tmp_path, level, format=format_id, first_year=2025), records)
    read = read_class(path)
    assert [(one.code, one.cell) for one in read.errors] == []
    assert warnings(read) == []
    assert read.records == records
    for record in read.records:
        assert {found.code for found in check(record)} <= {"G-6", "G-9"}
        assert all(found.severity is not Severity.ERROR for found in check(record))


def test_a_class_of_thirty(tmp_path: Path) -> None:
    records = synthetic_class(30, 5, first_year=2025)
    path = fill(made(tmp_path, "tieuhoc", grade=5, first_year=2025), records)
    assert read_class(path).records == records


@pytest.mark.parametrize(("format_id", "level"), FORMATS)
def test_an_empty_template_says_so_and_nothing_else(tmp_path: Path, format_id: str, level: str) -> None:
    for options in ({}, {"wide": True}):
        path = made(tmp_path, level, format=format_id, overwrite=True, **options)
        read = read_class(path)
        assert [one.code for one in read.problems] == ["SHEET-EMPTY"]
        assert read.format_id == format_id


@pytest.mark.parametrize(("format_id", "level"), FORMATS)
def test_every_field_of_the_format_has_its_place(tmp_path: Path, format_id: str, level: str) -> None:
    book = openpyxl.load_workbook(made(tmp_path, level, format=format_id))
    held = {bracketed(str(cell.value)).rpartition(".")[2] for sheet in book for cell in sheet[1]}
    held |= {bracketed(str(row[0].value)) for row in book["Lop"].iter_rows(max_col=1)}
    slots = {"Signature", "DANH_SACH_THONG_TIN_KY", "GVCN", "CBQL", "KY_PHAT_HANH"}
    fields = [
        field for field in get(format_id).fields if field.block not in slots and field.kind != "complex"
    ]
    assert {field.tag for field in fields} <= held


@pytest.mark.parametrize(("format_id", "level"), FORMATS)
def test_how_it_looks(tmp_path: Path, format_id: str, level: str) -> None:
    book = openpyxl.load_workbook(made(tmp_path, level, format=format_id, first_year=2025))
    assert book.sheetnames[:3] == ["HuongDan", "Lop", "HocSinh"]
    assert book.sheetnames[-2:] == ["ViDu", "DanhMuc"]
    assert book["DanhMuc"].sheet_state == "hidden"
    told = "\n".join(str(row[0].value or "") for row in book["HuongDan"].iter_rows())
    assert format_id in told
    assert ("dựng lại" in told) == get(format_id).reconstructed
    for name in book.sheetnames[2:-2]:
        sheet = book[name]
        assert str(sheet.freeze_panes).endswith("2") and sheet.auto_filter.ref
        for cell in sheet[1]:
            assert cell.comment is not None and cell.comment.text.strip()
            assert bracketed(str(cell.value)) in str(cell.value)
    pupils = book["HocSinh"]
    headers = {bracketed(str(cell.value)): cell for cell in pupils[1]}
    name = headers["HO_VA_TEN"]
    assert "*" in str(name.value) and "[" in str(name.comment.text if name.comment else "")
    assert name.fill.start_color.rgb != headers["HO_VA_TEN_CHA"].fill.start_color.rgb
    assert pupils.column_dimensions[headers["SO_CCCD"].column_letter].number_format == "@"
    assert pupils.column_dimensions[headers["NGAY_SINH"].column_letter].number_format == "dd/mm/yyyy"


def checks(book: Any, sheet: str) -> dict[str, Any]:
    """The check of each column by the name in its header."""
    target = book[sheet]
    names = {cell.column_letter: bracketed(str(cell.value)) for cell in target[1]}
    found = {}
    for check_ in target.data_validations.dataValidation:
        letter = re.match(r"[A-Z]+", str(check_.sqref))
        assert letter is not None
        found[names[letter[0]]] = check_
    return found


def listed(book: Any, check_: Any) -> list[str]:
    sheet, _, cells = str(check_.formula1).partition("!")
    return [str(row[0].value) for row in book[sheet][cells.replace("$", "")]]


def test_lists_and_checks(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(made(tmp_path, "tieuhoc", grade=2, first_year=2025))
    pupils, marks = checks(book, "HocSinh"), checks(book, "Diem")
    assert listed(book, pupils["GIOI_TINH"]) == ["Nam", "Nữ"]
    assert listed(book, pupils["DAN_TOC"]) == [group.name for group in ethnic_groups()]
    assert listed(book, pupils["DUOC_LEN_LOP"]) == ["Có", "Không"]
    assert listed(book, marks["TEN_MON_HOC"]) == [one.name for one in subjects("TH", 2)]
    assert listed(book, marks["MUC_DAT_DUOC"]) == ["T", "H", "C", "M"]
    assert listed(book, checks(book, "NangLucPhamChat")["PHAM_CHAT_NHAN_AI"]) == ["T", "Đ", "C"]
    assert (pupils["GIOI_TINH"].errorStyle, pupils["DAN_TOC"].errorStyle) == ("stop", "warning")
    assert pupils["NGAY_SINH"].type == "date" and pupils["CAN_NANG"].type == "decimal"
    assert (pupils["CAN_NANG"].formula1, pupils["CAN_NANG"].formula2) == ("1", "300")
    assert "LEN(" in pupils["SO_CCCD"].formula1 and pupils["NOI_SINH"].type == "textLength"
    lists = [one for one in book["Lop"].data_validations.dataValidation if one.type == "list"]
    assert 34 in {len(listed(book, one)) for one in lists}


def test_provinces_are_those_of_the_school_year(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(made(tmp_path, "tieuhoc", first_year=2024))
    sizes = {
        len(listed(book, one)) for one in book["Lop"].data_validations.dataValidation if one.type == "list"
    }
    assert 63 in sizes and 34 not in sizes


def test_what_follows_is_filled_in(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(made(tmp_path, "thcs", grade=7, first_year=2025))
    said = {
        bracketed(str(row[0])): row[1]
        for row in book["Lop"].iter_rows(min_row=2, max_col=2, values_only=True)
    }
    assert {
        tag: said[tag] for tag in ("DINH_DANG", "CAP_HOC", "TEN_NAM_HOC", "MA_KHOI", "MA_CAP_HOC", "THONG_TU")
    } == {
        "DINH_DANG": "v2_trunghoc",
        "CAP_HOC": "thcs",
        "TEN_NAM_HOC": "2025-2026",
        "MA_KHOI": "07",
        "MA_CAP_HOC": "03",
        "THONG_TU": "22/2021",
    }


def test_wide_templates_read_marks_in_columns(tmp_path: Path) -> None:
    (record,) = synthetic_class(1, 1, first_year=2025)
    path = made(tmp_path, "tieuhoc", grade=1, first_year=2025, wide=True)
    book = openpyxl.load_workbook(path)
    headers = [bracketed(str(cell.value)) for cell in book["Diem"][1]]
    assert "01.DIEM_KIEM_TRA_DINH_KY" in headers and "03.MUC_DAT_DUOC" in headers
    assert "03.DIEM_KIEM_TRA_DINH_KY" not in headers  # no test in Đạo đức
    sheet = book["Diem"]
    sheet["A2"] = record.thong_tin_chung.ma_hoc_sinh
    for row in record.tong_ket.bang_diem:
        for name in ("muc_dat_duoc", "diem_kiem_tra_dinh_ky"):
            if (value := getattr(row, name)) is not None:
                sheet.cell(2, headers.index(f"{row.ma_mon_hoc}.{name.upper()}") + 1, value)
    book.save(path)
    whole = fill_without_marks(path, record)
    assert read_class(whole).records == (record,)


def fill_without_marks(path: Path, record: Any) -> Path:
    book = openpyxl.load_workbook(path)
    kept = [[cell.value for cell in row] for row in book["Diem"].iter_rows()]
    book["Diem"].title = "Cũ"
    sheet = book.create_sheet("Diem")
    sheet.append(
        [
            f"[{out}]"
            for out in (
                "MA_HOC_SINH",
                "HO_VA_TEN",
                "MA_MON_HOC",
                "TEN_MON_HOC",
                "MUC_DAT_DUOC",
                "DIEM_KIEM_TRA_DINH_KY",
            )
        ]
    )
    book.save(path)
    fill(path, [record])
    book = openpyxl.load_workbook(path)
    del book["Diem"], book["Cũ"]
    sheet = book.create_sheet("Diem")
    for row in kept:
        sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize(("format_id", "level"), FORMATS)
def test_csv_templates(tmp_path: Path, format_id: str, level: str) -> None:
    folder = tmp_path / "class"
    template(folder, level=level, format=format_id, csv=True)
    names = {file.name for file in folder.iterdir()}
    assert {"HuongDan.txt", "Lop.csv", "HocSinh.csv", "Diem.csv", "QuaTrinhHocTap.csv"} <= names
    read = read_class(folder)
    assert [one.code for one in read.problems] == ["SHEET-EMPTY"] and read.format_id == format_id


def test_wrong_wishes_are_refused(tmp_path: Path) -> None:
    def refusal(**options: Any) -> str:
        with pytest.raises(ConfigurationError) as caught:
            template(tmp_path / "a.xlsx", **options)
        assert not (tmp_path / "a.xlsx").exists()
        return caught.value.code

    assert refusal(level="mamnon") == "SHEET-LEVEL"
    assert refusal(level="thcs", grade=5) == "SHEET-GRADE"
    assert refusal(level="thcs", format="v1_0") == "SHEET-LEVEL-FORMAT"
    assert refusal(level="tieuhoc", format="v2_trunghoc") == "SHEET-LEVEL-FORMAT"
    assert refusal(level="tieuhoc", format="v9") == "FORMAT-NO-SUCH"
    template(tmp_path / "a.xlsx")
    with pytest.raises(StorageError):
        template(tmp_path / "a.xlsx")
    template(tmp_path / "a.xlsx", overwrite=True)


def test_the_example_is_of_nobody_and_in_order() -> None:
    for format_id, level in FORMATS:
        for record in examples(format_id, level):
            assert str(record.thong_tin_chung.so_cccd).startswith("000")
            assert str(record.thong_tin_chung.ma_truong).startswith("00")
            assert all(found.severity is not Severity.ERROR for found in check(record))


@pytest.mark.slow
@pytest.mark.interop
def test_another_program_opens_and_saves_it(tmp_path: Path) -> None:
    """LibreOffice: what it saves of a filled template gives the same records."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    records = examples("v2_trunghoc", "thcs")
    path = fill(made(tmp_path, "thcs", grade=7, first_year=2025), records)
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    subprocess.run([*command, "ods", "--outdir", str(tmp_path), str(path)], check=True, capture_output=True)
    saved = path.with_suffix(".ods")
    subprocess.run(
        [*command, "xlsx", "--outdir", str(tmp_path / "o"), str(saved)], check=True, capture_output=True
    )
    read = read_class(tmp_path / "o" / path.name)
    assert [(one.code, one.cell) for one in read.errors] == []
    assert read.records == records
