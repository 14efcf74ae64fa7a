"""A package as facts: its own signature, and each record cut out by bytes and read alone."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import attrs
from lxml import etree

from hocba.errors import HocbaError, LimitExceededError
from hocba.findings import Finding
from hocba.limits import Limits
from hocba.profiles.slots import Profile, Quantity
from hocba.verify.extract.few import MOST, Spot, few_of_each
from hocba.verify.extract.octets import Octets
from hocba.verify.extract.plan import PACKAGE_SLOT, SIGNATURE
from hocba.verify.extract.reading import RecordReader
from hocba.verify.extract.references import Scope
from hocba.verify.extract.signatures import Place
from hocba.verify.facts import PackageFacts, RecordFacts, SignatureFacts
from hocba.xml.document import Document
from hocba.xml.ids import IdIndex
from hocba.xml.path import line_of, local_name
from hocba.xml.scan import scan

__all__ = ["package_facts"]


def package_facts(document: Document, profile: Profile, reader: RecordReader, limits: Limits) -> PackageFacts:
    """Extract the package ``document``.

    A record is judged in its own scope; where a signature of it is broken there, inside the package, whose
    root may declare namespaces that inclusive canonical forms take in (format-v1.md §6). Raises HocbaError
    for limits only.
    """
    octets = Octets(document)
    findings = few_of_each(_layout(document.root, profile))
    signature = _own_signature(document, profile, reader, octets, findings)
    records = _with_copies(tuple(_records(document, profile, reader, octets, limits)))
    if not records:
        findings.append(Finding.of("VER-PKG-EMPTY"))
    findings += _doubled(records)
    formats = {(record.format_id, record.profile_id) for record in records}
    format_id, profile_id = formats.pop() if len(formats) == 1 else (profile.format_id, profile.id)
    return PackageFacts(
        digest=hashlib.sha256(document.raw).hexdigest(),
        profile_id=profile_id,
        format_id=format_id,
        signature=signature,
        records=records,
        findings=tuple(findings),
    )


def _layout(root: etree._Element, profile: Profile) -> Iterator[Spot]:
    signatures = 0
    for child in root:
        if child.tag == SIGNATURE:
            signatures += 1
            if signatures > 1:
                yield "VER-SIG-DOUBLED", child, PACKAGE_SLOT
        elif isinstance(child.tag, str) and local_name(child) != profile.root:
            yield "VER-UNSIGNED-CONTENT", child, PACKAGE_SLOT
    for element in root.iter(f"{{*}}{profile.root}"):
        if element.getparent() is not root:
            yield "VER-NESTED-RECORD", element, PACKAGE_SLOT


def _own_signature(
    document: Document, profile: Profile, reader: RecordReader, octets: Octets, findings: list[Finding]
) -> SignatureFacts | None:
    element = document.root.find(SIGNATURE)
    if element is None:
        return None
    ids = _package_ids(document.root, element, findings)
    scope = Scope(ids, document.root, profile.package_root, octets)
    sparse = document.has_comments or document.has_instructions
    return reader.signatures.read(
        element, Place(PACKAGE_SLOT, profile.package_slot.path), scope, sparse=sparse
    )


def _package_ids(root: etree._Element, signature: etree._Element, findings: list[Finding]) -> IdIndex:
    """Every id of the package: the one that its signature names has to be unique in all of it."""
    try:
        return IdIndex(root)
    except HocbaError:
        findings.append(Finding.of("VER-ID-FORBIDDEN", line=line_of(signature)))
        return IdIndex(etree.Element("none"))


def _records(
    document: Document, profile: Profile, reader: RecordReader, octets: Octets, limits: Limits
) -> Iterator[RecordFacts]:
    elements = [child for child in document.root if local_name(child) == profile.root]
    if len(elements) > limits.package_records:
        size, limit = len(elements), limits.package_records
        raise LimitExceededError.of("PKG-TOO-MANY-RECORDS", size=size, limit=limit)
    spans = [
        span
        for span in scan(document.raw, depth=2, limits=limits)
        if span.depth == 2 and span.name.rpartition(":")[2] == profile.root
    ]
    for span, element in zip(spans, elements, strict=True):
        raw = document.raw[span.start : span.end]
        yield _record(raw, element, document, reader, octets)


def _record(
    raw: bytes, element: etree._Element, document: Document, reader: RecordReader, octets: Octets
) -> RecordFacts:
    alone = reader.alone(raw)
    if alone is not None and not _broken(alone):
        return alone
    inside = reader.inside(raw, element, document, octets)
    if inside is not None and not _broken(inside):
        return attrs.evolve(inside, findings=(*inside.findings, Finding.of("VER-PKG-SCOPE")))
    return alone or inside or reader.unreadable(raw)


def _broken(facts: RecordFacts) -> bool:
    return any(signature.intact is not True for signature in facts.signatures)


def _with_copies(records: tuple[RecordFacts, ...]) -> tuple[RecordFacts, ...]:
    """Subject teachers' signatures that stand in two records: they cover rows, which name no pupil."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(records, 1):
        for key in {signature.replay_key for signature in _teachers(record)}:
            places[key].append(number)
    copied = {key: numbers for key, numbers in places.items() if len(numbers) > 1}
    if not copied:
        return records
    return tuple(
        attrs.evolve(record, findings=(*record.findings, *_copies(record, copied))) for record in records
    )


def _copies(record: RecordFacts, copied: Mapping[str, list[int]]) -> Iterator[Finding]:
    found = [signature for signature in _teachers(record) if signature.replay_key in copied]
    for signature in found[:MOST]:
        numbers = ", ".join(map(str, copied[signature.replay_key][:MOST]))
        yield Finding.of("VER-REPLAY-RECORDS", path=signature.path, slot=signature.slot, records=numbers)


def _teachers(record: RecordFacts) -> Iterator[SignatureFacts]:
    slots = () if record.profile is None else record.profile.slots
    names = {slot.name for slot in slots if slot.quantity is Quantity.EACH_TEACHER}
    yield from (each for each in record.signatures if each.slot in names and each.replay_key)


def _doubled(records: tuple[RecordFacts, ...]) -> Iterator[Finding]:
    """UUIDs are compared as identifiers: letter case and white space around them make no other record."""
    counts = Counter(record.record_id.strip().lower() for record in records if record.record_id)
    for record_id, count in counts.items():
        if count > 1:
            yield Finding.of("VER-PKG-RECORD-TWICE", record_id=record_id[:64], count=count)
