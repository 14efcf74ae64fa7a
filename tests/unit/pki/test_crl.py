from __future__ import annotations

import copy
import pickle
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from hocba.errors import InputError, LimitExceededError
from hocba.pki.crl import Crl, load_crl, load_crls
from hocba.pki.crl_scope import Scope
from hocba.pki.status import Status, StatusSource
from hocba.testing.pki import TestPki


def test_facts(pki: TestPki, now: datetime) -> None:
    crl = pki.crls[1]
    assert crl.issuer_der == pki.public_ca.certificate.subject_der
    assert crl.this_update == now - timedelta(hours=1)
    assert crl.this_update.tzinfo is UTC
    assert crl.next_update == now - timedelta(hours=1) + timedelta(days=30)
    assert crl.scope == Scope()
    assert crl.count == 1
    assert crl.readable
    revocation = crl.find(pki["revoked_teacher"].certificate)
    assert revocation is not None
    assert (revocation.since, revocation.reason) == (now - timedelta(days=10), "unspecified")
    assert crl.find(pki["teacher"].certificate) is None


def test_equal_by_der_picklable_and_cached(pki: TestPki) -> None:
    crl = pki.crls[1]
    assert load_crl(crl.der) is load_crl(bytes(bytearray(crl.der)))
    assert crl == load_crl(crl.der)
    assert crl != pki.crls[0]
    assert pickle.loads(pickle.dumps(crl)) == crl
    assert copy.copy(crl) is crl
    assert copy.deepcopy((crl,))[0] is crl
    assert Crl.of(crl) is crl
    assert Crl.of(crl.der) == Crl.of(x509.load_der_x509_crl(crl.der)) == crl
    assert crl.digest[:16] in repr(crl)


def test_signature(pki: TestPki, now: datetime) -> None:
    crl = pki.crls[1]
    assert crl.signed_by(pki.public_ca.certificate)
    assert not crl.signed_by(pki.government_ca.certificate)
    assert not crl.signed_by(pki.impostor().certificate)
    forged = pki.public_ca.crl(now, signed_by=pki.impostor())
    assert forged.issuer_der == pki.public_ca.certificate.subject_der
    assert not forged.signed_by(pki.public_ca.certificate)


def test_changed_list_is_not_signed(pki: TestPki) -> None:
    crl = pki.crls[1]
    serial = pki["revoked_teacher"].certificate.serial.to_bytes(20, "big")
    changed = Crl(crl.der.replace(serial, serial[:-1] + bytes([serial[-1] ^ 1])))
    assert changed != crl
    assert not changed.signed_by(pki.public_ca.certificate)


def test_weak_hash_is_not_signed(pki: TestPki, now: datetime) -> None:
    der = pki.public_ca.crl(now).der
    weak = der.replace(bytes.fromhex("2a8648ce3d040302"), bytes.fromhex("2a8648ce3d040301"))
    strange = der.replace(bytes.fromhex("2a8648ce3d040302"), bytes.fromhex("2a8648ce3d04037f"))
    for changed in (weak[:10] + weak[10:], strange):
        assert not Crl(changed).signed_by(pki.public_ca.certificate)


@pytest.mark.parametrize("data", [b"", b"x", b"\x30\x03\x02\x01\x01", b"\x30\x80" * 500])
def test_malformed(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        load_crl(data)
    assert caught.value.code == "PKI-CRL-MALFORMED"


def test_too_large() -> None:
    with pytest.raises(LimitExceededError) as caught:
        load_crl(bytes(32 * 1024 * 1024 + 1))
    assert caught.value.code == "PKI-CRL-TOO-LARGE"


def test_files(pki: TestPki) -> None:
    pem = x509.load_der_x509_crl(pki.crls[1].der).public_bytes(Encoding.PEM)
    assert load_crls(pki.crls[0].der) == (pki.crls[0],)
    assert load_crls(pem + pki["head"].certificate.pem()) == (pki.crls[1],)
    with pytest.raises(InputError) as caught:
        load_crls(pki["head"].certificate.der)
    assert caught.value.code == "PKI-CRL-NONE-IN-FILE"


def entry(serial: int, moment: datetime, *extensions: tuple[Any, bool]) -> x509.RevokedCertificate:
    builder = x509.RevokedCertificateBuilder(serial, moment)
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.build()


def listing(pki: TestPki, entries: list[x509.RevokedCertificate], *extensions: tuple[Any, bool]) -> Crl:
    builder = x509.CertificateRevocationListBuilder(
        x509.load_der_x509_certificate(pki.public_ca.certificate.der).subject,
        pki.now - timedelta(hours=1),
        pki.now + timedelta(days=1),
        revoked_certificates=entries,
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return Crl(builder.sign(pki.public_ca.identity.key, hashes.SHA256()).public_bytes(Encoding.DER))


def reason(name: str) -> tuple[Any, bool]:
    return x509.CRLReason(x509.ReasonFlags(name)), False


def test_of_two_entries_the_heavier_counts(pki: TestPki, now: datetime) -> None:
    certificate = pki["teacher"].certificate
    hold = entry(certificate.serial, now - timedelta(days=9), reason("certificateHold"))
    final = entry(certificate.serial, now - timedelta(days=2), reason("keyCompromise"))
    later = entry(certificate.serial, now - timedelta(days=1), reason("keyCompromise"))
    removed = entry(certificate.serial, now - timedelta(days=20), reason("removeFromCRL"))
    found = listing(pki, [removed, hold, later, final]).find(certificate)
    assert found is not None
    assert (found.reason, found.since) == ("keyCompromise", now - timedelta(days=2))


def test_invalidity_date_that_is_earlier_counts(pki: TestPki, now: datetime) -> None:
    certificate = pki["teacher"].certificate
    for days, expected in ((5, 5), (1, 2)):
        date = x509.InvalidityDate((now - timedelta(days=days)).replace(tzinfo=None))
        crl = listing(pki, [entry(certificate.serial, now - timedelta(days=2), (date, False))])
        found = crl.find(certificate)
        assert found is not None
        assert found.since == now - timedelta(days=expected)


def test_unknown_critical_entry_extension(pki: TestPki, now: datetime) -> None:
    unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")
    for critical in (False, True):
        crl = listing(pki, [entry(5, now, (unknown, critical))])
        assert crl.readable is not critical
        assert crl.count == (0 if critical else 1)


def test_entry_that_cannot_be_read(pki: TestPki, now: datetime) -> None:
    der = listing(pki, [entry(5, now, reason("superseded"))]).der
    assert der.count(b"\x55\x1d\x15\x04\x03\x0a\x01\x04") == 1
    broken = Crl(der.replace(b"\x55\x1d\x15\x04\x03\x0a\x01\x04", b"\x55\x1d\x15\x04\x03\x0a\x01\x07"))
    assert not broken.readable
    assert broken.count == 0
    assert broken.find(pki["teacher"].certificate) is None


def issuer_of(pki: TestPki, der: bytes) -> tuple[Any, bool]:
    subject = x509.load_der_x509_certificate(der).subject
    return x509.CertificateIssuer([x509.DirectoryName(subject)]), True


def indirect() -> tuple[Any, bool]:
    return x509.IssuingDistributionPoint(None, None, False, False, None, True, False), True


def test_entries_of_another_issuer(pki: TestPki, now: datetime) -> None:
    """In an indirect list an entry and those after it belong to the issuer last named."""
    foreign = issuer_of(pki, pki.government_ca.certificate.der)
    own = issuer_of(pki, pki.public_ca.certificate.der)
    teacher, head = pki["teacher"].certificate, pki["head"].certificate
    crl = listing(
        pki, [entry(teacher.serial, now, foreign), entry(head.serial, now), entry(9, now, own)], indirect()
    )
    assert crl.scope.indirect
    assert crl.find(teacher) is None
    assert crl.find(head) is None
    assert crl.count == 1
    assert not listing(pki, [entry(9, now, foreign)]).readable


class TestScope:
    def test_read(self, pki: TestPki, now: datetime) -> None:
        point = x509.IssuingDistributionPoint(
            [x509.UniformResourceIdentifier("http://ca.invalid/a.crl")],
            None,
            True,
            False,
            frozenset({x509.ReasonFlags.key_compromise}),
            False,
            False,
        )
        crl = pki.public_ca.crl(
            now, extensions=[(point, True), (x509.DeltaCRLIndicator(4), True), (x509.CRLNumber(5), False)]
        )
        assert crl.scope == Scope(
            delta=True,
            some_reasons=True,
            user_certificates_only=True,
            point_urls=frozenset({"http://ca.invalid/a.crl"}),
        )

    @pytest.mark.parametrize("critical", [True, False])
    def test_unknown_extension(self, pki: TestPki, now: datetime, critical: bool) -> None:
        unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")
        assert pki.public_ca.crl(now, extensions=[(unknown, critical)]).scope.unknown_critical is critical

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            (b"\x18\x0f20240102030405Z", datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)),
            (b"\x18\x0f20241302030405Z", None),
            (b"\x17\x0f20240102030405Z", None),
            (b"\x18\x0f2024010203040\xc3Z", None),
            (b"\x18\x0d202401020304Z", None),
            (b"", None),
        ],
    )
    def test_expired_certificates(
        self, pki: TestPki, now: datetime, value: bytes, expected: datetime | None
    ) -> None:
        extension = x509.UnrecognizedExtension(x509.ObjectIdentifier("2.5.29.60"), value)
        scope = pki.public_ca.crl(now, extensions=[(extension, False)]).scope
        assert scope.expired_since == expected
        assert not scope.unknown_critical

    def test_relative_names_cover_nobody(self, pki: TestPki, now: datetime) -> None:
        name = x509.RelativeDistinguishedName([x509.NameAttribute(x509.NameOID.COMMON_NAME, "a")])
        point = x509.IssuingDistributionPoint(None, name, False, False, None, False, False)
        scope = pki.public_ca.crl(now, extensions=[(point, True)]).scope
        assert not scope.covers(pki["teacher"].certificate)


def test_fifty_thousand_entries_are_indexed_once(pki: TestPki, now: datetime) -> None:
    entries = [
        entry(10**30 + number, now - timedelta(days=1), reason("superseded")) for number in range(50_000)
    ]
    crl = load_crl(listing(pki, entries).der)
    source = StatusSource((crl,))
    teacher, ca = pki["teacher"].certificate, pki.public_ca.certificate
    start = time.perf_counter()
    assert source.status(teacher, ca, now).status is Status.GOOD
    first = time.perf_counter() - start
    start = time.perf_counter()
    for _ in range(1000):
        source.status(teacher, ca, now)
        crl.find(teacher)
    thousand = time.perf_counter() - start
    assert crl.count == 50_000
    assert thousand < first, "a thousand questions cost less than one look through the list"
