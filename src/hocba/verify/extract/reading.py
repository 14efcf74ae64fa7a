"""Records read into facts, with what is kept between files."""

from __future__ import annotations

import hashlib

from lxml import etree

from hocba.errors import HocbaError
from hocba.findings import Finding
from hocba.formats.registry import detect, get
from hocba.limits import Limits
from hocba.profiles.slots import Profile
from hocba.verify.extract.octets import Octets
from hocba.verify.extract.own_form import OwnForm
from hocba.verify.extract.plan import Plan
from hocba.verify.extract.records import RecordSource, record_facts
from hocba.verify.extract.signatures import SignatureReader
from hocba.verify.facts import RecordFacts
from hocba.xml.document import Document, parse

__all__ = ["RecordReader"]


class RecordReader:
    """Facts of records under one profile. Not for two threads at once."""

    def __init__(self, profile: Profile, limits: Limits) -> None:
        self.signatures = SignatureReader(limits)
        self._own = OwnForm(profile, limits)
        self._profile = profile
        self._limits = limits
        self._plans: dict[str, Plan] = {}

    def own(self, raw: bytes) -> RecordFacts | None:
        """The facts of a record in hocba's own form; None for everything that is to be read by its tree."""
        return self._own.read(raw)

    def document(self, document: Document) -> RecordFacts:
        """The facts of a file that is one record. Raises UnknownFormatError."""
        known = detect(document)
        source = RecordSource(
            document=document,
            root=document.root,
            octets=Octets(document),
            raw=document.raw,
            format_id=known.id,
        )
        return record_facts(source, self._plan(document.root), self.signatures, known.structure(document))

    def alone(self, raw: bytes) -> RecordFacts | None:
        """The facts of a record cut out of a package; None where it cannot be read without it."""
        try:
            return self.own(raw) or self.document(parse(raw, limits=self._limits))
        except HocbaError:
            return None

    def inside(
        self, raw: bytes, element: etree._Element, package: Document, octets: Octets
    ) -> RecordFacts | None:
        """The facts of the record ``element`` in its place inside ``package``."""
        try:
            detached = parse(octets.of(element), limits=self._limits)
            known = detect(detached)
        except HocbaError:
            return None
        source = RecordSource(
            document=package,
            root=element,
            octets=octets,
            raw=raw,
            format_id=known.id,
            scope="in package",
        )
        return record_facts(source, self._plan(element), self.signatures, known.structure(detached))

    def unreadable(self, raw: bytes) -> RecordFacts:
        """The facts of a part of a package that is no record."""
        return RecordFacts(
            digest=hashlib.sha256(raw).hexdigest(),
            format_id=get(self._profile.format_id).id,
            profile_id=self._profile.id,
            scope="alone",
            record_id=None,
            signatures=(),
            slots=(),
            fields={},
            findings=(Finding.of("VER-RECORD-UNREADABLE"),),
        )

    def _plan(self, root: etree._Element) -> Plan:
        uri = etree.QName(root).namespace
        namespace = f"{{{uri}}}" if uri else ""
        known = self._plans.get(namespace)
        if known is None:
            known = Plan.of(self._profile, namespace)
            if len(self._plans) < 16:
                self._plans[namespace] = known
        return known
