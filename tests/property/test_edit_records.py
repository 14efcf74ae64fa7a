"""Redaction leaves no piece of a person, differences are empty between equals, corrections stay local."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.property.any_records import KINDS, claimed_records, strict_records
from tests.property.record_values import TEXTS

import hocba
from hocba.edit import diff, redact, set_fields
from hocba.edit.personal import nature
from hocba.edit.selectors import Addresses
from hocba.edit.spots import Spot, about, spots
from hocba.edit.windows import windows
from hocba.errors import RecordError
from hocba.findings import MASK
from hocba.model.base import RecordBase
from hocba.model.record import Record
from hocba.model.walk import replaced


def personal(spot: Spot) -> bool:
    return nature(spot.held.part.block, spot.name).personal


@pytest.mark.slow
@given(claimed_records(), st.booleans(), st.booleans(), st.integers(0, 9))
def test_no_piece_of_a_personal_value_stands_in_a_placeholder(
    record: RecordBase, marks: bool, school: bool, seed: int
) -> None:
    try:
        made = redact(record, keep_marks=marks, keep_school=school, seed=seed)
    except RecordError:
        return
    assert type(made) is type(record)
    assert made == redact(record, keep_marks=marks, keep_school=school, seed=seed)
    pieces = {piece for spot in spots(record) if personal(spot) for piece in windows(spot.value or "")}
    for before, after in zip(spots(record), spots(made), strict=True):
        if after.value is None or (after.value == before.value and not personal(after)):
            continue
        group = nature(after.held.part.block, after.name).group
        if group != "mark" and after.name != "ten_mon_hoc":
            assert not windows(after.value) & pieces, after.path


@pytest.mark.slow
@given(strict_records(), strict_records())
def test_differences_are_empty_only_between_equals(one: RecordBase, other: RecordBase) -> None:
    assert diff(one, one).equal and diff(other, other).equal
    assert diff(one, other).equal == (one == other)
    forth, back = diff(one, other), diff(other, one)
    assert len(forth.changes) == len(back.changes)
    for change in forth.changes:
        shown = {change.to_dict()["old"], change.to_dict()["new"]}
        assert not change.masked or shown <= {None, MASK}


@given(strict_records(Record), st.data())
def test_a_correction_changes_one_field_and_its_bytes(record: Any, data: st.DataObject) -> None:
    raw = hocba.write(record).raw
    read: Any = hocba.read(raw)
    spot = data.draw(st.sampled_from(list(spots(read))))
    kind = str(about(type(spot.held.block), spot.name)["kind"])
    value = data.draw(TEXTS if kind == "text" else KINDS[kind])
    accepted = spot.held.block.replace(**{spot.name: value}).__dict__[spot.name]
    wanted = replaced(
        read, spot.held.way, spot.held.block.unchecked({**spot.held.block.__dict__, spot.name: accepted})
    )
    made = set_fields(raw, {spot.path: value})
    assert hocba.read(made) == wanted
    assume(wanted != read)
    found = diff(raw, made)
    assert [change.tag for change in found.changes] or found.asides
    if spot.value is not None:
        assert set_fields(made, {spot.path: spot.value}).raw == raw
    assert Addresses(read).of(spot.held, spot.tag)
