"""The fixtures of the life of data: check answers as stated, files and JSON give the same record back."""

from __future__ import annotations

import hashlib

import pytest

import hocba
from hocba.findings import Severity
from hocba.model.base import RecordBase
from hocba.model.values import DateText
from hocba.rules.codes import EDITION_CHANGE, province
from hocba.rules.engine import check
from hocba.testing.lifecycle import Fixture, lifecycle

NAMES = tuple(lifecycle())
CASES = {name.partition("/")[0] for name in NAMES}


@pytest.fixture(params=NAMES)
def fixture(request: pytest.FixtureRequest) -> Fixture:
    return lifecycle()[request.param]


def answer(record: RecordBase, fixture: Fixture, **options: object) -> dict[str, Severity]:
    return {found.key: found.severity for found in check(record, **{**fixture.options, **options})}


def test_check_answers_as_stated(fixture):
    assert len(fixture.records) == len(fixture.owed)
    for record, owed in zip(fixture.records, fixture.owed, strict=True):
        assert answer(record, fixture) == dict(owed)


def test_the_answer_is_the_same_for_what_was_written_and_read(fixture):
    for record, owed in zip(fixture.records, fixture.owed, strict=True):
        file = hocba.write(record)
        reading = hocba.reading(file)
        assert reading.record == record
        assert reading.format_id == record.format_id
        assert hocba.write(reading.record).raw == file.raw
        assert answer(reading.record, fixture, slots=reading.slots) == dict(owed)


def test_the_clock_of_the_machine_does_not_matter(fixture):
    for record, owed in zip(fixture.records, fixture.owed, strict=True):
        assert {found.key for found in hocba.check(record, **fixture.options)} == set(owed)


def test_json_gives_the_same_record(fixture):
    for record in fixture.records:
        again = type(record).claims_json(record.model_dump_json())
        assert again == record
        assert type(again) is type(record)


def test_every_case_of_the_specification_has_a_fixture():
    assert {
        *("transfer", "received", "extract", "extract-differs", "extract-older", "gdtx"),
        *("not-assessed", "exempt", "adjusted", "tested-again", "several-years"),
        *("retested", "retest-failed", "conduct-trained", "conduct-not-trained"),
    } == CASES
    for name in ("transfer", "extract", "not-assessed", "exempt", "adjusted"):
        for where in ("v1_0", "v2_tieuhoc", "THCS", "THPT"):
            assert f"{name}/{where}" in NAMES
    for told in lifecycle().values():
        assert told.about_vi
        assert told.about_en


def test_nothing_is_an_error_where_the_circular_does_not_make_it_one():
    """Results of extracts and of adjusted requirements would be errors of any other pupil."""
    warned = {
        key
        for fixture in lifecycle().values()
        for owed in fixture.owed
        for key, severity in owed.items()
        if severity is Severity.WARNING
    }
    assert {"TH-4", "TR-17", "TR-19"} <= warned


@pytest.mark.parametrize("where", ["v1_0", "v2_tieuhoc", "THCS", "THPT"])
def test_a_partial_year_that_is_not_declared_lacks_its_results(where):
    fixture = lifecycle()[f"transfer/{where}"]
    told = answer(fixture.record, fixture, partial=False)
    missing = "G-1" if where == "v1_0" else "G-1/reconstructed"
    assert {missing, "G-17/repeated"} <= set(told) - set(fixture.owed[0])


def test_semesters_of_a_partial_year_are_judged():
    from hocba.testing.changes.edit import put

    fixture = lifecycle()["transfer/THCS"]
    wrong = put(fixture.record, "summary", ket_qua_hoc_tap_ky_1="CĐ")
    assert set(answer(wrong, fixture)) - set(fixture.owed[0]) == {"TR-16"}


def test_results_after_the_summer_stand_beside_those_of_the_year():
    for name in ("retested", "retest-failed"):
        held = lifecycle()[f"{name}/THCS"].record.tong_ket
        assert held.ket_qua_hoc_tap_ca_nam == "CĐ"
        assert held.ket_qua_hoc_tap_lai == ("Đ" if name == "retested" else "CĐ")
        assert held.duoc_len_lop == ("1" if name == "retested" else "0")
    for name in ("conduct-trained", "conduct-not-trained"):
        held = lifecycle()[f"{name}/THPT"].record.tong_ket
        assert held.ket_qua_ren_luyen_ca_nam == "CĐ"
        assert held.duoc_len_lop == ("1" if name == "conduct-trained" else "0")


def test_a_second_test_makes_a_record_of_its_own():
    before, after = lifecycle()["tested-again/v1_0"].records
    assert before.record_id != after.record_id
    assert (before.tong_ket.ket_qua_xep_loai, after.tong_ket.ket_qua_xep_loai) == (
        "Chưa hoàn thành",
        "Hoàn thành",
    )


@pytest.mark.parametrize("name", ["several-years", "several-years/secondary"])
def test_several_years_are_of_one_pupil(name):
    records = lifecycle()[name].records
    for field in ("ho_va_ten", "so_cccd", "ma_hoc_sinh", "ngay_sinh", "gioi_tinh"):
        assert len({getattr(record.thong_tin_chung, field) for record in records}) == 1
    assert len({record.record_id for record in records}) == len(records)
    years = [str(record.thong_tin_chung.ten_nam_hoc) for record in records]
    assert years == sorted(years)
    for record in records:
        entry = record.qua_trinh_hoc_tap[-1]
        assert (entry.nam_hoc, entry.ten_lop) == (
            record.thong_tin_chung.ten_nam_hoc,
            record.thong_tin_chung.ten_lop,
        )


def test_formats_and_names_of_provinces_change_between_the_years():
    records = lifecycle()["several-years"].records
    assert [record.format_id for record in records] == [
        *("v1_0", "v1_0", "v2_tieuhoc", "v2_trunghoc", "v2_trunghoc")
    ]
    names = [record.thong_tin_chung.ten_tinh_thanh_pho for record in records]
    assert names == ["Yên Bái", "Yên Bái", "Yên Bái", "Lào Cai", "Lào Cai"]
    # the trap: one code, two provinces
    for record in records[2:]:
        held = record.thong_tin_chung
        created = DateText(str(held.ngay_tao_hoc_ba)).date
        found = province(str(held.ma_tinh_thanh_pho), on=created)
        assert found.name == held.ten_tinh_thanh_pho
        assert held.ma_tinh_thanh_pho == "15"
        assert (created >= EDITION_CHANGE) is (found.name == "Lào Cai")


def test_nothing_is_computed_for_learners():
    fixture = lifecycle()["gdtx/8"]
    assert not {key for key in fixture.owed[0] if key.startswith("T")}


def test_fixtures_are_the_same_on_every_machine():
    dumped = "".join(
        record.model_dump_json(exclude={"layout"})
        for fixture in lifecycle().values()
        for record in fixture.records
    )
    assert hashlib.sha256(dumped.encode()).hexdigest()[:16] == "b2429c36bbddf00d"
