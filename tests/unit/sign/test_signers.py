"""Software keys from PKCS#12."""

from __future__ import annotations

import pickle
from base64 import b64decode
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12
from tests.unit.sign.conftest import NOW

from hocba.errors import (
    ConfigurationError,
    InputError,
    SecretRejectedError,
    SignerUnavailableError,
    UnsuitableCertificateError,
)
from hocba.sign.signers import Pkcs12Signer, Signer, SigningItem
from hocba.testing.authority import PASSWORD, new_key
from hocba.testing.pki import TestPki
from hocba.xml.names import ECDSA_SHA256, RSA_SHA256, SHA256

ODD_CURVE = """
MIICuAIBAzCCArEGCSqGSIb3DQEHAaCCAqIEggKeMIICmjCCAcsGCSqGSIb3DQEHAaCCAbwEggG4MIIBtDCCAbAGCyqGSIb3DQEM
CgEDoIIBeDCCAXQGCiqGSIb3DQEJFgGgggFkBIIBYDCCAVwwggEKoAMCAQICFBM7RmWltiSAI7e4LZGkze6x1MwBMAoGCCqGSM49
BAMCMAwxCjAIBgNVBAMMAVQwIBcNMjYxMTI0MjI0NDI4WhgPMjA1NDA0MTAyMjQ0MjhaMAwxCjAIBgNVBAMMAVQwTjAQBgcqhkjO
PQIBBgUrgQQAIAM6AAT6VEIlLEVmUqXqjyMQVJIHKHa9n8y9T3MB0jjj9j/qcE2fhFG3DjzFn7CI4MI+4Bs0S3yMNtv8L6NTMFEw
HQYDVR0OBBYEFI91Kw2zpULwpn9n6BTeFECKYgwCMB8GA1UdIwQYMBaAFI91Kw2zpULwpn9n6BTeFECKYgwCMA8GA1UdEwEB/wQF
MAMBAf8wCgYIKoZIzj0EAwIDQAAwPQIcdGya2ZbiVqNoLD0KkEISxORAypRcbzw0Hatg0QIdAL4HIFzr1o2ILN0m+oMJ83TeZuWT
o/t3YR69Sb8xJTAjBgkqhkiG9w0BCRUxFgQUlVIjelKD5xEEfYm3ljO/+YcGswMwgcgGCSqGSIb3DQEHAaCBugSBtzCBtDCBsQYL
KoZIhvcNAQwKAQGgezB5AgEAMBAGByqGSM49AgEGBSuBBAAgBGIwYAIBAQQdABv0kh4rz1eYmVXl/vE6gnPG3/MBbZSgSj078kih
PAM6AAT6VEIlLEVmUqXqjyMQVJIHKHa9n8y9T3MB0jjj9j/qcE2fhFG3DjzFn7CI4MI+4Bs0S3yMNtv8LzElMCMGCSqGSIb3DQEJ
FTEWBBSVUiN6UoPnEQR9ibeWM7/5hwazAw==
"""


@pytest.fixture(scope="module")
def p12(pki: TestPki) -> bytes:
    return pki["teacher"].p12()


def _code(kind: type[Exception], raw: bytes, password: str | bytes | None = PASSWORD) -> str:
    with pytest.raises(kind) as caught:
        Pkcs12Signer(raw, password)
    assert PASSWORD not in str(caught.value)
    code = getattr(caught.value, "code", "")
    assert isinstance(code, str)
    return code


def test_from_path_bytes_and_either_password(p12: bytes, tmp_path: Path, pki: TestPki) -> None:
    (tmp_path / "key.p12").write_bytes(p12)
    for source in (p12, tmp_path / "key.p12", str(tmp_path / "key.p12")):
        assert Pkcs12Signer(source, PASSWORD.encode()).certificate == pki["teacher"].certificate
    assert isinstance(Pkcs12Signer(p12, PASSWORD), Signer)


def test_without_a_password(pki: TestPki) -> None:
    identity = pki["teacher"]
    own = x509.load_der_x509_certificate(identity.certificate.der)
    raw = pkcs12.serialize_key_and_certificates(None, identity.key, own, None, NoEncryption())
    assert Pkcs12Signer(raw, None).certificate == identity.certificate


@pytest.mark.parametrize("password", ["wrong", b"", None, "mật khẩu"])
def test_wrong_password(p12: bytes, password: str | bytes | None) -> None:
    assert _code(SecretRejectedError, p12, password) == "SIGN-P12-PASSWORD"


def test_not_a_pkcs12(p12: bytes, pki: TestPki) -> None:
    for raw in (
        b"",
        b"hello world",
        b"<x/>",
        p12[:-1],
        p12[:100],
        p12 + b"\0",
        pki["teacher"].certificate.der,
    ):
        assert _code(InputError, raw) == "SIGN-P12-MALFORMED"


def test_absent_file(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        Pkcs12Signer(tmp_path / "none.p12", PASSWORD)
    assert caught.value.code == "FILE-ABSENT"


def _p12(key: object, certificate: object) -> bytes:
    encryption = BestAvailableEncryption(PASSWORD.encode())
    return pkcs12.serialize_key_and_certificates(b"x", key, certificate, None, encryption)  # type: ignore[arg-type]


def test_without_key_or_certificate(pki: TestPki) -> None:
    identity = pki["teacher"]
    own = x509.load_der_x509_certificate(identity.certificate.der)
    assert _code(UnsuitableCertificateError, _p12(None, own)) == "SIGN-P12-NO-KEY"
    assert _code(UnsuitableCertificateError, _p12(identity.key, None)) == "SIGN-P12-NO-CERTIFICATE"


def test_keys_that_may_not_sign(pki: TestPki) -> None:
    short = pki.public_ca.issue({"CN": "Thử"}, now=NOW, key="rsa-1024")
    assert _code(UnsuitableCertificateError, short.p12()) == "SIGN-KEY-SHORT"
    edwards = pki.public_ca.issue({"CN": "Thử"}, now=NOW, key=ed25519.Ed25519PrivateKey.generate())
    assert _code(UnsuitableCertificateError, edwards.p12()) == "SIGN-KEY-KIND"


def test_other_curve(pki: TestPki) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec

    identity = pki.public_ca.issue({"CN": "Thử"}, now=NOW, key=ec.generate_private_key(ec.SECP521R1()))
    assert _code(UnsuitableCertificateError, identity.p12()) == "SIGN-KEY-KIND"


def test_curve_that_nobody_here_knows() -> None:
    """secp224k1, without encryption (made by OpenSSL)."""
    assert _code(UnsuitableCertificateError, b64decode(ODD_CURVE)) == "SIGN-KEY-KIND"


def test_indefinite_length(p12: bytes, pki: TestPki) -> None:
    """Some browsers export BER."""
    ber = b"\x30\x80" + p12[4:] + b"\0\0"
    assert Pkcs12Signer(ber, PASSWORD).certificate == pki["teacher"].certificate
    assert _code(SecretRejectedError, ber, "wrong") == "SIGN-P12-PASSWORD"


def test_certificate_of_another_key(pki: TestPki, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library that reads the file pairs key and certificate by an id that anybody can write."""
    real = pkcs12.load_pkcs12

    def paired(raw: bytes, password: bytes | None) -> pkcs12.PKCS12KeyAndCertificates:
        held = real(raw, password)
        return pkcs12.PKCS12KeyAndCertificates(new_key("rsa-2048"), held.cert, [])

    monkeypatch.setattr(pkcs12, "load_pkcs12", paired)
    assert _code(UnsuitableCertificateError, pki["teacher"].p12()) == "SIGN-P12-OTHER-KEY"


def test_prints_no_secret_and_does_not_travel(p12: bytes) -> None:
    signer = Pkcs12Signer(p12, PASSWORD)
    assert PASSWORD not in repr(signer)
    assert signer.certificate.common_name not in repr(signer)
    assert not hasattr(signer, "__dict__")
    with pytest.raises(ConfigurationError) as caught:
        pickle.dumps(signer)
    assert caught.value.code == "SIGN-SIGNER-PICKLE"


def test_refuses_algorithms_of_other_keys(pki: TestPki, curve_pki: TestPki) -> None:
    for signer, uri in ((pki.signer("teacher"), ECDSA_SHA256), (curve_pki.signer("teacher"), RSA_SHA256)):
        for algorithm in (uri, "urn:none", "http://www.w3.org/2000/09/xmldsig#rsa-sha1"):
            with pytest.raises(ConfigurationError):
                signer.sign([SigningItem("a", b"\0" * 32, SHA256, algorithm)])


def test_hash_of_the_wrong_length(pki: TestPki, curve_pki: TestPki) -> None:
    for signer, uri in ((pki.signer("teacher"), RSA_SHA256), (curve_pki.signer("teacher"), ECDSA_SHA256)):
        with pytest.raises(SignerUnavailableError) as caught:
            signer.sign([SigningItem("a", b"\0" * 20, SHA256, uri)])
        assert caught.value.code == "SIGN-KEY-FAILED"


def test_a_password_that_is_no_text_is_a_wrong_password(hocba_pki: TestPki) -> None:
    with pytest.raises(SecretRejectedError) as caught:
        Pkcs12Signer(hocba_pki["teacher"].p12(), "\ud800")
    assert caught.value.code == "SIGN-P12-PASSWORD"
