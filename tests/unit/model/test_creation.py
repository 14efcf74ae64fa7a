"""Strict creation: everything wrong is told at once, by tag and without values."""

import datetime as dt
import pickle
from decimal import Decimal
from typing import Any

import pytest
from tests.unit.model.sample import record, values

from hocba.errors import RecordError
from hocba.model.enumerations import KetQuaXepLoai, MucDanhGia, MucDatDuoc
from hocba.model.record import BangDiem, Layout, Record, ThongTinChung

SECRET = "Bí Mật Riêng"


def problems(error: pytest.ExceptionInfo[RecordError]) -> dict[str, str]:
    found: Any = error.value.context["problems"]
    return {finding.path: finding.code for finding in found}


def row(**changes: Any) -> dict[str, Any]:
    return {"ma_mon_hoc": "01", "ten_mon_hoc": "Tiếng Việt", "muc_dat_duoc": "T", **changes}


def test_all_problems_arrive_together_and_name_tags() -> None:
    given = values()
    given["thong_tin_chung"].update(ngay_sinh="31/02/2016", ho_va_ten=None, la_the_nao=SECRET)
    given["tong_ket"]["bang_diem"] = [row(), row(muc_dat_duoc="D", diem_kiem_tra_dinh_ky="10.5")]
    given["tong_ket"]["danh_gia_nang_luc_pham_chat"]["nang_luc_tin_hoc"] = "Ð"
    with pytest.raises(RecordError) as error:
        Record(**given)
    general, results = "DU_LIEU_HOC_BA/THONG_TIN_CHUNG", "DU_LIEU_HOC_BA/TONG_KET"
    assert problems(error) == {
        f"{general}/NGAY_SINH": "MODEL-DATE",
        f"{general}/HO_VA_TEN": "MODEL-REQUIRED",
        f"{general}/LA_THE_NAO": "MODEL-FIELD",
        f"{results}/BANG_DIEM[2]/MUC_DAT_DUOC": "MODEL-CHOICE",
        f"{results}/BANG_DIEM[2]/DIEM_KIEM_TRA_DINH_KY": "MODEL-MARK",
        f"{results}/DANH_GIA_NANG_LUC_PHAM_CHAT/NANG_LUC_TIN_HOC": "MODEL-CHOICE",
    }
    assert error.value.code == "MODEL-REFUSED"
    assert error.value.context["count"] == 6


def test_no_value_leaks_into_the_error() -> None:
    with pytest.raises(RecordError) as error:
        ThongTinChung(**{"ho_va_ten": SECRET, "ngay_sinh": SECRET, SECRET: SECRET})  # type: ignore[call-arg]
    shown = [str(error.value), repr(error.value.context), error.value.message("vi"), error.value.advice("en")]
    assert not any(SECRET in text for text in shown)
    assert error.value.__context__ is None
    assert "THONG_TIN_CHUNG/?" in str(error.value)


def test_the_error_survives_pickling() -> None:
    with pytest.raises(RecordError) as error:
        BangDiem(ma_mon_hoc="01", ten_mon_hoc="Toán", muc_dat_duoc="D")
    again = pickle.loads(pickle.dumps(error.value))
    assert again.context["problems"] == error.value.context["problems"]


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        ("diem_kiem_tra_dinh_ky", 9, "9"),
        ("diem_kiem_tra_dinh_ky", Decimal(10), "10"),
        ("diem_kiem_tra_dinh_ky", "M", "M"),
        ("diem_kiem_tra_dinh_ky", None, None),
        ("muc_dat_duoc", MucDatDuoc.HOAN_THANH_TOT, "T"),
        ("ten_mon_hoc", "Tie\u0302\u0301ng Vie\u0323\u0302t", "Tiếng Việt"),
    ],
)
def test_values_take_the_form_of_the_format(name: str, given: Any, kept: str | None) -> None:
    assert getattr(BangDiem(**row(**{name: given})), name) == kept


@pytest.mark.parametrize(
    ("name", "given", "code"),
    [
        ("diem_kiem_tra_dinh_ky", 9.0, "MODEL-NUMBER"),
        ("diem_kiem_tra_dinh_ky", True, "MODEL-NUMBER"),
        ("diem_kiem_tra_dinh_ky", Decimal("NaN"), "MODEL-NUMBER"),
        ("diem_kiem_tra_dinh_ky", Decimal("1E+400"), "MODEL-NUMBER"),
        ("diem_kiem_tra_dinh_ky", 11, "MODEL-MARK"),
        ("diem_kiem_tra_dinh_ky", Decimal("8.5"), "MODEL-MARK"),
        ("diem_kiem_tra_dinh_ky", "8,5", "MODEL-MARK"),
        ("ten_mon_hoc", 1, "MODEL-TEXT"),
        ("ten_mon_hoc", "  ", "MODEL-BLANK"),
        ("ten_mon_hoc", "", "MODEL-BLANK"),
        ("ten_mon_hoc", "Toán\u200b", "MODEL-CHARACTER"),
        ("ten_mon_hoc", "Toán\x00", "MODEL-CHARACTER"),
        ("ten_mon_hoc", "\u202eToán", "MODEL-CHARACTER"),
        ("ten_mon_hoc", "Toán\ud800", "MODEL-CHARACTER"),
        ("muc_dat_duoc", "Đ", "MODEL-CHOICE"),
        ("muc_dat_duoc", "t", "MODEL-CHOICE"),
        ("muc_dat_duoc", MucDanhGia.CAN_CO_GANG, "MODEL-CHOICE"),
    ],
)
def test_values_of_another_kind_are_refused(name: str, given: Any, code: str) -> None:
    with pytest.raises(RecordError) as error:
        BangDiem(**row(**{name: given}))
    assert problems(error) == {f"DU_LIEU_HOC_BA/TONG_KET/BANG_DIEM/{name.upper()}": code}


@pytest.mark.parametrize(
    ("given", "kept"),
    [(dt.date(2016, 9, 2), "02/09/2016"), ("2/9/2016", "02/09/2016"), ("2016-09-02", "02/09/2016")],
)
def test_dates_are_kept_in_one_form(given: Any, kept: str) -> None:
    made = record().thong_tin_chung.replace(ngay_sinh=given)
    assert made.ngay_sinh == kept
    assert made.ngay_sinh is not None
    assert made.ngay_sinh.date == dt.date(2016, 9, 2)


@pytest.mark.parametrize("given", [dt.datetime(2016, 9, 2), "2016-09-02T00:00:00Z", 20160902, ["02/09/2016"]])
def test_other_dates_are_refused(given: Any) -> None:
    with pytest.raises(RecordError) as error:
        record().thong_tin_chung.replace(ngay_sinh=given)
    assert problems(error) == {"DU_LIEU_HOC_BA/THONG_TIN_CHUNG/NGAY_SINH": "MODEL-DATE"}


@pytest.mark.parametrize(
    ("given", "kept"), [(True, "1"), (False, "0"), ("Có", "1"), ("không", "0"), ("x", "1"), ("0", "0")]
)
def test_booleans_are_kept_as_one_and_nought(given: Any, kept: str) -> None:
    assert record().tong_ket.replace(duoc_len_lop=given).duoc_len_lop == kept


@pytest.mark.parametrize("given", [1, "2", "yes", None])
def test_other_booleans_are_refused(given: Any) -> None:
    with pytest.raises(RecordError) as error:
        record().tong_ket.replace(duoc_len_lop=given)
    code = "MODEL-REQUIRED" if given is None else "MODEL-BOOLEAN"
    assert problems(error) == {"DU_LIEU_HOC_BA/TONG_KET/DUOC_LEN_LOP": code}


@pytest.mark.parametrize("given", ["28,5", "28.12345", 28.5, "nhẹ"])
def test_other_numbers_are_refused(given: Any) -> None:
    with pytest.raises(RecordError) as error:
        record().thong_tin_chung.replace(can_nang=given)
    assert problems(error) == {"DU_LIEU_HOC_BA/THONG_TIN_CHUNG/CAN_NANG": "MODEL-NUMBER"}


def test_a_decimal_keeps_its_digits() -> None:
    made = record().thong_tin_chung.replace(can_nang=Decimal("28.50"))
    assert made.can_nang == "28.50"


@pytest.mark.parametrize("empty", ["qua_trinh_hoc_tap", "bang_diem"])
def test_lists_that_occur_once_or_more_are_not_empty(empty: str) -> None:
    given = values()
    (given if empty in given else given["tong_ket"])[empty] = []
    with pytest.raises(RecordError) as error:
        Record(**given)
    assert set(problems(error).values()) == {"MODEL-REQUIRED"}


def test_a_part_of_the_wrong_shape_is_told_by_its_place() -> None:
    with pytest.raises(RecordError) as error:
        Record(**{**values(), "tong_ket": 7})
    assert problems(error) == {"DU_LIEU_HOC_BA/TONG_KET": "MODEL-SHAPE"}


def test_parts_may_be_built_before() -> None:
    given = values()
    whole = Record(**given)
    assert Record(
        thong_tin_chung=ThongTinChung(**given["thong_tin_chung"]),
        qua_trinh_hoc_tap=whole.qua_trinh_hoc_tap,
        tong_ket=whole.tong_ket,
    ) == whole  # fmt: skip


def test_the_result_is_a_member() -> None:
    assert record().tong_ket.ket_qua_xep_loai is KetQuaXepLoai.HOAN_THANH


def test_validation_of_pydantic_speaks_as_hocba() -> None:
    with pytest.raises(RecordError):
        Record.model_validate({})
    with pytest.raises(RecordError):
        Record.model_validate_json("{}")
    with pytest.raises(RecordError):
        Record.model_validate_json("no json")
    assert Record.model_validate(values()) == record()


def test_layout_is_checked_like_the_rest() -> None:
    with pytest.raises(RecordError) as error:
        Layout(rows=7)  # type: ignore[arg-type]
    assert problems(error) == {"LAYOUT/ROWS": "MODEL-SHAPE"}
