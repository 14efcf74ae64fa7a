"""Chain, period, status, usage and time of the signers' certificates (verification.md §2, §6, §8, §9)."""

from __future__ import annotations

from datetime import timedelta

import attrs
import pytest
from tests.unit.verify.forge import PSS, SHA1, Ref, forge, time_object
from tests.unit.verify.world import NOW, codes, issued, judged, pki, slot, unsigned, verifier

from hocba.pki.evidence import Evidence
from hocba.pki.known import Purpose, World
from hocba.pki.store import TrustStore
from hocba.testing.authority import TestIdentity
from hocba.testing.people import HEAD_TEACHER
from hocba.verify import policy as policies
from hocba.verify.engine import Verifier
from hocba.verify.policy import Policy
from hocba.verify.report import Indication, Report, SubIndication

PASSED, OPEN, FAILED = Indication.TOTAL_PASSED, Indication.INDETERMINATE, Indication.TOTAL_FAILED
NUMBER = {"CN": HEAD_TEACHER.name, "UID": f"CCCD:{HEAD_TEACHER.number}"}


def signed(manager: TestIdentity, **options: object) -> bytes:
    raw = forge(unsigned(), "CBQL", manager, **options)
    return forge(raw, "KY_PHAT_HANH", pki()["school"])


def report_on(
    manager: TestIdentity,
    *,
    trust: TrustStore | None = None,
    crls: tuple = (),
    policy: Policy | str = "hocba-default",
    at=NOW,
    **options: object,
) -> Report:
    store = (trust or pki().trust).with_register(None)
    judge = Verifier(
        store,
        Evidence(crls=(*pki().crls, *crls)),
        policy,
        expected={"KY_PHAT_HANH": pki()["school"].certificate, "CBQL": manager.certificate},
    )
    return judge.verify(signed(manager, **options), at=at)


def manager(**options: object) -> TestIdentity:
    return pki().public_ca.issue(NUMBER, now=NOW, **options)


def rules(**changes: object) -> Policy:
    shipped = policies.get("hocba-default")
    return attrs.evolve(
        shipped,
        id="test",
        by_world=tuple((world, attrs.evolve(entry, **changes)) for world, entry in shipped.by_world),
    )


def answer(report: Report) -> tuple[Indication, SubIndication | None]:
    return slot(report, "CBQL").indication, slot(report, "CBQL").sub_indication


def test_a_sound_certificate() -> None:
    report = report_on(manager())
    assert report.indication is PASSED, report.reasons
    assert slot(report, "CBQL").signer.world == "public"
    assert slot(report, "KY_PHAT_HANH").signer.world == "government"


@pytest.mark.parametrize("key", ["p-256", "p-384", "rsa-3072"])
def test_other_keys(key: str) -> None:
    from hocba.xml import names

    method = names.RSA_SHA256 if key.startswith("rsa") else names.ECDSA_SHA256
    assert report_on(manager(key=key), method=method).indication is PASSED


def test_pss_passes_and_is_noted() -> None:
    report = report_on(manager(), method=PSS)
    assert report.indication is PASSED
    assert "ALG-PSS" in codes(report)


def test_no_anchor() -> None:
    report = report_on(pki().impostor().issue(NUMBER, now=NOW))
    assert answer(report) == (OPEN, SubIndication.NO_CERTIFICATE_CHAIN_FOUND)
    assert report.indication is OPEN
    assert "VER-CHAIN-NONE" in report.reasons
    assert slot(report, "CBQL").status_now == "unknown"
    assert slot(report, "CBQL").intact is True


def test_a_broken_digest_is_never_hidden_behind_an_unknown_anchor() -> None:
    raw = issued().replace(b"<TEN_TRUONG>", b"<TEN_TRUONG>X")
    report = Verifier(TrustStore()).verify(raw, at=NOW)
    assert (report.indication, report.sub_indication) == (FAILED, SubIndication.HASH_FAILURE)


def test_an_anchor_of_another_purpose() -> None:
    trust = pki().trust.add(pki().public_root.certificate, {Purpose.TIMESTAMP}, World.PUBLIC)
    assert answer(report_on(manager(), trust=trust)) == (OPEN, SubIndication.CHAIN_CONSTRAINTS_FAILURE)
    assert "VER-CHAIN-PURPOSE" in codes(report_on(manager(), trust=trust))


def test_a_world_that_the_policy_does_not_count() -> None:
    report = report_on(manager(), policy="vgca-nd68-2024")
    assert answer(report) == (OPEN, SubIndication.CHAIN_CONSTRAINTS_FAILURE)
    assert "VER-CHAIN-WORLD" in codes(report)
    assert slot(report, "KY_PHAT_HANH").indication is PASSED


def test_a_path_with_wrong_constraints() -> None:
    below = pki().public_ca.authority({"CN": "hocba Test third CA"}, now=NOW)
    trust = pki().trust.add_intermediate(below.certificate)
    report = report_on(below.issue(NUMBER, now=NOW), trust=trust)
    assert answer(report) == (OPEN, SubIndication.CERTIFICATE_CHAIN_GENERAL_FAILURE)
    assert "VER-CHAIN-INVALID" in codes(report)


def test_a_ca_certificate_is_no_signer() -> None:
    report = report_on(manager(ca=True, usages=("digital_signature", "key_cert_sign")))
    assert "VER-CERT-IS-CA" in codes(report)
    assert report.indication is OPEN


def test_an_expired_certificate() -> None:
    old = manager(not_before=NOW - timedelta(days=400), not_after=NOW - timedelta(days=30))
    time = "2026-04-01T06:00:00Z"
    report = report_on(old, objects=time_object("CBQL", time), beside="")
    assert answer(report)[0] is OPEN
    assert answer(report)[1] in {SubIndication.OUT_OF_BOUNDS_NO_POE, SubIndication.OUT_OF_BOUNDS_NOT_REVOKED}
    assert "VER-CERT-EXPIRED" in codes(report)
    assert slot(report, "CBQL").validity_now == "invalid"
    proof = pki().public_ca.crl(
        NOW, this_update=NOW - timedelta(days=40), next_update=NOW + timedelta(days=40)
    )
    report = report_on(old, crls=(proof,), objects=time_object("CBQL", time), beside="")
    assert answer(report) == (OPEN, SubIndication.OUT_OF_BOUNDS_NOT_REVOKED)
    assert "VER-CERT-EXPIRED-NOT-REVOKED" in report.reasons


def test_claims_outside_the_period() -> None:
    young = manager(not_before=NOW - timedelta(hours=1))
    assert "VER-TIME-BEFORE-CERT" in codes(report_on(young))
    old = manager(not_before=NOW - timedelta(days=400), not_after=NOW - timedelta(days=30))
    assert "VER-TIME-AFTER-CERT" in codes(report_on(old))


def test_a_certificate_that_is_not_yet_valid() -> None:
    report = report_on(manager(not_before=NOW + timedelta(days=1)))
    assert answer(report) == (FAILED, SubIndication.NOT_YET_VALID)
    assert "VER-CERT-NOT-YET" in report.reasons


def test_a_ca_that_has_ended() -> None:
    ca = pki().public_root.authority(
        {"CN": "hocba Test short CA"}, now=NOW, not_after=NOW - timedelta(days=1)
    )
    trust = pki().trust.add_intermediate(ca.certificate)
    report = report_on(ca.issue(NUMBER, now=NOW), trust=trust, crls=(ca.crl(NOW),))
    assert answer(report) == (OPEN, SubIndication.OUT_OF_BOUNDS_NO_POE)
    assert "VER-CA-OUT-OF-BOUNDS" in codes(report)


def test_a_revoked_certificate() -> None:
    held = manager()
    crl = pki().public_ca.crl(NOW, {held.certificate: NOW - timedelta(days=2)})
    report = report_on(held, crls=(crl,))
    assert answer(report) == (OPEN, SubIndication.REVOKED_NO_POE)
    assert slot(report, "CBQL").status_now == "revoked"
    assert slot(report, "CBQL").validity_now == "invalid"
    assert "VER-CERT-REVOKED" in report.reasons


def test_a_revoked_ca() -> None:
    crl = pki().public_root.crl(NOW, {pki().public_ca.certificate: NOW - timedelta(days=2)})
    report = report_on(manager(), crls=(crl,))
    assert answer(report) == (OPEN, SubIndication.REVOKED_CA_NO_POE)
    assert "VER-CA-REVOKED" in codes(report)


def test_without_status_nothing_passes() -> None:
    report = judged(issued(), status=False)
    assert {signature.sub_indication for signature in report.signatures} == {SubIndication.TRY_LATER}
    assert report.sub_indication is SubIndication.TRY_LATER
    assert report.axis("certificate").result == "indeterminate"
    assert {signature.validity_now for signature in report.signatures} == {"unknown"}


def test_a_stale_list_never_proves_good() -> None:
    report = judged(issued(), at=NOW + timedelta(days=60))
    assert report.sub_indication is SubIndication.TRY_LATER
    assert "VER-STATUS-UNKNOWN" in report.reasons


def test_only_an_explicit_policy_passes_without_status_and_says_so() -> None:
    judge = Verifier(pki().trust, Evidence(), rules(status_required=False))
    report = judge.verify(issued(), at=NOW)
    assert report.indication is PASSED
    assert "VER-STATUS-NOT-REQUIRED" in codes(report)
    assert {signature.status_now for signature in report.signatures} == {"not required"}


def test_usage() -> None:
    report = report_on(manager(usages=("key_encipherment",)))
    assert answer(report) == (OPEN, SubIndication.CHAIN_CONSTRAINTS_FAILURE)
    assert "VER-CERT-USAGE" in codes(report)
    assert (
        report_on(manager(usages=("key_encipherment",)), policy=rules(key_usage_required=False)).indication
        is PASSED
    )


def test_small_keys() -> None:
    report = report_on(manager(key="rsa-1024"))
    assert answer(report) == (OPEN, SubIndication.CRYPTO_CONSTRAINTS_FAILURE)
    assert "VER-ALG-KEY" in codes(report)


def test_weak_algorithms_above() -> None:
    report = report_on(manager(), policy=rules(certificate_hashes=(("sha512", None),)))
    assert "VER-ALG-CERTIFICATE" in codes(report)
    assert answer(report) == (OPEN, SubIndication.CRYPTO_CONSTRAINTS_FAILURE)


def test_sunset() -> None:
    ended = tuple(
        (name, NOW - timedelta(days=1))
        for name, _ in policies.get("hocba-default").rules("").digest_algorithms
    )
    report = report_on(manager(), policy=rules(digest_algorithms=ended))
    assert answer(report) == (OPEN, SubIndication.CRYPTO_CONSTRAINTS_FAILURE_NO_POE)
    assert "VER-ALG-SUNSET" in codes(report)


def test_an_accepted_claim_is_the_best_time_and_printed() -> None:
    held = manager()
    crl = pki().public_ca.crl(NOW, {held.certificate: NOW - timedelta(hours=1)})
    report = report_on(held, crls=(crl,), policy=rules(accept_claimed_time=True))
    cbql = slot(report, "CBQL")
    assert cbql.indication is PASSED, [finding.code for finding in cbql.findings]
    assert cbql.best_time == cbql.claimed_time
    assert (cbql.status_at_signing, cbql.status_now) == ("good", "revoked")
    assert "VER-TIME-CLAIM-ACCEPTED" in codes(report)
    both = report_on(held, crls=(crl,), policy=rules(accept_claimed_time=True, certificate_instant="both"))
    assert answer(both) == (OPEN, SubIndication.REVOKED_NO_POE)
    now = report_on(held, crls=(crl,), policy=rules(accept_claimed_time=True, certificate_instant="now"))
    assert answer(now) == (OPEN, SubIndication.REVOKED_NO_POE)


def test_time_stamps_are_demanded_and_never_taken_unseen() -> None:
    report = report_on(manager(), policy=rules(timestamp_required=True))
    assert answer(report) == (OPEN, SubIndication.SIG_CONSTRAINTS_FAILURE)
    assert "VER-STAMP-MISSING" in codes(report)


def test_local_time_written_as_utc_is_named() -> None:
    report = report_on(manager(), objects=time_object("CBQL", "2026-06-01T14:59:00Z"), beside="")
    assert "VER-TIME-QUIRK" in codes(report)
    assert report.indication is PASSED
    report = report_on(manager(), objects=time_object("CBQL", "2026-06-01T15:01:00Z"), beside="")
    assert "VER-TIME-AFTER-CHECK" in codes(report)
    assert answer(report) == (OPEN, SubIndication.SIG_CONSTRAINTS_FAILURE)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("01/06/2026", ""),
        ("31/05/2026", ""),
        ("02/06/2026", "VER-NGAY-KY"),
        ("2026-06-01", "VER-NGAY-KY-FORM"),
        ("", ""),
    ],
)
def test_the_unsigned_date(text: str, code: str) -> None:
    """20:00 UTC on 31 May is 1 June in Viet Nam; both dates are taken."""
    report = report_on(
        manager(not_before=NOW - timedelta(days=9)),
        objects=time_object("CBQL", "2026-05-31T20:00:00Z"),
        beside=f"<NGAY_KY>{text}</NGAY_KY>",
    )
    assert (codes(report) & {"VER-NGAY-KY", "VER-NGAY-KY-FORM"}) == ({code} if code else set())
    assert report.indication is PASSED


def test_order_is_a_finding_and_enforced_by_policy() -> None:
    late = time_object("CBQL", "2026-06-01T06:00:01Z")
    found = next(entry for entry in report_on(manager(), objects=late).findings if entry.code == "VER-ORDER")
    assert found.path == "DANH_SACH_THONG_TIN_KY/KY_PHAT_HANH"
    assert report_on(manager(), objects=late).indication is PASSED
    strict = attrs.evolve(policies.get("hocba-default"), order_enforced=True)
    assert report_on(manager(), objects=late, policy=strict).indication is PASSED
    far = time_object("CBQL", "2026-06-01T13:30:00Z")
    report = report_on(manager(), objects=far, policy=strict, beside="")
    assert report.indication is FAILED
    assert report.reasons[0] == "VER-ORDER-BROKEN"
    assert report.axis("order").result == "failed"


def test_facts_are_judged_again_at_another_time_and_under_another_policy() -> None:
    import pickle

    facts = pickle.loads(pickle.dumps(verifier().extract(issued())))
    assert facts == verifier().extract(issued())
    assert verifier().judge(facts, at=NOW).indication is PASSED
    assert verifier("ministry-strict").judge(facts, at=NOW).policy == "ministry-strict"
    later = verifier().judge(facts, at=NOW + timedelta(days=4000))
    assert later.indication is OPEN
    assert later.sub_indication is SubIndication.OUT_OF_BOUNDS_NO_POE


def test_a_digest_outside_the_list_of_a_reference() -> None:
    report = report_on(
        manager(),
        refs=(Ref("#data", digest=SHA1), Ref("#time-CBQL", ("http://www.w3.org/2001/10/xml-exc-c14n#",))),
    )
    assert answer(report) == (OPEN, SubIndication.CRYPTO_CONSTRAINTS_FAILURE)
