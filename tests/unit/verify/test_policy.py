"""Policies are data; what is not a policy is refused."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime
from importlib.resources import files

import pytest
from tests.unit.verify.world import pki

from hocba.errors import ConfigurationError
from hocba.verify import policy
from hocba.verify.engine import Verifier


@pytest.mark.parametrize("name", policy.identifiers())
def test_shipped_policies(name: str) -> None:
    found = policy.get(name)
    assert found.id == name
    assert found.title_vi
    assert found.title_en
    assert pickle.loads(pickle.dumps(found)) == found
    for _, rules in found.by_world:
        assert rules.status_required
        assert not rules.accept_claimed_time
        assert not [uri for uri, _ in rules.signature_algorithms if "sha1" in uri or "hmac" in uri]


def test_the_default_takes_each_world_by_its_own_rules() -> None:
    default = policy.get("hocba-default")
    assert set(default.rules("public").worlds) == {"public", "government", "other"}
    assert default.rules("government").rsa_bits == 2048
    assert policy.get("public-tt15-2025").rules("government").worlds == ("public", "other")


def test_an_unknown_policy() -> None:
    with pytest.raises(ConfigurationError) as caught:
        Verifier(pki().trust, policy="any")
    assert caught.value.code == "VER-POLICY-UNKNOWN"
    with pytest.raises(ConfigurationError):
        policy.get("../x")


def shipped() -> str:
    return files("hocba.verify").joinpath("policies", "public-tt15-2025.toml").read_text(encoding="utf-8")


def test_sunsets_end_with_their_day() -> None:
    text = shipped().replace('xmlenc#sha256" = {}', 'xmlenc#sha256" = { sunset = 2030-12-31 }')
    rules = policy.load(text).rules("public")
    end = rules.end_of("http://www.w3.org/2001/04/xmlenc#sha256", "digest_algorithms")
    assert end is not None
    assert datetime(2030, 12, 31, 23, tzinfo=UTC) < end < datetime(2031, 1, 1, tzinfo=UTC)
    assert rules.end_of("urn:x", "digest_algorithms") is None


@pytest.mark.parametrize(
    "text",
    [
        "x =",
        'id = "a"',
        shipped().replace("status_required = true", ""),
        shipped().replace('certificate_instant = "signing"', 'certificate_instant = "later"'),
        shipped().replace("order_enforced", "order_enforced2"),
        shipped() + '\n[by_world]\npublic = "public-tt15-2025"\n',
        shipped().replace('xmlenc#sha256" = {}', 'xmlenc#sha256" = 3'),
    ],
)
def test_tables_of_another_form(text: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        policy.load(text)
    assert caught.value.code == "VER-POLICY-TABLE"
