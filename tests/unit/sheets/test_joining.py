"""Rows and pupils: keys, rows that moved, merged and hidden cells, what the class shares."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from tests.unit.sheets.kit import class_file, column, edited, errors, warnings, workbook

from hocba.sheets.class_import import ClassImport
from hocba.sheets.class_reader import read_class
from hocba.sheets.class_writer import write_class
from hocba.sheets.mapping import Mapping, SheetMap
from hocba.testing.records import synthetic_class


def test_keys(tmp_path: Path) -> None:
    path = class_file(tmp_path, 2)
    key = openpyxl.load_workbook(path)["HocSinh"]["A2"].value
    assert ("SHEET-KEY-TWICE", "HocSinh!A3") in errors(edited(class_file(tmp_path, 2), {"HocSinh!A3": key}))
    assert ("SHEET-KEY-BLANK", "HocSinh!3") in errors(edited(class_file(tmp_path, 2), {"HocSinh!A3": None}))
    assert ("SHEET-NO-SUCH-PUPIL", "Diem!A4") in errors(edited(class_file(tmp_path, 2), {"Diem!A4": "X"}))
    assert ("SHEET-KEY-BLANK", "Diem!4") in errors(edited(class_file(tmp_path, 2), {"Diem!A4": None}))


def test_rows_that_moved_are_noticed(tmp_path: Path) -> None:
    path = class_file(tmp_path, 2)
    other = openpyxl.load_workbook(path)["HocSinh"]["B3"].value
    found = read_class(edited(path, {"Diem!B2": other})).errors
    assert [(one.code, one.cell, one.tag) for one in found] == [("SHEET-OTHER-PUPIL", "Diem!B2", "HO_VA_TEN")]
    assert str(other) not in found[0].message("vi")


def test_a_sheet_without_the_key(tmp_path: Path) -> None:
    path = class_file(tmp_path, 1)
    book = openpyxl.load_workbook(path)
    book["Diem"].delete_cols(1)
    book.save(path)
    assert ("SHEET-NO-KEY", "Diem!1") in errors(path)


def test_another_key(tmp_path: Path) -> None:
    path = class_file(tmp_path, 2)
    book = openpyxl.load_workbook(path)
    pupils = book["HocSinh"]
    number = column(path, "HocSinh", "SO_CCCD")
    numbers = {pupils[f"A{row}"].value: pupils[f"{number}{row}"].value for row in (2, 3)}
    for name in ("NangLucPhamChat", "Diem", "QuaTrinhHocTap"):
        book[name]["A1"].value = "Số CCCD"
        for row in book[name].iter_rows(min_row=2, max_col=1):
            row[0].value = numbers[row[0].value]
    del book["Lop"]
    lop = book.create_sheet("Lop")
    for cells in openpyxl.load_workbook(path)["Lop"].iter_rows(values_only=True):
        if "KHOA_NOI" not in str(cells[0]):
            lop.append(cells[:2])
    book.save(path)
    assert errors(path) and "SHEET-NO-KEY" in {code for code, _ in errors(path)}
    assert read_class(path, key="SO_CCCD").records == tuple(synthetic_class(2))


def test_merged_cells_below_the_header(tmp_path: Path) -> None:
    path = class_file(tmp_path, 2)
    book = openpyxl.load_workbook(path)
    place = column(path, "HocSinh", "QUE_QUAN")
    book["HocSinh"].merge_cells(f"{place}2:{place}3")
    book["HocSinh"].merge_cells("AZ2:BA3")
    book.save(path)
    assert ("SHEET-MERGED", f"HocSinh!{place}2") in errors(path)
    assert [code for code, _ in errors(path)].count("SHEET-MERGED") == 1


def test_hidden_rows_and_sheets_are_imported_and_told(tmp_path: Path) -> None:
    path = class_file(tmp_path, 2)
    book = openpyxl.load_workbook(path)
    book["Diem"].row_dimensions[5].hidden = True
    book["Diem"].row_dimensions[6].hidden = True
    book["QuaTrinhHocTap"].sheet_state = "hidden"
    book.create_sheet("Ghi chú").append(["x"])
    book.save(path)
    read = read_class(path)
    assert sorted(warnings(read)) == [
        ("SHEET-HIDDEN-ROWS", "Diem!5"),
        ("SHEET-HIDDEN-SHEET", "QuaTrinhHocTap"),
        ("SHEET-UNUSED", "Ghi chú"),
    ]
    assert read.records == tuple(synthetic_class(2))
    assert ("SHEET-UNUSED", "Ghi chú") in errors(path, strict=True)


def test_a_value_of_the_pupil_wins_over_that_of_the_class(tmp_path: Path) -> None:
    path = class_file(tmp_path, 2)
    book = openpyxl.load_workbook(path)
    sheet = book["HocSinh"]
    place = sheet.cell(1, sheet.max_column + 1, "Địa danh phát hành học bạ").column_letter
    sheet[f"{place}3"].value = "Xã Khác"
    book.save(path)
    places = [record.thong_tin_chung.dia_danh_phat_hanh_hoc_ba for record in read_class(path).records]
    assert places == ["Phường Ví Dụ", "Xã Khác"]


def test_what_every_pupil_has_for_himself_is_refused_for_the_class(tmp_path: Path) -> None:
    path = class_file(tmp_path, 2)
    last = openpyxl.load_workbook(path)["Lop"].max_row
    changes = {
        f"Lop!A{last + 1}": "Giới tính",
        f"Lop!B{last + 1}": "Nam",
        f"Lop!A{last + 2}": "TEN_LOP",
        f"Lop!B{last + 2}": "4B",
        f"Lop!A{last + 3}": "Điều gì đó",
        f"Lop!B{last + 3}": "x",
    }
    path = edited(path, changes)
    told = errors(path)
    assert ("SHEET-CONSTANT-PUPIL", f"Lop!B{last + 1}") in told
    assert ("SHEET-COLUMN-TWICE", f"Lop!A{last + 2}") in told
    assert ("SHEET-UNKNOWN-COLUMN", f"Lop!A{last + 3}") in warnings(read_class(path))


def test_a_value_that_stands_twice(tmp_path: Path) -> None:
    path = class_file(tmp_path, 1)
    book = openpyxl.load_workbook(path)
    sheet = book["HocSinh"]
    sheet.cell(1, sheet.max_column + 1, "Toán - Mức đạt được")
    sheet.cell(2, sheet.max_column, "C")
    book.save(path)
    place = f"HocSinh!{sheet.cell(1, sheet.max_column).column_letter}2"
    assert errors(path) == [("SHEET-VALUE-TWICE", place)]


def test_rows_of_missing_parts_are_told_at_the_pupil(tmp_path: Path) -> None:
    path = class_file(tmp_path, 2)
    book = openpyxl.load_workbook(path)
    del book["QuaTrinhHocTap"]
    book.save(path)
    told = read_class(path).errors
    assert {one.cell for one in told} == {"HocSinh!A2", "HocSinh!A3"}
    assert {one.pupil for one in told} == {1, 2}


def test_no_pupils(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Diem": [["Mã môn học"]], "Khác": [["x"]], "Nữa": [["y"]]})
    assert ("SHEET-NO-PUPILS", "") in errors(path, level="tieuhoc")
    path = workbook(tmp_path / "b.xlsx", {"HocSinh": [["Mã học sinh", "Họ và tên"]]})
    assert errors(path, level="tieuhoc") == [("SHEET-EMPTY", "")]
    path = workbook(tmp_path / "c.xlsx", {"HocSinh": [["một", "hai"], ["ba", "bốn"]]})
    assert ("SHEET-NO-HEADER", "HocSinh") in errors(path, level="tieuhoc")


def test_a_sheet_of_a_part_that_the_format_lacks(tmp_path: Path) -> None:
    path = class_file(tmp_path, 1)
    book = openpyxl.load_workbook(path)
    book.create_sheet("GiaoVien").append(["Mã môn học", "Số CCCD"])
    book.save(path)
    read = read_class(path)
    assert warnings(read) == [("SHEET-PART", "GiaoVien")]
    assert len(read.records) == 1


def test_a_workbook_linked_to_others_is_told(tmp_path: Path) -> None:
    import zipfile

    path = class_file(tmp_path, 1)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    assert ("SHEET-LINKED", "") in warnings(read_class(path))


def test_one_sheet_of_any_name_is_the_pupils(tmp_path: Path) -> None:
    write_class(synthetic_class(1), tmp_path / "x", csv=True)
    (tmp_path / "4a.csv").write_bytes((tmp_path / "x" / "HocSinh.csv").read_bytes())
    read = read_class(tmp_path / "4a.csv", level="tieuhoc")
    assert read.pupils == 1 and read.rows == {"hoc_sinh": 1}
    assert read.errors


PUPILS = [
    ["Mã học sinh", "Họ và tên", "Họ và tên", "Nơi sinh"],
    ["1", "Mẫu", "An", "X"],
    [None, "Người lập", None, None],
]


def mapped(tmp_path: Path, **sheets: list[list[object]]) -> ClassImport:
    """Sheets of THCS read with a mapping that joins the two columns of the name and stops at a blank key."""
    path = workbook(tmp_path / "a.xlsx", sheets)
    parts = {"HocSinh": "hoc_sinh", "Them": "hoc_sinh", "Diem": "diem", "GiaoVien": "giao_vien"}
    maps = tuple(
        SheetMap(
            part=parts[name],
            names=(name.lower(),),
            until_blank_key=name == "HocSinh",
            joined={"HO_VA_TEN": ("họ và tên",)},
            subject="15" if name == "Diem" else "",
        )
        for name in sheets
    )
    return read_class(path, level="thcs", mapping=Mapping(sheets=maps, key="MA_HOC_SINH"))


def test_joined_names_footers_and_the_sheet_of_a_subject(tmp_path: Path) -> None:
    read = mapped(
        tmp_path, HocSinh=PUPILS, Diem=[["Mã học sinh", "Điểm học kỳ 1"], ["1", "8,5"], ["1", "Đạt"]]
    )
    (record,) = read.require()
    assert record.thong_tin_chung.ho_va_ten == "Mẫu An"
    rows = [(row.ma_mon_hoc, row.ten_mon_hoc, row.diem_hoc_ky_1) for row in record.diem_tong_ket]
    assert rows == [("15", "Toán", "8.5"), ("15", "Toán", "Đ")]


def test_two_sheets_of_pupils_that_disagree(tmp_path: Path) -> None:
    more: list[list[object]] = [["Mã học sinh", "Nơi sinh", "Quê quán"], ["1", "Y", "Z"]]
    read = mapped(tmp_path, HocSinh=PUPILS, Them=more)
    assert [(one.code, one.cell, one.tag) for one in read.errors] == [
        ("SHEET-VALUE-TWICE", "Them!B2", "NOI_SINH")
    ]


def test_teachers_of_unknown_subjects(tmp_path: Path) -> None:
    given: list[list[object]] = [
        ["Tên môn học", "GVBM.SO_CCCD"],
        ["Thiên văn", "000180000001"],
        [None, "000180000001"],
    ]
    read = mapped(tmp_path, HocSinh=PUPILS, GiaoVien=given)
    assert [(one.code, one.cell) for one in read.errors] == [
        ("SHEET-SUBJECT", "GiaoVien!A2"),
        ("SHEET-SUBJECT", "GiaoVien!3"),
    ]
