"""TR-20, TR-21: titles in the text of reward (Điều 15.1). Free text, so warnings only.

Học sinh Tiên tiến is no title of this circular but occurs in local rules: nothing is said about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hocba.rules.facts import Facts
from hocba.rules.form import SUMMARY, place
from hocba.rules.hit import Hit, hit
from hocba.rules.text import fold, nfc
from hocba.rules.tt22_2021.assessment import YEAR, assessment_of, is_secondary
from hocba.rules.tt22_2021.levels import LEVELS
from hocba.rules.tt22_2021.titles import EXCELLENT, EXCELLENT_MARK, EXCELLENT_SUBJECTS, GOOD, excellent_marks

__all__ = ["excellent", "good", "names_title"]

_TEXT = "noi_dung_khen_thuong"
_LONGEST = 4000
_CLAUSE = re.compile(r"[.,;:\n–]")
# "Giải Nhì kỳ thi học sinh giỏi môn Toán cấp tỉnh" names a contest, not a title.
_CONTEST = re.compile(r"\b(?:thi|giải|đội tuyển|môn|cấp|quốc gia|olympic)\b")
_BEST = "T"


def names_title(text: str, title: str) -> bool:
    """Whether ``text`` gives the title ``title``, in any letter case, and does not speak of a contest."""
    if not text:
        return False
    wanted = fold(title)
    clauses = (fold(clause) for clause in _CLAUSE.split(text[:_LONGEST]))
    return any(wanted in clause and _CONTEST.search(clause) is None for clause in clauses)


def excellent(facts: Facts) -> Iterator[Hit]:
    """TR-20: Học sinh Xuất sắc needs T in both results and at least six scored subjects at 9.0 or more."""
    if not (is_secondary(facts) and names_title(facts.summary[_TEXT], EXCELLENT)):
        return
    found = assessment_of(facts, YEAR)
    marks = [value for value in found.outcomes if isinstance(value, Decimal)]
    reached = excellent_marks(marks)
    possible = reached + sum(isinstance(value, Decimal) for value in found.wanting)
    if not _both_best(facts) or possible < EXCELLENT_SUBJECTS:
        yield _hit(facts, "TR-20", count=str(reached))


def good(facts: Facts) -> Iterator[Hit]:
    """TR-21: Học sinh Giỏi needs T in both results."""
    if is_secondary(facts) and names_title(facts.summary[_TEXT], GOOD) and not _both_best(facts):
        yield _hit(facts, "TR-21")


def _both_best(facts: Facts) -> bool:
    """Whether nothing that is written says otherwise."""
    written = (nfc(facts.summary[name]) for name in (YEAR.result, "ket_qua_ren_luyen_ca_nam"))
    return all(level == _BEST or level not in LEVELS for level in written)


def _hit(facts: Facts, code: str, **private: str) -> Hit:
    learning, conduct = facts.summary[YEAR.result], facts.summary["ket_qua_ren_luyen_ca_nam"]
    told = {"learning": learning or "–", "conduct": conduct or "–", **private}
    where = place(facts, SUMMARY, _TEXT)
    return hit(code, where, private=told, least=str(EXCELLENT_MARK), many=str(EXCELLENT_SUBJECTS))
