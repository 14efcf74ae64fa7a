"""A report as one HTML page to read, print on A4 and file: no script, nothing loaded, everything escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files

from hocba.verify.render_checklist import checklist
from hocba.verify.render_report import report_view
from hocba.verify.render_view import Line, Reason, RecordLine, ReportView, SlotView, VerdictView
from hocba.verify.render_words import Words
from hocba.verify.report import Report

__all__ = ["render_html"]

_SIGNS = {"passed": "✓", "failed": "✗", "open": "?", "absent": "–"}


def render_html(
    report: Report, lang: str = "vi", *, show_personal_data: bool = False, source: str = ""
) -> str:
    """``report`` as a self-contained page in Vietnamese or English (text; write it as UTF-8).

    Content and order are those of :func:`hocba.verify.render_text.render_text`. The page holds its own style,
    allowed by hash in a content security policy that forbids everything else: no script, no request. Names
    of persons and personal numbers are masked unless ``show_personal_data``. Decides nothing. Raises
    ValueError for another language.
    """
    view = report_view(report, lang=lang, show_personal_data=show_personal_data, source=source)
    page = _Page(Words(lang))
    style, policy = _style()
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex, nofollow">\n'
        f"<title>{escape(view.title)}: {escape(view.verdict.word)}</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n<main>\n{page.whole(view)}</main>\n</body>\n</html>\n"
    )


@cache
def _style() -> tuple[str, str]:
    """The style sheet and the policy that allows it alone."""
    style = files("hocba.verify").joinpath("report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return style, policy


class _Page:
    def __init__(self, words: Words) -> None:
        self.words = words

    def whole(self, view: ReportView) -> str:
        about = " · ".join(line.value for line in view.check[:2])
        notes = "".join(f"<p>{escape(note)}</p>\n" for note in view.notes)
        return (
            f'<header>\n<h1>{escape(view.title)}</h1>\n<p class="file">{escape(about)}</p>\n</header>\n'
            f"{self.body(view)}{self.room_to_sign()}<footer>\n{notes}</footer>\n"
        )

    def body(self, view: ReportView) -> str:
        lines = filter(None, (view.counts, view.remark))
        counts = "".join(f'<p class="counts">{escape(line)}</p>\n' for line in lines)
        return "".join(
            (
                self.verdict(view),
                counts,
                self.section("HEAD-REASONS", self.reasons(view.reasons) or self.no_reasons(view)),
                self.section("HEAD-RECORDS", self.records(view.records)),
                self.section("HEAD-SLOTS", "".join(self.slot(slot) for slot in view.slots)),
                self.section("HEAD-CHECKLIST", checklist(view.checklist)),
                self.section("HEAD-AXES", self.axes(view.axes)),
                self.section("HEAD-CHECK", self.lines(view.check)),
                self.section("HEAD-FAILING", "".join(self.part(failing) for failing in view.failing)),
            )
        )

    def section(self, code: str, inside: str) -> str:
        return f"<section>\n<h2>{escape(self.words.label(code))}</h2>\n{inside}</section>\n" if inside else ""

    def verdict(self, view: ReportView) -> str:
        verdict = view.verdict
        meaning = f'<p class="meaning">{escape(verdict.meaning)}</p>' if verdict.meaning else ""
        return (
            f'<section class="verdict {verdict.tone}">\n<p class="label">{escape(view.verdict_label)}</p>\n'
            f'<p class="word">{_word(verdict)}</p>\n{meaning}\n'
            f'<p class="technical">{escape(verdict.technical)}</p>\n</section>\n'
        )

    def reasons(self, reasons: Iterable[Reason]) -> str:
        items = "".join(self.reason(reason) for reason in reasons)
        return f'<ul class="reasons">\n{items}</ul>\n' if items else ""

    def no_reasons(self, view: ReportView) -> str:
        return f"<p>{escape(view.no_reasons)}</p>\n"

    def reason(self, reason: Reason) -> str:
        slot = self.words.say("WORD-SLOT", slot=reason.slot) + ": " if reason.slot else ""
        basis = f"{self.words.say('LABEL-BASIS')}: {reason.source}" if reason.source else ""
        where = "; ".join(filter(None, (reason.code, reason.place, basis)))
        advice = f'<p class="do">→ {escape(reason.advice)}</p>' if reason.advice else ""
        return (
            f'<li class="{reason.tone}"><p><span class="kind">{escape(reason.severity)}.</span> '
            f"{escape(slot)}{escape(reason.text)}</p>"
            f'<p class="where">{escape(where)}</p>{advice}</li>\n'
        )

    def slot(self, slot: SlotView) -> str:
        say = self.words.say
        gist = ""
        if slot.present:
            gist = (
                f'<p class="gist"><b>{escape(say("LABEL-WHO"))}:</b> {escape(slot.who)}<br>'
                f"<b>{escape(say('LABEL-COVERS'))}:</b> {escape(slot.covers)}</p>\n"
            )
        meaning = (
            f' <span class="meaning">– {escape(slot.verdict.meaning)}</span>' if slot.verdict.meaning else ""
        )
        details = "".join(
            f"<h4>{escape(say(heading))}</h4>\n{self.lines(lines)}"
            for heading, lines in (("HEAD-OFFICIAL", slot.official[1:]), ("HEAD-FURTHER", slot.further))
            if lines
        )
        inside = gist + self.reasons(slot.reasons) + details
        return (
            f'<article class="slot">\n<header class="{slot.verdict.tone}"><h3>{escape(slot.heading)}</h3>'
            f'<p>{escape(say("LABEL-VERDICT"))}: <span class="word">{_word(slot.verdict)}</span> '
            f'<span class="technical">{escape(slot.verdict.technical)}</span>{meaning}</p></header>\n'
            + (f'<div class="inside">\n{inside}</div>\n' if inside else "")
            + "</article>\n"
        )

    def lines(self, lines: Iterable[Line]) -> str:
        rows = "".join(f"<dt>{escape(line.label)}</dt><dd>{escape(line.value)}</dd>\n" for line in lines)
        return f"<dl>\n{rows}</dl>\n" if rows else ""

    def axes(self, axes: tuple[tuple[str, VerdictView], ...]) -> str:
        items = "".join(
            f'<li class="{result.tone}"><span class="name">{escape(name)}:</span> '
            f'<span class="result">{escape(result.word)}</span>'
            + (f' <span class="technical">{escape(result.technical)}</span>' if result.technical else "")
            + "</li>\n"
            for name, result in axes
        )
        return f'<ul class="axes">\n{items}</ul>\n' if items else ""

    def records(self, records: tuple[RecordLine, ...]) -> str:
        rows = "".join(
            f'<tr><td>{escape(record.heading)}</td><td class="mono">{escape(record.record_id)}</td>'
            f'<td class="{record.verdict.tone}">{_word(record.verdict)}</td>'
            f'<td class="technical">{escape(record.verdict.technical)}</td></tr>\n'
            for record in records
        )
        return f'<table class="records"><tbody>\n{rows}</tbody></table>\n' if rows else ""

    def part(self, view: ReportView) -> str:
        about = " · ".join(line.value for line in view.check[:2])
        return f'<section class="part">\n<h3>{escape(about)}</h3>\n{self.body(view)}</section>\n'

    def room_to_sign(self) -> str:
        say = self.words.say
        return (
            f'<div class="sign"><div><p>{escape(say("WORD-DATED"))}</p>'
            f'<p><b>{escape(say("WORD-CHECKED-BY"))}</b></p><div class="room"></div></div></div>\n'
        )


def _word(verdict: VerdictView) -> str:
    return f"{_SIGNS[verdict.tone]} {escape(verdict.word)}"
