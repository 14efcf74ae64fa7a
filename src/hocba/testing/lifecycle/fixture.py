"""What a fixture is, and the pieces that all of them are made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import attrs

from hocba.findings import Severity
from hocba.model.any_record import AnyRecord
from hocba.rules.form import ROW
from hocba.testing.changes.edit import blocks, put
from hocba.testing.legal import LegalCase, legal_case

__all__ = ["BASES", "Fixture", "base", "every_row", "one"]

BASES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "v1_0": MappingProxyType({"grade": 4, "first_year": 2024}),
        "v2_tieuhoc": MappingProxyType({"grade": 4, "first_year": 2025, "format": "v2_tieuhoc"}),
        "THCS": MappingProxyType({"grade": 7, "first_year": 2025}),
        "THPT": MappingProxyType({"grade": 11, "first_year": 2025}),
    }
)
"""What a case is shown for: primary school in both formats, THCS and THPT."""

SEED = "lifecycle"
TODAY = dt.date(2030, 12, 31)
"""The day of every check: later than all of these records were issued, whatever the clock says."""


@attrs.frozen(kw_only=True)
class Fixture:
    """``records`` of one pupil, oldest first, and for each of them what check answers.

    ``owed`` maps keys of findings to their severity, no others may come; ``options`` are arguments that
    check needs for every record: the day of the check, and ``partial`` where a record ends before its year.
    ``about_vi`` and ``about_en`` tell the case.
    """

    name: str
    about_vi: str
    about_en: str
    records: tuple[AnyRecord, ...]
    owed: tuple[Mapping[str, Severity], ...]
    options: Mapping[str, Any] = attrs.field(factory=lambda: {"today": TODAY}, hash=False)

    @property
    def record(self) -> AnyRecord:
        """The last record: the one that the case is about."""
        return self.records[-1]


def base(where: str, kind: str, **choice: Any) -> LegalCase:
    """The legal record that a fixture starts from."""
    return legal_case(1, **{**BASES[where], **choice}, kind=kind, seed=SEED)


def one(
    name: str,
    about: tuple[str, str],
    record: AnyRecord,
    stated: frozenset[str],
    *told: str,
    without: tuple[str, ...] = (),
    **options: Any,
) -> Fixture:
    """A fixture of one record; ``told`` are further warnings, ``without`` what the change took away."""
    owed = dict.fromkeys(sorted((stated - set(without)) | set(told)), Severity.WARNING)
    return Fixture(
        name=name,
        about_vi=about[0],
        about_en=about[1],
        records=(record,),
        owed=(MappingProxyType(owed),),
        options={"today": TODAY, **options},
    )


def every_row(record: AnyRecord, **texts: str | None) -> AnyRecord:
    """``record`` with the same texts in every row."""
    for index in range(len(blocks(record, ROW))):
        record = put(record, ROW, index, **texts)
    return record
