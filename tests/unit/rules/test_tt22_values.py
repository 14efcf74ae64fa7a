"""Thông tư 22/2021 over plain values: the vectors of the specification (§4.4) and the edges beside them."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest

from hocba.errors import ConfigurationError
from hocba.rules.tt22_2021 import (
    LEVELS,
    Promotion,
    adjusted_level,
    conduct_of_year,
    learning_level,
    promotion,
    semester_average,
    title_of,
    year_average,
)
from hocba.rules.tt22_2021.averages import exact_semester_average, exact_year_average
from hocba.rules.tt22_2021.marks import mark, outcome


def marks(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


@pytest.mark.parametrize(
    ("regular", "midterm", "final", "expected"),
    [(("8", "9"), "7", "8", "7.9"), (("8", "8", "9"), "8.5", "8", "8.3"), ((), "10", "10", "10.0")],
)
def test_semester_average(regular, midterm, final, expected):
    assert str(semester_average(marks(*regular), Decimal(midterm), Decimal(final))) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("7.9", "8.3", "8.2"),
        ("6.5", "6.4", "6.4"),
        ("6.4", "6.5", "6.5"),
        ("7.9", "8.0", "8.0"),
        ("5.0", "4.9", "4.9"),
        ("3.4", "3.5", "3.5"),
        ("0", "0", "0.0"),
        ("10", "10", "10.0"),
    ],
)
def test_year_average(first, second, expected):
    assert str(year_average(Decimal(first), Decimal(second))) == expected


def test_the_quotient_is_shown_with_as_many_decimals_as_its_rounding_needs():
    assert exact_year_average(Decimal("7.9"), Decimal("8.3")).shown == "8.17"
    assert exact_semester_average(marks("8", "8", "9"), Decimal("8.5"), Decimal("8")).shown == "8.25"
    # 57.7 / 7 = 8.242857…: two decimals say enough; 4.046875 needs a third, or 4.05 would seem to round up
    assert exact_semester_average(marks("7", "9.7"), Decimal("7"), Decimal("9")).shown == "8.24"
    close = exact_semester_average(marks(*["4"] * 20, "5", "4.1"), Decimal("4"), Decimal("4"))
    assert (close.shown, str(close.rounded)) == ("4.04", "4.0")
    near = exact_semester_average(marks(*["4"] * 14, "4.9"), Decimal("4"), Decimal("4"))
    assert (near.shown, str(near.rounded)) == ("4.045", "4.0")


def test_levels_too_are_given_whatever_the_context_of_the_caller():
    results = [*marks("10.0", "9.9", "9.8", "9.7", "9.6", "9.5", "4.9"), True]
    with localcontext(prec=1):
        assert learning_level(results) == "Đ"
        assert adjusted_level(results).levels == ("K",)


def test_the_context_of_the_caller_changes_nothing():
    with localcontext(prec=1):
        assert str(semester_average(marks("8", "8", "9"), Decimal("8.5"), Decimal("8"))) == "8.3"
        assert str(year_average(Decimal("7.9"), Decimal("8.3"))) == "8.2"


@pytest.mark.parametrize("value", [8.5, Decimal("8.55"), Decimal("10.1"), Decimal("-0.1"), Decimal("NaN"), 8])
def test_what_is_no_mark_is_refused(value):
    with pytest.raises(ConfigurationError) as refused:
        year_average(value, Decimal(8))
    assert refused.value.code == "RULES-MARK"
    with pytest.raises(ConfigurationError):
        semester_average([Decimal(8), value], Decimal(8), Decimal(8))


@pytest.mark.parametrize("value", [8.5, Decimal("8.55"), Decimal("NaN"), Decimal("11"), "8.5", None])
def test_levels_need_marks(value):
    for call in (learning_level, adjusted_level):
        with pytest.raises(ConfigurationError) as refused:
            call([*marks(*["8.0"] * 7), value])
        assert refused.value.code == "RULES-MARK"


@pytest.mark.parametrize("level", ["", "D", "Tốt", "Ð"])
def test_promotion_needs_letters(level):
    for results in ({"conduct": level, "learning": "T"}, {"conduct": "T", "learning": level}):
        with pytest.raises(ConfigurationError) as refused:
            promotion(**results, absences=0)
        assert refused.value.code == "RULES-LEVEL"


@pytest.mark.parametrize("text", ["0", "0.0", "7", "7.5", "10", "10.0"])
def test_marks(text):
    assert mark(text) == Decimal(text)


@pytest.mark.parametrize(
    "text", ["", "8.", ".5", "8.55", "8,5", "10.1", "11", "-1", "+1", "08", "8e0", "９", "NaN", " 8"]
)
def test_no_marks(text):
    assert mark(text) is None


def test_outcomes():
    assert [outcome(text) for text in ("Đ", "CĐ", "M", "8.5", "C", "")] == [
        True,
        False,
        None,
        Decimal("8.5"),
        None,
        None,
    ]


# marks of eight scored subjects, comment-only subjects at CĐ, level by table, reading A, reading B
VECTORS = [
    (("8.0",) * 6 + ("6.5",) * 2, 0, "T", "T", "T"),
    (("8.0",) * 5 + ("7.9", "6.5", "6.5"), 0, "K", "K", "K"),
    (("8.0",) * 6 + ("6.5", "6.4"), 0, "K", "K", "K"),
    (("6.5",) * 6 + ("5.0",) * 2, 0, "K", "K", "K"),
    (("6.5",) * 6 + ("5.0", "4.9"), 0, "Đ", "Đ", "Đ"),
    (("5.0",) * 6 + ("3.5",) * 2, 1, "Đ", "Đ", "Đ"),
    (("5.0",) * 7 + ("3.4",), 0, "CĐ", "CĐ", "CĐ"),
    (("8.0",) * 7 + ("6.4",), 0, "K", "K", "K"),
    (("8.0",) * 7 + ("4.9",), 0, "Đ", "K", "K"),
    (("8.0",) * 7 + ("3.4",), 0, "CĐ", "Đ", "Đ"),
    (("6.5",) * 7 + ("3.4",), 0, "CĐ", "Đ", "Đ"),
    (("9.0",) * 8, 1, "Đ", "K", "K"),
    (("9.0",) * 8, 2, "CĐ", "CĐ", "CĐ"),
    (("8.0",) * 7 + ("3.4",), 1, "CĐ", "CĐ", "CĐ"),
    (("8.0",) * 6 + ("4.9",) * 2, 0, "Đ", "Đ", "Đ"),
    (("8.0",) * 5 + ("6.5", "6.5", "4.9"), 0, "Đ", "K", "Đ"),
    (("6.5",) * 5 + ("5.0", "5.0", "3.4"), 0, "CĐ", "Đ", "CĐ"),
]


@pytest.mark.parametrize(("scored", "failed", "by_table", "replaced", "left_out"), VECTORS)
def test_levels_and_both_readings(scored, failed, by_table, replaced, left_out):
    results = [*marks(*scored), *[False] * failed, *[True] * (4 - failed)]
    assert learning_level(results) == by_table
    found = adjusted_level(results)
    assert (found.by_table, found.replaced, found.left_out) == (by_table, replaced, left_out)
    assert found.certain == (replaced == left_out)
    assert found.changes == (by_table != replaced or by_table != left_out)
    assert found.levels == tuple(dict.fromkeys((replaced, left_out)))
    assert adjusted_level(results[::-1])[:3] == found[:3]


def test_the_deciding_subject_is_named():
    assert adjusted_level([*marks(*["8.0"] * 7), Decimal("4.9"), True]).subject == 7
    assert adjusted_level([*marks(*["9.0"] * 8), True, False]).subject == 9
    assert adjusted_level(marks(*["8.0"] * 8)).subject is None


def test_fewer_than_six_scored_subjects_reach_no_level():
    assert learning_level(marks(*["10"] * 5)) == "CĐ"
    assert learning_level([]) == "CĐ"


CONDUCT = {
    "T": ("T", "K", "K", "CĐ"),
    "K": ("T", "K", "Đ", "CĐ"),
    "Đ": ("K", "K", "Đ", "CĐ"),
    "CĐ": ("K", "Đ", "Đ", "CĐ"),
}


def test_conduct_of_the_year_is_the_table_of_the_specification():
    found = {first: tuple(conduct_of_year(first, second) for second in LEVELS) for first in LEVELS}
    assert found == CONDUCT
    assert conduct_of_year("T", "") is None


@pytest.mark.parametrize(
    ("conduct", "learning", "absences", "expected"),
    [
        ("Đ", "Đ", 45, Promotion.PROMOTED),
        ("Đ", "Đ", 46, Promotion.ABSENT),
        ("Đ", "CĐ", 0, Promotion.RE_ASSESSMENT),
        ("CĐ", "Đ", 0, Promotion.SUMMER_TRAINING),
        ("CĐ", "CĐ", 0, Promotion.SUMMER_TRAINING),
        ("T", "T", 0, Promotion.PROMOTED),
    ],
)
def test_promotion(conduct, learning, absences, expected):
    assert promotion(conduct=conduct, learning=learning, absences=absences) is expected


@pytest.mark.parametrize(
    ("year", "again", "absences", "expected"),
    [
        (("Đ", "CĐ"), ("", "Đ"), 0, Promotion.PROMOTED),
        (("Đ", "CĐ"), ("", "CĐ"), 0, Promotion.NOT_PROMOTED),
        (("CĐ", "K"), ("Đ", ""), 0, Promotion.PROMOTED),
        (("CĐ", "K"), ("CĐ", ""), 0, Promotion.NOT_PROMOTED),
        (("CĐ", "CĐ"), ("K", ""), 0, Promotion.RE_ASSESSMENT),
        (("CĐ", "CĐ"), ("K", "Đ"), 0, Promotion.PROMOTED),
        (("CĐ", "CĐ"), ("K", "Đ"), 46, Promotion.ABSENT),
    ],
)
def test_promotion_after_the_summer(year, again, absences, expected):
    found = promotion(
        conduct=year[0], learning=year[1], conduct_again=again[0], learning_again=again[1], absences=absences
    )
    assert found is expected


def test_titles():
    six = marks(*["9.0"] * 6, "6.5", "6.5")
    five = marks(*["9.0"] * 5, "8.9", "6.5", "6.5")
    assert title_of(conduct="T", learning="T", marks=six) == "Học sinh Xuất sắc"
    assert title_of(conduct="T", learning="T", marks=five) == "Học sinh Giỏi"
    assert title_of(conduct="K", learning="T", marks=marks(*["9.0"] * 8)) == ""
    assert title_of(conduct="T", learning="K", marks=marks(*["9.0"] * 8)) == ""
