"""Strict creation in the reconstructed formats: obligations only warn, everything else is as in v1.0."""

from decimal import Decimal
from typing import Any

import pytest
from tests.unit.model.sample_v2 import primary, secondary, values
from tests.unit.model.test_creation import problems

import hocba
from hocba.errors import RecordError
from hocba.model.base import RecordBase
from hocba.model.enumerations import MucDanhGia, MucDanhGiaTrungHoc
from hocba.model.record import Record
from hocba.model.v2_tieuhoc.record import RecordTieuHoc
from hocba.model.v2_trunghoc.record import DiemTongKet, Gvbm, RecordTrungHoc, TongKet

BOTH = pytest.mark.parametrize("kind", [RecordTieuHoc, RecordTrungHoc])
AREA = "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA"
SECRET = "Bí Mật Riêng"


@BOTH
def test_no_simple_field_is_insisted_on(kind: type[RecordBase]) -> None:
    bare = {part.name: [] if part.repeated else {} for part in kind.parts() if not part.parent}
    made = kind(**bare)
    assert made.record_id is None
    assert made == kind.claims({})


@BOTH
def test_blocks_are_insisted_on(kind: type[RecordBase]) -> None:
    with pytest.raises(RecordError) as error:
        kind()
    named = {part.block for part in kind.parts() if not part.parent} - {"CHUNG_CHI"}
    assert problems(error) == {f"{AREA}/{block}": "MODEL-REQUIRED" for block in named}


@BOTH
def test_what_is_given_is_kept(kind: type[RecordBase]) -> None:
    made = kind(**values(kind))
    assert made.record_id == "0f8a5c2e-6b1d-4c3a-9e57-2d4b8f6a1c90"
    for part in kind.parts():
        holders = [made] if not part.parent else made.diem_tong_ket  # type: ignore[attr-defined]
        for holder in holders:
            held = getattr(holder, part.name)
            for block in held if part.repeated else [held]:
                assert type(block) is part.kind
                assert None not in block.__dict__.values()


def test_problems_of_rows_and_teachers_arrive_together() -> None:
    given = values(RecordTrungHoc)
    given["tong_ket"]["ket_qua_hoc_tap_ca_nam"] = "C"
    given["diem_tong_ket"] = [
        {},
        {"diem_ca_nam": "8.55", "gvbm": [{"ho_va_ten": " "}, {"so_cccd": 1, SECRET: SECRET}]},
    ]
    with pytest.raises(RecordError) as error:
        RecordTrungHoc(**given)
    row = f"{AREA}/DIEM_TONG_KET[2]"
    assert problems(error) == {
        f"{AREA}/TONG_KET/KET_QUA_HOC_TAP_CA_NAM": "MODEL-CHOICE",
        f"{row}/DIEM_CA_NAM": "MODEL-SECONDARY-MARK",
        f"{row}/GVBM[1]/HO_VA_TEN": "MODEL-BLANK",
        f"{row}/GVBM[2]/SO_CCCD": "MODEL-TEXT",
        f"{row}/GVBM[2]/?": "MODEL-FIELD",
    }
    assert SECRET not in str(error.value)


@pytest.mark.parametrize(
    ("given", "kept"),
    [(8, "8"), (Decimal("8.5"), "8.5"), ("10.0", "10.0"), ("Đ", "Đ"), ("CĐ", "CĐ"), ("M", "M"), (0, "0")],
)
def test_marks_of_secondary_schools(given: Any, kept: str) -> None:
    assert DiemTongKet(diem_ca_nam=given).diem_ca_nam == kept


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (8.5, "MODEL-NUMBER"),
        (True, "MODEL-NUMBER"),
        ("8,5", "MODEL-SECONDARY-MARK"),
        ("8.55", "MODEL-SECONDARY-MARK"),
        ("10.1", "MODEL-SECONDARY-MARK"),
        (11, "MODEL-SECONDARY-MARK"),
        (-1, "MODEL-SECONDARY-MARK"),
        ("Ð", "MODEL-SECONDARY-MARK"),
        ("D", "MODEL-SECONDARY-MARK"),
        ("CD", "MODEL-SECONDARY-MARK"),
        ("đ", "MODEL-SECONDARY-MARK"),
        ("T", "MODEL-SECONDARY-MARK"),
        (Decimal("NaN"), "MODEL-NUMBER"),
    ],
)
def test_other_marks_are_refused(given: Any, code: str) -> None:
    with pytest.raises(RecordError) as error:
        DiemTongKet(diem_ca_nam=given)
    assert problems(error) == {f"{AREA}/DIEM_TONG_KET/DIEM_CA_NAM": code}


def test_letters_of_one_list_are_not_members_of_another() -> None:
    assert TongKet(ket_qua_ren_luyen_ca_nam=MucDanhGiaTrungHoc.DAT).ket_qua_ren_luyen_ca_nam == "Đ"
    with pytest.raises(RecordError):
        TongKet(ket_qua_ren_luyen_ca_nam=MucDanhGia.DAT)


def test_ids_are_texts() -> None:
    assert Gvbm(id="gv-1").id == "gv-1"
    for wrong in ("", " ", "a\x00", 1):
        with pytest.raises(RecordError) as error:
            Gvbm(id=wrong)  # type: ignore[arg-type]
        assert set(problems(error)) == {f"{AREA}/DIEM_TONG_KET/GVBM/ID"}


@pytest.mark.parametrize("made", [primary(), secondary()], ids=["primary", "secondary"])
def test_nothing_shows_the_pupil(made: RecordBase) -> None:
    for shown in (
        repr(made),
        str(made),
        repr(made.parts()),
        *(repr(value) for value in made.__dict__.values()),
    ):
        assert "Mẫu" not in shown
        assert "000316000001" not in shown
    assert "0f8a5c2e…" in repr(made)


def test_records_of_two_formats_are_never_equal() -> None:
    assert Record.claims({}) != RecordTieuHoc.claims({})
    assert RecordTieuHoc.claims({}) != RecordTrungHoc.claims({})
    assert primary() != secondary()
    assert RecordTrungHoc.claims({}) == RecordTrungHoc.claims({})


def test_the_layout_is_not_what_a_record_says() -> None:
    other = secondary().replace(layout={"signing_area": "outside", "managers": 2})
    assert other == secondary()
    assert other.layout.signing_area == "outside"
    for wrong in ({"signing_area": "elsewhere"}, {"managers": -1}, {"managers": 100}):
        with pytest.raises(RecordError):
            secondary().replace(layout=wrong)


def test_the_classes_say_what_they_are() -> None:
    assert (Record.format_id, Record.reconstructed) == ("v1_0", False)
    assert (RecordTieuHoc.format_id, RecordTieuHoc.reconstructed) == ("v2_tieuhoc", True)
    assert (RecordTrungHoc.format_id, RecordTrungHoc.reconstructed) == ("v2_trunghoc", True)
    assert hocba.AnyRecord == Record | RecordTieuHoc | RecordTrungHoc
    assert isinstance(secondary(), hocba.AnyRecord)
    assert hocba.RecordTieuHoc is RecordTieuHoc
    assert hocba.RecordTrungHoc is RecordTrungHoc


@BOTH
def test_every_field_says_that_it_is_reconstructed(kind: type[RecordBase]) -> None:
    for part in kind.parts():
        assert "dựng lại" in (part.kind.__doc__ or "")
        for name, field in part.kind.model_fields.items():
            assert field.title
            assert "reconstructed" in (field.description or ""), name
            about = field.json_schema_extra
            if isinstance(about, dict):
                assert about["mark"] in ("[inferred]", "[unconfirmed]")
                assert str(about["mark"]) in (field.description or "")
                assert about["path"] == f"{part.kind.tag_path}/{name.upper()}"
