"""Signature acceptance (EN 319 102-1 §5.2.8): are the algorithms on the policy's list, and still alive?

Apart from "cryptographically valid": a method that is not listed was computed all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from hocba.findings import Finding
from hocba.pki.algorithms import signature_algorithm
from hocba.verify.facts import SignatureFacts
from hocba.verify.policy import Rules

__all__ = ["check"]


def check(facts: SignatureFacts, rules: Rules, at: datetime) -> Iterator[Finding]:
    """Methods outside the list, those past their end, and the note about PSS (verification §7)."""
    if facts.problem:
        return
    yield from _listed(facts, facts.signature_algorithm, "signature_algorithms", rules, at)
    for uri in dict.fromkeys(reference.digest_algorithm for reference in facts.references):
        yield from _listed(facts, uri, "digest_algorithms", rules, at)
    method = signature_algorithm(facts.signature_algorithm)
    if method is not None and method.key == "rsa" and method.padding == "pkcs1v15":
        return
    if method is not None and method.padding == "pss":
        yield Finding.of("ALG-PSS", path=facts.path, slot=facts.slot)


def _listed(facts: SignatureFacts, uri: str, table: str, rules: Rules, at: datetime) -> Iterator[Finding]:
    end = rules.end_of(uri, table)
    if end is None:
        yield Finding.of("VER-ALG-UNLISTED", path=facts.path, slot=facts.slot, method=uri[:100])
    elif at > end:
        yield Finding.of(
            "VER-ALG-SUNSET", path=facts.path, slot=facts.slot, method=uri[:100], end=end.date().isoformat()
        )
