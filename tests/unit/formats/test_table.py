"""The table of the package is the table of the specification."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from tests.shared_data import shared_spec

from hocba.formats.classes import models_of
from hocba.formats.v1_0 import FORMAT

TOOL = Path(__file__).resolve().parents[3] / "tools" / "generate_formats.py"


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_formats", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_nothing_differs_from_the_specification(capsys: pytest.CaptureFixture[str]) -> None:
    spec = shared_spec("fields-v1.csv").parent
    assert tool().main(["--check", "--spec", str(spec)]) == 0, capsys.readouterr().out


def test_a_difference_is_found_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("fields-v2-tieuhoc.csv", "fields-v2-trunghoc.csv"):
        (tmp_path / name).write_bytes(shared_spec(name).read_bytes())
    table = shared_spec("fields-v1.csv").read_text(encoding="utf-8")
    (tmp_path / "fields-v1.csv").write_text(table.replace("Họ và tên mẹ", "Họ tên mẹ"), encoding="utf-8")
    assert tool().main(["--check", "--spec", str(tmp_path)]) == 1
    assert "differs: src/hocba/model/thong_tin_chung.py" in capsys.readouterr().out
    assert "Họ và tên mẹ" in (TOOL.parents[1] / "src/hocba/model/thong_tin_chung.py").read_text(
        encoding="utf-8"
    )


def test_writing_makes_what_checking_accepts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = shared_spec("fields-v1.csv").parent
    module = tool()
    for place in ("src/hocba/formats/v1_0", "src/hocba/model"):
        (tmp_path / place).mkdir(parents=True)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    assert module.main(["--check", "--spec", str(spec)]) == 1
    assert module.main(["--spec", str(spec)]) == 0
    assert module.main(["--check", "--spec", str(spec)]) == 0


def test_every_field_of_the_table_has_its_place_in_the_model() -> None:
    for block, model in models_of(FORMAT).items():
        rows = FORMAT.block(block)
        simple = [name for name, field in model.model_fields.items() if field.json_schema_extra]
        assert [row.python_name for row in rows] == simple
        for row in rows:
            field = model.model_fields[row.python_name]
            assert field.title == row.label_vi
            assert field.is_required() is (row.required == "yes" and row.tag != "TEN_QUAN_HUYEN")  # G-14
            assert isinstance(field.json_schema_extra, dict)
            assert field.json_schema_extra["kind"] == row.kind
            assert field.json_schema_extra["max_length"] == row.max_length


def test_the_two_odd_spellings() -> None:
    assert {row.tag: row.alias for row in FORMAT.fields if row.alias} == {
        "THONG_SO_BUOI_NGHI_KHONG_PHEP": "TONG_SO_BUOI_NGHI_KHONG_PHEP",
        "NANG_LUC_GIAO_TIEP_HOC_TAC": "NANG_LUC_GIAO_TIEP_HOP_TAC",
    }


def test_kinds_of_values() -> None:
    kinds: dict[str, set[str]] = {}
    for row in FORMAT.fields:
        kinds.setdefault(row.kind, set()).add(row.tag)
    assert kinds["boolean"] == {
        "DUOC_LEN_LOP", "DA_HOAN_THANH_CHUONG_TRINH_LOP_HOC", "DA_HOAN_THANH_CHUONG_TRINH_TIEU_HOC",
    }  # fmt: skip
    assert kinds["number"] == {
        "CAN_NANG", "CHIEU_CAO", "TONG_SO_BUOI_NGHI_CO_PHEP", "THONG_SO_BUOI_NGHI_KHONG_PHEP",
    }  # fmt: skip
    assert len(kinds["competence"]) == 15
    assert kinds["date"] == {row.tag for row in FORMAT.fields if row.tag.startswith("NGAY_")}
    assert (kinds["mark"], kinds["level"], kinds["result"], kinds["sex"]) == (
        {"DIEM_KIEM_TRA_DINH_KY"}, {"MUC_DAT_DUOC"}, {"KET_QUA_XEP_LOAI"}, {"GIOI_TINH"},
    )  # fmt: skip
