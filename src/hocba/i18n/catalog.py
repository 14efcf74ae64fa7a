"""The message catalogue: one TOML table per layer in ``messages/``, read on first use.

An entry is a code with ``vi`` and ``en`` (what happened), optional ``do_vi`` and ``do_en`` (what to do),
``severity`` (error, warning, info; for findings), ``confidence`` (the mark of the specification) and
``source`` (the clause). Texts are format strings over the context of the error or finding.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

LANGUAGES = ("vi", "en")


class _Values(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "?"


@cache
def _entries() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = {}
    for table in sorted(files("hocba.i18n").joinpath("messages").iterdir(), key=lambda entry: entry.name):
        if not table.name.endswith(".toml"):
            continue
        for code, entry in tomllib.loads(table.read_text(encoding="utf-8")).items():
            if code in found:
                raise ValueError(f"message code {code} stands twice ({table.name})")
            found[code] = MappingProxyType(entry)
    return MappingProxyType(found)


def codes() -> Iterator[str]:
    """Every code of the catalogue."""
    return iter(_entries())


def known(code: str) -> bool:
    """Whether the catalogue has ``code``."""
    return code in _entries()


def entry(code: str) -> Mapping[str, str]:
    """The whole entry of ``code``; KeyError when there is none."""
    return _entries()[code]


def message(code: str, lang: str, values: Mapping[str, object]) -> str:
    """The text of ``code`` in ``lang`` with ``values`` filled in; a missing value shows as ``?``.

    A value that is itself a code is told in words, with the code behind it.
    """
    language = _checked(lang)
    told = {name: _told(value, language) for name, value in values.items()}
    return _entries()[code][language].format_map(_Values(told))


def _told(value: object, lang: str) -> object:
    if not isinstance(value, str) or value not in _entries():
        return value
    words = _entries()[value][lang].rstrip(".")
    if "{" in words:
        return value
    begins = words[0] if words[1:2].isupper() else words[0].lower()
    return f"{begins}{words[1:]} [{value}]"


def advice(code: str, lang: str, values: Mapping[str, object]) -> str:
    """What to do about ``code`` in ``lang``, or an empty text."""
    return _entries()[code].get(f"do_{_checked(lang)}", "").format_map(_Values(values))


def _checked(lang: str) -> str:
    if lang not in LANGUAGES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGES)}")
    return lang
