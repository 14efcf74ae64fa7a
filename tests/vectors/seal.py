"""A signer without scruples: any signature text is given right digests and a right value by any key."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Sequence
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from lxml import etree

from hocba.pki.algorithms import digest, digest_algorithm, signature_algorithm
from hocba.pki.certificate import Certificate
from hocba.testing.pki import TestIdentity
from hocba.xml.canonical import Canonicalizer
from hocba.xml.document import Document, parse
from hocba.xml.names import C14N_10, C14N_11, DS, ENVELOPED, EXC_C14N, EXC_C14N_COMMENTS
from tests.vectors.edits import PACKAGE, in_signature, put, signature_span, sub

NS = f"{{{DS}}}"
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
ECDSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
Change = Callable[[bytes], bytes]


def resigned(
    raw: bytes,
    slot: str,
    by: TestIdentity,
    change: Change | None = None,
    *,
    method: str = "",
    certificates: Sequence[Certificate] | None = None,
    value: Callable[[bytes], bytes] | None = None,
) -> bytes:
    """``raw`` with the slot's signature changed and sealed by ``by``.

    ``method`` replaces SignatureMethod (default: what fits the key). ``certificates`` replace those of
    KeyInfo (default: the signer's own). ``value`` makes the value from the octets of SignedInfo, in
    place of the key.
    """
    wanted = method or (ECDSA_SHA256 if isinstance(by.key, ec.EllipticCurvePrivateKey) else RSA_SHA256)
    shown = (by.certificate,) if certificates is None else tuple(certificates)

    def adapt(text: bytes) -> bytes:
        text = sub(text, rb'<SignatureMethod Algorithm="[^"]*"', f'<SignatureMethod Algorithm="{wanted}"')
        if b"<X509Certificate>" in text:
            text = with_certificates(text, shown)
        if b"<xades:CertDigest>" in text:
            text = naming(text, by.certificate)
        return change(text) if change else text

    raw = with_digests(in_signature(raw, slot, adapt), slot)
    octets = signed_octets(raw, slot)
    sealed = value(octets) if value else sign(by.key, wanted, octets)
    return in_signature(
        raw,
        slot,
        lambda text: sub(
            text,
            rb"<SignatureValue>[^<]*<",
            b"<SignatureValue>" + b64encode(sealed) + b"<",
        ),
    )


def with_certificates(text: bytes, certificates: Sequence[Certificate]) -> bytes:
    """The signature text with these certificates in KeyInfo."""
    shown = b"".join(
        b"<X509Certificate>" + b64encode(entry.der) + b"</X509Certificate>" for entry in certificates
    )
    return sub(text, rb"(?:<X509Certificate>[^<]*</X509Certificate>)+", shown)


def naming(text: bytes, certificate: Certificate) -> bytes:
    """The signature text with this certificate named in SigningCertificate."""
    named = b64encode(bytes.fromhex(certificate.fingerprint))
    return sub(
        text,
        rb"(<xades:CertDigest>.*?<DigestValue[^>]*>)[^<]*<",
        lambda found: found[1] + named + b"<",
    )


def with_digests(raw: bytes, slot: str) -> bytes:
    """``raw`` with the digest of every reference that resolves put right."""
    document = parse(raw)
    element = _signature(document, slot)
    digests = [
        _digest(reference, element, document)
        for reference in element.iterfind(f"{NS}SignedInfo/{NS}Reference")
    ]

    def change(text: bytes) -> bytes:
        end = text.index(b"</SignedInfo>")
        queue = iter(digests)
        fixed = re.sub(
            rb"<DigestValue>[^<]*<",
            lambda found: b"<DigestValue>" + next(queue) + b"<",
            text[:end],
        )
        return fixed + text[end:]

    return in_signature(raw, slot, change)


def signed_octets(raw: bytes, slot: str) -> bytes:
    """The canonical octets of SignedInfo by the method it names; inclusive where that is unknown."""
    document = parse(raw)
    info = _signature(document, slot).find(f"{NS}SignedInfo")
    assert info is not None
    method = info[0].get("Algorithm") or ""
    return _canonical(Canonicalizer(document), info, method, None)


def sign(key: Any, method: str, octets: bytes) -> bytes:
    """The raw value of ``octets`` by ``method``, by its hash alone where the key is of another kind."""
    known = signature_algorithm(method)
    name = known.digest if known is not None and known.key in ("rsa", "ec") else "sha256"
    chosen = getattr(hashes, name.upper())()
    if isinstance(key, ec.EllipticCurvePrivateKey):
        r, s = decode_dss_signature(key.sign(octets, ec.ECDSA(chosen)))
        size = (key.key_size + 7) // 8
        return r.to_bytes(size, "big") + s.to_bytes(size, "big")
    if known is not None and known.padding == "pss":
        pss = padding.PSS(padding.MGF1(chosen), chosen.digest_size)
        return bytes(key.sign(octets, pss, chosen))
    return bytes(key.sign(octets, padding.PKCS1v15(), chosen))


def _signature(document: Document, slot: str) -> etree._Element:
    place = f"./{NS}Signature" if slot == PACKAGE else f".//{slot}/{NS}Signature"
    found = document.root.find(place)
    assert found is not None
    return found


def _digest(reference: etree._Element, signature: etree._Element, document: Document) -> bytes:
    uri = reference.get("URI")
    target = None if uri == "" else _target(uri or "", document)
    method = reference.find(f"{NS}DigestMethod")
    algorithm = "" if method is None else method.get("Algorithm") or ""
    if (uri != "" and target is None) or digest_algorithm(algorithm) is None:
        return b"AAAA"
    steps = [step.get("Algorithm") or "" for step in reference.iterfind(f"{NS}Transforms/{NS}Transform")]
    form = next((step for step in reversed(steps) if step != ENVELOPED), C14N_10)
    without = signature if ENVELOPED in steps else None
    octets = _canonical(Canonicalizer(document), target, form, without, _prefixes(reference))
    return b64encode(digest(algorithm, octets))


def _prefixes(reference: etree._Element) -> tuple[str, ...]:
    listed = next(reference.iter(f"{{{EXC_C14N}}}InclusiveNamespaces"), None)
    return () if listed is None else tuple((listed.get("PrefixList") or "").split())


def _target(uri: str, document: Document) -> etree._Element | None:
    value = uri.lstrip("#")
    for element in document.root.iter("*"):
        if value and value in (element.get("Id"), element.get("id"), element.get("ID")):
            return element
    return None


def _canonical(
    writer: Canonicalizer,
    target: etree._Element | None,
    form: str,
    without: etree._Element | None,
    prefixes: tuple[str, ...] = (),
) -> bytes:
    exclusive = form in (EXC_C14N, EXC_C14N_COMMENTS)
    if target is None:
        return writer.whole(exclusive=exclusive, without=without)
    if exclusive:
        return writer.exclusive(target, prefixes=prefixes, without=without)
    return writer.inclusive(target, version="1.1" if form == C14N_11 else "1.0", without=without)


__all__ = ["put", "resigned", "sign", "signature_span", "signed_octets", "with_digests"]
