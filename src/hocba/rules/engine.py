"""Checking a record against the rules of its own school year and grade."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from hocba.findings import Finding, Severity
from hocba.model.block import Block
from hocba.rules.facts import Facts, facts_of
from hocba.rules.hit import Hit
from hocba.rules.signers import Slot
from hocba.rules.tables import RuleRow, plan

__all__ = ["check"]

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def check(
    record: Block,
    *,
    writing: bool = True,
    today: dt.date | None = None,
    slots: Iterable[Slot] = (),
    substitutes: Collection[str] = (),
) -> tuple[Finding, ...]:
    """What the rules say about ``record``: findings sorted by severity, then as the form reads.

    Rules are chosen by TEN_NAM_HOC, MA_KHOI and MA_CAP_HOC (Thông tư 27/2020 Điều 2, 3) and by the format of
    the record. Rules on results run for primary school under Thông tư 27/2020; records under any other
    regulation get the general rules only, as do records of a format that a third party registered.
    ``writing`` is true before a record is written or signed, false for one that was received: forms
    that a reader tolerates then weigh less. ``today`` (a date in Viet Nam) switches on the check that the
    issue date is not in the future. ``slots`` (those of :class:`hocba.formats.reading.Reading`) switch on
    the comparison of signers with the fields (G-21); ``substitutes`` names the slots (``GVCN``, ``CBQL``)
    whose signer is declared to stand in for the person named there.

    It does not check signatures, completeness of signing, or whether a person or school exists; it never
    fills in or corrects a value. It reads only the data of the record, uses no clock and no network, and
    raises nothing on any record, whatever its texts hold. What is about the pupil is in
    ``Finding.private`` and stays hidden unless asked for.
    """
    facts = facts_of(record, writing=writing, today=today, slots=tuple(slots), substitutes=substitutes)
    regulation = facts.regulation.id if facts.regulation is not None else None
    chosen = plan(regulation, facts.first_year, facts.format_id)
    hits = [found for function in chosen.functions for found in function(facts)]
    if not hits:
        return ()
    weighed = [(found, _severity(found, chosen.rows.get((found.code, found.case)), facts)) for found in hits]
    kept = [(found, severity) for found, severity in weighed if severity is not None]
    kept.sort(key=lambda entry: (_RANK[entry[1]], entry[0].place.order))
    return tuple(_finding(found, severity) for found, severity in kept)


def _severity(found: Hit, row: RuleRow | None, facts: Facts) -> Severity | None:
    """None where the rule does not hold: outside its years, or computed for a pupil who is not assessed."""
    if row is None:
        return None
    severity = row.severity if facts.writing else row.reading
    if not row.computed:
        return severity
    if facts.not_assessed():
        return None
    return Severity.WARNING if severity is Severity.ERROR and facts.adjusted() else severity


def _finding(found: Hit, severity: Severity) -> Finding:
    where = found.place
    values = {"tag": where.tag, "label": where.label, **found.values}
    return Finding(
        code=found.code,
        case=found.case,
        severity=severity,
        path=where.path,
        values=tuple(values.items()),
        private=tuple(found.private.items()),
    )
