"""Weak, unknown and mismatched algorithms, forged values; the key comes from the certificate alone."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from functools import partial
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from tests.vectors.case import Case
from tests.vectors.edits import in_signature, put, replacing, sub
from tests.vectors.seal import ECDSA_SHA256, RSA_SHA256, resigned, sign
from tests.vectors.world import SEAL, SEALED_BY, Synthetic

FAILED, OPEN, PASSED = "TOTAL_FAILED", "INDETERMINATE", "TOTAL_PASSED"
MORE = "http://www.w3.org/2001/04/xmldsig-more#"
OLD = "http://www.w3.org/2000/09/xmldsig#"
WEAK = "CRYPTO_CONSTRAINTS_FAILURE"
SHA256 = b"http://www.w3.org/2001/04/xmlenc#sha256"


def cases(world: Synthetic) -> Iterator[Case]:
    raw = world.small

    def case(name: str, title: str, changed: bytes, indication: str, *codes: str, **more: Any) -> Case:
        return Case(
            name=f"algorithms/{name}",
            title=title,
            raw=changed,
            indication=indication,
            codes=codes,
            clause="verification.md §7, §11",
            attack=more.pop("attack", indication != PASSED),
            **more,
        )

    ec, rsa = world["school"], world["school_rsa"]
    for name, signer, method in (
        ("rsa-sha1", rsa, OLD + "rsa-sha1"),
        ("rsa-sha224", rsa, MORE + "rsa-sha224"),
        ("ecdsa-sha1", ec, MORE + "ecdsa-sha1"),
    ):
        yield case(
            name,
            f"The seal by {name}",
            resigned(raw, SEAL, signer, method=method),
            OPEN,
            "VER-ALG-UNLISTED",
            sub=WEAK,
        )
    for name, uri, code in (
        ("digest-sha1", OLD + "sha1", "VER-ALG-UNLISTED"),
        ("digest-sha224", MORE + "sha224", "VER-ALG-UNLISTED"),
        ("digest-md5", MORE + "md5", "VER-ALG-UNKNOWN"),
        ("digest-unknown", "urn:khong-biet", "VER-ALG-UNKNOWN"),
    ):
        yield case(
            name,
            f"The digest of the data by {name}",
            resigned(raw, SEAL, ec, replacing(SHA256, uri)),
            OPEN,
            code,
            sub=WEAK,
        )
    yield case(
        "rsa-1024",
        "An RSA key of 1024 bits",
        resigned(raw, SEAL, world["school_weak"]),
        OPEN,
        "VER-ALG-KEY",
        trust="anchors",
        expected=SEALED_BY,
        sub=WEAK,
    )
    yield case(
        "none", "SignatureMethod none", resigned(raw, SEAL, ec, method="none"), OPEN, "VER-ALG-UNKNOWN"
    )
    public = ec.key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    for name, secret in (
        ("hmac-public-key", public),
        ("hmac-certificate", ec.certificate.der),
        ("hmac-empty", b""),
    ):
        yield case(
            name,
            "HMAC with what everybody knows as its key",
            resigned(
                raw,
                SEAL,
                ec,
                method=MORE + "hmac-sha256",
                value=partial(_hmac, secret),
            ),
            OPEN,
            "VER-ALG-UNKNOWN",
        )
    yield case(
        "hmac-truncated",
        "HMAC whose output length is nothing",
        resigned(
            raw,
            SEAL,
            ec,
            lambda text: sub(
                text,
                rb"<SignatureMethod [^>]*>",
                f'<SignatureMethod Algorithm="{OLD}hmac-sha1"><HMACOutputLength>0</HMACOutputLength>',
            ),
        ),
        FAILED,
        "VER-SIG-STRUCTURE",
    )
    yield case(
        "rsa-method-ec-key",
        "An RSA method with an ECDSA key",
        resigned(raw, SEAL, ec, method=RSA_SHA256),
        FAILED,
        "VER-SIG-VALUE",
        sub="SIG_CRYPTO_FAILURE",
    )
    yield case(
        "ec-method-rsa-key",
        "An ECDSA method with an RSA key",
        resigned(raw, SEAL, rsa, method=ECDSA_SHA256),
        FAILED,
        "VER-SIG-VALUE",
    )
    yield case(
        "other-hash",
        "The value is over another hash than the method says",
        resigned(raw, SEAL, rsa, value=lambda octets: sign(rsa.key, MORE + "rsa-sha512", octets)),
        FAILED,
        "VER-SIG-VALUE",
    )
    yield case(
        "pss-as-pkcs1",
        "A PSS value below the method of PKCS#1 v1.5",
        resigned(raw, SEAL, rsa, value=lambda octets: sign(rsa.key, _PSS, octets)),
        FAILED,
        "VER-SIG-VALUE",
    )
    for name, value in (("zero", bytes(64)), ("short", b"\x01"), ("long", bytes(range(1, 200)))):
        yield case(
            f"ecdsa-{name}",
            f"An ECDSA value that is {name}",
            resigned(raw, SEAL, ec, value=partial(_fixed, value)),
            FAILED,
            "VER-SIG-VALUE",
        )

    def der(octets: bytes) -> bytes:
        plain = sign(ec.key, ECDSA_SHA256, octets)
        return encode_dss_signature(int.from_bytes(plain[:32], "big"), int.from_bytes(plain[32:], "big"))

    yield case(
        "ecdsa-der",
        "An ECDSA value in DER, where XML wants R and S",
        resigned(raw, SEAL, ec, value=der),
        FAILED,
        "VER-SIG-VALUE",
    )
    yield case(
        "value-changed",
        "One bit of the value is another",
        in_signature(raw, SEAL, lambda text: sub(text, rb"(?<=<SignatureValue>).", _turned)),
        FAILED,
        "VER-SIG-VALUE",
        sub="SIG_CRYPTO_FAILURE",
    )
    yield case(
        "signedinfo-changed",
        "The method's hash in SignedInfo was changed after signing",
        in_signature(raw, SEAL, lambda text: put(text, b"#ecdsa-sha256", b"#ecdsa-sha512")),
        FAILED,
        "VER-SIG-VALUE",
    )
    yield case(
        "sunset",
        "A policy under which the method has ended",
        raw,
        OPEN,
        "VER-ALG-SUNSET",
        sub="CRYPTO_CONSTRAINTS_FAILURE_NO_POE",
        policy="ecdsa-ended",
    )
    yield case(
        "accepted-p-521",
        "P-521: ECDSA of at least 256 bits",
        resigned(raw, SEAL, world["school_p521"]),
        PASSED,
        trust="anchors",
        expected=SEALED_BY,
    )
    yield from _accepted(world, case)


def _accepted(world: Synthetic, case: Any) -> Iterator[Case]:
    raw = world.small
    good = (
        ("rsa-3072", SEAL, "school_rsa", RSA_SHA256),
        ("rsa-2048-sha512", "CBQL", "head_rsa", MORE + "rsa-sha512"),
        ("rsa-pss", SEAL, "school_rsa", _PSS),
        ("p-384", "CBQL", "head_p384", MORE + "ecdsa-sha384"),
        ("p-256", SEAL, "school", ECDSA_SHA256),
    )
    for name, slot, signer, method in good:
        codes = ("ALG-PSS",) if method == _PSS else ()
        yield case(
            f"accepted-{name}",
            f"{slot} by {name}",
            resigned(raw, slot, world[signer], method=method),
            PASSED,
            *codes,
        )


_PSS = "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1"


def _hmac(secret: bytes, octets: bytes) -> bytes:
    return hmac.new(secret, octets, hashlib.sha256).digest()


def _fixed(value: bytes, _: bytes) -> bytes:
    return value


def _turned(found: Any) -> bytes:
    return b"B" if found[0] != b"B" else b"C"
