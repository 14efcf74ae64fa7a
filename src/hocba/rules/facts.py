"""What the rules look at: the values of a record as text, and what follows from year, grade and level."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from itertools import count, repeat

import attrs

from hocba.model.block import Block
from hocba.model.values import BooleanText
from hocba.rules import values
from hocba.rules.codes import Level, Subject, level, level_of_grade, subject
from hocba.rules.form import ASSESSMENT, CERTIFICATE, GENERAL, HISTORY, ROW, SUMMARY, TEACHER, Form, Part
from hocba.rules.form_tables import form_of
from hocba.rules.outside import said_outside
from hocba.rules.regulations import Regulation, regulation_for
from hocba.rules.signers import Slot
from hocba.rules.text import fold

__all__ = ["Facts", "Row", "Values", "facts_of"]

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


class Values(dict[str, str]):
    """The texts of one part by name; an absent or blank value, or no such field, is an empty text."""

    __slots__ = ()

    def __missing__(self, name: str) -> str:
        return ""


@attrs.frozen(slots=False)  # made faster than with slots, a dozen times for each record
class Row:
    """One subject of the record; ``subject`` is None where the code means nothing at this level.

    ``level`` (MUC_DAT_DUOC) and ``mark`` (DIEM_KIEM_TRA_DINH_KY) are empty but in primary school.
    """

    index: int
    values: Values
    code: str
    name: str
    subject: Subject | None
    level: str
    mark: str
    teachers: tuple[Values, ...] = ()


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
        return BooleanText(self.said(_NOT_ASSESSED)).value is True

    def extracted(self) -> bool:
        """Whether the record says that it was taken from a paper record (trích lục)."""
        return BooleanText(self.said(_EXTRACTED)).value is True


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
        part.role: _parts(record, part, form)
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
    rows = _rows(record, form, own_level.short if own_level is not None else "")
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


def _rows(record: Block, form: Form, short: str) -> tuple[Row, ...]:
    part, teacher = form.parts.get(ROW), form.parts.get(TEACHER)
    if part is None:
        return ()
    entries = _reached(record, part.way)
    held = _all_values(entries, form, ROW)
    taught = [_parts(entry, teacher, form) for entry in entries] if teacher else [()] * len(entries)
    return tuple(map(_row, count(), held, repeat(short), taught))


def _row(index: int, held: Values, short: str, teachers: tuple[Values, ...]) -> Row:
    code = held["ma_mon_hoc"]
    return Row(
        index,
        held,
        code,
        held["ten_mon_hoc"],
        subject(short, code),
        held["muc_dat_duoc"],
        held["diem_kiem_tra_dinh_ky"],
        teachers,
    )


def _parts(holder: object, part: Part, form: Form) -> tuple[Values, ...]:
    return tuple(_all_values(_reached(holder, part.way), form, part.role))


def _reached(holder: object, way: tuple[str, ...]) -> tuple[object, ...]:
    """What stands at the end of ``way``, as a tuple also where it does not repeat."""
    found: object = holder
    for step in way:
        found = vars(found).get(step) if found is not None else None
    if found is None:
        return ()
    return found if isinstance(found, tuple) else (found,)


def _all_values(blocks: tuple[object, ...], form: Form, role: str) -> list[Values]:
    names, getter = form.names[role], form.getters[role]
    made = []
    for block in blocks:
        held = vars(block)
        try:
            texts = [text if text and not text.isspace() else "" for text in getter(held)]
        except (KeyError, AttributeError):  # a field is missing, or holds something else than a text
            texts = [_text(held.get(name)) for name in names]
        made.append(Values(zip(names, texts, strict=True)))
    return made


def _text(value: object) -> str:
    return value if isinstance(value, str) and not value.isspace() else ""
