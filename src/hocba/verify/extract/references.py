"""References resolved to one element each, and their digests.

Only ``""`` and ``#id`` are resolved, inside the record alone; nothing is fetched. Allowed transforms:
enveloped-signature once, then one canonicalisation. Everything else is refused and never counts as
coverage (verification §11).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from hmac import compare_digest

import attrs
from lxml import etree

from hocba.pki.algorithms import digest_algorithm
from hocba.verify.extract.emptied import Emptied
from hocba.verify.extract.explain import likely_cause
from hocba.verify.extract.octets import FORMS, INCLUSIVE, Form, Octets, Unsupported
from hocba.verify.extract.properties import Properties
from hocba.verify.extract.signature import Parts
from hocba.verify.extract.signed_info import Method, Reference
from hocba.verify.facts import ReferenceFacts
from hocba.verify.render_safe import mask_numbers
from hocba.xml.ids import IdIndex
from hocba.xml.names import ENVELOPED, MANIFEST
from hocba.xml.path import tag_path

__all__ = ["Scope", "reference_facts"]

_BARE_NAME = re.compile(r"#[^\s#()]+")
_MAX_TRANSFORMS = 2


@attrs.frozen
class Scope:
    """What references of one record may see: its ids, its data element, the octets of the document.

    ``targets`` are the elements that one slot of a later format has to cover, with their paths: the signature
    may refer to nothing else of the record, and to the whole only where ``whole``. None: the data element,
    and besides whatever lies in it.
    """

    ids: IdIndex
    data: etree._Element | None
    data_path: str
    octets: Octets
    targets: Mapping[etree._Element, str] | None = None
    whole: bool = True
    emptied: Emptied | None = None
    apart: bool = False


def reference_facts(
    reference: Reference, parts: Parts, properties: Properties, scope: Scope
) -> tuple[ReferenceFacts, etree._Element | None]:
    """Resolve and digest ``reference``; the element it covers comes second, None for whole or refused."""
    problem, target = _resolve(reference.uri, scope)
    if problem:
        return _refused(reference, problem, mask_numbers(_shown(reference.uri))), None
    role, covers = _role(target, parts, properties, scope)
    if not role:
        return _refused(reference, "VER-REF-TARGET", covers), None
    if role == "data" and scope.apart and not _outside(parts.signature, target):
        return _refused(reference, "VER-SIG-IN-TARGET", covers), None
    if reference.kind == MANIFEST or (target is not None and str(target.tag).endswith("}Manifest")):
        return _refused(reference, "VER-REF-MANIFEST", covers), None
    try:
        form, enveloped = _form(reference.transforms)
        intact, why = _compared(reference, target, form, parts.signature if enveloped else None, scope)
        later = () if intact is not False or why else _later(reference, target, form, parts.signature, scope)
    except Unsupported as refusal:
        return _refused(reference, "VER-REF-TRANSFORM", refusal.detail), None
    facts = ReferenceFacts(
        uri=reference.uri or "",
        role=role,
        covers=covers,
        digest_algorithm=reference.digest_algorithm,
        intact=intact,
        problem="" if intact is not None else "VER-ALG-UNKNOWN",
        detail=", ".join(later) if intact is not None else _shown(reference.digest_algorithm),
        why="VER-WHY-SLOT-LATER" if later else why,
    )
    return facts, target


def _resolve(uri: str | None, scope: Scope) -> tuple[str, etree._Element | None]:
    """A problem, or the element; neither for the whole document."""
    if uri == "":
        return "", None
    if uri is None or not _BARE_NAME.fullmatch(uri):
        return "VER-REF-URI", None
    value = uri[1:]
    if value in scope.ids.duplicates:
        return "VER-REF-DUPLICATE", None
    target = scope.ids.get(value)
    return ("VER-REF-NOT-FOUND" if target is None else ""), target


def _role(
    target: etree._Element | None, parts: Parts, properties: Properties, scope: Scope
) -> tuple[str, str]:
    """What ``target`` is to this signature, and its path; an empty role where it may not be signed so."""
    if target is None:
        return ("whole" if scope.whole else ""), ""
    if scope.targets is not None and target in scope.targets:
        return "data", scope.targets[target]
    if scope.targets is None and target is scope.data:
        return "data", scope.data_path
    own = properties.role_of(target, parts)
    if own:
        return own, own
    inside = scope.targets is None and scope.data is not None and not _outside(target, scope.data)
    return ("inside" if inside else ""), tag_path(target)


@lru_cache(maxsize=256)
def _form(transforms: tuple[Method, ...]) -> tuple[Form, bool]:
    """The canonical form and whether the signature is taken out. Raises Unsupported."""
    if len(transforms) > _MAX_TRANSFORMS:
        raise Unsupported(str(len(transforms)))
    enveloped = False
    form: Form | None = None
    for transform in transforms:
        known = FORMS.get(transform.uri)
        if transform.odd or form is not None:
            raise Unsupported(_shown(transform.uri))
        if known is not None:
            form = attrs.evolve(known, prefixes=transform.prefixes) if transform.prefixes else known
        elif transform.uri == ENVELOPED and not enveloped:
            enveloped = True
        else:
            raise Unsupported(_shown(transform.uri))
    return form or INCLUSIVE, enveloped


def _compared(
    reference: Reference,
    target: etree._Element | None,
    form: Form,
    without: etree._Element | None,
    scope: Scope,
) -> tuple[bool | None, str]:
    """Whether the digest is right (None: its method is unknown), and the likely cause when it is not."""
    algorithm = reference.digest_algorithm
    if digest_algorithm(algorithm) is None:
        return None, ""
    if without is not None and target is not None:
        if not _outside(target, without):
            raise Unsupported(ENVELOPED)  # nothing of it would be left to digest, and nothing covered
        if _outside(without, target):
            without = None
    if compare_digest(scope.octets.digest(algorithm, target, form, without), reference.digest):
        return True, ""
    if scope.targets is None and target not in (None, scope.data) and not _outside(target, scope.data):
        return False, ""  # a part of the data explains nothing
    return False, likely_cause(reference, target, form, without, scope.octets)


def _later(
    reference: Reference,
    target: etree._Element | None,
    form: Form,
    signature: etree._Element,
    scope: Scope,
) -> tuple[str, ...]:
    """The slots that were filled after ``signature`` and broke it; none where that cannot be shown."""
    if scope.emptied is None or not (target is None or target in (scope.targets or ())):
        return ()
    return scope.emptied.cause(reference, target, form, signature)


def _outside(element: etree._Element, other: etree._Element | None) -> bool:
    """Whether ``element`` does not lie below ``other``."""
    return all(above is not other for above in element.iterancestors())


def _refused(reference: Reference, problem: str, detail: str) -> ReferenceFacts:
    return ReferenceFacts(
        uri=_shown(reference.uri),
        role="",
        covers="",
        digest_algorithm=reference.digest_algorithm,
        intact=None,
        problem=problem,
        detail=detail,
    )


def _shown(text: str | None) -> str:
    """At most 100 characters of what the file says."""
    return "∅" if text is None else text[:100]
