from __future__ import annotations

import hashlib
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, utils

from hocba.errors import InputError
from hocba.pki.algorithms import (
    algorithm_problem,
    digest,
    digest_algorithm,
    digest_algorithms,
    signature_algorithm,
    signature_algorithms,
    verify_digest,
    verify_value,
)
from hocba.pki.ecdsa import der_to_raw, raw_to_der
from hocba.testing.pki import TestIdentity, TestPki

MORE = "http://www.w3.org/2001/04/xmldsig-more#"
PSS = "http://www.w3.org/2007/05/xmldsig-more#"
RSA_SHA256 = MORE + "rsa-sha256"
DATA = "Học bạ số".encode()


def value(identity: TestIdentity, uri: str, data: bytes = DATA) -> bytes:
    method = signature_algorithm(uri)
    assert method is not None
    hashed: Any = getattr(hashes, method.digest.upper())()
    if method.key == "ec":
        key = identity.key
        return der_to_raw(key.sign(data, ec.ECDSA(hashed)), key.curve.name)
    chosen: Any = padding.PKCS1v15()
    if method.padding == "pss":
        chosen = padding.PSS(padding.MGF1(hashed), hashed.digest_size)
    return bytes(identity.key.sign(data, chosen, hashed))


@pytest.fixture(scope="module")
def rsa(pki: TestPki) -> TestIdentity:
    return pki["teacher"]


@pytest.fixture(scope="module", params=["p-256", "p-384", "p-521"])
def curve(request: pytest.FixtureRequest, pki: TestPki) -> TestIdentity:
    return pki.public_ca.issue("Curve", now=pki.now, key=request.param)


def of_kind(kind: str) -> list[str]:
    return [uri for uri, method in signature_algorithms().items() if method.key == kind]


@pytest.mark.parametrize("uri", of_kind("rsa"))
def test_rsa(rsa: TestIdentity, pki: TestPki, uri: str) -> None:
    try:
        made = value(rsa, uri)
    except Exception as problem:  # an OpenSSL that no longer signs with SHA-1
        pytest.skip(f"cannot make it here: {type(problem).__name__}")
    method = signature_algorithm(uri)
    assert method is not None
    assert verify_value(rsa.certificate, uri, made, DATA)
    assert verify_digest(rsa.certificate, uri, made, hashlib.new(method.digest, DATA).digest())
    assert not verify_value(rsa.certificate, uri, made, DATA + b".")
    assert not verify_digest(rsa.certificate, uri, made, hashlib.new(method.digest, b"").digest())
    assert not verify_value(rsa.certificate, uri, made[:-1], DATA)
    assert not verify_value(rsa.certificate, uri, made + b"\x00", DATA)
    assert not verify_value(pki["head"].certificate, uri, made, DATA)
    assert algorithm_problem(rsa.certificate, uri) == (None if method.listed else "PKI-ALG-REFUSED")


@pytest.mark.parametrize("uri", of_kind("ec"))
def test_ecdsa(curve: TestIdentity, rsa: TestIdentity, uri: str) -> None:
    made = value(curve, uri)
    method = signature_algorithm(uri)
    assert method is not None
    assert verify_value(curve.certificate, uri, made, DATA)
    assert verify_digest(curve.certificate, uri, made, hashlib.new(method.digest, DATA).digest())
    assert not verify_value(curve.certificate, uri, made, DATA + b".")
    assert not verify_value(rsa.certificate, uri, made, DATA)
    expected = None if method.listed else "PKI-ALG-REFUSED"
    if expected is None and curve.key.curve.name == "secp521r1":
        expected = "PKI-ALG-CURVE"
    assert algorithm_problem(curve.certificate, uri) == expected
    assert algorithm_problem(rsa.certificate, uri) == "PKI-ALG-KEY-TYPE"


def test_ecdsa_value_has_exactly_the_curves_length(curve: TestIdentity) -> None:
    uri = MORE + "ecdsa-sha256"
    made = value(curve, uri)
    half = len(made) // 2
    r, s = made[:half], made[half:]
    der = utils.encode_dss_signature(int.from_bytes(r, "big"), int.from_bytes(s, "big"))
    for wrong in (
        b"",
        made[:-1],
        made + b"\x00",
        b"\x00" + r + b"\x00" + s,
        der,
        bytes(len(made)),
        b"\xff" * len(made),
    ):
        assert not verify_value(curve.certificate, uri, wrong, DATA)


def test_padding_is_not_interchangeable(rsa: TestIdentity) -> None:
    assert not verify_value(rsa.certificate, PSS + "sha256-rsa-MGF1", value(rsa, RSA_SHA256), DATA)
    assert not verify_value(rsa.certificate, RSA_SHA256, value(rsa, PSS + "sha256-rsa-MGF1"), DATA)


@pytest.mark.parametrize("salt", [0, 20, "max"])
def test_pss_salt_has_the_length_of_the_hash(rsa: TestIdentity, salt: int | str) -> None:
    length = padding.PSS.MAX_LENGTH if salt == "max" else int(salt)
    made = rsa.key.sign(DATA, padding.PSS(padding.MGF1(hashes.SHA256()), length), hashes.SHA256())
    assert not verify_value(rsa.certificate, PSS + "sha256-rsa-MGF1", made, DATA)


@pytest.mark.parametrize("uri", [*of_kind("hmac"), *of_kind("dsa")])
def test_hmac_and_dsa_are_never_computed(rsa: TestIdentity, curve: TestIdentity, uri: str) -> None:
    import hmac

    method = signature_algorithm(uri)
    assert method is not None
    public = rsa.certificate.public_key
    assert public is not None
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    for key in (
        public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        rsa.certificate.der,
        b"",
    ):
        assert not verify_value(rsa.certificate, uri, hmac.digest(key, DATA, method.digest), DATA)
    for identity in (rsa, curve):
        assert algorithm_problem(identity.certificate, uri) == "PKI-ALG-REFUSED"


@pytest.mark.parametrize(
    "uri", ["", "none", "http://www.w3.org/2000/09/xmldsig#none", RSA_SHA256 + " ", RSA_SHA256.upper()]
)
def test_unknown_methods(rsa: TestIdentity, uri: str) -> None:
    made = value(rsa, RSA_SHA256)
    assert not verify_value(rsa.certificate, uri, made, DATA)
    assert not verify_digest(rsa.certificate, uri, made, hashlib.sha256(DATA).digest())
    assert algorithm_problem(rsa.certificate, uri) == "PKI-ALG-UNKNOWN"


def test_small_rsa_keys_are_computed_and_flagged(pki: TestPki) -> None:
    small = pki.public_ca.issue("Small", now=pki.now, key="rsa-1024")
    assert verify_value(small.certificate, RSA_SHA256, value(small, RSA_SHA256), DATA)
    assert algorithm_problem(small.certificate, RSA_SHA256) == "PKI-ALG-KEY-SMALL"


def test_digest_must_have_the_length_of_the_hash(rsa: TestIdentity) -> None:
    assert not verify_digest(rsa.certificate, RSA_SHA256, value(rsa, RSA_SHA256), DATA)


@pytest.mark.parametrize("uri", list(digest_algorithms()))
def test_digests(uri: str) -> None:
    method = digest_algorithm(uri)
    assert method is not None
    assert digest(uri, DATA) == hashlib.new(method.digest, DATA).digest()
    assert method.listed is (method.digest in {"sha256", "sha384", "sha512"})


def test_unknown_digest() -> None:
    assert digest_algorithm("http://www.w3.org/2001/04/xmldsig-more#md5") is None
    with pytest.raises(InputError) as caught:
        digest("http://www.w3.org/2001/04/xmldsig-more#md5", DATA)
    assert caught.value.code == "PKI-DIGEST-UNKNOWN"


def test_what_is_listed_is_what_the_specification_lists() -> None:
    listed = {method.name for method in signature_algorithms().values() if method.listed}
    assert listed == {
        *(f"RSA PKCS#1 v1.5 with SHA-{bits}" for bits in (256, 384, 512)),
        *(f"RSASSA-PSS with SHA-{bits}" for bits in (256, 384, 512)),
        *(f"ECDSA with SHA-{bits}" for bits in (256, 384, 512)),
    }


class TestEcdsaForms:
    def test_malformed(self) -> None:
        good = utils.encode_dss_signature(1, 2)
        assert der_to_raw(good, "secp256r1") == bytes(31) + b"\x01" + bytes(31) + b"\x02"
        too_big = utils.encode_dss_signature(1 << 256, 2)
        for data, curve in (
            (b"", "secp256r1"),
            (good + b"\x00", "secp256r1"),
            (too_big, "secp256r1"),
            (good, "brainpool"),
        ):
            with pytest.raises(InputError) as caught:
                der_to_raw(data, curve)
            assert caught.value.code == "PKI-ECDSA-MALFORMED"

    def test_raw(self) -> None:
        assert raw_to_der(bytes(63), 64) is None
        assert raw_to_der(b"", 0) is None
        assert raw_to_der(bytes(31) + b"\x01" + bytes(31) + b"\x02", 64) == utils.encode_dss_signature(1, 2)
