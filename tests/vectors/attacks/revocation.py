"""Status: what does not prove good is never good."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from tests.vectors.case import Case
from tests.vectors.seal import resigned
from tests.vectors.world import AT, DAY, SEAL, SEALED_BY, Synthetic

OPEN, PASSED = "INDETERMINATE", "TOTAL_PASSED"
UNPROVEN = {
    "none": ("No revocation list at all", "PKI-CRL-NONE"),
    "no-government-ca": ("No list of the issuing CA", "PKI-CRL-NONE"),
    "stale": ("The list of the issuing CA is stale", "PKI-CRL-STALE"),
    "other-issuer": ("A list by an impostor of the same name", "PKI-CRL-SIGNATURE"),
    "wrong-key": ("A list under the CA's name, signed by another CA", "PKI-CRL-SIGNATURE"),
    "delta": ("A delta list", "PKI-CRL-DELTA"),
    "scope": ("A list for CA certificates only", "PKI-CRL-SCOPE"),
    "partial": ("A list for some reasons only", "PKI-CRL-PARTIAL"),
    "critical": ("A list with an unknown critical extension", "PKI-CRL-CRITICAL"),
}


def cases(world: Synthetic) -> Iterator[Case]:
    raw = world.small

    def case(name: str, title: str, changed: bytes, indication: str, *codes: str, **more: Any) -> Case:
        return Case(
            name=f"revocation/{name}",
            title=title,
            raw=changed,
            indication=indication,
            codes=codes,
            clause="verification.md §9, §11",
            attack=more.pop("attack", indication != PASSED),
            **more,
        )

    def by(name: str) -> bytes:
        return resigned(raw, SEAL, world[name])

    yield case("good", "Every list is there and fresh", raw, PASSED)
    for evidence, (title, code) in UNPROVEN.items():
        yield case(
            f"list-{evidence}",
            title,
            raw,
            OPEN,
            "VER-STATUS-UNKNOWN",
            code,
            sub="TRY_LATER",
            evidence=evidence,
        )
    yield case(
        "lists-ended",
        "All lists have ended by the time of validation",
        raw,
        OPEN,
        "VER-STATUS-UNKNOWN",
        "PKI-CRL-STALE",
        at=AT + 60 * DAY,
    )
    yield case(
        "ca-may-not-sign-lists",
        "The issuing CA may not sign lists",
        resigned(raw, SEAL, world["school_no_crl_sign"]),
        OPEN,
        "PKI-CRL-USAGE",
        trust="no-crl-sign",
        expected=SEALED_BY,
        evidence="no-crl-sign",
    )
    yield case(
        "not-required",
        "A policy that asks for no status passes without, and says so",
        raw,
        PASSED,
        "VER-STATUS-NOT-REQUIRED",
        evidence="none",
        policy="status-not-required",
    )
    yield case(
        "junk-beside",
        "A file in the evidence folder is no evidence: told, and passed over",
        raw,
        PASSED,
        "PKI-EVIDENCE-UNKNOWN",
        evidence="with-junk",
    )
    expected = {"trust": "anchors", "expected": SEALED_BY}
    yield case(
        "revoked",
        "The seal's certificate is revoked",
        by("school_revoked"),
        OPEN,
        "VER-CERT-REVOKED",
        sub="REVOKED_NO_POE",
        **expected,
    )
    yield case(
        "held", "The seal's certificate is suspended", by("school_held"), OPEN, "VER-CERT-REVOKED", **expected
    )
    yield case(
        "ca-revoked",
        "The issuing CA is revoked",
        raw,
        OPEN,
        "VER-CA-REVOKED",
        sub="REVOKED_CA_NO_POE",
        evidence="ca-revoked",
    )
    yield case(
        "expired",
        "The certificate ended; the list is younger and does not keep expired ones",
        by("school_expired"),
        OPEN,
        "VER-CERT-EXPIRED",
        sub="OUT_OF_BOUNDS_NO_POE",
        evidence="after-expiry",
        **expected,
    )
    yield case(
        "expired-kept",
        "The certificate ended; the list is younger and keeps expired ones",
        by("school_expired"),
        OPEN,
        "VER-CERT-EXPIRED-NOT-REVOKED",
        sub="OUT_OF_BOUNDS_NOT_REVOKED",
        evidence="keeps-expired",
        **expected,
    )
    yield case(
        "expired-claim",
        "A policy accepts the claim, but the list proves nothing about the ended certificate",
        by("school_expired"),
        OPEN,
        "PKI-CRL-EXPIRED-CERTIFICATE",
        policy="claims-accepted",
        evidence="after-expiry",
        **expected,
    )
    yield case(
        "ended-before-signing",
        "The certificate had ended before the claim",
        by("school_gone"),
        OPEN,
        "VER-TIME-AFTER-CERT",
        **expected,
    )
    yield case(
        "not-yet-valid",
        "The certificate begins after the time of validation",
        by("school_future"),
        "TOTAL_FAILED",
        "VER-CERT-NOT-YET",
        sub="NOT_YET_VALID",
        **expected,
    )
    yield case(
        "before-lists",
        "Judged before the lists were issued",
        raw,
        OPEN,
        "VER-TIME-AFTER-CHECK",
        at=AT - 2 * DAY + timedelta(hours=1),
    )
