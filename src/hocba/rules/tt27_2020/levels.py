"""TH-13 to TH-16: levels, marks and results are those of the circular."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.rules.assessed import assessed
from hocba.rules.facts import Facts
from hocba.rules.form import ASSESSMENT, ROW, SUMMARY, place
from hocba.rules.hit import Hit, hit
from hocba.rules.letters import intended
from hocba.rules.text import nfc
from hocba.rules.tt27_2020.assessment import (
    COMPETENCE_LEVELS,
    EXEMPT,
    SUBJECT_LEVELS,
    mark,
)
from hocba.rules.tt27_2020.result import RESULTS

_SUBJECT_LETTERS = SUBJECT_LEVELS | {EXEMPT}


def subject_levels(facts: Facts) -> Iterator[Hit]:
    """TH-13: T, H or C; M is a code of transport. A letter that only looks like one is left to G-11."""
    for row in facts.rows:
        if not row.level or row.level in SUBJECT_LEVELS:
            continue
        where = place(facts, ROW, "muc_dat_duoc", row.index)
        if row.level == EXEMPT:
            yield hit("TH-13", where, "exempt")
        elif intended(row.level, _SUBJECT_LETTERS) is None:
            yield hit("TH-13", where, found=row.level)


def marks(facts: Facts) -> Iterator[Hit]:
    """TH-14: an integer from 0 to 10; M is a code of transport."""
    for row in facts.rows:
        if not row.mark or mark(row.mark) is not None:
            continue
        where = place(facts, ROW, "diem_kiem_tra_dinh_ky", row.index)
        if row.mark == EXEMPT:
            yield hit("TH-14", where, "exempt")
        else:
            yield hit("TH-14", where, found=row.mark)


def competence_levels_known(facts: Facts) -> Iterator[Hit]:
    """TH-15: T, Đ or C. A letter that only looks like one is left to G-11."""
    for _, name in assessed(facts.form):
        level = facts.assessment[name]
        if not level or level in COMPETENCE_LEVELS:
            continue
        if nfc(level) not in COMPETENCE_LEVELS and intended(level, COMPETENCE_LEVELS) is None:
            yield hit("TH-15", place(facts, ASSESSMENT, name), found=level)


def result_words(facts: Facts) -> Iterator[Hit]:
    """TH-16: one of the four results, written out."""
    value = facts.summary["ket_qua_xep_loai"]
    if value and nfc(value) not in RESULTS:
        yield hit("TH-16", place(facts, SUMMARY, "ket_qua_xep_loai"), found=value)
