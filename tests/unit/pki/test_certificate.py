from __future__ import annotations

import copy
import pickle
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import Encoding

from hocba.errors import InputError, LimitExceededError
from hocba.pki.certificate import Certificate, SignerKind, load_certificate, load_certificates
from hocba.testing.pki import TestPki


def issued(pki: TestPki, subject: object, **options: object) -> Certificate:
    return pki.public_ca.issue(subject, now=pki.now, key="p-256", **options).certificate  # type: ignore[arg-type]


def test_reads_subject_by_oid(pki: TestPki) -> None:
    head = pki["head"].certificate
    assert (head.common_name, head.unit, head.title) == (
        "Thử Đức Nghĩa",
        "Trường Tiểu học Ví Dụ",
        "Hiệu trưởng",
    )
    assert head.kind is SignerKind.PERSON
    assert head.personal_numbers == ()
    school = pki["school"].certificate
    assert school.tax_codes == ("0000000001",)
    assert school.budget_codes == ("0000001",)
    assert school.organisation == "Ủy ban nhân dân Phường Ví Dụ"
    assert school.kind is SignerKind.ORGANISATION


@pytest.mark.parametrize(
    ("uid", "kind", "personal", "tax"),
    [
        ([], SignerKind.PERSON, (), ()),
        (["MST:0000000009"], SignerKind.ORGANISATION, (), ("0000000009",)),
        (["MNS:0000009"], SignerKind.ORGANISATION, (), ()),
        (["CCCD:000188000001"], SignerKind.PERSON, ("000188000001",), ()),
        (["CMND:000000001"], SignerKind.PERSON, ("000000001",), ()),
        (["MST:0000000009", "CCCD:000188000001"], SignerKind.PERSON, ("000188000001",), ("0000000009",)),
        (["CMND:000000001", "CCCD:000188000001"], SignerKind.PERSON, ("000188000001", "000000001"), ()),
        (["MST:0000000009", "CMND:"], SignerKind.PERSON, (), ("0000000009",)),
        (["mst: 0000000009 "], SignerKind.ORGANISATION, (), ("0000000009",)),
        (["MST:0000000009", "MST:0000000008"], SignerKind.ORGANISATION, (), ("0000000009", "0000000008")),
        (["0000000009"], SignerKind.PERSON, (), ()),
        (["XMST:0000000009"], SignerKind.PERSON, (), ()),
    ],
)
def test_kind_and_numbers(
    small_pki: TestPki, uid: list[str], kind: SignerKind, personal: tuple[str, ...], tax: tuple[str, ...]
) -> None:
    certificate = issued(small_pki, {"CN": "Ai Đó", "UID": uid})
    assert (certificate.kind, certificate.personal_numbers, certificate.tax_codes) == (kind, personal, tax)


def test_number_in_another_attribute_is_no_number(small_pki: TestPki) -> None:
    certificate = issued(small_pki, {"CN": "MST:0000000009", "O": "MST:0000000009"})
    assert certificate.kind is SignerKind.PERSON
    assert certificate.tax_codes == ()


def test_equal_by_der_hashable_picklable_and_cached(pki: TestPki) -> None:
    certificate = pki["teacher"].certificate
    other = Certificate(bytes(bytearray(certificate.der)))
    assert other == certificate
    assert hash(other) == hash(certificate)
    assert other != pki["head"].certificate
    assert other != certificate.der
    assert pickle.loads(pickle.dumps(certificate)) == certificate
    assert copy.copy(certificate) is certificate
    assert copy.deepcopy([certificate])[0] is certificate
    assert load_certificate(bytes(bytearray(certificate.der))) is load_certificate(certificate.der)


def test_of_accepts_certificates_bytes_and_cryptography(pki: TestPki) -> None:
    certificate = pki["teacher"].certificate
    assert Certificate.of(certificate) is certificate
    assert Certificate.of(certificate.der) == certificate
    assert Certificate.of(x509.load_der_x509_certificate(certificate.der)) == certificate
    with pytest.raises(InputError) as caught:
        Certificate.of("CN=nobody")  # type: ignore[arg-type]
    assert caught.value.code == "PKI-CERT-TYPE"


def test_prints_no_personal_data(pki: TestPki) -> None:
    shown = repr(pki["teacher"].certificate)
    assert pki["teacher"].certificate.serial_hex in shown
    assert pki["teacher"].certificate.fingerprint[:16] in shown
    assert pki["teacher"].certificate.fingerprint not in shown
    for secret in ("Mẫu", "000188000001", "CCCD"):
        assert secret not in shown


def test_validity_in_utc(pki: TestPki, now: datetime) -> None:
    certificate = pki["teacher"].certificate
    assert certificate.not_before == now - timedelta(days=1)
    assert certificate.not_before.tzinfo is UTC
    assert certificate.in_force(certificate.not_before)
    assert certificate.in_force(certificate.not_after)
    assert not certificate.in_force(certificate.not_before - timedelta(seconds=1))
    assert not certificate.in_force(certificate.not_after + timedelta(seconds=1))


def test_facts_of_authorities(pki: TestPki) -> None:
    ca, root = pki.public_ca.certificate, pki.public_root.certificate
    assert ca.is_ca
    assert ca.path_length == 0
    assert not ca.self_issued
    assert not ca.self_signed
    assert root.is_ca
    assert root.path_length is None
    assert root.self_signed
    assert ca.signed_by(root)
    assert not root.signed_by(ca)
    assert ca.key_usages == {"key_cert_sign", "crl_sign"}
    assert not ca.key_usage_ok
    assert ca.hash_name == "sha256"
    assert ca.subject_der == pki["teacher"].certificate.issuer_der
    assert pki["teacher"].certificate.issuer_common_name == "hocba Test Public CA"
    assert pki["teacher"].certificate.issuer == ca.subject


def test_self_issued_is_not_self_signed(pki: TestPki) -> None:
    other = pki.impostor().issuer
    assert other is not None
    rolled = other.authority(
        {"CN": other.certificate.common_name, "O": "hocba test, not real", "C": "VN"}, now=pki.now
    )
    assert rolled.certificate.self_issued
    assert not rolled.certificate.self_signed
    assert not pki.public_root.certificate.signed_by(other.certificate)


@pytest.mark.parametrize(
    ("usages", "good"),
    [
        (("digital_signature",), True),
        (("content_commitment",), True),
        (("key_encipherment",), False),
        (None, True),
    ],
)
def test_key_usage(small_pki: TestPki, usages: tuple[str, ...] | None, good: bool) -> None:
    assert issued(small_pki, "Ai Đó", usages=usages).key_usage_ok is good


def test_crl_urls(small_pki: TestPki) -> None:
    names = [x509.UniformResourceIdentifier("http://ca.invalid/a.crl"), x509.RFC822Name("a@ca.invalid")]
    points = x509.CRLDistributionPoints([x509.DistributionPoint(names, None, None, None)])
    bare = x509.DistributionPoint(None, None, None, [x509.DirectoryName(x509.Name([]))])
    assert issued(small_pki, "A", extensions=[(points, False)]).crl_urls == {"http://ca.invalid/a.crl"}
    assert (
        issued(small_pki, "A", extensions=[(x509.CRLDistributionPoints([bare]), False)]).crl_urls
        == frozenset()
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"0",
        b"\x30\x03\x02\x01\x01",
        b"not a certificate at all",
        b"\x30\x80" * 2000,
        b"\x30\x84\xff\xff\xff\xff",
    ],
)
def test_malformed_der_is_an_input_error(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        load_certificate(data)
    assert caught.value.code == "PKI-CERT-MALFORMED"


def test_too_large() -> None:
    with pytest.raises(LimitExceededError) as caught:
        load_certificate(b"\x30" + bytes(64 * 1024))
    assert caught.value.code == "PKI-CERT-TOO-LARGE"


def _patched(certificate: Certificate, old: bytes, new: bytes) -> bytes:
    assert certificate.der.count(old) >= 1
    assert len(old) == len(new)
    return certificate.der.replace(old, new, 1)


def test_weird_certificates_never_raise_foreign_exceptions(small_pki: TestPki) -> None:
    certificate = issued(small_pki, {"CN": "Weird", "C": "VN"}, serial=0x1234567890)
    variants = {
        "negative serial": _patched(certificate, b"\x02\x05\x12\x34\x56", b"\x02\x05\xff\x34\x56"),
        "string that is no UTF-8": _patched(certificate, b"\x0c\x05Weird", b"\x0c\x05W\xff\xfe\xffd"),
        "no such string type": _patched(certificate, b"\x0c\x05Weird", b"\x05\x05Weird"),
        "extension twice": _patched(certificate, b"\x55\x1d\x0e", b"\x55\x1d\x23"),
        "broken key usage": _patched(
            certificate, b"\x55\x1d\x0f\x01\x01\xff\x04\x04\x03", b"\x55\x1d\x0f\x01\x01\xff\x04\x04\x04"
        ),
        "unknown signature algorithm": certificate.der.replace(
            b"\x2a\x86\x48\xce\x3d\x04\x03\x02", b"\x2a\x86\x48\xce\x3d\x04\x03\x7f"
        ),
        "month 13": certificate.der.replace(b"\x17\x0d2511", b"\x17\x0d2513"),
    }
    outcomes = {}
    for name, der in variants.items():
        try:
            read = load_certificate(der)
        except InputError as problem:
            outcomes[name] = problem.code
        else:
            repr(read)
            assert read.signed_by(small_pki.public_ca.certificate) is False
            assert read.signed_by(read) is False
            outcomes[name] = "read"
    assert outcomes["string that is no UTF-8"] == outcomes["extension twice"] == "PKI-CERT-MALFORMED"
    assert outcomes["month 13"] == outcomes["negative serial"] == "PKI-CERT-MALFORMED"
    assert set(outcomes.values()) <= {"read", "PKI-CERT-MALFORMED"}


def test_unsupported_keys_are_read_but_not_loaded(small_pki: TestPki) -> None:
    certificate = issued(small_pki, "Curve")
    curve = b"\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07"
    strange = load_certificate(_patched(certificate, curve, curve[:-1] + b"\x7f"))
    assert strange.public_key is None
    assert strange.signed_by(small_pki.public_ca.certificate) is False
    assert certificate.signed_by(strange) is False


def test_edwards_keys_have_no_hash(small_pki: TestPki) -> None:
    key = ed25519.Ed25519PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Ed")])
    made = (
        x509.CertificateBuilder(
            name, name, key.public_key(), 7, small_pki.now, small_pki.now + timedelta(days=9)
        )
        .sign(key, None)
        .public_bytes(Encoding.DER)
    )
    assert load_certificate(made).hash_name == ""


class TestLoadCertificates:
    def test_der_and_pem(self, pki: TestPki) -> None:
        teacher, head = pki["teacher"].certificate, pki["head"].certificate
        assert load_certificates(teacher.der) == (teacher,)
        both = b"Bag Attributes\n" + teacher.pem() + b"\nsubject=x\n" + head.pem().replace(b"\n", b"\r\n")
        assert load_certificates(both) == (teacher, head)

    def test_bundle(self, pki: TestPki, tmp_path: Path) -> None:
        chain = pki.public_ca.chain
        (tmp_path / "chain.pem").write_bytes(b"".join(certificate.pem() for certificate in chain))
        for form in ("DER", "PEM"):
            made = subprocess.run(
                ["openssl", "crl2pkcs7", "-nocrl", "-certfile", tmp_path / "chain.pem", "-outform", form],
                check=True,
                capture_output=True,
            )
            assert set(load_certificates(made.stdout)) == set(chain)

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "PKI-CERT-MALFORMED"),
            (b"hello", "PKI-CERT-MALFORMED"),
            (b"\x30\x82\x00\x0c" + bytes(20), "PKI-CERT-MALFORMED"),
            (b"\x30\x10\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02" + bytes(9), "PKI-CERT-MALFORMED"),
            (b"-----BEGIN CERTIFICATE-----\nAAAA\n", "PKI-PEM-MALFORMED"),
            (b"-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----", "PKI-PEM-MALFORMED"),
            (b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END X509 CRL-----", "PKI-PEM-MALFORMED"),
            (b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "PKI-CERT-MALFORMED"),
            (b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "PKI-PEM-BLOCK"),
        ],
    )
    def test_refused(self, data: bytes, code: str) -> None:
        with pytest.raises(InputError) as caught:
            load_certificates(data)
        assert caught.value.code == code

    def test_lists_only(self, pki: TestPki) -> None:
        with pytest.raises(InputError) as caught:
            load_certificates(pki.crls[0].der)
        assert caught.value.code == "PKI-CERT-NONE"

    def test_too_many(self, pki: TestPki) -> None:
        with pytest.raises(LimitExceededError) as caught:
            load_certificates(pki["head"].certificate.pem() * 513)
        assert caught.value.code == "PKI-CERT-TOO-MANY"
