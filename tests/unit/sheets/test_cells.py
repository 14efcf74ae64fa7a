"""Cells that hold something else than what was typed: each refused at its place, with its tag."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from tests.unit.sheets.kit import class_file, column, edited, errors, warnings

from hocba.sheets.class_reader import read_class
from hocba.testing.records import synthetic_class

DATE, WEIGHT, NUMBER, COMMENT = "NGAY_SINH", "CAN_NANG", "SO_CCCD", "NHAN_XET_GVCN"


@pytest.mark.parametrize(
    ("sheet", "tag", "value", "code"),
    [
        ("HocSinh", COMMENT, "=A1&B1", "SHEET-FORMULA"),
        ("HocSinh", COMMENT, "#N/A", "SHEET-ERROR-VALUE"),
        ("HocSinh", DATE, dt.datetime(2015, 8, 15, 7, 30), "SHEET-TIME-OF-DAY"),
        ("HocSinh", DATE, 42231, "SHEET-DATE-NUMBER"),
        ("HocSinh", "NOI_SINH", dt.date(2015, 1, 4), "SHEET-DATE-IN-TEXT"),
        ("HocSinh", "NOI_SINH", True, "SHEET-TRUE-IN-TEXT"),
        ("HocSinh", WEIGHT, dt.date(2015, 1, 4), "SHEET-DATE-IN-TEXT"),
        ("HocSinh", NUMBER, 188000001, "SHEET-ZEROS-LOST"),
        ("HocSinh", NUMBER, 1234567890123456, "SHEET-DIGITS-LOST"),
        ("HocSinh", NUMBER, "1,8E+11", "SHEET-DIGITS-LOST"),
        ("HocSinh", WEIGHT, 30.123456, "SHEET-DECIMALS"),
        ("Diem", "DIEM_KIEM_TRA_DINH_KY", 8.5, "SHEET-DECIMALS"),
        ("HocSinh", DATE, "31/02/2015", "G-8"),
        ("HocSinh", WEIGHT, "ba mươi", "G-12"),
        ("Diem", "MUC_DAT_DUOC", "D", "TH-13"),
        ("Diem", "DIEM_KIEM_TRA_DINH_KY", 11, "TH-14"),
        ("NangLucPhamChat", "PHAM_CHAT_YEU_NUOC", "Ð", "G-11"),
        ("HocSinh", "KET_QUA_XEP_LOAI", "Giỏi", "TH-16"),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(
    tmp_path: Path, sheet: str, tag: str, value: object, code: str
) -> None:
    path = class_file(tmp_path, 1)
    place = f"{sheet}!{column(path, sheet, tag)}2"
    found = read_class(edited(path, {place: value}))
    told = [(one.code, one.cell, one.tag) for one in found.errors]
    assert (code, place, tag) in told, told
    assert found.records == ()


def test_everything_is_told_at_once(tmp_path: Path) -> None:
    path = class_file(tmp_path, 2)
    level, name = column(path, "Diem", "MUC_DAT_DUOC"), column(path, "HocSinh", "HO_VA_TEN")
    changes = {f"Diem!{level}2": "D", f"Diem!{level}5": "x", f"HocSinh!{name}2": None, "Lop!B6": "=1"}
    cells = [cell for _, cell in errors(edited(path, changes))]
    assert {f"Diem!{level}2", f"Diem!{level}5", "Lop!B6"} <= set(cells)
    assert any(cell.startswith("HocSinh!") for cell in cells)


@pytest.mark.parametrize(
    ("tag", "value", "meant"),
    [
        ("ngay_sinh", dt.date(2016, 5, 7), "07/05/2016"),
        ("ngay_sinh", "7/5/2016", "07/05/2016"),
        ("ngay_sinh", "2016-05-07", "07/05/2016"),
        ("can_nang", 30.5, "30.5"),
        ("can_nang", "30,5", "30.5"),
        ("can_nang", 0.1 + 0.2 + 30, "30.3"),
        ("gioi_tinh", "nữ", "Nữ"),
        ("ho_va_ten", "  Mẫu  Văn A\u00a0", "Mẫu  Văn A"),
        ("ho_va_ten", "Mẫu Văn A\u0302", "Mẫu Văn Â"),
        ("so_so_dang_bo", 12, "12"),
    ],
)
def test_what_cells_mean(tmp_path: Path, tag: str, value: object, meant: str) -> None:
    path = class_file(tmp_path, 1)
    changed = edited(path, {f"HocSinh!{column(path, 'HocSinh', tag.upper())}2": value})
    book = openpyxl.load_workbook(changed)
    for sheet in ("NangLucPhamChat", "Diem", "QuaTrinhHocTap"):  # names repeated there would differ
        book[sheet].delete_cols(2)
    book.save(changed)
    read = read_class(changed)
    assert {error.code for error in read.errors} <= set(), read.errors
    (record,) = read.records
    assert getattr(record.thong_tin_chung, tag) == meant


@pytest.mark.parametrize(
    ("value", "meant"),
    [("Hoàn thành tốt", "T"), ("hoàn thành", "H"), ("T", "T")],
)
def test_words_of_the_lists_stand_for_their_letters(tmp_path: Path, value: str, meant: str) -> None:
    path = class_file(tmp_path, 1)
    level = column(path, "Diem", "MUC_DAT_DUOC")
    read = read_class(edited(path, {f"Diem!{level}9": value}))
    row = 9 - 2
    told = [found for found in read.errors if not found.code.startswith("TH-")]
    assert told == []
    if read.records:
        assert read.records[0].tong_ket.bang_diem[row].muc_dat_duoc == meant


def test_true_and_false_answer_yes_and_no(tmp_path: Path) -> None:
    path = class_file(tmp_path, 1)
    place = f"HocSinh!{column(path, 'HocSinh', 'DUOC_LEN_LOP')}2"
    said = read_class(path).records[0].tong_ket.duoc_len_lop
    read = read_class(edited(path, {place: said == "1"}))
    assert read.records[0].tong_ket.duoc_len_lop == said


def test_zeros_that_a_number_format_shows_count(tmp_path: Path) -> None:
    path = class_file(tmp_path, 1)
    number = column(path, "HocSinh", NUMBER)
    known = str(synthetic_class(1)[0].thong_tin_chung.so_cccd)
    place = f"HocSinh!{number}2"
    read = read_class(edited(path, {place: int(known)}, formats={place: "000000000000"}))
    assert read.records[0].thong_tin_chung.so_cccd == known


def test_codes_in_number_cells_are_told_and_get_their_zero_back(tmp_path: Path) -> None:
    path = class_file(tmp_path, 1)
    code = column(path, "Diem", "MA_MON_HOC")
    book = openpyxl.load_workbook(path)
    for row in book["Diem"].iter_rows(min_row=2, min_col=3, max_col=3):
        row[0].value, row[0].number_format = int(row[0].value), "General"
    book.save(path)
    read = read_class(path)
    assert warnings(read) == [("SHEET-NUMBER-CODE", f"Diem!{code}2")]
    assert read.records == tuple(synthetic_class(1))


def test_values_are_hidden_unless_asked_for(tmp_path: Path) -> None:
    path = class_file(tmp_path, 1)
    place = f"HocSinh!{column(path, 'HocSinh', NUMBER)}2"
    read = read_class(edited(path, {place: "bí mật 9"}))
    told = next(found for found in read.errors if found.cell == place)
    assert "bí mật" not in told.message("vi") + told.message("en") + str(told.to_dict())
    assert "bí mật" in told.message("vi", show_personal_data=True)
    assert told.to_dict()["cell"] == place.partition("!")[2] and told.to_dict()["sheet"] == "HocSinh"
