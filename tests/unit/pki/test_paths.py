from __future__ import annotations

import asyncio
import time
from datetime import datetime, timedelta
from typing import Any

import pytest
from cryptography import x509

from hocba.pki.candidates import MAX_EXTRA, vouched
from hocba.pki.certificate import Certificate, load_certificate
from hocba.pki.known import Purpose, World
from hocba.pki.paths import PathResult, PathValidator
from hocba.pki.rfc5280 import attempts
from hocba.pki.store import TrustStore
from hocba.testing.authority import TestAuthority, TestIdentity
from hocba.testing.pki import TestPki


@pytest.fixture(scope="module")
def validator(small_pki: TestPki) -> PathValidator:
    return PathValidator(small_pki.trust)


def leaf(authority: TestAuthority, now: datetime, **options: Any) -> Certificate:
    return authority.issue("Ai Đó", now=now, key="p-256", **options).certificate


def problem(validator: PathValidator, identity: TestIdentity | Certificate, **options: Any) -> str | None:
    certificate, chain = (
        (identity, ()) if isinstance(identity, Certificate) else (identity.certificate, identity.chain)
    )
    result = validator.validate(certificate, chain, **options)
    assert result.valid is (result.problem is None)
    return result.problem


@pytest.mark.parametrize(("name", "world"), [("teacher", World.PUBLIC), ("school", World.GOVERNMENT)])
def test_valid(small_pki: TestPki, validator: PathValidator, name: str, world: World, now: datetime) -> None:
    identity = small_pki[name]
    result = validator.validate(identity.certificate)
    assert result.valid
    assert result.problem is None
    assert result.chain == (identity.certificate, *identity.chain)
    assert result.links == (
        (identity.certificate, identity.chain[0]),
        (identity.chain[0], identity.chain[1]),
    )
    assert result.anchor is not None
    assert result.anchor.certificate == identity.chain[-1]
    assert result.world is world
    assert (result.valid_from, result.valid_to) == (now - timedelta(days=1), now + timedelta(days=1095))
    assert result.in_force(now)
    assert not result.in_force(now + timedelta(days=1096))


def test_intermediates_from_the_file(small_pki: TestPki) -> None:
    store = TrustStore().add(small_pki.public_root.certificate, {Purpose.SIGN})
    teacher = small_pki["teacher"]
    assert problem(PathValidator(store), teacher.certificate) == "PKI-CHAIN-NONE"
    assert problem(PathValidator(store), teacher) is None
    assert PathValidator(store).validate(teacher.certificate, iter(teacher.chain)).valid


def test_empty_store(small_pki: TestPki) -> None:
    result = PathValidator(TrustStore()).validate(
        small_pki["teacher"].certificate, small_pki["teacher"].chain
    )
    assert result.problem == "PKI-CHAIN-NONE"
    assert result.world is None
    assert not result.in_force(small_pki.now)
    assert result.chain == (small_pki["teacher"].certificate,)
    assert result.links == ()


def test_intermediate_alone_is_no_anchor(small_pki: TestPki) -> None:
    store = TrustStore(intermediates=small_pki.public_ca.chain)
    assert problem(PathValidator(store), small_pki["teacher"]) == "PKI-CHAIN-NONE"


def test_only_anchors_of_the_purpose_count(small_pki: TestPki) -> None:
    teacher = small_pki["teacher"]
    store = TrustStore().add(small_pki.public_root.certificate, {Purpose.TIMESTAMP})
    assert problem(PathValidator(store), teacher) == "PKI-CHAIN-PURPOSE"
    assert (
        problem(PathValidator(store), small_pki.public_root.certificate, authority=True)
        == "PKI-CHAIN-PURPOSE"
    )
    assert problem(PathValidator(store), small_pki["school"]) == "PKI-CHAIN-NONE"
    assert PathValidator(store, Purpose.TIMESTAMP).validate(teacher.certificate, teacher.chain).valid


@pytest.mark.parametrize("world", ["public", "government"])
def test_impostor_with_the_same_names(small_pki: TestPki, validator: PathValidator, world: str) -> None:
    fake = small_pki.impostor(world)
    real = small_pki.public_ca if world == "public" else small_pki.government_ca
    assert fake.certificate.subject_der == real.certificate.subject_der
    assert problem(validator, fake.issue("Ai Đó", now=small_pki.now, key="p-256")) == "PKI-CHAIN-NONE"


def test_impostor_that_claims_the_real_key_identifier(small_pki: TestPki, validator: PathValidator) -> None:
    """Name and key identifier lead to the real CA; the signature does not."""
    certificate = leaf(small_pki.public_ca, small_pki.now)
    forged = load_certificate(certificate.der[:-1] + bytes([certificate.der[-1] ^ 1]))
    result = validator.validate(forged)
    assert result.problem == "PKI-CHAIN-SIGNATURE"
    assert result.anchor is None
    assert len(result.chain) == 3


def test_self_signed_signer(small_pki: TestPki, validator: PathValidator) -> None:
    root = TestAuthority.root("Ai Đó", small_pki.now, ca=False, usages=("digital_signature",))
    assert problem(validator, root.certificate) == "PKI-CHAIN-NONE"


def test_ca_certificate_is_no_signer(small_pki: TestPki, validator: PathValidator) -> None:
    for authority in (small_pki.public_ca, small_pki.public_root):
        assert problem(validator, authority.certificate) == "PKI-CHAIN-SIGNER-IS-CA"
        assert problem(validator, authority.certificate, authority=True) is None


def test_leaf_that_issues(small_pki: TestPki, validator: PathValidator) -> None:
    seal = TestAuthority(small_pki["school"], small_pki.government_ca)
    assert problem(validator, seal.issue("Ai Đó", now=small_pki.now, key="p-256")) == "PKI-CHAIN-NOT-CA"


def test_path_too_long(small_pki: TestPki, validator: PathValidator) -> None:
    below = small_pki.public_ca.authority("Below", now=small_pki.now)
    assert problem(validator, below.issue("Ai Đó", now=small_pki.now, key="p-256")) == "PKI-CHAIN-TOO-LONG"


def test_eight_certificates_are_enough(small_pki: TestPki, validator: PathValidator) -> None:
    authority = small_pki.public_root
    for depth in range(7):
        authority = authority.authority(f"Depth {depth}", now=small_pki.now, path_length=None)
    assert (
        problem(validator, authority.issue("Ai Đó", now=small_pki.now, key="p-256")) == "PKI-CHAIN-TOO-LONG"
    )


def test_ca_that_may_not_sign_certificates(small_pki: TestPki, validator: PathValidator) -> None:
    wrong = small_pki.public_root.authority("No keyCertSign", now=small_pki.now, usages=("crl_sign",))
    assert problem(validator, wrong.issue("Ai Đó", now=small_pki.now, key="p-256")) == "PKI-CHAIN-KEY-USAGE"


def _names(permitted: str) -> tuple[Any, bool]:
    name = x509.Name([x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, permitted)])
    return x509.NameConstraints([x509.DirectoryName(name)], None), True


def test_name_constraints(small_pki: TestPki, validator: PathValidator) -> None:
    ca = small_pki.public_root.authority("Constrained", now=small_pki.now, extensions=[_names("Sở A")])
    inside = ca.issue({"O": "Sở A", "CN": "Ai Đó"}, now=small_pki.now, key="p-256")
    outside = ca.issue({"O": "Sở B", "CN": "Ai Đó"}, now=small_pki.now, key="p-256")
    assert problem(validator, inside) is None
    assert problem(validator, outside) == "PKI-CHAIN-CONSTRAINTS"


@pytest.mark.parametrize(("critical", "expected"), [(True, "PKI-CHAIN-CONSTRAINTS"), (False, None)])
def test_unknown_extension(
    small_pki: TestPki, validator: PathValidator, critical: bool, expected: str | None
) -> None:
    extension = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4.5"), b"\x05\x00")
    certificate = leaf(small_pki.public_ca, small_pki.now, extensions=[(extension, critical)])
    assert problem(validator, certificate) == expected


def test_extended_key_usages_of_government_persons_do_no_harm(
    small_pki: TestPki, validator: PathValidator
) -> None:
    usages = [
        x509.ObjectIdentifier(oid)
        for oid in ("1.3.6.1.5.5.7.3.2", "1.3.6.1.4.1.311.20.2.2", "2.16.704.1.1.1.1.1")
    ]
    certificate = leaf(
        small_pki.government_ca, small_pki.now, extensions=[(x509.ExtendedKeyUsage(usages), False)]
    )
    assert problem(validator, certificate) is None


def test_weak_algorithms(small_pki: TestPki, validator: PathValidator) -> None:
    weak_hash = small_pki.public_ca.issue("A", now=small_pki.now, key="p-256", hash_name="SHA224")
    weak_key = small_pki.public_root.authority("Weak", now=small_pki.now, key="rsa-1024")
    assert problem(validator, weak_hash) == "PKI-CHAIN-ALGORITHM"
    assert problem(validator, weak_key.issue("A", now=small_pki.now, key="p-256")) == "PKI-CHAIN-ALGORITHM"


def test_rsa_authorities(small_pki: TestPki) -> None:
    root = TestAuthority.root("RSA root", small_pki.now, key="rsa-2048")
    certificate = root.issue("A", now=small_pki.now, key="p-384").certificate
    assert PathValidator(TrustStore().add(root.certificate, {Purpose.SIGN})).validate(certificate).valid


class TestTime:
    def test_expired_and_future_paths_are_valid_apart_from_time(
        self, small_pki: TestPki, validator: PathValidator, now: datetime
    ) -> None:
        expired = validator.validate(small_pki["expired_teacher"].certificate)
        assert expired.valid
        assert not expired.in_force(now)
        assert expired.in_force(now - timedelta(days=31))
        future = validator.validate(leaf(small_pki.public_ca, now, not_before=now + timedelta(days=1)))
        assert future.valid
        assert not future.in_force(now)
        assert future.in_force(now + timedelta(days=1))

    def test_no_common_instant(self, small_pki: TestPki, validator: PathValidator, now: datetime) -> None:
        start = small_pki.public_ca.certificate.not_after + timedelta(seconds=1)
        certificate = leaf(small_pki.public_ca, now, not_before=start, not_after=start + timedelta(days=1))
        result = validator.validate(certificate)
        assert result.problem == "PKI-CHAIN-NO-COMMON-TIME"
        assert not result.in_force(start)

    def test_one_common_instant_is_enough(
        self, small_pki: TestPki, validator: PathValidator, now: datetime
    ) -> None:
        start = small_pki.public_ca.certificate.not_after
        result = validator.validate(
            leaf(small_pki.public_ca, now, not_before=start, not_after=start + timedelta(days=1))
        )
        assert result.valid
        assert result.valid_from == result.valid_to == start

    def test_renewed_ca_certificate(self, small_pki: TestPki, now: datetime) -> None:
        """Old and new certificate of one CA key: both paths are valid, each in its time."""
        root = small_pki.public_root
        day = timedelta(days=1)
        old = root.authority("Renewed", now=now, not_before=now - 900 * day, not_after=now - 100 * day)
        new = TestAuthority(
            root.issue(
                "Renewed",
                now=now,
                key=old.identity.key,
                ca=True,
                usages=("key_cert_sign", "crl_sign"),
                not_before=now - 150 * day,
                not_after=now + 900 * day,
            ),
            root,
        )
        certificate = leaf(old, now, not_before=now - 500 * day, not_after=now + 500 * day)
        extra = (old.certificate, new.certificate)
        validator = PathValidator(small_pki.trust)
        assert validator.validate(certificate, extra).chain[1] == new.certificate
        assert validator.validate(certificate, extra, at=now).chain[1] == new.certificate
        assert validator.validate(certificate, extra, at=now - 200 * day).chain[1] == old.certificate
        assert validator.validate(certificate, extra, at=now + 5000 * day).chain[1] == new.certificate


class TestExtraCertificates:
    def test_sixteen_ways_are_enough(self, small_pki: TestPki, now: datetime) -> None:
        """A CA that certified the same key twenty times."""
        ca = small_pki.public_root.authority("Often", now=now)
        issue = small_pki.public_root.issue
        key, usages = ca.identity.key, ("key_cert_sign",)
        extra = [issue("Often", now=now, key=key, ca=True, usages=usages).certificate for _ in range(20)]
        assert len(attempts(leaf(ca, now), (small_pki.public_root.certificate,), extra)) == 16
        assert PathValidator(small_pki.trust).validate(leaf(ca, now), extra).valid

    def test_no_anchors_no_attempts(self, small_pki: TestPki) -> None:
        assert attempts(small_pki["teacher"].certificate, (), small_pki["teacher"].chain) == []

    def test_what_only_one_parser_reads_has_no_path(
        self, small_pki: TestPki, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refused(*_: object) -> None:
            raise OverflowError

        monkeypatch.setattr("hocba.pki.rfc5280._context", refused)
        assert (
            PathValidator(small_pki.trust).validate(small_pki["teacher"].certificate).problem
            == "PKI-CHAIN-NONE"
        )

    def test_unrelated_ones_change_nothing(self, small_pki: TestPki, validator: PathValidator) -> None:
        fake = small_pki.impostor()
        teacher = small_pki["teacher"]
        assert validator.validate(teacher.certificate, (*fake.chain, *teacher.chain)).chain == (
            teacher.certificate,
            *teacher.chain,
        )

    def test_circles_cost_nothing(self, small_pki: TestPki, validator: PathValidator) -> None:
        """Sixteen certificates of one name, each an issuer of every other: 16! ways to walk."""
        names = {"CN": "Circle", "O": "hocba test, not real"}
        keys = [TestAuthority.root(names, small_pki.now) for _ in range(4)]
        extra = [
            signer.issue(
                names, now=small_pki.now, key=holder.identity.key, ca=True, usages=("key_cert_sign",)
            ).certificate
            for signer in keys
            for holder in keys
        ]
        start = time.perf_counter()
        result = validator.validate(leaf(keys[0], small_pki.now), tuple(extra))
        assert result.problem == "PKI-CHAIN-NONE"
        assert time.perf_counter() - start < 5

    def test_only_the_first_sixty_four_are_looked_at(self, small_pki: TestPki) -> None:
        held = (small_pki.public_root.certificate,)
        fakes = [small_pki.impostor().certificate for _ in range(MAX_EXTRA)]
        assert vouched(held, (*fakes, small_pki.public_ca.certificate)) == held
        assert vouched(held, (*fakes[1:], small_pki.public_ca.certificate)) == (
            *held,
            small_pki.public_ca.certificate,
        )

    def test_order_does_not_matter(self, small_pki: TestPki) -> None:
        below = small_pki.public_ca.authority("Below", now=small_pki.now)
        held = (small_pki.public_root.certificate,)
        found = vouched(held, (below.certificate, small_pki.public_ca.certificate))
        assert set(found) == {*held, below.certificate, small_pki.public_ca.certificate}


class TestReuse:
    def test_the_same_question_is_answered_once(self, small_pki: TestPki) -> None:
        validator = PathValidator(small_pki.trust)
        first = validator.validate(small_pki["teacher"].certificate)
        assert (
            validator.validate(load_certificate(bytes(bytearray(small_pki["teacher"].certificate.der))))
            is first
        )
        assert validator.validate(small_pki["teacher"].certificate, small_pki["teacher"].chain) == first

    def test_the_cache_is_bounded(self, small_pki: TestPki, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("hocba.pki.paths.MAX_CACHED", 2)
        validator = PathValidator(small_pki.trust)
        for name in ("teacher", "head", "school", "teacher"):
            assert validator.validate(small_pki[name].certificate).valid
        assert len(validator._results) <= 2

    def test_inside_a_running_event_loop(self, small_pki: TestPki) -> None:
        async def ask() -> PathResult:
            return PathValidator(small_pki.trust).validate(small_pki["teacher"].certificate)

        assert asyncio.run(ask()).valid

    def test_leaves_the_threads_event_loop_alone(self, small_pki: TestPki) -> None:
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        try:
            assert PathValidator(small_pki.trust).validate(small_pki["head"].certificate).valid
            assert asyncio.get_event_loop_policy().get_event_loop() is loop
        finally:
            asyncio.set_event_loop(None)
            loop.close()

    def test_failures_in_the_other_thread_come_back(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from hocba.pki import rfc5280

        async def broken() -> None:
            raise MemoryError

        async def ask() -> None:
            rfc5280._run(broken())

        with pytest.raises(MemoryError):
            asyncio.run(ask())
