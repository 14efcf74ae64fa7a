"""Format checking (EN 319 102-1 §5.2.2): is there a signature in the one shape that is accepted?"""

from __future__ import annotations

from collections.abc import Iterator

from hocba.findings import Finding
from hocba.verify.facts import SignatureFacts

__all__ = ["check", "form"]


def check(facts: SignatureFacts) -> Iterator[Finding]:
    """What keeps the signature from being read, and what its form leaves open."""
    if facts.problem:
        yield Finding.of(
            facts.problem, path=facts.path, line=facts.line, slot=facts.slot, detail=facts.detail
        )
        return
    if facts.xades == "of another signature":
        yield Finding.of("VER-XADES-TARGET", path=facts.path, slot=facts.slot)
    elif facts.xades == "not referenced":
        yield Finding.of("VER-XADES-UNREFERENCED", path=facts.path, slot=facts.slot)
    if facts.signature_policy:
        yield Finding.of("VER-XADES-POLICY", path=facts.path, slot=facts.slot)
    if facts.xades != "signed":
        yield Finding.of("FMT-XMLDSIG", path=facts.path, slot=facts.slot)


def form(facts: SignatureFacts) -> str:
    """What the signature may be called: only covered and proven parts count."""
    if facts.problem:
        return ""
    if facts.xades == "signed" and any(claim.source == "xades" and claim.covered for claim in facts.claims):
        return "XAdES-B-B"
    covered = any(claim.covered and claim.placed for claim in facts.claims)
    return "XMLDSig + SigningTime" if covered else "XMLDSig"
