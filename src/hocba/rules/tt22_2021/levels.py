"""Levels of kết quả học tập: the table of Điều 9.2 (``data/tt22_2021/levels.csv``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache

import attrs

from hocba.errors import ConfigurationError
from hocba.rules.codes.tables import rows
from hocba.rules.tt22_2021.marks import Outcome, accepted

__all__ = ["LEVELS", "WORDS", "Requirement", "at_least", "learning_level", "level_by_table", "requirements"]


@attrs.frozen
class Requirement:
    """What one level demands; ``many`` scored subjects must reach ``many_at_least``."""

    level: str
    failed_at_most: int
    every_at_least: Decimal
    many: int
    many_at_least: Decimal


_TABLE = rows("tt22_2021/levels.csv")

LEVELS = tuple(row["level"] for row in _TABLE)
"""T, K, Đ, CĐ: best first. The same letters hold for kết quả rèn luyện."""

WORDS = {row["level"]: row["word"] for row in _TABLE}
"""Letter → word."""


@cache
def requirements() -> tuple[Requirement, ...]:
    """The rows of the table, best first; the last level demands nothing and has none."""
    return tuple(
        Requirement(
            row["level"],
            int(row["failed_at_most"]),
            Decimal(row["every_at_least"]),
            int(row["many"]),
            Decimal(row["many_at_least"]),
        )
        for row in _TABLE
        if row["many"]
    )


def learning_level(results: Iterable[Outcome]) -> str:
    """The level of a semester or year by the table alone, before any adjustment (TR-16, TR-17).

    ``results`` holds one entry per subject: the average of a scored subject as a Decimal, True (Đ) or False
    (CĐ) for a comment-only one. Exempt and missing subjects are left out by the caller. Every input has
    exactly one level; with fewer than six scored subjects that is CĐ. Raises ConfigurationError (RULES-MARK)
    for what is no mark: outside 0 to 10, more than one decimal, a float.
    """
    return level_by_table([value if isinstance(value, bool) else accepted(value) for value in results])


def level_by_table(held: Sequence[Outcome]) -> str:
    """As :func:`learning_level`, of results that are known to be some."""
    marks = sorted([value for value in held if not isinstance(value, bool)], reverse=True)
    failed = sum([value is False for value in held])
    for row in requirements():
        reached = len(marks) >= row.many and marks[row.many - 1] >= row.many_at_least
        if reached and failed <= row.failed_at_most and marks[-1] >= row.every_at_least:
            return row.level
    return LEVELS[-1]


def at_least(level: str, wanted: str) -> bool:
    """Whether ``level`` is ``wanted`` or better; ConfigurationError (RULES-LEVEL) for other letters."""
    if level not in LEVELS or wanted not in LEVELS:
        raise ConfigurationError.of("RULES-LEVEL", levels=", ".join(LEVELS))
    return LEVELS.index(level) <= LEVELS.index(wanted)
