"""The quick look never misses what the slow look reports."""

import unicodedata

import pytest

from hocba.formats.characters import problems, suspicious

VIETNAMESE = sorted(
    {
        unicodedata.normalize("NFC", base + mark)
        for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
        for mark in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    }
    | {"đ", "Đ"}
)


def test_vietnamese_text_is_plain() -> None:
    assert len(VIETNAMESE) == 146
    assert not suspicious("".join(VIETNAMESE) + "abc 123 .,;:!?()-/\t\n\r“”")


def test_every_character_with_a_problem_alarms() -> None:
    missed = [
        f"U+{code:04X}"
        for code in (*range(0x80, 0xD800), *range(0xE000, 0x11000), *range(0x1D400, 0x1D800), 0xE0001)
        if any(problems(f"a{chr(code)}")) and not suspicious(f"a{chr(code)}")
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nguyễn", []),
        ("a\u0302", [("READ-NOT-NFC", "")]),
        ("\u200ba\u200c", [("READ-INVISIBLE", "U+200B")]),
        ("a\u00a0b", [("READ-SPACE", "U+00A0")]),
        ("Ðа", [("READ-LOOK-ALIKE", "U+00D0")]),
    ],
)
def test_what_is_reported(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(problems(text)) == expected
