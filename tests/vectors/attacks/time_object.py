"""The claimed time: only from a covered place, only one, and within what is possible."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from tests.vectors.case import Case
from tests.vectors.edits import in_signature, put, sub
from tests.vectors.seal import resigned
from tests.vectors.world import AT, DAY, SEAL, SIGNED, Synthetic

FAILED, OPEN, PASSED = "TOTAL_FAILED", "INDETERMINATE", "TOTAL_PASSED"
XADES_TIME = rb"<xades:SigningTime>[^<]*</xades:SigningTime>"
PLAIN_TIME = rb"<SigningTime xmlns=[^<]*</SigningTime>"
HOLDER = (
    "<Object><SignatureProperties><SignatureProperty>"
    '<SigningTime xmlns="http://example.org/#signatureProperties">2020-01-01T00:00:00Z</SigningTime>'
    "</SignatureProperty></SignatureProperties></Object>"
)


def cases(world: Synthetic) -> Iterator[Case]:
    raw, plain, school = world.small, world.plain, world["school"]

    def sealed(change: Callable[[bytes], bytes], base: bytes = raw) -> bytes:
        return resigned(base, SEAL, school, change)

    def case(name: str, title: str, changed: bytes, indication: str, *codes: str, **more: Any) -> Case:
        return Case(
            name=f"time-object/{name}",
            title=title,
            raw=changed,
            indication=indication,
            codes=codes,
            clause="verification.md §9, §11",
            **more,
        )

    yield case(
        "uncovered-besides",
        "An Object that nobody signed holds an earlier time",
        in_signature(raw, SEAL, lambda text: put(text, b"</Signature>", HOLDER + "</Signature>")),
        FAILED,
        "VER-TIME-UNSIGNED",
    )
    yield case(
        "uncovered-only",
        "The reference to the time object is gone; nothing else holds a time",
        sealed(lambda text: sub(text, rb'<Reference URI="#signobject.*?</Reference>', b""), plain),
        FAILED,
        "VER-TIME-UNSIGNED",
        "VER-TIME-NONE",
    )
    yield case(
        "object-changed",
        "The time object was changed after signing",
        in_signature(plain, SEAL, lambda text: put(text, b"2026-06-01T02", b"2025-06-01T02")),
        FAILED,
        "VER-REF-DIGEST",
        sub="HASH_FAILURE",
    )
    yield case(
        "none",
        "Neither time object nor properties",
        sealed(
            lambda text: sub(
                sub(text, rb'<Reference URI="#signobject.*?</Reference>', b""),
                rb"<Object Id=.*?</Object>",
                b"",
            ),
            plain,
        ),
        OPEN,
        "VER-TIME-NONE",
        sub="SIG_CONSTRAINTS_FAILURE",
    )
    yield case(
        "two-times",
        "Time object and SignedProperties state different times, both signed",
        sealed(lambda text: sub(text, XADES_TIME, _xades(SIGNED - DAY / 2))),
        OPEN,
        "VER-TIME-DIFFERENT",
    )
    yield case(
        "no-zone",
        "The signed time has no zone",
        sealed(lambda text: sub(text, rb"2026-06-01T02:00:0\dZ", b"2026-06-01T09:00:01"), plain),
        OPEN,
        "VER-TIME-FORM",
    )
    yield case(
        "of-another-signature",
        "The covered property names another signature as its target",
        sealed(lambda text: sub(text, rb'Target="#sigid-', b'Target="#sigid-khac-'), plain),
        OPEN,
        "VER-TIME-PLACE",
    )
    yield case(
        "deep-inside",
        "The covered Object holds its time at a place where no reader looks",
        sealed(
            lambda text: sub(
                text,
                rb"<SignatureProperties>.*</SignatureProperties>",
                b"<Khac><SigningTime>2026-06-01T02:00:02Z</SigningTime></Khac>",
            ),
            plain,
        ),
        OPEN,
        "VER-TIME-PLACE",
    )
    yield from _claims(case, sealed)
    yield case(
        "ngay-ky",
        "NGAY_KY beside the seal is another day: unsigned, so a remark only",
        _ngay_ky(raw, "28/05/2026"),
        PASSED,
        "VER-NGAY-KY",
        attack=False,
    )
    yield case(
        "ngay-ky-form",
        "NGAY_KY in another form",
        _ngay_ky(raw, "2026-06-01"),
        PASSED,
        "VER-NGAY-KY-FORM",
        attack=False,
    )
    yield case(
        "claim-accepted",
        "A policy accepts the claim, and the certificate has ended since",
        resigned(raw, SEAL, world["school_expired"]),
        PASSED,
        "VER-TIME-CLAIM-ACCEPTED",
        attack=False,
        policy="claims-accepted",
        trust="anchors",
        evidence="full",
        expected={SEAL: "0000000001"},
    )
    yield case(
        "claim-not-accepted",
        "The same under the default policy: a claim is no proof",
        resigned(raw, SEAL, world["school_expired"]),
        OPEN,
        "VER-CERT-EXPIRED-NOT-REVOKED",
        sub="OUT_OF_BOUNDS_NOT_REVOKED",
        trust="anchors",
        expected={SEAL: "0000000001"},
    )
    yield from _order(world, case)


def _claims(case: Callable[..., Case], sealed: Callable[..., bytes]) -> Iterator[Case]:
    def at(moment: datetime) -> bytes:
        return sealed(lambda text: sub(sub(text, XADES_TIME, _xades(moment)), PLAIN_TIME, _plain(moment)))

    yield case(
        "before-certificate",
        "The claim lies before the certificate's start",
        at(SIGNED - 300 * DAY),
        OPEN,
        "VER-TIME-BEFORE-CERT",
    )
    yield case(
        "after-certificate",
        "The claim lies after the certificate's end",
        at(SIGNED + 2000 * DAY),
        OPEN,
        "VER-TIME-AFTER-CERT",
        "VER-TIME-AFTER-CHECK",
    )
    for name, text, code in (
        ("year-9999", "9999-12-31T23:59:59Z", "VER-TIME-AFTER-CHECK"),
        ("year-1", "0001-01-01T00:00:00Z", "VER-TIME-BEFORE-CERT"),
        ("before-year-1", "0001-01-01T00:00:00+14:00", "VER-TIME-FORM"),
        ("30-february", "2026-02-30T02:00:00Z", "VER-TIME-FORM"),
        ("leap-second", "2026-06-01T01:59:60Z", "VER-TIME-FORM"),
        ("hour-24", "2026-06-01T24:00:00Z", "VER-TIME-FORM"),
        ("zone-24", "2026-06-01T02:00:00+24:00", "VER-TIME-FORM"),
        ("arabic-digits", "٢٠٢٦-06-01T02:00:00Z", "VER-TIME-FORM"),
    ):
        yield case(name, f"The claim is {text}", sealed(partial(_both, text)), OPEN, code)
    yield case(
        "after-check",
        "The claim lies a day after the check",
        at(AT + DAY),
        OPEN,
        "VER-TIME-AFTER-CHECK",
    )
    yield case(
        "seven-hours-ahead",
        "Local time written as UTC: seven hours ahead of the check",
        at(AT + timedelta(hours=7)),
        PASSED,
        "VER-TIME-QUIRK",
        attack=False,
    )


def _order(world: Synthetic, case: Callable[..., Case]) -> Iterator[Case]:
    raw = world.signed(signers={"CBQL": "head", SEAL: "school"}, step=timedelta(hours=-12))
    yield case(
        "order",
        "The seal claims a time twelve hours before the manager's",
        raw,
        PASSED,
        "VER-ORDER",
        attack=False,
    )
    yield case(
        "order-enforced",
        "The same under a policy that enforces the order",
        raw,
        FAILED,
        "VER-ORDER-BROKEN",
        policy="ministry-strict",
    )


def _both(text: str, signature: bytes) -> bytes:
    changed = sub(signature, XADES_TIME, f"<xades:SigningTime>{text}</xades:SigningTime>")
    return sub(changed, rb"(<SigningTime xmlns=[^>]*>)[^<]*", lambda found: found[1] + text.encode())


def _xades(moment: datetime) -> str:
    return f"<xades:SigningTime>{moment:%Y-%m-%dT%H:%M:%SZ}</xades:SigningTime>"


def _plain(moment: datetime) -> str:
    return (
        '<SigningTime xmlns="http://example.org/#signatureProperties">'
        f"{moment:%Y-%m-%dT%H:%M:%SZ}</SigningTime>"
    )


def _ngay_ky(raw: bytes, text: str) -> bytes:
    start = raw.index(b"<KY_PHAT_HANH>")
    return raw[:start] + sub(raw[start:], rb"(?<=<NGAY_KY>)[^<]*", text)
