"""Hostile bytes: whatever comes in, only hocba's errors go out, and nothing forged verifies."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hocba.errors import HocbaError, InputError
from hocba.pki.algorithms import algorithm_problem, signature_algorithms, verify_digest, verify_value
from hocba.pki.certificate import Certificate, load_certificate, load_certificates
from hocba.pki.crl import load_crl
from hocba.pki.ecdsa import der_to_raw, raw_to_der
from hocba.pki.evidence import Evidence
from hocba.pki.paths import PathValidator
from hocba.pki.register import Register
from hocba.pki.status import Status, StatusSource
from hocba.testing.pki import TestPki

NOW = datetime(2025, 11, 24, 3, 0, tzinfo=UTC)


@cache
def pki() -> TestPki:
    return TestPki.create(NOW, leaf_key="p-256")


@cache
def validator() -> PathValidator:
    return PathValidator(pki().trust)


@st.composite
def changed(draw: st.DrawFn, original: bytes) -> bytes:
    """``original`` with a few bytes replaced, cut out or doubled."""
    data = bytearray(original)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(data) - 1))
        how = draw(st.sampled_from(("replace", "cut", "double")))
        if how == "replace":
            data[place] = draw(st.integers(0, 255))
        elif how == "cut":
            del data[place : place + draw(st.integers(1, 8))]
        else:
            data[place:place] = data[place : place + draw(st.integers(1, 8))]
        if not data:
            break
    return bytes(data)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_random_bytes(data: bytes) -> None:
    for load in (load_certificate, load_certificates, load_crl, lambda raw: Evidence.load([raw])):
        with pytest.raises(InputError):
            load(data)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_changed_certificates_have_no_path(data: st.DataObject) -> None:
    original = pki()["teacher"].certificate
    try:
        read = load_certificate(data.draw(changed(original.der)))
    except InputError:
        return
    if read == original:
        return
    assert repr(read)
    assert not read.signed_by(pki().public_ca.certificate)
    assert not validator().validate(read).valid
    assert StatusSource(pki().crls).status(read, pki().public_ca.certificate, NOW) is not None
    for uri in signature_algorithms():
        algorithm_problem(read, uri)
        assert not verify_value(read, uri, bytes(64), b"x")


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_changed_authorities_vouch_for_nobody(data: st.DataObject) -> None:
    ca, teacher = pki().public_ca.certificate, pki()["teacher"].certificate
    bare = PathValidator(pki().trust.remove(ca.fingerprint))
    try:
        read = load_certificate(data.draw(changed(ca.der)))
    except InputError:
        return
    assert bare.validate(teacher, (read,)).valid is (read == ca)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_changed_lists_prove_nothing(data: st.DataObject) -> None:
    original, ca = pki().crls[1], pki().public_ca.certificate
    try:
        crl = load_crl(data.draw(changed(original.der)))
    except InputError:
        return
    if crl != original:
        answer = StatusSource((crl,)).status(pki()["teacher"].certificate, ca, NOW)
        assert answer.status is Status.UNKNOWN


@settings(max_examples=100, deadline=None)
@given(
    uri=st.sampled_from(sorted(signature_algorithms())),
    signature=st.binary(max_size=300),
    data=st.binary(max_size=64),
)
def test_invented_values_never_verify(uri: str, signature: bytes, data: bytes) -> None:
    for name in ("teacher", "school"):
        certificate: Certificate = pki()[name].certificate
        assert not verify_value(certificate, uri, signature, data)
        assert not verify_digest(certificate, uri, signature, data)


@given(r=st.integers(1, (1 << 256) - 1), s=st.integers(1, (1 << 256) - 1))
def test_ecdsa_forms_are_inverse(r: int, s: int) -> None:
    raw = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    der = raw_to_der(raw, 64)
    assert der is not None
    assert der_to_raw(der, "secp256r1") == raw


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_register_refuses_anything_else(data: bytes) -> None:
    heading = b"role,school_code,holder,issuer,serial,sha256,valid_from,valid_to\n"
    for raw in (data, heading + data):
        code = "PKI-TABLE-"
        try:
            Register.parse(raw)
        except HocbaError as problem:
            code = problem.code
        assert code.startswith(("PKI-TABLE-", "PKI-REGISTER-"))
