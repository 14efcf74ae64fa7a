"""What an implementation that is not hocba's says about one signature. An opinion, never a verdict."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

from lxml import etree

from hocba.extras import optional
from hocba.xml.document import Document, parse
from hocba.xml.names import DS

__all__ = ["SecondEngine", "opinion"]

_SIGNATURE = f"{{{DS}}}Signature"


class SecondEngine(StrEnum):
    """``signxml`` comes with hocba; ``xmlsec`` needs the extra ``xmlsec``."""

    SIGNXML = "signxml"
    XMLSEC = "xmlsec"


def opinion(document: Document, number: int, engine: SecondEngine) -> bool | None:
    """Whether ``engine`` verifies signature ``number`` (from 0) with the certificate that it carries.

    None: no certificate, or the engine does not support what the signature uses. Raises MissingExtraError.
    """
    copy = _only_signature(document, number)
    signature = next(copy.iter(_SIGNATURE))
    certificate = signature.findtext(f".//{{{DS}}}X509Certificate")
    if certificate is None:
        return None
    pem = f"-----BEGIN CERTIFICATE-----\n{certificate.strip()}\n-----END CERTIFICATE-----\n"
    return _signxml(copy, pem) if engine is SecondEngine.SIGNXML else _xmlsec(copy, signature, pem)


def _signxml(copy: etree._Element, pem: str) -> bool | None:
    """The certificate is pinned; the flag hides signxml's inclusive C14N fault (docs/adr/0001)."""
    from signxml.exceptions import SignXMLException
    from signxml.verifier import SignatureConfiguration, XMLVerifier

    references = len(copy.findall(f".//{{{DS}}}SignedInfo/{{{DS}}}Reference"))
    verifier = XMLVerifier()
    verifier.excise_empty_xmlns_declarations = True
    try:
        verifier.verify(
            copy, x509_cert=pem, expect_config=SignatureConfiguration(expect_references=references)
        )
    except SignXMLException:
        return False
    except Exception:  # whatever a hostile file makes of it: no opinion
        return None
    return True


def _xmlsec(copy: etree._Element, signature: etree._Element, pem: str) -> bool | None:
    xmlsec = optional("xmlsec", extra="xmlsec")
    context = xmlsec.SignatureContext()
    ids = [(owner, name) for owner in copy.iter("*") for name in ("Id", "ID", "id") if name in owner.attrib]
    counts = Counter(owner.get(name) for owner, name in ids)
    for owner, name in ids:
        if counts[owner.get(name)] == 1:  # libxmlsec knows no id that stands twice, as those of teachers do
            context.register_id(owner, name)
    try:
        context.key = xmlsec.Key.from_memory(pem.encode(), xmlsec.KeyFormat.CERT_PEM)
        context.verify(signature)
    except xmlsec.VerificationError:
        return False
    except xmlsec.Error:
        return None
    return True


def _only_signature(document: Document, number: int) -> etree._Element:
    """A copy of the document in which that signature is the only one."""
    copy = parse(document.raw).root
    for place, other in enumerate(list(copy.iter(_SIGNATURE))):
        parent = other.getparent()
        if place != number and parent is not None:
            parent.remove(other)
    return copy
