"""What came of reading a class."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import attrs

from hocba.errors import RecordError
from hocba.findings import Severity
from hocba.sheets.ids import IdList
from hocba.sheets.problem import Problem

__all__ = ["ClassImport"]


@attrs.frozen(kw_only=True, repr=False)
class ClassImport:
    """Records and problems of one class; ``repr`` shows counts only.

    ``records`` is empty while there is an error: nothing is half imported. ``problems`` holds everything
    that was found, errors first, then in the order of sheets and cells. ``pupils`` and ``rows`` count what
    was read; ``ids`` are the record ids, those made anew included.
    """

    format_id: str
    records: tuple[Any, ...] = ()
    problems: tuple[Problem, ...] = ()
    pupils: int = 0
    rows: Mapping[str, int] = MappingProxyType({})
    ids: IdList = attrs.field(factory=IdList, eq=False)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that block the import."""
        return tuple(found for found in self.problems if found.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that ask for a look."""
        return tuple(found for found in self.problems if found.severity is not Severity.ERROR)

    def require(self) -> tuple[Any, ...]:
        """The records. Raises RecordError (SHEET-REFUSED) where there is an error; the problems are in it."""
        if self.errors:
            findings = tuple(found.finding for found in self.errors)
            raise RecordError.of("SHEET-REFUSED", count=len(findings), problems=findings)
        return self.records

    def __repr__(self) -> str:
        return f"ClassImport({self.pupils} pupils, {len(self.records)} records, {len(self.errors)} errors)"
