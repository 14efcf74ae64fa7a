"""The pages of the documentation as lists of fenced blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import attrs

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

FENCE = re.compile(
    r"(?P<output><!-- output -->\n)?^(?P<indent> *)```(?P<language>[a-z]*)[^\n]*\n"
    r"(?P<body>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)


@attrs.frozen
class Block:
    """One fenced block; ``output`` marks text that the snippet before it has to print."""

    language: str
    body: str
    line: int
    output: bool


def pages() -> list[Path]:
    """Every page that may hold snippets: the README and all of docs."""
    return [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]


def name_of(page: Path) -> str:
    """The page as a person would call it."""
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of ``page`` in order."""
    text = page.read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        indent = found["indent"]
        lines = [line.removeprefix(indent) for line in found["body"].splitlines(keepends=True)]
        line = text.count("\n", 0, found.start()) + 1
        yield Block(found["language"], "".join(lines), line, found["output"] is not None)
