"""The digests of what a slot signs, in the file as it is when the signature goes in."""

from __future__ import annotations

import hashlib
from base64 import b64encode

from hocba.sign.ground import Target
from hocba.sign.insertion import Slotting, apply
from hocba.sign.layout import Layout
from hocba.sign.record_file import RecordFile
from hocba.xml.canonical import Canonicalizer
from hocba.xml.document import parse
from hocba.xml.ids import IdIndex

__all__ = ["covered_octets", "data_digests", "whole_digest"]


def data_digests(file: RecordFile, layout: Layout, slot: str) -> tuple[bytes, ...]:
    """Base64 SHA-256 of every element that ``slot`` covers. SigningError (SIGN-COVERS-NOTHING)."""
    targets = layout.ground.targets_of(slot)
    if not layout.moves:
        return tuple([target.digest for target in targets])
    return tuple([_digest(file, layout, target) for target in targets])


def whole_digest(raw: bytes, place: Slotting, children: bytes) -> bytes:
    """Base64 SHA-256 of the whole document as it will be without the Signature itself (``URI=""``)."""
    filled = parse(apply(raw, place, (children,)))
    return b64encode(hashlib.sha256(Canonicalizer(filled).whole()).digest())


def covered_octets(raw: bytes, identifier: str) -> bytes:
    """The canonical octets, in place, of the element with the id ``identifier``. Raises MalformedXmlError."""
    document = parse(raw)
    return Canonicalizer(document).inclusive(IdIndex(document.root).find(identifier))


def _digest(file: RecordFile, layout: Layout, target: Target) -> bytes:
    """As surveyed; anew where signatures went into ``target`` since."""
    if not layout.grew(target):
        return target.digest
    return file._grown_digest(layout, target)
