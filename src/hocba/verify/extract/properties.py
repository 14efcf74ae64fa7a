"""What the Objects of a signature hold: the time of signing, and QualifyingProperties of XAdES."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import attrs
from lxml import etree

from hocba.verify.extract.signature import Parts
from hocba.verify.extract.signed_info import Refused, octets_of
from hocba.verify.facts import Claim
from hocba.xml.names import DS, XADES
from hocba.xml.path import local_name

__all__ = ["NamedCertificate", "Properties", "claims", "named_certificates", "properties_of"]

_SIGNATURE_PROPERTIES = "SignatureProperties"
_SIGNATURE_PROPERTY = "SignatureProperty"
_TIME_HOLDERS = frozenset({_SIGNATURE_PROPERTIES, _SIGNATURE_PROPERTY})
_ANY_TIME = "{*}SigningTime"
_QUALIFYING = f"{{{XADES}}}QualifyingProperties"
_SIGNED = f"{{{XADES}}}SignedProperties"
_SIGNED_SIGNATURE = f"{{{XADES}}}SignedSignatureProperties"
_XADES_TIME = f"{{{XADES}}}SigningTime"
_CERTIFICATES = (f"{{{XADES}}}SigningCertificateV2", f"{{{XADES}}}SigningCertificate")
_CERT = f"{{{XADES}}}Cert"
_CERT_DIGEST = f"{{{XADES}}}CertDigest"
_POLICY = f"{{{XADES}}}SignaturePolicyIdentifier"
_DIGEST_METHOD = f"{{{DS}}}DigestMethod"
_DIGEST_VALUE = f"{{{DS}}}DigestValue"
_UNSIGNED = f"{{{XADES}}}UnsignedProperties"
_SIGNED_DATA = f"{{{XADES}}}SignedDataObjectProperties"
_STAMP = "TimeStamp"
_MOST_NAMED = 32
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)")


@attrs.frozen
class NamedCertificate:
    """One Cert of SigningCertificate(V2): the digest of the certificate it names."""

    algorithm: str
    digest: bytes


@attrs.frozen
class Properties:
    """The XAdES parts of a signature. ``target_ok``: QualifyingProperties name this signature."""

    qualifying: etree._Element | None = None
    signed: etree._Element | None = None
    signed_signature: etree._Element | None = None
    target_ok: bool = True
    time_stamps: int = 0
    signature_policy: bool = False

    def role_of(self, target: etree._Element, parts: Parts) -> str:
        """What a reference to ``target``, a part of the signature, is good for; empty for any other."""
        if target is self.signed:
            return "properties"
        if target in parts.objects:
            return "time"
        if target is parts.key_info:
            return "key"
        if local_name(target) not in _TIME_HOLDERS:
            return ""
        return "time" if any(above in parts.objects for above in target.iterancestors()) else ""


def properties_of(parts: Parts) -> Properties:
    """Survey the Objects of a signature. Raises Refused where XAdES properties stand twice."""
    found = [child for holder in parts.objects for child in holder.iterchildren(_QUALIFYING)]
    if not found:
        return Properties()
    if len(found) > 1:
        raise Refused("VER-SIG-STRUCTURE", "QualifyingProperties")
    qualifying = found[0]
    signed = _only(qualifying, _SIGNED)
    inner = None if signed is None else _only(signed, _SIGNED_SIGNATURE)
    return Properties(
        qualifying,
        signed,
        inner,
        parts.identifier is not None and qualifying.get("Target") == "#" + parts.identifier,
        _time_stamps(qualifying, signed),
        inner is not None and next(inner.iterchildren(_POLICY), None) is not None,
    )


def claims(parts: Parts, properties: Properties, covered: frozenset[etree._Element]) -> tuple[Claim, ...]:
    """Every SigningTime inside the signature, with whether a reference covers it and its place is known."""
    found = []
    for holder in parts.objects:
        for element in holder.iter(_ANY_TIME):
            placed, source = _place(element, holder, parts, properties)
            found.append(
                Claim(_instant(element), source, _is_covered(element, parts.signature, covered), placed)
            )
    return tuple(found)


def named_certificates(properties: Properties) -> Iterator[NamedCertificate]:
    """The certificates that the signed properties name. Raises Refused."""
    if properties.signed_signature is None:
        return
    for holder in properties.signed_signature.iterchildren(*_CERTIFICATES):
        if len(holder) > _MOST_NAMED:
            raise Refused("VER-SIG-STRUCTURE", "SigningCertificate")
        for entry in holder:
            yield _named(entry)


def _named(entry: etree._Element) -> NamedCertificate:
    digest = _only(entry, _CERT_DIGEST) if entry.tag == _CERT else None
    parts = [] if digest is None else list(digest)
    if len(parts) != 2 or parts[0].tag != _DIGEST_METHOD or parts[1].tag != _DIGEST_VALUE:
        raise Refused("VER-SIG-STRUCTURE", "SigningCertificate")
    return NamedCertificate(parts[0].get("Algorithm") or "", octets_of(parts[1]))


def _only(parent: etree._Element, tag: str) -> etree._Element | None:
    """The one child ``tag``; None without one. Raises Refused where it stands twice."""
    found = list(parent.iterchildren(tag))
    if len(found) > 1:
        raise Refused("VER-SIG-STRUCTURE", tag.rpartition("}")[2])
    return found[0] if found else None


def _time_stamps(qualifying: etree._Element, signed: etree._Element | None) -> int:
    """Time stamps of every kind and version, signed over or not."""
    holders = list(qualifying.iterchildren(_UNSIGNED))
    data = None if signed is None else _only(signed, _SIGNED_DATA)
    stamps = 0 if data is None else sum(1 for child in data if local_name(child).endswith(_STAMP))
    return stamps + sum(
        1 for holder in holders for element in holder.iter("*") if local_name(element).endswith(_STAMP)
    )


def _place(
    element: etree._Element, holder: etree._Element, parts: Parts, properties: Properties
) -> tuple[bool, str]:
    """Whether the time stands where times stand, and which kind it is."""
    parent = element.getparent()
    if parent is None:
        return False, ""
    if parent is properties.signed_signature:
        return element.tag == _XADES_TIME and properties.target_ok, "xades"
    above = parent.getparent()
    if (
        above is None
        or local_name(parent) != _SIGNATURE_PROPERTY
        or local_name(above) != _SIGNATURE_PROPERTIES
    ):
        return False, ""
    target = parent.get("Target")
    own = target is None or (parts.identifier is not None and target == "#" + parts.identifier)
    return above.getparent() is holder and own, "object"


def _is_covered(
    element: etree._Element, signature: etree._Element, covered: frozenset[etree._Element]
) -> bool:
    """Whether a covered part of ``signature`` holds ``element``.

    What lies around the signature is digested without it, so that such a reference covers no time in it.
    """
    at: etree._Element | None = element
    while at is not None and at is not signature:
        if at in covered:
            return True
        at = at.getparent()
    return False


def _instant(element: etree._Element) -> datetime | None:
    """The instant in UTC; None unless it is a dateTime with a zone."""
    text = (element.text or "").strip(" \t\r\n")
    if len(element) or not _DATE_TIME.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
