"""Explanations: every code has one in both languages, and what rules are said to do is what they do."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from tests.shared_data import shared_spec

import hocba
from hocba.errors import ConfigurationError
from hocba.i18n import catalog
from hocba.rules.explain import (
    codes,
    explain,
    groups,
    index_page,
    page,
    rule_codes,
    rules_about,
    suggestions,
)
from hocba.rules.explain.entries import entries
from hocba.rules.tables import GENERAL_TABLE, REGULATION_TABLES, table
from hocba.rules.tt22_2021 import adjusted_level, conduct_of_year, semester_average, year_average
from hocba.rules.tt22_2021.levels import WORDS, requirements
from hocba.rules.tt27_2020.result import RESULTS

PACKAGE = Path(hocba.__file__).parent
CHECKED = {row.code for name in (GENERAL_TABLE, *REGULATION_TABLES) for row in table(name)}
LANGUAGES = ("vi", "en")


def test_every_rule_of_the_specification_is_explained():
    text = shared_spec("rules.md").read_text(encoding="utf-8")
    said = set(re.findall(r"^\| ((?:G|TH|TR)-\d+)(?: ∑)? \|", text, flags=re.MULTILINE))
    assert said == set(rule_codes()) == set(entries())
    assert len(said) == 68


@pytest.mark.parametrize("group", ["G", "TH", "TR"])
def test_explanations_are_whole_in_both_languages(group):
    for code in sorted(entries()):
        if code.partition("-")[0] == group:
            assert_whole(code)


def assert_whole(code):
    held = entries()[code].held
    for name in ("name", "example"):
        assert held[f"{name}_vi"].strip() and held[f"{name}_en"].strip()
    assert held["vi"].strip() and held["en"].strip() and held["vi"] != held["en"]
    assert set(held) <= {
        *("name_vi", "name_en", "vi", "en", "formula", "table_vi", "table_en", "example_vi", "example_en"),
        *("why_vi", "why_en", "source", "confidence", "tags"),
    }
    if "table_vi" in held:
        assert [len(row) for row in held["table_vi"]] == [len(row) for row in held["table_en"]]
        assert len({len(row) for row in held["table_vi"]}) == 1
    if code not in CHECKED:
        assert held["why_vi"] and held["why_en"] and held["source"] and held["confidence"]


@pytest.mark.parametrize("group", sorted({code.partition("-")[0] for code in codes()}))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_is_explained(group, lang):
    for code in codes():
        if code.partition("-")[0] == group:
            assert_explained(code, lang)


def assert_explained(code, lang):
    told = explain(code, lang)
    assert told.code == code
    assert told.meaning and told.severity
    assert told.checked == (code not in entries() or code in CHECKED)
    assert told.checked or told.why_unchecked
    assert bool(told.confidence) == bool(told.confidence_words)
    for case in told.cases:
        assert case.message and "{" not in case.message
        assert catalog.known(case.key)
    assert json.loads(json.dumps(told.to_dict()))["code"] == code


def test_every_finding_and_error_is_among_the_codes():
    words = ("CLI-", "REPORT-")
    keys = {key.partition("/")[0] for key in catalog.codes() if not key.startswith(words)}
    assert keys <= set(codes())
    assert "CLI-BAD-PAIR" in codes()
    assert not [code for code in codes() if code.startswith("REPORT-")]
    grouped = [code for group in groups("vi") for code in group.codes]
    assert sorted(grouped) == sorted(codes())
    assert [group.prefix for group in groups("en")][:3] == ["G", "TH", "TR"]
    assert not [group.prefix for group in groups("en") if group.title in {"", "Other"}]


def test_severity_is_told_by_year_and_use():
    assert explain("G-4", "en").severity == "error when writing and signing; warning when reading"
    told = explain("TR-17", "en").severity
    assert told.startswith("error up to school year 2025-2026; warning from school year 2026-2027. Computes")
    assert explain("TR-1", "vi").severity == "không kiểm tra"
    assert explain("XML-DTD", "en").kind == "error"
    assert explain("VER-KIND", "en").kind == "finding"


def test_where_a_rule_holds():
    assert "grade 8, 11 from 2023-2024" in explain("TR-3", "en").applies
    assert "v2_trunghoc (dựng lại)" in explain("TR-3", "vi").applies
    assert explain("G-1", "en").applies == "Every level, grade and school year."
    assert "lớp 5 từ năm học 2024-2025" in explain("TH-1", "vi").applies


def test_marks_of_confidence_in_words():
    assert explain("TR-19", "en").confidence_words.startswith("seen in public systems")
    assert explain("TR-5", "en").confidence_words == "not confirmed"
    assert explain("TH-7", "en").confidence_words == "stands in an official document"


@pytest.mark.parametrize("text", ["tr-3", " TR-3 ", "tr3", "TR_3", "TR-3/near"])
def test_codes_are_taken_as_people_type_them(text):
    assert explain(text).code == "TR-3"


@pytest.mark.parametrize(
    "text", ["", "TR-9", "x" * 1_000_000, "\ud800", "\u202eTR-3", "REPORT-TITLE", "CLI-HELP"]
)
def test_unknown_codes_are_refused(text):
    with pytest.raises(ConfigurationError) as refused:
        explain(text)
    assert refused.value.code == "EXPLAIN-UNKNOWN"
    assert len(refused.value.message("vi")) < 500


def test_suggestions():
    assert "TR-13" in suggestions("TR-133")
    assert suggestions("VER-IDENTITY")[0].startswith("VER-IDENTITY")
    assert suggestions("qqqqqq") == ()


def test_rules_about_a_tag():
    assert rules_about("DIEM_KIEM_TRA_LAI") == ("G-11", "TR-6", "TR-7", "TR-11", "TR-14")
    assert rules_about("PHAM_CHAT_YEU_NUOC") == ("G-11", "TH-1", "TH-2", "TH-3", "TH-4", "TH-15")
    assert rules_about("KY_PHAT_HANH") == ()


def test_every_tag_of_an_explanation_stands_in_a_format():
    import csv

    known = {"GVBM"}
    for name in ("fields_v1_0", "fields_v2_tieuhoc", "fields_v2_trunghoc"):
        table = PACKAGE / "rules" / "data" / f"{name}.csv"
        known |= {line["tag"] for line in csv.DictReader(table.read_text(encoding="utf-8").splitlines())}
    for code, entry in entries().items():
        for tag in entry.tags:
            begins = tag.removesuffix("…")
            fits = (
                tag == "*"
                or tag in known
                or (tag.endswith("…") and any(one.startswith(begins) for one in known))
            )
            assert fits, (code, tag)


def test_another_language_is_refused():
    with pytest.raises(ValueError, match="language"):
        explain("TR-3", "fr")


def test_pages():
    for lang in LANGUAGES:
        index = index_page(lang)
        for code in rule_codes():
            assert f"[{code}]({code}.md)" in index
            text = page(code, lang)
            assert text.startswith(f"# {code} · ")
            assert "‹" in text or code not in CHECKED
            assert "<" not in text.replace("</", "")
    assert "`ĐTBmcn = (ĐTBmhkI + 2 × ĐTBmhkII) / 3`" in page("TR-3", "vi")
    assert "| T (Tốt) | all Đ | all ≥ 6.5, at least 6 of them ≥ 8.0 |" in page("TR-17", "en")


# what the tables and examples say, against the functions


@pytest.mark.parametrize("code", ["TR-16", "TR-17"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_of_levels_is_that_of_the_rule(code, lang):
    rows = explain(code, lang).table[1:]
    assert [row[0] for row in rows] == [f"{letter} ({word})" for letter, word in WORDS.items()]
    for row, wanted in zip(rows, requirements(), strict=False):
        numbers = set(re.findall(r"\d\.\d", row[2]))
        assert numbers == {str(wanted.every_at_least), str(wanted.many_at_least)}
        assert str(wanted.many) in re.findall(r"\b\d\b(?!\.)", row[2])
    assert "1" in rows[2][1] and requirements()[2].failed_at_most == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_of_conduct_is_that_of_the_rule(lang):
    head, *rows = explain("TR-19", lang).table
    letters = {word: letter for letter, word in WORDS.items()}
    for first, *years in rows:
        for second, year in zip(head[1:], years, strict=True):
            assert conduct_of_year(letters[first], letters[second]) == letters[year]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_vectors_of_the_adjustment_hold(lang):
    for scored, failed, *levels in explain("TR-18", lang).table[1:]:
        marks = []
        for part in scored.split(", "):
            mark, _, times = part.partition(" ×")
            marks += [Decimal(mark)] * int(times or 1)
        assert list(adjusted_level([*marks, *[False] * int(failed)])[:3]) == levels


def test_the_table_of_results_names_the_four_results():
    assert tuple(row[0] for row in explain("TH-1").table[1:]) == RESULTS


@pytest.mark.parametrize("lang", LANGUAGES)
def test_worked_examples_hold(lang):
    assert "(7.9 + 2 × 8.3) / 3 = 8.17 → 8.2" in explain("TR-3", lang).example
    assert str(year_average(Decimal("7.9"), Decimal("8.3"))) == "8.2"
    assert "(25 + 17 + 24) / 8 = 8.25 → 8.3" in explain("TR-2", lang).example
    regular = [Decimal(8), Decimal(8), Decimal(9)]
    assert str(semester_average(regular, Decimal("8.5"), Decimal(8))) == "8.3"
    assert conduct_of_year("Đ", "T") == "K"
    eight = [*[Decimal("8.0")] * 5, Decimal("7.9"), Decimal("6.5"), Decimal("6.5")]
    assert adjusted_level(eight).by_table == "K"
    assert adjusted_level([*[Decimal("8.0")] * 7, Decimal("4.9")]).replaced == "K"


def test_the_regulations_named_by_g_18_are_those_of_the_table():
    for lang in LANGUAGES:
        told = " ".join(" ".join(row) for row in explain("G-18", lang).table)
        for number in ("27/2020", "30/2014", "22/2016", "22/2021", "58/2011", "26/2020", "43/2021"):
            assert number in told
        for code in ("TH-1", "TR-3"):
            spans = re.findall(r"(\d+) (?:từ năm học|from) (\d{4}-\d{4})", explain(code, lang).applies)
            for _, year in spans:
                assert year in told
