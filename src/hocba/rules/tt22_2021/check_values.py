"""TR-6, TR-7, TR-8: marks and levels are written as the circular has them (Điều 5.3, 8, 9)."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.rules.facts import Facts
from hocba.rules.form import ROW, SUMMARY, place
from hocba.rules.hit import Hit, hit
from hocba.rules.letters import intended
from hocba.rules.text import nfc
from hocba.rules.tt22_2021.assessment import is_elective, marks_of, name_of
from hocba.rules.tt22_2021.levels import LEVELS
from hocba.rules.tt22_2021.marks import EXEMPT, FAILED, PASSED, outcome

__all__ = ["LEVEL_FIELDS", "levels", "marks"]

LEVEL_FIELDS = tuple(
    f"ket_qua_{what}_{when}"
    for what in ("hoc_tap", "ren_luyen")
    for when in ("ky_1", "ky_2", "ca_nam", "lai")
)
_LETTERS = frozenset({PASSED, FAILED, EXEMPT})


def marks(facts: Facts) -> Iterator[Hit]:
    """TR-6: a mark, Đ, CĐ or M; TR-7: of the kind that the subject has. Look-alikes are left to G-11."""
    for row, name in marks_of(facts).odd:
        text = row.values[name]
        where = place(facts, ROW, name, row.index)
        if row.subject is not None and outcome(text) is not None:
            kind = "scored" if row.subject.scored else ""
            case = "elective" if is_elective(facts, row.subject) else kind
            yield hit("TR-7", where, case, found=text, subject=row.subject.name)
        elif intended(text, _LETTERS) is None:
            yield hit("TR-6", where, found=text, subject=name_of(row))


def levels(facts: Facts) -> Iterator[Hit]:
    """TR-8: T, K, Đ or CĐ. Look-alikes are left to G-11."""
    for name in LEVEL_FIELDS:
        text = facts.summary[name]
        if text and nfc(text) not in LEVELS and intended(text, LEVELS) is None:
            yield hit("TR-8", place(facts, SUMMARY, name), found=text)
