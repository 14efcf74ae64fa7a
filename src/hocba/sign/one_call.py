"""The calls behind ``hocba.sign``: a batch with the caller's trust and overrides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from hocba.pki.evidence import Evidence
from hocba.pki.store import TrustStore
from hocba.sign.gates import Gate
from hocba.sign.outcome import Outcome
from hocba.sign.record_file import RecordFile
from hocba.sign.session import Source, sign_files
from hocba.sign.signers import Signer

__all__ = ["sign_many", "sign_one"]

_NO_OVERRIDE: Mapping[str, str] = {}


def sign_many(
    sources: Iterable[Source],
    *,
    slot: str,
    signer: Signer,
    signing_time: datetime,
    profile: str = "xades-b-b",
    trust: TrustStore | None = None,
    evidence: Evidence | None = None,
    override: Mapping[str, str] = _NO_OVERRIDE,
    replace: bool = False,
) -> tuple[Outcome, ...]:
    """One Outcome per source, in their order. Raises as :func:`hocba.sign.session.prepare` and the signer."""
    gate = Gate(trust=trust, evidence=evidence or Evidence(), override=override)
    return sign_files(
        sources,
        slot=slot,
        signer=signer,
        signing_time=signing_time,
        profile=profile,
        gate=gate,
        replace=replace,
    )


def sign_one(
    source: Source,
    *,
    slot: str,
    signer: Signer,
    signing_time: datetime,
    profile: str = "xades-b-b",
    trust: TrustStore | None = None,
    evidence: Evidence | None = None,
    override: Mapping[str, str] = _NO_OVERRIDE,
    replace: bool = False,
) -> RecordFile:
    """The signed file, or its error raised. Raises as :func:`sign_many` and what is in the outcome."""
    return sign_many(
        [source],
        slot=slot,
        signer=signer,
        signing_time=signing_time,
        profile=profile,
        trust=trust,
        evidence=evidence,
        override=override,
        replace=replace,
    )[0].require()
