"""The types of the record's fields, and what each field tells about itself."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import AfterValidator, Field, JsonValue, PlainValidator

from hocba.model import accept
from hocba.model.enumerations import GioiTinh, KetQuaXepLoai, MucDanhGia, MucDanhGiaTrungHoc, MucDatDuoc
from hocba.model.values import BooleanText, DateText, DiemText, MarkText, NumberText

SOURCE = "Công văn 2088/BGDĐT-GDTH (08/5/2024), Phụ lục 1"


def _validator(function: Any, *, needed: bool) -> PlainValidator:
    chosen = accept.required(function) if needed else accept.optional(function)
    return PlainValidator(chosen, json_schema_input_type=str if needed else str | None)


RequiredText = Annotated[str | None, _validator(accept.text, needed=True)]
OptionalText = Annotated[str | None, _validator(accept.text, needed=False)]
RequiredDate = Annotated[DateText | None, _validator(accept.day, needed=True)]
OptionalDate = Annotated[DateText | None, _validator(accept.day, needed=False)]
RequiredNumber = Annotated[NumberText | None, _validator(accept.number, needed=True)]
OptionalNumber = Annotated[NumberText | None, _validator(accept.number, needed=False)]
RequiredMark = Annotated[MarkText | None, _validator(accept.mark, needed=True)]
OptionalMark = Annotated[MarkText | None, _validator(accept.mark, needed=False)]
RequiredSecondaryMark = Annotated[DiemText | None, _validator(accept.secondary_mark, needed=True)]
OptionalSecondaryMark = Annotated[DiemText | None, _validator(accept.secondary_mark, needed=False)]
RequiredBoolean = Annotated[BooleanText | None, _validator(accept.boolean, needed=True)]
OptionalBoolean = Annotated[BooleanText | None, _validator(accept.boolean, needed=False)]
RequiredLevel = Annotated[MucDatDuoc | str | None, _validator(accept.choice(MucDatDuoc), needed=True)]
OptionalLevel = Annotated[MucDatDuoc | str | None, _validator(accept.choice(MucDatDuoc), needed=False)]
RequiredSecondaryLevel = Annotated[
    MucDanhGiaTrungHoc | str | None, _validator(accept.choice(MucDanhGiaTrungHoc), needed=True)
]
OptionalSecondaryLevel = Annotated[
    MucDanhGiaTrungHoc | str | None, _validator(accept.choice(MucDanhGiaTrungHoc), needed=False)
]
RequiredCompetence = Annotated[MucDanhGia | str | None, _validator(accept.choice(MucDanhGia), needed=True)]
OptionalCompetence = Annotated[MucDanhGia | str | None, _validator(accept.choice(MucDanhGia), needed=False)]
RequiredResult = Annotated[KetQuaXepLoai | str | None, _validator(accept.choice(KetQuaXepLoai), needed=True)]
OptionalResult = Annotated[KetQuaXepLoai | str | None, _validator(accept.choice(KetQuaXepLoai), needed=False)]
RequiredSex = Annotated[GioiTinh | str | None, _validator(accept.choice(GioiTinh), needed=True)]
OptionalSex = Annotated[GioiTinh | str | None, _validator(accept.choice(GioiTinh), needed=False)]

TYPES: Mapping[str, tuple[Any, Any]] = MappingProxyType(
    {
        "text": (RequiredText, OptionalText),
        "date": (RequiredDate, OptionalDate),
        "number": (RequiredNumber, OptionalNumber),
        "mark": (RequiredMark, OptionalMark),
        "secondary_mark": (RequiredSecondaryMark, OptionalSecondaryMark),
        "boolean": (RequiredBoolean, OptionalBoolean),
        "level": (RequiredLevel, OptionalLevel),
        "secondary_level": (RequiredSecondaryLevel, OptionalSecondaryLevel),
        "competence": (RequiredCompetence, OptionalCompetence),
        "result": (RequiredResult, OptionalResult),
        "sex": (RequiredSex, OptionalSex),
    }
)
"""By the kind of a field: its type where it is required and where it may be left out."""

at_least_one = AfterValidator(accept.at_least_one)


def required(
    path: str, label: str, kind: str, mark: str, *, max_length: int | None = None, note: str = ""
) -> Any:
    """The field of the required tag at ``path``; ``max_length`` is told, not enforced (rule G-9)."""
    about = _about(path, kind, mark, "required", max_length)
    return Field(title=label, description=_description(about, note), json_schema_extra=about)


def optional(
    path: str, label: str, kind: str, mark: str, *, max_length: int | None = None, note: str = ""
) -> Any:
    """The field of a tag at ``path`` that may be left out; as :func:`required` otherwise."""
    about = _about(path, kind, mark, "optional", max_length)
    return Field(default=None, title=label, description=_description(about, note), json_schema_extra=about)


def told(
    path: str,
    label: str,
    kind: str,
    mark: str,
    *,
    needed: bool,
    obligation: str,
    source: str,
    max_length: int | None = None,
    note: str = "",
) -> Any:
    """The field of the tag at ``path`` of any format: ``needed`` is insisted on, ``obligation`` only told."""
    about = _about(path, kind, mark, obligation, max_length, source=source)
    described = _description(about, note)
    if needed:
        return Field(title=label, description=described, json_schema_extra=about)
    return Field(default=None, title=label, description=described, json_schema_extra=about)


def rebuilt(
    block: str,
    tag: str,
    label: str,
    kind: str,
    mark: str,
    *,
    obligation: str,
    source: str,
    dictionary: str = "",
    max_length: int | None = None,
    note: str = "",
) -> Any:
    """The field of ``tag`` in the block at the path ``block`` of a reconstructed format: may be left out.

    ``dictionary`` is the column in which the National Data Centre receives it (format-v2.md §7).
    """
    about = _about(f"{block}/{tag}", kind, mark, obligation, max_length, source=source)
    about["dictionary"] = dictionary
    return Field(default=None, title=label, description=_description(about, note), json_schema_extra=about)


def identity(path: str, what: str, source: str) -> Any:
    """The attribute ``Id`` of the element at ``path``, which identifies ``what``: opaque, may be left out."""
    return Field(default=None, title="Id", description=f"{source}: {path}/@Id, id of the {what}, opaque")


def _about(
    path: str, kind: str, mark: str, obligation: str, max_length: int | None, *, source: str = SOURCE
) -> dict[str, JsonValue]:
    return {
        "tag": path.rpartition("/")[2],
        "path": path,
        "kind": kind,
        "mark": mark,
        "source": source,
        "obligation": obligation,
        "max_length": max_length,
    }


def _description(about: dict[str, JsonValue], note: str) -> str:
    text = f"{about['source']}: {about['path']}, {about['obligation']}, {about['mark']}"
    if about["max_length"]:
        text += f", at most {about['max_length']} characters"
    return f"{text}; {note}" if note else text
