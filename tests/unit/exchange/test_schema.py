"""The published JSON Schemas describe what hocba writes, and say no to what it would not write."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.unit.exchange.records import full, primary_v1, values

import hocba
from hocba.edit import diff
from hocba.errors import ConfigurationError
from hocba.exchange.national import build
from hocba.exchange.record_schema import record_schema
from hocba.exchange.schema import NAMES, schema
from hocba.model.base import RecordBase
from hocba.model.record import Record
from hocba.model.v2_tieuhoc.record import RecordTieuHoc
from hocba.model.v2_trunghoc.record import RecordTrungHoc
from hocba.testing.records import synthetic_record

TOOL = Path(__file__).resolve().parents[3] / "tools" / "generate_schemas.py"
CLASSES: list[type[RecordBase]] = [Record, RecordTieuHoc, RecordTrungHoc]


@cache
def validator(name: str) -> Draft202012Validator:
    text = json.loads(schema(name))
    Draft202012Validator.check_schema(text)
    return Draft202012Validator(text)


def wrong(name: str, value: object) -> list[str]:
    return sorted("/".join(map(str, problem.absolute_path)) for problem in validator(name).iter_errors(value))


def sample(kind: type[RecordBase]) -> RecordBase:
    return primary_v1() if kind is Record else full(kind)


def test_files_are_what_they_describe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = importlib.util.spec_from_file_location("generate_schemas", TOOL)
    assert spec is not None and spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.main(["--check"]) == 0, capsys.readouterr().err
    assert tool.main(["--check", "--target", str(tmp_path)]) == 1
    assert tool.main(["--target", str(tmp_path)]) == 0
    assert tool.main(["--check", "--target", str(tmp_path)]) == 0


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_has_dialect_and_versioned_id(name: str) -> None:
    text = json.loads(schema(name))
    assert text["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert text["$id"] == f"urn:hocba:schema:{name}:1"
    assert ":class:" not in schema(name) and "``" not in schema(name)


def test_reconstructed_formats_say_so() -> None:
    for kind in CLASSES:
        assert ("reconstructed" in json.loads(schema(kind.format_id))["description"]) is kind.reconstructed


def test_no_other_name() -> None:
    with pytest.raises(ConfigurationError) as caught:
        schema("../national")
    assert caught.value.code == "SCHEMA-NO-SUCH"


@pytest.mark.parametrize("kind", CLASSES)
def test_records_fit_and_come_back(kind: type[RecordBase]) -> None:
    record = sample(kind)
    text = record.model_dump_json()
    assert wrong(kind.format_id, json.loads(text)) == []
    assert kind.model_validate_json(text) == record
    assert kind.claims_json(text) == record
    least = kind.model_dump_json(record, exclude_none=True)
    assert wrong(kind.format_id, json.loads(least)) == []


@pytest.mark.parametrize(
    ("kind", "block", "name", "value"),
    [
        (Record, "thong_tin_chung", "gioi_tinh", "nam"),
        (Record, "thong_tin_chung", "ngay_sinh", "2015-08-15"),
        (Record, "thong_tin_chung", "ho_va_ten", None),
        (Record, "thong_tin_chung", "ho_va_ten", "  "),
        (Record, "tong_ket", "duoc_len_lop", "true"),
        (Record, "tong_ket", "ket_qua_xep_loai", "Giỏi"),
        (RecordTieuHoc, "danh_gia_nang_luc_pham_chat", "pham_chat_nhan_ai", "D"),
        (RecordTrungHoc, "tong_ket", "ket_qua_hoc_tap_ca_nam", "G"),
        (RecordTrungHoc, "thong_tin_chung", "khong_co", "x"),
    ],
)
def test_what_a_record_may_not_say(kind: type[RecordBase], block: str, name: str, value: Any) -> None:
    shape = json.loads(sample(kind).model_dump_json())
    shape[block][name] = value
    assert wrong(kind.format_id, shape)


@pytest.mark.parametrize("mark", ["10.1", "8.55", "11", "D", "8,5"])
def test_what_a_mark_may_not_be(mark: str) -> None:
    shape = json.loads(full(RecordTrungHoc).model_dump_json())
    shape["diem_tong_ket"][0]["diem_ca_nam"] = mark
    assert wrong("v2_trunghoc", shape) == ["diem_tong_ket/0/diem_ca_nam"]


@pytest.mark.parametrize("kind", [RecordTieuHoc, RecordTrungHoc])
def test_payloads_fit(kind: type[RecordBase]) -> None:
    made = build(full(kind), changed_at=dt.datetime(2025, 6, 1, tzinfo=dt.UTC))
    shape: Any = json.loads(made.to_json())
    assert wrong("national", shape) == []
    table = next(iter(shape))
    shape[table][0] |= {"sukien": "DELETE", "phienban": 0, "dantoc": "Kinh", "hovaten": "x" * 151}
    del shape[table][0]["namhoc"]
    places = {f"{table}/0/{column}" for column in ("sukien", "phienban", "dantoc", "hovaten")}
    assert set(wrong("national", shape)) == {f"{table}/0", *places}


def test_differences_fit() -> None:
    old, new = synthetic_record(1), synthetic_record(2)
    files = hocba.write(old).raw, hocba.write(new).raw.replace(b"><", b">\n<")
    for found in (diff(old, old), diff(old, new), diff(*files), diff(old, full(RecordTrungHoc))):
        for shown in (False, True):
            assert wrong("diff", json.loads(json.dumps(found.to_dict(show_personal_data=shown)))) == []
    assert wrong("diff", {"equal": True}) == [""] * 3


def test_a_class_of_a_third_party_gets_a_schema_too() -> None:
    class Mine(RecordTrungHoc):
        """A record of somebody else."""

        format_id = "cua_toi"

    made = record_schema(Mine)
    Draft202012Validator.check_schema(made)
    assert made["$id"] == "urn:hocba:schema:cua_toi:1" and "diem_tong_ket" in made["properties"]
    assert not list(
        Draft202012Validator(made).iter_errors(json.loads(Mine(**values(Mine)).model_dump_json()))
    )
