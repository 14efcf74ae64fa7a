"""SignedInfo in the place where it will stand, for files where something is in scope there."""

from __future__ import annotations

from hocba.sign.insertion import Slotting, apply
from hocba.xml.canonical import Canonicalizer
from hocba.xml.document import parse
from hocba.xml.ids import IdIndex

__all__ = ["octets_in_place"]


def octets_in_place(raw: bytes, slotting: Slotting, before: bytes, after: bytes, signature_id: str) -> bytes:
    """Inclusive C14N of SignedInfo after the signature went in with an empty value (signing.md §2).

    Raises MalformedXmlError and LimitExceededError.
    """
    document = parse(apply(raw, slotting, (before, after)))
    signature = IdIndex(document.root).find(signature_id)
    return Canonicalizer(document).inclusive(signature[0])
