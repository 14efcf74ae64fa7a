"""Texts of records, changed in one place at a time."""

from __future__ import annotations

from tests.unit.model.sample import record

from hocba.formats.reader import read
from hocba.formats.reading import Reading
from hocba.formats.writer import write
from hocba.xml.document import parse

TEXT = write(record()).decode()


def changed(*pairs: tuple[str, str], text: str = TEXT) -> str:
    """``text`` with the first occurrence of each old text replaced; every old text must occur."""
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def without(tag: str, text: str = TEXT) -> str:
    """``text`` without the first element ``tag``."""
    start, end = text.index(f"<{tag}>"), text.index(f"</{tag}>") + len(tag) + 3
    return text[:start] + text[end:]


def reading(text: str) -> Reading:
    """What reading ``text`` gives."""
    return read(parse(text.encode()))


def codes(text: str) -> list[str]:
    """The codes of the findings, in order."""
    return [finding.code for finding in reading(text).findings]


def found(text: str) -> list[tuple[str, str]]:
    """Code and path of the findings, in order."""
    return [(finding.code, finding.path) for finding in reading(text).findings]
