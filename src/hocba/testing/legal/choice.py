"""Which record is wanted: level, grade, school year, format and kind, checked."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from hocba.errors import ConfigurationError
from hocba.rules.regulations import Regulation, regulation_for
from hocba.testing.draws import Draws
from hocba.testing.legal.kinds import drawn_kind, kinds_of

__all__ = ["FORMATS", "GRADES", "LEVELS", "YEARS", "Choice", "chosen", "drawn_choice"]

GRADES: Mapping[str, range] = MappingProxyType(
    {"TH": range(1, 6), "THCS": range(6, 10), "THPT": range(10, 13), "GDTX": range(6, 13)}
)
"""Level → its grades."""

LEVELS = tuple(GRADES)
"""The levels, by the short names of the code table."""

YEARS = range(2015, 2036)
"""The years in which school years may begin."""

FORMATS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "TH": ("v1_0", "v2_tieuhoc"),
        "THCS": ("v2_trunghoc",),
        "THPT": ("v2_trunghoc",),
        "GDTX": ("v2_trunghoc",),
    }
)
"""Level → the formats of its records, the usual one first."""


@attrs.frozen(kw_only=True)
class Choice:
    """One record: what decides about it besides the draws that ``seed`` and ``index`` give."""

    index: int
    level: str
    grade: int
    first_year: int
    format_id: str
    kind: str
    seed: int | str

    @property
    def regulation(self) -> Regulation | None:
        """The regulation of level, grade and school year."""
        return regulation_for(self.level, self.grade, self.first_year)

    @property
    def judged(self) -> bool:
        """Whether that regulation has rules of its own that read this format."""
        return self.regulation is not None and self.format_id in self.regulation.formats


def chosen(
    index: int,
    *,
    level: str | None,
    grade: int,
    first_year: int,
    format_id: str | None,
    kind: str | None,
    seed: int | str,
) -> Choice:
    """The choice, with what was left open: the level of the grade, its usual format, a drawn kind.

    Raises ConfigurationError (TESTING-LEGAL) for what no record can be.
    """
    named = level or next((name for name, grades in GRADES.items() if grade in grades), "")
    fitting = FORMATS.get(named, ())
    wanted = format_id or next(iter(fitting), "")
    drawn = kind or ""
    if not drawn and named in GRADES:
        drawn = drawn_kind(Draws(seed, "kind", named, grade, first_year, index), named)
    possible = (
        index >= 0
        and grade in GRADES.get(named, ())
        and first_year in YEARS
        and wanted in fitting
        and drawn in kinds_of(named)
    )
    if not possible:
        raise ConfigurationError.of(
            "TESTING-LEGAL",
            index=index,
            level=(named or "–")[:20],
            grade=grade,
            year=first_year,
            format=(wanted or "–")[:20],
            formats=", ".join(fitting) or "–",
            kind=(drawn or "–")[:20],
            kinds=", ".join(kinds_of(named)) or "–",
        )
    return Choice(
        index=index,
        level=named,
        grade=grade,
        first_year=first_year,
        format_id=wanted,
        kind=drawn,
        seed=seed,
    )


def drawn_choice(draws: Draws, index: int, seed: int | str) -> Choice:
    """Any record: level, grade, year, format and kind are all drawn."""
    level = draws.choice(LEVELS)
    return Choice(
        index=index,
        level=level,
        grade=draws.choice(GRADES[level]),
        first_year=draws.choice(YEARS),
        format_id=draws.choice(FORMATS[level]),
        kind=drawn_kind(draws, level),
        seed=seed,
    )
