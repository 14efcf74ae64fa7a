"""One record as facts: layout, signatures, the signed data that judging needs, oddities of the text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import attrs
from lxml import etree

from hocba.errors import HocbaError, MalformedXmlError
from hocba.findings import Finding
from hocba.verify.extract.agreement import disagreements
from hocba.verify.extract.emptied import Emptied
from hocba.verify.extract.few import MOST, few_of_each
from hocba.verify.extract.fields import fields_of
from hocba.verify.extract.later_layout import layout_of
from hocba.verify.extract.later_plain import later_plain
from hocba.verify.extract.layout import Layout
from hocba.verify.extract.octets import FORMS, INCLUSIVE, Octets
from hocba.verify.extract.plain import plain_parts
from hocba.verify.extract.plan import Plan
from hocba.verify.extract.references import Scope
from hocba.verify.extract.signatures import Place, SignatureReader
from hocba.verify.extract.text import text_findings
from hocba.verify.facts import RecordFacts, SignatureFacts
from hocba.verify.render_safe import mask_numbers
from hocba.xml.document import Document
from hocba.xml.ids import IdIndex
from hocba.xml.names import EXC_C14N

__all__ = ["RecordSource", "record_facts", "signatures_of"]

_BOM = b"\xef\xbb\xbf"


@attrs.frozen(kw_only=True)
class RecordSource:
    """A record and the document it is judged in: its own file, or a package."""

    document: Document
    root: etree._Element
    octets: Octets
    raw: bytes
    format_id: str
    scope: str = "alone"


def record_facts(
    source: RecordSource, plan: Plan, reader: SignatureReader, structure: tuple[Finding, ...]
) -> RecordFacts:
    """Extract everything. Raises nothing that the file could provoke, but HocbaError for limits."""
    early: list[Finding] = []
    ids = _ids(source.root, early)
    layout = layout_of(source.root, plan, ids)
    findings = [*few_of_each(layout.places), *early]
    plain = _plain(source, layout)
    scope = Scope(ids, layout.data, plan.profile.data, source.octets, emptied=_emptied(source, layout))
    sparse = source.document.has_comments or source.document.has_instructions
    signatures = signatures_of(layout, plan, reader, scope, plain, sparse=sparse)
    octets = None
    if layout.data is not None:
        octets = _signed(source, layout.data)
        findings += text_findings(layout.data, octets, sparse=sparse)
    findings += _doubled_ids(ids, layout)
    fields = _fields(layout, octets, plan)
    if layout.expansion is not None and octets is not None and _all_intact(signatures):
        findings += disagreements(octets, layout.expansion, fields, plan, source.format_id, plain=not sparse)
    if source.raw.startswith(_BOM) and any(facts.intact is False for facts in signatures):
        findings.append(Finding.of("VER-WHY-BOM"))
    return RecordFacts(
        digest=hashlib.sha256(source.raw).hexdigest(),
        format_id=source.format_id,
        profile_id=plan.profile.id,
        scope=source.scope,
        record_id=fields.get(plan.profile.record_id_field),
        signatures=signatures,
        slots=tuple(layout.slots),
        fields=fields,
        octets=octets,
        findings=tuple(findings),
        structure=structure,
        profile=None if layout.expansion is None else layout.expansion.profile,
        signing_area=_area(layout),
    )


def _signed(source: RecordSource, data: etree._Element) -> bytes:
    """The canonical data element without anything that only some signatures over it cover.

    The inclusive form takes over xml:* attributes from around the element, the exclusive one does not: what
    stands there may have been added after an exclusive signature was made.
    """
    form = FORMS[EXC_C14N] if source.document.has_xml_attributes else INCLUSIVE
    return source.octets.of(data, form)


def _all_intact(signatures: tuple[SignatureFacts, ...]) -> bool:
    return bool(signatures) and all(facts.intact is True for facts in signatures)


def _emptied(source: RecordSource, layout: Layout) -> Emptied | None:
    """What shows that a slot was filled too late; not inside a package, which is more than the record."""
    if layout.expansion is None or source.root is not source.document.root:
        return None
    return Emptied(source.document, layout.slots)


def _area(layout: Layout) -> str:
    inside = None if layout.expansion is None else layout.expansion.area_inside
    return "" if inside is None else "inside" if inside else "outside"


def _doubled_ids(ids: IdIndex, layout: Layout) -> list[Finding]:
    """Ids that occur more than once, but for those that do so by the nature of the format."""
    shared = frozenset() if layout.expansion is None else layout.expansion.shared_ids
    doubled = sorted(ids.duplicates - shared)[:MOST]
    return [Finding.of("VER-ID-DUPLICATE", value=mask_numbers(value[:100])) for value in doubled]


def _plain(source: RecordSource, layout: Layout) -> Mapping[etree._Element, bytes]:
    """Use the bytes of the file where they are canonical; inside a package they are not the whole file."""
    if source.root is not source.document.root:
        return {}
    later = layout.expansion is not None
    plain = later_plain(source.document, layout) if later else plain_parts(source.document, layout)
    if plain.data is not None and layout.data is not None:
        source.octets.know(layout.data, plain.data)
    for element, octets in plain.parts.items():
        source.octets.know(element, octets)
    return plain.signed_infos


def _ids(root: etree._Element, findings: list[Finding]) -> IdIndex:
    """The ids of the record; none of them where an id of a forbidden kind occurs."""
    try:
        return IdIndex(root)
    except MalformedXmlError as problem:
        findings.append(Finding.of("VER-ID-FORBIDDEN", line=_line(problem)))
        return IdIndex(etree.Element("none"))


def _line(problem: HocbaError) -> int | None:
    line = problem.context.get("line")
    return line if isinstance(line, int) else None


def signatures_of(
    layout: Layout,
    plan: Plan,
    reader: SignatureReader,
    scope: Scope,
    plain: Mapping[etree._Element, bytes],
    *,
    sparse: bool,
) -> tuple[SignatureFacts, ...]:
    """The facts of every signature that stands in a slot of ``layout``, in the order of the profile.

    ``plain``: by Signature, the bytes that may be its canonical SignedInfo; see :func:`plain_parts`.
    """
    found = []
    profile = plan.profile if layout.expansion is None else layout.expansion.profile
    for slot in profile.slots:
        element = layout.signatures.get(slot.name)
        if element is not None:
            beside = {child.tag: child for child in layout.slots[slot.name]}
            day, number = _text(beside.get(plan.signing_date)), _text(beside.get(plan.number))
            place = Place(slot.name, slot.path, day, number)
            seen = _scope(scope, layout, slot.name)
            found.append(reader.read(element, place, seen, sparse=sparse, plain=plain.get(element)))
    return tuple(found)


def _scope(scope: Scope, layout: Layout, name: str) -> Scope:
    """What the signature of one slot may refer to."""
    if layout.expansion is None:
        return scope
    targets = layout.targets[name]
    whole = layout.data in targets
    ids, data, path, octets = scope.ids, scope.data, scope.data_path, scope.octets
    return Scope(ids, data, path, octets, targets, whole, scope.emptied, apart=True)


def _fields(layout: Layout, octets: bytes | None, plan: Plan) -> Mapping[str, str]:
    """The fields that judging needs; none where no data element has octets that signatures cover."""
    if layout.content is None or octets is None:
        return {}
    teachers = {} if layout.expansion is None else layout.expansion.said
    return {**fields_of(layout.content, plan), **teachers}


def _text(element: etree._Element | None) -> str | None:
    """The text of ``element``, joined over comments; None without one."""
    if element is None:
        return None
    return str(element.xpath("string()")) if len(element) else element.text
