"""A record without the people in it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from tests.unit.exchange.records import full, values

import hocba
from hocba.edit import redact
from hocba.edit.personal import PERSONAL_GROUPS, natures
from hocba.edit.redaction import redact as same
from hocba.edit.spots import spots
from hocba.edit.windows import Forbidden, windows
from hocba.errors import ConfigurationError, RecordError
from hocba.model.base import RecordBase
from hocba.model.extension import DEFAULT_LAYOUT
from hocba.model.record import Record
from hocba.model.v2_tieuhoc.record import RecordTieuHoc
from hocba.model.v2_trunghoc.record import RecordTrungHoc
from hocba.testing.legal import legal_records
from hocba.testing.records import display_sample, synthetic_record

RECORD: Any = synthetic_record(1)
CLASSES = [Record, RecordTieuHoc, RecordTrungHoc]


def sample(kind: type[RecordBase]) -> RecordBase:
    return synthetic_record(1) if kind is Record else full(kind)


def codes(record: RecordBase) -> set[str]:
    """The rules that are broken, but those on numbers of nobody: synthetic ones share their pieces."""
    return {found.key for found in hocba.check(record)} - {"G-5", "G-6", "G-6/test"}  # type: ignore[arg-type]


def distinct(number: int) -> RecordBase:
    """A record whose numbers share no piece with those that fit a pupil of this century."""
    record: Any = synthetic_record(number)
    general = record.thong_tin_chung.replace(
        so_cccd=f"000987{number + 654321}",
        so_cccd_giam_hieu_ky_hoc_ba="000876543219",
        so_cccd_giao_vien_chu_nhiem="000765432198",
        ma_hoc_sinh="98765",
        so_so_dang_bo="1/TH",
        ma_truong="98765432",
    )
    made: RecordBase = record.replace(thong_tin_chung=general)
    return made


@pytest.mark.parametrize("kind", CLASSES)
def test_the_class_and_shape_stay_and_personal_values_go(kind: type[RecordBase]) -> None:
    record = sample(kind)
    made = redact(record)
    assert type(made) is kind and same is redact
    before, after = list(spots(record)), list(spots(made))
    assert [spot.path for spot in before] == [spot.path for spot in after]
    for one, other in zip(before, after, strict=True):
        nature = natures().get((one.held.part.block, one.name)) or natures()["", one.name]
        if nature.group in PERSONAL_GROUPS and nature.replacement not in {"sex", "province_code"}:
            assert one.value is None or one.value != other.value, one.path
        assert (one.value is not None) or (other.value is None), "nothing is made up"


def test_numbers_are_test_numbers_that_fit_sex_and_birth() -> None:
    for number in range(20):
        general: Any = redact(distinct(number), seed=number).thong_tin_chung  # type: ignore[attr-defined]
        assert re.fullmatch("000[0-9]{9}", general.so_cccd or "")
        birth = general.ngay_sinh.date if general.ngay_sinh is not None else None
        assert birth is not None and str(general.so_cccd)[4:6] == f"{birth.year % 100:02d}"
        assert str(general.so_cccd)[3] == str(2 * (birth.year // 100 - 19) + (general.gioi_tinh == "Nữ"))


@pytest.mark.parametrize("options", [{}, {"keep_school": True}, {"keep_marks": False}, {"seed": "a"}])
@pytest.mark.parametrize("grade", [1, 2, 3, 4, 5])
def test_no_rule_breaks_that_was_kept(options: dict[str, Any], grade: int) -> None:
    record = synthetic_record(2, grade=grade)
    assert codes(redact(record, **options)) <= codes(record)


def test_what_is_kept_by_choice() -> None:
    kept = redact(RECORD, keep_school=True)
    assert kept.thong_tin_chung.ten_truong == RECORD.thong_tin_chung.ten_truong
    assert [year.ten_lop for year in kept.qua_trinh_hoc_tap] == [
        year.ten_lop for year in RECORD.qua_trinh_hoc_tap
    ]
    assert kept.thong_tin_chung.ten_giam_hieu_ky_hoc_ba != RECORD.thong_tin_chung.ten_giam_hieu_ky_hoc_ba
    made = redact(RECORD)
    assert made.thong_tin_chung.ten_truong != RECORD.thong_tin_chung.ten_truong
    assert len({year.ten_truong for year in made.qua_trinh_hoc_tap}) == 1
    assert made.thong_tin_chung.ten_truong == made.qua_trinh_hoc_tap[-1].ten_truong
    assert [row.muc_dat_duoc for row in made.tong_ket.bang_diem] == [
        row.muc_dat_duoc for row in RECORD.tong_ket.bang_diem
    ]
    assert made.thong_tin_chung.ten_nam_hoc == RECORD.thong_tin_chung.ten_nam_hoc


def test_results_that_are_not_kept_are_the_same_for_all() -> None:
    one, other = (redact(synthetic_record(number), keep_marks=False).tong_ket for number in (1, 9))
    assert one.bang_diem == other.bang_diem and one.ket_qua_xep_loai == other.ket_qua_xep_loai
    sample_made = redact(display_sample(), keep_marks=False)
    assert codes(sample_made) <= codes(display_sample())
    secondary: Any = redact(full(RecordTrungHoc), keep_marks=False)
    assert secondary.diem_tong_ket[0].diem_ca_nam == "8.0" and secondary.tong_ket.ket_qua_hoc_tap_lai is None


def test_a_seed_repeats_and_chance_does_not() -> None:
    assert redact(RECORD, seed=7) == redact(RECORD, seed=7) != redact(RECORD, seed=8)
    assert redact(RECORD).record_id != redact(RECORD).record_id
    for seed in (1.5, True, b"x"):
        with pytest.raises(ConfigurationError) as caught:
            redact(RECORD, seed=seed)  # type: ignore[arg-type]
        assert caught.value.code == "EDIT-REDACT-SEED"


def test_a_seed_knows_nothing_of_the_record() -> None:
    """Two records whose pieces rule out nothing get the same placeholders."""
    other = RECORD.replace(
        thong_tin_chung=RECORD.thong_tin_chung.replace(ho_va_ten="Ai Đó", ho_va_ten_me="Ơ Kìa")
    )
    assert redact(RECORD, seed=3) == redact(other, seed=3)


def test_unknown_content_ids_and_layout_go() -> None:
    added = {"parent": "DU_LIEU_HOC_BA", "name": "X", "xml": "<X>Mẫu Đình Bằng</X>"}
    record = RECORD.replace(extensions=[added], hoc_ba_id="so-12345", layout={"data_id": "hs-000215000002"})
    made = redact(record)
    assert made.extensions == () and made.hoc_ba_id is None and made.layout == DEFAULT_LAYOUT
    assert redact(record, keep_unknown=True).extensions == record.extensions
    later: Any = full(RecordTrungHoc)
    row = later.diem_tong_ket[0]
    ided = later.replace(
        diem_tong_ket=(row.replace(id="000312000001-15", gvbm=(row.gvbm[0].replace(id="000188000001"),)),)
    )
    redone: Any = redact(ided)
    assert redone.diem_tong_ket[0].id is None and redone.diem_tong_ket[0].gvbm[0].id is None


@pytest.mark.parametrize(
    ("block", "name", "text"),
    [
        ("thong_tin_chung", "phien_ban", "Mẫu Đình Bằng"),
        ("thong_tin_chung", "ma_khoi", "000215000002"),
        ("thong_tin_chung", "ngay_tao_hoc_ba", "sinh 15/08/2015"),
        ("thong_tin_chung", "tong_so_buoi_nghi_co_phep", "Mẫu nghỉ 3"),
        ("tong_ket", "ket_qua_xep_loai", "Bằng khá"),
        ("tong_ket", "duoc_len_lop", "Bằng được"),
    ],
)
def test_names_that_stand_in_the_wrong_field_do_not_stay(block: str, name: str, text: str) -> None:
    shape = RECORD.model_dump()
    shape[block][name] = text
    made = redact(Record.claims(shape))
    assert text not in made.model_dump_json()


def test_subject_names_come_from_the_table() -> None:
    shape = RECORD.model_dump()
    shape["tong_ket"]["bang_diem"][0]["ten_mon_hoc"] = "Tiếng Việt của Bằng"
    shape["tong_ket"]["bang_diem"][1]["ma_mon_hoc"] = "Bằng"
    shape["tong_ket"]["bang_diem"][1]["ten_mon_hoc"] = "Môn của Bằng"
    rows = redact(Record.claims(shape)).tong_ket.bang_diem
    assert rows[0].ten_mon_hoc == "Tiếng Việt" and rows[1].ma_mon_hoc is None
    assert "Bằng" not in str(rows[1].ten_mon_hoc)


def test_fields_that_nobody_knows_are_personal() -> None:
    from hocba.edit.personal import nature

    assert nature("X", "ghi_chu_rieng").masked and nature("X", "ghi_chu_rieng").personal
    assert nature("GVBM", "ho_va_ten").group == "staff" and nature("X", "ho_va_ten").group == "identity"


def test_windows() -> None:
    assert windows("Ab-cde 12345 Ma\u0302\u0303u") == {"1234", "2345"}
    assert windows("HƯỜNG") == {"hườn", "ường"}
    forbidden = Forbidden(["Hường", "12345"])
    assert forbidden.touches("đường") and not forbidden.touches("hươn 123 45")
    assert forbidden.names("hường") and not forbidden.names("hườn")


def test_a_pupil_whose_pieces_rule_out_every_fitting_number() -> None:
    every = " ".join(f"000{digit}" for digit in range(4)) + " " + " ".join(map(str, range(1990, 2040)))
    shape = RECORD.model_dump()
    shape["tong_ket"]["nhan_xet_gvcn"] = every
    made = redact(Record.claims(shape), seed=1).thong_tin_chung
    assert not windows(f"{made.so_cccd} {made.ngay_sinh}") & windows(every)


def test_texts_that_leave_no_placeholder_are_refused() -> None:
    shape = RECORD.model_dump()
    shape["tong_ket"]["nhan_xet_gvcn"] = " ".join(f"{number:04d}" for number in range(10_000))
    with pytest.raises(RecordError) as caught:
        redact(Record.claims(shape), seed=1)
    assert caught.value.code == "EDIT-REDACT-IMPOSSIBLE"


def test_partial_birth_dates_and_missing_values() -> None:
    shape = values(RecordTieuHoc)
    shape["thong_tin_chung"] |= {"ngay_sinh": None, "thang_nam_sinh": "2012-08", "nam_sinh": "2012"}
    general = redact(RecordTieuHoc(**shape)).thong_tin_chung
    assert general.ngay_sinh is None
    assert re.fullmatch("[0-9]{4}-[0-9]{2}", str(general.thang_nam_sinh))
    assert general.nam_sinh == str(general.thang_nam_sinh)[:4] != "2012"
    empty = redact(Record.claims({}))
    assert empty == Record.claims({})


def test_a_copy_can_be_written_and_redacted_again() -> None:
    made = redact(RECORD)
    assert hocba.read(hocba.write(made)) == made
    assert isinstance(made.thong_tin_chung.ngay_sinh.date, dt.date)  # type: ignore[union-attr]
    again = redact(made)
    assert again.record_id != made.record_id


@pytest.mark.parametrize(
    "text", ["Hoàn thành chương trình lớp 4; Được lên lớp 5.", "Chưa được lên lớp", "Học hết lớp cuối cấp"]
)
def test_set_phrases_about_completion_stay_with_the_marks(text: str) -> None:
    record = RECORD.replace(tong_ket=RECORD.tong_ket.replace(noi_dung_hoan_thanh_chuong_trinh=text))
    assert redact(record).tong_ket.noi_dung_hoan_thanh_chuong_trinh == text
    assert redact(record, keep_marks=False).tong_ket.noi_dung_hoan_thanh_chuong_trinh is None
    named = record.replace(
        tong_ket=record.tong_ket.replace(noi_dung_hoan_thanh_chuong_trinh=f"{text} Khen em Bằng.")
    )
    assert redact(named).tong_ket.noi_dung_hoan_thanh_chuong_trinh is None
    long = record.replace(
        tong_ket=record.tong_ket.replace(noi_dung_hoan_thanh_chuong_trinh="; . " * 4000 + "x")
    )
    assert redact(long).tong_ket.noi_dung_hoan_thanh_chuong_trinh is None


def test_a_yes_or_no_of_a_later_format_stays_with_its_group() -> None:
    def added(xml: str) -> Any:
        return RECORD.replace(
            extensions=[
                {"parent": "DU_LIEU_HOC_BA/THONG_TIN_CHUNG", "name": xml[1 : xml.index(">")], "xml": xml}
            ]
        )

    disabled = added("<CO_KHUYET_TAT_KHONG_DANH_GIA>1</CO_KHUYET_TAT_KHONG_DANH_GIA>")
    assert redact(disabled).extensions == disabled.extensions
    assert redact(disabled, keep_marks=False).extensions == ()
    for xml in ("<TRICH_LUC>Bằng</TRICH_LUC>", "<GHI_CHU>1</GHI_CHU>", "<HO_VA_TEN>1</HO_VA_TEN>"):
        assert redact(added(xml)).extensions == ()


def test_records_of_every_level_keep_their_rules_and_lose_their_people() -> None:
    for number, record in enumerate(legal_records(60, seed="redact")):
        made = redact(record, seed=number)
        assert codes(made) <= codes(record), record.format_id
        pieces = {
            piece
            for spot in spots(record)
            if natures().get((spot.held.part.block, spot.name), natures()["", spot.name]).personal
            for piece in windows(spot.value or "")
        }
        for spot in spots(made):
            if natures().get((spot.held.part.block, spot.name), natures()["", spot.name]).personal:
                assert not windows(spot.value or "") & pieces
