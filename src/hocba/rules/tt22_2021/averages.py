"""TR-2, TR-3, TR-4: averages in decimal arithmetic, rounded half up to one decimal (Điều 9.1.b).

``8.25`` gives ``8.3``; binary floating point with round-half-even would give ``8.2``. That ties go up is
[observed], that the year starts from the rounded semester averages [inferred].
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from hocba.rules.tt22_2021.marks import EXACT, TENTH, accepted

__all__ = [
    "Average",
    "exact_semester_average",
    "exact_year_average",
    "known_year_average",
    "semester_average",
    "tenths_apart",
    "year_average",
]


class Average(NamedTuple):
    """``exact`` is the quotient (to 50 digits), ``rounded`` what the record shows."""

    exact: Decimal
    rounded: Decimal

    @property
    def shown(self) -> str:
        """``exact`` for people: two decimals, or more where two would seem to round another way."""
        decimals, cut = 2, _cut(self.exact, 2)
        while cut.quantize(TENTH, context=EXACT) != self.rounded:
            decimals += 1
            cut = _cut(self.exact, decimals)
        return str(cut)


def _cut(exact: Decimal, decimals: int) -> Decimal:
    return exact.quantize(Decimal(1).scaleb(-decimals), context=EXACT)


def semester_average(regular: Sequence[Decimal], midterm: Decimal, final: Decimal) -> Decimal:
    """ĐTBmhk = (ΣĐĐGtx + 2·ĐĐGgk + 3·ĐĐGck) / (number of ĐĐGtx + 5), one decimal, half up (TR-2).

    ``regular`` are the marks of regular assessment; how many there must be depends on the periods of the
    subject (TR-1) and is not checked. Nothing of this stands in a record, so no rule recomputes it.
    Raises ConfigurationError for what is no mark: outside 0 to 10, more than one decimal, a float.
    """
    return exact_semester_average(regular, midterm, final).rounded


def year_average(first: Decimal, second: Decimal) -> Decimal:
    """ĐTBmcn = (ĐTBmhkI + 2·ĐTBmhkII) / 3 from the rounded semester averages, one decimal, half up (TR-3).

    Raises ConfigurationError for what is no mark: outside 0 to 10, more than one decimal, a float.
    """
    return exact_year_average(first, second).rounded


def exact_semester_average(regular: Sequence[Decimal], midterm: Decimal, final: Decimal) -> Average:
    """As :func:`semester_average`, with the quotient before rounding."""
    total = EXACT.fma(accepted(final), 3, EXACT.multiply(accepted(midterm), 2))
    for value in regular:
        total = EXACT.add(total, accepted(value))
    return _average(total, len(regular) + 5)


def exact_year_average(first: Decimal, second: Decimal) -> Average:
    """As :func:`year_average`, with the quotient before rounding."""
    return known_year_average(accepted(first), accepted(second))


def known_year_average(first: Decimal, second: Decimal) -> Average:
    """As :func:`exact_year_average`, of marks that are known to be some."""
    return _average(EXACT.fma(second, 2, first), 3)


def _average(total: Decimal, weight: int) -> Average:
    exact = EXACT.divide(total, weight)
    return Average(exact, EXACT.quantize(exact, TENTH))


def tenths_apart(one: Decimal, other: Decimal) -> int:
    """The distance of two marks in tenths."""
    return int(EXACT.multiply(EXACT.subtract(one, other).copy_abs(), 10))
