"""The signatures of a file as they stand, verified: what signing relies on and what it has just made."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.profiles.slots import Profile
from hocba.verify.extract.layout import survey
from hocba.verify.extract.octets import Octets
from hocba.verify.extract.plan import SIGNATURE, Plan
from hocba.verify.extract.references import Scope
from hocba.verify.extract.signatures import Place, SignatureReader
from hocba.verify.facts import SignatureFacts
from hocba.xml.document import Document
from hocba.xml.ids import IdIndex

__all__ = ["WHOLE", "package_signature", "problem_of", "problems", "signatures"]

WHOLE = "VER-REF-WHOLE"
_plan = lru_cache(maxsize=16)(Plan.of)


def signatures(
    document: Document, profile: Profile, *, limits: Limits = DEFAULT_LIMITS
) -> dict[str, SignatureFacts]:
    """The facts of every signature in a slot of the record ``document``, by slot name.

    Integrity only: no chain, no status, no identity. Raises MalformedXmlError (XML-ID-NAMESPACE).
    """
    layout = survey(document.root, _plan(profile))
    octets = Octets(document)
    scope = Scope(IdIndex(document.root), layout.data, profile.data, octets)
    reader = SignatureReader(limits)
    sparse = document.has_comments or document.has_instructions
    return {
        name: reader.read(element, Place(name, profile.slot(name).path), scope, sparse=sparse)
        for name, element in layout.signatures.items()
    }


def problems(document: Document, profile: Profile, *, limits: Limits = DEFAULT_LIMITS) -> dict[str, str]:
    """The slots whose signature does not hold, or would not survive another one, and why."""
    found = {
        name: problem_of(facts) or _fragile(facts)
        for name, facts in signatures(document, profile, limits=limits).items()
    }
    return {name: problem for name, problem in found.items() if problem}


def package_signature(
    document: Document, profile: Profile, *, limits: Limits = DEFAULT_LIMITS
) -> SignatureFacts | None:
    """The facts of the signature that is the last child of the package root; None where there is none."""
    root = document.root
    last: etree._Element | None = root[-1] if len(root) else None
    if last is None or last.tag != SIGNATURE:
        return None
    scope = Scope(IdIndex(root), root, profile.package_root, Octets(document))
    sparse = document.has_comments or document.has_instructions
    place = Place(profile.package_slot.name, profile.package_slot.path)
    return SignatureReader(limits).read(last, place, scope, sparse=sparse)


def problem_of(facts: SignatureFacts) -> str:
    """Why the signature does not hold, in the words of EN 319 102-1 or as a code; empty when it does."""
    if facts.problem:
        return facts.problem
    for reference in facts.references:
        if reference.intact is not True:
            return reference.problem or "HASH_FAILURE"
    if facts.value_ok is not True:
        return facts.certificate_problem or "SIG_CRYPTO_FAILURE"
    if not any(reference.role in {"data", "whole"} for reference in facts.references):
        return "SIG_CONSTRAINTS_FAILURE"
    return ""


def _fragile(facts: SignatureFacts) -> str:
    """A signature over the whole document breaks as soon as another slot is filled."""
    return WHOLE if any(reference.role == "whole" for reference in facts.references) else ""
