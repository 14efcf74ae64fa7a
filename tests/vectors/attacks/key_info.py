"""KeyInfo: the leaf is found by the signature, the rest is ignored, nothing is fetched."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from typing import Any

from tests.vectors.case import Case
from tests.vectors.edits import in_signature, put, sub
from tests.vectors.seal import resigned
from tests.vectors.world import SEAL, SEALED_BY, Synthetic

FAILED, OPEN, PASSED = "TOTAL_FAILED", "INDETERMINATE", "TOTAL_PASSED"
KEY_INFO = rb"<KeyInfo>.*</KeyInfo>"
NO_CERTIFICATE = "NO_SIGNING_CERTIFICATE_FOUND"


def cases(world: Synthetic) -> Iterator[Case]:
    raw, plain, school = world.small, world.plain, world["school"]
    own, head, twin = (world.certificate(name) for name in ("school", "head", "school_twin"))
    ca = world.pki.government_ca.certificate

    def case(name: str, title: str, changed: bytes, indication: str, *codes: str, **more: Any) -> Case:
        return Case(
            name=f"key-info/{name}",
            title=title,
            raw=changed,
            indication=indication,
            codes=codes,
            attack=more.pop("attack", indication != PASSED),
            **more,
        )

    def with_key_info(inside: str, base: bytes = raw) -> bytes:
        return in_signature(base, SEAL, lambda text: sub(text, KEY_INFO, f"<KeyInfo>{inside}</KeyInfo>"))

    yield case(
        "other-first",
        "The manager's certificate stands before the school's",
        resigned(raw, SEAL, school, certificates=(head, own)),
        PASSED,
    )
    yield case(
        "with-chain",
        "The CA's certificate comes with the school's",
        resigned(raw, SEAL, school, certificates=(own, ca)),
        PASSED,
    )
    yield case(
        "other-only",
        "The manager's certificate in place of the school's",
        resigned(raw, SEAL, school, certificates=(head,)),
        FAILED,
        "VER-SIG-VALUE",
    )
    yield case(
        "absent",
        "No KeyInfo",
        in_signature(raw, SEAL, lambda text: sub(text, KEY_INFO, b"")),
        OPEN,
        "VER-CERT-NONE",
        sub=NO_CERTIFICATE,
    )
    for name, inside in (
        ("key-name", "<KeyName>Truong Vi Du</KeyName>"),
        (
            "key-value",
            "<KeyValue><RSAKeyValue><Modulus>AQAB</Modulus><Exponent>AQAB</Exponent></RSAKeyValue></KeyValue>",
        ),
        ("retrieval-method", '<RetrievalMethod URI="http://example.org/truong.crt"></RetrievalMethod>'),
        ("subject-name-only", "<X509Data><X509SubjectName>CN=Truong</X509SubjectName></X509Data>"),
    ):
        yield case(
            name,
            f"KeyInfo holds {name} only",
            with_key_info(inside),
            OPEN,
            "VER-CERT-NONE",
            sub=NO_CERTIFICATE,
        )
    yield case(
        "retrieval-besides",
        "RetrievalMethod besides the certificate: ignored",
        in_signature(
            raw,
            SEAL,
            lambda text: put(
                text,
                b"</KeyInfo>",
                b'<RetrievalMethod URI="http://example.org/"></RetrievalMethod></KeyInfo>',
            ),
        ),
        PASSED,
    )
    yield case(
        "not-a-certificate",
        "X509Certificate holds no certificate",
        with_key_info("<X509Data><X509Certificate>AAAA</X509Certificate></X509Data>"),
        OPEN,
        "VER-CERT-UNREADABLE",
        sub=NO_CERTIFICATE,
    )
    yield case(
        "not-base64",
        "X509Certificate is not base64",
        with_key_info("<X509Data><X509Certificate>***</X509Certificate></X509Data>"),
        OPEN,
        "VER-CERT-UNREADABLE",
    )
    yield case(
        "trailing-bytes",
        "Bytes follow the DER of the certificate",
        in_signature(
            raw,
            SEAL,
            lambda text: sub(text, rb"(?<=<X509Certificate>)[^<]*", b64encode(own.der + b"\x00\x01")),
        ),
        OPEN,
        "VER-CERT-UNREADABLE",
    )
    yield case(
        "doubled",
        "Two certificates for one key, none named by the signature",
        resigned(plain, SEAL, school, certificates=(own, twin)),
        OPEN,
        "VER-CERT-DOUBLED",
        sub=NO_CERTIFICATE,
        trust="anchors",
        expected=SEALED_BY,
    )
    yield case(
        "doubled-named",
        "Two certificates for one key; SigningCertificateV2 names one",
        resigned(raw, SEAL, school, certificates=(twin, own)),
        PASSED,
    )
    yield case(
        "doubled-registered",
        "Two certificates for one key; the register names one",
        resigned(plain, SEAL, school, certificates=(own, twin)),
        PASSED,
        trust="twin",
    )
    yield case(
        "exchanged",
        "Another certificate for the same key in place of the one that was named",
        in_signature(raw, SEAL, lambda text: sub(text, rb"(?<=<X509Certificate>)[^<]*", b64encode(twin.der))),
        OPEN,
        "VER-CERT-DIGEST",
        sub=NO_CERTIFICATE,
    )
