"""Columns by tag, label, number of subject, mapping: what is found, what is refused as ambiguous."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.unit.sheets.kit import class_file, errors, examples, warnings, workbook

from hocba.rules.codes import subjects
from hocba.rules.form import GENERAL
from hocba.sheets.book import Cell, CellKind, Grid
from hocba.sheets.class_reader import read_class
from hocba.sheets.convert import Converter
from hocba.sheets.header import read_header
from hocba.sheets.layout import layout_of
from hocba.sheets.mapping import NO_MAPPING, Mapping, SheetMap
from hocba.sheets.names import exact, folded
from hocba.sheets.place import Place, column_letters, column_number
from hocba.sheets.subjects import Subjects
from hocba.sheets.targets import Targets, Use, key_column
from hocba.testing.records import synthetic_class


def grid(rows: list[list[str]]) -> Grid:
    made: dict[int, dict[int, Cell]] = {}
    for number, row in enumerate(rows, start=1):
        cells = {
            column: Cell(CellKind.TEXT, value, Place(0, "S", number, column))
            for column, value in enumerate(row, start=1)
            if value
        }
        if cells:
            made[number] = cells
    return Grid(name="S", order=0, rows=made)


def targets(part: str, *, format_id: str = "v1_0", key: str = "MA_HOC_SINH", **options: Any) -> Targets:
    layout = layout_of(format_id)
    level = "TH" if format_id != "v2_trunghoc" else "THPT"
    known = Subjects(level, options.get("subjects", {}))
    return Targets(layout, layout.parts[part], key_column(layout, key), known, options.get("fields", {}))


def found(header: str, part: str = "hoc_sinh", **options: Any) -> list[str]:
    return [
        f"{one.subject and one.subject + '/'}{one.column.id}" for one in targets(part, **options).find(header)
    ]


@pytest.mark.parametrize(
    "header",
    [
        "HO_VA_TEN", "ho_va_ten", "Họ và tên", "  HỌ VÀ  TÊN ", "Ho va ten", "ho-va-ten", "Họ và tên *",
        "Họ và tên:",
        "Tên gì cũng được [HO_VA_TEN]", "x [THONG_TIN_CHUNG.HO_VA_TEN]", "Họ và tên học sinh",
    ],
)  # fmt: skip
def test_a_column_by_tag_or_label(header: str) -> None:
    assert found(header) == ["THONG_TIN_CHUNG.HO_VA_TEN"]


@pytest.mark.parametrize(
    ("header", "part", "meant"),
    [
        ("Cân nặng (kg)", "hoc_sinh", ["THONG_TIN_CHUNG.CAN_NANG"]),
        ("TONG_SO_BUOI_NGHI_KHONG_PHEP", "hoc_sinh", ["THONG_TIN_CHUNG.THONG_SO_BUOI_NGHI_KHONG_PHEP"]),
        ("Phẩm chất yêu nước", "hoc_sinh", ["DANH_GIA_NANG_LUC_PHAM_CHAT.PHAM_CHAT_YEU_NUOC"]),
        ("Tên lớp", "hoc_sinh", ["THONG_TIN_CHUNG.TEN_LOP"]),
        ("Tên lớp", "qua_trinh", ["QUA_TRINH_HOC_TAP.TEN_LOP"]),
        ("Toán - Mức đạt được", "hoc_sinh", ["01/BANG_DIEM.MUC_DAT_DUOC"]),
        ("toan: muc dat duoc", "diem", ["01/BANG_DIEM.MUC_DAT_DUOC"]),
        ("01.MUC_DAT_DUOC", "diem", ["01/BANG_DIEM.MUC_DAT_DUOC"]),
        ("x [02.DIEM_KIEM_TRA_DINH_KY]", "diem", ["02/BANG_DIEM.DIEM_KIEM_TRA_DINH_KY"]),
        ("Tin học và Công nghệ (Tin học) - Mức đạt được", "diem", ["12/BANG_DIEM.MUC_DAT_DUOC"]),
        ("QUA_TRINH_HOC_TAP[2].TEN_LOP", "hoc_sinh", []),
        ("x [QUA_TRINH_HOC_TAP[2].TEN_LOP]", "hoc_sinh", []),
        ("Nhạc cụ", "hoc_sinh", []),
        ("", "hoc_sinh", []),
        ("---", "hoc_sinh", []),
    ],
)
def test_columns_of_parts(header: str, part: str, meant: list[str]) -> None:
    assert found(header, part) == meant


def test_indexed_columns_through_a_mapping() -> None:
    (target,) = targets("hoc_sinh").named("QUA_TRINH_HOC_TAP[2].TEN_LOP")
    assert (target.column.id, target.index) == ("QUA_TRINH_HOC_TAP.TEN_LOP", 1)
    assert targets("hoc_sinh").named("TONG_KET[2].DUOC_LEN_LOP") == ()


def test_a_name_that_fits_two_tags_names_both() -> None:
    assert found("SO_CCCD", "giao_vien", format_id="v2_trunghoc", key="SO_CCCD") == [
        "GVBM.SO_CCCD",
        "THONG_TIN_CHUNG.SO_CCCD",
    ]
    named = targets("giao_vien", format_id="v2_trunghoc", key="SO_CCCD")
    assert [one.use for one in named.find("GVBM.SO_CCCD")] == [Use.VALUE]
    assert [one.use for one in named.find("x [THONG_TIN_CHUNG.SO_CCCD]")] == [Use.KEY]
    assert found("SO_CCCD", "giao_vien", format_id="v2_trunghoc") == ["GVBM.SO_CCCD"]
    assert found("Vật lý - Điểm học kỳ 1", "diem", format_id="v2_trunghoc") == [
        "35/DIEM_TONG_KET.DIEM_HOC_KY_1"
    ]


def test_ambiguity_is_an_error_at_its_cell(tmp_path: Path) -> None:
    record = examples("v2_trunghoc", "thcs")[0]
    path = tmp_path / "a.xlsx"
    from hocba.sheets.class_writer import write_class

    write_class([record], path)
    book = openpyxl.load_workbook(path)
    teachers = book["GiaoVien"]
    for row in teachers.iter_rows(min_row=1, max_row=1):
        for cell in row:
            if "SO_CCCD" in str(cell.value):
                cell.value = "SO_CCCD"
                place = f"GiaoVien!{cell.coordinate}"
    book.save(path)
    told = read_class(path, key="SO_CCCD")
    assert ("SHEET-AMBIGUOUS", place) in [(one.code, one.cell) for one in told.errors]
    message = next(one for one in told.errors if one.code == "SHEET-AMBIGUOUS").message("en")
    assert "GVBM.SO_CCCD" in message and "THONG_TIN_CHUNG.SO_CCCD" in message


def test_the_header_is_the_row_that_means_the_most() -> None:
    rows = [
        ["TRƯỜNG VÍ DỤ"],
        [],
        ["Danh sách", "Họ và tên"],
        ["STT", "Mã học sinh", "Họ và tên", "Nơi sinh"],
        ["1", "a", "b", "c"],
    ]
    header = read_header(grid(rows), targets("hoc_sinh"), None)
    assert header is not None and header.row == 4
    assert [target.column.tag for target in header.targets.values()] == [
        "MA_HOC_SINH",
        "HO_VA_TEN",
        "NOI_SINH",
    ]
    assert [(one.code, one.cell) for one in header.problems] == [("SHEET-UNKNOWN-COLUMN", "S!A4")]
    assert "STT" not in header.problems[0].message("vi")
    assert "STT" in header.problems[0].message("vi", show_personal_data=True)


def test_a_column_twice_and_joined_columns() -> None:
    rows = [["Mã học sinh", "Họ và tên", "Họ và tên"], ["a", "Mẫu", "An"]]
    header = read_header(grid(rows), targets("hoc_sinh"), None)
    assert header is not None
    assert [(one.code, one.cell) for one in header.problems] == [("SHEET-COLUMN-TWICE", "S!C1")]
    about = SheetMap(part="hoc_sinh", joined={"HO_VA_TEN": (exact("Họ và tên"),)})
    header = read_header(grid(rows), targets("hoc_sinh"), about)
    assert header is not None and header.problems == () and len(header.targets) == 3


def test_columns_by_letter() -> None:
    rows = [["?", "??"], ["a", "b"]]
    about = SheetMap(part="hoc_sinh", header_row=1, columns={"@a": "MA_HOC_SINH", "@b": "-"})
    header = read_header(grid(rows), targets("hoc_sinh"), about)
    assert header is not None
    assert [target.column.tag for target in header.targets.values()] == ["MA_HOC_SINH"]
    assert header.problems == ()


def wide(path: Path, *, header_rows: int) -> Path:
    """The marks of a class in columns: one header row, or two with the subjects merged over theirs."""
    book = openpyxl.load_workbook(path)
    marks = book["Diem"]
    rows = list(marks.iter_rows(min_row=2, values_only=True))
    del book["Diem"]
    sheet = book.create_sheet("Diem")
    taught = [one for one in subjects("TH", 4) if any(row[2] == one.code for row in rows)]
    sheet.append(["BẢNG ĐIỂM"])
    sheet.append([])
    names = ["Mức đạt được", "Điểm kiểm tra định kỳ"]
    if header_rows == 1:
        sheet.append(["Mã học sinh", *(f"{one.name} - {name}" for one in taught for name in names)])
    else:
        sheet.append(["Mã học sinh", *(value for one in taught for value in (one.name, None))])
        sheet.append([None, *(names * len(taught))])
        sheet.merge_cells("A3:A4")
        for number in range(len(taught)):
            left, right = column_letters(2 + 2 * number), column_letters(3 + 2 * number)
            sheet.merge_cells(f"{left}3:{right}3")
    for key in dict.fromkeys(row[0] for row in rows):
        own = {row[2]: row[4:6] for row in rows if row[0] == key}
        sheet.append([key, *(value for one in taught for value in own[one.code])])
    book.save(path)
    return path


def test_marks_in_columns(tmp_path: Path) -> None:
    path = wide(class_file(tmp_path, 3), header_rows=1)
    read = read_class(path)
    assert [(one.code, one.cell) for one in read.errors] == []
    for record, known in zip(read.records, synthetic_class(3), strict=True):
        assert set(record.tong_ket.bang_diem) == set(known.tong_ket.bang_diem)


def test_marks_in_columns_below_two_rows(tmp_path: Path) -> None:
    path = wide(class_file(tmp_path, 2), header_rows=2)
    sheets = [SheetMap(part="hoc_sinh", names=("hocsinh",)), SheetMap(part="lop", names=("lop",))]
    sheets += [
        SheetMap(part="nang_luc", names=("nangluc*",)),
        SheetMap(part="qua_trinh", names=("quatrinh*",)),
    ]
    sheets.append(SheetMap(part="diem", names=("diem",), header_rows=2))
    read = read_class(path, mapping=Mapping(sheets=tuple(sheets)))
    assert [(one.code, one.cell) for one in read.errors] == []
    assert warnings(read) == []
    for record, known in zip(read.records, synthetic_class(2), strict=True):
        assert set(record.tong_ket.bang_diem) == set(known.tong_ket.bang_diem)


def test_everything_in_one_sheet(tmp_path: Path) -> None:
    """Pupils, marks, competences and history side by side, as one CSV file."""
    (record,) = synthetic_class(1)
    general = {f"[{name.upper()}]": value for name, value in record.thong_tin_chung.__dict__.items() if value}
    results = {
        f"[{name.upper()}]": value
        for name, value in record.tong_ket.__dict__.items()
        if isinstance(value, str)
    }
    levels = record.tong_ket.danh_gia_nang_luc_pham_chat.__dict__
    assessed = {f"[{name.upper()}]": value for name, value in levels.items() if value}
    marks = {f"[{row.ma_mon_hoc}.{name.upper()}]": value for row in record.tong_ket.bang_diem
             for name, value in row.__dict__.items() if value and "mon_hoc" not in name}  # fmt: skip
    history = {f"H{number}{name}": value for number, entry in enumerate(record.qua_trinh_hoc_tap)
               for name, value in entry.__dict__.items() if value}  # fmt: skip
    cells = {**general, **results, **assessed, **marks, **history}
    import csv

    path = tmp_path / "4A.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerows([list(cells), list(cells.values())])
    columns = {exact(name): f"QUA_TRINH_HOC_TAP[{int(name[1]) + 1}].{name[2:].upper()}" for name in history}
    mapping = Mapping(level="tieuhoc", sheets=(SheetMap(part="hoc_sinh", number=1, columns=columns),))
    assert read_class(path, mapping=mapping).records == (record,)


def test_extra_sheets_of_pupils_add_to_them(tmp_path: Path) -> None:
    path = class_file(tmp_path, 2)
    book = openpyxl.load_workbook(path)
    pupils = book["HocSinh"]
    extra = book.create_sheet("Kết quả")
    for row in range(1, 4):
        extra.append([pupils.cell(row, 1).value, pupils.cell(row, pupils.max_column - 1).value])
    pupils.delete_cols(pupils.max_column - 1)
    book.save(path)
    names = {
        "hoc_sinh": ("hocsinh",),
        "nang_luc": ("nangluc*",),
        "qua_trinh": ("quatrinh*",),
        "lop": ("lop",),
        "diem": ("diem",),
    }
    sheets = [SheetMap(part=part, names=wanted) for part, wanted in names.items()]
    sheets.append(SheetMap(part="hoc_sinh", names=("ket qua",)))
    assert read_class(path, mapping=Mapping(sheets=tuple(sheets))).records == tuple(synthetic_class(2))


def test_subjects_by_name_and_the_sheet_of_one_subject(tmp_path: Path) -> None:
    rows = [["Mã học sinh", "Tên môn học", "Mức đạt được"], ["1", "toán", "T"], ["1", "Thiên văn", "T"]]
    pupils = [["Mã học sinh", "Họ và tên"], ["1", "Mẫu"]]
    path = workbook(tmp_path / "a.xlsx", {"HocSinh": pupils, "Diem": rows})
    told = errors(path, level="tieuhoc")
    assert ("SHEET-SUBJECT", "Diem!B3") in told
    assert ("SHEET-SUBJECT", "Diem!B2") not in told
    one = SheetMap(part="diem", names=("diem",), subject="01", columns={exact("Tên môn học"): "-"})
    mapping = Mapping(level="tieuhoc", sheets=(SheetMap(part="hoc_sinh", names=("hocsinh",)), one))
    assert "SHEET-SUBJECT" not in {code for code, _ in errors(path, mapping=mapping)}


def test_small_words() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 702, 703, 16_384)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]
    assert [column_number(letters) for letters in ("A", "Z", "AA", "XFD", "", "a", "ABCD")] == [
        1,
        26,
        27,
        16_384,
        0,
        0,
        0,
    ]
    assert folded("Đánh giá (ĐG)") == "danh gia dg"
    assert exact(" Họ  VÀ tên ") == "họ và tên"
    assert str(Place(0, "S", 7, 3)) == "S!C7" and str(Place(0, "S", 7)) == "S!7" and str(Place(0, "S")) == "S"


def test_serial_dates_and_other_forms_through_a_mapping() -> None:
    birth = layout_of("v1_0").column(GENERAL, "ngay_sinh")
    assert birth is not None
    mapping = Mapping(date_formats=("MM/dd/yyyy",), serial_dates=True)
    convert = Converter(mapping, dt.date(1899, 12, 30), str)
    place = Place(0, "S", 2, 2)
    from decimal import Decimal

    assert convert.read(Cell(CellKind.NUMBER, Decimal(42231), place), birth) == "15/08/2015"
    assert convert.read(Cell(CellKind.NUMBER, Decimal("42231.5"), place), birth) is None
    assert convert.read(Cell(CellKind.NUMBER, Decimal("9e9"), place), birth) is None
    assert convert.read(Cell(CellKind.TEXT, "08/15/2015", place), birth) == "15/08/2015"
    assert (
        convert.read(Cell(CellKind.TEXT, "15/08/2015", place), birth) == "15/08/2015"
    )  # as written: refused later
    both = Converter(Mapping(date_formats=("d/M/yyyy", "M/d/yyyy")), dt.date(1899, 12, 30), str)
    assert both.read(Cell(CellKind.TEXT, "2/3/2015", place), birth) == "2/3/2015"  # nobody can say which
    assert both.read(Cell(CellKind.TEXT, "2/2/2015", place), birth) == "02/02/2015"
    assert NO_MAPPING.date_formats == ()
