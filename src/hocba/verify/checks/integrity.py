"""Cryptographic verification (EN 319 102-1 §5.2.7): every digest and the value, also without a chain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hocba.findings import Finding
from hocba.verify.facts import ReferenceFacts, SignatureFacts

__all__ = ["check"]

_METHOD_UNKNOWN = "VER-ALG-UNKNOWN"


def check(facts: SignatureFacts) -> Iterator[Finding]:
    """Wrong digests and a wrong value, with what they covered and the cause where it can be shown."""
    if facts.problem:
        return
    for reference in facts.references:
        if reference.intact is False:
            yield from _changed(reference, facts)
        elif reference.problem == _METHOD_UNKNOWN:
            yield Finding.of(_METHOD_UNKNOWN, path=facts.path, slot=facts.slot, method=reference.detail)
    if facts.value_ok is False:
        yield Finding.of("VER-SIG-VALUE", path=facts.path, line=facts.line, slot=facts.slot)
        if facts.why:
            yield Finding.of(facts.why, path=facts.path, slot=facts.slot)
    elif facts.value_ok is None and facts.certificate is not None:
        yield Finding.of(_METHOD_UNKNOWN, path=facts.path, slot=facts.slot, method=facts.detail)


def _changed(reference: ReferenceFacts, facts: SignatureFacts) -> Iterator[Finding]:
    signer = facts.certificate.common_name if facts.certificate is not None else "?"
    yield Finding.of(
        "VER-REF-DIGEST",
        path=facts.path,
        line=facts.line,
        slot=facts.slot,
        covers=reference.covers or 'URI=""',
        private={"signer": signer},
    )
    if reference.why:
        later: dict[str, Any] = {"later": reference.detail} if reference.detail else {}
        yield Finding.of(reference.why, path=facts.path, slot=facts.slot, **later)
