"""Which records may travel: issued, unbroken, without error findings, of one school, year and format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import attrs

from hocba.errors import HocbaError, InputError, LimitExceededError, MalformedPackageError
from hocba.findings import Finding, Severity
from hocba.formats.registry import detect
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.model.base import RecordBase
from hocba.package.join import record_range
from hocba.package.naming import record_id_of
from hocba.package.split import DECLARATION
from hocba.pki.store import TrustStore
from hocba.profiles.registry import get
from hocba.rules.engine import check
from hocba.verify.engine import Verifier
from hocba.verify.facts import RecordFacts
from hocba.verify.report import Indication
from hocba.xml.document import parse

__all__ = ["AdmittedRecord", "admit"]


@attrs.frozen(kw_only=True)
class AdmittedRecord:
    """A record that may be packed: ``body`` is its HOC_BA byte range, ``number`` its place in the input."""

    number: int
    record_id: str
    format_id: str
    school: str = attrs.field(repr=False)
    year: str
    body: bytes = attrs.field(repr=False)


def admit(
    files: Iterable[bytes], *, at: datetime, limits: Limits = DEFAULT_LIMITS
) -> tuple[AdmittedRecord, ...]:
    """The records of ``files``, each the bytes of one record file, or one refusal for all that is wrong.

    A record is refused when it cannot be read, has no UUID, has an empty required slot, a signature that is
    broken or does not count (TOTAL_FAILED at the aware instant ``at``, without regard to trust), an error
    finding of the reader or of the rules (weighed as for a record that was received: it cannot be changed
    any more), another format, school (MA_TRUONG) or school year (TEN_NAM_HOC) than the first, or an id that
    was there before.
    Whether the signers are trusted or entitled is not asked: that is ``verify``.

    Raises MalformedPackageError: the refusal itself when there is one, PKG-REFUSED when there are several
    (all of them in its context as ``problems``), PKG-NO-RECORDS; LimitExceededError (PKG-TOO-MANY-RECORDS).
    Source: format-v1.md §7, lifecycle.md §9.
    """
    admitted: dict[str, AdmittedRecord] = {}
    problems: list[HocbaError] = []
    verifier = Verifier(TrustStore(), limits=limits)
    total = 0
    for total, raw in enumerate(files, start=1):
        if total > limits.package_records:
            raise LimitExceededError.of("PKG-TOO-MANY-RECORDS", size=total, limit=limits.package_records)
        try:
            record = _admitted(raw, total, verifier, at, limits)
            _require_company(record, admitted)
            admitted[record.record_id] = record
        except MalformedPackageError as problem:
            problems.append(problem)
    if not total:
        raise MalformedPackageError.of("PKG-NO-RECORDS")
    if problems:
        raise _refusal(problems, total)
    return tuple(admitted.values())


def _refusal(problems: list[HocbaError], total: int) -> HocbaError:
    if len(problems) == 1:
        return problems[0]
    return MalformedPackageError.of(
        "PKG-REFUSED", count=len(problems), total=total, first=problems[0].code, problems=tuple(problems)
    )


def _admitted(raw: bytes, number: int, verifier: Verifier, at: datetime, limits: Limits) -> AdmittedRecord:
    try:
        document = parse(raw, limits=limits)
        body = record_range(document, number=number, limits=limits)
        reading = detect(document).read(document)
    except MalformedPackageError:
        raise
    except InputError as problem:
        raise MalformedPackageError.of("PKG-RECORD-UNREADABLE", number=number, reason=problem.code) from None
    record_id = record_id_of(document.root)
    if record_id is None:
        raise MalformedPackageError.of("PKG-NO-UUID", number=number)
    judged = DECLARATION + body if document.has_instructions else raw
    _require_signatures(judged, number, record_id, verifier, at)
    _require_no_errors((*reading.findings, *check(reading.record, writing=False)), number, record_id)
    return AdmittedRecord(
        number=number,
        record_id=record_id.lower(),
        format_id=reading.format_id,
        school=_field(reading.record, "ma_truong"),
        year=_field(reading.record, "ten_nam_hoc"),
        body=body,
    )


def _field(record: RecordBase, name: str) -> str:
    return str(getattr(getattr(record, "thong_tin_chung", None), name, None))


def _require_signatures(raw: bytes, number: int, record_id: str, verifier: Verifier, at: datetime) -> None:
    """Every required slot of this very record is filled, and no signature of it is broken."""
    facts = verifier.extract(raw)
    about = {"number": number, "record_id": record_id}
    if isinstance(facts, RecordFacts):
        profile = facts.profile or get(facts.profile_id)
        signed = {signature.slot for signature in facts.signatures}
        for slot in profile.slots:
            if slot.required and slot.name not in signed:
                raise MalformedPackageError.of("PKG-NOT-ISSUED", slot=slot.name, **about)
    report = verifier.judge(facts, at=at)
    for signature in report.signatures:
        if signature.present and signature.indication is Indication.TOTAL_FAILED:
            why = signature.sub_indication or "–"
            raise MalformedPackageError.of(
                "PKG-BROKEN-SIGNATURE", slot=signature.slot, sub_indication=why, **about
            )
    if report.indication is Indication.TOTAL_FAILED:
        reasons = ", ".join(report.reasons) or "–"
        raise MalformedPackageError.of("PKG-RECORD-FAILED", reasons=reasons, **about)


def _require_no_errors(findings: Sequence[Finding], number: int, record_id: str) -> None:
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise MalformedPackageError.of(
            "PKG-RECORD-ERRORS",
            number=number,
            record_id=record_id,
            count=len(errors),
            first=errors[0].code,
            findings=tuple(errors),
        )


def _require_company(record: AdmittedRecord, admitted: dict[str, AdmittedRecord]) -> None:
    about = {"number": record.number, "record_id": record.record_id}
    first = next(iter(admitted.values()), record)
    if record.format_id != first.format_id:
        formats = {"found": record.format_id, "expected": first.format_id}
        raise MalformedPackageError.of("PKG-OTHER-FORMAT", **about, **formats)
    if record.school != first.school:
        raise MalformedPackageError.of("PKG-OTHER-SCHOOL", **about)
    if record.year != first.year:
        raise MalformedPackageError.of("PKG-OTHER-YEAR", **about)
    if record.record_id in admitted:
        raise MalformedPackageError.of("PKG-TWICE", first=admitted[record.record_id].number, **about)
