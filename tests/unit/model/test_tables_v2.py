"""The tables of the reconstructed formats are those of the specification, and the classes follow them."""

from __future__ import annotations

import csv

import pytest
from tests.shared_data import shared_spec

from hocba.formats.table import Field, load
from hocba.model.base import RecordBase
from hocba.model.v2_tieuhoc.record import RecordTieuHoc
from hocba.model.v2_trunghoc.record import RecordTrungHoc

KINDS = {"v2_tieuhoc": RecordTieuHoc, "v2_trunghoc": RecordTrungHoc}
EACH = pytest.mark.parametrize("known", KINDS)
NUMBERS = {
    "SO_CCCD": "SO_DDCN",
    "SO_CCCD_GIAM_HIEU_KY_HOC_BA": "SO_DDCN_GIAM_HIEU_KY_HOC_BA",
    "SO_CCCD_GIAO_VIEN_CHU_NHIEM": "SO_DDCN_GIAO_VIEN_CHU_NHIEM",
}
ALIASES = NUMBERS | {
    "MA_TRA_CUU_UUID": "MA_DINH_DANH_HOC_BA",
    "TEN_NAM_HOC": "NAM_HOC",
    "CHO_O_HIEN_NAY": "NOI_O_HIEN_NAY",
}


def rows(known: str) -> tuple[Field, ...]:
    return load(f"hocba.formats.{known}")


def tags(known: str, kind: str) -> set[str]:
    return {row.tag for row in rows(known) if row.kind == kind}


@EACH
def test_every_row_of_the_specification(known: str) -> None:
    source = shared_spec(f"fields-{known.replace('_', '-')}.csv")
    with source.open(encoding="utf-8", newline="") as stream:
        printed = list(csv.DictReader(stream))
    same = ("block", "tag", "python_name", "type", "required", "label_vi", "confidence")
    assert [[getattr(row, name) for name in same] for row in rows(known)] == [
        [row[name] for name in same] for row in printed
    ]
    for row, told in zip(rows(known), printed, strict=True):
        assert str(row.max_length or "") == told["max_length"]
        assert told["range_or_codes"] in row.note
        assert told["note"] in row.note


@EACH
def test_classes_follow_the_table(known: str) -> None:
    kind: type[RecordBase] = KINDS[known]
    assert {row.block for row in rows(known)} == {part.block for part in kind.parts()}
    for part in kind.parts():
        own = [row for row in rows(known) if row.block == part.block]
        simple = {name: field for name, field in part.kind.model_fields.items() if field.json_schema_extra}
        assert list(simple) == [row.python_name for row in own]
        for row in own:
            field = simple[row.python_name]
            about = field.json_schema_extra
            assert isinstance(about, dict)
            assert not field.is_required()
            assert (field.title, about["kind"], about["max_length"]) == (
                row.label_vi,
                row.kind,
                row.max_length,
            )
            assert (about["tag"], about["mark"]) == (row.tag, row.confidence)
            assert about["obligation"] == {"yes": "required", "no": "optional"}.get(
                row.required, row.required
            )
            assert about["dictionary"]


def test_aliases_of_the_primary_record() -> None:
    assert {row.tag: row.alias for row in rows("v2_tieuhoc") if row.alias} == ALIASES | {
        "TONG_SO_BUOI_NGHI_KHONG_PHEP": "THONG_SO_BUOI_NGHI_KHONG_PHEP",
        "NANG_LUC_GIAO_TIEP_HOP_TAC": "NANG_LUC_GIAO_TIEP_HOC_TAC",
    }


def test_aliases_of_the_secondary_record() -> None:
    found = {(row.block, row.tag): row.alias for row in rows("v2_trunghoc") if row.alias}
    assert {tag: alias for (_, tag), alias in found.items()} == ALIASES | {"DIEM_CA_NAM": "DIEM_TONG_KET"}
    assert found["GVBM", "SO_CCCD"] == "SO_DDCN"


@EACH
def test_an_alias_is_no_other_tag_of_its_block(known: str) -> None:
    for row in rows(known):
        assert row.alias not in {other.tag for other in rows(known) if other.block == row.block}


def test_kinds_of_the_primary_record() -> None:
    assert len(tags("v2_tieuhoc", "competence")) == 15
    assert tags("v2_tieuhoc", "level") == {"MUC_DAT_DUOC"}
    assert tags("v2_tieuhoc", "mark") == {"DIEM_KIEM_TRA_DINH_KY"}
    assert tags("v2_tieuhoc", "result") == {"KET_QUA_XEP_LOAI"}
    assert tags("v2_tieuhoc", "sex") == {"GIOI_TINH"}
    assert tags("v2_tieuhoc", "date") == {
        "NGAY_SINH", "NGAY_KY_PHAT_HANH_HOC_BA", "NGAY_TAO_HOC_BA", "NGAY_TRANG_THAI_CHUYEN_DEN",
    }  # fmt: skip
    assert tags("v2_tieuhoc", "number") == {
        "CAN_NANG", "CHIEU_CAO", "TONG_SO_BUOI_NGHI_CO_PHEP", "TONG_SO_BUOI_NGHI_KHONG_PHEP",
    }  # fmt: skip
    assert tags("v2_tieuhoc", "boolean") == {
        "TRICH_LUC", "CO_KHUYET_TAT_KHONG_DANH_GIA", "DUOC_LEN_LOP", "DA_HOAN_THANH_CHUONG_TRINH_LOP_HOC",
        "DA_HOAN_THANH_CHUONG_TRINH_TIEU_HOC",
    }  # fmt: skip


def test_kinds_of_the_secondary_record() -> None:
    results = {f"KET_QUA_{what}_{when}" for what in ("HOC_TAP", "REN_LUYEN")
               for when in ("KY_1", "KY_2", "CA_NAM", "LAI")}  # fmt: skip
    assert tags("v2_trunghoc", "secondary_level") == results
    assert tags("v2_trunghoc", "secondary_mark") == {
        "DIEM_HOC_KY_1", "DIEM_HOC_KY_2", "DIEM_CA_NAM", "DIEM_KIEM_TRA_LAI",
    }  # fmt: skip
    assert tags("v2_trunghoc", "number") == {"TONG_SO_BUOI_NGHI_HOC_CA_NAM"}
    assert tags("v2_trunghoc", "boolean") == {"TRICH_LUC", "CO_KHUYET_TAT_KHONG_DANH_GIA", "DUOC_LEN_LOP"}
    assert not tags("v2_trunghoc", "level") | tags("v2_trunghoc", "mark") | tags("v2_trunghoc", "competence")
