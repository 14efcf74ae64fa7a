"""The forms of hocba's own formats (``data/fields_*.csv``), and which form a record has."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from hocba.model.block import Block
from hocba.rules.codes.tables import rows
from hocba.rules.form import (
    ASSESSMENT,
    CERTIFICATE,
    GENERAL,
    HISTORY,
    ROW,
    SUMMARY,
    TEACHER,
    Form,
    FormField,
    Part,
)
from hocba.rules.form_of_class import form_of_class

__all__ = ["FORMAT_IDS", "form", "form_of"]


class _Where(NamedTuple):
    """A block of a table: its part, the path below the data area, the attributes that lead to it."""

    role: str
    path: str
    way: tuple[str, ...]
    repeats: bool = False
    inside: str = ""


_V1 = "DU_LIEU_HOC_BA"
_V2 = "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA"
_SHARED = (
    _Where(GENERAL, "THONG_TIN_CHUNG", ("thong_tin_chung",)),
    _Where(HISTORY, "QUA_TRINH_HOC_TAP", ("qua_trinh_hoc_tap",), repeats=True),
    _Where(SUMMARY, "TONG_KET", ("tong_ket",)),
)
_ROWS = _Where(ROW, "DIEM_TONG_KET", ("diem_tong_ket",), repeats=True)
_FORMATS = MappingProxyType(
    {
        "v1_0": (
            _V1,
            (
                *_SHARED,
                _Where(ROW, "TONG_KET/BANG_DIEM", ("tong_ket", "bang_diem"), repeats=True),
                _Where(
                    ASSESSMENT,
                    "TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT",
                    ("tong_ket", "danh_gia_nang_luc_pham_chat"),
                ),
            ),
        ),
        "v2_tieuhoc": (
            _V2,
            (
                *_SHARED,
                _Where(ASSESSMENT, "DANH_GIA_NANG_LUC_PHAM_CHAT", ("danh_gia_nang_luc_pham_chat",)),
                _ROWS,
            ),
        ),
        "v2_trunghoc": (
            _V2,
            (
                *_SHARED,
                _Where(CERTIFICATE, "CHUNG_CHI", ("chung_chi",), repeats=True),
                _ROWS,
                _Where(TEACHER, "DIEM_TONG_KET/GVBM", ("gvbm",), repeats=True, inside=ROW),
            ),
        ),
    }
)
FORMAT_IDS = tuple(_FORMATS)


@lru_cache(maxsize=16)
def form(format_id: str) -> Form:
    """The form of one of hocba's own formats; KeyError for any other."""
    root, blocks = _FORMATS[format_id]
    parts = (
        Part(
            role=where.role,
            path=f"{root}/{where.path}",
            way=where.way,
            repeats=where.repeats,
            fields=_fields(format_id, where.path.rpartition("/")[2]),
            inside=where.inside,
        )
        for where in blocks
    )
    return Form(format_id, parts, reconstructed=format_id != "v1_0")


def _fields(format_id: str, block: str) -> tuple[FormField, ...]:
    table = (row for row in rows(f"fields_{format_id}.csv") if row["block"] == block)
    return tuple(
        FormField(
            name=row["python_name"],
            tag=row["tag"],
            label=row["label_vi"],
            required=row["required"],
            kind=row["kind"],
            max_length=int(row["max_length"]) if row["max_length"] else None,
            order=number,
        )
        for number, row in enumerate(table, start=1)
    )


@lru_cache(maxsize=64)
def form_of(kind: type[Block]) -> Form:
    """The form of records of class ``kind``: a table of hocba, else what the class tells of itself."""
    format_id = str(getattr(kind, "format_id", "v1_0"))
    return form(format_id) if format_id in _FORMATS else form_of_class(kind, format_id)
