"""The glossary: one table of words (``glossary.csv``), a page sorted by either language.

MkDocs loads this file as a hook (``hooks`` in mkdocs.yml). Run it to see a page: ``python
tools/docs_glossary.py vi``.
"""

from __future__ import annotations

import csv
import sys
import unicodedata
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

TABLE = Path(__file__).with_name("glossary.csv")
LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"
HEADS = {
    "vi": (
        "# Bảng thuật ngữ\n",
        "Tên trường dữ liệu giữ từ của Bộ (`ho_va_ten`); từ kỹ thuật theo các tiêu chuẩn bằng tiếng Anh. "
        "Xếp theo tiếng Anh: [Glossary](../en/glossary.md).\n",
        "| Tiếng Việt | English | Ghi chú |\n|---|---|---|",
    ),
    "en": (
        "# Glossary\n",
        "Record data keep the Ministry's words (`ho_va_ten`); technique uses the words of the English "
        "standards. Sorted by the Vietnamese words: [Bảng thuật ngữ](../vi/glossary.md).\n",
        "| English | Tiếng Việt | Note |\n|---|---|---|",
    ),
}
Row = dict[str, str]


def rows() -> list[Row]:
    """The table of words."""
    with TABLE.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def order(word: str) -> tuple[list[tuple[int, str]], list[int]]:
    """Where ``word`` stands: letters of the Vietnamese alphabet first, tones where these are the same."""
    letters, tones = [], []
    for letter in unicodedata.normalize("NFC", word.lower()):
        plain = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in plain if mark in TONES), "")
        base = unicodedata.normalize("NFC", plain.replace(tone, "") if tone else plain)
        letters.append((LETTERS.find(base) + 1, base))
        tones.append(TONES.find(tone) + 1 if tone else 0)
    return letters, tones


def page(lang: str) -> str:
    """The page of ``lang``, a table for each first letter."""
    other = "en" if lang == "vi" else "vi"
    title, about, head = HEADS[lang]
    parts = [title, about]
    listed = sorted(rows(), key=lambda row: order(row[lang]))
    for letter, words in groupby(listed, key=lambda row: order(row[lang])[0][0][1].upper()):
        parts.append(f"\n## {letter}\n\n{head}")
        parts += [f"| {row[lang]} | {row[other]} | {row[f'note_{lang}']} |" for row in words]
    return "\n".join(parts) + "\n"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """MkDocs event: add both pages."""
    from mkdocs.structure.files import File

    for lang in HEADS:
        files.append(File.generated(config, f"{lang}/glossary.md", content=page(lang)))
    return files


if __name__ == "__main__":
    print(page(sys.argv[1]))
