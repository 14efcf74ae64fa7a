from datetime import date
from decimal import Decimal

import pytest

from hocba.model.claims import READERS
from hocba.model.values import BooleanText, DateText, DiemText, MarkText, NumberText


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("02/09/2016", date(2016, 9, 2)),
        ("2/9/2016", date(2016, 9, 2)),
        ("2016-09-02", date(2016, 9, 2)),
        ("2016-09-02T18:39:30+07:00", date(2016, 9, 2)),
        ("2016-09-02T18:39:30Z", date(2016, 9, 2)),
        ("2016-09-02T18:39:30.5Z", date(2016, 9, 2)),
        ("29/02/2024", date(2024, 2, 29)),
    ],
)
def test_dates_of_the_format_are_read(text: str, expected: date) -> None:
    assert DateText(text).date == expected


@pytest.mark.parametrize(
    "text",
    ["", "31/02/2016", "29/02/2023", "2016/09/02", "02-09-2016", "٠٢/٠٩/٢٠١٦", " 02/09/2016", "02/09/16",
     "2016-9-2", "2016-09-02T25:00:00Z", "2016-09-02 18:39:30", "00/01/2016", "01/01/0000"],
)  # fmt: skip
def test_anything_else_is_no_date(text: str) -> None:
    assert DateText(text).date is None


def test_a_value_is_the_text_it_was_written_as() -> None:
    assert DateText("2/9/2016") == "2/9/2016"
    assert hash(MarkText("9")) == hash("9")
    assert DateText.of(date(2016, 9, 2)) == "02/09/2016"


@pytest.mark.parametrize(
    ("text", "number", "in_form"),
    [
        ("28", Decimal(28), True),
        ("28.1234", Decimal("28.1234"), True),
        ("28.12345", Decimal("28.12345"), False),
        ("28,5", Decimal("28.5"), False),
        ("+5", Decimal(5), False),
        ("-5", Decimal(-5), True),
        ("1e3", None, False),
        ("NaN", None, False),
        ("٢٨", None, False),
        (".5", None, False),
        ("", None, False),
        (" 5", None, False),
    ],
)
def test_numbers(text: str, number: Decimal | None, in_form: bool) -> None:
    assert NumberText(text).decimal == number
    assert NumberText(text).in_form is in_form


@pytest.mark.parametrize("text", [*map(str, range(11)), "M"])
def test_marks_of_the_regulation(text: str) -> None:
    assert MarkText(text).in_form


@pytest.mark.parametrize("text", ["11", "10.5", "8,5", "09", "9.0", "-1", "m", "Miễn", ""])
def test_other_marks_are_not_in_form(text: str) -> None:
    assert not MarkText(text).in_form


def test_an_exempt_mark_has_no_number() -> None:
    assert MarkText("M").exempt
    assert MarkText("M").decimal is None
    assert not MarkText("9").exempt


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1", True), ("0", False), ("true", True), ("False", False), ("Có", True), ("KHÔNG", False), ("X", True),
     ("", None), ("2", None), ("yes", None)],
)  # fmt: skip
def test_booleans(text: str, expected: bool | None) -> None:
    assert BooleanText(text).value is expected


@pytest.mark.parametrize("text", ["0", "0.0", "7.5", "10", "10.0", "Đ", "CĐ", "M"])
def test_marks_of_secondary_schools(text: str) -> None:
    assert DiemText(text).in_form


@pytest.mark.parametrize(
    "text", ["", "10.1", "11", "7.55", "7,5", "07", "-1", ".5", "7.", "đ", "Ð", "D", "T", "m"]
)
def test_other_marks_of_secondary_schools_are_not_in_form(text: str) -> None:
    assert not DiemText(text).in_form


def test_what_a_mark_without_number_says() -> None:
    assert (DiemText("Đ").passed, DiemText("CĐ").passed, DiemText("7.5").passed) == (True, False, None)
    assert (DiemText("M").exempt, DiemText("M").passed, DiemText("M").decimal) == (True, None, None)
    assert DiemText("7,5").decimal == Decimal("7.5")


@pytest.mark.parametrize("kind", ["mark", "secondary_mark", "boolean"])
@pytest.mark.parametrize("text", ["1", "9", "8.5", "8,5", "Đ", "M", "lạ", ""])
def test_reading_keeps_every_text(kind: str, text: str) -> None:
    types = {"mark": MarkText, "secondary_mark": DiemText, "boolean": BooleanText}
    assert READERS[kind](text) == text
    assert type(READERS[kind](text)) is types[kind]
