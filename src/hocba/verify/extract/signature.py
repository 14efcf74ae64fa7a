"""A ``ds:Signature`` taken apart, strictly and narrowly.

What is not exactly SignedInfo, SignatureValue, KeyInfo, Object … with text-only values is refused, so that
nothing can hide between what is digested and what is read. Comments and processing instructions are refused
anywhere inside: then the tree says the same as the canonical octets do.
"""

from __future__ import annotations

import attrs
from lxml import etree

from hocba.errors import MalformedXmlError
from hocba.limits import Limits
from hocba.xml.base64 import decode_strict
from hocba.xml.names import DS, EXC_C14N, EXC_C14N_COMMENTS

__all__ = ["Method", "Parts", "Reference", "Refused", "take_apart"]

_WHITE_SPACE = " \t\r\n"
_SIGNED_INFO = f"{{{DS}}}SignedInfo"
_C14N_METHOD = f"{{{DS}}}CanonicalizationMethod"
_SIGNATURE_METHOD = f"{{{DS}}}SignatureMethod"
_REFERENCE = f"{{{DS}}}Reference"
_TRANSFORMS = f"{{{DS}}}Transforms"
_TRANSFORM = f"{{{DS}}}Transform"
_DIGEST_METHOD = f"{{{DS}}}DigestMethod"
_DIGEST_VALUE = f"{{{DS}}}DigestValue"
_SIGNATURE_VALUE = f"{{{DS}}}SignatureValue"
_KEY_INFO = f"{{{DS}}}KeyInfo"
_OBJECT = f"{{{DS}}}Object"
_PREFIXES = f"{{{EXC_C14N}}}InclusiveNamespaces"
_EXCLUSIVE = frozenset({EXC_C14N, EXC_C14N_COMMENTS})


class Refused(Exception):  # noqa: N818 — a signal inside extraction, never an error that leaves it
    """The signature cannot be read; ``code`` and ``detail`` become a fact."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


@attrs.frozen
class Method:
    """An ``Algorithm`` with the prefixes of InclusiveNamespaces; ``odd``: it holds something else."""

    uri: str
    prefixes: tuple[str, ...] = ()
    odd: bool = False


@attrs.frozen
class Reference:
    """One Reference as written. ``uri`` is None where the attribute is missing."""

    uri: str | None
    kind: str
    transforms: tuple[Method, ...]
    digest_algorithm: str
    digest: bytes


@attrs.frozen
class Parts:
    """The parts of one signature; elements belong to the document's tree."""

    signature: etree._Element
    identifier: str | None
    signed_info: etree._Element
    canonicalization: Method
    signature_algorithm: str
    references: tuple[Reference, ...]
    value: bytes
    key_info: etree._Element | None
    objects: tuple[etree._Element, ...]


def take_apart(signature: etree._Element, *, sparse: bool, limits: Limits) -> Parts:
    """The parts of ``signature``. ``sparse``: the document has comments or processing instructions.

    Raises Refused (VER-SIG-COMMENT, VER-SIG-STRUCTURE, VER-SIG-BASE64).
    """
    if sparse and next(signature.iter(etree.Comment, etree.ProcessingInstruction), None) is not None:
        raise Refused("VER-SIG-COMMENT", "Signature")
    children = _children(signature)
    if len(children) < 2 or children[0].tag != _SIGNED_INFO or children[1].tag != _SIGNATURE_VALUE:
        raise Refused("VER-SIG-STRUCTURE", "Signature")
    rest = children[2:]
    key_info = rest.pop(0) if rest and rest[0].tag == _KEY_INFO else None
    if any(child.tag != _OBJECT for child in rest):
        raise Refused("VER-SIG-STRUCTURE", "Signature")
    canonicalization, algorithm, references = _signed_info(children[0], limits)
    return Parts(
        signature,
        signature.get("Id"),
        children[0],
        canonicalization,
        algorithm,
        references,
        octets_of(children[1]),
        key_info,
        tuple(rest),
    )


def octets_of(element: etree._Element) -> bytes:
    """The octets of a text-only base64 element. Raises Refused."""
    if len(element):
        raise Refused("VER-SIG-STRUCTURE", _name(element))
    try:
        octets = decode_strict(element.text or "")
    except MalformedXmlError:
        raise Refused("VER-SIG-BASE64", _name(element)) from None
    if not octets:
        raise Refused("VER-SIG-BASE64", _name(element))
    return octets


def _signed_info(element: etree._Element, limits: Limits) -> tuple[Method, str, tuple[Reference, ...]]:
    children = _children(element)
    if len(children) < 3 or children[0].tag != _C14N_METHOD or children[1].tag != _SIGNATURE_METHOD:
        raise Refused("VER-SIG-STRUCTURE", "SignedInfo")
    if len(children) - 2 > limits.references:
        raise Refused("VER-SIG-STRUCTURE", "Reference")
    canonicalization, method = _method(children[0]), _method(children[1])
    if canonicalization.odd or method.odd:
        raise Refused("VER-SIG-STRUCTURE", "SignedInfo")
    return canonicalization, method.uri, tuple(_reference(child) for child in children[2:])


def _reference(element: etree._Element) -> Reference:
    if element.tag != _REFERENCE:
        raise Refused("VER-SIG-STRUCTURE", "SignedInfo")
    children = _children(element)
    transforms: tuple[Method, ...] = ()
    if children and children[0].tag == _TRANSFORMS:
        transforms = tuple(_transform(child) for child in _children(children.pop(0)))
    if len(children) != 2 or children[0].tag != _DIGEST_METHOD or children[1].tag != _DIGEST_VALUE:
        raise Refused("VER-SIG-STRUCTURE", "Reference")
    method = _method(children[0])
    if method.odd:
        raise Refused("VER-SIG-STRUCTURE", "DigestMethod")
    return Reference(
        element.get("URI"), element.get("Type") or "", transforms, method.uri, octets_of(children[1])
    )


def _transform(element: etree._Element) -> Method:
    if element.tag != _TRANSFORM:
        raise Refused("VER-SIG-STRUCTURE", "Transforms")
    return _method(element)


def _method(element: etree._Element) -> Method:
    uri = element.get("Algorithm") or ""
    if not len(element):
        return Method(uri, (), bool(element.text and element.text.strip(_WHITE_SPACE)))
    child = element[0]
    if len(element) != 1 or child.tag != _PREFIXES or uri not in _EXCLUSIVE or len(child):
        return Method(uri, (), True)
    return Method(uri, tuple((child.get("PrefixList") or "").split()))


def _children(element: etree._Element) -> list[etree._Element]:
    """The child elements; text between them is refused."""
    children = list(element)
    if (element.text and element.text.strip(_WHITE_SPACE)) or any(
        child.tail and child.tail.strip(_WHITE_SPACE) for child in children
    ):
        raise Refused("VER-SIG-STRUCTURE", _name(element))
    return children


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
