"""The answer of a verification: values only, immutable, picklable, printable without personal data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NoReturn

import attrs

from hocba.errors import VerificationError
from hocba.findings import Finding
from hocba.verify.render_safe import mask_name, mask_numbers

if TYPE_CHECKING:
    from hocba.model.any_record import AnyRecord

__all__ = [
    "AxisResult",
    "Indication",
    "Report",
    "SignatureReport",
    "SignerInfo",
    "SubIndication",
    "VerifiedRecord",
]

REPORT_VERSION = 1


class Indication(StrEnum):
    """The three answers of EN 319 102-1."""

    TOTAL_PASSED = "TOTAL_PASSED"
    TOTAL_FAILED = "TOTAL_FAILED"
    INDETERMINATE = "INDETERMINATE"


class SubIndication(StrEnum):
    """Why an answer is not TOTAL_PASSED, in the words of EN 319 102-1 §5.1.3.

    The first six belong to TOTAL_FAILED, every other one to INDETERMINATE.
    """

    FORMAT_FAILURE = "FORMAT_FAILURE"
    HASH_FAILURE = "HASH_FAILURE"
    SIG_CRYPTO_FAILURE = "SIG_CRYPTO_FAILURE"
    REVOKED = "REVOKED"
    EXPIRED = "EXPIRED"
    NOT_YET_VALID = "NOT_YET_VALID"
    SIG_CONSTRAINTS_FAILURE = "SIG_CONSTRAINTS_FAILURE"
    CHAIN_CONSTRAINTS_FAILURE = "CHAIN_CONSTRAINTS_FAILURE"
    CERTIFICATE_CHAIN_GENERAL_FAILURE = "CERTIFICATE_CHAIN_GENERAL_FAILURE"
    CRYPTO_CONSTRAINTS_FAILURE = "CRYPTO_CONSTRAINTS_FAILURE"
    CRYPTO_CONSTRAINTS_FAILURE_NO_POE = "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"
    NO_SIGNING_CERTIFICATE_FOUND = "NO_SIGNING_CERTIFICATE_FOUND"
    NO_CERTIFICATE_CHAIN_FOUND = "NO_CERTIFICATE_CHAIN_FOUND"
    REVOKED_NO_POE = "REVOKED_NO_POE"
    REVOKED_CA_NO_POE = "REVOKED_CA_NO_POE"
    OUT_OF_BOUNDS_NO_POE = "OUT_OF_BOUNDS_NO_POE"
    OUT_OF_BOUNDS_NOT_REVOKED = "OUT_OF_BOUNDS_NOT_REVOKED"
    TRY_LATER = "TRY_LATER"
    SIGNED_DATA_NOT_FOUND = "SIGNED_DATA_NOT_FOUND"


@attrs.frozen(kw_only=True)
class SignerInfo:
    """Who the certificate says the signer is. Not shown by ``repr`` and masked by ``to_dict`` unless asked.

    ``kind`` is "person" or "organisation" (by the OIDs of the subject), ``world`` "public", "government",
    "other" or empty (no trusted path); ``serial`` and ``fingerprint`` (SHA-256 of the DER) are lower-case
    hexadecimal.
    """

    common_name: str = attrs.field(repr=False)
    organisation: str = attrs.field(repr=False)
    unit: str = attrs.field(repr=False)
    title: str = attrs.field(repr=False)
    kind: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime
    world: str
    fingerprint: str
    personal_numbers: tuple[str, ...] = attrs.field(default=(), repr=False)
    tax_codes: tuple[str, ...] = attrs.field(default=(), repr=False)

    def to_dict(self, *, show_personal_data: bool = False) -> dict[str, object]:
        """Plain data for JSON; a person's name and numbers are masked unless asked for."""
        open_name = show_personal_data or self.kind != "person"
        return {
            "common_name": self.common_name if open_name else mask_name(self.common_name),
            "organisation": self.organisation if open_name else mask_numbers(self.organisation),
            "unit": self.unit if open_name else mask_numbers(self.unit),
            "title": self.title,
            "kind": self.kind,
            "issuer": self.issuer,
            "serial": self.serial,
            "not_before": _time(self.not_before),
            "not_after": _time(self.not_after),
            "world": self.world,
            "fingerprint": self.fingerprint,
            "personal_numbers": [
                number if show_personal_data else "********" + number[-4:] for number in self.personal_numbers
            ],
            "tax_codes": list(self.tax_codes),
        }


@attrs.frozen(kw_only=True)
class AxisResult:
    """One question of the verdict (specification, verification §6) and its answer.

    ``result`` is "passed", "failed", "indeterminate" or "not checked"; ``codes`` are the findings behind it.
    """

    axis: str
    result: str
    codes: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class SignatureReport:
    """One slot: who signed what, when, and whether that holds.

    ``covers`` are tag paths ("" is the whole document); ``intact`` is None when there is nothing to
    compute. ``claimed_time`` is the signer's word and proves nothing; ``best_time`` is the earliest
    proven instant of existence, the time of validation when nothing is proven. ``status_*`` is "good",
    "revoked", "unknown" or "not required", ``validity_*`` "valid", "invalid", "unknown". Times are UTC.
    ``replay_key`` (later formats) is the SHA-256 of the signature value: a subject teacher's signature covers
    rows and no pupil, so that the same key in two records is a copy.
    """

    slot: str
    path: str
    present: bool
    indication: Indication
    sub_indication: SubIndication | None
    form: str = ""
    intact: bool | None = None
    signature_algorithm: str = ""
    digest_algorithms: tuple[str, ...] = ()
    signer: SignerInfo | None = None
    covers: tuple[str, ...] = ()
    claimed_time: datetime | None = None
    ngay_ky: str | None = None
    best_time: datetime
    status_at_signing: str = "unknown"
    status_now: str = "unknown"
    validity_at_signing: str = "unknown"
    validity_now: str = "unknown"
    identity: str = "not bound"
    registration: str = "not checked"
    replay_key: str = ""
    findings: tuple[Finding, ...] = ()

    def to_dict(self, *, show_personal_data: bool = False) -> dict[str, object]:
        """Plain data for JSON; times in UTC, ISO 8601."""
        return {
            "slot": self.slot,
            "path": self.path,
            "present": self.present,
            "indication": self.indication.value,
            "sub_indication": self.sub_indication.value if self.sub_indication else None,
            "form": self.form,
            "intact": self.intact,
            "signature_algorithm": self.signature_algorithm,
            "digest_algorithms": list(self.digest_algorithms),
            "signer": self.signer.to_dict(show_personal_data=show_personal_data) if self.signer else None,
            "covers": list(self.covers),
            "claimed_time": _time(self.claimed_time),
            "ngay_ky": self.ngay_ky,
            "best_time": _time(self.best_time),
            "status_at_signing": self.status_at_signing,
            "status_now": self.status_now,
            "validity_at_signing": self.validity_at_signing,
            "validity_now": self.validity_now,
            "identity": self.identity,
            "registration": self.registration,
            "replay_key": self.replay_key,
            "findings": _findings(self.findings, show_personal_data),
        }


@attrs.frozen(kw_only=True)
class Report:
    """The verdict on one file. It has no truth value: read ``indication`` or call :meth:`require`.

    ``kind`` is "record" or "package"; ``scope`` says whether a record of a package held "alone" or only
    "in package". ``sub_indication`` is the standard's word where a signature decided; a record-level
    failure (coverage, completeness, identity …) has none and ``reasons`` names the codes that decided,
    most important first. ``digest`` is the SHA-256 of the bytes judged, in hex. In the later formats
    ``signing_area`` says whether the teachers' signatures stand "inside" the data element, so that the
    manager's signature covers them, or "outside"; ``reconstructed``: no specification of it is public.
    """

    kind: str
    indication: Indication
    sub_indication: SubIndication | None
    format_id: str
    profile_id: str
    policy: str
    validation_time: datetime
    digest: str
    record_id: str | None
    signatures: tuple[SignatureReport, ...] = ()
    axes: tuple[AxisResult, ...] = ()
    findings: tuple[Finding, ...] = ()
    records: tuple[Report, ...] = ()
    scope: str = "alone"
    reasons: tuple[str, ...] = ()
    signing_area: str = ""
    reconstructed: bool = False
    signed_octets: bytes | None = attrs.field(default=None, repr=False, eq=False)

    def __bool__(self) -> NoReturn:
        raise TypeError("a report is not true or false: read report.indication or call report.require()")

    def require(self) -> VerifiedRecord:
        """The record, rebuilt from the very octets that the required signatures cover.

        Raises VerificationError, with this report in its context, unless the answer is TOTAL_PASSED; also
        for a package, whose records are asked one by one (``report.records``). It decides nothing anew:
        what was not checked (see ``axes``) stays unchecked.
        """
        if self.kind != "record":
            raise VerificationError.of("VER-REQUIRE-PACKAGE", report=self, records=len(self.records))
        if self.indication is not Indication.TOTAL_PASSED or self.signed_octets is None:
            raise VerificationError.of(
                "VER-NOT-PASSED",
                report=self,
                indication=self.indication.value,
                sub_indication=self.sub_indication.value if self.sub_indication else "–",
                reasons=", ".join(self.reasons) or "–",
            )
        from hocba.verify.verified import rebuild

        return VerifiedRecord(record=rebuild(self.signed_octets, self.format_id), report=self)

    def axis(self, name: str) -> AxisResult:
        """The axis ``name``; KeyError when this report has none."""
        for entry in self.axes:
            if entry.axis == name:
                return entry
        raise KeyError(name)

    def to_dict(self, *, show_personal_data: bool = False) -> dict[str, object]:
        """Plain data for JSON; names of persons and personal numbers are masked unless asked for."""
        return {
            "version": REPORT_VERSION,
            "kind": self.kind,
            "indication": self.indication.value,
            "sub_indication": self.sub_indication.value if self.sub_indication else None,
            "reasons": list(self.reasons),
            "format": self.format_id,
            "profile": self.profile_id,
            "policy": self.policy,
            "validation_time": _time(self.validation_time),
            "digest": self.digest,
            "record_id": self.record_id,
            "scope": self.scope,
            "signing_area": self.signing_area,
            "reconstructed": self.reconstructed,
            "signatures": [entry.to_dict(show_personal_data=show_personal_data) for entry in self.signatures],
            "axes": [attrs.asdict(entry) | {"codes": list(entry.codes)} for entry in self.axes],
            "findings": _findings(self.findings, show_personal_data),
            "records": [entry.to_dict(show_personal_data=show_personal_data) for entry in self.records],
        }


@attrs.frozen(kw_only=True)
class VerifiedRecord:
    """A record whose data stood under valid signatures. It comes only from ``Report.require()``."""

    record: AnyRecord = attrs.field(repr=False)
    report: Report


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if moment else None


def _findings(findings: Iterable[Finding], show_personal_data: bool) -> list[dict[str, object]]:
    return [finding.to_dict(show_personal_data=show_personal_data) for finding in findings]
