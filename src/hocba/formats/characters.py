"""Characters that make a text look like another: reported when a record is read, never changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from hocba.characters import INVISIBLE, LOOK_ALIKE, SPACES, suspicious

__all__ = ["problems", "suspicious"]

KINDS = (("READ-INVISIBLE", INVISIBLE), ("READ-SPACE", SPACES), ("READ-LOOK-ALIKE", LOOK_ALIKE))


def problems(text: str) -> Iterator[tuple[str, str]]:
    """Code of the catalogue and the character (``U+200B``) for every kind of problem in ``text``."""
    if not unicodedata.is_normalized("NFC", text):
        yield "READ-NOT-NFC", ""
    for code, pattern in KINDS:
        if match := pattern.search(text):
            yield code, f"U+{ord(match[0]):04X}"
