"""Code tables as typed lookups."""

from __future__ import annotations

import subprocess
import sys
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


def test_provinces_in_two_editions():
    assert len(codes.provinces(2025)) == 34
    assert len(codes.provinces(2024)) == 63
    assert codes.provinces(1990) == ()
    before, since = codes.province(2024, "15"), codes.province(2025, "15")
    assert before is not None
    assert since is not None
    assert (before.name, since.name) == ("Yên Bái", "Lào Cai")
    assert before.changed_meaning
    assert before.successor == "15"
    assert codes.province(2025, "02") is None


@pytest.mark.parametrize(
    "name", ["Hồ Chí Minh", "TP. Hồ Chí Minh", "Thành phố Hồ Chí Minh", "TP.Hồ Chí Minh", "tp hồ chí minh"]
)
def test_province_names(name):
    found = codes.province_by_name(2025, name)
    assert found is not None
    assert found.code == "79"


def test_province_names_of_one_edition_do_not_collide():
    for edition in (2024, 2025):
        for entry in codes.provinces(edition):
            assert codes.province_by_name(edition, entry.name) == entry


def test_prefixes():
    found = codes.personal_number_prefix("001")
    assert found is not None
    assert found.province == "Hà Nội"
    assert codes.personal_number_prefix("000") is None


@pytest.mark.parametrize("name", ["Khơ-me", "Khmer", "khơ me", "KHƠ ME"])
def test_ethnic_groups(name):
    found = codes.ethnic_group(name)
    assert found is not None
    assert found.code == "05"


def test_ethnic_groups_are_unique():
    assert len(codes.ethnic_groups()) == 55
    assert codes.ethnic_group("H'Mông") == codes.ethnic_group("Mông")
    assert codes.ethnic_group("Klingon") is None


def test_statuses():
    assert [entry.code for entry in codes.statuses("nang_luc_pham_chat")] == ["T", "Đ", "C"]
    assert codes.statuses("nothing") == ()
