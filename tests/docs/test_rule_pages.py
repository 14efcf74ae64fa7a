"""The generated pages of rules: one for each in both languages, marks shown, no link that leads nowhere."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest
import yaml
from tools.docs_pages import rules

from hocba.rules.explain import explain, rule_codes
from tests.docs.pages import ROOT

PAGES = rules()


def test_every_rule_has_a_page_in_both_languages() -> None:
    for language in ("vi", "en"):
        names = {PurePosixPath(path).stem for path in PAGES if path.startswith(f"rules/{language}/")}
        assert names == {"index", *rule_codes()}


def test_links_lead_somewhere() -> None:
    for path, text in PAGES.items():
        folder = PurePosixPath(path).parent
        for target in re.findall(r"\]\(([^)]+)\)", text):
            assert str(folder / target) in PAGES, path


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_show_the_mark_of_confidence(language: str) -> None:
    for code in rule_codes():
        text = PAGES[f"rules/{language}/{code}.md"].replace("&#91;", "[").replace("&#93;", "]")
        told = explain(code, language)
        assert told.confidence in text and told.confidence_words in text
        for case in told.cases:
            section = text.partition(f"### {case.key}\n")[2].partition("\n### ")[0]
            assert case.confidence in section


def test_navigation_has_the_indexes_and_leaves_out_the_rest() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for language in ("vi", "en"):
        assert f"reference/rules/{language}/index.md" in text
    assert yaml.safe_load(text)["not_in_nav"].strip() == "/reference/rules/*/*-*.md"
