"""The explanation of one code in one language, as data."""

from __future__ import annotations

import attrs

__all__ = ["Case", "Explanation"]

Table = tuple[tuple[str, ...], ...]


@attrs.frozen(kw_only=True)
class Case:
    """One thing that a code can say. ``key`` is the code, or ``code/case``.

    ``severity`` is in words, with the years and the difference between writing and reading where there is
    one; it is empty for errors. ``message`` and ``advice`` show values as ``‹what it is›``.
    """

    key: str
    severity: str
    message: str
    advice: str
    source: str
    confidence: str


@attrs.frozen(kw_only=True)
class Explanation:
    """What a code means, in ``lang``.

    ``kind`` is rule, finding or error. ``applies`` says where a rule holds (regulation, grades, years),
    ``why_unchecked`` why a rule reports nothing, ``confidence_words`` what the mark of confidence means.
    ``table`` has its headings in the first row. Parts that a code has not are empty.
    """

    code: str
    lang: str
    kind: str
    name: str
    meaning: str
    applies: str = ""
    formula: str = ""
    table: Table = ()
    example: str = ""
    severity: str = ""
    why_unchecked: str = ""
    source: str = ""
    confidence: str = ""
    confidence_words: str = ""
    tags: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()

    @property
    def checked(self) -> bool:
        """Whether anything is ever reported under this code."""
        return bool(self.cases)

    def to_dict(self) -> dict[str, object]:
        """Plain data for JSON."""
        plain = attrs.asdict(self)
        return {**plain, "checked": self.checked}
