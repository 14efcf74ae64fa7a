"""Which sheets and columns a format has: worked out from its own parts, never written down twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import attrs

from hocba.formats.registry import Format, get
from hocba.model.block import Block
from hocba.model.part import parts_of
from hocba.rules.form import (
    ASSESSMENT,
    CERTIFICATE,
    GENERAL,
    HISTORY,
    ROW,
    SUMMARY,
    TEACHER,
    Form,
    Part,
)
from hocba.rules.form_tables import form, form_of
from hocba.sheets.tables import SheetName, class_fields, sheet_names

__all__ = ["CLASS", "PUPILS", "SUBJECT", "Column", "Layout", "SheetPart", "layout_of"]

CLASS, PUPILS = "lop", "hoc_sinh"
SUBJECT = ("ma_mon_hoc", "ten_mon_hoc")
_SHEETS = MappingProxyType(
    {
        GENERAL: PUPILS,
        SUMMARY: PUPILS,
        ASSESSMENT: "nang_luc",
        ROW: "diem",
        HISTORY: "qua_trinh",
        CERTIFICATE: "chung_chi",
        TEACHER: "giao_vien",
    }
)
_ALIASES = re.compile(r"[|;\s]+")
_HBID = "hoc_ba_id"


@attrs.frozen(repr=False)
class Column:
    """A simple field of a part: ``role`` says which part it is whatever the format calls it."""

    role: str
    block: str
    tag: str
    name: str
    kind: str = "text"
    label: str = ""
    obligation: str = "optional"
    max_length: int | None = None
    mark: str = ""
    aliases: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """``BLOCK.TAG``, which no other column has."""
        return f"{self.block}.{self.tag}" if self.block else self.tag

    @property
    def personal_number(self) -> bool:
        """Whether it holds a personal number (12 digits, leading zeros count)."""
        return "CCCD" in self.tag or "DDCN" in self.tag

    def __repr__(self) -> str:
        return f"Column({self.id})"


@attrs.frozen(repr=False)
class SheetPart:
    """A sheet with the parts that it may hold. ``repeats``: several rows for one pupil.

    ``also`` are columns that have a sheet of their own and are read here too.
    """

    name: SheetName
    columns: tuple[Column, ...]
    repeats: bool
    also: tuple[Column, ...] = ()

    @property
    def id(self) -> str:
        """The id of the sheet in ``data/sheets.csv``, or the tag of a part that the table does not know."""
        return self.name.id

    def __repr__(self) -> str:
        return f"SheetPart({self.id})"


@attrs.frozen(repr=False, eq=False)
class Layout:
    """The sheets of one format."""

    format_id: str
    record: type[Any]
    form: Form
    parts: Mapping[str, SheetPart]
    columns: Mapping[str, tuple[Column, ...]]
    """By role, in the order of the format."""

    def column(self, role: str, name: str) -> Column | None:
        """The column of the field ``name`` of the part ``role``."""
        return next((column for column in self.columns.get(role, ()) if column.name == name), None)

    @property
    def class_columns(self) -> tuple[Column, ...]:
        """The columns whose value is the same for a whole class."""
        return tuple(column for column in self.columns[GENERAL] if column.name in class_fields())

    def way(self, role: str) -> tuple[str, ...]:
        """The fields that lead to the part ``role``: from the record, or from the row that holds it."""
        return self.form.parts[role].way

    def __repr__(self) -> str:
        return f"Layout({self.format_id})"


def layout_of(known: Format | str) -> Layout:
    """The sheets of a format, given as such or by its id. Raises ConfigurationError (FORMAT-NO-SUCH)."""
    return _layout(get(known) if isinstance(known, str) else known)


@lru_cache(maxsize=16)
def _layout(known: Format) -> Layout:
    record = known.record
    aliases = {(field.block, field.tag): field.alias for field in known.fields if field.alias}
    shape = form_of(record)
    kinds = {part.block: part.kind for part in parts_of(record)}
    columns = {
        role: tuple(_columns(part, kinds[part.tag], aliases))
        for role, part in shape.parts.items()
        if part.tag in kinds
    }
    return Layout(known.id, record, shape, _parts(shape, columns), columns)


def _columns(part: Part, kind: type[Block], aliases: Mapping[tuple[str, str], str]) -> Iterator[Column]:
    labels = _labels()
    for name, field in kind.model_fields.items():
        about = field.json_schema_extra
        if isinstance(about, dict):
            tag = str(about["tag"])
            limit = about.get("max_length")
            known = aliases.get((part.tag, tag), "")
            yield Column(
                role=part.role,
                block=part.tag,
                tag=tag,
                name=name,
                kind=str(about["kind"]),
                label=field.title or tag,
                obligation=str(about["obligation"]),
                max_length=limit if isinstance(limit, int) else None,
                mark=str(about["mark"]),
                aliases=tuple(filter(None, _ALIASES.split(known))),
                labels=labels.get((part.role, name), ()),
            )
        elif name == "id":  # the attribute of an element that is identified: opaque, never required
            yield Column(part.role, part.tag, "Id", name, label=field.title or "Id")


@lru_cache(maxsize=1)
def _labels() -> dict[tuple[str, str], tuple[str, ...]]:
    """The labels that any format of hocba prints for a field."""
    found: dict[tuple[str, str], list[str]] = {}
    for format_id in ("v1_0", "v2_tieuhoc", "v2_trunghoc"):
        for part in form(format_id).parts.values():
            for entry in part.fields:
                found.setdefault((part.role, entry.name), []).append(entry.label)
    return {key: tuple(dict.fromkeys(labels)) for key, labels in found.items()}


def _parts(shape: Form, columns: Mapping[str, tuple[Column, ...]]) -> dict[str, SheetPart]:
    """The sheets in the order of the table; parts that it does not know get a sheet of their own."""
    held: dict[str, list[Column]] = {name: [] for name in sheet_names()}
    repeats = {PUPILS: False, CLASS: False}
    for role, part in shape.parts.items():
        if role not in columns:
            continue
        sheet = _SHEETS.get(role) or (PUPILS if not part.repeats else role)
        if role == TEACHER:  # a teacher is told for a subject
            held[sheet] += [column for column in columns[ROW] if column.name in SUBJECT]
        held.setdefault(sheet, []).extend(columns[role])
        repeats[sheet] = repeats.get(sheet, False) or part.repeats
    held[PUPILS].append(Column("", "", "HOC_BA.Id", _HBID, label="Id của thẻ HOC_BA"))
    made = {}
    for sheet, found in held.items():
        name = sheet_names().get(sheet) or _own_sheet(sheet)
        if found:
            also = columns.get(ASSESSMENT, ()) if sheet == PUPILS else ()
            made[sheet] = SheetPart(name, tuple(found), repeats[sheet], also)
    return made


def _own_sheet(role: str) -> SheetName:
    sheet = "".join(word.capitalize() for word in role.split("_"))
    return SheetName(role, sheet, sheet, sheet, (role.replace("_", " "),))
