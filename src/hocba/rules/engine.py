"""Checking a record against the rules of its own school year and grade."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from hocba.errors import ConfigurationError
from hocba.findings import Finding, Severity
from hocba.model.block import Block
from hocba.rules.facts import Facts, facts_of
from hocba.rules.hit import Hit
from hocba.rules.signers import Slot
from hocba.rules.tables import RuleRow, may_warn, plan

__all__ = ["check"]

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def check(
    record: Block,
    *,
    writing: bool = True,
    today: dt.date | None = None,
    slots: Iterable[Slot] = (),
    substitutes: Collection[str] = (),
    before: Block | None = None,
    warn_only: Collection[str] = (),
    partial: bool = False,
) -> tuple[Finding, ...]:
    """What the rules say about ``record``: findings sorted by severity, then as the form reads.

    Rules are chosen by TEN_NAM_HOC, MA_KHOI and MA_CAP_HOC (``data/regulations.csv``) and by the format of
    the record. Rules on results run under Thông tư 27/2020 (primary) and 22/2021 (THCS, THPT); records under
    any other regulation, and those of GDTX, get the general rules only, as do records of a format that a
    third party registered.
    ``writing`` is true before a record is written or signed, false for one that was received: forms
    that a reader tolerates then weigh less. ``today`` (a date in Viet Nam) switches on the check that the
    issue date is not in the future. ``slots`` (those of :class:`hocba.formats.reading.Reading`) switch on
    the comparison of signers with the fields (G-21); ``substitutes`` names the slots (``GVCN``, ``CBQL``)
    whose signer is declared to stand in for the person named there. ``before`` is the record that
    ``record`` is a change of: it switches on the rules about changes (TR-14). ``warn_only`` names rules
    whose errors are to be warnings; the specification allows that for TR-19 only, and ConfigurationError is
    raised for any other code. ``partial`` declares a record that ends before the year does (transfer):
    results of the year may be missing and the rules about them are off, those about semesters stay.

    It does not check signatures, completeness of signing, or whether a person or school exists; it never
    fills in or corrects a value. It reads only the data of the record, uses no clock and no network, and
    raises nothing for any record, whatever its texts hold. What is about the pupil is in
    ``Finding.private`` and stays hidden unless asked for.
    """
    switched = _switchable(warn_only)
    facts = facts_of(
        record,
        writing=writing,
        today=today,
        slots=tuple(slots),
        substitutes=substitutes,
        before=facts_of(before, writing=writing, today=today) if before is not None else None,
        partial=partial,
    )
    regulation = facts.regulation.id if facts.regulation is not None else None
    chosen = plan(regulation, facts.first_year, facts.format_id)
    hits = [found for function in chosen.functions for found in function(facts)]
    if not hits:
        return ()
    weighed = [(found, _severity(found, chosen.rows.get((found.code, found.case)), facts)) for found in hits]
    kept = [
        (found, Severity.WARNING if found.code in switched else severity)
        for found, severity in weighed
        if severity is not None
    ]
    kept.sort(key=lambda entry: (_RANK[entry[1]], entry[0].place.order))
    return tuple(_finding(found, severity) for found, severity in kept)


def _switchable(codes: Collection[str]) -> frozenset[str]:
    """``codes`` if each of them may be switched; a text alone is one code."""
    asked = frozenset([codes] if isinstance(codes, str) else codes)
    if not asked <= may_warn():
        raise ConfigurationError.of("RULES-WARN-ONLY", allowed=", ".join(sorted(may_warn())))
    return asked


def _severity(found: Hit, row: RuleRow | None, facts: Facts) -> Severity | None:
    """None where the rule does not hold: outside its years, or computed for a pupil who is not assessed.

    Nor does a rule about the end of the year hold for a partial one.
    """
    if row is None or (row.year and facts.partial):
        return None
    severity = row.severity if facts.writing else row.reading
    if not row.computed:
        return severity
    if facts.not_assessed():
        return None
    uncertain = severity is Severity.ERROR and (facts.adjusted() or facts.extracted())
    return Severity.WARNING if uncertain else severity


def _finding(found: Hit, severity: Severity) -> Finding:
    where = found.place
    return Finding(
        code=found.code,
        case=found.case,
        severity=severity,
        path=where.path,
        values=(("tag", where.tag), ("label", where.label), *found.values.items()),
        private=tuple(found.private.items()),
    )
