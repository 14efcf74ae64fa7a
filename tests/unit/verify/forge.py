"""Signs what no honest program would: any references, transforms, objects and certificates.

Every signature made here is cryptographically right over what it refers to, so that a refusal is owed to the
rule under test and not to a broken value.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable

import attrs
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from lxml import etree

from hocba.testing.authority import TestIdentity
from hocba.xml import names
from hocba.xml.canonical import Canonicalizer
from hocba.xml.document import parse

TIME = "2026-06-01T06:00:00Z"
HASHES = {
    names.SHA256: hashlib.sha256,
    names.SHA384: hashlib.sha384,
    "http://www.w3.org/2000/09/xmldsig#sha1": hashlib.sha1,
}
SHA1 = "http://www.w3.org/2000/09/xmldsig#sha1"
RSA_SHA1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1"
HMAC = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"
PSS = "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1"


@attrs.frozen
class Ref:
    """A reference as it is written, and how its digest is really computed."""

    uri: str | None
    transforms: tuple[str, ...] = ()
    digest: str = names.SHA256
    kind: str = ""
    target: str | None = None
    inner: str = ""

    def text(self, number: int) -> str:
        uri = "" if self.uri is None else f' URI="{self.uri}"'
        kind = f' Type="{self.kind}"' if self.kind else ""
        body = "".join(f'<Transform Algorithm="{each}">{self.inner}</Transform>' for each in self.transforms)
        transforms = f"<Transforms>{body}</Transforms>" if self.transforms else ""
        return (
            f'<Reference{kind}{uri}>{transforms}<DigestMethod Algorithm="{self.digest}"></DigestMethod>'
            f"<DigestValue>@D{number}@</DigestValue></Reference>"
        )


DATA = Ref("#data", (names.ENVELOPED,))
TIME_REF = Ref("#time-{slot}", (names.EXC_C14N,))


def time_object(
    slot: str, time: str = TIME, *, target: str | None = None, identifier: str | None = None
) -> str:
    return (
        f'<Object Id="{identifier or f"time-{slot}"}"><SignatureProperties>'
        f'<SignatureProperty Target="{target or f"#sig-{slot}"}">'
        f'<SigningTime xmlns="{names.SIGNATURE_PROPERTIES}">{time}</SigningTime>'
        "</SignatureProperty></SignatureProperties></Object>"
    )


def key_info(*identities: TestIdentity) -> str:
    held = "".join(
        f"<X509Certificate>{b64encode(each.certificate.der).decode()}</X509Certificate>"
        for each in identities
    )
    return f"<KeyInfo><X509Data>{held}</X509Data></KeyInfo>"


def forge(
    raw: bytes,
    slot: str,
    identity: TestIdentity,
    *,
    refs: tuple[Ref, ...] = (DATA, TIME_REF),
    objects: str | None = None,
    keys: str | None = None,
    c14n: str = names.C14N_10,
    method: str = names.RSA_SHA256,
    beside: str = "<NGAY_KY>01/06/2026</NGAY_KY>",
    namespace: str = "",
    edit: Callable[[str], str] = lambda text: text,
    after: Callable[[bytes], bytes] = lambda raw: raw,
) -> bytes:
    """``raw`` with a signature in the empty ``slot``; ``edit`` changes its text before anything is signed."""
    refs = tuple(attrs.evolve(ref, uri=ref.uri.format(slot=slot) if ref.uri else ref.uri) for ref in refs)
    info = (
        f'<SignedInfo><CanonicalizationMethod Algorithm="{c14n}"></CanonicalizationMethod>'
        f'<SignatureMethod Algorithm="{method}"></SignatureMethod>'
        + "".join(ref.text(number) for number, ref in enumerate(refs))
        + "</SignedInfo>"
    )
    text = (
        f'{beside}<Signature xmlns="{names.DS}" Id="sig-{slot}">{info}<SignatureValue>@V@</SignatureValue>'
        f"{key_info(identity) if keys is None else keys}"
        f"{time_object(slot) if objects is None else objects}</Signature>"
    )
    empty = f"<{slot}></{slot}>".encode()
    assert raw.count(empty) == 1, slot
    document = raw.replace(empty, f"<{slot}>{edit(text)}</{slot}>".encode())
    document = after(document)
    for number, ref in enumerate(refs):
        document = document.replace(
            f"@D{number}@".encode(), _digest(document, f"{{{namespace}}}{slot}" if namespace else slot, ref)
        )
    return document.replace(
        b"@V@",
        b64encode(_value(document, f"{{{namespace}}}{slot}" if namespace else slot, identity, c14n, method)),
    )


def _digest(document: bytes, slot: str, ref: Ref) -> bytes:
    tree = parse(document)
    octets = _octets(tree, _signature(tree.root, slot), ref)
    return b64encode(HASHES.get(ref.digest, hashlib.sha256)(octets).digest())


def _octets(tree, signature, ref: Ref) -> bytes:
    writer = Canonicalizer(tree)
    enveloped = signature if names.ENVELOPED in ref.transforms else None
    exclusive = names.EXC_C14N in ref.transforms
    uri = ref.target if ref.target is not None else ref.uri
    if uri == "":
        return writer.whole(exclusive=exclusive, without=enveloped)
    found = tree.root.xpath("//*[@id=$v or @Id=$v or @ID=$v]", v=(uri or "").removeprefix("#"))
    if not found:
        return b""
    return (writer.exclusive if exclusive else writer.inclusive)(found[0], without=enveloped)


def _signature(root, slot: str):
    return root.find(f".//{slot}/{{{names.DS}}}Signature")


def _value(document: bytes, slot: str, identity: TestIdentity, c14n: str, method: str) -> bytes:
    tree = parse(document)
    info = _signature(tree.root, slot).find(f"{{{names.DS}}}SignedInfo")
    if info is None:
        return b"none"
    writer = Canonicalizer(tree)
    comments = c14n.endswith("WithComments")
    octets = (
        writer.exclusive(info, with_comments=comments)
        if c14n.startswith(names.EXC_C14N)
        else writer.inclusive(info, with_comments=comments)
    )
    return sign_octets(octets, identity, method)


def sign_octets(octets: bytes, identity: TestIdentity, method: str = names.RSA_SHA256) -> bytes:
    """The raw signature value as XML wants it; HMAC with the public key, as an attacker would."""
    if method == HMAC:
        import hmac

        return hmac.digest(identity.certificate.der, octets, "sha256")
    if isinstance(identity.key, rsa.RSAPrivateKey):
        chosen = hashes.SHA1() if method == RSA_SHA1 else hashes.SHA256()
        if method == PSS:
            return identity.key.sign(octets, padding.PSS(padding.MGF1(chosen), 32), chosen)
        return identity.key.sign(octets, padding.PKCS1v15(), chosen)
    size = (identity.key.key_size + 7) // 8
    r, s = decode_dss_signature(identity.key.sign(octets, ec.ECDSA(hashes.SHA256())))
    return r.to_bytes(size, "big") + s.to_bytes(size, "big")


def pretty(raw: bytes) -> bytes:
    """``raw`` as an XML editor would save it."""
    parser = etree.XMLParser(remove_blank_text=True)
    return etree.tostring(
        etree.fromstring(raw, parser), pretty_print=True, xml_declaration=True, encoding="UTF-8"
    )
