"""Any single illegal change to a legal record, each with the codes that :func:`hocba.check` must add.

**Single** is one change at one place: one text put, replaced or taken out, or one entry, row, teacher or tag
added, doubled or taken out. What follows from it counts as well: a mark that changes the level of the year
adds the code of the mark's rule and that of the level's. TH-1 to TH-4 are one finding, whose code is that of
the result as computed. So are TR-16 or TR-17 and TR-18 for one term: TR-18 where an adjustment of Điều 9.3
comes in, else TR-16 (semester) or TR-17 (year).

What no single change of a legal record can cause stands in ``data/not_single.toml`` (:data:`NOT_SINGLE`),
with reasons.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from hocba.model.any_record import AnyRecord
from hocba.rules.engine import check
from hocba.testing.changes.base import Base, Made, Mutation
from hocba.testing.changes.general import general, history, teachers
from hocba.testing.changes.lengths import lengths
from hocba.testing.changes.letters import look_alikes
from hocba.testing.changes.missing import missing
from hocba.testing.changes.primary import primary
from hocba.testing.changes.rows import rows
from hocba.testing.changes.secondary import absences, secondary
from hocba.testing.changes.table import changes

__all__ = ["NOT_SINGLE", "Mutation", "added_codes", "mutations"]

_NUMBERS = re.compile(r"\[[0-9]+\]")
_MAKERS: tuple[Callable[[Base], Made], ...] = (
    changes,
    general,
    history,
    teachers,
    missing,
    lengths,
    look_alikes,
    rows,
    absences,
    primary,
    secondary,
)


def _not_single() -> Mapping[str, str]:
    text = files("hocba.testing").joinpath("data", "not_single.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


NOT_SINGLE: Mapping[str, str] = _not_single()
"""Code, or key of one of its cases → why no single change of a legal record causes it."""


def mutations(record: AnyRecord | None = None) -> tuple[Mutation, ...]:
    """Every single illegal change that ``record`` (default: the display sample) allows, each with a name.

    ``record`` must be legal, of any format, level and year, such as :func:`hocba.testing.legal.legal_record`
    makes. The codes are exact: :func:`hocba.rules.engine.check` of ``mutation.record`` with
    ``mutation.options`` adds findings of these and of no others, as :func:`added_codes` counts them.
    """
    if record is None:
        from hocba.testing.records import display_sample

        record = display_sample()
    base = Base(record)
    return tuple(made for maker in _MAKERS for made in maker(base))


def added_codes(record: AnyRecord, mutation: Mutation) -> frozenset[str]:
    """The codes of which check finds more in the changed record than in ``record``.

    Findings are counted by code, case and path without the numbers of repetitions, since a row that is
    taken out moves all that follow.
    """
    before, after = (_counted(one, mutation.options) for one in (record, mutation.record))
    return frozenset(code for code, *_ in after - before)


def _counted(record: AnyRecord, options: Mapping[str, Any]) -> Counter[tuple[str, str, str]]:
    found = check(record, **options)
    return Counter((finding.code, finding.case, _NUMBERS.sub("", finding.path)) for finding in found)
