"""G-14: provinces by name and code, in two editions."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.rules import later
from tests.unit.rules.changes import BASE, findings, general, legal

from hocba.findings import Finding, Severity
from hocba.model.v2_tieuhoc.record import RecordTieuHoc
from hocba.rules.codes import EDITION_CHANGE, province, provinces

W = Severity.WARNING
OLD = {"ten_nam_hoc": "2023-2024"}
NEW = {
    "ten_nam_hoc": "2025-2026",
    "ngay_tao_hoc_ba": "24/05/2026",
    "ngay_ky_phat_hanh_hoc_ba": "31/05/2026",
}
LATE = {**OLD, "ngay_ky_phat_hanh_hoc_ba": "01/07/2025"}


def of_places(**texts: Any) -> list[Finding]:
    """What G-14 says about a later primary record."""
    return [one for one in later.findings(later.primary(legal(), **texts)) if one.code == "G-14"]


def keys(**texts: Any) -> list[str]:
    return [finding.key for finding in of_places(**texts)]


@pytest.mark.parametrize(
    ("name", "code", "when", "expected"),
    [
        # names and codes of their own edition
        ("Hà Nội", "01", OLD, []),
        ("Yên Bái", "15", OLD, []),
        ("Lào Cai", "10", OLD, []),
        ("tỉnh Bắc Giang", "24", OLD, []),
        ("Lào Cai", "15", NEW, []),
        ("Tỉnh Bắc Ninh", "24", NEW, []),
        ("TP. Hồ Chí Minh", "79", NEW, []),
        # the trap: the code now means another province
        ("Lào Cai", "15", OLD, ["G-14/meaning"]),
        ("Bắc Ninh", "24", OLD, ["G-14/meaning"]),
        ("Hà Nội", "79", NEW, ["G-14/meaning"]),
        # a code that ended, a code that began
        ("Lào Cai", "10", NEW, ["G-14/code-other"]),
        ("Cần Thơ", "93", NEW, ["G-14/code-other"]),
        # an old name: reported; its successor's code agrees with it
        ("Yên Bái", "15", NEW, ["G-14/other"]),
        ("Bình Dương", "79", NEW, ["G-14/other"]),
        ("Bình Dương", "74", NEW, ["G-14/other", "G-14/code-other"]),
        ("Bình Dương", "01", NEW, ["G-14/other", "G-14/meaning"]),
        # neither name nor code of anywhere
        ("Hà Tây", "01", OLD, ["G-14"]),
        ("Hà Nội", "99", OLD, ["G-14/code"]),
        ("Hà Nội", "1", OLD, ["G-14/code"]),
        ("Hà Nội", "Hà Nội", NEW, ["G-14/code"]),
        # an older year that was made later may use either edition
        ("Lào Cai", "15", LATE, []),
        ("Lào Cai", "10", LATE, []),
        ("Yên Bái", "15", LATE, []),
        ("Hà Nội", "15", LATE, ["G-14/meaning"]),
    ],
)
def test_the_province_of_the_school(name, code, when, expected):
    assert keys(ten_tinh_thanh_pho=name, ma_tinh_thanh_pho=code, **when) == expected


def test_the_trap_names_both_provinces():
    [finding] = of_places(ten_tinh_thanh_pho="Lào Cai", ma_tinh_thanh_pho="15", **OLD)
    assert finding.severity is W
    for lang in ("vi", "en"):
        told = finding.message(lang)
        assert "Yên Bái" in told
        assert "Lào Cai" in told
        assert "15" in told
        assert "10 Lào Cai" in finding.advice(lang)
    [ended] = of_places(ten_tinh_thanh_pho="Lào Cai", ma_tinh_thanh_pho="10", **NEW)
    assert "15 Lào Cai" in ended.advice("vi")
    [old] = [one for one in of_places(ten_tinh_thanh_pho="Yên Bái", **NEW) if one.case == "other"]
    assert "Yên Bái" in old.message("en")
    assert "15 Lào Cai" in old.advice("en")


@pytest.mark.parametrize(
    ("address", "code", "when", "expected"),
    [
        ("Phường Ví Dụ, tỉnh Yên Bái", "15", OLD, []),
        ("Phường Ví Dụ, tỉnh Yên Bái", "15", NEW, []),
        ("Phường Ví Dụ, Lào Cai", "15", NEW, []),
        ("Phường Ví Dụ, Lào Cai", "15", OLD, ["G-14/meaning"]),
        ("Phường Ví Dụ", "15", OLD, []),
        ("Phường Ví Dụ, Việt Nam", "15", OLD, []),
        ("Phường Ví Dụ, Hà Nội", "02", NEW, ["G-14/code-other"]),
        (None, "77", OLD, []),
        ("Phường Ví Dụ", "00", OLD, ["G-14/code"]),
    ],
)
@pytest.mark.parametrize("name", ["noi_sinh", "que_quan", "cho_o_hien_nay"])
def test_the_province_of_an_address(name, address, code, when, expected):
    found = of_places(**{name: address, f"{name}_ma_tinh_thanh_pho": code}, **when)
    assert [finding.key for finding in found] == expected
    for finding in found:
        # where a pupil was born or lives is nobody's business
        assert f"“{code}”" not in finding.message("vi")
        assert "Lào Cai" not in finding.message("vi") + finding.message("en")
        assert f"“{code}”" in finding.message("vi", show_personal_data=True)


@pytest.mark.parametrize(
    ("code", "expected"), [("00001", []), ("1", ["G-14/commune"]), ("0000a", ["G-14/commune"])]
)
@pytest.mark.parametrize("name", ["ma_xa_phuong", "noi_sinh_ma_xa_phuong", "que_quan_ma_xa_phuong"])
def test_communes(name, code, expected):
    assert keys(**{name: code}) == expected


def test_every_code_agrees_with_its_own_name():
    for when, on in ((OLD, EDITION_CHANGE.replace(day=1, month=6)), (NEW, EDITION_CHANGE)):
        for entry in provinces(on=on):
            assert keys(ten_tinh_thanh_pho=entry.name, ma_tinh_thanh_pho=entry.code, **when) == []


def test_every_code_that_changed_its_meaning_is_a_trap():
    before = EDITION_CHANGE.replace(month=6)
    changed = [entry for entry in provinces(on=EDITION_CHANGE) if entry.changed_meaning]
    assert changed
    for since in changed:
        old = province(since.code, on=before)
        assert old is not None
        [finding] = of_places(ten_tinh_thanh_pho=since.name, ma_tinh_thanh_pho=since.code, **OLD)
        assert finding.case == "meaning"
        assert old.name in finding.message("vi")
        assert since.name in finding.message("vi")


@pytest.mark.parametrize(
    ("year", "name", "expected"),
    [
        ("2020-2021", "Yên Bái", []),
        ("2020-2021", "Huế", []),
        ("2025-2026", "Yên Bái", ["G-14/other"]),
        ("2020-2021", "Hà Tây", ["G-14"]),
        ("?", "Hà Tây", []),
    ],
)
def test_old_years_of_the_history_keep_old_names(year, name, expected):
    record = later.primary(legal(), **NEW)
    entry = {**record.qua_trinh_hoc_tap[0].__dict__, "nam_hoc": year, "ten_tinh_thanh_pho": name}
    own = {**record.qua_trinh_hoc_tap[0].__dict__, "nam_hoc": "2025-2026"}
    changed = RecordTieuHoc.claims({**record.__dict__, "qua_trinh_hoc_tap": [entry, own]})
    assert [one.key for one in later.findings(changed) if one.code == "G-14"] == expected


def test_districts_are_not_missed_from_2025_on():
    without = general(BASE, ten_quan_huyen=None)
    assert [one.key for one in findings(without)] == ["G-1"]
    assert "G-1" not in [one.key for one in findings(general(without, **NEW))]
    assert keys(ten_quan_huyen=None) == []
