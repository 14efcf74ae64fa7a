"""Records keep what they are given, through every journey."""

import pickle
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.property.record_values import BY_KIND, claimed_records, is_nfc, shapes, strict_records

from hocba.errors import RecordError
from hocba.model.record import BangDiem, Record

FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=150, deadline=None)


@FEW
@given(record=strict_records())
def test_journeys_of_strict_records(record: Record) -> None:
    for again in (
        pickle.loads(pickle.dumps(record)),
        Record.model_validate_json(record.model_dump_json()),
        Record.model_validate(record.model_dump()),
        Record.claims_json(record.model_dump_json()),
    ):
        assert again == record
        assert hash(again) == hash(record)


@FEW
@given(record=claimed_records())
def test_journeys_of_claims(record: Record) -> None:
    for again in (pickle.loads(pickle.dumps(record)), Record.claims_json(record.model_dump_json())):
        assert again == record
        assert hash(again) == hash(record)


@FEW
@given(values=shapes())
def test_strict_creation_and_claims_agree_on_what_is_right(values: dict[str, Any]) -> None:
    assert Record.claims(Record(**values).model_dump()) == Record(**values)


ANYTHING = st.text(max_size=6) | st.integers(-20, 20) | st.floats() | st.booleans() | st.none()


@MANY
@given(mark=BY_KIND["mark"] | ANYTHING, level=BY_KIND["level"] | ANYTHING, name=ANYTHING)
def test_creation_gives_a_record_in_form_or_names_the_tags(mark: Any, level: Any, name: Any) -> None:
    given_values = {
        "ma_mon_hoc": "01",
        "ten_mon_hoc": name,
        "muc_dat_duoc": level,
        "diem_kiem_tra_dinh_ky": mark,
    }
    try:
        row = BangDiem(**given_values)
    except RecordError as error:
        problems: Any = error.context["problems"]
        assert problems
        assert all(problem.path.startswith("DU_LIEU_HOC_BA/TONG_KET/BANG_DIEM/") for problem in problems)
        return
    assert row.diem_kiem_tra_dinh_ky is None or row.diem_kiem_tra_dinh_ky.in_form
    assert row.muc_dat_duoc in set("THCM")
    assert row.ten_mon_hoc is not None
    assert is_nfc(row.ten_mon_hoc)
    assert BangDiem(**row.model_dump()) == row
