"""TH-8 to TH-10: completion and promotion (Điều 11, read in no original: warnings only)."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.rules import values
from hocba.rules.facts import Facts
from hocba.rules.form import SUMMARY, place
from hocba.rules.hit import Hit, hit
from hocba.rules.text import nfc
from hocba.rules.tt27_2020.result import RESULTS

COMPLETED = "da_hoan_thanh_chuong_trinh_lop_hoc"
PRIMARY_COMPLETED = "da_hoan_thanh_chuong_trinh_tieu_hoc"
PROMOTED = "duoc_len_lop"
LAST_GRADE = 5


def flag(facts: Facts, name: str) -> bool | None:
    """A boolean of the summary; None where it is absent or illegible."""
    return values.boolean(facts.summary[name])


def grade_completed(facts: Facts) -> Iterator[Hit]:
    """TH-8: the grade is completed exactly with one of the three upper results."""
    completed, result = flag(facts, COMPLETED), nfc(facts.summary["ket_qua_xep_loai"])
    if completed is None or result not in RESULTS:
        return
    if completed != (result != RESULTS[-1]):
        yield hit(
            "TH-8",
            place(facts, SUMMARY, COMPLETED),
            found=facts.summary[COMPLETED],
            private={"result": result},
        )


def promoted_without(facts: Facts) -> Iterator[Hit]:
    """TH-9: promotion without completion is the principal's decision after additional assessment."""
    if flag(facts, PROMOTED) is True and flag(facts, COMPLETED) is False:
        yield hit("TH-9", place(facts, SUMMARY, PROMOTED))


def primary_completed(facts: Facts) -> Iterator[Hit]:
    """TH-10: primary school is completed exactly with grade 5."""
    where = place(facts, SUMMARY, PRIMARY_COMPLETED)
    written = flag(facts, PRIMARY_COMPLETED)
    if facts.grade != LAST_GRADE:
        if written is True:
            yield hit("TH-10", where, "early")
        return
    if written is None and facts.summary[PRIMARY_COMPLETED]:
        return
    completed = flag(facts, COMPLETED)
    if completed is not None and (written is True) != completed:
        yield hit("TH-10", where, found=facts.summary[PRIMARY_COMPLETED] or "–")
