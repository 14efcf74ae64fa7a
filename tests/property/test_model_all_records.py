"""Records of every class keep what they are given, through every journey; strict ones fit their schema."""

from __future__ import annotations

import json
import pickle
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.property.record_values_all import VALUES, claims_of, shapes_of, strict_of
from tests.unit.model.test_made import made_as

from hocba.errors import RecordError
from hocba.model.base import RecordBase
from hocba.model.json_schema import json_schema
from hocba.model.record import Record
from hocba.model.v2_tieuhoc.record import RecordTieuHoc
from hocba.model.v2_trunghoc.record import DiemTongKet, RecordTrungHoc

FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=200, deadline=None)
KINDS = {kind.__name__: kind for kind in (Record, RecordTieuHoc, RecordTrungHoc, made_as("v2_trunghoc"))}
EACH = pytest.mark.parametrize("name", KINDS)


@cache
def validator(name: str) -> Any:
    return Draft202012Validator(json_schema(KINDS[name]))


@EACH
@FEW
@given(data=st.data())
def test_journeys_of_strict_records(name: str, data: st.DataObject) -> None:
    kind = KINDS[name]
    record = data.draw(strict_of(kind))
    text = record.model_dump_json()
    for again in (
        pickle.loads(pickle.dumps(record)),
        kind.model_validate_json(text),
        kind.model_validate(record.model_dump()),
        kind.claims_json(text),
        kind.claims(record.model_dump()),
    ):
        assert type(again) is kind
        assert again == record
        assert hash(again) == hash(record)
        assert again.model_dump_json() == text


@EACH
@FEW
@given(data=st.data())
def test_strict_records_fit_their_schema(name: str, data: st.DataObject) -> None:
    record = data.draw(strict_of(KINDS[name]))
    assert not list(validator(name).iter_errors(json.loads(record.model_dump_json())))


@EACH
@FEW
@given(data=st.data())
def test_journeys_of_claims(name: str, data: st.DataObject) -> None:
    kind = KINDS[name]
    record: RecordBase = data.draw(claims_of(kind))
    for again in (pickle.loads(pickle.dumps(record)), kind.claims_json(record.model_dump_json())):
        assert again == record
        assert hash(again) == hash(record)


@EACH
@FEW
@given(data=st.data())
def test_claims_that_fit_the_schema_can_be_created(name: str, data: st.DataObject) -> None:
    """Except for what the schema says that it does not know: the calendar and invisible characters."""
    kind = KINDS[name]
    record: RecordBase = data.draw(claims_of(kind))
    fits = validator(name).is_valid(json.loads(record.model_dump_json()))
    try:
        kind.model_validate_json(record.model_dump_json())
    except RecordError as error:
        problems: Any = error.context["problems"]
        codes = {problem.code for problem in problems}
        assert not fits or codes <= {"MODEL-CHARACTER", "MODEL-DATE"}, codes


@EACH
@FEW
@given(data=st.data())
def test_strict_creation_and_claims_agree_on_what_is_right(name: str, data: st.DataObject) -> None:
    kind = KINDS[name]
    values = data.draw(shapes_of(kind))
    assert kind.claims(kind(**values).model_dump()) == kind(**values)


ANYTHING = (
    st.text(max_size=6) | st.integers(-20, 20) | st.floats() | st.booleans() | st.decimals() | st.none()
)


@MANY
@given(mark=VALUES["secondary_mark"] | ANYTHING)
def test_a_mark_is_kept_in_form_or_refused(mark: Any) -> None:
    try:
        row = DiemTongKet(diem_ca_nam=mark)
    except RecordError:
        return
    kept = row.diem_ca_nam
    if mark is None:
        assert kept is None
        return
    assert kept is not None
    assert kept.in_form
    assert (kept.decimal is None) is (kept in {"Đ", "CĐ", "M"})
    assert kept.decimal is None or Decimal(0) <= kept.decimal <= 10
    assert (kept.passed, kept.exempt) == ({"Đ": True, "CĐ": False}.get(kept), kept == "M")
