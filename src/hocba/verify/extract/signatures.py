"""One signature of one slot, as facts."""

from __future__ import annotations

import attrs
from lxml import etree

from hocba.limits import Limits
from hocba.pki.algorithms import signature_algorithm, verify_value
from hocba.pki.certificate import Certificate
from hocba.verify.extract.key_info import CertificateReader, Choice, choose
from hocba.verify.extract.octets import FORMS, Form, Octets, Unsupported
from hocba.verify.extract.properties import Properties, claims, named_certificates, properties_of
from hocba.verify.extract.references import Scope, reference_facts
from hocba.verify.extract.signature import Parts, Refused, take_apart
from hocba.verify.facts import ReferenceFacts, SignatureFacts
from hocba.xml.path import line_of, tag_path

__all__ = ["Place", "SignatureReader"]

_COMPUTABLE = frozenset({"rsa", "ec"})


@attrs.frozen
class Place:
    """Where a signature stands, and what its slot says beside it."""

    slot: str
    path: str
    ngay_ky: str | None = None
    so_cccd: str | None = None


class SignatureReader:
    """Extracts signatures; keeps only decoded certificates between files."""

    __slots__ = ("_certificates", "_limits")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._certificates = CertificateReader(limits.certificates)

    def read(self, signature: etree._Element, place: Place, scope: Scope, *, sparse: bool) -> SignatureFacts:
        """The facts of ``signature``; whatever cannot be read becomes ``problem``."""
        try:
            parts = take_apart(signature, sparse=sparse, limits=self._limits)
            properties = properties_of(parts)
            return self._facts(parts, properties, place, scope)
        except Refused as refusal:
            return SignatureFacts(
                slot=place.slot,
                path=place.path or tag_path(signature),
                line=line_of(signature),
                problem=refusal.code,
                detail=refusal.detail,
                ngay_ky=place.ngay_ky,
                so_cccd=place.so_cccd,
            )

    def _facts(self, parts: Parts, properties: Properties, place: Place, scope: Scope) -> SignatureFacts:
        references: list[ReferenceFacts] = []
        covered: set[etree._Element] = set()
        for reference in parts.references:
            facts, target = reference_facts(reference, parts, properties, scope)
            references.append(facts)
            if target is not None:
                covered.add(target)
            elif facts.role == "whole":
                covered.add(scope.octets.root)
        bound = properties.signed in covered
        named = list(named_certificates(properties)) if bound and properties.target_ok else []
        signed_info = _SignedInfo(parts, scope.octets)
        candidates, broken = self._certificates.read(parts.key_info)
        choice = choose(candidates, named, signed_info.verifies, broken=broken)
        return SignatureFacts(
            slot=place.slot,
            path=place.path,
            line=line_of(parts.signature),
            detail=signed_info.problem,
            signature_algorithm=parts.signature_algorithm,
            references=tuple(references),
            value_ok=choice.value_ok,
            why=signed_info.cause(choice),
            certificate=choice.certificate,
            certificate_problem=choice.problem,
            extra=choice.extra,
            doubles=choice.doubles,
            xades=_xades(properties, bound=bound, named=bool(named)),
            named=choice.named,
            claims=claims(parts, properties, frozenset(covered)),
            time_stamps=properties.time_stamps,
            signature_policy=properties.signature_policy,
            ngay_ky=place.ngay_ky,
            so_cccd=place.so_cccd,
        )


def _xades(properties: Properties, *, bound: bool, named: bool) -> str:
    """What the XAdES properties are worth; see ``SignatureFacts.xades``."""
    if properties.qualifying is None:
        return ""
    if not properties.target_ok:
        return "of another signature"
    if not bound:
        return "not referenced"
    return "signed" if named else "no certificate"


class _SignedInfo:
    """The octets that the value was made over, and whether a key verifies it."""

    def __init__(self, parts: Parts, octets: Octets) -> None:
        self.parts = parts
        self.octets = octets
        self.problem = ""
        self.data: bytes | None = None
        self.form = _signed_info_form(parts)
        method = signature_algorithm(parts.signature_algorithm)
        if self.form is None:
            self.problem = parts.canonicalization.uri[:100]
        elif method is None or method.key not in _COMPUTABLE:
            self.problem = parts.signature_algorithm[:100]
        else:
            try:
                self.data = octets.of(parts.signed_info, self.form)
            except Unsupported as refusal:
                self.problem = refusal.detail

    def verifies(self, certificate: Certificate) -> bool | None:
        """Whether the key of ``certificate`` verifies the value; None where that cannot be computed."""
        if self.data is None:
            return None
        return verify_value(certificate, self.parts.signature_algorithm, self.parts.value, self.data)

    def cause(self, choice: Choice) -> str:
        """Why the value is wrong, where it can be shown: a copy was canonicalised (signing.md §2)."""
        if choice.value_ok is not False or choice.certificate is None or self.form is None:
            return ""
        element = self.parts.signed_info
        copies = [etree.tostring(element, method="c14n", with_comments=False)]
        copies += [
            self.octets.of(element, form) for form in (Form(), Form(exclusive=True)) if form != self.form
        ]
        algorithm, value = self.parts.signature_algorithm, self.parts.value
        if any(verify_value(choice.certificate, algorithm, value, copy) for copy in copies):
            return "VER-WHY-DETACHED"
        return ""


def _signed_info_form(parts: Parts) -> Form | None:
    form = FORMS.get(parts.canonicalization.uri)
    if form is None or not parts.canonicalization.prefixes:
        return form
    return attrs.evolve(form, prefixes=parts.canonicalization.prefixes)
