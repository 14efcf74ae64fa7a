"""Điều 9.2.a of Thông tư 27/2020 as written, against the function that computes the result."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hocba.rules.tt27_2020.result import RESULTS, result

LEVELS = st.lists(st.sampled_from("TTTHC"), min_size=1, max_size=14)
COMPETENCES = st.lists(st.sampled_from("TTTĐC"), max_size=15)
MARKS = st.lists(st.integers(0, 10) | st.integers(7, 10), max_size=8)


def clauses(levels: list[str], competences: list[str], marks: list[int]) -> list[bool]:
    """The four results, each by its own sentence."""
    best = set(levels) <= {"T"} and set(competences) <= {"T"}
    excellent = best and all(mark >= 9 for mark in marks)
    good = best and not excellent and all(mark >= 7 for mark in marks)
    done = (
        not excellent
        and not good
        and set(levels) <= {"T", "H"}
        and set(competences) <= {"T", "Đ"}
        and all(mark >= 5 for mark in marks)
    )
    return [excellent, good, done, not (excellent or good or done)]


@given(LEVELS, COMPETENCES, MARKS)
def test_total_and_unique(levels, competences, marks):
    said = clauses(levels, competences, marks)
    assert said.count(True) == 1
    assert result(levels, competences, marks) == RESULTS[said.index(True)]


@given(LEVELS, COMPETENCES, MARKS, st.data())
def test_a_worse_value_never_betters_the_result(levels, competences, marks, data):
    before = RESULTS.index(result(levels, competences, marks))
    place = data.draw(st.integers(0, len(levels) - 1))
    worse = [*levels[:place], "C", *levels[place + 1 :]]
    assert RESULTS.index(result(worse, competences, marks)) >= before
    lowered = [max(0, mark - 1) for mark in marks]
    assert RESULTS.index(result(levels, competences, lowered)) >= before


@given(LEVELS, COMPETENCES, MARKS)
def test_order_does_not_matter(levels, competences, marks):
    turned = result(levels[::-1], competences[::-1], marks[::-1])
    assert turned == result(levels, competences, marks)
