"""From what the sheets say to records, with every finding told at the cell that holds the value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

import attrs

from hocba.errors import RecordError
from hocba.findings import Finding, Severity
from hocba.model.base import RecordBase
from hocba.rules.engine import check
from hocba.rules.form import GENERAL
from hocba.sheets.draft import Draft, Held
from hocba.sheets.ids import IdList
from hocba.sheets.layout import Layout
from hocba.sheets.place import Place
from hocba.sheets.problem import Problem, problem

__all__ = ["RECORD_ID", "Judging", "built", "checked", "identify"]

RECORD_ID = "ma_tra_cuu_uuid"


@attrs.frozen(kw_only=True)
class Judging:
    """How the rules are applied: as :func:`hocba.check` is told. ``today`` is a date in Viet Nam."""

    today: dt.date | None = None
    partial: bool = False
    warn_only: tuple[str, ...] = ()

    def findings(self, record: RecordBase) -> list[Finding]:
        """What the rules say before ``record`` is written."""
        return list(check(record, today=self.today, partial=self.partial, warn_only=self.warn_only))


def identify(drafts: Iterable[Draft], ids: IdList, *, new: bool = True) -> Iterator[Problem]:
    """Give an id to every pupil that has none, unless ``new`` is false. Reported: SHEET-ID-TWICE."""
    seen: dict[str, Place] = {}
    for draft in drafts:
        general = draft.single.setdefault(GENERAL, {})
        if RECORD_ID not in general and new:
            made = ids.of(draft.key, draft.text(GENERAL, "ten_nam_hoc"))
            general[RECORD_ID] = Held(made, draft.place)
        held = general.get(RECORD_ID)
        if held is None or not held.text:
            continue
        first = seen.setdefault(held.text.lower(), held.place)
        if first is not held.place:
            yield problem("SHEET-ID-TWICE", held.place, pupil=draft.number, other=str(first))


def built(
    draft: Draft, layout: Layout, judging: Judging, refused: Container[Place] = ()
) -> tuple[Any | None, list[Problem]]:
    """The record of one pupil (None where it cannot be one) and everything that is wrong with it.

    Of the cells that were ``refused`` nothing more is told: that their value is missing follows.
    """
    cells = draft.cells(layout)
    record, findings = checked(layout, draft.values(layout), judging)
    problems = [
        Problem(finding=finding, place=draft.where(finding.path, cells), pupil=draft.number)
        for finding in findings
    ]
    return record, [found for found in problems if found.place not in refused]


def checked(layout: Layout, values: Mapping[str, Any], judging: Judging) -> tuple[Any | None, list[Finding]]:
    """The strict record of ``values``, or None, and the findings of the model and of the rules.

    Where both speak of one value the rule is told: it says more.
    """
    refused: list[Finding] = []
    record: Any | None = None
    try:
        record = layout.record(**values)
    except RecordError as error:
        refused = _problems(error)
    try:
        claimed = record if record is not None else layout.record.claims(values)
        ruled = judging.findings(claimed)
    except RecordError:  # values of a shape that not even a claim may have
        return None, refused
    told = {finding.path for finding in ruled if finding.severity is Severity.ERROR}
    return record, [finding for finding in refused if finding.path not in told] + ruled


def _problems(error: RecordError) -> list[Finding]:
    found = error.context.get("problems", ())
    held = [entry for entry in found if isinstance(entry, Finding)] if isinstance(found, tuple) else []
    return held or [Finding.of("MODEL-SHAPE")]
