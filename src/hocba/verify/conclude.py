"""From findings to answers, by the table of effects: nothing else decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import attrs

from hocba.findings import Finding
from hocba.verify.effects import AXES, effect
from hocba.verify.report import AxisResult, Indication, SignatureReport, SubIndication

__all__ = ["Conclusion", "axes", "record_conclusion", "slot_conclusion"]

UNBOUND = frozenset({"VER-IDENTITY-NOT-BOUND", "VER-REG-NONE", "VER-REG-OTHER", "VER-REG-EXPIRED"})
_NOT_ALL_SEEN = frozenset(
    {"integrity", "trust", "certificate", "time", "identity", "registration", "algorithms", "coverage"}
)
_FAILED, _OPEN = Indication.TOTAL_FAILED, Indication.INDETERMINATE


@attrs.frozen
class Conclusion:
    """The answer for a record or package; ``reasons`` are codes, most important first."""

    indication: Indication
    sub_indication: SubIndication | None
    reasons: tuple[str, ...]


def slot_conclusion(findings: Sequence[Finding]) -> tuple[Indication, SubIndication | None]:
    """The answer for one signature: a failure before anything open, then by importance."""
    if not findings:
        return Indication.TOTAL_PASSED, None
    weighing = [entry for entry in map(effect, findings) if entry.slot is not None]
    if not weighing:
        if any(effect(finding).record is not None for finding in findings):
            return _OPEN, None
        return Indication.TOTAL_PASSED, None
    decisive = min(weighing, key=lambda entry: (entry.slot_indication is not _FAILED, entry.rank))
    return decisive.slot_indication or _OPEN, decisive.slot


def record_conclusion(
    signatures: Iterable[tuple[SignatureReport, bool]],
    findings: Iterable[Finding],
    *,
    inner: Iterable[Conclusion] = (),
) -> Conclusion:
    """The answer for the whole.

    ``signatures`` come with whether being unbound is forgiven (an optional slot, verification §6.1);
    ``inner`` are the conclusions about the records of a package. A failure of the record as a whole has
    hocba's own codes in ``reasons`` and no word of the standard.
    """
    outcomes: list[tuple[Indication, SubIndication | None, int, str]] = []
    for report, forgiven in signatures:
        for finding in report.findings:
            if not (forgiven and finding.code in UNBOUND):
                outcomes += _outcomes(finding)
    for finding in findings:
        outcomes += _outcomes(finding)
    for conclusion in inner:
        if conclusion.indication is not Indication.TOTAL_PASSED:
            reason = conclusion.reasons[0] if conclusion.reasons else "VER-INTERNAL"
            outcomes.append((conclusion.indication, conclusion.sub_indication, -1, reason))
    if not outcomes:
        return Conclusion(Indication.TOTAL_PASSED, None, ())
    outcomes.sort(key=lambda outcome: (outcome[0] is not _FAILED, outcome[2]))
    reasons = tuple(dict.fromkeys(outcome[3] for outcome in outcomes))
    return Conclusion(outcomes[0][0], outcomes[0][1], reasons)


def _outcomes(finding: Finding) -> list[tuple[Indication, SubIndication | None, int, str]]:
    entry = effect(finding)
    if entry.record is _FAILED or (entry.record is not None and entry.slot is None):
        return [(entry.record, None, entry.rank, finding.code)]
    if entry.slot_indication is not None:
        return [(entry.slot_indication, entry.slot, entry.rank, finding.code)]
    return []


def axes(
    signatures: Sequence[tuple[SignatureReport, bool]],
    findings: Sequence[Finding],
    unchecked: frozenset[str],
) -> tuple[AxisResult, ...]:
    """One answer per question of verification §6. ``unchecked`` names axes that nobody looked at."""
    present = [report for report, _ in signatures if report.present]
    if present and not findings and not any(report.findings for report in present):
        return _all_clear(unchecked)
    codes: dict[str, list[str]] = {}
    states: dict[str, Indication] = {}
    for finding, forgiven in _with_forgiveness(signatures, findings):
        entry = effect(finding)
        codes.setdefault(entry.axis, []).append(finding.code)
        if not entry.weighs or (forgiven and finding.code in UNBOUND):
            continue
        failed = entry.record is _FAILED or entry.slot_indication is _FAILED
        if failed or entry.axis not in states:
            states[entry.axis] = _FAILED if failed else _OPEN
    open_axes = _NOT_ALL_SEEN if any(report.signer is None for report in present) else frozenset()
    if any(report.intact is None for report in present):
        open_axes |= {"integrity"}
    idle = unchecked if present else unchecked | _NOT_ALL_SEEN
    return tuple(
        _result(
            axis, _answer(axis, states.get(axis), idle, open_axes), tuple(dict.fromkeys(codes.get(axis, ())))
        )
        for axis in AXES
    )


def _answer(axis: str, state: Indication | None, idle: frozenset[str], open_axes: frozenset[str]) -> str:
    if state is not None:
        return "failed" if state is _FAILED else "indeterminate"
    if axis in idle:
        return "not checked"
    return "indeterminate" if axis in open_axes else "passed"


@lru_cache(maxsize=64)
def _all_clear(unchecked: frozenset[str]) -> tuple[AxisResult, ...]:
    return tuple(_result(axis, "not checked" if axis in unchecked else "passed", ()) for axis in AXES)


def _with_forgiveness(
    signatures: Sequence[tuple[SignatureReport, bool]], findings: Sequence[Finding]
) -> Iterable[tuple[Finding, bool]]:
    for report, forgiven in signatures:
        for finding in report.findings:
            yield finding, forgiven
    for finding in findings:
        yield finding, False


@lru_cache(maxsize=1024)
def _result(axis: str, result: str, codes: tuple[str, ...]) -> AxisResult:
    return AxisResult(axis=axis, result=result, codes=codes)
