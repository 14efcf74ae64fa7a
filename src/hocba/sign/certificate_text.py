"""What a signature says about its certificate, as XML text; made once per certificate."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import lru_cache

import attrs

from hocba.pki.certificate import Certificate
from hocba.xml.escape import text as escaped

__all__ = ["CertificateText", "certificate_text"]


@attrs.frozen
class CertificateText:
    """The X509Data of KeyInfo and the base64 SHA-256 of the DER for SigningCertificateV2."""

    x509_data: str
    digest: str


@lru_cache(maxsize=1024)
def certificate_text(certificate: Certificate, chain: tuple[Certificate, ...] = ()) -> CertificateText:
    """Subject, issuer and serial, and the certificate (signing.md §2), then ``chain`` where it is wanted."""
    certificates = "".join(
        f"<X509Certificate>{b64encode(one.der).decode()}</X509Certificate>" for one in (certificate, *chain)
    )
    data = (
        f"<X509SubjectName>{_name(certificate.subject)}</X509SubjectName>"
        f"<X509IssuerSerial><X509IssuerName>{_name(certificate.issuer)}</X509IssuerName>"
        f"<X509SerialNumber>{certificate.serial}</X509SerialNumber></X509IssuerSerial>{certificates}"
    )
    digest = b64encode(hashlib.sha256(certificate.der).digest()).decode()
    return CertificateText(f"<X509Data>{data}</X509Data>", digest)


def _name(name: str) -> str:
    """RFC 4514 text; a character that XML cannot carry is written as its hexadecimal escape."""
    return escaped("".join(_carried(letter) for letter in name))


def _carried(letter: str) -> str:
    if letter >= " " and letter not in "\x7f\ufffe\uffff":
        return letter
    return "".join(f"\\{octet:02X}" for octet in letter.encode("utf-8"))
