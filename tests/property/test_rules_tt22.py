"""Thông tư 22/2021 against exact fractions, its own sentences and what must hold of any results."""

from __future__ import annotations

from decimal import Context, Decimal, setcontext
from fractions import Fraction
from math import floor

from hypothesis import given
from hypothesis import strategies as st

from hocba.rules.tt22_2021 import (
    LEVELS,
    adjusted_level,
    learning_level,
    semester_average,
    title_of,
    year_average,
)
from hocba.rules.tt22_2021.averages import exact_semester_average
from hocba.rules.tt22_2021.marks import mark

# Near the thresholds more often than chance would have it.
TENTHS = st.integers(0, 100) | st.sampled_from([34, 35, 49, 50, 64, 65, 79, 80, 89, 90])
MARKS = TENTHS.map(lambda tenths: Decimal(tenths).scaleb(-1))
RESULTS = st.lists(MARKS | MARKS | MARKS | st.booleans(), max_size=14)
MANY = st.lists(MARKS, min_size=6, max_size=10).flatmap(
    lambda scored: st.lists(st.booleans(), max_size=4).map(lambda rest: [*scored, *rest])
)


def half_up(exact: Fraction) -> Fraction:
    return Fraction(floor(exact * 10 + Fraction(1, 2)), 10)


@given(st.lists(MARKS, max_size=30), MARKS, MARKS)
def test_semester_average_is_the_exact_fraction_rounded_half_up(regular, midterm, final):
    exact = (sum(map(Fraction, regular)) + 2 * Fraction(midterm) + 3 * Fraction(final)) / (len(regular) + 5)
    assert Fraction(semester_average(regular, midterm, final)) == half_up(exact)
    shown = Fraction(exact_semester_average(regular, midterm, final).shown)
    assert half_up(shown) == half_up(exact)


@given(MARKS, MARKS, st.integers(1, 6))
def test_year_average_is_the_exact_fraction_rounded_half_up(first, second, precision):
    setcontext(Context(prec=precision))
    try:
        found = year_average(first, second)
    finally:
        setcontext(Context())
    assert Fraction(found) == half_up((Fraction(first) + 2 * Fraction(second)) / 3)
    assert mark(str(found)) == found
    assert min(first, second) <= found <= max(first, second)


@given(st.lists(MARKS, max_size=8), MARKS, MARKS, MARKS)
def test_a_better_mark_never_lowers_an_average(regular, midterm, final, better):
    assert year_average(midterm, max(final, better)) >= year_average(midterm, final)
    assert semester_average(regular, midterm, max(final, better)) >= semester_average(regular, midterm, final)


def sentences(results) -> list[bool]:
    """Điều 9.2 as written: the first sentence that holds gives the level."""
    scored = [Fraction(value) for value in results if not isinstance(value, bool)]
    failed = [value for value in results if value is False]

    def many(least: str) -> bool:
        return len([value for value in scored if value >= Fraction(least)]) >= 6

    def every(least: str) -> bool:
        return all(value >= Fraction(least) for value in scored)

    return [
        not failed and every("6.5") and many("8"),
        not failed and every("5") and many("6.5"),
        len(failed) <= 1 and many("5") and every("3.5"),
        True,
    ]


@given(RESULTS | MANY)
def test_level_is_the_first_sentence_that_holds(results):
    assert learning_level(results) == LEVELS[sentences(results).index(True)]


@given(RESULTS | MANY)
def test_adjustment_raises_once_by_one_level_at_most_to_kha(results):
    found = adjusted_level(results)
    place = LEVELS.index(found.by_table)
    for level in (found.replaced, found.left_out):
        assert LEVELS.index(level) in {place, place - 1}
        assert level == found.by_table or level in {"K", "Đ"}
    assert found.changes == (found.levels != (found.by_table,))


@given(RESULTS | MANY)
def test_what_is_left_out_could_have_been_replaced(results):
    found = adjusted_level(results)
    assert LEVELS.index(found.replaced) <= LEVELS.index(found.left_out)


@given(RESULTS | MANY, st.randoms(use_true_random=False))
def test_order_does_not_matter(results, random):
    turned = random.sample(results, len(results))
    assert adjusted_level(turned)[:3] == adjusted_level(results)[:3]


@given(RESULTS | MANY, st.integers(0, 13), MARKS)
def test_a_better_result_never_lowers_a_level(results, place, other):
    if not results:
        return
    at = place % len(results)
    value = results[at]
    better = True if isinstance(value, bool) else max(value, other)
    before, after = adjusted_level(results), adjusted_level([*results[:at], better, *results[at + 1 :]])
    for one, two in zip(before[:3], after[:3], strict=True):
        assert LEVELS.index(two) <= LEVELS.index(one)


@given(st.lists(MARKS, max_size=10), st.sampled_from(LEVELS), st.sampled_from(LEVELS))
def test_titles_need_the_best_of_both(marks, conduct, learning):
    title = title_of(conduct=conduct, learning=learning, marks=marks)
    assert bool(title) == (conduct == learning == "T")
    assert (title == "Học sinh Xuất sắc") == (bool(title) and len([one for one in marks if one >= 9]) >= 6)
