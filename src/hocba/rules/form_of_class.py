"""The form of a record class that no table of the rules describes: what its fields tell of themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pydantic.fields import FieldInfo

from hocba.model.block import Block
from hocba.model.part import Part as BlockOfRecord
from hocba.model.part import children_of
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

__all__ = ["form_of_class"]

_ROLES = MappingProxyType(
    {
        "thong_tin_chung": GENERAL,
        "qua_trinh_hoc_tap": HISTORY,
        "tong_ket": SUMMARY,
        "danh_gia_nang_luc_pham_chat": ASSESSMENT,
        "chung_chi": CERTIFICATE,
        "bang_diem": ROW,
        "diem_tong_ket": ROW,
        "gvbm": TEACHER,
    }
)
_MARKS = (
    ("ma_mon_hoc", True, ROW),
    ("nam_hoc", True, HISTORY),
    ("ma_tra_cuu_uuid", False, GENERAL),
    ("pham_chat_yeu_nuoc", False, ASSESSMENT),
)
_OBLIGATIONS = MappingProxyType({"required": "yes", "yes": "yes", "conditional": "conditional"})
_KINDS = ("number", "date", "boolean")
_TRANSPORT = "of the transport code"


def form_of_class(kind: type[Block], format_id: str) -> Form:
    """The form of ``kind``: parts in the order of its fields, each before what is nested in it.

    A part that is none of those that hocba's own formats have is a part of its own, to which only the rules
    apply that look at every field. What is nested deeper than one repeated part is left out.
    """
    parts: dict[str, Part] = {}
    for part in _parts(kind, (), None):
        parts.setdefault(part.role, part)
    return Form(format_id, parts.values(), reconstructed=True)


def _parts(kind: type[Block], way: tuple[str, ...], outer: Part | None) -> Iterator[Part]:
    for child in children_of(kind).values():
        part = Part(
            role=_role(child),
            path=child.kind.tag_path,
            way=(*way, child.name),
            repeats=child.repeated,
            fields=tuple(_fields(child.kind)),
            inside=outer.role if outer is not None else "",
        )
        yield part
        if outer is None:
            deeper = () if part.repeats else part.way
            yield from _parts(child.kind, deeper, part if part.repeats else None)


def _role(child: BlockOfRecord) -> str:
    """By the names that hocba's own formats use, else by the field that only such a part has."""
    if child.name in _ROLES:
        return _ROLES[child.name]
    fields = child.kind.model_fields
    return next(
        (role for name, repeated, role in _MARKS if name in fields and repeated == child.repeated), child.name
    )


def _fields(kind: type[Block]) -> Iterator[FormField]:
    order = 0
    for name, field in kind.model_fields.items():
        about = field.json_schema_extra
        if isinstance(about, dict) and "kind" in about:
            order += 1
            yield _field(name, field, about, order)


def _field(name: str, field: FieldInfo, about: Mapping[str, object], order: int) -> FormField:
    limit = about.get("max_length")
    transport = _TRANSPORT in (field.description or "")
    kind = str(about["kind"])
    return FormField(
        name=name,
        tag=str(about.get("tag", name.upper())),
        label=field.title or "",
        required=_OBLIGATIONS.get(str(about.get("obligation", "")), "no"),
        kind=kind if kind in _KINDS else "text",
        max_length=limit if isinstance(limit, int) and limit > 0 and not transport else None,
        order=order,
    )
