"""A format that is only a table is corrected, compared, redacted and sent like hocba's own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from tests.unit.exchange.records import values

from hocba.edit import diff, redact, set_fields
from hocba.errors import UnknownFormatError
from hocba.exchange.national import build, validate
from hocba.exchange.record_schema import record_schema
from hocba.formats.format import Format
from hocba.formats.registry import REGISTRY, Registry

TABLE = """block,tag,python_name,type,required,max_length,label_vi,confidence,note,kind
THONG_TIN_CHUNG,BIET_DANH,biet_danh,string,no,50,Biệt danh,[unconfirmed],,text
THONG_TIN_CHUNG,NGAY_VAO_DOI,ngay_vao_doi,date,no,10,Ngày vào Đội,[unconfirmed],,date
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


@pytest.fixture
def record(mine: Format) -> Any:
    made = values(mine.record)
    made["thong_tin_chung"] |= {"biet_danh": "Tí Nị", "ngay_vao_doi": "19/05/2022"}
    made["diem_tong_ket"][0]["diem_thi_thu"] = "7.5"
    return mine.record(**made)


def test_set_and_diff(mine: Format, record: Any) -> None:
    raw = mine.write(record)
    changes = {"BIET_DANH": "Tèo", "DIEM_TONG_KET[@MA_MON_HOC=15]/DIEM_THI_THU": "8.0"}
    for choice in (mine, REGISTRY.including(mine)):
        made = set_fields(raw, changes, format=choice)
        found = diff(raw, made, format=choice)
        assert [(change.tag, change.masked) for change in found.changes] == [
            ("BIET_DANH", True),
            ("DIEM_THI_THU", True),
        ]
        assert set_fields(made, {"BIET_DANH": "Tí Nị", "DIEM_THI_THU": "7.5"}, format=choice).raw == raw
    with pytest.raises(UnknownFormatError):
        set_fields(raw, changes, format=Registry(()))


def test_fields_that_nobody_knows_are_redacted(record: Any) -> None:
    made = redact(record)
    assert made.thong_tin_chung.biet_danh not in {None, "Tí Nị"}
    assert made.thong_tin_chung.ngay_vao_doi is None and made.diem_tong_ket[0].diem_thi_thu is None


def test_payload_and_schema(record: Any) -> None:
    made = build(record, changed_at=dt.datetime(2025, 6, 1, tzinfo=dt.UTC))
    assert [(found.code, found.path.rpartition("/")[2]) for found in made.findings] == [
        ("NDC-NOT-CARRIED", "BIET_DANH"),
        ("NDC-NOT-CARRIED", "NGAY_VAO_DOI"),
        ("NDC-NOT-CARRIED", "DIEM_THI_THU"),
    ]
    assert validate(made) == ()
    schema = record_schema(type(record))
    assert schema["$id"] == "urn:hocba:schema:cua_truong:1"
    assert "biet_danh" in str(schema["$defs"])
