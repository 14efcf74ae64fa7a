"""Findings as a report shows them: what, where, what to do, the heaviest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from hocba.findings import Finding, Severity
from hocba.verify.render_safe import clean, mask_name, shown
from hocba.verify.render_view import Reason
from hocba.verify.render_words import Words
from hocba.verify.report import SignerInfo

__all__ = ["reasons_of"]

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def reasons_of(
    words: Words,
    findings: Iterable[Finding],
    *,
    show_personal_data: bool,
    slot: str = "",
    deciding: Sequence[str] = (),
    signer: SignerInfo | None = None,
) -> tuple[Reason, ...]:
    """``findings``, those that decided first (in the order of ``deciding``), then by weight.

    The name of a ``signer`` that is an organisation is told in full, as everywhere in a report.
    """
    rank = {code: place for place, code in enumerate(deciding)}
    ordered = sorted(findings, key=lambda entry: (rank.get(entry.code, len(rank)), _WEIGHT[entry.severity]))
    masked = signer is None or signer.kind != "organisation"
    return tuple(_reason(words, finding, slot, show_personal_data, masked) for finding in ordered)


def _reason(words: Words, finding: Finding, slot: str, show: bool, masked: bool) -> Reason:
    if not show:
        finding = _with_signer(finding, masked=masked)
    place = shown(finding.path, show)
    if finding.line is not None:
        place = ", ".join(filter(None, (place, words.say("WORD-LINE", line=finding.line))))
    return Reason(
        tone=finding.severity.value,
        severity=words.term("SEVERITY", finding.severity.value),
        slot=slot,
        text=shown(finding.message(words.lang, show_personal_data=show), show),
        code=clean(finding.code),
        place=place,
        advice=shown(finding.advice(words.lang, show_personal_data=show), show),
        source=_basis(words, finding),
    )


def _basis(words: Words, finding: Finding) -> str:
    """Where the demand comes from and how sure that is; hocba's own description is called by its name."""
    source = clean(finding.source)
    if ".md" in source:
        source = words.say("WORD-OWN-DESCRIPTION", source=source)
    if not finding.confidence:
        return source
    sure = words.term("CONFIDENCE", finding.confidence.strip("[]"))
    return words.say("WORD-BASIS", source=source, confidence=sure) if source else sure


def _with_signer(finding: Finding, *, masked: bool) -> Finding:
    """``finding`` telling who signed, a person by initials as the rest of the report does, not by a blank."""
    name = dict(finding.private).get("signer")
    if not name:
        return finding
    others = tuple(pair for pair in finding.private if pair[0] != "signer")
    return attrs.evolve(
        finding, values=(*finding.values, ("signer", mask_name(name) if masked else name)), private=others
    )
