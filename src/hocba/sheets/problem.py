"""What is wrong with a class: a finding together with the cell that holds the value."""

from __future__ import annotations

import attrs

from hocba.findings import Finding, Severity
from hocba.sheets.place import Place

__all__ = ["Problem", "problem"]


@attrs.frozen(kw_only=True)
class Problem:
    """A finding about one cell, row or sheet. ``pupil`` is the number of the record, counted from 1.

    Equal by value, picklable; ``repr`` and texts show no value unless asked for.
    """

    finding: Finding
    place: Place | None = None
    pupil: int | None = None

    @property
    def code(self) -> str:
        """The code of the finding."""
        return self.finding.code

    @property
    def severity(self) -> Severity:
        """How much it weighs: an error blocks the whole import."""
        return self.finding.severity

    @property
    def cell(self) -> str:
        """``Diem!C7``, or empty where no cell is meant."""
        return str(self.place) if self.place is not None else ""

    @property
    def tag(self) -> str:
        """The tag that the value belongs to, or empty."""
        return self.finding.path.rpartition("/")[2].partition("[")[0]

    def message(self, lang: str = "vi", *, show_personal_data: bool = False) -> str:
        """What was found, without the place."""
        return self.finding.message(lang, show_personal_data=show_personal_data)

    def advice(self, lang: str = "vi", *, show_personal_data: bool = False) -> str:
        """What to do about it; may be empty."""
        return self.finding.advice(lang, show_personal_data=show_personal_data)

    def to_dict(self, *, show_personal_data: bool = False) -> dict[str, object]:
        """Plain data for JSON, in both languages."""
        place = self.place
        return {
            "sheet": place.sheet if place is not None else None,
            "cell": place.cell if place is not None else None,
            "tag": self.tag,
            "record": self.pupil,
            **self.finding.to_dict(show_personal_data=show_personal_data),
        }


def problem(
    code: str,
    place: Place | None = None,
    *,
    path: str = "",
    pupil: int | None = None,
    case: str = "",
    private: dict[str, object] | None = None,
    **values: str | int,
) -> Problem:
    """The problem ``code`` at ``place``; ``private`` may hold what a cell says."""
    finding = Finding.of(code, path=path, line=None, severity=None, case=case, private=private, **values)
    return Problem(finding=finding, place=place, pupil=pupil)
