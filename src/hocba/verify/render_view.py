"""What a report shows, before it becomes text or HTML: labelled values, already safe and masked.

Both renderings are made from these values, so that they cannot disagree.
"""

from __future__ import annotations

import attrs

__all__ = ["CheckRow", "Line", "Reason", "RecordLine", "ReportView", "SlotView", "VerdictView"]


@attrs.frozen
class Line:
    """A label and its value."""

    label: str
    value: str


@attrs.frozen
class VerdictView:
    """The words of a verdict: for people, for machines, and what the sub-indication means."""

    tone: str
    word: str
    technical: str
    meaning: str = ""


@attrs.frozen
class Reason:
    """One finding: how heavy, where (slot and place), what, what to do."""

    tone: str
    severity: str
    slot: str
    text: str
    code: str
    place: str
    advice: str
    source: str


@attrs.frozen
class CheckRow:
    """One item of the receiver's check list: a value per signature, or one for the file."""

    label: str
    cells: tuple[Line, ...]


@attrs.frozen(kw_only=True)
class SlotView:
    """One slot in full."""

    name: str
    heading: str
    present: bool
    verdict: VerdictView
    who: str
    covers: str
    reasons: tuple[Reason, ...]
    official: tuple[Line, ...]
    further: tuple[Line, ...]


@attrs.frozen(kw_only=True)
class RecordLine:
    """One record of a package on one line."""

    heading: str
    record_id: str
    verdict: VerdictView


@attrs.frozen(kw_only=True)
class ReportView:
    """A whole report. ``remark`` says how far the format is known; empty where there is nothing to say.

    ``records`` are the lines of a package, ``failing`` its records in full.
    """

    title: str
    verdict_label: str
    verdict: VerdictView
    reasons: tuple[Reason, ...]
    no_reasons: str
    check: tuple[Line, ...]
    slots: tuple[SlotView, ...]
    checklist: tuple[CheckRow, ...]
    axes: tuple[tuple[str, VerdictView], ...]
    counts: str = ""
    remark: str = ""
    records: tuple[RecordLine, ...] = ()
    failing: tuple[ReportView, ...] = ()
    notes: tuple[str, ...] = ()
