from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from cryptography import x509

from hocba.pki.certificate import Certificate
from hocba.pki.crl import Crl
from hocba.pki.status import Status, StatusResult, StatusSource, _fresh
from hocba.testing.authority import TestAuthority
from hocba.testing.pki import TestPki

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@pytest.fixture(scope="module")
def ca(small_pki: TestPki) -> TestAuthority:
    return small_pki.public_ca


@pytest.fixture(scope="module")
def teacher(small_pki: TestPki) -> Certificate:
    return small_pki["revoked_teacher"].certificate  # valid from 300 days before now


def ask(ca: TestAuthority, certificate: Certificate, at: datetime, *crls: Crl) -> StatusResult:
    return StatusSource(crls).status(certificate, ca.certificate, at)


def point(**options: Any) -> tuple[Any, bool]:
    values: dict[str, Any] = {
        "full_name": None,
        "relative_name": None,
        "only_contains_user_certs": False,
        "only_contains_ca_certs": False,
        "only_some_reasons": None,
        "indirect_crl": False,
        "only_contains_attribute_certs": False,
    } | options
    return x509.IssuingDistributionPoint(**values), True


def test_good(ca: TestAuthority, teacher: Certificate, now: datetime) -> None:
    crl = ca.crl(now)
    answer = ask(ca, teacher, now, crl)
    assert answer == StatusResult(
        status=Status.GOOD, this_update=crl.this_update, next_update=crl.next_update, crl_digest=crl.digest
    )


def test_no_list(ca: TestAuthority, teacher: Certificate, small_pki: TestPki, now: datetime) -> None:
    assert ask(ca, teacher, now).problem == "PKI-CRL-NONE"
    answer = ask(ca, teacher, now, small_pki.government_ca.crl(now))
    assert (answer.status, answer.problem) == (Status.UNKNOWN, "PKI-CRL-NONE")


def test_list_of_an_impostor(
    ca: TestAuthority, teacher: Certificate, small_pki: TestPki, now: datetime
) -> None:
    """Neither proves good nor revokes."""
    fake = small_pki.impostor()
    for crl in (ca.crl(now, signed_by=fake), ca.crl(now, {teacher: now - DAY}, signed_by=fake)):
        answer = ask(ca, teacher, now, crl)
        assert (answer.status, answer.problem) == (Status.UNKNOWN, "PKI-CRL-SIGNATURE")
        assert answer.revoked_at is None


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"usages": ("key_cert_sign",)}, "PKI-CRL-USAGE"),
        ({"usages": None}, None),
        ({"ca": False}, "PKI-CRL-USAGE"),
    ],
)
def test_issuer_must_be_allowed_to_sign_lists(
    small_pki: TestPki, now: datetime, options: dict[str, Any], problem: str | None
) -> None:
    ca = small_pki.public_root.authority("Lists", now=now, **options)
    certificate = ca.issue("Ai Đó", now=now, key="p-256").certificate
    assert ask(ca, certificate, now, ca.crl(now)).problem == problem
    assert (ask(ca, certificate, now, ca.crl(now, {certificate: now})).status is Status.REVOKED) is (
        problem is None
    )


class TestFreshness:
    @pytest.mark.parametrize(
        ("offset", "fresh"),
        [(-DAY, True), (-SECOND, True), (timedelta(), True), (7 * DAY, True), (7 * DAY + SECOND, False)],
    )
    def test_window(
        self, ca: TestAuthority, teacher: Certificate, now: datetime, offset: timedelta, fresh: bool
    ) -> None:
        """In force between thisUpdate and nextUpdate; issued later than the instant is fine too."""
        crl = ca.crl(now, this_update=now, next_update=now + 7 * DAY)
        answer = ask(ca, teacher, now + offset, crl)
        assert answer.status is (Status.GOOD if fresh else Status.UNKNOWN)
        assert answer.problem == (None if fresh else "PKI-CRL-STALE")

    def test_newest_proof_is_named(self, ca: TestAuthority, teacher: Certificate, now: datetime) -> None:
        old, new = ca.crl(now, this_update=now - DAY), ca.crl(now, this_update=now)
        assert ask(ca, teacher, now, new, old).crl_digest == new.digest
        assert ask(ca, teacher, now, old, new).crl_digest == new.digest

    def test_stale_list_still_revokes(self, ca: TestAuthority, teacher: Certificate, now: datetime) -> None:
        crl = ca.crl(now, {teacher: now - 20 * DAY}, this_update=now - 15 * DAY, next_update=now - 8 * DAY)
        assert ask(ca, teacher, now, crl, ca.crl(now)).status is Status.REVOKED


class TestExpiredCertificates:
    def test_list_after_the_end(self, ca: TestAuthority, small_pki: TestPki, now: datetime) -> None:
        expired = small_pki["expired_teacher"].certificate
        end = expired.not_after
        answer = ask(ca, expired, end - DAY, ca.crl(now, this_update=end + SECOND))
        assert (answer.status, answer.problem) == (Status.UNKNOWN, "PKI-CRL-EXPIRED-CERTIFICATE")
        assert ask(ca, expired, end - DAY, ca.crl(now, this_update=end)).status is Status.GOOD

    @pytest.mark.parametrize(
        ("offset", "status"), [(timedelta(), Status.GOOD), (-DAY, Status.GOOD), (SECOND, Status.UNKNOWN)]
    )
    def test_expired_certs_on_crl(
        self, ca: TestAuthority, small_pki: TestPki, now: datetime, offset: timedelta, status: Status
    ) -> None:
        expired = small_pki["expired_teacher"].certificate
        since = (expired.not_after + offset).strftime("%Y%m%d%H%M%SZ").encode()
        extension = x509.UnrecognizedExtension(x509.ObjectIdentifier("2.5.29.60"), b"\x18\x0f" + since)
        assert ask(ca, expired, now, ca.crl(now, extensions=[(extension, False)])).status is status

    def test_revoked_all_the_same(self, ca: TestAuthority, small_pki: TestPki, now: datetime) -> None:
        expired = small_pki["expired_teacher"].certificate
        assert ask(ca, expired, now, ca.crl(now, {expired: now - 40 * DAY})).status is Status.REVOKED


class TestRevocation:
    def test_before_and_after(self, ca: TestAuthority, teacher: Certificate, now: datetime) -> None:
        moment = now - 10 * DAY
        crl = ca.crl(now, {teacher: moment}, reasons={teacher: "keyCompromise"})
        for at in (moment, moment + SECOND, now):
            answer = ask(ca, teacher, at, crl)
            assert (answer.status, answer.revoked_at, answer.reason) == (
                Status.REVOKED,
                moment,
                "keyCompromise",
            )
            assert answer.crl_digest == crl.digest
            assert not answer.suspended
        before = ask(ca, teacher, moment - SECOND, crl)
        assert (before.status, before.revoked_at, before.reason) == (Status.GOOD, moment, "keyCompromise")

    def test_earliest_date_of_several_lists(
        self, ca: TestAuthority, teacher: Certificate, now: datetime
    ) -> None:
        first, second = (
            ca.crl(now, {teacher: now - 9 * DAY}),
            ca.crl(now, {teacher: now - 8 * DAY}, this_update=now),
        )
        assert ask(ca, teacher, now, second, first).revoked_at == now - 9 * DAY

    def test_revocation_that_a_newer_list_forgets_still_counts(
        self, ca: TestAuthority, teacher: Certificate, now: datetime
    ) -> None:
        old = ca.crl(now, {teacher: now - 9 * DAY}, this_update=now - 2 * DAY)
        assert ask(ca, teacher, now, old, ca.crl(now)).status is Status.REVOKED

    def test_status_of_ca_certificates(self, small_pki: TestPki, now: datetime) -> None:
        root, ca = small_pki.public_root, small_pki.public_ca.certificate
        assert ask(root, ca, now, root.crl(now)).status is Status.GOOD
        assert ask(root, ca, now, root.crl(now, {ca: now - DAY})).status is Status.REVOKED


class TestHold:
    def held(self, ca: TestAuthority, teacher: Certificate, now: datetime, since: int, issued: int) -> Crl:
        return ca.crl(
            now,
            {teacher: now - since * DAY},
            reasons={teacher: "certificateHold"},
            this_update=now - issued * DAY,
        )

    def test_suspended(self, ca: TestAuthority, teacher: Certificate, now: datetime) -> None:
        answer = ask(ca, teacher, now, self.held(ca, teacher, now, 5, 1))
        assert (answer.status, answer.suspended, answer.reason) == (Status.REVOKED, True, "certificateHold")

    def test_before_the_hold(self, ca: TestAuthority, teacher: Certificate, now: datetime) -> None:
        assert ask(ca, teacher, now - 6 * DAY, self.held(ca, teacher, now, 5, 1)).status is Status.GOOD

    def test_lifted_by_a_newer_list(self, ca: TestAuthority, teacher: Certificate, now: datetime) -> None:
        hold, free = self.held(ca, teacher, now, 5, 4), ca.crl(now, this_update=now - 2 * DAY)
        answer = ask(ca, teacher, now, hold, free)
        assert (answer.status, answer.revoked_at, answer.suspended) == (Status.GOOD, None, False)
        assert ask(ca, teacher, now - 3 * DAY, hold, free).status is Status.REVOKED
        assert ask(ca, teacher, now - 2 * DAY, hold, free).status is Status.GOOD

    def test_not_lifted_by_a_list_that_proves_nothing(
        self, ca: TestAuthority, teacher: Certificate, now: datetime
    ) -> None:
        hold = self.held(ca, teacher, now, 5, 4)
        delta = ca.crl(now, this_update=now - 2 * DAY, extensions=[(x509.DeltaCRLIndicator(1), True)])
        older = ca.crl(now, this_update=now - 5 * DAY)
        assert ask(ca, teacher, now, hold, delta, older).status is Status.REVOKED

    def test_final_revocation_weighs_more(
        self, ca: TestAuthority, teacher: Certificate, now: datetime
    ) -> None:
        hold, final = self.held(ca, teacher, now, 5, 4), ca.crl(now, {teacher: now - 3 * DAY})
        answer = ask(ca, teacher, now, hold, final)
        assert (answer.suspended, answer.revoked_at) == (False, now - 3 * DAY)


class TestScope:
    def test_delta(self, ca: TestAuthority, teacher: Certificate, now: datetime) -> None:
        delta = [(x509.DeltaCRLIndicator(1), True)]
        assert ask(ca, teacher, now, ca.crl(now, extensions=delta)).problem == "PKI-CRL-DELTA"
        assert (
            ask(ca, teacher, now, ca.crl(now, {teacher: now - DAY}, extensions=delta)).status
            is Status.REVOKED
        )

    def test_remove_from_crl_proves_nothing(
        self, ca: TestAuthority, teacher: Certificate, now: datetime
    ) -> None:
        crl = ca.crl(
            now,
            {teacher: now - DAY},
            reasons={teacher: "removeFromCRL"},
            extensions=[(x509.DeltaCRLIndicator(1), True)],
        )
        answer = ask(ca, teacher, now, crl)
        assert (answer.status, answer.problem, answer.revoked_at) == (Status.UNKNOWN, "PKI-CRL-DELTA", None)

    @pytest.mark.parametrize(
        "options",
        [{"only_some_reasons": frozenset({x509.ReasonFlags.key_compromise})}, {"indirect_crl": True}],
    )
    def test_partial(
        self, ca: TestAuthority, teacher: Certificate, now: datetime, options: dict[str, Any]
    ) -> None:
        assert ask(ca, teacher, now, ca.crl(now, extensions=[point(**options)])).problem == "PKI-CRL-PARTIAL"
        revoking = ca.crl(now, {teacher: now - DAY}, extensions=[point(**options)])
        assert ask(ca, teacher, now, revoking).status is Status.REVOKED

    @pytest.mark.parametrize(
        ("options", "leaf", "authority"),
        [
            ({"only_contains_user_certs": True}, None, "PKI-CRL-SCOPE"),
            ({"only_contains_ca_certs": True}, "PKI-CRL-SCOPE", None),
            ({"only_contains_attribute_certs": True}, "PKI-CRL-SCOPE", "PKI-CRL-SCOPE"),
        ],
    )
    def test_kinds_of_certificates(
        self,
        small_pki: TestPki,
        now: datetime,
        options: dict[str, Any],
        leaf: str | None,
        authority: str | None,
    ) -> None:
        root = small_pki.public_root
        crl = root.crl(now, extensions=[point(**options)])
        person = root.issue("Ai Đó", now=now, key="p-256").certificate
        assert ask(root, person, now, crl).problem == leaf
        assert ask(root, small_pki.public_ca.certificate, now, crl).problem == authority

    def test_distribution_point_names(self, ca: TestAuthority, teacher: Certificate, now: datetime) -> None:
        here = [x509.UniformResourceIdentifier("http://ca.invalid/a.crl")]
        there = [x509.UniformResourceIdentifier("http://ca.invalid/b.crl")]
        points = x509.CRLDistributionPoints([x509.DistributionPoint(here, None, None, None)])
        certificate = ca.issue("Ai Đó", now=now, key="p-256", extensions=[(points, False)]).certificate
        assert (
            ask(ca, certificate, now, ca.crl(now, extensions=[point(full_name=here)])).status is Status.GOOD
        )
        assert (
            ask(ca, certificate, now, ca.crl(now, extensions=[point(full_name=there)])).problem
            == "PKI-CRL-SCOPE"
        )
        assert (
            ask(ca, teacher, now, ca.crl(now, extensions=[point(full_name=here)])).problem == "PKI-CRL-SCOPE"
        )

    def test_unknown_critical_extension(self, ca: TestAuthority, teacher: Certificate, now: datetime) -> None:
        unknown = [(x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00"), True)]
        for crl in (ca.crl(now, extensions=unknown), ca.crl(now, {teacher: now - DAY}, extensions=unknown)):
            answer = ask(ca, teacher, now, crl)
            assert (answer.status, answer.problem) == (Status.UNKNOWN, "PKI-CRL-CRITICAL")

    def test_the_farthest_list_explains(
        self, ca: TestAuthority, teacher: Certificate, small_pki: TestPki, now: datetime
    ) -> None:
        forged = ca.crl(now, signed_by=small_pki.impostor())
        stale = ca.crl(now, this_update=now - 9 * DAY, next_update=now - 8 * DAY)
        assert ask(ca, teacher, now, stale, forged).problem == "PKI-CRL-STALE"


def test_list_without_next_update_proves_only_the_past(
    ca: TestAuthority, teacher: Certificate, now: datetime
) -> None:
    der = ca.crl(now, this_update=now, next_update=now + DAY).der
    stamp = (now + DAY).strftime("%y%m%d%H%M%SZ").encode()
    assert der.count(b"\x17\x0d" + stamp) == 1
    crl = Crl(_without(der, b"\x17\x0d" + stamp))  # readable, though no longer signed
    assert crl.next_update is None
    assert _fresh(crl, now)
    assert _fresh(crl, now - DAY)
    assert not _fresh(crl, now + SECOND)


def _without(der: bytes, piece: bytes) -> bytes:
    """``der`` with ``piece`` taken out of its to-be-signed part and the two lengths put right."""
    inner_start = 3 if der[1] == 0x81 else 4 if der[1] == 0x82 else 2
    body = der[inner_start:]
    size = 3 if body[1] == 0x81 else 4 if body[1] == 0x82 else 2
    length = int.from_bytes(body[2:size], "big") if size > 2 else body[1]
    tbs, rest = body[size : size + length], body[size + length :]
    tbs = _wrapped(tbs.replace(piece, b"", 1))
    return _wrapped(tbs + rest)


def _wrapped(content: bytes) -> bytes:
    length = len(content)
    if length < 0x80:
        return b"\x30" + bytes([length]) + content
    if length < 0x100:
        return b"\x30\x81" + bytes([length]) + content
    return b"\x30\x82" + length.to_bytes(2, "big") + content


def test_answers_are_kept_between_the_turns(ca: TestAuthority, teacher: Certificate, now: datetime) -> None:
    crl = ca.crl(now, {teacher: now - 10 * DAY})
    source = StatusSource((crl, crl))
    instants = [now + offset for offset in (-20 * DAY, -10 * DAY, -9 * DAY, 60 * DAY)]
    first = [source.status(teacher, ca.certificate, at) for at in instants]
    again = [source.status(teacher, ca.certificate, at + timedelta(microseconds=1)) for at in instants]
    assert [answer.status for answer in first] == [
        Status.GOOD,
        Status.REVOKED,
        Status.REVOKED,
        Status.REVOKED,
    ]
    assert first[0] is again[0]
    assert first[3] is again[3]
    assert [answer.status for answer in again] == [answer.status for answer in first]


def test_the_cache_is_bounded(
    ca: TestAuthority, small_pki: TestPki, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hocba.pki.status.MAX_CACHED", 1)
    source = StatusSource(small_pki.crls)
    for name in ("teacher", "revoked_teacher", "teacher"):
        expected = Status.REVOKED if name == "revoked_teacher" else Status.GOOD
        assert source.status(small_pki[name].certificate, ca.certificate, now).status is expected
    assert len(source._judged) == 1
