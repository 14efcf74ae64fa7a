"""The Vietnamese words of the template workbook (``data/words.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["lines", "word"]


@cache
def _words() -> dict[str, dict[str, object]]:
    text = files("hocba.sheets").joinpath("data", "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def word(group: str, name: str, **values: object) -> str:
    """The word ``name`` of ``group`` with ``values`` filled in; an empty text where there is none."""
    return str(_words()[group].get(name, "")).format(**values)


def lines(**values: object) -> list[str]:
    """The lines of the sheet of instructions."""
    held = _words()["instructions"]["lines"]
    return [str(line).format(**values) for line in held] if isinstance(held, list) else []
