"""TH-19: the text of section 6 says what the flags say (Phụ lục 1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hocba.rules.facts import Facts
from hocba.rules.form import SUMMARY, place
from hocba.rules.hit import Hit
from hocba.rules.text import fold, shown
from hocba.rules.tt27_2020.completion import COMPLETED, LAST_GRADE, PRIMARY_COMPLETED, PROMOTED, flag

__all__ = ["agrees", "section_six"]

_TEXT = "noi_dung_hoan_thanh_chuong_trinh"
_LONGEST = 4000
_GRADE = re.compile(r"(chưa |không )?hoàn thành chương trình lớp ([0-9]{1,2})")
_PRIMARY = re.compile(r"(chưa |không )?hoàn thành chương trình tiểu học")
_PROMOTION = re.compile(r"(chưa |không )?được lên lớp(?: ([0-9]{1,2}))?")


def section_six(grade: int, *, completed: bool, promoted: bool, primary_completed: bool = False) -> str:
    """The words of section 6 that fit the flags."""
    first = f"{'Hoàn thành' if completed else 'Chưa hoàn thành'} chương trình lớp {grade}"
    if grade == LAST_GRADE:
        last = "Hoàn thành" if primary_completed else "Chưa hoàn thành"
        return f"{first}; {last} chương trình tiểu học."
    return f"{first}; Được lên lớp {grade + 1}." if promoted else f"{first}; Chưa được lên lớp."


def agrees(facts: Facts) -> Iterator[Hit]:
    """TH-19: every known phrase agrees with flags, grade and next grade; free words are left alone."""
    text = fold(facts.summary[_TEXT][:_LONGEST])
    if not text or facts.grade is None:
        return
    wrong = next(_contradictions(facts, facts.grade, text), None)
    if wrong is not None:
        expected = section_six(
            facts.grade,
            completed=_settled(facts, COMPLETED, _GRADE, text),
            promoted=_settled(facts, PROMOTED, _PROMOTION, text),
            primary_completed=_settled(facts, PRIMARY_COMPLETED, _PRIMARY, text),
        )
        yield Hit(
            "TH-19", "", place(facts, SUMMARY, _TEXT), {}, {"found": shown(wrong), "expected": expected}
        )


def _settled(facts: Facts, name: str, words: re.Pattern[str], text: str) -> bool:
    """What the flag says; where it is absent or illegible, what the text itself says."""
    written, said = flag(facts, name), words.search(text)
    if written is None:
        return said is None or said[1] is None
    return written


def _contradictions(facts: Facts, grade: int, text: str) -> Iterator[str]:
    completed, promoted = flag(facts, COMPLETED), flag(facts, PROMOTED)
    for phrase in _GRADE.finditer(text):
        if int(phrase[2]) != grade or completed is (phrase[1] is not None):
            yield phrase[0]
    for phrase in _PRIMARY.finditer(text):
        if _primary(facts, grade) is (phrase[1] is not None):
            yield phrase[0]
    for phrase in _PROMOTION.finditer(text):
        if (phrase[2] and int(phrase[2]) != grade + 1) or promoted is (phrase[1] is not None):
            yield phrase[0]


def _primary(facts: Facts, grade: int) -> bool | None:
    written = flag(facts, PRIMARY_COMPLETED)
    return False if written is None and grade != LAST_GRADE else written
