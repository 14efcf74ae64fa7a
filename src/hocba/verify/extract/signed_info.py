"""SignedInfo read from its canonical octets: from what was signed, never from the tree.

The shape that programs write without white space is matched as text; every other one is parsed again. Both
give the same answer for the same octets, and both refuse what is not exactly SignedInfo.
"""

from __future__ import annotations

import re
from functools import lru_cache

import attrs
from lxml import etree

from hocba.errors import MalformedXmlError
from hocba.limits import Limits
from hocba.xml.base64 import decode_strict
from hocba.xml.names import DS, EXC_C14N, EXC_C14N_COMMENTS

__all__ = [
    "Method",
    "Reference",
    "Refused",
    "SignedInfo",
    "children_of",
    "method_of",
    "octets_of",
    "read_plain",
    "read_signed_info",
]

_WHITE_SPACE = " \t\r\n"
_SIGNED_INFO = f"{{{DS}}}SignedInfo"
_C14N_METHOD = f"{{{DS}}}CanonicalizationMethod"
_SIGNATURE_METHOD = f"{{{DS}}}SignatureMethod"
_REFERENCE = f"{{{DS}}}Reference"
_TRANSFORMS = f"{{{DS}}}Transforms"
_TRANSFORM = f"{{{DS}}}Transform"
_DIGEST_METHOD = f"{{{DS}}}DigestMethod"
_DIGEST_VALUE = f"{{{DS}}}DigestValue"
_PREFIXES = f"{{{EXC_C14N}}}InclusiveNamespaces"
_EXCLUSIVE = frozenset({EXC_C14N, EXC_C14N_COMMENTS})


class Refused(Exception):  # noqa: N818 — a signal inside extraction, never an error that leaves it
    """The signature cannot be read; ``code`` and ``detail`` become a fact."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


@attrs.frozen(cache_hash=True)
class Method:
    """An ``Algorithm`` with the prefixes of InclusiveNamespaces; ``odd``: it holds something else."""

    uri: str
    prefixes: tuple[str, ...] = ()
    odd: bool = False


@attrs.frozen
class Reference:
    """One Reference as signed. ``uri`` is None where the attribute is missing."""

    uri: str | None
    kind: str
    transforms: tuple[Method, ...]
    digest_algorithm: str
    digest: bytes


@attrs.frozen
class SignedInfo:
    """What the signature value was made over."""

    canonicalization: Method
    signature_algorithm: str
    references: tuple[Reference, ...]


_TEXT = rb"[^\"&<\t\r\n]*"
_VALUE = rb'"(' + _TEXT + rb')"'
_ONE = (
    rb"<Reference(?: Id=\"%(t)s\")?(?: Type=%(v)s)?(?: URI=%(v)s)?>"
    rb"(?:<Transforms>((?:<Transform Algorithm=\"%(t)s\"></Transform>)+)</Transforms>)?"
    rb"<DigestMethod Algorithm=%(v)s></DigestMethod><DigestValue>([^&<>\r]*)</DigestValue></Reference>"
) % {b"v": _VALUE, b"t": _TEXT}
_PLAIN_REFERENCE = re.compile(_ONE)
_PLAIN = re.compile(
    (
        rb'<SignedInfo xmlns="%(ns)s"><CanonicalizationMethod Algorithm=%(v)s></CanonicalizationMethod>'
        rb"<SignatureMethod Algorithm=%(v)s></SignatureMethod>(.*)</SignedInfo>"
    )
    % {b"v": _VALUE, b"ns": re.escape(DS.encode())},
    re.DOTALL,
)
_PLAIN_TRANSFORM = re.compile(rb"Algorithm=" + _VALUE)


def read_signed_info(octets: bytes, limits: Limits) -> SignedInfo:
    """Read the canonical ``octets``. Raises Refused (VER-SIG-STRUCTURE, VER-SIG-BASE64)."""
    info = read_plain(octets)
    if info is None:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        info = _parsed(etree.fromstring(octets, parser))
    if len(info.references) > limits.references:
        raise Refused("VER-SIG-STRUCTURE", "Reference")
    return info


def read_plain(octets: bytes) -> SignedInfo | None:
    """Read ``octets`` if they are SignedInfo as programs write it without white space; None if not.

    What is read so is in canonical form: the pattern allows nothing that canonicalisation would change.
    Raises Refused (VER-SIG-BASE64).
    """
    plain = _PLAIN.fullmatch(octets)
    references = None if plain is None else _plain_references(plain[3])
    if plain is None or not references:
        return None
    return SignedInfo(_methods(plain[1])[0], _text(plain[2]), references)


def _plain_references(written: bytes) -> tuple[Reference, ...] | None:
    """The references, when they follow one another without anything between them; else None."""
    found = []
    at = 0
    while at < len(written):
        match = _PLAIN_REFERENCE.match(written, at)
        if match is None:
            return None
        kind, uri, transforms, method, digest = match.groups()
        found.append(
            Reference(
                None if uri is None else uri.decode(),
                "" if kind is None else _text(kind),
                () if transforms is None else _methods(transforms),
                _text(method),
                _decoded(digest, "DigestValue"),
            )
        )
        at = match.end()
    return tuple(found)


@lru_cache(maxsize=256)
def _methods(written: bytes) -> tuple[Method, ...]:
    """The methods of Transform elements, or the one whose identifier is given."""
    uris = _PLAIN_TRANSFORM.findall(written) if written.startswith(b"<") else [written]
    return tuple(Method(uri.decode()) for uri in uris)


@lru_cache(maxsize=256)
def _text(written: bytes) -> str:
    return written.decode()


def _parsed(element: etree._Element) -> SignedInfo:
    children = children_of(element)
    if (
        element.tag != _SIGNED_INFO
        or len(children) < 3
        or children[0].tag != _C14N_METHOD
        or children[1].tag != _SIGNATURE_METHOD
    ):
        raise Refused("VER-SIG-STRUCTURE", "SignedInfo")
    canonicalization, method = method_of(children[0]), method_of(children[1])
    if canonicalization.odd or method.odd:
        raise Refused("VER-SIG-STRUCTURE", "SignedInfo")
    return SignedInfo(canonicalization, method.uri, tuple(_reference(child) for child in children[2:]))


def _reference(element: etree._Element) -> Reference:
    if element.tag != _REFERENCE:
        raise Refused("VER-SIG-STRUCTURE", "SignedInfo")
    children = children_of(element)
    transforms: tuple[Method, ...] = ()
    if children and children[0].tag == _TRANSFORMS:
        transforms = tuple(_transform(child) for child in children_of(children.pop(0)))
    if len(children) != 2 or children[0].tag != _DIGEST_METHOD or children[1].tag != _DIGEST_VALUE:
        raise Refused("VER-SIG-STRUCTURE", "Reference")
    method = method_of(children[0])
    if method.odd:
        raise Refused("VER-SIG-STRUCTURE", "DigestMethod")
    return Reference(
        element.get("URI"), element.get("Type") or "", transforms, method.uri, octets_of(children[1])
    )


def _transform(element: etree._Element) -> Method:
    if element.tag != _TRANSFORM:
        raise Refused("VER-SIG-STRUCTURE", "Transforms")
    return method_of(element)


def method_of(element: etree._Element) -> Method:
    """The ``Algorithm`` of ``element`` and what stands inside it."""
    uri = element.get("Algorithm") or ""
    if not len(element):
        return Method(uri, (), bool(element.text and element.text.strip(_WHITE_SPACE)))
    child = element[0]
    if len(element) != 1 or child.tag != _PREFIXES or uri not in _EXCLUSIVE or len(child):
        return Method(uri, (), True)
    return Method(uri, tuple((child.get("PrefixList") or "").split()))


def octets_of(element: etree._Element) -> bytes:
    """The octets of a text-only base64 element. Raises Refused."""
    if len(element):
        raise Refused("VER-SIG-STRUCTURE", _name(element))
    return _decoded(element.text or "", _name(element))


def _decoded(text: str | bytes, name: str) -> bytes:
    try:
        octets = decode_strict(text)
    except MalformedXmlError:
        raise Refused("VER-SIG-BASE64", name) from None
    if not octets:
        raise Refused("VER-SIG-BASE64", name)
    return octets


def children_of(element: etree._Element) -> list[etree._Element]:
    """The child elements; text between them is refused."""
    children = list(element)
    text = element.text
    if text is not None and text.strip(_WHITE_SPACE):
        raise Refused("VER-SIG-STRUCTURE", _name(element))
    for child in children:
        tail = child.tail
        if tail is not None and tail.strip(_WHITE_SPACE):
            raise Refused("VER-SIG-STRUCTURE", _name(element))
    return children


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
