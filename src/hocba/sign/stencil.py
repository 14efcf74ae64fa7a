"""The text of a signature with holes, made once per batch, filled once per record.

Everything that is digested is written so that its canonical octets are known without canonicalisation:
explicit end tags, attributes in canonical order, no white space between tags. The canonical forms of
SignedInfo (inclusive) and of the time object (exclusive) differ from what is written in their start tag only;
SignedProperties carries its namespaces itself, so its bytes in the file are the octets that are digested.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import lru_cache

import attrs

from hocba.pki.certificate import Certificate
from hocba.sign.certificate_text import CertificateText, certificate_text
from hocba.xml import names
from hocba.xml.escape import attribute, text

__all__ = ["Stencil", "StencilKey", "canonical", "make_stencil"]

_XMLNS = f' xmlns="{names.DS}"'
_HOLE = "\x00"
"""Stands for ``%b`` until all text is in place: no XML text holds this character."""


@attrs.frozen
class StencilKey:
    """All that the text depends on besides the time and the digests: ``uris`` are the references to data."""

    certificate: Certificate
    chain: tuple[Certificate, ...]
    algorithm: str
    xades: bool
    empty_ns: bool
    uris: tuple[str, ...]
    place: str = attrs.field(default="", repr=False)
    role: str = attrs.field(default="", repr=False)


@attrs.frozen
class Stencil:
    """Byte templates: canonical SignedInfo without its start tag, and the objects it refers to."""

    head: bytes
    signed_info: bytes
    key_info: bytes
    time_object: bytes
    properties: bytes
    properties_head: bytes

    def fill(
        self, unique: bytes, digests: tuple[bytes, ...], time: bytes, opening: bytes
    ) -> tuple[bytes, bytes, bytes]:
        """Fill the holes: the text before and after the value, and the octets that the key signs.

        ``unique``: the 36 characters that make the ids; ``digests``: base64, one for each reference to data;
        ``opening``: the canonical start tag of SignedInfo in place, without ``>``.
        """
        sha256 = hashlib.sha256
        time_object = self.time_object % (unique, unique, time)
        time_digest = b64encode(sha256(_CANONICAL_OBJECT + time_object).digest())
        if self.properties:
            properties = self.properties % (unique, time, *[unique] * len(digests), unique)
            digest = b64encode(sha256(properties).digest())
            data = [part for one in digests for part in (unique, one)]
            signed_info = self.signed_info % (*data, unique, unique, time_digest, unique, unique, digest)
            tail = self.properties_head % unique + properties + _PROPERTIES_TAIL
        else:
            signed_info = self.signed_info % (*digests, unique, time_digest)
            tail = _SIGNATURE_END
        before = b"".join((self.head % unique, b"<SignedInfo", signed_info, b"<SignatureValue>"))
        return before, b"".join((self.key_info, b"<Object", time_object, tail)), opening + signed_info


_CANONICAL_OBJECT = f"<Object{_XMLNS}".encode()
_SIGNATURE_END = b"</Signature>"
_PROPERTIES_TAIL = b"</xades:QualifyingProperties></Object></Signature>"


@lru_cache(maxsize=1024)
def make_stencil(key: StencilKey) -> Stencil:
    """Lay out the signature for ``key``."""
    certificate = certificate_text(key.certificate, key.chain)
    return Stencil(
        head=_bytes(f'<Signature{_XMLNS} Id="sigid-{_HOLE}">'),
        signed_info=_bytes(_signed_info(key)),
        key_info=f"</SignatureValue><KeyInfo>{certificate.x509_data}</KeyInfo>".encode(),
        time_object=_bytes(_time_object(key)),
        properties=_bytes(_properties(key, certificate)) if key.xades else b"",
        properties_head=_bytes(
            f'<Object><xades:QualifyingProperties xmlns:xades="{names.XADES}" Target="#sigid-{_HOLE}">'
        ),
    )


def _bytes(template: str) -> bytes:
    return template.replace("%", "%%").replace(_HOLE, "%b").encode("utf-8")


def _signed_info(key: StencilKey) -> str:
    """From behind ``<SignedInfo`` on, so that one template serves the file and the canonical form."""
    named = key.xades
    parts = [
        f'><CanonicalizationMethod Algorithm="{names.C14N_10}"></CanonicalizationMethod>',
        f'<SignatureMethod Algorithm="{key.algorithm}"></SignatureMethod>',
        *[
            _reference(
                identity=f"{name}-{_HOLE}" if named else "", uri=attribute(uri), transform=names.ENVELOPED
            )
            for name, uri in zip(_data_names(key), key.uris, strict=True)
        ],
        _reference(
            identity=f"refobject-{_HOLE}" if named else "",
            uri=f"#signobject-{_HOLE}",
            transform=names.EXC_C14N,
        ),
    ]
    if named:
        parts.append(
            _reference(
                identity=f"refprops-{_HOLE}",
                uri=f"#signprops-{_HOLE}",
                transform=names.EXC_C14N,
                kind=names.SIGNED_PROPERTIES,
            )
        )
    return "".join(parts) + "</SignedInfo>"


def _data_names(key: StencilKey) -> list[str]:
    """What the Ids of the references to data begin with."""
    return ["refdata", *[f"refdata{number}" for number in range(2, len(key.uris) + 1)]]


def _reference(*, identity: str, uri: str, transform: str, kind: str = "") -> str:
    attributes = f' Id="{identity}"' if identity else ""
    attributes += f' Type="{kind}"' if kind else ""
    return (
        f'<Reference{attributes} URI="{uri}"><Transforms><Transform Algorithm="{transform}"></Transform>'
        f'</Transforms><DigestMethod Algorithm="{names.SHA256}"></DigestMethod>'
        f"<DigestValue>{_HOLE}</DigestValue></Reference>"
    )


def _time_object(key: StencilKey) -> str:
    bare = ' xmlns=""' if key.empty_ns else ""
    return (
        f' Id="signobject-{_HOLE}"><SignatureProperties{bare}><SignatureProperty Target="#sigid-{_HOLE}">'
        f'<SigningTime xmlns="{names.SIGNATURE_PROPERTIES}">{_HOLE}</SigningTime>'
        "</SignatureProperty></SignatureProperties></Object>"
    )


def _properties(key: StencilKey, certificate: CertificateText) -> str:
    """EN 319 132-1 §5.2, §5.3. IssuerSerialV2 is left out: the digest of the DER identifies alone."""
    place = role = ""
    if key.place:
        place = (
            "<xades:SignatureProductionPlaceV2>"
            f"<xades:City>{text(key.place)}</xades:City></xades:SignatureProductionPlaceV2>"
        )
    if key.role:
        role = (
            "<xades:SignerRoleV2><xades:ClaimedRoles>"
            f"<xades:ClaimedRole>{text(key.role)}</xades:ClaimedRole></xades:ClaimedRoles></xades:SignerRoleV2>"
        )
    formats = "".join(
        f'<xades:DataObjectFormat ObjectReference="#{reference}-{_HOLE}">'
        "<xades:MimeType>text/xml</xades:MimeType></xades:DataObjectFormat>"
        for reference in (*_data_names(key), "refobject")
    )
    return (
        f'<xades:SignedProperties xmlns:xades="{names.XADES}" Id="signprops-{_HOLE}">'
        "<xades:SignedSignatureProperties>"
        f"<xades:SigningTime>{_HOLE}</xades:SigningTime>"
        "<xades:SigningCertificateV2><xades:Cert><xades:CertDigest>"
        f'<DigestMethod{_XMLNS} Algorithm="{names.SHA256}"></DigestMethod>'
        f"<DigestValue{_XMLNS}>{certificate.digest}</DigestValue>"
        f"</xades:CertDigest></xades:Cert></xades:SigningCertificateV2>{place}{role}"
        "</xades:SignedSignatureProperties>"
        f"<xades:SignedDataObjectProperties>{formats}</xades:SignedDataObjectProperties>"
        "</xades:SignedProperties>"
    )


def canonical(text: bytes) -> bytes:
    """``text`` of a signature, filled in with its value, in the canonical form that it has inside an element.

    SignedProperties carries namespaces itself that are declared around it already; nothing else differs.
    """
    for declared, bare in _SUPERFLUOUS:
        text = text.replace(declared, bare)
    return text


_SUPERFLUOUS = (
    (f'<xades:SignedProperties xmlns:xades="{names.XADES}"'.encode(), b"<xades:SignedProperties"),
    (f"<DigestMethod{_XMLNS}".encode(), b"<DigestMethod"),
    (f"<DigestValue{_XMLNS}>".encode(), b"<DigestValue>"),
)
