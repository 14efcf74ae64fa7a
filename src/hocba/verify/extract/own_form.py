"""Records exactly in the form that hocba writes and signs: facts from the bytes, the quick way.

Two questions are answered from the bytes alone: is the whole file in that form, and is everything that is
signed its own canonical form? Where both are proven and every signature is whole, the facts are those that the
general way finds, at a fraction of its cost: nothing is canonicalised, and only the file without its
signatures is parsed, for its shape, its fields and the schema. Any doubt, and anything that would have to be
reported about a signature, gives None, and the file is read in the general way. So this way can never accept
what the general one would not (docs/adr/0007-own-form-verification.md).
"""

from __future__ import annotations

import hashlib
import re

from lxml import etree

from hocba.errors import HocbaError
from hocba.formats.registry import detect
from hocba.limits import Limits
from hocba.profiles.slots import Profile
from hocba.verify.extract.fields import fields_of
from hocba.verify.extract.key_info import CertificateReader
from hocba.verify.extract.own_frame import Frame, FrameReader
from hocba.verify.extract.own_signature import OwnSignatures, SignedData, signature_facts
from hocba.verify.extract.plan import Plan
from hocba.verify.extract.text import text_findings
from hocba.verify.facts import RecordFacts, SignatureFacts
from hocba.xml.document import Document
from hocba.xml.parsers import parser_for
from hocba.xml.path import line_of

__all__ = ["OwnForm"]

_TAG = re.compile(rb"</?[A-Z][A-Z0-9_]*+>")
_ESCAPE = re.compile(rb"&(?:amp|lt|gt);")
_TOO_DEEP = etree.XPath("boolean(/*/*/*/*/*/*/*/*/*)")
_LARGEST = 1024 * 1024
_LAST_LINE = 60_000  # libxml2 counts lines beyond 65,535 in another way
_LEAST = {
    "xml_depth": 16,
    "xml_elements": _LARGEST // 4,
    "xml_attributes": 4,
    "xml_namespaces": 8,
    "xml_attribute_bytes": 512,
    "xml_text_bytes": _LARGEST,
    "references": 3,
}
"""Limits that no file in this form can reach; where a lower one is set, the general way applies it."""


class OwnForm:
    """Reads records of ``profile`` in hocba's own form. Not for two threads at once."""

    def __init__(self, profile: Profile, limits: Limits) -> None:
        self._profile = profile
        self._plan = Plan.of(profile)
        certificates = CertificateReader(limits.certificates)
        self._frames = FrameReader(profile, OwnSignatures(profile, certificates))
        fits = all(getattr(limits, name) >= least for name, least in _LEAST.items()) and all(
            slot.covers == profile.data and slot.path == f"{profile.signing_area}/{slot.name}"
            for slot in profile.slots
        )
        self._largest = min(_LARGEST, limits.xml_bytes) if fits else 0

    def read(self, raw: bytes) -> RecordFacts | None:
        """The facts of the file ``raw``; None where it is not in the form or a signature is not whole."""
        frame = self._frames.read(raw) if len(raw) <= self._largest else None
        if frame is None or not _is_canonical(frame.data):
            return None
        document = self._parsed(frame)
        if document is None:
            return None
        signatures = self._signature_facts(frame, document.root)
        if signatures is None:
            return None
        try:
            known = detect(document)
        except HocbaError:
            return None
        data = document.root[0]
        fields = fields_of(data, self._plan)
        return RecordFacts(
            digest=hashlib.sha256(raw).hexdigest(),
            format_id=known.id,
            profile_id=self._profile.id,
            scope="alone",
            record_id=fields.get(self._profile.record_id_field),
            signatures=signatures,
            slots=tuple([slot.slot.name for slot in frame.slots]),
            fields=fields,
            octets=frame.data,
            findings=tuple(text_findings(data, frame.data, sparse=False)),
            structure=known.structure(document),
        )

    def _parsed(self, frame: Frame) -> Document | None:
        """The file without its signatures, when it is well-formed, within the limits and nothing stands twice."""
        rest = frame.rest
        try:
            rest.decode()
            root = etree.fromstring(rest, parser_for(len(rest)))
        except (UnicodeDecodeError, etree.XMLSyntaxError):
            return None
        if b"\0" in rest or _TOO_DEEP(root) or len(root) != 2 or (line_of(root[1]) or 0) > _LAST_LINE:
            return None
        watched = list(root.iter(*self._plan.watched))
        if watched != [root, *root, *root[1]]:
            return None
        return Document(rest, root, has_comments=False, has_instructions=False, has_xml_attributes=False)

    def _signature_facts(self, frame: Frame, root: etree._Element) -> tuple[SignatureFacts, ...] | None:
        data = SignedData.of(frame.data, self._profile)
        line = line_of(root[1])
        found = []
        for place in frame.slots:
            if place.signature is None:
                continue
            facts = signature_facts(
                place.signature,
                data,
                slot=place.slot.name,
                path=place.slot.path,
                line=line,
                ngay_ky=place.ngay_ky,
                so_cccd=place.so_cccd,
            )
            if facts is None:
                return None
            found.append(facts)
        return tuple(found)


def _is_canonical(data: bytes) -> bool:
    """Whether the data element is its own canonical form, given that it is well-formed.

    Its start tag is known. As many ``<`` and ``>`` as the rest has plain start and end tags: so there is no
    attribute, declaration, empty-element tag, comment, instruction, CDATA section or free ``>``. No carriage
    return, and no reference but the three of canonical text.
    """
    tags = 1 + len(_TAG.findall(data))
    if data.count(b"<") != tags or data.count(b">") != tags or b"\r" in data:
        return False
    return b"&" not in data or data.count(b"&") == len(_ESCAPE.findall(data))
