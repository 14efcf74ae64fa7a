"""A signer for any slot and any references, in the style of the field (signing.md §2) or of hocba.

Every signature made here is cryptographically right over what it refers to, so that a refusal is owed to the
rule under test and not to a broken value. It keeps no rule of its own.
"""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime, timedelta

import attrs

from hocba.testing.authority import TestIdentity
from hocba.xml import names
from hocba.xml.canonical import Canonicalizer
from hocba.xml.document import parse
from tests.later.document import TEACHERS
from tests.unit.verify.forge import HASHES, Ref, sign_octets

__all__ = ["PACKAGE", "Ref", "Slot", "ref", "sign", "slot_of"]

XADES = "http://uri.etsi.org/01903/v1.3.2#"


@attrs.frozen
class Slot:
    """An empty slot in the text: its tags, and which of several that look the same."""

    tag: str
    attributes: str = ""
    place: int = 0

    @property
    def empty(self) -> bytes:
        return f"<{self.tag}{self.attributes}></{self.tag}>".encode()


PACKAGE = Slot("CHU_KY_GOI_TIN")
"""Stands for the signature of a package, which has no slot of its own."""


def slot_of(name: str) -> Slot:
    """``gv-1`` is the slot of that teacher, ``CBQL[2]`` the second manager's among those still empty."""
    if name in TEACHERS:
        return Slot("GVBM", f' Id="{name}"')
    tag, _, place = name.partition("[")
    return Slot(tag, "", int(place.rstrip("]")) - 1 if place else 0)


def ref(uri: str, **changes: object) -> Ref:
    """A reference with the enveloped-signature transform alone, as the field writes it."""
    return attrs.evolve(Ref(uri, (names.ENVELOPED,)), **changes)


def sign(
    raw: bytes,
    slot: str | Slot,
    identity: TestIdentity,
    *refs: Ref | str,
    time: datetime,
    style: str = "field",
    day: str | None = None,
    number: str | None = None,
    c14n: str = names.C14N_10,
    method: str | None = None,
    mark: str | None = None,
    timed: bool = True,
) -> bytes:
    """``raw`` with a signature in the empty ``slot`` over ``refs``.

    ``style``: "field" (plain XMLDSig, SignatureProperties without a namespace), "ours" (the same in the
    namespace of XMLDSig), "xades" (with SigningCertificateV2) or "bare" (without a signing time).
    ``mark`` makes the ids unique.
    """
    place = slot_of(slot) if isinstance(slot, str) else slot
    key = (
        mark
        or f"{place.tag.lower()}-{sum(map(ord, place.attributes))}-{place.place}-{raw.count(b'<Signature ')}"
    )
    chosen = [ref(each) if isinstance(each, str) else each for each in refs]
    if style != "bare" and timed:
        chosen.append(Ref(f"#signobject-{key}", (names.EXC_C14N,)))
    if style == "xades":
        chosen.append(Ref(f"#signprops-{key}", (names.EXC_C14N,), kind=names.SIGNED_PROPERTIES))
    algorithm = method or (names.RSA_SHA256 if "RSA" in type(identity.key).__name__ else names.ECDSA_SHA256)
    text = _text(key, identity, chosen, c14n, algorithm, style, _stamp(time))
    spot = (
        f"<NGAY_KY>{day or (time + timedelta(hours=7)).strftime('%d/%m/%Y')}</NGAY_KY>"
        + (f"<SO_CCCD>{number}</SO_CCCD>" if number else "")
        + text
    )
    document = raw.replace(place.empty, text.encode()) if place is PACKAGE else _filled(raw, place, spot)
    for count, each in enumerate(chosen):
        document = document.replace(f"@D{count}@".encode(), _digest(document, key, each))
    return document.replace(b"@V@", _value(document, key, identity, c14n, algorithm))


def _filled(raw: bytes, slot: Slot, spot: str) -> bytes:
    at = raw.find(b"<DANH_SACH_GVBM>") if slot.tag == "GVBM" else -1  # rows call teachers by the same tag
    for _ in range(slot.place + 1):
        at = raw.index(slot.empty, at + 1)
    end = at + len(slot.empty) - len(slot.tag) - 3
    return raw[:end] + spot.encode() + raw[end:]


def _stamp(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(
    key: str, identity: TestIdentity, refs: list[Ref], c14n: str, method: str, style: str, time: str
) -> str:
    certificate = b64encode(identity.certificate.der).decode()
    info = (
        f'<SignedInfo><CanonicalizationMethod Algorithm="{c14n}"></CanonicalizationMethod>'
        f'<SignatureMethod Algorithm="{method}"></SignatureMethod>'
        + "".join(each.text(count) for count, each in enumerate(refs))
        + "</SignedInfo>"
    )
    return (
        f'<Signature xmlns="{names.DS}" Id="sigid-{key}">{info}<SignatureValue>@V@</SignatureValue>'
        f"<KeyInfo><X509Data><X509Certificate>{certificate}</X509Certificate></X509Data></KeyInfo>"
        + ("" if style == "bare" else _time_object(key, time, style))
        + (_properties(key, identity, time) if style == "xades" else "")
        + "</Signature>"
    )


def _time_object(key: str, time: str, style: str) -> str:
    namespace = ' xmlns=""' if style == "field" else ""
    return (
        f'<Object Id="signobject-{key}"><SignatureProperties{namespace}>'
        f'<SignatureProperty Target="#sigid-{key}">'
        f'<SigningTime xmlns="{names.SIGNATURE_PROPERTIES}">{time}</SigningTime>'
        "</SignatureProperty></SignatureProperties></Object>"
    )


def _properties(key: str, identity: TestIdentity, time: str) -> str:
    digest = b64encode(bytes.fromhex(identity.certificate.fingerprint)).decode()
    return (
        f'<Object><x:QualifyingProperties xmlns:x="{XADES}" Target="#sigid-{key}">'
        f'<x:SignedProperties Id="signprops-{key}"><x:SignedSignatureProperties>'
        f"<x:SigningTime>{time}</x:SigningTime><x:SigningCertificateV2><x:Cert><x:CertDigest>"
        f'<DigestMethod Algorithm="{names.SHA256}"></DigestMethod><DigestValue>{digest}</DigestValue>'
        "</x:CertDigest></x:Cert></x:SigningCertificateV2></x:SignedSignatureProperties></x:SignedProperties>"
        "</x:QualifyingProperties></Object>"
    )


def _digest(document: bytes, key: str, reference: Ref) -> bytes:
    tree = parse(document)
    signature = tree.root.xpath("//*[@Id=$v]", v=f"sigid-{key}")[0]
    writer = Canonicalizer(tree)
    without = signature if names.ENVELOPED in reference.transforms else None
    uri = reference.uri if reference.target is None else reference.target
    if uri == "":
        octets = writer.whole(exclusive=names.EXC_C14N in reference.transforms, without=without)
    else:
        target = tree.root.xpath("//*[@Id=$v or @id=$v]", v=(uri or "").removeprefix("#"))[0]
        form = writer.exclusive if names.EXC_C14N in reference.transforms else writer.inclusive
        octets = form(target, without=without)
    return b64encode(HASHES[reference.digest](octets).digest())


def _value(document: bytes, key: str, identity: TestIdentity, c14n: str, method: str) -> bytes:
    tree = parse(document)
    signature = tree.root.xpath("//*[@Id=$v]", v=f"sigid-{key}")[0]
    writer = Canonicalizer(tree)
    form = writer.exclusive if c14n.startswith(names.EXC_C14N) else writer.inclusive
    return b64encode(sign_octets(form(signature[0]), identity, method))
