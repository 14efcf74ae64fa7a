"""Words of the record and codes of the transport, both ways (format-v2.md §6, [inferred]).

``encode`` gives the value in transport, an empty text where the value is left out, ``None`` where it cannot
be told. ``decode`` gives the words that stand in XML. Nothing is guessed: a name without a code has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

import attrs

from hocba.model.values import BooleanText, DateText, NumberText
from hocba.rules.codes import ethnic_group, ethnic_groups
from hocba.rules.text import fold

__all__ = ["NATIONALITIES", "NO_INFORMATION", "Kind", "decode", "encode", "in_form", "kind", "nationalities"]

NATIONALITIES: Mapping[str, str] = MappingProxyType({"Việt Nam": "VN"})
"""The one nationality whose code the specification prints; callers add others by name."""

NO_INFORMATION = "0"
"""The code of a sex that is not known."""

_SEXES = {"Nam": "1", "Nữ": "2"}
_MONTHS = (
    re.compile(r"(?P<y>[0-9]{4})-(?P<m>0[1-9]|1[0-2])"),
    re.compile(r"(?P<m>0?[1-9]|1[0-2])/(?P<y>[0-9]{4})"),
)
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,13})(?:[.][0-9]{1,4})?")


@attrs.frozen
class Kind:
    """How values of one kind travel: ``encode``, ``decode``, and the ``form`` that transport must match.

    ``shape`` shows the form to people.
    """

    encode: Callable[[str], str | None]
    decode: Callable[[str], str | None]
    form: Callable[[str], object]
    shape: str = ""


def _same(text: str) -> str:
    return text


def _pattern(expression: str) -> Callable[[str], object]:
    return re.compile(expression).fullmatch


def _date(text: str) -> str | None:
    value = DateText(text).date
    return value.isoformat() if value is not None else None


def _day(text: str) -> str | None:
    value = _iso(text)
    return DateText.of(value) if value is not None else None


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
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
    return next((group.name for group in ethnic_groups() if group.code == code), None)


def _nationality(text: str) -> str | None:
    if re.fullmatch(r"[A-Z]{2}", text):
        return text
    return nationalities().get(fold(text))


def _nationality_name(code: str) -> str:
    return next((name for name, known in NATIONALITIES.items() if known == code), code)


def _decimal(text: str) -> str | None:
    value = NumberText(text).decimal
    return None if value is None else format(value, "f")


def _sessions(text: str) -> str | None:
    value = NumberText(text).decimal
    return "" if value == 0 else _decimal(text)


@cache
def nationalities() -> Mapping[str, str]:
    """Codes by the name of the country as it is compared."""
    return {fold(name): code for name, code in NATIONALITIES.items()}


def _school_year(text: str) -> bool:
    found = re.fullmatch(r"([0-9]{4})-([0-9]{4})", text)
    return found is not None and int(found[2]) == int(found[1]) + 1


def _anything(_: str) -> bool:
    return True


_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "text": Kind(_same, _same, _anything),
        "code": Kind(_same, _same, _anything),
        "date": Kind(_date, _day, _iso, "YYYY-MM-DD"),
        "month": Kind(_month, _same, _MONTHS[0].fullmatch, "YYYY-MM"),
        "year": Kind(_year, _same, _pattern("[0-9]{4}"), "YYYY"),
        "boolean": Kind(_boolean, _same, _pattern("[01]"), "0 | 1"),
        "sex": Kind(_sex, _sex_word, _pattern("[012]"), "0 | 1 | 2"),
        "ethnic_group": Kind(_group, _group_name, _pattern("[0-9]{2,3}"), "NN"),
        "nationality": Kind(_nationality, _nationality_name, _pattern("[A-Z]{2}"), "XX (A–Z)"),
        "decimal": Kind(_decimal, _same, _DECIMAL.fullmatch, "decimal(18,4)"),
        "sessions": Kind(_sessions, _same, _DECIMAL.fullmatch, "decimal(18,4)"),
        "mark": Kind(_same, _same, _pattern("[0-9]|10|M"), "0–10 | M"),
        "secondary_mark": Kind(
            _same, _same, _pattern(r"[0-9](?:[.][0-9])?|10(?:[.]0)?|C?Đ|M"), "0.0–10.0 | Đ | CĐ | M"
        ),
        "uuid": Kind(
            _same,
            _same,
            _pattern("(?i:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})"),
            "UUID v4",
        ),
        "school_year": Kind(_same, _same, _school_year, "YYYY-YYYY"),
        "personal_number": Kind(_same, _same, _pattern("[0-9]{12}"), "12 × 0–9"),
        "province": Kind(_same, _same, _pattern("[0-9]{2}"), "NN"),
        "commune": Kind(_same, _same, _pattern("[0-9]{5}"), "NNNNN"),
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
    return bool(_KINDS[name].form(value))
