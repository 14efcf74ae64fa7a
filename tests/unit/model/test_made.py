"""Record classes made from a third party's table behave as those that hocba brings."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.unit.model.sample_v2 import primary, secondary, values
from tests.unit.model.test_creation import problems

from hocba.errors import ConfigurationError, RecordError
from hocba.formats.table import Field, load
from hocba.model.base import RecordBase
from hocba.model.made import record_type_of
from hocba.model.part import Part
from hocba.model.record import DEFAULT_LAYOUT, Record
from hocba.model.table_shape import BlockShape

SHAPES = {
    "v2_tieuhoc": (
        BlockShape("THONG_TIN_CHUNG"),
        BlockShape("QUA_TRINH_HOC_TAP", repeated=True, required=True),
        BlockShape("TONG_KET"),
        BlockShape("DANH_GIA_NANG_LUC_PHAM_CHAT"),
        BlockShape("DIEM_TONG_KET", repeated=True, required=True, identified=True),
    ),
    "v2_trunghoc": (
        BlockShape("THONG_TIN_CHUNG"),
        BlockShape("QUA_TRINH_HOC_TAP", repeated=True, required=True),
        BlockShape("TONG_KET"),
        BlockShape("CHUNG_CHI", repeated=True),
        BlockShape("DIEM_TONG_KET", repeated=True, required=True, identified=True),
        BlockShape("GVBM", parent="DIEM_TONG_KET", repeated=True, identified=True),
    ),
    "v1_0": (
        BlockShape("THONG_TIN_CHUNG"),
        BlockShape("QUA_TRINH_HOC_TAP", repeated=True, required=True),
        BlockShape("TONG_KET"),
        BlockShape("BANG_DIEM", parent="TONG_KET", repeated=True, required=True),
        BlockShape("DANH_GIA_NANG_LUC_PHAM_CHAT", parent="TONG_KET"),
    ),
}
PRIMARY, SECONDARY = primary(), secondary()
BROUGHT = pytest.mark.parametrize("brought", [PRIMARY, SECONDARY], ids=["primary", "secondary"])


def made_as(known: str, **options: Any) -> type[RecordBase]:
    """The class that hocba would make of its own table."""
    blocks = SHAPES[known]
    rows = [row for row in load(f"hocba.formats.{known}") if row.block in {shape.block for shape in blocks}]
    return record_type_of(f"my_{known}", blocks, rows, source="Bảng thử (reconstructed)", **options)


def field(**changes: Any) -> Field:
    about = {"block": "A", "tag": "SO", "python_name": "so", "kind": "text", "label_vi": "Số"}
    return Field(**(about | changes))


def small(
    blocks: Sequence[BlockShape] = (BlockShape("A"),), rows: Sequence[Field] = (field(),), **options: Any
) -> type[RecordBase]:
    return record_type_of("nho", blocks, rows, source="Bảng thử", **options)


@BROUGHT
def test_the_same_parts_fields_and_values(brought: RecordBase) -> None:
    kind = made_as(brought.format_id)

    def told(part: Part) -> tuple[object, ...]:
        tags = {name: (field.title, field.annotation) for name, field in part.kind.model_fields.items()
                if field.json_schema_extra}  # fmt: skip
        return (*part._replace(kind=RecordBase), part.identified, part.kind.tag_path, tags)

    assert [told(part) for part in kind.parts()] == [told(part) for part in type(brought).parts()]
    assert list(kind.model_fields) == list(type(brought).model_fields)
    again = kind(**brought.model_dump())
    assert again.model_dump_json() == brought.model_dump_json()
    assert again.record_id == brought.record_id
    assert repr(again) == repr(brought).replace(type(brought).__name__, type(again).__name__)


@BROUGHT
def test_every_journey(brought: RecordBase) -> None:
    kind = made_as(brought.format_id)
    made = kind(**values(type(brought)))
    for again in (
        pickle.loads(pickle.dumps(made)),
        copy.copy(made),
        copy.deepcopy(made),
        made.model_copy(),
        kind.claims(made.model_dump()),
        kind.claims_json(made.model_dump_json()),
        kind.model_validate_json(made.model_dump_json()),
    ):
        assert type(again) is kind
        assert again == made
        assert hash(again) == hash(made)


def test_the_same_problems() -> None:
    given = values(type(SECONDARY))
    given["thong_tin_chung"]["ngay_sinh"] = "31/02/2016"
    given["diem_tong_ket"] = [{"diem_ca_nam": "8.55", "gvbm": [{"so_cccd": 1}], "la": 1}]
    with pytest.raises(RecordError) as ours:
        type(SECONDARY)(**given)
    with pytest.raises(RecordError) as theirs:
        made_as("v2_trunghoc")(**given)
    assert problems(ours) == problems(theirs)


def test_an_official_table_insists_as_format_1_0_does() -> None:
    kind = made_as("v1_0", area="DU_LIEU_HOC_BA", reconstructed=False, layout=DEFAULT_LAYOUT)
    with pytest.raises(RecordError) as theirs:
        kind(thong_tin_chung={}, qua_trinh_hoc_tap=[], tong_ket={"bang_diem": []})
    with pytest.raises(RecordError) as ours:
        Record(thong_tin_chung={}, qua_trinh_hoc_tap=[], tong_ket={"bang_diem": []})
    assert problems(theirs) == problems(ours)
    assert kind.reconstructed is False
    assert kind.claims({}).layout == DEFAULT_LAYOUT


def test_equal_tables_give_one_class_and_others_another() -> None:
    assert small() is small()
    assert small() is not small(rows=[field(label_vi="Số khác")])
    assert small(rows=[field(label_vi="Số khác")])(a={"so": "1"}) != small()(a={"so": "1"})
    one = {small()(a={"so": "1"}), small()(a={"so": "1"})}
    assert len(one) == 1


def test_classes_and_parts_cross_processes(tmp_path: Path) -> None:
    kind = made_as("v2_trunghoc")
    made = kind(**values(type(SECONDARY)))
    file = tmp_path / "made.pickle"
    file.write_bytes(pickle.dumps((kind, made, made.diem_tong_ket[0])))  # type: ignore[attr-defined]
    program = (
        f"import pickle; kind, made, row = pickle.load(open({str(file)!r}, 'rb'))\n"
        "first = made.diem_tong_ket[0]\n"
        "assert type(made) is kind and type(row) is type(first) and row == first\n"
        "print(made, row.diem_ca_nam.decimal, kind(**made.model_dump()) == made)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.split()[-2:] == ["8.5", "True"], done.stderr
    assert pickle.loads(pickle.dumps(kind)) is kind
    assert pickle.loads(pickle.dumps(kind.parts())) == kind.parts()


def test_the_classes_say_what_they_are() -> None:
    kind = small(area="GOC/PHAN", reconstructed=True)
    assert (kind.__name__, kind.format_id, kind.tag_path, kind.reconstructed) == (
        "RecordNho", "nho", "GOC/PHAN", True,
    )  # fmt: skip
    (part,) = kind.parts()
    about = part.kind.model_fields["so"]
    assert about.description == "Bảng thử: GOC/PHAN/A/SO, optional, "
    assert kind(a={"so": "1"}).record_id is None


@pytest.mark.parametrize(
    ("blocks", "rows", "what"),
    [
        ([], [], "blocks"),
        ([BlockShape("A")] * 65, [], "blocks"),
        ([BlockShape("A")], [field()] * 2001, "rows"),
        ([BlockShape("A"), BlockShape("A")], [], "block"),
        ([BlockShape("A b")], [], "block"),
        ([BlockShape("A", parent="B")], [], "parent"),
        ([BlockShape("A", parent="A")], [], "parent"),
        ([BlockShape("A", parent="B"), BlockShape("B", parent="A")], [], "parent"),
        ([BlockShape(f"B{n}", parent=f"B{n - 1}" if n else "") for n in range(10)], [], "parent"),
        ([BlockShape("A")], [field(block="B")], "block"),
        ([BlockShape("A")], [field(tag="<SO>")], "tag"),
        ([BlockShape("A")], [field(kind="complex")], "kind"),
        ([BlockShape("A")], [field(required="maybe")], "required"),
        ([BlockShape("A")], [field(note="x" * 2001)], "text"),
        ([BlockShape("A")], [field(), field(tag="SO_2")], "twice"),
        ([BlockShape("A")], [field(), field(python_name="so_2")], "twice"),
        ([BlockShape("A", identified=True)], [field(python_name="id", tag="ID")], "twice"),
        ([BlockShape("A"), BlockShape("B", parent="A", name="so")], [field()], "twice"),
        ([BlockShape("A")], [field(python_name="claims")], "python_name"),
        ([BlockShape("A")], [field(python_name="model_dump")], "python_name"),
        ([BlockShape("A")], [field(python_name="class")], "python_name"),
        ([BlockShape("A")], [field(python_name="_so")], "python_name"),
        ([BlockShape("A")], [field(python_name="Số")], "python_name"),
        ([BlockShape("A", name="layout")], [], "python_name"),
        ([BlockShape("A", name="parts")], [], "python_name"),
        ([BlockShape("A", name="record_id")], [], "python_name"),
    ],
)
def test_tables_that_no_class_can_be_made_of(blocks: list[BlockShape], rows: list[Field], what: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        small(blocks, rows)
    assert error.value.code == "MODEL-TABLE"
    assert error.value.context["what"] == what


@pytest.mark.parametrize(
    ("name", "area"), [("Nhỏ", "A"), ("", "A"), ("a b", "A"), ("nho", "A//B"), ("nho", ""), ("nho", "/A")]
)
def test_names_of_the_format_itself(name: str, area: str) -> None:
    with pytest.raises(ConfigurationError):
        record_type_of(name, [BlockShape("A")], [field()], source="Bảng thử", area=area)


def test_problems_name_the_tags_of_the_table() -> None:
    kind = small(
        [BlockShape("ThongTin", name="thong_tin"), BlockShape("Diem", parent="ThongTin", repeated=True)],
        [field(block="ThongTin", tag="HoTen", python_name="ten"), field(block="Diem", tag="So-1")],
        area="GOC",
    )
    with pytest.raises(RecordError) as error:
        kind(thong_tin={"ten": 1, "diem": [{}, {"so": 1, "la": 1}]})
    expected = {"GOC/ThongTin/HoTen", "GOC/ThongTin/Diem[2]/So-1", "GOC/ThongTin/Diem[2]/LA"}
    assert set(problems(error)) == expected
    made = kind(thong_tin={})
    with pytest.raises(RecordError) as error:
        made.thong_tin.replace(ten=1)  # type: ignore[attr-defined]
    assert set(problems(error)) == {"GOC/ThongTin/HoTen"}
    with pytest.raises(RecordError) as error:
        made.replace(thong_tin={"diem": [{"so": 1}]})
    assert set(problems(error)) == {"GOC/ThongTin/Diem[1]/So-1"}
