"""Octets are computed once, kept within bounds, and not without end."""

from __future__ import annotations

import pytest

from hocba.errors import LimitExceededError
from hocba.verify.extract import octets as module
from hocba.verify.extract.octets import Form, Octets
from hocba.xml.document import parse

RAW = b"<a><b>" + b"x" * 1000 + b"</b></a>"


def test_what_has_no_room_is_computed_again_to_the_same() -> None:
    octets = Octets(parse(RAW))
    forms = [Form(exclusive=True, prefixes=(f"p{number}",)) for number in range(8)]
    once = [octets.of(octets.root, form) for form in forms]
    assert once == [octets.of(octets.root, form) for form in forms] == [RAW] * 8
    assert octets.of(octets.root, forms[0]) is octets.of(octets.root, forms[0])
    assert octets.of(octets.root, forms[-1]) is not octets.of(octets.root, forms[-1])


def test_a_file_asked_for_again_and_again_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WORK_AT_LEAST", 0)
    octets = Octets(parse(RAW))
    forms = [Form(exclusive=True, prefixes=(f"p{number}",)) for number in range(9)]
    for form in forms[:8]:
        assert octets.of(octets.root, form) == RAW
    with pytest.raises(LimitExceededError) as caught:
        octets.of(octets.root, forms[8])
    assert caught.value.code == "VER-TOO-MUCH-WORK"
