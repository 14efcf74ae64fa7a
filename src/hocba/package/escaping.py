"""The "escape quote" step of ``content`` and its undoing (format-v1.md §7).

The Ministry's text names the step and does not define it, so it is a switch. [inferred]
"""

from __future__ import annotations

import json
from enum import StrEnum

from hocba.errors import ConfigurationError, MalformedPackageError

__all__ = ["EscapeQuotes", "escape", "unescape", "was_escaped"]


class EscapeQuotes(StrEnum):
    """How quotes travel: as a JSON string writes them, untouched, or with a backslash before ``"`` only."""

    JSON = "json"
    NONE = "none"
    BACKSLASH_QUOTES_ONLY = "backslash_quotes_only"

    @classmethod
    def named(cls, name: str) -> EscapeQuotes:
        """The member called ``name``; ConfigurationError (PKG-OPTION) for anything else."""
        try:
            return cls(name)
        except ValueError:
            raise ConfigurationError.of(
                "PKG-OPTION", option="escape_quotes", allowed=", ".join(cls)
            ) from None


def escape(text: str, how: EscapeQuotes) -> str:
    """``text`` as it is compressed."""
    if how is EscapeQuotes.JSON:
        return json.dumps(text, ensure_ascii=False)[1:-1]
    if how is EscapeQuotes.BACKSLASH_QUOTES_ONLY:
        return text.replace('"', '\\"')
    return text


def was_escaped(text: str) -> bool:
    r"""Whether a received text was escaped: it starts with ``<`` and holds ``\"`` and no bare ``="``."""
    return text.lstrip("\ufeff \t\r\n").startswith("<") and '\\"' in text and '="' not in text


def unescape(text: str, how: EscapeQuotes | None) -> str:
    """Undo :func:`escape`; ``None`` decides by the text itself.

    Where the text decides and is no JSON string body (it holds real line ends, say), only the quotes are
    restored. Raises MalformedPackageError (PKG-ESCAPE) for a text that ``how`` cannot have produced.
    """
    if how is None:
        return _by_the_text(text) if was_escaped(text) else text
    if how is EscapeQuotes.JSON:
        return _from_json(text)
    if how is EscapeQuotes.BACKSLASH_QUOTES_ONLY:
        return _from_quotes(text)
    return text


def _by_the_text(text: str) -> str:
    try:
        return _from_json(text)
    except MalformedPackageError:
        return _from_quotes(text)


def _from_json(text: str) -> str:
    try:
        plain = json.loads(f'"{text}"')
        plain.encode("utf-8")
    except ValueError:
        raise MalformedPackageError.of("PKG-ESCAPE") from None
    return str(plain)


def _from_quotes(text: str) -> str:
    if text.count('"') != text.count('\\"'):
        raise MalformedPackageError.of("PKG-ESCAPE")
    return text.replace('\\"', '"')
