"""The legal record that a change starts from: what it says, and what can be said of it in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import attrs

from hocba.model.any_record import AnyRecord
from hocba.rules.birth import birth_of
from hocba.rules.codes import EDITION_CHANGE, subjects
from hocba.rules.facts import Facts, facts_of
from hocba.rules.form import GENERAL, SUMMARY

__all__ = ["LAST_GRADES", "Base", "Made", "Mutation"]

LAST_GRADES = (9, 12)


@attrs.frozen
class Mutation:
    """``record`` is the changed record, ``codes`` what :func:`hocba.check` then finds besides before.

    ``options`` are arguments of :func:`hocba.rules.engine.check` that a few changes need: ``today``,
    ``before`` (both also of :func:`hocba.check`) or the ``slots`` of a file.
    """

    name: str
    codes: frozenset[str]
    record: AnyRecord
    options: Mapping[str, Any] = attrs.field(factory=dict, hash=False)


Made = Iterator[Mutation]


class Base:
    """A legal record laid out, with traits: words by which tables say where a change applies."""

    def __init__(self, record: AnyRecord) -> None:
        self.record = record
        self.facts: Facts = facts_of(record, writing=True, today=None)

    @property
    def grade(self) -> int:
        """The grade; 0 where none can be read."""
        return self.facts.grade or 0

    @property
    def year(self) -> int:
        """The year in which the school year begins; 0 where none can be read."""
        return self.facts.first_year or 0

    @property
    def level(self) -> str:
        """TH, THCS, THPT or GDTX."""
        return self.facts.level.short if self.facts.level is not None else ""

    @cached_property
    def judged(self) -> bool:
        """Whether a regulation with rules of its own reads the record."""
        regulation = self.facts.regulation
        return regulation is not None and self.facts.format_id in regulation.formats

    @cached_property
    def assessed(self) -> bool:
        """Whether the pupil is assessed (G-20)."""
        return not self.facts.not_assessed()

    @property
    def counted(self) -> bool:
        """Whether results are recomputed."""
        return self.judged and self.assessed

    @cached_property
    def primary(self) -> bool:
        """Whether the rules of Thông tư 27/2020 read the record."""
        return self.judged and self.level == "TH"

    @cached_property
    def secondary(self) -> bool:
        """Whether the rules of Thông tư 22/2021 read the record."""
        return self.judged and self.level in {"THCS", "THPT"}

    @cached_property
    def traits(self) -> frozenset[str]:
        """What tables may ask of the record."""
        birth = birth_of(self.facts)
        asked = {
            "v2": self.facts.format_id != "v1_0",
            "judged": self.judged,
            "assessed": self.assessed,
            "counted": self.counted,
            "primary": self.primary,
            "secondary": self.secondary,
            "since 2025": self.year >= EDITION_CHANGE.year,
            "last grade": self.grade in LAST_GRADES,
            "flag": bool(self.facts.summary["duoc_len_lop"]),
            "subjects": bool(subjects(self.level)),
            "young": birth is not None and birth.last >= EDITION_CHANGE,
            "district": bool(self.facts.general["ten_quan_huyen"]),
            "technology": self.grade >= 3,
            "extract": self.facts.extracted(),
        }
        return frozenset(
            {self.facts.format_id, self.level, *(name for name, holds in asked.items() if holds)}
        )

    def holds(self, words: str) -> bool:
        """Whether every trait of ``words`` (joined by commas, ``no …`` for its absence) holds."""
        asked = (word.strip() for word in words.split(",") if word.strip())
        return all((word.removeprefix("no ") in self.traits) is not word.startswith("no ") for word in asked)

    def text(self, role: str, name: str) -> str:
        """A text of the general part or the summary."""
        return {GENERAL: self.facts.general, SUMMARY: self.facts.summary}.get(role, self.facts.assessment)[
            name
        ]
