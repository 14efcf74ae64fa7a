"""The glossary: complete for what people meet in records and signatures, alphabetical in both languages."""

from __future__ import annotations

import re

import pytest
from tools.docs_glossary import order, page, rows

from hocba.testing.legal import LEVELS

# the words of the specification (README.md §6, lifecycle.md §1), as they have to be looked up
WORDS = """
học bạ số|cơ sở giáo dục|Sở Giáo dục|Phòng Giáo dục|Bộ Giáo dục|giáo viên bộ môn|giáo viên chủ nhiệm
cán bộ quản lý|văn thư|ký phát hành|gói tin|thu hồi học bạ|trích lục|bản thể hiện|số định danh cá nhân
mã tra cứu học bạ|cổng tiếp nhận
"""
STATES = {
    "draft", "checked", "signing", "signed", "issued", "submitted", "refused", "circulating",
    "revocation requested", "revoked",
}  # fmt: skip


def test_words_of_the_specification_are_there() -> None:
    known = [row["vi"] for row in rows()]
    for word in WORDS.strip().replace("\n", "|").split("|"):
        assert any(term.startswith(word) for term in known), word
    assert {row["en"] for row in rows()} >= STATES
    assert all(any(f"({level})" in row["vi"] for row in rows()) for level in LEVELS)
    for mark in ("official", "observed", "inferred", "unconfirmed"):
        assert any(row["note_en"] == f"[{mark}]" and row["en"] == mark for row in rows())


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_word_stands_once_with_its_translation(lang: str) -> None:
    terms = [row[lang] for row in rows()]
    assert all(terms) and len(set(map(str.lower, terms))) == len(terms)
    assert all(bool(row["note_vi"]) >= bool(row["note_en"]) for row in rows())
    shown = re.findall(r"^\| (?!English|Tiếng Việt)([^|]+) \|", page(lang), re.MULTILINE)
    assert shown == sorted(terms, key=order)


def test_order_is_that_of_the_vietnamese_alphabet() -> None:
    words = ["da", "đa", "dă", "dâ", "ma", "mà", "má", "mạ", "mă", "năng", "nang", "ô", "o", "ơ"]
    assert sorted(words, key=order) == [
        "da", "dă", "dâ", "đa", "ma", "mà", "má", "mạ", "mă", "nang", "năng", "o", "ô", "ơ"
    ]  # fmt: skip
