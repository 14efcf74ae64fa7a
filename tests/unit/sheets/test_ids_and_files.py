"""Record ids that stay the same, records that are JSON, and files: all or none, named by id alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.unit.sheets.kit import FORMATS, class_file, column, edited, examples

import hocba
from hocba.errors import (
    ConfigurationError,
    HocbaError,
    InputError,
    LimitExceededError,
    RecordError,
    StorageError,
)
from hocba.sheets import IdList, read_class, read_json, store
from hocba.sheets.limits import SheetLimits
from hocba.testing.records import synthetic_class

UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def without_ids(folder: Path, size: int = 2) -> Path:
    path = class_file(folder, size)
    book = openpyxl.load_workbook(path)
    letter = column(path, "HocSinh", "MA_TRA_CUU_UUID")
    book["HocSinh"].delete_cols(openpyxl.utils.column_index_from_string(letter))
    rows = [row for row in book["Lop"].iter_rows(values_only=True) if "NGUYEN_VAN" not in str(row[0])]
    del book["Lop"]
    lop = book.create_sheet("Lop")
    for row in rows:
        lop.append(row[:2])
    book.save(path)
    return path


def ids(read: Any) -> list[str]:
    return [record.record_id for record in read.require()]


def test_new_ids_are_version_4_and_differ_each_time(tmp_path: Path) -> None:
    path = without_ids(tmp_path)
    first, second = read_class(path), read_class(path)
    assert first.ids.made == 2 and len({*ids(first), *ids(second)}) == 4
    assert all(UUID4.fullmatch(one) for one in ids(first))


def test_a_list_of_ids_keeps_them(tmp_path: Path) -> None:
    path, kept = without_ids(tmp_path), tmp_path / "ids.csv"
    first = read_class(path, ids=kept)
    assert not kept.exists()  # reading writes nothing
    kept.write_bytes(first.ids.to_csv())
    again = read_class(path, ids=kept)
    assert ids(again) == ids(first) and again.ids.made == 0
    other = read_class(without_ids(tmp_path, 3), ids=kept)
    assert ids(other)[:2] == ids(first) and other.ids.made == 1
    assert repr(first.ids) == "IdList(2 ids)"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "KHOA,TEN_NAM_HOC\n",
        "KHOA,TEN_NAM_HOC,MA_TRA_CUU_UUID\n1,2024-2025,x\n",
        "KHOA,TEN_NAM_HOC,MA_TRA_CUU_UUID\n1,2024-2025\n",
        "KHOA,TEN_NAM_HOC,MA_TRA_CUU_UUID\n1,a,00000000-0000-4000-8000-000000000000\n1,a,00000000-0000-4000-8000-000000000001\n",
        "KHOA,TEN_NAM_HOC,MA_TRA_CUU_UUID\n1,a,00000000-0000-4000-8000-000000000000\n2,a,00000000-0000-4000-8000-000000000000\n",
        'KHOA,TEN_NAM_HOC,MA_TRA_CUU_UUID\n"1',
    ],
)
def test_a_list_of_ids_that_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "ids.csv"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        IdList.load(path)
    assert caught.value.code == "SHEET-IDS"


def test_one_id_for_two_pupils(tmp_path: Path) -> None:
    path = class_file(tmp_path, 2)
    letter = column(path, "HocSinh", "MA_TRA_CUU_UUID")
    first = str(openpyxl.load_workbook(path)["HocSinh"][f"{letter}2"].value)
    read = read_class(edited(path, {f"HocSinh!{letter}3": first.upper()}))
    assert [(one.code, one.cell) for one in read.errors] == [("SHEET-ID-TWICE", f"HocSinh!{letter}3")]


@pytest.mark.parametrize(("format_id", "level"), FORMATS)
def test_files_hold_the_records_and_are_named_by_id(tmp_path: Path, format_id: str, level: str) -> None:
    records = examples(format_id, level)
    paths = store(records, tmp_path / "records")
    assert [path.name for path in paths] == [f"{record.record_id}.xml" for record in records]
    for path, record in zip(paths, records, strict=True):
        assert path.read_bytes() == hocba.write(record).raw
        assert hocba.read(path).thong_tin_chung == record.thong_tin_chung
    assert not list((tmp_path / "records").glob(".*"))
    before = [path.read_bytes() for path in paths]
    with pytest.raises(StorageError):
        store(records, tmp_path / "records")
    store(records, tmp_path / "records", overwrite=True)
    assert [path.read_bytes() for path in paths] == before


def test_nothing_is_half_stored(tmp_path: Path) -> None:
    first, second = synthetic_class(2)
    bad = second.replace(thong_tin_chung=second.thong_tin_chung.replace(ma_tra_cuu_uuid="../../x"))
    for records, code in (([first, bad], "SHEET-NO-ID"), ([first, first], "SHEET-ID-SHARED")):
        with pytest.raises(RecordError) as caught:
            store(records, tmp_path / "records")
        assert caught.value.code == code
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / f"{second.record_id}.xml").mkdir()
    with pytest.raises(StorageError):
        store([first, second], tmp_path / "taken", overwrite=True)
    assert not (tmp_path / "records").exists()
    assert [path.name for path in (tmp_path / "taken").iterdir()] == [f"{second.record_id}.xml"]


def dumped(records: Any) -> list[Any]:
    return [json.loads(record.model_dump_json(exclude_none=True)) for record in records]


@pytest.mark.parametrize("lines", [False, True])
@pytest.mark.parametrize(("format_id", "level"), FORMATS)
def test_records_that_are_json(tmp_path: Path, format_id: str, level: str, lines: bool) -> None:
    records = examples(format_id, level)
    values = dumped(records)
    path = tmp_path / "records.json"
    text = "\n\n".join(json.dumps(one) for one in values) if lines else json.dumps(values, indent=1)
    path.write_text(text, encoding="utf-8")
    seen: list[tuple[int, int]] = []
    read = read_json(path, format=format_id, progress=lambda done, total: seen.append((done, total)))
    assert read.records == records and seen == [(1, 2), (2, 2)]
    assert {one.cell for one in read.warnings} <= {"records.json!1", "records.json!2"}


def test_problems_of_json_are_told_by_record_and_tag(tmp_path: Path) -> None:
    first, second = dumped(synthetic_class(2))
    second["thong_tin_chung"]["ma_tra_cuu_uuid"] = first["thong_tin_chung"]["ma_tra_cuu_uuid"]
    second["tong_ket"]["bang_diem"][2]["muc_dat_duoc"] = "X"
    del first["thong_tin_chung"]["ten_lop"]
    first["thong_tin_chung"]["la"] = 1
    first["thong_tin_chung"]["can_nang"] = 30.25
    path = tmp_path / "records.json"
    path.write_text(json.dumps([first, second, {"thong_tin_chung": 3}]), encoding="utf-8")
    read = read_json(path)
    told = {(one.cell, one.tag) for one in read.errors}
    assert {("records.json!1", "TEN_LOP"), ("records.json!2", "MUC_DAT_DUOC")} <= told
    assert "SHEET-ID-TWICE" not in {one.code for one in read.errors}  # the first could not be built
    assert any(one.pupil == 3 for one in read.errors) and read.records == ()
    with pytest.raises(RecordError) as caught:
        read.require()
    assert caught.value.code == "SHEET-REFUSED"


def test_one_id_twice_in_json(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in dumped(synthetic_class(1)) * 2))
    assert [(one.code, one.cell) for one in read_json(path).errors] == [("SHEET-ID-TWICE", "records.jsonl!2")]


@pytest.mark.parametrize(
    "text",
    [
        b"3",
        b"[1]",
        b"[{}, 2]",
        b'{"a": NaN}',
        b'{"a": 1, "a": 2}',
        b"{",
        b"[" * 100_000,
        b'{"a": 1}\nx',
        b"\xff",
    ],
)
def test_json_that_is_none(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(text)
    with pytest.raises(InputError) as caught:
        read_json(path, level="tieuhoc")
    assert caught.value.code == "SHEET-JSON"


@pytest.mark.parametrize("text", ["", "[]", "\n\n"])
def test_json_without_records(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    assert [one.code for one in read_json(path, level="tieuhoc").errors] == ["SHEET-EMPTY"]


def test_json_needs_to_know_the_format(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(dumped(examples("v2_trunghoc", "thcs"))))
    with pytest.raises(ConfigurationError):
        read_json(path)
    with pytest.raises(ConfigurationError):
        read_json(path, level="x")
    with pytest.raises(LimitExceededError):
        read_json(path, level="thcs", limits=SheetLimits(records=1))
    assert read_json(path, level="thcs").errors == ()
    path.write_bytes(b"\xff")
    with pytest.raises(HocbaError):
        read_json(path, level="thcs")


def test_more_pupils_than_allowed(tmp_path: Path) -> None:
    with pytest.raises(LimitExceededError):
        read_class(class_file(tmp_path, 3), limits=SheetLimits(records=2))
