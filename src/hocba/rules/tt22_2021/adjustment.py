"""TR-18: the level is raised by one where a single subject pulls it down by two or more (Điều 9.3).

"Only because of one single subject" can be read in two ways, and the clause does not say which [inferred]:
reading A puts a 10 (or Đ) in the place of the subject, reading B leaves the subject out. Both are computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from hocba.rules.tt22_2021.levels import LEVELS, level_by_table
from hocba.rules.tt22_2021.marks import Outcome, accepted

__all__ = ["Adjustment", "adjusted", "adjusted_level"]

_BEST = Decimal(10)
_TWO_LEVELS = 2
# Only a level that Tốt or Khá would have been can be raised.
_AIMS = LEVELS[:2]


class Adjustment(NamedTuple):
    """``by_table`` is the level of Điều 9.2; ``replaced`` (A) and ``left_out`` (B) the levels after Điều 9.3.

    ``subject`` is the place in the results of the subject that pulled the level down, None where the level
    stays in both readings.
    """

    by_table: str
    replaced: str
    left_out: str
    subject: int | None

    @property
    def certain(self) -> bool:
        """Whether both readings give the same level."""
        return self.replaced == self.left_out

    @property
    def changes(self) -> bool:
        """Whether any reading raises the level."""
        return self.subject is not None

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that a record may carry, A first."""
        return tuple(dict.fromkeys((self.replaced, self.left_out)))


def adjusted_level(results: Sequence[Outcome]) -> Adjustment:
    """The level of a semester or year by the table and after adjustment, in both readings.

    ``results`` as for :func:`learning_level`. The level is raised once, to the next one up, and at most to
    Khá. Raises ConfigurationError (RULES-MARK) for what is no mark.
    """
    return adjusted([value if isinstance(value, bool) else accepted(value) for value in results])


def adjusted(results: Sequence[Outcome]) -> Adjustment:
    """As :func:`adjusted_level`, of results that are known to be some."""
    level = level_by_table(results)
    place = LEVELS.index(level)
    if place < _TWO_LEVELS:
        return Adjustment(level, level, level, None)
    higher = LEVELS[place - 1]
    by_a = _deciding(results, place, [_BEST, True])
    by_b = _deciding(results, place, [])
    return Adjustment(
        level,
        higher if by_a is not None else level,
        higher if by_b is not None else level,
        by_a if by_a is not None else by_b,
    )


def _deciding(results: Sequence[Outcome], place: int, instead: Sequence[Outcome]) -> int | None:
    """The first subject without whose result the level would be Tốt or Khá, and two or more levels better."""
    for index, value in enumerate(results):
        rest = [*results[:index], *_same_kind(value, instead), *results[index + 1 :]]
        level = level_by_table(rest)
        if level in _AIMS and place - LEVELS.index(level) >= _TWO_LEVELS:
            return index
    return None


def _same_kind(value: Outcome, instead: Sequence[Outcome]) -> Iterator[Outcome]:
    return (entry for entry in instead if isinstance(entry, bool) == isinstance(value, bool))
