"""A ``ds:Signature`` taken apart, strictly and narrowly.

What is not exactly SignedInfo, SignatureValue, KeyInfo, Object … with text-only values is refused, so that
nothing can hide between what is digested and what is read. Comments and processing instructions are refused
in SignedInfo, SignatureValue and KeyInfo, and SignedInfo is read from its canonical octets alone.
"""

from __future__ import annotations

import attrs
from lxml import etree

from hocba.limits import Limits
from hocba.verify.extract.octets import FORMS, Form, Octets, Unsupported
from hocba.verify.extract.signed_info import (
    Method,
    Refused,
    SignedInfo,
    children_of,
    method_of,
    octets_of,
    read_plain,
    read_signed_info,
)
from hocba.xml.names import DS
from hocba.xml.path import local_name

__all__ = ["Parts", "take_apart"]

_SIGNED_INFO = f"{{{DS}}}SignedInfo"
_SIGNATURE_VALUE = f"{{{DS}}}SignatureValue"
_KEY_INFO = f"{{{DS}}}KeyInfo"
_OBJECT = f"{{{DS}}}Object"
_FOR_READING = Form(exclusive=True)


@attrs.frozen
class Parts:
    """The parts of one signature; elements belong to the document's tree.

    ``form`` and ``signed_octets`` are what the value was made over; both are None where the
    canonicalisation is not supported.
    """

    signature: etree._Element
    identifier: str | None
    signed_info: etree._Element
    info: SignedInfo
    form: Form | None
    signed_octets: bytes | None
    value: bytes
    key_info: etree._Element | None
    objects: tuple[etree._Element, ...]


def take_apart(
    signature: etree._Element, octets: Octets, *, sparse: bool, limits: Limits, plain: bytes | None = None
) -> Parts:
    """The parts of ``signature``. ``sparse``: the document has comments or processing instructions.
    ``plain``: bytes that are SignedInfo in canonical form if they read as such.

    Raises Refused (VER-SIG-COMMENT, VER-SIG-STRUCTURE, VER-SIG-BASE64).
    """
    children = children_of(signature)
    if len(children) < 2 or children[0].tag != _SIGNED_INFO or children[1].tag != _SIGNATURE_VALUE:
        raise Refused("VER-SIG-STRUCTURE", "Signature")
    rest = children[2:]
    key_info = rest.pop(0) if rest and rest[0].tag == _KEY_INFO else None
    if any(child.tag != _OBJECT for child in rest):
        raise Refused("VER-SIG-STRUCTURE", "Signature")
    if sparse:
        _refuse_hidden(children[0], children[1], key_info)
    form, signed_octets, info = _signed(children[0], octets, plain, limits)
    return Parts(
        signature,
        signature.get("Id"),
        children[0],
        info,
        form,
        signed_octets,
        octets_of(children[1]),
        key_info,
        tuple(rest),
    )


def _refuse_hidden(*parts: etree._Element | None) -> None:
    """Nothing may hide where keys, methods, digests and the value stand (CVE-2025-29774, CVE-2025-29775).

    Objects may hold anything; what is read from them is refused where it is not text alone.
    """
    for part in parts:
        if part is not None and next(part.iter(etree.Comment, etree.ProcessingInstruction), None) is not None:
            raise Refused("VER-SIG-COMMENT", local_name(part))


def _signed(
    signed_info: etree._Element, octets: Octets, plain: bytes | None, limits: Limits
) -> tuple[Form | None, bytes | None, SignedInfo]:
    """The canonical octets, and what they say; the plain bytes where they are the same."""
    info = None if plain is None else read_plain(plain)
    form = None if info is None else FORMS.get(info.canonicalization.uri)
    if info is not None and form is not None and len(info.references) <= limits.references:
        return form, plain, info
    form, signed_octets = _computed(signed_info, octets)
    readable = signed_octets if signed_octets is not None else octets.of(signed_info, _FOR_READING)
    return form, signed_octets, read_signed_info(readable, limits)


def _computed(signed_info: etree._Element, octets: Octets) -> tuple[Form | None, bytes | None]:
    """The canonical octets by the method that SignedInfo names as its first child."""
    method = method_of(signed_info[0]) if len(signed_info) else Method("")
    form = FORMS.get(method.uri)
    if form is None or method.odd:
        return None, None
    if method.prefixes:
        form = attrs.evolve(form, prefixes=method.prefixes)
    try:
        return form, octets.of(signed_info, form)
    except Unsupported:
        return None, None
