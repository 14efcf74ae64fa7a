"""Arguments of another type, and instants outside the calendar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from hocba.errors import ConfigurationError
from hocba.verify.arguments import require, utc

HANOI = timezone(timedelta(hours=7))


def test_another_type_is_named_and_nothing_of_its_value() -> None:
    require("text", str, "policy")
    with pytest.raises(ConfigurationError) as caught:
        require(b"secret", str, "policy")
    assert caught.value.code == "VER-ARGUMENT"
    assert "policy" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_instants_are_taken_in_utc() -> None:
    assert utc(datetime(2026, 6, 1, 8, tzinfo=HANOI)) == datetime(2026, 6, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ("2026-06-01", "VER-ARGUMENT"),
        (datetime(2026, 6, 1), "VER-TIME-NAIVE"),
        (datetime.min.replace(tzinfo=HANOI), "VER-TIME-RANGE"),
    ],
)
def test_what_is_no_instant_is_refused(at: object, code: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        utc(at)
    assert caught.value.code == code
