"""G-9: one text longer than the dictionary allows, otherwise unchanged."""

from __future__ import annotations

from types import MappingProxyType

from hocba.rules.form import ASSESSMENT, CERTIFICATE, GENERAL, HISTORY, ROW, SUMMARY, FormField
from hocba.testing.changes.base import Base, Made, Mutation
from hocba.testing.changes.edit import blocks, put

__all__ = ["lengths"]

_FILLER = " và dài"
# fields whose longer text is told something else as well
_MORE = MappingProxyType(
    {
        "ten_lop": ("G-17",),
        "ten_truong": ("G-17",),
        "ten_tinh_thanh_pho": ("G-14",),
        "ma_tinh_thanh_pho": ("G-14",),
        "ma_xa_phuong": ("G-14",),
    }
)
_ENDS = ("_ma_xa_phuong", "_ma_tinh_thanh_pho")
# coded or numbered: a longer text is told something else in the first place, by changes of their own
_LEFT_OUT = frozenset(
    {"ma_tra_cuu_uuid", "ten_nam_hoc", "nam_hoc", "so_cccd", "ma_cap_hoc", "ma_khoi", "ket_qua_xep_loai"}
    | {"so_cccd_giam_hieu_ky_hoc_ba", "so_cccd_giao_vien_chu_nhiem", "thang_nam_sinh", "nam_sinh"}
    | {"ma_mon_hoc", "muc_dat_duoc", "diem_kiem_tra_dinh_ky"}
)


def lengths(base: Base) -> Made:
    """Every free text that is given, with words added up to one character too many."""
    for role in (GENERAL, SUMMARY, ASSESSMENT, HISTORY, ROW, CERTIFICATE):
        part = base.facts.form.parts.get(role)
        if part is None:
            continue
        index = _index(base, role)
        if part.repeats and index is None:
            continue
        for field in part.fields:
            text = _text(base, role, field, index)
            if text:
                changed = put(base.record, role, index, **{field.name: longer(text, field.max_length or 0)})
                codes = frozenset(["G-9", *_more(field.name)])
                yield Mutation(f"{part.tag}/{field.tag} too long", codes, changed)


def longer(text: str, limit: int) -> str:
    """``text`` with words behind it, one character longer than ``limit``."""
    return (text + _FILLER * (limit // len(_FILLER) + 1))[: limit + 1]


def _index(base: Base, role: str) -> int | None:
    """The last entry of the history, the row with the shortest name, the first certificate."""
    if role == ROW:
        return min(base.facts.rows, key=lambda row: len(row.name)).index
    if role == CERTIFICATE:
        return 0 if base.facts.certificates else None
    return len(base.facts.history) - 1 if role == HISTORY else None


def _text(base: Base, role: str, field: FormField, index: int | None) -> str:
    free = field.kind == "text" and field.max_length is not None and field.name not in _LEFT_OUT
    coded = role in {SUMMARY, ASSESSMENT, ROW} and (field.max_length or 0) < 20
    if not free or coded:
        return ""
    if index is None:
        return base.text(role, field.name)
    return str(blocks(base.record, role)[index].__dict__[field.name] or "")


def _more(name: str) -> tuple[str, ...]:
    return ("G-14",) if name.endswith(_ENDS) else _MORE.get(name, ())
