"""A report as plain text for a terminal or a log: no colour, no control characters."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from hocba.verify.render_report import report_view
from hocba.verify.render_view import Line, Reason, ReportView, SlotView, VerdictView
from hocba.verify.render_words import Words
from hocba.verify.report import Report

__all__ = ["render_text"]

_SIGNS = {"passed": "✓", "failed": "✗", "open": "?", "absent": "–"}
_SIGNS |= {"error": "✗", "warning": "!", "info": "·"}


def render_text(
    report: Report,
    lang: str = "vi",
    *,
    show_personal_data: bool = False,
    source: str = "",
    width: int = 96,
    brief: bool = False,
) -> str:
    """``report`` for people, in Vietnamese or English, lines of at most ``width`` columns where words allow.

    Verdict and reasons come first: what, who signed, what was covered, what to do. Times are UTC+7. Names of
    persons and personal numbers are masked unless ``show_personal_data``; ``source`` names the judged file.
    ``brief`` ends after verdict, reasons and, for a package, one line for each record.
    Control, bidi and zero-width characters of the input show as ``⟨U+202E⟩``. Decides nothing. Raises
    ValueError for another language.
    """
    view = report_view(report, lang=lang, show_personal_data=show_personal_data, source=source)
    return "\n".join(_Text(Words(lang), max(width, 40), brief=brief).whole(view)) + "\n"


class _Text:
    def __init__(self, words: Words, width: int, *, brief: bool) -> None:
        self.words = words
        self.width = width
        self.brief = brief

    def whole(self, view: ReportView) -> Iterator[str]:
        yield view.title.upper()
        yield "═" * min(len(view.title), self.width)
        yield from self.body(view)
        if self.brief:
            return
        yield ""
        for note in view.notes:
            yield from self.wrap(note)

    def body(self, view: ReportView) -> Iterator[str]:
        yield from self.wrap(f"{view.verdict_label}: {_verdict(view.verdict)}", sign=view.verdict.tone)
        for line in filter(None, (view.counts, view.remark)):
            yield from self.wrap(line)
        yield ""
        yield from self.reasons(view)
        yield from self.records(view)
        if self.brief:
            return
        for slot in view.slots:
            yield from self.slot(slot)
        yield from self.checklist(view)
        if view.axes:
            yield from self.heading("HEAD-AXES")
            for name, result in view.axes:
                codes = f" [{result.technical}]" if result.technical else ""
                yield from self.wrap(f"{name}: {result.word}{codes}", sign=result.tone, indent=2)
        yield from self.heading("HEAD-CHECK")
        yield from self.lines(view.check)
        yield from self.failing(view)

    def reasons(self, view: ReportView) -> Iterator[str]:
        yield self.words.label("HEAD-REASONS")
        if not view.reasons:
            yield from self.wrap(view.no_reasons, indent=2)
        for reason in view.reasons:
            yield from self.reason(reason)
        for slot in view.slots:
            if slot.present and slot.verdict.tone != "passed":
                yield from self.wrap(self.summary(slot), indent=2, sign=slot.verdict.tone)

    def summary(self, slot: SlotView) -> str:
        say = self.words.say
        return (
            f"{slot.heading}: {slot.verdict.word}; {say('LABEL-WHO')}: {slot.who}; "
            f"{say('LABEL-COVERS')}: {slot.covers}"
        )

    def reason(self, reason: Reason) -> Iterator[str]:
        slot = self.words.say("WORD-SLOT", slot=reason.slot) + ": " if reason.slot else ""
        yield from self.wrap(
            f"{reason.severity} {reason.code}: {slot}{reason.text}", sign=reason.tone, indent=2
        )
        if reason.place:
            yield from self.wrap(f"{self.words.say('LABEL-PLACE')}: {reason.place}", indent=6)
        if reason.source:
            yield from self.wrap(f"{self.words.say('LABEL-BASIS')}: {reason.source}", indent=6)
        if reason.advice:
            yield from self.wrap(f"→ {self.words.say('LABEL-DO')}: {reason.advice}", indent=6)

    def slot(self, slot: SlotView) -> Iterator[str]:
        yield ""
        yield from self.wrap(slot.heading)
        yield "─" * min(len(slot.heading), self.width)
        yield from self.wrap(
            f"{self.words.label('LABEL-VERDICT')}: {_verdict(slot.verdict)}", sign=slot.verdict.tone, indent=2
        )
        for reason in slot.reasons:
            yield from self.reason(reason)
        for heading, lines in (("HEAD-OFFICIAL", slot.official[1:]), ("HEAD-FURTHER", slot.further)):
            if lines:
                yield from self.wrap(self.words.say(heading), indent=2)
                yield from self.lines(lines, indent=4)

    def checklist(self, view: ReportView) -> Iterator[str]:
        if not view.checklist:
            return
        yield from self.heading("HEAD-CHECKLIST")
        for row in view.checklist:
            if len(row.cells) == 1 and not row.cells[0].label:
                yield from self.lines((Line(row.label, row.cells[0].value),))
                continue
            yield from self.wrap(row.label, indent=2)
            yield from self.lines(row.cells, indent=4)

    def records(self, view: ReportView) -> Iterator[str]:
        if view.records:
            yield from self.heading("HEAD-RECORDS")
        for record in view.records:
            yield from self.wrap(
                f"{record.heading} {record.record_id}: {record.verdict.word} [{record.verdict.technical}]",
                sign=record.verdict.tone,
                indent=2,
            )

    def failing(self, view: ReportView) -> Iterator[str]:
        if view.failing:
            yield from self.heading("HEAD-FAILING")
        for failing in view.failing:
            yield ""
            yield "━" * self.width
            yield from self.wrap(" · ".join(line.value for line in failing.check[:2]))
            yield from self.body(failing)

    def heading(self, code: str) -> Iterator[str]:
        yield ""
        yield from self.wrap(self.words.say(code))

    def lines(self, lines: tuple[Line, ...], indent: int = 2) -> Iterator[str]:
        for line in lines:
            yield from self.wrap(f"{line.label}: {line.value}", indent=indent)

    def wrap(self, text: str, *, indent: int = 0, sign: str = "") -> list[str]:
        lead = " " * indent + (f"{_SIGNS[sign]} " if sign else "")
        return textwrap.wrap(
            text,
            self.width,
            initial_indent=lead,
            subsequent_indent=" " * (len(lead) + 2),
            break_long_words=False,
            break_on_hyphens=False,
        )


def _verdict(verdict: VerdictView) -> str:
    meaning = f" – {verdict.meaning}" if verdict.meaning else ""
    return f"{verdict.word} [{verdict.technical}]{meaning}"
