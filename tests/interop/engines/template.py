"""Unsigned ``ds:Signature`` elements in the layout of the field, for engines that fill in templates."""

from __future__ import annotations

import uuid
from pathlib import Path
from xml.sax.saxutils import escape

from cryptography import x509

from tests.interop.engines.common import DS, Keys, certificate_of

C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"


def signature(keys: Keys, algorithm: str, time: str, *, empty_ns: bool) -> str:
    """Two references (``#data``, the SigningTime object), everything to be computed left empty.

    The names of subject and issuer are written here: xmlsec1 1.2 leaves them empty, which others refuse.
    """
    number = uuid.uuid4()
    declared = "" if empty_ns else DS
    return (
        f'<Signature xmlns="{DS}" Id="sigid-{number}"><SignedInfo>'
        f'<CanonicalizationMethod Algorithm="{C14N}"/><SignatureMethod Algorithm="{algorithm}"/>'
        f"{_reference('data', DS + 'enveloped-signature')}{_reference(f'signobject-{number}', EXCLUSIVE)}"
        f"</SignedInfo><SignatureValue/><KeyInfo><X509Data>{_names(certificate_of(keys))}<X509Certificate/>"
        f'</X509Data></KeyInfo><Object Id="signobject-{number}">'
        f'<SignatureProperties xmlns="{declared}"><SignatureProperty Target="#sigid-{number}">'
        f'<SigningTime xmlns="http://example.org/#signatureProperties">{time}</SigningTime>'
        "</SignatureProperty></SignatureProperties></Object></Signature>"
    )


def _names(certificate: x509.Certificate) -> str:
    issuer = escape(certificate.issuer.rfc4514_string())
    return (
        f"<X509SubjectName>{escape(certificate.subject.rfc4514_string())}</X509SubjectName>"
        f"<X509IssuerSerial><X509IssuerName>{issuer}</X509IssuerName>"
        f"<X509SerialNumber>{certificate.serial_number}</X509SerialNumber></X509IssuerSerial>"
    )


def _reference(target: str, transform: str) -> str:
    return (
        f'<Reference URI="#{target}"><Transforms><Transform Algorithm="{transform}"/></Transforms>'
        f'<DigestMethod Algorithm="{SHA256}"/><DigestValue/></Reference>'
    )


def into_slot(source: Path, target: Path, slot: str, claims: dict[str, str], element: str) -> None:
    """Write ``source`` with ``element`` in the empty ``slot`` to ``target``."""
    text = source.read_text(encoding="utf-8")
    empty = f"<{slot}></{slot}>" if f"<{slot}></{slot}>" in text else f"<{slot}/>"
    assert text.count(empty) == 1
    stated = "".join(f"<{name}>{value}</{name}>" for name, value in claims.items())
    target.write_text(text.replace(empty, f"<{slot}>{stated}{element}</{slot}>"), encoding="utf-8")
