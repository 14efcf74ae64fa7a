from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from hocba.verify.render_safe import clean, instant, mask_name, mask_numbers


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Trường Tiểu học Ví Dụ", "Trường Tiểu học Ví Dụ"),
        ("plain", "plain"),
        ("a\x1b[31mred", "a⟨U+001B⟩[31mred"),
        ("two\nlines\t", "two⟨U+000A⟩lines⟨U+0009⟩"),
        ("\u202egnp.exe", "⟨U+202E⟩gnp.exe"),
        ("zero\u200bwidth\ufeff\u2028", "zero⟨U+200B⟩width⟨U+FEFF⟩⟨U+2028⟩"),
        ("c1 \x9b31m", "c1 ⟨U+009B⟩31m"),
        ("\ud800", "⟨U+D800⟩"),
    ],
)
def test_what_cannot_be_seen_is_written_out(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_a_value_without_end_is_cut() -> None:
    assert len(clean("x" * 10_000)) == 600
    assert clean("x" * 10_000).endswith("…")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("CCCD:000316004321", "CCCD:********4321"),
        ("uid = CMND: 000123456", "uid = CMND: ********3456"),
        ("số 000316004321.", "số ********4321."),
        ("CCCD:12", "CCCD:********"),
        ("0f8a5c2e-6b1d-4c3a-9e57-000000000001", "0f8a5c2e-6b1d-4c3a-9e57-000000000001"),
        ("1234567890123 byte, dòng 12", "1234567890123 byte, dòng 12"),
        ("MST:0000000012", "MST:0000000012"),
    ],
)
def test_personal_numbers_are_masked_and_others_stay(text: str, shown: str) -> None:
    assert mask_numbers(text) == shown


def test_names_keep_their_first_letters_only() -> None:
    assert mask_name("Nguyễn Thị  Thử") == "N••• T••• T•••"
    assert mask_name("") == ""
    assert mask_name("a " * 50) == " ".join(["a•••"] * 8)


def test_instants_are_shown_in_vietnam_with_their_zone() -> None:
    moment = datetime(2026, 5, 31, 20, 0, 1, tzinfo=UTC)
    assert instant(moment, "vi") == "01/06/2026 03:00:01 (UTC+7)"
    assert instant(moment, "en") == "2026-06-01 03:00:01 (UTC+7)"
    assert instant(None, "vi") == ""
    edge = datetime.max.replace(tzinfo=timezone(timedelta(hours=-5)))
    assert instant(edge, "vi") == edge.isoformat()
