"""TR-10 to TR-13: promotion at the end of the year and after the summer (Điều 12 to 14) [observed]."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from hocba.rules.tt22_2021.levels import at_least

__all__ = ["MOST_ABSENCES", "Promotion", "promotion"]

MOST_ABSENCES = 45
"""Sessions, with and without leave, one session a day."""

_ENOUGH = "Đ"


class Promotion(StrEnum):
    """What follows from results and absences."""

    PROMOTED = "promoted"
    RE_ASSESSMENT = "re-assessment"
    SUMMER_TRAINING = "summer training"
    ABSENT = "too many absences"
    NOT_PROMOTED = "not promoted"


def promotion(
    *,
    conduct: str,
    learning: str,
    absences: int | Decimal,
    conduct_again: str = "",
    learning_again: str = "",
) -> Promotion:
    """What the circular says of a pupil with these results of the year, letters of T, K, Đ, CĐ.

    ``conduct_again`` and ``learning_again`` are the results after the summer, empty where there are none;
    each takes the place of the year's result, for promotion only. Conduct is looked at before learning.
    Adjusted requirements and decisions of the principal are not known here (TR-15). Raises
    ConfigurationError (RULES-LEVEL) for a result that is no such letter.
    """
    if absences > MOST_ABSENCES:
        return Promotion.ABSENT
    for year, again, remedy in (
        (conduct, conduct_again, Promotion.SUMMER_TRAINING),
        (learning, learning_again, Promotion.RE_ASSESSMENT),
    ):
        if not at_least(again or year, _ENOUGH):
            return Promotion.NOT_PROMOTED if again else remedy
    return Promotion.PROMOTED
