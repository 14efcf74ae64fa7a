"""Code tables as typed lookups."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from tests.shared_data import FOLDER, shared_spec

from hocba.rules import codes

ROOT = Path(__file__).resolve().parents[3]
TOOL = ROOT / "tools" / "generate_codes.py"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(TOOL), *arguments], capture_output=True, text=True, check=False, timeout=60
    )


def test_copies_are_those_of_the_specification():
    shared_spec("codes")
    assert run("--check").returncode == 0


def test_a_difference_is_found_and_mended(tmp_path):
    shared_spec("codes")
    target = str(tmp_path / "data")
    assert run("--check", "--target", target).returncode == 1
    assert run("--target", target).returncode == 0
    assert run("--check", "--target", target).returncode == 0
    changed = tmp_path / "data" / "codes" / "levels.csv"
    changed.write_text(changed.read_text(encoding="utf-8") + "x\n", encoding="utf-8")
    (tmp_path / "data" / "codes" / "foreign.csv").write_text("a\n", encoding="utf-8")
    answer = run("--check", "--target", target)
    assert answer.returncode == 1
    assert "codes/levels.csv" in answer.stderr
    assert "codes/foreign.csv" in answer.stderr


def test_the_tool_refuses_a_folder_without_tables(tmp_path):
    assert run("--spec", str(tmp_path)).returncode != 0
    assert FOLDER.name == "shared"


def test_subjects_mean_different_things_at_different_levels():
    primary, lower = codes.subject("TH", "05"), codes.subject("THCS", "05")
    assert primary is not None
    assert lower is not None
    assert (primary.grades, lower.grades) == (frozenset({4, 5}), frozenset({6, 7, 8, 9}))
    assert codes.subject("TH", "15") is None
    assert codes.subject("??", "01") is None
    assert codes.subjects("GDTX") == ()


def test_subjects_in_the_order_of_the_form():
    names = [entry.code for entry in codes.subjects("TH", 4)]
    assert names[:3] == ["02", "01", "11"]
    assert "04" not in names
    language, choice = codes.subject("TH", "11"), codes.subject("THPT", "35")
    assert language is not None
    assert choice is not None
    assert not language.compulsory_in(1)
    assert language.compulsory_in(3)
    assert not choice.compulsory_in(10)
    elective = codes.subject("TH", "14")
    assert elective is not None
    assert not elective.compulsory_in(3)


def test_competences():
    found = codes.competences()
    assert len(found) == 15
    assert [entry.name for entry in found if not entry.required] == ["Công nghệ", "Tin học"]


def test_levels():
    assert [(entry.code, entry.short) for entry in codes.levels()] == [
        ("01", ""),
        ("02", "TH"),
        ("03", "THCS"),
        ("04", "THPT"),
        ("05", "GDTX"),
    ]
    primary, adult, upper = codes.level("02"), codes.level("05"), codes.level_of_grade(10)
    assert primary is not None
    assert adult is not None
    assert upper is not None
    assert primary.grades == frozenset(range(1, 6))
    assert adult.grades == frozenset(range(6, 13))
    assert upper.short == "THPT"
    assert codes.level("2") is None
    assert codes.level_of_grade(13) is None


BEFORE, SINCE = dt.date(2025, 6, 30), dt.date(2025, 7, 1)


def test_provinces_in_two_editions():
    assert len(codes.provinces(on=SINCE)) == 34
    assert len(codes.provinces(on=BEFORE)) == 63
    assert codes.EDITION_CHANGE == SINCE
    before, since = codes.province("15", on=BEFORE), codes.province("15", on=SINCE)
    assert before is not None
    assert since is not None
    assert (before.name, since.name) == ("Yên Bái", "Lào Cai")
    assert (before.edition, since.edition) == (2024, 2025)
    assert before.changed_meaning
    assert since.changed_meaning
    assert before.successor == since.successor == "15"
    assert since.merged_from == ("15", "10")
    assert since.prefix == "Tỉnh"
    assert codes.province("02", on=SINCE) is None
    assert codes.province("1", on=SINCE) is None


def test_every_old_province_has_a_successor_that_was_made_of_it():
    for entry in codes.provinces(on=BEFORE):
        successor = codes.province(entry.successor, on=SINCE)
        assert successor is not None
        assert entry.code in successor.merged_from


@pytest.mark.parametrize("on", [BEFORE, SINCE])
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Hồ Chí Minh", "79"),
        ("TP. Hồ Chí Minh", "79"),
        ("Thành phố Hồ Chí Minh", "79"),
        ("TP.Hồ Chí Minh", "79"),
        ("tp hồ chí minh", "79"),
        ("TP.HCM", "79"),
        ("TPHCM", "79"),
        ("Thanh Hoá", "38"),
        ("tỉnh Thanh Hóa", "38"),
        ("Huế", "46"),
        ("Đắc Lắc", "66"),
        (unicodedata.normalize("NFD", "Đắk Lắk"), "66"),
    ],
)
def test_province_names(name, code, on):
    found = codes.province_by_name(name, on=on)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "name", ["Bà Rịa Vũng Tàu", "Bà Rịa – Vũng Tàu", "BR-VT", "Bắc Cạn", "Thừa Thiên - Huế"]
)
def test_province_names_of_before(name):
    assert codes.province_by_name(name, on=BEFORE) is not None
    assert codes.province_by_name(name, on=SINCE) is None


def test_province_names_of_one_edition_do_not_collide():
    for on in (BEFORE, SINCE):
        for entry in codes.provinces(on=on):
            assert codes.province_by_name(entry.name, on=on) == entry
            assert codes.province(entry.code, on=on) == entry


def test_prefixes():
    found = codes.personal_number_prefix("001")
    assert found is not None
    assert found.province == "Hà Nội"
    assert codes.personal_number_prefix("000") is None
    assert codes.TEST_PREFIX == "000"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *((name, "05") for name in ("Khơ-me", "Khmer", "khơ me", "KHƠ ME", "Khơ - me", "Khơ‑me")),
        *((name, "08") for name in ("Hmông", "H'Mông", "H’Mông", "H‘mông", "Hʼmông", "H Mông", "Mông")),
        *((name, "12") for name in ("Ê-đê", "Ê Đê", "Êđê", "ê đê", unicodedata.normalize("NFD", "Ê-đê"))),
        *((name, "23") for name in ("Bru-Vân Kiều", "Bru – Vân Kiều", "Vân Kiều")),
        ("Kinh", "01"),
        ("Người nước ngoài", "55"),
    ],
)
def test_ethnic_groups(name, code):
    found = codes.ethnic_group(name)
    assert found is not None
    assert found.code == code
    assert codes.ethnic_group_by_code(code) == found


def test_ethnic_groups_are_unique():
    assert len(codes.ethnic_groups()) == 55
    for group in codes.ethnic_groups():
        for name in (group.name, *group.aliases):
            assert codes.ethnic_group(name) == group
    assert codes.ethnic_group("Klingon") is None
    assert codes.ethnic_group("Kính") is None  # tone marks matter
    assert codes.ethnic_group("K" * 1_000_000) is None
    assert codes.ethnic_group_by_code("99") is None


@pytest.mark.parametrize(
    "name", ["Việt Nam", "VIỆT NAM", "việt-nam", unicodedata.normalize("NFD", "Việt Nam")]
)
def test_nationality_of_nearly_everybody(name):
    found = codes.nationality(name)
    assert found is not None
    assert (found.code, found.name) == ("VN", "Việt Nam")
    assert codes.nationality_by_code("VN") == found


def test_nationalities():
    entries = codes.nationalities()
    assert entries[0].code == "VN"
    assert len({entry.code for entry in entries}) == len(entries) > 190
    for entry in entries:
        assert entry.confidence == ("[observed]" if entry.code == "VN" else "[unconfirmed]")
        for name in (entry.name, *entry.aliases):
            assert codes.nationality(name) == entry
    stateless = codes.nationality("không quốc tịch")
    assert stateless is not None
    assert stateless.code == ""
    assert codes.nationality("Atlantis") is None
    assert codes.nationality("x" * 1_000_000) is None
    assert codes.nationality_by_code("") is None


def test_statuses():
    assert [entry.code for entry in codes.statuses("nang_luc_pham_chat")] == ["T", "Đ", "C"]
    assert codes.statuses("nothing") == ()
