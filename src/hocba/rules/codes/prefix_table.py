"""The first three digits of personal numbers (``codes/cccd_province_prefixes.csv``)."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

import attrs

from hocba.rules.codes.tables import rows

__all__ = ["TEST_PREFIX", "Prefix", "personal_number_prefix"]

TEST_PREFIX = "000"
"""No province: a number that begins so belongs to nobody and stands in sample data only."""


@attrs.frozen(kw_only=True)
class Prefix:
    """First three digits of a personal number: where the person was registered.

    A table like this can only warn: prefixes given out after 01/7/2025 are not known, and being in it says
    nothing about the rest of the number.
    """

    digits: str
    province: str
    code_before_2025: str
    successor: str
    confidence: str


@cache
def _prefixes() -> MappingProxyType[str, Prefix]:
    return MappingProxyType(
        {
            row["prefix"]: Prefix(
                digits=row["prefix"],
                province=row["province_of_registration"],
                code_before_2025=row["province_code_before_2025"],
                successor=row["successor_code_2025"],
                confidence=row["confidence"],
            )
            for row in rows("codes/cccd_province_prefixes.csv")
        }
    )


def personal_number_prefix(digits: str) -> Prefix | None:
    """The prefix made of these three digits, or None (``000`` is no province)."""
    return _prefixes().get(digits)
