"""What may be shown: control characters made visible, personal numbers and names masked, times in UTC+7.

Everything a report prints passes through here, because names, titles and paths come from the file that is
being judged.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta, timezone

__all__ = ["clean", "instant", "mask_name", "mask_numbers", "shown"]

VIETNAM = timezone(timedelta(hours=7), "UTC+7")
_LONGEST = 600
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_LABELLED_NUMBER = re.compile(r"\b(CCCD|CMND|CMT)(\s*[:=]\s*)(\w+)", re.IGNORECASE)
_PERSONAL_NUMBER = re.compile(r"(?<![\w.-])\d{12}(?![\w-])")


def clean(text: str) -> str:
    """``text`` on one line: every control, bidi and zero-width character as ``⟨U+202E⟩``, length bounded."""
    bounded = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    if bounded.isascii() and bounded.isprintable():
        return bounded
    return "".join(_visible(letter) for letter in bounded)


def _visible(letter: str) -> str:
    return f"⟨U+{ord(letter):04X}⟩" if unicodedata.category(letter) in _HIDDEN else letter


def shown(text: str, show_personal_data: bool) -> str:
    """``text`` of the file as a report may print it."""
    return clean(text if show_personal_data else mask_numbers(text))


def mask_numbers(text: str) -> str:
    """Personal numbers in ``text`` as ``CCCD:********1234``; other digits stay."""
    text = _LABELLED_NUMBER.sub(lambda found: found[1] + found[2] + _masked(found[3]), text)
    return _PERSONAL_NUMBER.sub(lambda found: _masked(found[0]), text)


def _masked(number: str) -> str:
    return "********" + number[-4:] if len(number) > 4 else "********"


def mask_name(name: str) -> str:
    """The first letter of each word, for telling signers apart without naming them."""
    return " ".join(f"{word[0]}•••" for word in name.split()[:8])


def instant(moment: datetime | None, lang: str) -> str:
    """``moment`` for people in Viet Nam, with the zone; an empty text for None."""
    if moment is None:
        return ""
    try:
        local = moment.astimezone(VIETNAM)
    except OverflowError:  # a claim at the edge of the calendar
        return moment.isoformat()
    form = "%d/%m/%Y %H:%M:%S" if lang == "vi" else "%Y-%m-%d %H:%M:%S"
    return f"{local.strftime(form)} (UTC+7)"
