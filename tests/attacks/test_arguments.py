"""Arguments that look as if they bound the signer, and do not: never passed over in silence."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

import hocba
from hocba.errors import ConfigurationError
from hocba.pki.evidence import Evidence
from hocba.verify.engine import Verifier
from tests.unit.verify.world import NOW, issued, pki, verifier


def _verify(**options: object) -> hocba.Report:
    trust = pki().trust.with_register(None)
    return hocba.verify(issued(), **{"trust": trust, "evidence": pki().evidence, "at": NOW, **options})


@pytest.mark.parametrize("kind", [list, set])
def test_a_changed_list_of_expectations_counts_at_once(kind: type) -> None:
    wanted = kind(["0000000001"])
    assert _verify(expected={"KY_PHAT_HANH": wanted}).indication == "TOTAL_PASSED"
    wanted.clear()
    wanted.update(["0000000009"]) if isinstance(wanted, set) else wanted.append("0000000009")
    assert _verify(expected={"KY_PHAT_HANH": wanted}).indication == "TOTAL_FAILED"
    wanted.clear()
    with pytest.raises(ConfigurationError):
        _verify(expected={"KY_PHAT_HANH": wanted})


def test_a_changed_mapping_of_expectations_counts_at_once() -> None:
    wanted: dict[str, object] = {"KY_PHAT_HANH": "0000000001"}
    assert _verify(expected=wanted).indication == "TOTAL_PASSED"
    wanted["KY_PHAT_HANH"] = "0000000009"
    assert _verify(expected=wanted).indication == "TOTAL_FAILED"


@pytest.mark.parametrize(
    "expected",
    [
        [("KY_PHAT_HANH", "0000000001")],
        (),
        "",
        0,
        {"ky_phat_hanh": "0000000001"},
        {"KY_PHAT_HANH ": "0000000001"},
        {None: "0000000001"},
        {"KY_PHAT_HANH": None},
        {"KY_PHAT_HANH": 1},
        {"KY_PHAT_HANH": {"mst": "0000000001"}},
        {"KY_PHAT_HANH": [["0000000001"]]},
        {"KY_PHAT_HANH": iter(["0000000001"])},
        {"KY_PHAT_HANH": " "},
    ],
)
def test_expectations_of_another_form_are_refused(expected: object) -> None:
    for call in (lambda: _verify(expected=expected), lambda: Verifier(pki().trust, expected=expected)):
        with pytest.raises(ConfigurationError):
            call()


@pytest.mark.parametrize("policy", ["", "HOCBA-DEFAULT", "../hocba-default", 5, [], object()])
def test_policies_that_are_none_are_refused(policy: object) -> None:
    with pytest.raises(ConfigurationError):
        _verify(policy=policy)


@pytest.mark.parametrize("trust", [5, b"trust", []])
def test_trust_of_another_type_is_refused(trust: object) -> None:
    with pytest.raises(ConfigurationError):
        _verify(trust=trust)
    with pytest.raises(ConfigurationError):
        Verifier(trust)


def test_evidence_of_another_type_is_refused() -> None:
    with pytest.raises(ConfigurationError):
        Verifier(pki().trust, list(Evidence().crls))


@pytest.mark.parametrize(
    "at",
    [
        "2026-06-01",
        1780000000,
        date(2026, 6, 1),
        datetime(2026, 6, 1),
        datetime.max.replace(tzinfo=timezone(timedelta(hours=-7))),
        datetime.min.replace(tzinfo=timezone(timedelta(hours=7))),
    ],
)
def test_instants_that_are_none_are_refused(at: object) -> None:
    for call in (lambda: _verify(at=at), lambda: verifier().verify(issued(), at=at)):
        with pytest.raises(ConfigurationError):
            call()


@pytest.mark.parametrize("at", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_the_ends_of_the_calendar_do_not_pass(at: datetime) -> None:
    assert _verify(at=at, expected={"KY_PHAT_HANH": "0000000001"}).indication != "TOTAL_PASSED"
