"""The report as a value: no truth value, no personal data by default, picklable, one way to the data."""

from __future__ import annotations

import json
import pickle
from datetime import datetime

import attrs
import pytest
from tests.unit.verify.world import NOW, codes, issued, judged, pki, slot, verifier

import hocba
from hocba.errors import ConfigurationError, VerificationError
from hocba.findings import Finding, Severity
from hocba.testing.people import HEAD_TEACHER, TEACHER
from hocba.verify.conclude import slot_conclusion
from hocba.verify.effects import AXES, FAILED_WORDS, effect, table
from hocba.verify.engine import Verifier
from hocba.verify.report import Indication, Report, SubIndication, VerifiedRecord


def test_a_report_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError, match="not true or false"):
        bool(judged(issued()))


def test_require_gives_the_record_of_the_signed_octets() -> None:
    verified = judged(issued()).require()
    assert isinstance(verified, VerifiedRecord)
    assert verified.record == hocba.read(issued())
    assert TEACHER.name not in repr(verified)
    assert pickle.loads(pickle.dumps(verified)) == verified


def test_require_refuses_everything_else_and_carries_the_report() -> None:
    report = judged(issued().replace(b"<TEN_TRUONG>", b"<TEN_TRUONG>X"))
    with pytest.raises(VerificationError) as caught:
        report.require()
    assert caught.value.code == "VER-NOT-PASSED"
    assert caught.value.context["report"] is report
    assert "VER-REF-DIGEST" in caught.value.message("vi")
    assert report.signed_octets is None


def test_a_package_is_asked_record_by_record() -> None:
    package = attrs.evolve(judged(issued()), kind="package")
    with pytest.raises(VerificationError) as caught:
        package.require()
    assert caught.value.code == "VER-REQUIRE-PACKAGE"


def test_a_report_made_by_hand_gives_no_record() -> None:
    with pytest.raises(VerificationError):
        attrs.evolve(judged(issued()), signed_octets=None).require()


def test_reports_are_values() -> None:
    report = judged(issued())
    again = pickle.loads(pickle.dumps(report))
    assert again == report == judged(issued())
    assert again.require().record == report.require().record
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        report.indication = Indication.TOTAL_PASSED


def test_what_is_printed_shows_nobody() -> None:
    report = judged(issued())
    shown = repr(report) + json.dumps(report.to_dict(), ensure_ascii=False)
    for secret in (TEACHER.name, TEACHER.number, HEAD_TEACHER.name, HEAD_TEACHER.number):
        assert secret not in shown
    open_text = json.dumps(report.to_dict(show_personal_data=True), ensure_ascii=False)
    assert TEACHER.name in open_text
    assert TEACHER.number in open_text


def test_the_dictionary_holds_every_field() -> None:
    report = judged(issued(), register=False)
    data = report.to_dict()
    assert data["indication"] == "INDETERMINATE"
    assert data["sub_indication"] == "SIG_CONSTRAINTS_FAILURE"
    assert data["validation_time"] == "2026-06-01T08:00:00Z"
    assert [axis["axis"] for axis in data["axes"]] == list(AXES)
    first = data["signatures"][0]
    assert set(first) == {field.name for field in attrs.fields(type(report.signatures[0]))}
    assert first["signer"]["common_name"] != TEACHER.name
    assert json.loads(json.dumps(data)) == data
    empty = judged(issued().replace(b"CBQL>", b"X>"))
    assert empty.to_dict()["signatures"][1]["signer"] is None


def test_axes_are_found_by_name() -> None:
    report = judged(issued())
    assert {axis.axis: axis.result for axis in report.axes} == {
        axis: "not checked" if axis == "rules" else "passed" for axis in AXES
    }
    with pytest.raises(KeyError):
        report.axis("weather")


def test_only_six_words_are_a_failure() -> None:
    failed = {entry.slot for entry in table().values() if entry.slot_indication is Indication.TOTAL_FAILED}
    assert failed <= FAILED_WORDS
    assert {word.value for word in FAILED_WORDS} == {
        "FORMAT_FAILURE",
        "HASH_FAILURE",
        "SIG_CRYPTO_FAILURE",
        "REVOKED",
        "EXPIRED",
        "NOT_YET_VALID",
    }
    assert {entry.axis for entry in table().values()} <= set(AXES)


def test_an_error_without_a_row_weighs_like_the_unforeseen() -> None:
    stranger = Finding(code="X-1", severity=Severity.ERROR)
    assert effect(stranger).weighs
    assert slot_conclusion((stranger,))[0] is Indication.INDETERMINATE
    assert not effect(Finding(code="X-1", severity=Severity.WARNING)).weighs
    assert slot_conclusion((Finding.of("VER-SLOT-MISSING", slot="CBQL"),)) == (Indication.INDETERMINATE, None)


def test_something_unforeseen_in_a_check_never_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    from hocba.verify.checks import kind

    def breaks(*_: object) -> None:
        raise RuntimeError(TEACHER.name)

    monkeypatch.setattr(kind, "check", breaks)
    report = judged(issued())
    assert report.indication is Indication.INDETERMINATE
    assert "VER-INTERNAL" in report.reasons
    assert TEACHER.name not in str(report.to_dict(show_personal_data=True))
    assert report.axis("integrity").result == "indeterminate"


def test_nothing_passes_that_is_not_intact(monkeypatch: pytest.MonkeyPatch) -> None:
    from hocba.verify.checks import integrity

    monkeypatch.setattr(integrity, "check", lambda facts: ())
    report = judged(issued().replace(b"<TEN_TRUONG>", b"<TEN_TRUONG>X"))
    assert report.indication is Indication.INDETERMINATE
    assert "VER-INTERNAL" in codes(report)


@pytest.mark.parametrize("own", [True, False])
def test_something_unforeseen_in_the_file_is_an_error_without_its_content(
    monkeypatch: pytest.MonkeyPatch, own: bool
) -> None:
    from hocba.errors import UnknownFormatError
    from hocba.verify.extract import own_form, reading

    def breaks(*_: object) -> None:
        raise RuntimeError(TEACHER.name)

    monkeypatch.setattr(own_form, "plain_data", breaks if own else lambda *_: None)
    monkeypatch.setattr(reading, "record_facts", breaks)
    with pytest.raises(UnknownFormatError) as caught:
        judged(issued())
    assert caught.value.code == "VER-UNFORESEEN"
    assert TEACHER.name not in str(caught.value)
    assert caught.value.__cause__ is None


def test_times_without_a_zone_are_refused() -> None:
    with pytest.raises(ConfigurationError) as caught:
        verifier().verify(issued(), at=datetime(2026, 6, 1))
    assert caught.value.code == "VER-TIME-NAIVE"


def test_the_time_of_validation_is_given_in_utc() -> None:
    from datetime import timedelta, timezone

    report = judged(issued(), at=NOW.astimezone(timezone(timedelta(hours=7))))
    assert report.validation_time.utcoffset() == timedelta(0)


def test_many_files_do_not_fill_the_memory_of_a_verifier(monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import timedelta

    from hocba.verify import registrations, standing
    from hocba.verify.extract import key_info

    for module in (registrations, standing, key_info):
        monkeypatch.setattr(module, "_KEPT", 1)
    judge = Verifier(pki().trust, pki().evidence)
    for seconds in range(3):
        assert (
            judge.verify(issued(), at=NOW + timedelta(seconds=seconds)).indication is Indication.TOTAL_PASSED
        )


def test_structure_keeps_a_record_from_passing_and_is_never_a_failure() -> None:
    import re

    from tests.unit.verify.forge import forge
    from tests.unit.verify.world import unsigned

    raw = re.sub(rb"<TEN_TRUONG>[^<]*</TEN_TRUONG>", b"", unsigned())
    for name, key in (("CBQL", "head"), ("KY_PHAT_HANH", "school")):
        raw = forge(raw, name, pki()[key])
    report = judged(raw)
    assert report.indication is Indication.INDETERMINATE
    assert report.sub_indication is None
    assert report.reasons == ("VER-STRUCTURE",)
    assert "STRUCTURE" in codes(report)
    assert slot(report, "CBQL").indication is Indication.TOTAL_PASSED


def test_the_words_of_the_standard() -> None:
    assert isinstance(judged(issued()), Report)
    assert SubIndication("TRY_LATER") is SubIndication.TRY_LATER
