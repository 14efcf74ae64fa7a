"""The subjects of a record, row by row, whatever its format."""

from __future__ import annotations

from itertools import count, repeat

import attrs

from hocba.model.block import Block
from hocba.rules.codes import Subject, subjects_by_code
from hocba.rules.form import ROW, TEACHER, Form
from hocba.rules.parts import Values, reached, texts_of, values_of

__all__ = ["Row", "rows_of"]


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


def rows_of(record: Block, form: Form, short: str) -> tuple[Row, ...]:
    """Every row of ``record``; what its code means depends on the level (TH, THCS, THPT)."""
    part, teacher = form.parts.get(ROW), form.parts.get(TEACHER)
    if part is None:
        return ()
    entries = reached(record, part.way)
    known = subjects_by_code(short)
    taught = [values_of(entry, teacher, form) for entry in entries] if teacher else repeat(())
    return tuple(
        Row(
            index,
            held,
            code := held["ma_mon_hoc"],
            held["ten_mon_hoc"],
            known.get(code),
            held.get("muc_dat_duoc", ""),
            held.get("diem_kiem_tra_dinh_ky", ""),
            teachers,
        )
        for index, held, teachers in zip(count(), texts_of(entries, form, ROW), taught, strict=False)
    )
