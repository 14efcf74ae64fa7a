"""Rule tables, messages and regulations: they agree with one another and with the specification."""

from __future__ import annotations

import re

import pytest
from tests.shared_data import shared_spec

from hocba.findings import Severity
from hocba.i18n import catalog
from hocba.rules.regulations import regulation_for, regulations
from hocba.rules.tables import GENERAL_TABLE, REGULATION_TABLES, RuleRow, plan, table

ROWS = [row for name in (GENERAL_TABLE, *REGULATION_TABLES) for row in table(name)]


def key_of(row: RuleRow) -> str:
    return f"{row.code}/{row.case}" if row.case else row.code


KEYS = sorted({key_of(row) for row in ROWS})


@pytest.mark.parametrize("key", KEYS)
def test_every_row_has_its_texts(key):
    entry = catalog.entry(key)
    for part in ("vi", "en", "do_vi", "do_en", "source", "confidence"):
        assert entry[part]
    assert re.fullmatch(r"\[(official|observed|inferred|unconfirmed)\]", entry["confidence"])
    now = [row for row in ROWS if key_of(row) == key and row.covers(2024)]
    assert [row.severity for row in now] == [Severity(entry["severity"])]


def test_no_text_without_a_row():
    rules = [key for key in catalog.codes() if re.match(r"(G|TH|TR)-[0-9]|CODES-|TEXT-", key)]
    assert sorted(rules) == KEYS


@pytest.mark.parametrize("key", KEYS)
def test_what_was_inferred_only_warns_unless_the_rule_says_so(key):
    entry = catalog.entry(key)
    says_so = {"G-10", "G-11", "G-19", "TR-14", "TR-19"}
    if entry["confidence"] != "[official]" and key not in says_so:
        assert entry["severity"] in {"warning", "info"}


def test_severities_are_those_of_the_specification():
    text = shared_spec("rules.md").read_text(encoding="utf-8")
    said = dict(re.findall(r"^\| ((?:G|TH|TR)-\d+)(?: ∑)? \| ([^|]+) \|", text, flags=re.MULTILINE))
    for row in ROWS:
        if row.case or not row.covers(2024) or row.code.startswith(("CODES-", "TEXT-")):
            continue
        first = said[row.code].strip()[0]
        assert row.severity.value[0].upper() == first
        reading = "W" if "W read" in said[row.code] else first
        assert row.reading.value[0].upper() == reading


def test_computed_rules_are_those_of_the_specification():
    text = shared_spec("rules.md").read_text(encoding="utf-8")
    computed = set(re.findall(r"^\| (T[HR]-\d+) ∑", text, flags=re.MULTILINE))
    assert {row.code for row in ROWS if row.computed} == computed


def test_years_without_gaps_or_overlaps():
    for row in ROWS:
        for year in range(2015, 2036):
            covering = [other for other in ROWS if (other.code, other.case) == (row.code, row.case)]
            assert sum(other.covers(year) for other in covering) == 1


@pytest.mark.parametrize(
    ("level", "grade", "first", "expected"),
    [
        ("TH", 1, 2019, "tt30_2014"),
        ("TH", 1, 2020, "tt27_2020"),
        ("TH", 4, 2022, "tt30_2014"),
        ("TH", 4, 2023, "tt27_2020"),
        ("TH", 5, 2024, "tt27_2020"),
        ("THCS", 6, 2021, "tt22_2021"),
        ("THCS", 9, 2023, "tt58_2011"),
        ("THPT", 10, 2022, "tt22_2021"),
        ("THPT", 12, 2023, "tt58_2011"),
        ("GDTX", 9, 2024, "tt43_2021"),
    ],
)
def test_regulation_by_year_and_grade(level, grade, first, expected):
    found = regulation_for(level, grade, first)
    assert found is not None
    assert found.id == expected


def test_regulations_cover_every_grade_and_year_once():
    for level, grades in (("TH", range(1, 6)), ("THCS", range(6, 10)), ("THPT", range(10, 13))):
        for grade in grades:
            for year in range(2015, 2036):
                assert regulation_for(level, grade, year) is not None
    assert regulation_for("TH", 6, 2024) is None
    assert {entry.id for entry in regulations()} == {
        "tt27_2020",
        "tt30_2014",
        "tt22_2021",
        "tt58_2011",
        "tt43_2021",
    }


def test_other_regulations_get_the_general_rules_only():
    general = plan(None, 2024)
    assert plan("tt30_2014", 2024).functions == general.functions
    assert len(plan("tt27_2020", 2024).functions) > len(general.functions)
