"""Every finding about spreadsheets is reached by the smallest sheets that deserve it, at the cell named."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from tests.unit.sheets.kit import workbook

from hocba.i18n import catalog
from hocba.sheets import Mapping, Problem, read_class
from hocba.sheets.mapping import SheetMap

Rows = Sequence[Sequence[object]]
PUPILS: Rows = [
    ["Mã học sinh", "Họ và tên", "Ngày sinh"],
    ["1", "Mẫu Một", "01/02/2013"],
    ["2", "Mẫu Hai", None],
]
MARKS: Rows = [["Mã học sinh", "Mã môn học", "Điểm học kỳ 1"], ["1", "15", 8.5]]
TEACHERS: Rows = [["Mã môn học", "GVBM.SO_CCCD", "GVBM.HO_VA_TEN"], ["15", "000180000001", "Mẫu Cô"]]


def changed(rows: Rows, row: int, column: int, value: object) -> Rows:
    """``rows`` with another value in a cell, counted from 1; longer where it has to be."""
    made = [list(one) for one in rows]
    while len(made) < row:
        made.append([None] * len(rows[0]))
    made[row - 1] += [None] * (column - len(made[row - 1]))
    made[row - 1][column - 1] = value
    return made


def sheets(
    *, mapping: Mapping | None = None, touch: Callable[[openpyxl.Workbook], None] | None = None, **given: Rows
) -> Callable[[Path], tuple[Problem, ...]]:
    """Reads a workbook of these sheets (HocSinh unless given) as one of THCS."""

    def read(folder: Path) -> tuple[Problem, ...]:
        path = workbook(folder / "a.xlsx", {"HocSinh": PUPILS, **given})
        if touch is not None:
            book = openpyxl.load_workbook(path)
            touch(book)
            book.save(path)
        return read_class(path, level="thcs", mapping=mapping).problems

    return read


def linked(folder: Path) -> tuple[Problem, ...]:
    path = workbook(folder / "a.xlsx", {"HocSinh": PUPILS})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    return read_class(path, level="thcs").problems


def hidden_rows(book: openpyxl.Workbook) -> None:
    book["HocSinh"].row_dimensions[3].hidden = True


def hidden_sheet(book: openpyxl.Workbook) -> None:
    book["Diem"].sheet_state = "hidden"


def without_pupils(book: openpyxl.Workbook) -> None:
    book.remove(book["HocSinh"])


def merged(book: openpyxl.Workbook) -> None:
    book["HocSinh"].merge_cells("B2:B3")


ID = "00000000-0000-4000-8000-000000000000"
WITH_ID: Rows = [[*PUPILS[0], "MA_TRA_CUU_UUID"], [*PUPILS[1], ID], [*PUPILS[2], ID]]
WITH_NUMBER: Rows = changed(changed(PUPILS, 1, 4, "SO_CCCD"), 2, 4, 188000001)
TWO: Rows = [["Mã học sinh", "15.DIEM_HOC_KY_1"], ["1", 7.5]]
BY_NUMBER: Rows = [["SO_CCCD", "Mã môn học"], ["000180000001", "15"]]
COMMENT = changed(changed(PUPILS, 1, 4, "NHAN_XET_GVCN"), 2, 4, True)
OTHER_NAME = changed(changed(MARKS, 1, 4, "Họ và tên"), 2, 4, "Mẫu Hai")
OTHER_SUBJECT = changed(TEACHERS, 2, 1, "19")
MORNING = dt.datetime(2013, 2, 1, 7, 30)
ONLY_PUPILS = Mapping(
    sheets=(SheetMap(part="hoc_sinh", names=("hocsinh",)), SheetMap(part="diem", names=("x",)))
)

REACHED: dict[str, tuple[Callable[[Path], tuple[Problem, ...]], str]] = {
    "SHEET-ABSENT": (sheets(mapping=ONLY_PUPILS), ""),
    "SHEET-AMBIGUOUS": (sheets(mapping=Mapping(key="SO_CCCD"), GiaoVien=BY_NUMBER), "GiaoVien!A1"),
    "SHEET-COLUMN-TWICE": (sheets(HocSinh=changed(PUPILS, 1, 4, "HO_VA_TEN")), "HocSinh!D1"),
    "SHEET-CONSTANT-PUPIL": (sheets(Lop=[["Giới tính", "Nam"]]), "Lop!B1"),
    "SHEET-DATE-IN-TEXT": (sheets(HocSinh=changed(PUPILS, 2, 2, dt.date(2026, 1, 4))), "HocSinh!B2"),
    "SHEET-DATE-NUMBER": (sheets(HocSinh=changed(PUPILS, 2, 3, 42231)), "HocSinh!C2"),
    "SHEET-DECIMALS": (sheets(Diem=changed(MARKS, 2, 3, 8.55)), "Diem!C2"),
    "SHEET-DIGITS-LOST": (sheets(HocSinh=changed(WITH_NUMBER, 2, 4, "1,8E+11")), "HocSinh!D2"),
    "SHEET-EMPTY": (sheets(HocSinh=PUPILS[:1]), ""),
    "SHEET-ERROR-VALUE": (sheets(HocSinh=changed(PUPILS, 2, 2, "#N/A")), "HocSinh!B2"),
    "SHEET-FORMULA": (sheets(HocSinh=changed(PUPILS, 2, 2, "=A1")), "HocSinh!B2"),
    "SHEET-HIDDEN-ROWS": (sheets(touch=hidden_rows), "HocSinh!3"),
    "SHEET-HIDDEN-SHEET": (sheets(touch=hidden_sheet, Diem=MARKS), "Diem"),
    "SHEET-ID-TWICE": (sheets(HocSinh=WITH_ID), "HocSinh!D3"),
    "SHEET-KEY-BLANK": (sheets(HocSinh=changed(PUPILS, 3, 1, None)), "HocSinh!3"),
    "SHEET-KEY-TWICE": (sheets(HocSinh=changed(PUPILS, 3, 1, "1")), "HocSinh!A3"),
    "SHEET-LINKED": (linked, ""),
    "SHEET-MERGED": (sheets(touch=merged), "HocSinh!B2"),
    "SHEET-NO-HEADER": (sheets(Diem=[["một", "hai"], ["ba", "bốn"]]), "Diem"),
    "SHEET-NO-KEY": (sheets(Diem=[row[1:] for row in MARKS]), "Diem!1"),
    "SHEET-NO-PUPILS": (sheets(touch=without_pupils, Khác=[["x"]], Nữa=[["y"]]), ""),
    "SHEET-NO-SUCH-PUPIL": (sheets(Diem=changed(MARKS, 2, 1, "9")), "Diem!A2"),
    "SHEET-NUMBER-CODE": (sheets(Diem=changed(MARKS, 2, 2, 15)), "Diem!B2"),
    "SHEET-OTHER-PUPIL": (sheets(Diem=OTHER_NAME), "Diem!D2"),
    "SHEET-PART": (sheets(NangLucPhamChat=[["x"]]), "NangLucPhamChat"),
    "SHEET-SUBJECT": (sheets(Diem=[["Mã học sinh", "Tên môn học"], ["1", "Thiên văn"]]), "Diem!B2"),
    "SHEET-TEACHER-SUBJECT": (sheets(Diem=MARKS, GiaoVien=OTHER_SUBJECT), "GiaoVien!2"),
    "SHEET-TIME-OF-DAY": (sheets(HocSinh=changed(PUPILS, 2, 3, MORNING)), "HocSinh!C2"),
    "SHEET-TRUE-IN-TEXT": (sheets(HocSinh=COMMENT), "HocSinh!D2"),
    "SHEET-UNKNOWN-COLUMN": (sheets(HocSinh=changed(PUPILS, 1, 4, "Sở thích")), "HocSinh!D1"),
    "SHEET-UNUSED": (sheets(Khác=[["x"]]), "Khác"),
    "SHEET-VALUE-TWICE": (sheets(Diem=MARKS, **{"Bảng điểm": TWO}), "Bảng điểm!B2"),
    "SHEET-ZEROS-LOST": (sheets(HocSinh=WITH_NUMBER), "HocSinh!D2"),
}  # fmt: skip


@pytest.mark.parametrize("code", REACHED)
def test_it_is_reached_at_its_cell(code: str, tmp_path: Path) -> None:
    read, cell = REACHED[code]
    found = {(one.code, one.cell): one for one in read(tmp_path)}
    assert (code, cell) in found, sorted(found)
    told = found[code, cell]
    for lang in ("vi", "en"):
        assert "?" not in told.message(lang).replace("???", "") and told.advice(lang)
        assert "Mẫu" not in told.message(lang)


def test_nothing_is_left_out() -> None:
    own = {
        code for code in catalog.codes() if code.startswith("SHEET-") and "severity" in catalog.entry(code)
    }
    assert set(REACHED) == own
