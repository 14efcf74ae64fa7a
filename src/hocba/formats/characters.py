"""Characters that make a text look like another: reported when a record is read, never changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

    from hocba.formats.notes import Notes

from hocba.characters import INVISIBLE, LOOK_ALIKE, SPACES, suspicious

__all__ = ["problems", "report_characters", "suspicious"]

KINDS = (("READ-INVISIBLE", INVISIBLE), ("READ-SPACE", SPACES), ("READ-LOOK-ALIKE", LOOK_ALIKE))


def report_characters(top: etree._Element, texts: list[str], notes: Notes) -> None:
    """One quick look at all values; only where it alarms, a slow one at each place below ``top``."""
    if not suspicious("".join([*texts, *(kept.xml for kept in notes.extensions)])):
        return
    for element in top.iter("*"):
        for text in (element.text, element.tail, *element.values()):
            for code, character in problems(str(text or "")):
                notes.note(code, element, character=character)


def problems(text: str) -> Iterator[tuple[str, str]]:
    """Code of the catalogue and the character (``U+200B``) for every kind of problem in ``text``."""
    if not unicodedata.is_normalized("NFC", text):
        yield "READ-NOT-NFC", ""
    for code, pattern in KINDS:
        if match := pattern.search(text):
            yield code, f"U+{ord(match[0]):04X}"
