"""What can be checked about the pages without reading them: two languages, honest marks, no stray words."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, ROOT, blocks, name_of, pages

BOTH = sorted(page.relative_to(DOCS / "vi") for page in (DOCS / "vi").rglob("*.md"))
# What the specification infers or could not confirm, as a page would write it: the line has to say so.
UNCERTAIN = {
    r"`?#dataDanhSach`?": ("[inferred]", "[unconfirmed]"),
    r"10 MB": ("[inferred]",),
    r"escape[ _]quote": ("[inferred]",),
    r"`BANG_DIEM`": ("[unconfirmed]",),
    r"`DANH_GIA_NANG_LUC_PHAM_CHAT`": ("[unconfirmed]",),
    r"`QUA_TRINH_HOC_TAP`": ("[inferred]",),
}
OFFICIAL = re.compile(
    r"chính thức|bắt buộc theo|official|obligatory|Bộ (quy định|yêu cầu)|Ministry (requires|demands)"
)


def test_languages_have_the_same_pages() -> None:
    assert sorted(page.relative_to(DOCS / "en") for page in (DOCS / "en").rglob("*.md")) == BOTH


@pytest.mark.parametrize("page", BOTH, ids=str)
def test_languages_have_the_same_snippets(page: Path) -> None:
    def kinds(language: str) -> list[tuple[str, int]]:
        return [(block.language, block.body.count("\n")) for block in blocks(DOCS / language / page)]

    assert kinds("vi") == kinds("en")


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_uncertain_facts_carry_their_mark(page: Path) -> None:
    """A line that names an uncertain fact in a table or sentence of facts shows its mark."""
    for number, line in enumerate(_prose(page), start=1):
        for fact, marks in UNCERTAIN.items():
            if re.search(fact, line) and not any(mark in line for mark in marks):
                assert not OFFICIAL.search(line), f"{name_of(page)}:{number}: {line}"
                assert "adr/" in page.as_posix() or not line.startswith("|"), (
                    f"{name_of(page)}:{number}: {line}"
                )


@pytest.mark.parametrize("known", ["v1_0", "v2_tieuhoc", "v2_trunghoc"])
def test_pages_of_formats_keep_every_mark(known: str) -> None:
    """The generated table shows for each tag the confidence that the format's table gives it."""
    from tools.docs_pages import formats

    with (ROOT / "src/hocba/formats" / known / "fields.csv").open(encoding="utf-8") as source:
        wanted = Counter(row["confidence"] for row in csv.DictReader(source))
    for language in ("vi", "en"):
        page = formats()[f"formats/{language}/{known}.md"]
        shown = Counter(mark.replace("&#91;", "[") for mark in re.findall(r"\| (&#91;[a-z]+\]) \|", page))
        assert shown == wanted
        assert ("!!! warning" in page.partition("\n## ")[0]) is known.startswith("v2_")


def test_message_table_keeps_every_mark() -> None:
    """Every code is there, and an entry with a mark of confidence shows it."""
    from tools.docs_pages import messages

    from hocba.i18n import catalog

    sections = messages().split("\n### ")[1:]
    found = {section.split(" ", 1)[0]: section.replace("&#91;", "[") for section in sections}
    for code in catalog.codes():
        assert catalog.entry(code).get("confidence", "") in found[code]


def _prose(page: Path) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return re.sub(r"```.*?```", lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL).splitlines()
