"""The slots of format v1.0, as format-v1.md §6 and signing.md §9 have them."""

from __future__ import annotations

import pickle

import attrs
import pytest
from tests.shared_data import shared_spec

from hocba.errors import ConfigurationError
from hocba.pki.certificate import SignerKind
from hocba.profiles import registry
from hocba.profiles.v1_0 import PROFILE


def test_slots_in_signing_order() -> None:
    assert [(slot.name, slot.signer, slot.required) for slot in PROFILE.slots] == [
        ("GVCN", SignerKind.PERSON, False),
        ("CBQL", SignerKind.PERSON, True),
        ("KY_PHAT_HANH", SignerKind.ORGANISATION, True),
    ]
    assert PROFILE.slot("KY_PHAT_HANH").prerequisites == ("CBQL",)
    assert {slot.covers for slot in PROFILE.slots} == {PROFILE.data}
    assert [slot.holds_number for slot in PROFILE.slots] == [True, True, False]


def test_earlier_and_later() -> None:
    middle = PROFILE.slot("CBQL")
    assert [slot.name for slot in PROFILE.earlier(middle)] == ["GVCN"]
    assert [slot.name for slot in PROFILE.later(middle)] == ["KY_PHAT_HANH"]
    assert PROFILE.package_slot.signer is SignerKind.ORGANISATION


def test_fields_and_slots_exist_in_the_table() -> None:
    table = shared_spec("fields-v1.csv").read_text(encoding="utf-8")
    for path in PROFILE.named_fields:
        assert f"{path.replace('/', ',')}," in table
    for slot in PROFILE.slots:
        assert f"{slot.path.replace('/', ',')}," in table


def test_unknown_slot_names_the_known_ones() -> None:
    with pytest.raises(ConfigurationError) as caught:
        PROFILE.slot("GVBM")
    assert caught.value.code == "PROFILE-SLOT-UNKNOWN"
    assert "GVCN, CBQL, KY_PHAT_HANH" in caught.value.advice("vi")


def test_values_are_immutable_and_travel() -> None:
    assert pickle.loads(pickle.dumps(PROFILE)) == PROFILE
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        PROFILE.id = "other"  # type: ignore[misc]  # what must fail


def test_registry() -> None:
    assert registry.identifiers() == ("v1_0", "v2_tieuhoc", "v2_trunghoc")
    assert registry.get("v1_0") is PROFILE
    with pytest.raises(ConfigurationError) as caught:
        registry.get("v9")
    assert caught.value.code == "PROFILE-UNKNOWN"


@pytest.mark.parametrize(
    "table",
    ["", "slots = 1", "not toml [", 'slots = []\n[package_slot]\nname = "x"'],
)
def test_tables_that_are_none(table: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        registry.load(table)
    assert caught.value.code == "PROFILE-TABLE"
    assert caught.value.message("vi") != caught.value.message("en")


def test_prerequisites_come_earlier() -> None:
    from importlib.resources import files

    table = files("hocba.profiles").joinpath("v1_0.toml").read_text(encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        registry.load(table.replace('prerequisites = ["CBQL"]', 'prerequisites = ["KY_PHAT_HANH"]'))
    assert caught.value.code == "PROFILE-TABLE"
