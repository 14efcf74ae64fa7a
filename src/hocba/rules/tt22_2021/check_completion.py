"""TR-22: grades 9 and 12 state whether the programme was completed [observed]."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from hocba.rules.facts import Facts
from hocba.rules.form import SUMMARY, place
from hocba.rules.hit import Hit, hit
from hocba.rules.text import fold
from hocba.rules.tt22_2021.assessment import is_partial_year, is_secondary
from hocba.rules.tt22_2021.check_promotion import LAST_GRADES

__all__ = ["stated"]

_TEXT = "noi_dung_hoan_thanh_chuong_trinh"
_LONGEST = 4000
_BEFORE = r"hoàn thành (?:chương trình )?(?:giáo dục )?(?:cấp )?"
_STATEMENTS = MappingProxyType(
    {
        9: re.compile(_BEFORE + r"(?:trung học cơ sở|thcs)"),
        12: re.compile(_BEFORE + r"(?:trung học phổ thông|thpt)"),
    }
)


def stated(facts: Facts) -> Iterator[Hit]:
    """The text says Hoàn thành or Chưa (Không) hoàn thành of the programme that the grade ends.

    Since 01/01/2026 the principal's confirmation in the record replaces the THCS diploma. Nothing is asked
    of a partial year.
    """
    programme = LAST_GRADES.get(facts.grade or 0)
    if programme is None or not is_secondary(facts) or is_partial_year(facts):
        return
    if _STATEMENTS[facts.grade or 0].search(fold(facts.summary[_TEXT][:_LONGEST])) is None:
        yield hit("TR-22", place(facts, SUMMARY, _TEXT), grade=str(facts.grade), programme=programme)
