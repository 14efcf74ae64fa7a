"""TR-10 to TR-13, TR-25: DUOC_LEN_LOP agrees with results and absences (Điều 12 to 14).

The principal's decisions and adjusted requirements (TR-15) may well differ: warnings only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType

from hocba.rules import values
from hocba.rules.facts import Facts
from hocba.rules.form import SUMMARY, place
from hocba.rules.hit import Hit, hit
from hocba.rules.text import nfc
from hocba.rules.tt22_2021.assessment import is_secondary
from hocba.rules.tt22_2021.levels import LEVELS
from hocba.rules.tt22_2021.promotion import MOST_ABSENCES, Promotion, promotion

__all__ = ["LAST_GRADES", "agrees", "flag_in_last_grade"]

LAST_GRADES = MappingProxyType({9: "trung học cơ sở", 12: "trung học phổ thông"})
"""Grades that end a programme: there a text says what the flag cannot."""

_FLAG = "duoc_len_lop"
_ABSENCES = "tong_so_buoi_nghi_hoc_ca_nam"
_NUMBER = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4})?", re.ASCII)
_REASONS = MappingProxyType(
    {
        Promotion.RE_ASSESSMENT: ("TR-11", ""),
        Promotion.SUMMER_TRAINING: ("TR-12", ""),
        Promotion.NOT_PROMOTED: ("TR-13", ""),
        Promotion.ABSENT: ("TR-13", "absences"),
    }
)


def agrees(facts: Facts) -> Iterator[Hit]:
    """Promoted exactly where conduct and learning reach Đạt and at most 45 sessions were missed.

    ``1`` against the rules is told by what stands in the way: TR-11 re-assessment, TR-12 summer training,
    TR-13 still Chưa đạt after it, or too many absences. ``0`` against the rules is TR-10.
    """
    flag = values.boolean(facts.summary[_FLAG])
    absences = _absences(facts.summary[_ABSENCES])
    results = {name: nfc(facts.summary[f"ket_qua_{field}"]) for name, field in _RESULTS.items()}
    if flag is None or absences is None or facts.grade in LAST_GRADES:
        return
    if not (results["conduct"] in LEVELS and results["learning"] in LEVELS):
        return
    if any(value and value not in LEVELS for value in results.values()):
        return
    due = promotion(absences=absences, **results)
    if flag is (due is Promotion.PROMOTED):
        return
    code, case = _REASONS.get(due, ("TR-10", ""))
    private = {
        **{name: value or "–" for name, value in results.items()},
        "absences": facts.summary[_ABSENCES] or "0",
    }
    where = place(facts, SUMMARY, _FLAG)
    yield hit(code, where, case, found=facts.summary[_FLAG], private=private, most=str(MOST_ABSENCES))


_RESULTS = MappingProxyType(
    {
        "conduct": "ren_luyen_ca_nam",
        "learning": "hoc_tap_ca_nam",
        "conduct_again": "ren_luyen_lai",
        "learning_again": "hoc_tap_lai",
    }
)


def _absences(text: str) -> Decimal | None:
    """The number of sessions; 0 cannot be sent and is left out (an empty text); None if illegible."""
    if not text:
        return Decimal(0)
    return Decimal(text) if _NUMBER.fullmatch(text) is not None else None


def flag_in_last_grade(facts: Facts) -> Iterator[Hit]:
    """TR-25: in grades 9 and 12 the flag means nothing; it is reported, not judged."""
    if facts.grade in LAST_GRADES and facts.summary[_FLAG] and is_secondary(facts):
        yield hit("TR-25", place(facts, SUMMARY, _FLAG), grade=str(facts.grade))
