"""What the rules look at: the values of a record as text, and what follows from year, grade and level."""

from __future__ import annotations

import datetime as dt
import re

import attrs

from hocba.model.record import BangDiem, Record
from hocba.model.values import BooleanText
from hocba.rules import values
from hocba.rules.codes import Level, Subject, level, level_of_grade, subject
from hocba.rules.form import ASSESSMENT, GENERAL, HISTORY, ROW, SUMMARY, names
from hocba.rules.regulations import Regulation, regulation_for
from hocba.rules.text import fold

__all__ = ["Facts", "Row", "facts_of"]

_COMMENTS = (
    (SUMMARY, ("nhan_xet_gvcn", "noi_dung_hoan_thanh_chuong_trinh", "noi_dung_khen_thuong")),
    (ASSESSMENT, ("nhan_xet_pham_chat", "nhan_xet_nang_luc_chung", "nhan_xet_nang_luc_dac_thu")),
)
_DISABILITY = "khuyết tật"
_NOT_ASSESSED = re.compile(
    r"<CO_KHUYET_TAT_KHONG_DANH_GIA(?:\s[^<>]{0,200})?>\s{0,9}([^<>\s]{1,9})\s{0,9}</CO_KHUYET_TAT_KHONG_DANH_GIA>"
)

Block = dict[str, str]


@attrs.frozen
class Row:
    """One subject of the record; ``subject`` is None where the code means nothing at this level."""

    index: int
    code: str
    name: str
    level: str
    mark: str
    subject: Subject | None


@attrs.frozen(kw_only=True, repr=False)
class Facts:
    """A record laid out for rules. An absent or blank value is an empty text; nothing else is changed."""

    record: Record
    writing: bool
    today: dt.date | None
    general: Block
    history: tuple[Block, ...]
    summary: Block
    assessment: Block
    rows: tuple[Row, ...]
    first_year: int | None
    grade: int | None
    level: Level | None
    regulation: Regulation | None

    def block(self, name: str) -> Block:
        """The values of a block that does not repeat."""
        return {GENERAL: self.general, SUMMARY: self.summary, ASSESSMENT: self.assessment}[name]

    def adjusted(self) -> bool:
        """Whether it tells of a disability: requirements may then be the pupil's own (TT 27 Điều 8)."""
        return any(
            _DISABILITY in fold(self.block(block)[name]) for block, names in _COMMENTS for name in names
        )

    def not_assessed(self) -> bool:
        """Whether the record says that the pupil is not assessed (G-20)."""
        said = (_NOT_ASSESSED.fullmatch(extension.xml) for extension in self.record.extensions)
        return any(found is not None and BooleanText(found[1]).value is True for found in said)


def facts_of(record: Record, *, writing: bool, today: dt.date | None) -> Facts:
    """Lay out ``record``; total on every record."""
    summary = record.tong_ket
    general = _block(record.thong_tin_chung, GENERAL)
    years = values.school_year(general["ten_nam_hoc"])
    first_year = years[0] if years is not None else None
    grade = values.grade(general["ma_khoi"])
    own_level = level(general["ma_cap_hoc"]) or (level_of_grade(grade) if grade is not None else None)
    regulation = None
    if own_level is not None and grade is not None and first_year is not None:
        regulation = regulation_for(own_level.short, grade, first_year)
    short = own_level.short if own_level is not None else ""
    return Facts(
        record=record,
        writing=writing,
        today=today,
        general=general,
        history=tuple(_block(entry, HISTORY) for entry in record.qua_trinh_hoc_tap),
        summary=_block(summary, SUMMARY),
        assessment=_block(summary.danh_gia_nang_luc_pham_chat, ASSESSMENT),
        rows=tuple(_row(index, entry, short) for index, entry in enumerate(summary.bang_diem)),
        first_year=first_year,
        grade=grade,
        level=own_level,
        regulation=regulation,
    )


def _row(index: int, entry: BangDiem, short: str) -> Row:
    code, name, level, mark = (_written(value) for value in map(vars(entry).get, names(ROW)))
    return Row(index, code, name, level, mark, subject(short, code))


def _block(block: object, name: str) -> Block:
    held = vars(block)
    return {
        field: value if isinstance(value := held.get(field), str) and value and not value.isspace() else ""
        for field in names(name)
    }


def _written(value: object) -> str:
    return value if isinstance(value, str) and value and not value.isspace() else ""
