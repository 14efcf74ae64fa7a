"""TR-19: kết quả rèn luyện of the year follows from the two semesters (Điều 8)."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.rules.facts import Facts
from hocba.rules.form import SUMMARY, place
from hocba.rules.hit import Hit, hit
from hocba.rules.text import nfc
from hocba.rules.tt22_2021.conduct import conduct_of_year
from hocba.rules.tt22_2021.levels import LEVELS

__all__ = ["agrees"]

_FIRST, _SECOND, _YEAR = (f"ket_qua_ren_luyen_{when}" for when in ("ky_1", "ky_2", "ca_nam"))


def agrees(facts: Facts) -> Iterator[Hit]:
    """The written level is that of the table; nothing is said where one of the three is wanting."""
    first, second, year = (nfc(facts.summary[name]) for name in (_FIRST, _SECOND, _YEAR))
    expected = conduct_of_year(first, second)
    if expected is not None and year in LEVELS and year != expected:
        private = {"first": first, "second": second, "expected": expected}
        yield hit("TR-19", place(facts, SUMMARY, _YEAR), found=year, private=private)
