"""What the rules look at: the values of a record as text, and what follows from year, grade and level."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import chain
from typing import Any, TypeVar

import attrs

from hocba.model.block import Block
from hocba.rules import values
from hocba.rules.codes import Level, level, level_of_grade
from hocba.rules.form import ASSESSMENT, CERTIFICATE, GENERAL, HISTORY, ROW, SUMMARY, TEACHER, Form, Part
from hocba.rules.form_tables import form_of
from hocba.rules.outside import said_outside
from hocba.rules.parts import Values, values_of
from hocba.rules.regulations import Regulation, regulation_for
from hocba.rules.signers import Slot
from hocba.rules.subject_rows import Row, rows_of
from hocba.rules.text import fold

__all__ = ["Facts", "Row", "Values", "every_text", "facts_of"]

_NOT_ASSESSED = "co_khuyet_tat_khong_danh_gia"
_COMMENTS = (
    "nhan_xet_gvcn",
    "noi_dung_duoc_len_lop",
    "noi_dung_hoan_thanh_chuong_trinh",
    "noi_dung_ket_qua_ren_luyen_trong_he",
    "noi_dung_khen_thuong",
)
_ASSESSMENT_COMMENTS = ("nhan_xet_pham_chat", "nhan_xet_nang_luc_chung", "nhan_xet_nang_luc_dac_thu")
_EXTRACTED = "trich_luc"
_POLICY_GROUP = "doi_tuong_chinh_sach"
_DISABILITY = "khuyết tật"
Derived = TypeVar("Derived")


@attrs.frozen(kw_only=True, repr=False)
class Facts:
    """A record laid out for rules, whatever its format. Values are as written, nothing is changed.

    ``slots`` are the signature slots of its file as they claim to be, ``substitutes`` the names of those
    whose signer stands in for somebody else. ``before`` is the record that this one is a change of,
    ``partial`` that it is declared to end before the year does (transfer).
    ``every`` is every part in the order of the form with what :func:`hocba.rules.form.place` wants to know
    of it: (part, index, nested index, values).
    """

    record: Block
    form: Form
    writing: bool
    today: dt.date | None
    slots: tuple[Slot, ...]
    substitutes: Collection[str]
    general: Values
    history: tuple[Values, ...]
    summary: Values
    assessment: Values
    certificates: tuple[Values, ...]
    rows: tuple[Row, ...]
    every: tuple[tuple[Part, int | None, int | None, Values], ...]
    first_year: int | None
    grade: int | None
    level: Level | None
    regulation: Regulation | None
    before: Facts | None = None
    partial: bool = False
    _derived: dict[Callable[[Facts], Any], Any] = attrs.field(factory=dict, init=False, eq=False)

    def derived(self, make: Callable[[Facts], Derived]) -> Derived:
        """What ``make`` works out of the record, worked out once however many rules ask."""
        if make not in self._derived:
            self._derived[make] = make(self)
        found: Derived = self._derived[make]
        return found

    @property
    def format_id(self) -> str:
        """The format of the record."""
        return self.form.format_id

    def said(self, name: str) -> str:
        """A value of the general part, or of a tag of that name that the format does not know."""
        return self.general[name] or said_outside(self.record, name.upper())

    def adjusted(self) -> bool:
        """Whether it tells of a disability: requirements may then be the pupil's own (TT 27 Điều 8)."""
        texts = [self.said(_POLICY_GROUP)]
        texts += [self.summary[name] for name in _COMMENTS]
        texts += [self.assessment[name] for name in _ASSESSMENT_COMMENTS]
        texts += [row.values["nhan_xet_mon_hoc"] for row in self.rows]
        return any(_DISABILITY in fold(text) for text in texts)

    def not_assessed(self) -> bool:
        """Whether the record says that the pupil is not assessed (G-20)."""
        return values.boolean(self.said(_NOT_ASSESSED)) is True

    def extracted(self) -> bool:
        """Whether the record says that it was taken from a paper record (trích lục)."""
        return values.boolean(self.said(_EXTRACTED)) is True


def every_text(facts: Facts) -> list[str]:
    """All texts of the record in the order of ``every``, the absent ones as empty texts."""
    return list(chain.from_iterable([held.values() for _, _, _, held in facts.every]))


def facts_of(
    record: Block,
    *,
    writing: bool,
    today: dt.date | None,
    slots: tuple[Slot, ...] = (),
    substitutes: Collection[str] = (),
    before: Facts | None = None,
    partial: bool = False,
) -> Facts:
    """Lay out ``record``; total on every record."""
    form = form_of(type(record))
    parts = {
        part.role: values_of(record, part, form)
        for part in form.parts.values()
        if part.role not in {ROW, TEACHER}
    }
    general = _first(parts, GENERAL)
    years = values.school_year(general["ten_nam_hoc"])
    first_year = years[0] if years is not None else None
    grade = values.grade(general["ma_khoi"])
    own_level = level(general["ma_cap_hoc"]) or (level_of_grade(grade) if grade is not None else None)
    regulation = None
    if own_level is not None and grade is not None and first_year is not None:
        regulation = regulation_for(own_level.short, grade, first_year)
    rows = rows_of(record, form, own_level.short if own_level is not None else "")
    return Facts(
        record=record,
        form=form,
        writing=writing,
        today=today,
        slots=slots,
        substitutes=substitutes,
        general=general,
        history=parts.get(HISTORY, ()),
        summary=_first(parts, SUMMARY),
        assessment=_first(parts, ASSESSMENT),
        certificates=parts.get(CERTIFICATE, ()),
        rows=rows,
        every=tuple(_every(form, parts, rows)),
        first_year=first_year,
        grade=grade,
        level=own_level,
        regulation=regulation,
        before=before,
        partial=partial,
    )


def _first(parts: Mapping[str, tuple[Values, ...]], role: str) -> Values:
    found = parts.get(role)
    return found[0] if found else Values()


def _every(
    form: Form, parts: Mapping[str, tuple[Values, ...]], rows: tuple[Row, ...]
) -> Iterator[tuple[Part, int | None, int | None, Values]]:
    for role, part in form.parts.items():
        if role == ROW:
            yield from ((part, row.index, None, row.values) for row in rows)
        elif role == TEACHER:
            for row in rows:
                yield from ((part, row.index, nested, held) for nested, held in enumerate(row.teachers))
        else:
            for index, held in enumerate(parts[role]):
                yield part, (index if part.repeats else None), None, held
