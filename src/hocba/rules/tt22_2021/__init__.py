"""Thông tư 22/2021/TT-BGDĐT: THCS and THPT.

What the circular computes is offered as functions over plain values: :func:`semester_average` (TR-2),
:func:`year_average` (TR-3), :func:`learning_level` and :func:`adjusted_level` (TR-16 to TR-18),
:func:`conduct_of_year` (TR-19), :func:`promotion` (TR-10 to TR-13) and :func:`title_of` (TR-20, TR-21).
They work in decimal arithmetic and know nothing of records; the rules over records stand beside them.
"""

from hocba.rules.tt22_2021.adjustment import Adjustment, adjusted_level
from hocba.rules.tt22_2021.averages import semester_average, year_average
from hocba.rules.tt22_2021.conduct import conduct_of_year
from hocba.rules.tt22_2021.levels import LEVELS, learning_level
from hocba.rules.tt22_2021.promotion import Promotion, promotion
from hocba.rules.tt22_2021.titles import title_of

__all__ = [
    "LEVELS",
    "Adjustment",
    "Promotion",
    "adjusted_level",
    "conduct_of_year",
    "learning_level",
    "promotion",
    "semester_average",
    "title_of",
    "year_average",
]
