"""One required field taken out, and whole parts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from hocba.rules.form import ASSESSMENT, GENERAL, HISTORY, ROW, SUMMARY, TEACHER
from hocba.testing.changes.base import Base, Made, Mutation
from hocba.testing.changes.edit import blocks, put, rebuilt, teachers_put, texts_of
from hocba.testing.changes.expected import added

__all__ = ["missing"]

_BIRTH = frozenset({"ngay_sinh", "thang_nam_sinh", "nam_sinh"})
_RESULTS = (ASSESSMENT, SUMMARY)
_RESULT = "ket_qua_xep_loai"


def missing(base: Base) -> Made:
    """G-1: what the format requires of this pupil, one field after another."""
    for role in (GENERAL, SUMMARY, ASSESSMENT):
        if role in base.facts.form.parts:
            for name in _required(base, role):
                changed = put(base.record, role, **{name: None})
                yield Mutation(f"{name.upper()} missing", added(base, changed, "G-1"), changed)
    last = len(base.facts.history) - 1
    for name in _required(base, HISTORY):
        if blocks(base.record, HISTORY)[last].__dict__[name]:
            changed = put(base.record, HISTORY, last, **{name: None})
            yield Mutation(f"{name.upper()} missing in the history", frozenset({"G-1"}), changed)
    yield Mutation("no history", frozenset({"G-1"}), rebuilt(base.record, HISTORY, ()))
    yield Mutation("no rows", frozenset({"G-1"}), rebuilt(base.record, ROW, ()))
    yield from _in_rows(base)


def _required(base: Base, role: str) -> Iterator[str]:
    part = base.facts.form.parts[role]
    for field in part.fields:
        wanted = field.required == "yes" or (field.required == "conditional" and role != GENERAL)
        birth = base.facts.form.format_id != "v1_0" and field.name in _BIRTH
        given = role == HISTORY or bool(base.text(role, field.name))
        if given and ((wanted and not _excused(base, role, field.name, field.required)) or birth):
            yield field.name


def _excused(base: Base, role: str, name: str, required: str) -> bool:
    if role == GENERAL:
        # without these the record would be judged as another one altogether
        decides = (name == "ma_cap_hoc" and base.level == "GDTX") or (
            name == "co_khuyet_tat_khong_danh_gia" and not base.assessed
        )
        no_district = name == "ten_quan_huyen" and base.year >= 2025
        return decides or no_district or (name == "ho_va_ten_me" and "v1_0" in base.traits)
    if base.assessed or role not in _RESULTS:
        return False
    level = role == ASSESSMENT and not name.startswith("nhan_xet")
    return level or name == _RESULT if "v1_0" in base.traits else required == "conditional"


def _in_rows(base: Base) -> Made:
    rows = base.facts.rows
    short = min(range(len(rows)), key=lambda at: len(rows[at].name))
    changed = put(base.record, ROW, short, ten_mon_hoc=None)
    yield Mutation("name of a subject missing", frozenset({"G-1"}), changed)
    if "v1_0" in base.traits and base.assessed:
        level = next((row.index for row in rows if row.code == "03"), 0)
        changed = put(base.record, ROW, level, muc_dat_duoc=None)
        yield Mutation("level missing", added(base, changed, "G-1"), changed)
    taught = next((row.index for row in rows if row.teachers), None)
    if taught is not None and TEACHER in base.facts.form.parts:
        told = ("G-1", "TR-23") if base.secondary else ("G-1",)
        for name in ("so_cccd", "ho_va_ten"):
            changed = teachers_put(base.record, taught, partial(_without, name))
            yield Mutation(f"{name.upper()} of a teacher missing", frozenset(told), changed)
        if base.secondary:
            none = teachers_put(base.record, taught, lambda _: ())
            yield Mutation("row without a teacher", frozenset({"TR-23"}), none)


def _without(name: str, held: tuple[Any, ...]) -> list[Any]:
    return [texts_of(held[0], **{name: None}), *held[1:]]
