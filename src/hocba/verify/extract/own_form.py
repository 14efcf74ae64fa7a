"""Records exactly in the form that hocba writes and signs: facts from the bytes, the quick way.

Two questions are answered from the bytes alone: is the whole file in that form, and is everything that is
signed its own canonical form? Where both are proven and every signature is whole, the facts are those that
the general way finds, at a fraction of its cost: nothing is canonicalised, and the file is parsed without its
signatures, and only where no record with the same sequence of tags was parsed before. Any doubt, and anything
that would have to be reported about a signature, gives None, and the file is read in the general way. So this
way can never accept what the general one would not (docs/adr/0007-own-form-verification.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import attrs
from lxml import etree

from hocba.errors import HocbaError
from hocba.findings import Finding
from hocba.formats.format import Format
from hocba.formats.registry import detect
from hocba.limits import Limits
from hocba.profiles.slots import Profile
from hocba.verify.extract.fields import fields_of
from hocba.verify.extract.key_info import CertificateReader
from hocba.verify.extract.own_data import OwnData, plain_data
from hocba.verify.extract.own_frame import Frame, FrameReader
from hocba.verify.extract.own_shapes import Shapes
from hocba.verify.extract.own_signature import OwnSignatures, SignedData, signature_facts
from hocba.verify.extract.plan import Plan
from hocba.verify.extract.text import has_oddities, text_findings
from hocba.verify.facts import RecordFacts, SignatureFacts
from hocba.xml.document import Document
from hocba.xml.parsers import parser_for

__all__ = ["OwnForm"]

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


@attrs.frozen(slots=False)
class _Content:
    """What is known of the data: its format, the fields that judging needs, what was noticed."""

    known: Format
    fields: Mapping[str, str]
    findings: tuple[Finding, ...] = ()
    structure: tuple[Finding, ...] = ()


class OwnForm:
    """Reads records of ``profile`` in hocba's own form. Not for two threads at once."""

    def __init__(self, profile: Profile, limits: Limits) -> None:
        self._profile = profile
        self._plan = Plan.of(profile)
        certificates = CertificateReader(limits.certificates)
        self._frames = FrameReader(profile, OwnSignatures(profile, certificates))
        self._shapes = Shapes(self._plan)
        fits = all(getattr(limits, name) >= least for name, least in _LEAST.items()) and all(
            slot.covers == profile.data and slot.path == f"{profile.signing_area}/{slot.name}"
            for slot in profile.slots
        )
        self._largest = min(_LARGEST, limits.xml_bytes) if fits else 0

    def read(self, raw: bytes) -> RecordFacts | None:
        """The facts of the file ``raw``; None where it is not in the form or a signature is not whole."""
        frame = self._frames.read(raw) if len(raw) <= self._largest else None
        data = None if frame is None else plain_data(frame.data, frame.data_start, frame.data_end)
        if frame is None or data is None or frame.line > _LAST_LINE:
            return None
        content = self._seen_before(data) or self._parsed(frame, data)
        signatures = None if content is None else self._signature_facts(frame)
        if content is None or signatures is None:
            return None
        return RecordFacts(
            digest=hashlib.sha256(raw).hexdigest(),
            format_id=content.known.id,
            profile_id=self._profile.id,
            scope="alone",
            record_id=content.fields.get(self._profile.record_id_field),
            signatures=signatures,
            slots=tuple([slot.slot.name for slot in frame.slots]),
            fields=content.fields,
            octets=frame.data,
            findings=content.findings,
            structure=content.structure,
        )

    def _seen_before(self, data: OwnData) -> _Content | None:
        """What was learned from a record with the same tags, where nothing is to be said about this one."""
        shape = self._shapes.get(data)
        if shape is None or not shape.fits(data) or has_oddities(data.octets):
            return None
        return _Content(shape.known, shape.values(data))

    def _parsed(self, frame: Frame, data: OwnData) -> _Content | None:
        """The same by the parser; None where it is not well-formed, too deep, or something stands twice."""
        rest = frame.rest()
        try:
            root = etree.fromstring(rest, parser_for(len(rest)))
        except etree.XMLSyntaxError:
            return None
        if _TOO_DEEP(root) or list(root.iter(*self._plan.watched)) != [root, *root, *root[1]]:
            return None
        document = Document(rest, root, has_comments=False, has_instructions=False, has_xml_attributes=False)
        try:
            known = detect(document)
        except HocbaError:
            return None
        if known.id != self._profile.format_id:  # only the structure tells the formats apart
            return None
        structure = known.structure(document)
        if not structure:
            self._shapes.learn(data, known, root)
        findings = tuple(text_findings(root[0], data.octets, sparse=False))
        return _Content(known, fields_of(root[0], self._plan), findings, structure)

    def _signature_facts(self, frame: Frame) -> tuple[SignatureFacts, ...] | None:
        data = SignedData.of(frame.data, self._profile)
        found = []
        for place in frame.slots:
            if place.signature is not None:
                facts = signature_facts(place.signature, data, place.beside(frame.line))
                if facts is None:
                    return None
                found.append(facts)
        return tuple(found)
