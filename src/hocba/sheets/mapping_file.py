"""Mapping files: TOML, strict. Two examples are part of the package; a school writes its own."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from hocba.errors import ConfigurationError
from hocba.files import read_bounded
from hocba.formats.registry import REGISTRY
from hocba.sheets.dates import known_format
from hocba.sheets.limits import DEFAULT_SHEET_LIMITS
from hocba.sheets.mapping import LEVELS, NO_MAPPING, Mapping, SheetMap
from hocba.sheets.names import exact, folded, subject_key
from hocba.sheets.tables import class_fields, sheet_names

__all__ = ["EXAMPLES", "example_text", "load_mapping"]

EXAMPLES = ("csdl_nganh", "vnedu")
_T = TypeVar("_T")
_TOP = {"title", "note_vi", "note_en", "format", "level", "key", "delimiter", "dates", "constants"}
_TOP |= {"values", "subjects", "fields", "sheet"}
_SHEET = {"part", "name", "names", "number", "header_row", "header_rows", "until_blank_key", "columns"}
_SHEET |= {"join", "subject", "optional"}
_DATES = {"formats", "excel_serial"}


def load_mapping(source: str | os.PathLike[str] | Mapping | None) -> Mapping:
    """A mapping as it is, from a file, or one of the examples by name (``vnedu``, ``vnedu.toml``).

    A file wins over an example of its name. Raises InputError (absent, unreadable) and ConfigurationError
    (SHEET-MAP-TOML, SHEET-MAP-KEY: a key that means nothing, SHEET-MAP-VALUE, SHEET-MAP-CONSTANT: a field
    that is not one of a whole class, SHEET-MAP-BLANK: a value for what is missing).
    """
    if source is None:
        return NO_MAPPING
    if isinstance(source, Mapping):
        return source
    path = Path(source)
    name = path.name.removesuffix(".toml")
    if not path.exists() and str(source) in {name, f"{name}.toml"} and name in EXAMPLES:
        return _mapping(example_text(name), name)
    raw = read_bounded(path, DEFAULT_SHEET_LIMITS.mapping_bytes)
    try:
        return _mapping(raw.decode("utf-8-sig"), path.name)
    except UnicodeDecodeError:
        raise ConfigurationError.of("SHEET-MAP-TOML", file=path.name, line="?") from None


def example_text(name: str) -> str:
    """The text of an example, to be copied and changed. Raises ConfigurationError (SHEET-MAP-VALUE)."""
    if name not in EXAMPLES:
        raise ConfigurationError.of("SHEET-MAP-VALUE", file="", key=", ".join(EXAMPLES))
    return files("hocba.sheets").joinpath("data", "maps", f"{name}.toml").read_text(encoding="utf-8")


def _mapping(text: str, file: str) -> Mapping:
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        line = getattr(problem, "lineno", "?")
        raise ConfigurationError.of("SHEET-MAP-TOML", file=file, line=line) from None
    return _Reader(file).mapping(table)


class _Reader:
    """Takes a table apart and refuses what it does not know: a misspelt key must not pass in silence."""

    def __init__(self, file: str) -> None:
        self.file = file

    def mapping(self, table: dict[str, Any]) -> Mapping:
        self._known(table, _TOP, "")
        dates = self._take(table, "dates", dict, {})
        self._known(dates, _DATES, "dates.")
        constants = self._texts(self._take(table, "constants", dict, {}), "constants")
        for tag in constants:
            if tag.lower() not in class_fields():
                raise ConfigurationError.of("SHEET-MAP-CONSTANT", file=self.file, tag=_safe(tag))
        return Mapping(
            title=self._take(table, "title", str, ""),
            note_vi=self._take(table, "note_vi", str, ""),
            note_en=self._take(table, "note_en", str, ""),
            format_id=self._one_of(table, "format", [known.id for known in REGISTRY.formats]),
            level=self._one_of(table, "level", list(LEVELS)),
            key=self._take(table, "key", str, ""),
            delimiter=self._take(table, "delimiter", str, "") or None,
            sheets=tuple(self._sheet(sheet) for sheet in self._take(table, "sheet", list, [])),
            constants=MappingProxyType({tag.upper(): value for tag, value in constants.items()}),
            values=self._values(self._take(table, "values", dict, {})),
            subjects=self._names(table, "subjects", subject_key),
            fields=self._names(table, "fields", exact),
            date_formats=self._list(dates, "formats", known_format),
            serial_dates=self._take(dates, "excel_serial", bool, False),
        )

    def _sheet(self, table: Any) -> SheetMap:
        if not isinstance(table, dict):
            raise self._wrong("sheet")
        self._known(table, _SHEET, "sheet.")
        names = self._list(table, "names", bool)
        single = self._take(table, "name", str, "")
        columns = self._texts(self._take(table, "columns", dict, {}), "columns")
        joined = self._take(table, "join", dict, {})
        return SheetMap(
            part=self._one_of(table, "part", list(sheet_names())),
            names=tuple(_pattern(name) for name in (*names, *([single] if single else []))),
            number=self._number(table, "number"),
            header_row=self._number(table, "header_row"),
            header_rows=self._number(table, "header_rows") or 1,
            until_blank_key=self._take(table, "until_blank_key", bool, False),
            optional=self._take(table, "optional", bool, False),
            columns=MappingProxyType({exact(name): target for name, target in columns.items()}),
            joined=MappingProxyType(
                {tag: tuple(map(exact, self._list(joined, tag, bool))) for tag in joined}
            ),
            subject=self._take(table, "subject", str, ""),
        )

    def _names(
        self, table: dict[str, Any], key: str, form: Callable[[str], str]
    ) -> MappingProxyType[str, str]:
        texts = self._texts(self._take(table, key, dict, {}), key)
        return MappingProxyType({form(name): meant for name, meant in texts.items()})

    def _values(self, table: dict[str, Any]) -> MappingProxyType[str, MappingProxyType[str, str]]:
        made = {}
        for tag, entries in table.items():
            if not isinstance(entries, dict):
                raise self._wrong(f"values.{tag}")
            texts = self._texts(entries, f"values.{tag}")
            if any(not written.strip() for written in texts):
                raise ConfigurationError.of("SHEET-MAP-BLANK", file=self.file, tag=_safe(tag))
            made[tag.upper()] = MappingProxyType({exact(written): meant for written, meant in texts.items()})
        return MappingProxyType(made)

    def _known(self, table: dict[str, Any], allowed: set[str], where: str) -> None:
        for key in table:
            if key not in allowed:
                raise ConfigurationError.of("SHEET-MAP-KEY", file=self.file, key=where + _safe(key))

    def _take(self, table: dict[str, Any], key: str, kind: type[_T], default: _T) -> _T:
        value = table.get(key, default)
        if type(value) is not kind:
            raise self._wrong(key)
        return value

    def _number(self, table: dict[str, Any], key: str) -> int | None:
        value = table.get(key)
        if value is not None and (type(value) is not int or not 1 <= value <= 1000):
            raise self._wrong(key)
        return value

    def _one_of(self, table: dict[str, Any], key: str, allowed: list[str]) -> str:
        value = self._take(table, key, str, "")
        if value and value not in allowed:
            raise self._wrong(f"{key} ({', '.join(allowed)})")
        return value

    def _list(self, table: dict[str, Any], key: str, accept: Callable[[str], object]) -> tuple[str, ...]:
        values = self._take(table, key, list, [])
        if any(not isinstance(value, str) or not accept(value) for value in values):
            raise self._wrong(key)
        return tuple(values)

    def _texts(self, table: dict[str, Any], where: str) -> dict[str, str]:
        if any(not isinstance(value, str) or not value.strip() for value in table.values()):
            raise self._wrong(where)
        return table

    def _wrong(self, key: str) -> ConfigurationError:
        return ConfigurationError.of("SHEET-MAP-VALUE", file=self.file, key=_safe(key))


def _pattern(name: str) -> str:
    """``name`` folded, with its ``*`` left in place."""
    return "*".join(folded(piece) for piece in name.split("*"))


def _safe(text: str) -> str:
    return text[:80] if text.isprintable() else "?"
