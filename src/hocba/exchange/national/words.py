"""Words of the record and codes of the transport, both ways (format-v2.md §6, [inferred]).

``encode`` gives the value in transport, an empty text where the value is left out, ``None`` where it cannot
be told. ``decode`` gives the words that stand in XML. Nothing is guessed: a name without a code has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

import attrs

from hocba.model.values import BooleanText, DateText, NumberText
from hocba.rules.codes import (
    ethnic_group,
    ethnic_group_by_code,
    nationality,
    nationality_by_code,
)
from hocba.rules.text import fold

__all__ = ["NO_INFORMATION", "Kind", "decode", "encode", "in_form", "kind", "unconfirmed"]

NO_INFORMATION = "0"
"""The code of a sex that is not known."""

ISO = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
DECIMAL = "-?(?:0|[1-9][0-9]{0,13})(?:[.][0-9]{1,4})?"
UUID4 = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-4[0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}"

_SEXES = {"Nam": "1", "Nữ": "2"}
_MONTHS = (
    re.compile(r"(?P<y>[0-9]{4})-(?P<m>0[1-9]|1[0-2])"),
    re.compile(r"(?P<m>0?[1-9]|1[0-2])/(?P<y>[0-9]{4})"),
)


@attrs.frozen
class Kind:
    """How values of one kind travel: ``encode`` and ``decode``, and the form that transport must match.

    ``pattern`` is a regular expression of JSON Schema too, ``check`` what it cannot say; ``shape`` shows the
    form to people.
    """

    encode: Callable[[str], str | None]
    decode: Callable[[str], str | None]
    pattern: str = ""
    shape: str = ""
    check: Callable[[str], object] | None = None


def _same(text: str) -> str:
    return text


def _date(text: str) -> str | None:
    value = DateText(text).date
    return value.isoformat() if value is not None else None


def _day(text: str) -> str | None:
    value = _iso(text)
    return DateText.of(value) if value is not None else None


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(ISO, text) else None
    except ValueError:
        return None


def _month(text: str) -> str | None:
    for form in _MONTHS:
        if found := form.fullmatch(text.strip()):
            return f"{found['y']}-{int(found['m']):02d}"
    return None


def _year(text: str) -> str | None:
    return text.strip() if re.fullmatch(r"[0-9]{4}", text.strip()) else None


def _boolean(text: str) -> str | None:
    value = BooleanText(text).value
    return None if value is None else str(int(value))


def _sex(text: str) -> str | None:
    return next((code for word, code in _SEXES.items() if fold(word) == fold(text)), None)


def _sex_word(code: str) -> str | None:
    return next((word for word, known in _SEXES.items() if known == code), None)


def _group(text: str) -> str | None:
    found = ethnic_group(text)
    return found.code if found is not None else None


def _group_name(code: str) -> str | None:
    found = ethnic_group_by_code(code)
    return found.name if found is not None else None


def _nationality(text: str) -> str | None:
    if re.fullmatch(r"[A-Z]{2}", text):
        return text
    found = nationality(text)
    return found.code or None if found is not None else None


def _nationality_name(code: str) -> str:
    found = nationality_by_code(code)
    return found.name if found is not None else code


def _decimal(text: str) -> str | None:
    value = NumberText(text).decimal
    return None if value is None else format(value, "f")


def _sessions(text: str) -> str | None:
    value = NumberText(text).decimal
    return "" if value == 0 else _decimal(text)


def _school_year(text: str) -> bool:
    return int(text[5:]) == int(text[:4]) + 1


_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "text": Kind(_same, _same),
        "code": Kind(_same, _same),
        "date": Kind(_date, _day, ISO, "YYYY-MM-DD", _iso),
        "month": Kind(_month, _same, "[0-9]{4}-(?:0[1-9]|1[0-2])", "YYYY-MM"),
        "year": Kind(_year, _same, "[0-9]{4}", "YYYY"),
        "boolean": Kind(_boolean, _same, "[01]", "0 | 1"),
        "sex": Kind(_sex, _sex_word, "[012]", "0 | 1 | 2"),
        "ethnic_group": Kind(_group, _group_name, "[0-9]{2,3}", "NN"),
        "nationality": Kind(_nationality, _nationality_name, "[A-Z]{2}", "XX (A–Z)"),
        "decimal": Kind(_decimal, _same, DECIMAL, "decimal(18,4)"),
        "sessions": Kind(_sessions, _same, DECIMAL, "decimal(18,4)"),
        "mark": Kind(_same, _same, "[0-9]|10|M", "0–10 | M"),
        "secondary_mark": Kind(_same, _same, "[0-9](?:[.][0-9])?|10(?:[.]0)?|C?Đ|M", "0.0–10.0 | Đ | CĐ | M"),
        "uuid": Kind(_same, _same, UUID4, "UUID v4"),
        "school_year": Kind(_same, _same, "[0-9]{4}-[0-9]{4}", "YYYY-YYYY", _school_year),
        "personal_number": Kind(_same, _same, "[0-9]{12}", "12 × 0–9"),
        "province": Kind(_same, _same, "[0-9]{2}", "NN"),
        "commune": Kind(_same, _same, "[0-9]{5}", "NNNNN"),
    }
)


def kind(name: str) -> Kind:
    """The conversion ``name`` of the column table."""
    return _KINDS[name]


def encode(name: str, text: str, known: Mapping[str, str] = MappingProxyType({})) -> str | None:
    """``text`` of a record as the value in transport; ``known`` are codes of further nationalities."""
    if name == "nationality" and known:
        further = {fold(country): code for country, code in known.items()}
        if code := further.get(fold(text)):
            return code
    return _KINDS[name].encode(text)


def decode(name: str, value: str) -> str | None:
    """A value in transport as the words of the record; None where it says nothing."""
    return _KINDS[name].decode(value)


def in_form(name: str, value: str) -> bool:
    """Whether ``value`` has the form that the dictionary wants."""
    known = _KINDS[name]
    if known.pattern and re.fullmatch(known.pattern, value) is None:
        return False
    return known.check is None or bool(known.check(value))


def unconfirmed(name: str, text: str) -> bool:
    """Whether the code of ``text`` comes from general knowledge only."""
    found = {"ethnic_group": ethnic_group, "nationality": nationality}.get(name, _nobody)(text)
    return found is not None and found.confidence == "[unconfirmed]"


def _nobody(_: str) -> None:
    return None
