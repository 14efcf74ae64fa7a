"""The published schema of records: what it refuses, what it tells, and that it is always the same."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.unit.model.sample import record
from tests.unit.model.sample_v2 import primary, secondary
from tests.unit.model.test_made import small

from hocba.errors import ConfigurationError
from hocba.model.base import RecordBase
from hocba.model.json_schema import json_schema

WHOLE = {"v1_0": record(), "v2_tieuhoc": primary(), "v2_trunghoc": secondary()}
EACH = pytest.mark.parametrize("known", WHOLE)


def shape_of(made: RecordBase) -> Any:
    return json.loads(made.model_dump_json())


def validator(known: str) -> Any:
    return Draft202012Validator(json_schema(type(WHOLE[known])))


@EACH
def test_it_is_a_schema_and_accepts_a_whole_record(known: str) -> None:
    schema = json_schema(type(WHOLE[known]))
    Draft202012Validator.check_schema(schema)
    validator(known).validate(shape_of(WHOLE[known]))
    assert schema["$id"] == f"urn:hocba:record:{known}"
    assert schema["$schema"].endswith("/draft/2020-12/schema")


@EACH
def test_it_says_what_it_is(known: str) -> None:
    schema = json_schema(type(WHOLE[known]))
    rebuilt = known != "v1_0"
    assert "UNOFFICIAL" in schema["description"]
    assert ("RECONSTRUCTED (dựng lại)" in schema["description"]) is rebuilt
    assert ("reconstructed" in schema["title"]) is rebuilt
    assert schema["x-reconstructed"] is rebuilt


def fields(schema: Any) -> Iterator[tuple[str, Any]]:
    for block in schema["$defs"].values():
        yield from block["properties"].items()


@EACH
def test_every_tag_has_label_mark_and_obligation(known: str) -> None:
    kind = type(WHOLE[known])
    told = {about["x-path"]: about for _, about in fields(json_schema(kind)) if "x-tag" in about}
    own = [(part.kind.tag_path, name) for part in kind.parts()
           for name, field in part.kind.model_fields.items() if field.json_schema_extra]  # fmt: skip
    assert list(told) == [f"{path}/{name.upper()}" for path, name in own]
    for about in told.values():
        assert about["title"]
        assert about["x-confidence"].startswith("[")
        assert about["x-obligation"] in {"required", "optional", "conditional"}
        assert "pattern" in about or "enum" in about
        assert "maxLength" not in about


def test_lists_and_their_words() -> None:
    schema = json_schema(type(WHOLE["v2_trunghoc"]))
    conduct = schema["$defs"]["TONG_KET"]["properties"]["ket_qua_ren_luyen_ca_nam"]
    assert conduct["enum"] == ["T", "K", "Đ", "CĐ", None]
    assert conduct["x-words"] == {"T": "Tốt", "K": "Khá", "Đ": "Đạt", "CĐ": "Chưa đạt"}
    for _, about in fields(json_schema(type(WHOLE["v2_tieuhoc"]))):
        if "x-words" in about:
            assert list(about["x-words"]) == [value for value in about["enum"] if value is not None]


@pytest.mark.parametrize(
    ("known", "place", "value"),
    [
        ("v1_0", ("thong_tin_chung", "ngay_sinh"), "2016-09-02"),
        ("v1_0", ("thong_tin_chung", "ngay_sinh"), None),
        ("v1_0", ("thong_tin_chung", "can_nang"), 28),
        ("v1_0", ("thong_tin_chung", "can_nang"), "28,5"),
        ("v1_0", ("tong_ket", "duoc_len_lop"), "true"),
        ("v1_0", ("tong_ket", "ket_qua_xep_loai"), "Giỏi"),
        ("v1_0", ("tong_ket", "bang_diem"), []),
        ("v1_0", ("tong_ket", "bang_diem", 0, "diem_kiem_tra_dinh_ky"), "8.5"),
        ("v1_0", ("tong_ket", "bang_diem", 0, "muc_dat_duoc"), "Đ"),
        ("v1_0", ("qua_trinh_hoc_tap",), []),
        ("v1_0", ("tong_ket",), None),
        ("v2_tieuhoc", ("thong_tin_chung", "ho_va_ten"), " "),
        ("v2_tieuhoc", ("thong_tin_chung", "gioi_tinh"), "1"),
        ("v2_tieuhoc", ("diem_tong_ket", 0, "la"), "?"),
        ("v2_tieuhoc", ("diem_tong_ket", 0, "id"), 1),
        ("v2_trunghoc", ("diem_tong_ket", 0, "diem_ca_nam"), "8.55"),
        ("v2_trunghoc", ("diem_tong_ket", 0, "diem_ca_nam"), "10.5"),
        ("v2_trunghoc", ("diem_tong_ket", 0, "diem_ca_nam"), 8.5),
        ("v2_trunghoc", ("diem_tong_ket", 0, "gvbm", 0, "so_cccd"), 316000001),
        ("v2_trunghoc", ("diem_tong_ket", 0, "gvbm"), {}),
        ("v2_trunghoc", ("layout", "managers"), "1"),
        ("v2_trunghoc", ("extensions",), [{"parent": "", "name": "@a"}]),
    ],
)
def test_what_strict_creation_refuses_is_refused(known: str, place: tuple[Any, ...], value: Any) -> None:
    given = shape_of(WHOLE[known])
    holder = given
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] = value
    (error,) = validator(known).iter_errors(given)
    assert tuple(error.absolute_path) in {place, place[:-1], (*place, 0)}


def test_it_is_the_same_in_every_process() -> None:
    program = (
        "import hashlib, json\n"
        "from hocba.model.any_record import Record, RecordTieuHoc, RecordTrungHoc\n"
        "from hocba.model.json_schema import json_schema\n"
        "for kind in (Record, RecordTieuHoc, RecordTrungHoc):\n"
        "    layout = {'spelling': ['B', 'A', 'C']}\n"
        "    print(json.dumps(json_schema(kind)), kind.claims({'layout': layout}).model_dump_json())\n"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1


def test_made_classes_have_one_and_a_base_has_none() -> None:
    schema = json_schema(small())
    Draft202012Validator.check_schema(schema)
    assert Draft202012Validator(schema).is_valid(shape_of(small()(a={"so": "1"})))
    with pytest.raises(ConfigurationError) as error:
        json_schema(RecordBase)
    assert error.value.code == "MODEL-NO-FORMAT"
