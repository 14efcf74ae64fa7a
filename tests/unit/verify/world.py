"""One test PKI, one good record and the verifiers of these tests; made once per process."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

import hocba
from hocba.pki.evidence import Evidence
from hocba.testing.pki import TestPki
from hocba.testing.records import synthetic_record
from hocba.testing.samples import signed_record
from hocba.verify.engine import Verifier
from hocba.verify.report import Report

NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
SIGNED = NOW - timedelta(hours=2)
SLOTS = ("GVCN", "CBQL", "KY_PHAT_HANH")


@cache
def pki() -> TestPki:
    return TestPki.create(NOW)


@cache
def unsigned() -> bytes:
    return hocba.write(synthetic_record(1)).raw


@cache
def issued(profile: str = "xades-b-b") -> bytes:
    return signed_record(pki(), signing_time=SIGNED, profile=profile).raw


@cache
def verifier(policy: str = "hocba-default", *, register: bool = True, status: bool = True) -> Verifier:
    trust = pki().trust if register else pki().trust.with_register(None)
    return Verifier(trust, pki().evidence if status else Evidence(), policy)


def judged(raw: bytes, at: datetime = NOW, **options: object) -> Report:
    return verifier(**options).verify(raw, at=at)


def codes(report: Report) -> set[str]:
    """Every code of the report, with those of its signatures and records."""
    found = {finding.code for finding in report.findings}
    for signature in report.signatures:
        found |= {finding.code for finding in signature.findings}
    for record in report.records:
        found |= codes(record)
    return found


def slot(report: Report, name: str):
    return next(signature for signature in report.signatures if signature.slot == name)
