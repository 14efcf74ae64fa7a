"""The signatures of a file as they stand, verified: what signing relies on and what it has just made."""

from __future__ import annotations

from functools import cached_property
from typing import Self

import attrs
from lxml import etree

from hocba.i18n import catalog
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.pki.certificate import Certificate
from hocba.profiles.slots import Profile
from hocba.sign.parts import Parts
from hocba.verify.extract.octets import Octets
from hocba.verify.extract.plan import SIGNATURE
from hocba.verify.extract.records import signatures_of
from hocba.verify.extract.references import Scope
from hocba.verify.extract.signatures import Place, SignatureReader
from hocba.verify.facts import SignatureFacts
from hocba.xml.document import Document
from hocba.xml.ids import IdIndex

__all__ = ["WHOLE", "Examined", "package_signature", "problem_of"]

WHOLE = "VER-REF-WHOLE"
_COVERING = frozenset({"data", "whole"})
_DATA = frozenset({"data", "inside"})


@attrs.frozen(slots=False, eq=False)
class Examined:
    """One record taken apart with the verifier's own parts: integrity and layout, no chain, no identity."""

    document: Document
    parts: Parts
    octets: Octets
    limits: Limits = DEFAULT_LIMITS

    @classmethod
    def of(cls, document: Document, parts: Parts, *, limits: Limits = DEFAULT_LIMITS) -> Self:
        """Take ``document`` apart, whose ``parts`` are known."""
        return cls(document, parts, Octets(document), limits)

    @property
    def misplaced(self) -> tuple[str, ...]:
        """The codes of what stands where no verifier would accept it; empty when all is in place."""
        parts = self.parts
        codes = dict.fromkeys([code for code, *_ in parts.layout.places])
        found = [code for code in codes if catalog.entry(code)["severity"] == "error"]
        if parts.ids.duplicates - parts.shared_ids:
            found.append("VER-ID-DUPLICATE")
        return tuple(found)

    @cached_property
    def signatures(self) -> dict[str, SignatureFacts]:
        """The facts of every signature in a slot, by slot name."""
        parts = self.parts
        scope = Scope(parts.ids, parts.layout.data, parts.profile.data, self.octets)
        reader = SignatureReader(self.limits)
        sparse = self.document.has_comments or self.document.has_instructions
        found = signatures_of(parts.layout, parts.plan, reader, scope, {}, sparse=sparse)
        return {facts.slot: facts for facts in found}

    @property
    def problems(self) -> dict[str, str]:
        """The slots whose signature does not hold, or would not survive another one, and why."""
        found = {name: problem_of(facts) or _fragile(facts) for name, facts in self.signatures.items()}
        return {name: problem for name, problem in found.items() if problem}

    @property
    def holders(self) -> dict[str, Certificate]:
        """The certificates of the signatures that hold."""
        return {
            name: facts.certificate
            for name, facts in self.signatures.items()
            if facts.certificate is not None and not problem_of(facts)
        }

    @cached_property
    def reach(self) -> dict[str, frozenset[str]]:
        """Per signature, the slots that stand inside the elements it refers to."""
        outer = {name: set(element.iterancestors()) for name, element in self.parts.elements.items()}
        found = {}
        for name, facts in self.signatures.items():
            uris = [reference.uri for reference in facts.references if reference.role in _DATA]
            targets = {self.parts.ids.get(uri[1:]) for uri in uris}
            found[name] = frozenset([other for other, above in outer.items() if above & targets])
        return found


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
    if facts.missing or not any(reference.role in _COVERING for reference in facts.references):
        return "SIG_CONSTRAINTS_FAILURE"
    return ""


def _fragile(facts: SignatureFacts) -> str:
    """A signature over the whole document breaks as soon as another slot is filled."""
    return WHOLE if any(reference.role == "whole" for reference in facts.references) else ""
