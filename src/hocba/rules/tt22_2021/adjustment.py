"""TR-18: the level is raised by one where a single subject pulls it down by two or more (Điều 9.3).

"Only because of one single subject" can be read in two ways, and the clause does not say which [inferred]:
reading A puts a 10 (or Đ) in the place of the subject, reading B leaves the subject out. Both are computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from hocba.rules.tt22_2021.levels import LEVELS, Requirement, level_by_table, requirements
from hocba.rules.tt22_2021.marks import Outcome, accepted

__all__ = ["Adjustment", "adjusted", "adjusted_level"]

_BEST = Decimal(10)
_TWO_LEVELS = 2
# Only a level that Tốt or Khá would have been can be raised.
_LOWEST_AIM = 1


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
    aim = min(place - _TWO_LEVELS, _LOWEST_AIM)
    suspects = _suspects(results, requirements()[aim])
    by_a = _deciding(results, aim, suspects, [_BEST, True])
    by_b = _deciding(results, aim, suspects, [])
    return Adjustment(
        level,
        higher if by_a is not None else level,
        higher if by_b is not None else level,
        by_a if by_a is not None else by_b,
    )


def _suspects(results: Sequence[Outcome], aim: Requirement) -> Sequence[int]:
    """The subjects one of which may alone keep the level below ``aim``; none where several do."""
    below = [
        index
        for index, value in enumerate(results)
        if value is False or (value is not True and value < aim.every_at_least)
    ]
    if len(below) > aim.failed_at_most + 1:
        return []
    return below if len(below) > aim.failed_at_most else range(len(results))


def _deciding(
    results: Sequence[Outcome], aim: int, suspects: Sequence[int], instead: Sequence[Outcome]
) -> int | None:
    """The first of ``suspects`` without whose result the level would be that of ``aim`` or better."""
    for index in suspects:
        same_kind = _same_kind(results[index], instead)
        level = level_by_table([*results[:index], *same_kind, *results[index + 1 :]])
        if LEVELS.index(level) <= aim:
            return index
    return None


def _same_kind(value: Outcome, instead: Sequence[Outcome]) -> Iterator[Outcome]:
    return (entry for entry in instead if isinstance(entry, bool) == isinstance(value, bool))
