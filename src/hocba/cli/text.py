"""Texts of the command line in the language chosen for this call."""

from __future__ import annotations

import os
from collections.abc import Sequence

import attrs

from hocba.i18n import catalog

__all__ = ["Text", "chosen_language"]


@attrs.frozen
class Text:
    """Looks texts up by key; ``text("verify.help")`` is the entry ``CLI-VERIFY-HELP``."""

    lang: str

    def __call__(self, key: str, **values: object) -> str:
        return catalog.message("CLI-" + key.upper().replace(".", "-"), self.lang, values)


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
