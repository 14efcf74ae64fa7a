"""Words of explanations, from the message catalogue."""

from __future__ import annotations

import string

from hocba.i18n import catalog

__all__ = ["confidence_words", "say", "template"]

_WORDS = "REPORT-EXPLAIN-"


def say(key: str, lang: str, **values: object) -> str:
    """The words ``key`` in ``lang``."""
    return catalog.message(_WORDS + key, lang, values)


def confidence_words(mark: str, lang: str) -> str:
    """What a mark of confidence means; empty for hocba's own checks."""
    if not mark:
        return ""
    key = mark.strip("[]").replace(", TP.HCM", "-hcm").upper()
    return say(f"MARK-{key}", lang)


def template(text: str, lang: str) -> str:
    """A message with each place for a value told in words: ``{found}`` → ``‹giá trị ghi›``."""
    parts = string.Formatter().parse(text)
    return "".join(before + (f"‹{_value(name, lang)}›" if name else "") for before, name, _, _ in parts)


def _value(name: str, lang: str) -> str:
    key = "VALUE-" + name.upper().replace("_", "-")
    return say(key, lang) if catalog.known(_WORDS + key) else name.replace("_", " ")
