"""Texts of the command line in the language chosen for this call."""

from __future__ import annotations

import os
from collections.abc import Sequence

import attrs

from hocba.i18n import catalog

__all__ = ["Text", "chosen_language", "one_line", "safe"]


def safe(value: str) -> str:
    """``value`` with control, bidi and zero-width characters made visible: no file steers a terminal."""
    return "".join(
        letter if letter == "\n" or letter.isprintable() else f"\\u{ord(letter):04x}" for letter in value
    )


def one_line(value: object) -> str:
    """As :func:`safe`, line ends too: no name pretends to be a line of the report."""
    return safe(str(value)).replace("\n", "\\n")


@attrs.frozen
class Text:
    """Looks texts up by key; ``text("verify.help")`` is the entry ``CLI-VERIFY-HELP``."""

    lang: str

    def __call__(self, key: str, **values: object) -> str:
        shown = {name: value if isinstance(value, int) else one_line(value) for name, value in values.items()}
        return catalog.message("CLI-" + key.upper().replace(".", "-"), self.lang, shown)


def chosen_language(arguments: Sequence[str]) -> str:
    """``--lang`` wherever it stands, else HOCBA_LANG, else Vietnamese. Unknown ones are refused later."""
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and position + 1 < len(arguments):
            return arguments[position + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return os.environ.get("HOCBA_LANG", "vi")
