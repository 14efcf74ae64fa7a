"""What a rule found, before the rule table has said how much it weighs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from hocba.rules.form import Place
from hocba.rules.text import shown

__all__ = ["Hit", "harmless", "hit", "open_hit"]

# Codes, numbers and dates hold a digit and no word that could be a name; a personal number has more digits.
_HARMLESS = re.compile(
    r"(?=.*[0-9])(?!.*[A-Za-z]{4})(?!(?:[^0-9]*[0-9]){9})[0-9A-Za-z.,:/+\- –]{1,20}", re.ASCII
)


class Hit(NamedTuple):
    """``values`` may be shown to anybody; ``private`` holds what is about the pupil."""

    code: str
    case: str
    place: Place
    values: dict[str, str]
    private: dict[str, str]


def harmless(text: str) -> bool:
    """Whether ``text`` can be nothing about a person: a code, a number or a date."""
    return _HARMLESS.fullmatch(text) is not None


def hit(
    code: str,
    where: Place,
    case: str = "",
    /,
    *,
    found: str | None = None,
    private: Mapping[str, str] | None = None,
    **values: str,
) -> Hit:
    """A hit on something about a person: ``found`` and ``private`` are hidden, ``values`` are not."""
    hidden = {key: shown(value) for key, value in (private or {}).items()}
    if found is not None:
        hidden["found"] = shown(found)
    return Hit(code, case, where, values, hidden)


def open_hit(code: str, where: Place, case: str = "", /, *, found: str | None = None, **values: str) -> Hit:
    """A hit on a code, number or date of the form; ``found`` is still hidden where it is free text."""
    if found is None:
        return Hit(code, case, where, values, {})
    if harmless(found):
        return Hit(code, case, where, {**values, "found": found}, {})
    return Hit(code, case, where, values, {"found": shown(found)})
