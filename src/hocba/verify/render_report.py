"""A whole report as labelled values: verdict and reasons first, then each signature, then the record."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from hocba._version import __version__
from hocba.verify.render_reasons import reasons_of
from hocba.verify.render_safe import clean, instant, shown
from hocba.verify.render_slot import (
    period_state,
    signed_time,
    signer_text,
    slot_heading,
    slot_view,
    state,
    verdict_view,
)
from hocba.verify.render_view import CheckRow, Line, Reason, RecordLine, ReportView, VerdictView
from hocba.verify.render_words import Words
from hocba.verify.report import AxisResult, Indication, Report, SignatureReport

__all__ = ["report_view"]

_AXIS_TONES = {"passed": "passed", "failed": "failed", "indeterminate": "open"}


def report_view(
    report: Report, *, lang: str = "vi", show_personal_data: bool = False, source: str = ""
) -> ReportView:
    """``report`` in ``lang`` ("vi" or "en"; ValueError for another). ``source`` names the file, if given."""
    words = Words(lang)
    return _view(words, report, show_personal_data, source, part=False)


def _view(words: Words, report: Report, show: bool, source: str, *, part: bool) -> ReportView:
    failing = [
        entry for entry in enumerate(report.records, 1) if entry[1].indication != Indication.TOTAL_PASSED
    ]
    kind = report.kind.upper()
    passed = report.indication == Indication.TOTAL_PASSED
    return ReportView(
        title=words.say(f"TITLE-{kind}"),
        verdict_label=words.say(f"HEAD-VERDICT-{kind}"),
        verdict=verdict_view(words, report.indication, report.sub_indication),
        reasons=_reasons(words, report, show),
        no_reasons=words.say("HEAD-NO-REASONS" if passed else "HEAD-SEE-BELOW"),
        check=_check(words, report, source, part=part),
        slots=tuple(
            slot_view(
                words,
                entry,
                profile_id=report.profile_id,
                at=report.validation_time,
                show_personal_data=show,
            )
            for entry in report.signatures
        ),
        checklist=_checklist(words, report, show),
        axes=tuple(_axis(words, entry) for entry in report.axes),
        counts=_counts(words, report) if report.records else "",
        remark="" if part else _remark(words, report),
        records=tuple(_record_line(words, number, entry) for number, entry in enumerate(report.records, 1)),
        failing=tuple(
            _view(words, entry, show, words.say("WORD-RECORD", number=number), part=True)
            for number, entry in failing
        ),
        notes=() if part else _notes(words, show),
    )


def _remark(words: Words, report: Report) -> str:
    """Said once for a whole report: the records of a package are parts of it."""
    if not report.reconstructed:
        return ""
    return words.say("WORD-RECONSTRUCTED", format=clean(report.format_id))


def _reasons(words: Words, report: Report, show: bool) -> tuple[Reason, ...]:
    """The record's own findings, and those of every slot that did not pass, without repeating one."""
    found = list(reasons_of(words, report.findings, show_personal_data=show, deciding=report.reasons))
    seen = {_same(reason) for reason in found}
    for entry in report.signatures:
        if entry.indication == Indication.TOTAL_PASSED:
            continue
        slot = slot_heading(words, entry.slot, report.profile_id)
        for reason in reasons_of(
            words,
            entry.findings,
            show_personal_data=show,
            slot=slot,
            deciding=report.reasons,
            signer=entry.signer,
        ):
            if reason.tone != "info" and _same(reason) not in seen:
                seen.add(_same(reason))
                found.append(reason)
    weight = {"error": 0, "warning": 1, "info": 2}
    rank = {code: place for place, code in enumerate(report.reasons)}
    found.sort(key=lambda reason: (rank.get(reason.code, len(rank)), weight[reason.tone]))
    return tuple(found)


def _same(reason: Reason) -> tuple[str, str, str]:
    return reason.code, reason.place, reason.text


def _check(words: Words, report: Report, source: str, *, part: bool) -> tuple[Line, ...]:
    values = {
        "SOURCE": clean(source),
        "RECORD": clean(report.record_id or ""),
        "DIGEST": clean(report.digest),
        "FORMAT": clean(report.format_id),
        "POLICY": "" if part else clean(report.policy),
        "TIME": "" if part else instant(report.validation_time, words.lang),
        "SCOPE": words.term("SCOPE", report.scope) if report.kind == "record" else "",
        "AREA": words.say(f"AREA-{report.signing_area.upper()}") if report.signing_area else "",
    }
    return tuple(Line(words.say(f"META-{code}"), value) for code, value in values.items() if value)


def _checklist(words: Words, report: Report, show: bool) -> tuple[CheckRow, ...]:
    at = report.validation_time
    filled = [entry for entry in report.signatures if entry.present]
    rows = [
        CheckRow(
            words.say(f"CHECK-{code}"),
            tuple(Line(clean(entry.slot), _item(words, code, entry, at, show)) for entry in filled),
        )
        for code in ("NAME", "TIME", "STATE", "INTEGRITY", "CERTIFICATE")
        if filled
    ]
    for axis in report.axes:
        if axis.axis == "structure":
            rows.append(
                CheckRow(words.say("CHECK-STRUCTURE"), (Line("", words.term("RESULT", axis.result)),))
            )
    return tuple(rows)


def _item(words: Words, code: str, entry: SignatureReport, at: datetime, show: bool) -> str:
    signer = entry.signer
    if code == "TIME":
        return signed_time(words, entry, at)
    if code == "INTEGRITY":
        return words.say({True: "INTACT-YES", False: "INTACT-NO", None: "INTACT-UNKNOWN"}[entry.intact])
    if signer is None:
        return words.say("WORD-NO-CERTIFICATE")
    if code == "STATE":
        return state(words, entry, validity=entry.validity_now, status=entry.status_now, when=at)
    who = signer_text(words, signer, show_personal_data=show)
    if code == "NAME":
        return f"{who}; {shown(signer.issuer, show)}"
    period = words.say(
        "WORD-FROM-TO",
        start=instant(signer.not_before, words.lang),
        end=instant(signer.not_after, words.lang),
    )
    standing = f"{period_state(words, signer, at)}, {words.term('STATUS', entry.status_now)}"
    return f"{who}; {period}; {standing}; {shown(signer.issuer, show)}"


def _axis(words: Words, entry: AxisResult) -> tuple[str, VerdictView]:
    codes = ", ".join(clean(code) for code in entry.codes)
    tone = _AXIS_TONES.get(entry.result, "absent")
    return words.term("AXIS", entry.axis), VerdictView(tone, words.term("RESULT", entry.result), codes)


def _record_line(words: Words, number: int, entry: Report) -> RecordLine:
    return RecordLine(
        heading=words.say("WORD-RECORD", number=number),
        record_id=clean(entry.record_id or "–"),
        verdict=verdict_view(words, entry.indication, entry.sub_indication),
    )


def _counts(words: Words, report: Report) -> str:
    counted = Counter(entry.indication for entry in report.records)
    return words.say(
        "WORD-COUNTS",
        total=len(report.records),
        passed=counted[Indication.TOTAL_PASSED],
        failed=counted[Indication.TOTAL_FAILED],
        indeterminate=counted[Indication.INDETERMINATE],
    )


def _notes(words: Words, show: bool) -> tuple[str, ...]:
    masked = () if show else (words.say("FOOT-MASKED"),)
    return (
        words.say("FOOT-CLAIM"),
        words.say("FOOT-OWN"),
        *masked,
        words.say("FOOT-SOFTWARE", version=__version__),
    )
