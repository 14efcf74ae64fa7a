"""A format that is only a table has sheets, a template and records like hocba's own."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from tests.unit.sheets.kit import examples, workbook

import hocba
from hocba.formats.format import Format
from hocba.sheets import read_class, store, template, write_class

TABLE = """block,tag,python_name,type,required,max_length,label_vi,confidence,note,kind
THONG_TIN_CHUNG,BIET_DANH,biet_danh,string,no,50,Biệt danh,[unconfirmed],,text
DIEM_TONG_KET,DIEM_THI_THU,diem_thi_thu,string,no,4,Điểm thi thử,[unconfirmed],,secondary_mark
"""
HEAD = """id = "cua_truong"
title = "Của trường"
confidence = "[unconfirmed]"
source = "nội bộ"
extends = "v2_trunghoc"
"""


@pytest.fixture
def mine(tmp_path: Path) -> Format:
    (tmp_path / "bang.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "dau.toml").write_text(HEAD, encoding="utf-8")
    return Format.from_table(tmp_path / "bang.csv", tmp_path / "dau.toml")


def test_there_and_back(mine: Format, tmp_path: Path) -> None:
    records = []
    for example in examples("v2_trunghoc", "thcs"):
        values = example.model_dump(exclude={"layout", "extensions"})
        values["thong_tin_chung"]["biet_danh"] = "Tí Nị"
        values["diem_tong_ket"][0]["diem_thi_thu"] = "7.5"
        records.append(mine.record(**values))
    for path, csv in ((tmp_path / "a.xlsx", False), (tmp_path / "a", True)):
        write_class(records, path, format=mine, csv=csv)
        read = read_class(path, format=mine)
        assert read.errors == () and read.records == tuple(records)
    for path, record in zip(store(records, tmp_path / "r", format=mine), records, strict=True):
        assert hocba.read(path, format=mine).thong_tin_chung == record.thong_tin_chung  # type: ignore[attr-defined]  # a class made at run time


def test_its_own_columns(mine: Format, tmp_path: Path) -> None:
    template(tmp_path / "t.xlsx", level="thcs", format=mine)
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert any("[BIET_DANH]" in str(cell.value) for cell in book["HocSinh"][1])
    assert any("[DIEM_THI_THU]" in str(cell.value) for cell in book["Diem"][1])
    assert "ViDu" not in book.sheetnames
    rows = [["Mã học sinh", "Họ và tên", "Biệt danh"], ["1", "Mẫu", "Tí Nị"]]
    marks = [["Mã học sinh", "Mã môn học", "Điểm thi thử", "Điểm học kỳ 1"], ["1", "15", "7,5", 8.5]]
    path = workbook(tmp_path / "a.xlsx", {"HocSinh": rows, "Diem": marks})
    (record,) = read_class(path, format=mine, level="thcs").records
    assert record.thong_tin_chung.biet_danh == "Tí Nị"
    assert record.diem_tong_ket[0].diem_thi_thu == "7.5"
    assert (record.diem_tong_ket[0].ten_mon_hoc, record.diem_tong_ket[0].diem_hoc_ky_1) == ("Toán", "8.5")
