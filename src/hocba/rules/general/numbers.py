"""G-12, G-13: numbers, their form and their range."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hocba.model.values import NumberText
from hocba.rules.facts import Facts
from hocba.rules.form import GENERAL, place
from hocba.rules.hit import Hit, hit

_RANGES = {
    "can_nang": (1, 300),
    "chieu_cao": (10, 300),
    "tong_so_buoi_nghi_co_phep": (0, 200),
    "thong_so_buoi_nghi_khong_phep": (0, 200),
}


def form(facts: Facts) -> Iterator[Hit]:
    """G-12: ``.`` before at most four decimals."""
    for name in _RANGES:
        value = facts.general[name]
        if value and not NumberText(value).in_form:
            yield hit("G-12", place(facts, GENERAL, name), found=value)


def in_range(facts: Facts) -> Iterator[Hit]:
    """G-13: weight in kg, height in cm, absences in sessions; what is no number is left to G-12."""
    for name, (lowest, highest) in _RANGES.items():
        number = NumberText(facts.general[name]).decimal
        if number is not None and not Decimal(lowest) <= number <= Decimal(highest):
            yield hit(
                "G-13",
                place(facts, GENERAL, name),
                found=facts.general[name],
                lowest=str(lowest),
                highest=str(highest),
            )
