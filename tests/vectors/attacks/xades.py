"""XAdES properties: only those that the signature covers and that are its own count."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable, Iterator
from typing import Any

from tests.vectors.case import Case
from tests.vectors.edits import in_signature, put, signature, sub
from tests.vectors.seal import naming, resigned
from tests.vectors.world import SEAL, Synthetic

FAILED, OPEN, PASSED = "TOTAL_FAILED", "INDETERMINATE", "TOTAL_PASSED"
PROPERTIES = rb"<Object><xades:QualifyingProperties.*</xades:QualifyingProperties></Object>"
REFERENCE = rb'<Reference Id="refprops-.*?</Reference>'
STAMP = (
    "<xades:UnsignedProperties><xades:UnsignedSignatureProperties><xades:SignatureTimeStamp>"
    "<xades:EncapsulatedTimeStamp>MAA=</xades:EncapsulatedTimeStamp></xades:SignatureTimeStamp>"
    "</xades:UnsignedSignatureProperties></xades:UnsignedProperties>"
)
COUNTER = "<xades:UnsignedProperties><xades:UnsignedSignatureProperties><xades:CounterSignature>"
POLICY = (
    "<xades:SignaturePolicyIdentifier><xades:SignaturePolicyImplied></xades:SignaturePolicyImplied>"
    "</xades:SignaturePolicyIdentifier>"
)


def cases(world: Synthetic) -> Iterator[Case]:
    raw, school = world.small, world["school"]

    def case(name: str, title: str, changed: bytes, indication: str, *codes: str, **more: Any) -> Case:
        return Case(
            name=f"xades/{name}",
            title=title,
            raw=changed,
            indication=indication,
            codes=codes,
            attack=more.pop("attack", indication != PASSED),
            **more,
        )

    def sealed(change: Any) -> bytes:
        return resigned(raw, SEAL, school, change)

    foreign = signature(world.other, SEAL)
    start, end = foreign.index(b"<Object><xades:"), foreign.rindex(b"</Signature>")
    yield case(
        "of-another-signature",
        "The properties of another signature in place of its own",
        in_signature(raw, SEAL, lambda text: sub(text, PROPERTIES, foreign[start:end])),
        FAILED,
        "VER-REF-NOT-FOUND",
    )
    yield case(
        "target-of-another",
        "The covered properties name another signature as their target",
        sealed(lambda text: sub(text, rb'(?<=2#" Target=")#sigid', b"#khac")),
        OPEN,
        "VER-XADES-TARGET",
        sub="NO_SIGNING_CERTIFICATE_FOUND",
    )
    yield case(
        "no-signing-certificate",
        "Without SigningCertificate: judged and named as plain XMLDSig",
        sealed(lambda text: sub(text, rb"<xades:SigningCertificateV2>.*</xades:SigningCertificateV2>", b"")),
        PASSED,
        "FMT-XMLDSIG",
    )
    yield case(
        "first-version",
        "SigningCertificate of the first version",
        sealed(lambda text: text.replace(b"xades:SigningCertificateV2", b"xades:SigningCertificate")),
        PASSED,
    )
    yield case(
        "other-certificate-named",
        "SigningCertificateV2 names another certificate",
        sealed(lambda text: naming(text, world.certificate("head"))),
        OPEN,
        "VER-CERT-DIGEST",
        sub="NO_SIGNING_CERTIFICATE_FOUND",
    )
    yield case(
        "not-referenced",
        "No reference covers the properties: a time that nobody signed",
        sealed(lambda text: sub(text, REFERENCE, b"")),
        FAILED,
        "VER-XADES-UNREFERENCED",
        "VER-TIME-UNSIGNED",
    )
    yield case(
        "twice",
        "Two QualifyingProperties",
        sealed(
            lambda text: put(
                text,
                b"</Signature>",
                b'<Object><xades:QualifyingProperties xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"></xades:QualifyingProperties></Object></Signature>',
            )
        ),
        FAILED,
        "VER-SIG-STRUCTURE",
    )
    yield case(
        "signed-twice",
        "Two SignedProperties, the forged one first",
        in_signature(
            raw,
            SEAL,
            lambda text: put(
                text,
                b"<xades:SignedProperties ",
                b"<xades:SignedProperties></xades:SignedProperties><xades:SignedProperties ",
            ),
        ),
        FAILED,
        "VER-SIG-STRUCTURE",
    )
    yield case(
        "properties-changed",
        "The signing time in the properties was changed",
        in_signature(raw, SEAL, lambda text: sub(text, rb"(?<=<xades:SigningTime>)2026", b"2025")),
        FAILED,
        "VER-REF-DIGEST",
        sub="HASH_FAILURE",
    )
    yield case(
        "role-changed",
        "The place of signing was changed",
        in_signature(raw, SEAL, lambda text: sub(text, rb"(?<=<xades:City>)[^<]*", b"Noi khac")),
        FAILED,
        "VER-REF-DIGEST",
    )
    yield case(
        "signature-policy",
        "The signature names a policy of its own",
        sealed(
            lambda text: put(
                text, b"</xades:SignedSignatureProperties>", POLICY + "</xades:SignedSignatureProperties>"
            )
        ),
        PASSED,
        "VER-XADES-POLICY",
    )
    yield case(
        "broken-digest",
        "CertDigest holds no base64",
        sealed(
            lambda text: sub(text, rb"(?<=xmldsig#\">)[^<]*(?=</DigestValue></xades:CertDigest>)", b"***")
        ),
        FAILED,
        "VER-SIG-BASE64",
    )
    yield case(
        "time-stamp",
        "A time stamp that cannot be checked is no proof",
        in_signature(
            raw,
            SEAL,
            lambda text: put(text, b"</xades:QualifyingProperties>", STAMP + "</xades:QualifyingProperties>"),
        ),
        OPEN,
        "VER-STAMP-UNCHECKED",
    )
    yield case(
        "counter-signature",
        "A signature inside the unsigned properties stands outside every slot",
        in_signature(
            raw,
            SEAL,
            lambda text: put(
                text,
                b"</xades:QualifyingProperties>",
                COUNTER.encode() + foreign + b"</xades:CounterSignature></xades:UnsignedSignatureProperties>"
                b"</xades:UnsignedProperties></xades:QualifyingProperties>",
            ),
        ),
        FAILED,
        "VER-SIG-OUTSIDE",
    )
    yield case(
        "named-by-sha1",
        "SigningCertificateV2 names the certificate by SHA-1",
        sealed(_named_by_sha1(world)),
        OPEN,
        "VER-CERT-DIGEST",
    )
    yield case(
        "time-stamp-missing",
        "A policy demands a time stamp and there is none",
        raw,
        OPEN,
        "VER-STAMP-MISSING",
        policy="stamp-required",
    )
    yield case(
        "empty-ns",
        "SignatureProperties without a namespace, as programs in the field write them",
        _empty_ns(world),
        PASSED,
        "FMT-XMLDSIG",
    )
    yield case(
        "plain-xmldsig",
        "Three plain XMLDSig signatures with a signed time",
        world.plain,
        PASSED,
        "FMT-XMLDSIG",
    )
    yield case("issued", "Three XAdES signatures as hocba makes them", world.good, PASSED)


def _named_by_sha1(world: Synthetic) -> Callable[[bytes], bytes]:
    named = b64encode(hashlib.sha1(world.certificate("school").der).digest())

    def change(text: bytes) -> bytes:
        return sub(
            text,
            rb"(<xades:CertDigest>.*?Algorithm=\")[^\"]*(\".*?<DigestValue[^>]*>)[^<]*",
            lambda found: found[1] + b"http://www.w3.org/2000/09/xmldsig#sha1" + found[2] + named,
        )

    return change


def _empty_ns(world: Synthetic) -> bytes:
    from hocba.sign.options import SignatureOptions

    return world.signed(
        signers={"CBQL": "head", SEAL: "school"},
        profile="xmldsig-signingtime",
        options=SignatureOptions(empty_ns=True),
    )
