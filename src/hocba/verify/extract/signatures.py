"""One signature of one slot, as facts."""

from __future__ import annotations

import hashlib

import attrs
from lxml import etree

from hocba.limits import Limits
from hocba.pki.algorithms import signature_algorithm, verify_value
from hocba.pki.certificate import Certificate
from hocba.verify.extract.key_info import CertificateReader, Choice, choose
from hocba.verify.extract.octets import Form, Octets
from hocba.verify.extract.properties import Properties, claims, named_certificates, properties_of
from hocba.verify.extract.references import Scope, reference_facts
from hocba.verify.extract.signature import Parts, take_apart
from hocba.verify.extract.signed_info import Refused
from hocba.verify.facts import ReferenceFacts, SignatureFacts
from hocba.xml.path import line_of, tag_path

__all__ = ["Place", "SignatureReader"]

_COMPUTABLE = frozenset({"rsa", "ec"})
_OTHER_FORMS = (Form(), Form(exclusive=True))


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

    def read(
        self,
        signature: etree._Element,
        place: Place,
        scope: Scope,
        *,
        sparse: bool,
        plain: bytes | None = None,
    ) -> SignatureFacts:
        """The facts of ``signature``; what cannot be read becomes ``problem``. ``plain``: see take_apart."""
        try:
            parts = take_apart(signature, scope.octets, sparse=sparse, limits=self._limits, plain=plain)
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
        for reference in parts.info.references:
            facts, target = reference_facts(reference, parts, properties, scope)
            references.append(facts)
            if target is not None:
                covered.add(target)
            elif facts.role == "whole":
                covered.add(scope.octets.root)
        bound = properties.signed in covered
        named = list(named_certificates(properties)) if bound and properties.target_ok else []
        value = _Value(parts)
        candidates, broken = self._certificates.read(parts.key_info)
        choice = choose(candidates, named, value.verifies, broken=broken)
        return SignatureFacts(
            slot=place.slot,
            path=place.path,
            line=line_of(parts.signature),
            detail=value.problem,
            signature_algorithm=parts.info.signature_algorithm,
            references=tuple(references),
            value_ok=choice.value_ok,
            why=value.cause(choice, scope.octets),
            certificate=choice.certificate,
            certificate_problem=choice.problem,
            extra=choice.extra,
            doubles=choice.doubles,
            xades=_xades(properties, bound=bound, named=bool(named)),
            named=choice.named,
            missing=_missing(scope, references, covered),
            replay_key="" if scope.targets is None else _replay_key(parts.value, choice.certificate),
            claims=claims(parts, properties, frozenset(covered)),
            time_stamps=properties.time_stamps,
            signature_policy=properties.signature_policy,
            ngay_ky=place.ngay_ky,
            so_cccd=place.so_cccd,
        )


def _replay_key(value: bytes, certificate: Certificate | None) -> str:
    """What stays the same when a signature is copied. Of an ECDSA value R alone: who has (R, S) can write
    (R, -S) as well, which verifies too."""
    elliptic = certificate is not None and hasattr(certificate.public_key, "curve")
    return hashlib.sha256(value[: len(value) // 2] if elliptic else value).hexdigest()


def _missing(scope: Scope, references: list[ReferenceFacts], covered: set[etree._Element]) -> tuple[str, ...]:
    """The paths of what the slot has to cover and no reference names."""
    if scope.targets is None or any(facts.role == "whole" for facts in references):
        return ()
    return tuple(path for element, path in scope.targets.items() if element not in covered)


def _xades(properties: Properties, *, bound: bool, named: bool) -> str:
    """What the XAdES properties are worth; see ``SignatureFacts.xades``."""
    if properties.qualifying is None:
        return ""
    if not properties.target_ok:
        return "of another signature"
    if not bound:
        return "not referenced"
    return "signed" if named else "no certificate"


class _Value:
    """Whether a key verifies the signature value, and why it may not."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.problem = ""
        method = signature_algorithm(parts.info.signature_algorithm)
        self.computable = parts.signed_octets is not None
        if parts.signed_octets is None:
            self.problem = parts.info.canonicalization.uri[:100]
        elif method is None or method.key not in _COMPUTABLE:
            self.computable = False
            self.problem = parts.info.signature_algorithm[:100]

    def verifies(self, certificate: Certificate) -> bool | None:
        """Whether the key of ``certificate`` verifies the value; None where that cannot be computed."""
        if not self.computable or self.parts.signed_octets is None:
            return None
        return self._verified(certificate, self.parts.signed_octets)

    def cause(self, choice: Choice, octets: Octets) -> str:
        """Why the value is wrong, where it can be shown: a copy was canonicalised (signing.md §2)."""
        if choice.value_ok is not False or choice.certificate is None:
            return ""
        element = self.parts.signed_info
        copies = [etree.tostring(element, method="c14n", with_comments=False)]
        copies += [octets.of(element, form) for form in _OTHER_FORMS if form != self.parts.form]
        certificate = choice.certificate
        return "VER-WHY-DETACHED" if any(self._verified(certificate, copy) for copy in copies) else ""

    def _verified(self, certificate: Certificate, octets: bytes) -> bool:
        return verify_value(certificate, self.parts.info.signature_algorithm, self.parts.value, octets)
