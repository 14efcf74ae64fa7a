"""Subject teachers' signatures that stand in several records (verification §11).

Such a signature covers rows, which name no pupil: copied with its row into another record it stays whole.
In a package the verifier finds the copy itself; records that are verified one by one are compared here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from hocba.errors import ConfigurationError
from hocba.findings import Finding
from hocba.profiles.registry import get
from hocba.profiles.slots import Quantity
from hocba.verify.effects import effect
from hocba.verify.report import AxisResult, Indication, Report, SignatureReport

__all__ = ["with_copies"]

_CODE = "VER-REPLAY-RECORDS"
_SHOWN = 5


def with_copies(reports: Iterable[Report]) -> tuple[Report, ...]:
    """``reports`` in their order; those of records that share a subject teacher's signature have failed.

    Reports on one record (the same record id, or the same bytes) do not count as two. Packages are left as
    they are: they were compared when they were verified.
    """
    given = tuple(reports)
    places: dict[str, list[int]] = defaultdict(list)
    for place, report in enumerate(given):
        for entry in _teachers(report):
            places[entry.replay_key].append(place)
    copied = {
        key: found for key, found in places.items() if len({_same(given[place]) for place in found}) > 1
    }
    if not copied:
        return given
    return tuple(_failed(report, tuple(_findings(report, copied))) for report in given)


def _teachers(report: Report) -> Iterator[SignatureReport]:
    try:
        profile = get(report.profile_id)
    except ConfigurationError:
        return
    kinds = {slot.name for slot in profile.slots if slot.quantity is Quantity.EACH_TEACHER}
    for entry in report.signatures if report.kind == "record" else ():
        if entry.replay_key and entry.slot.partition("[")[0] in kinds:
            yield entry


def _same(report: Report) -> str:
    return (report.record_id or report.digest).strip().lower()


def _findings(report: Report, copied: Mapping[str, Sequence[int]]) -> Iterator[Finding]:
    for entry in _teachers(report):
        places = copied.get(entry.replay_key, ())
        if places:
            numbers = ", ".join([str(place + 1) for place in places[:_SHOWN]])
            yield Finding.of(_CODE, path=entry.path, slot=entry.slot, records=numbers)


def _failed(report: Report, findings: tuple[Finding, ...]) -> Report:
    if not findings:
        return report
    return attrs.evolve(
        report,
        indication=Indication.TOTAL_FAILED,
        sub_indication=None if report.indication is not Indication.TOTAL_FAILED else report.sub_indication,
        reasons=tuple(dict.fromkeys((*report.reasons, _CODE))),
        axes=tuple(_axis(axis, findings[0]) for axis in report.axes),
        findings=(*report.findings, *findings),
        signed_octets=None,
    )


def _axis(axis: AxisResult, finding: Finding) -> AxisResult:
    if axis.axis != effect(finding).axis:
        return axis
    return AxisResult(
        axis=axis.axis, result="failed", codes=tuple(dict.fromkeys((*axis.codes, finding.code)))
    )
