"""TH-5, TH-6: titles in the text of reward (Điều 13.1.a). Free text, so warnings only.

TH-7: a sudden achievement may be rewarded at any result, so nothing is checked there.
"""

from __future__ import annotations

from collections.abc import Iterator

from hocba.rules.facts import Facts
from hocba.rules.form import SUMMARY, place
from hocba.rules.hit import Hit, hit
from hocba.rules.text import fold, nfc
from hocba.rules.tt27_2020.result import RESULTS

_TEXT = "noi_dung_khen_thuong"
_LONGEST = 4000
_EXCELLENT = fold("Học sinh Xuất sắc")
_EXEMPLARY = fold("Học sinh Tiêu biểu hoàn thành tốt trong học tập và rèn luyện")


def excellent(facts: Facts) -> Iterator[Hit]:
    """TH-5: Học sinh Xuất sắc needs the best result."""
    yield from _title(facts, "TH-5", _EXCELLENT, RESULTS[0])


def exemplary(facts: Facts) -> Iterator[Hit]:
    """TH-6: Học sinh Tiêu biểu needs Hoàn thành tốt; the rest is the judgement of the class."""
    yield from _title(facts, "TH-6", _EXEMPLARY, RESULTS[1])


def _title(facts: Facts, code: str, title: str, expected: str) -> Iterator[Hit]:
    written = nfc(facts.summary["ket_qua_xep_loai"])
    if written in RESULTS and written != expected and title in fold(facts.summary[_TEXT][:_LONGEST]):
        yield hit(code, place(facts, SUMMARY, _TEXT), found=written, expected=expected)
