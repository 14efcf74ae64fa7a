"""Synthetic records: repeatable, of nobody, legal; and single illegal changes that are found exactly."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from hocba.errors import ConfigurationError
from hocba.model.record import Record
from hocba.rules.codes import personal_number_prefix
from hocba.rules.engine import check
from hocba.testing import people
from hocba.testing.draws import Draws
from hocba.testing.mutations import added_codes
from hocba.testing.records import (
    SyntheticPerson,
    SyntheticSchool,
    display_sample,
    mutations,
    synthetic_class,
    synthetic_record,
)


@pytest.mark.parametrize("grade", range(1, 6))
def test_a_class_breaks_no_rule_but_shows_test_numbers(grade):
    for record in synthetic_class(12, grade=grade):
        assert {finding.key for finding in check(record)} == {"G-6/test"}
        assert check(record, writing=False, today=dt.date(2025, 6, 1)) == check(record)


def test_the_same_arguments_give_the_same_record():
    assert synthetic_record(7) == synthetic_record(7)
    assert synthetic_record(7) != synthetic_record(8)
    assert synthetic_record(7) != synthetic_record(7, seed=1)
    assert synthetic_class(3) == tuple(synthetic_record(index) for index in range(3))
    # a fixed point: other versions of Python and of hocba must draw the same
    assert synthetic_record(0).record_id == "43f9b451-ac1e-4986-a35d-81b6a49ffcf0"


def test_pupils_of_a_class_differ():
    records = synthetic_class(30)
    assert len({record.record_id for record in records}) == 30
    assert len({record.thong_tin_chung.so_cccd for record in records}) == 30
    assert len({record.thong_tin_chung.ho_va_ten for record in records}) > 25
    results = Counter(record.tong_ket.ket_qua_xep_loai for record in records)
    assert len(results) >= 3


def test_nobody_is_meant():
    for record in (display_sample(), *synthetic_class(30)):
        part = record.thong_tin_chung
        for number in (part.so_cccd, part.so_cccd_giam_hieu_ky_hoc_ba, part.so_cccd_giao_vien_chu_nhiem):
            assert number is not None
            assert number.startswith("000")
            assert personal_number_prefix(number[:3]) is None
        assert str(part.ma_truong).startswith("00")
        names = (part.ho_va_ten, part.ho_va_ten_cha, part.ho_va_ten_me)
        assert all(str(name).startswith(tuple(people.tables()["family"])) for name in names)


def test_signers_school_year_and_dates_can_be_given():
    record = synthetic_record(
        1,
        grade=5,
        school=SyntheticSchool(code="00000002", name="Trường Tiểu học Nháp"),
        manager=SyntheticPerson("Ví Dụ Thị Xuyến", "000180000009"),
        teacher=SyntheticPerson("Nháp Văn Khải", "000090000008"),
        first_year=2025,
        class_name="5C",
        created=dt.date(2026, 5, 1),
        issued=dt.date(2026, 5, 2),
    )
    part = record.thong_tin_chung
    assert (part.ma_truong, part.ten_nam_hoc, part.ten_lop) == ("00000002", "2025-2026", "5C")
    assert part.so_cccd_giam_hieu_ky_hoc_ba == "000180000009"
    assert part.ten_giao_vien_chu_nhiem == "Nháp Văn Khải"
    assert part.ngay_ky_phat_hanh_hoc_ba == "02/05/2026"
    assert [entry.ten_lop for entry in record.qua_trinh_hoc_tap] == ["1C", "2C", "3C", "4C", "5C"]
    assert {finding.key for finding in check(record)} == {"G-6/test"}


@pytest.mark.parametrize("wanted", [0, 1_000, 4_000, 20_000])
def test_padding(wanted):
    def size(record: Record) -> int:
        block = record.tong_ket.danh_gia_nang_luc_pham_chat
        texts = (
            record.tong_ket.nhan_xet_gvcn,
            block.nhan_xet_pham_chat,
            block.nhan_xet_nang_luc_chung,
            block.nhan_xet_nang_luc_dac_thu,
        )
        assert all(len(str(text)) <= 500 for text in texts[1:])
        if wanted <= 4_000:
            assert len(str(texts[0])) <= 2000
        return sum(len(str(text).encode()) for text in texts)

    padded = synthetic_record(3, padding=wanted)
    assert wanted <= size(padded) - size(synthetic_record(3)) < wanted + 200
    too_long = {"G-9"} if wanted > 4_000 else set()
    assert {finding.key for finding in check(padded)} == {"G-6/test"} | too_long


@pytest.mark.parametrize("arguments", [{"grade": 0}, {"grade": 6}, {"index": -1}, {"padding": -1}])
def test_arguments_that_make_no_record(arguments):
    with pytest.raises(ConfigurationError) as caught:
        synthetic_record(arguments.pop("index", 0), **arguments)
    assert caught.value.code == "TESTING-RECORD"
    assert caught.value.message("vi")


@pytest.mark.parametrize(
    ("birth", "female", "digits"),
    [
        (dt.date(1975, 1, 1), False, "075"),
        (dt.date(1999, 1, 1), True, "199"),
        (dt.date(2015, 1, 1), True, "315"),
    ],
)
def test_personal_numbers(birth, female, digits):
    number = people.personal_number(birth, female=female, serial=12)
    assert number == f"000{digits}000012"


def test_draws_stay_in_their_range():
    draws = Draws("x")
    assert {draws.below(3) for _ in range(60)} == {0, 1, 2}
    assert {draws.between(4, 5) for _ in range(40)} == {4, 5}
    assert draws.uuid4()[14] == "4"


def test_the_display_sample_is_the_default_of_mutations():
    assert mutations() == mutations(display_sample())
    assert len({mutation.name for mutation in mutations()}) == len(mutations())


@pytest.mark.parametrize("grade", range(1, 6))
@pytest.mark.parametrize("index", [3, 14])
def test_each_mutation_adds_exactly_its_codes(grade, index):
    record = synthetic_record(index, grade=grade)
    for mutation in mutations(record):
        assert added_codes(record, mutation) == mutation.codes, mutation.name
