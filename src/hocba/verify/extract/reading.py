"""Records read into facts, with what is kept between files."""

from __future__ import annotations

import hashlib

from lxml import etree

from hocba.errors import HocbaError, UnknownFormatError
from hocba.findings import Finding
from hocba.formats.registry import Format, detect, get
from hocba.limits import Limits
from hocba.profiles.registry import get as profile_of
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
    """Facts of records, each under the profile of its format, or all under the one that is given.

    Not for two threads at once.
    """

    def __init__(self, profile: Profile | None, limits: Limits) -> None:
        self.signatures = SignatureReader(limits)
        self.first = profile or profile_of("v1_0")
        self._own = OwnForm(self.first, limits)
        self._profile = profile
        self._limits = limits
        self._plans: dict[tuple[str, str], Plan] = {}

    def profile_of(self, format_id: str) -> Profile:
        """The profile of the format ``format_id``.

        Raises UnknownFormatError (VER-FORMAT-PROFILE) where the given profile is that of another format, and
        ConfigurationError (PROFILE-UNKNOWN) where hocba has none.
        """
        if self._profile is None:
            return profile_of(format_id)
        if self._profile.format_id != format_id:
            raise UnknownFormatError.of("VER-FORMAT-PROFILE", format=format_id, profile=self._profile.id)
        return self._profile

    def own(self, raw: bytes) -> RecordFacts | None:
        """The facts of a record in hocba's own form; None for everything that is to be read by its tree."""
        return self._own.read(raw)

    def document(self, document: Document) -> RecordFacts:
        """The facts of a file that is one record. Raises as :meth:`profile_of`, and UnknownFormatError."""
        known = self._format(document)
        source = RecordSource(
            document=document,
            root=document.root,
            octets=Octets(document),
            raw=document.raw,
            format_id=known.id,
        )
        return self._facts(source, known, document)

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
            known = self._format(detached)
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
        return self._facts(source, known, detached)

    def unreadable(self, raw: bytes) -> RecordFacts:
        """The facts of a part of a package that is no record."""
        return RecordFacts(
            digest=hashlib.sha256(raw).hexdigest(),
            format_id=self.first.format_id,
            profile_id=self.first.id,
            scope="alone",
            record_id=None,
            signatures=(),
            slots=(),
            fields={},
            findings=(Finding.of("VER-RECORD-UNREADABLE"),),
        )

    def _format(self, document: Document) -> Format:
        """By structure; where that leaves the level open, the format of the profile that was given."""
        try:
            return detect(document)
        except UnknownFormatError as problem:
            if self._profile is None or problem.code != "FORMAT-LEVEL":
                raise
        return get(self._profile.format_id)

    def _facts(self, source: RecordSource, known: Format, document: Document) -> RecordFacts:
        plan = self._plan(source.root, self.profile_of(known.id))
        return record_facts(source, plan, self.signatures, known.structure(document))

    def _plan(self, root: etree._Element, profile: Profile) -> Plan:
        uri = etree.QName(root).namespace
        key = (profile.id, f"{{{uri}}}" if uri else "")
        known = self._plans.get(key)
        if known is None:
            known = Plan.of(profile, key[1])
            if len(self._plans) < 16:
                self._plans[key] = known
        return known
