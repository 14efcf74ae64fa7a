"""What the records of all formats share."""

from __future__ import annotations

import json
from functools import cache
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, Field

from hocba.errors import RecordError
from hocba.model.block import Block, claimed_parts
from hocba.model.extension import DEFAULT_LAYOUT, Extension, Layout, in_order
from hocba.model.part import SHARED, Part, parts_of

__all__ = ["RecordBase"]

RECORD_ID = "ma_tra_cuu_uuid"


class RecordBase(Block):
    """What a record of any format claims. A claim only: nothing here was verified.

    Records are equal when they are of one format and say the same: ``layout`` (spellings and names the
    format leaves open) does not count. ``repr`` shows the beginning of the record id and nothing else.
    Creation of the classes that stand for a format raises RecordError.
    """

    format_id: ClassVar[str] = ""
    reconstructed: ClassVar[bool] = False

    extensions: Annotated[tuple[Extension, ...], AfterValidator(in_order)] = Field(
        default=(),
        strict=False,
        title="Nội dung ngoài bảng",
        description="content that the format does not know (format-v2.md §8)",
    )
    hoc_ba_id: str | None = Field(
        default=None, title="Id của thẻ HOC_BA", description="format-v1.md §2: attribute of HOC_BA"
    )
    layout: Layout = Field(
        default=DEFAULT_LAYOUT, title="Cách viết", description="spellings found; not compared", repr=False
    )

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """The parts of the format come first, as they do in its tree."""
        fields = cls.__pydantic_fields__
        for name in SHARED:
            fields[name] = fields.pop(name)

    @classmethod
    def parts(cls) -> tuple[Part, ...]:
        """The blocks of the record in order: field, tag, class, whether repeated, where nested."""
        return parts_of(cls)

    @property
    def record_id(self) -> str | None:
        """``MA_TRA_CUU_UUID``: the id of this school year of this pupil, as written."""
        holder = _holder(type(self))
        value: str | None = getattr(getattr(self, holder), RECORD_ID) if holder else None
        return value

    @classmethod
    def claims_json(cls, text: str | bytes) -> Self:
        """:meth:`claims` from the JSON of ``model_dump_json()``. Raises RecordError."""
        try:
            values = json.loads(text)
        except (ValueError, RecursionError):
            values = None
        if not isinstance(values, dict):
            raise RecordError.of("MODEL-JSON")
        return cls.claims(values)

    @classmethod
    def _claim(cls, name: str, value: Any) -> Any:
        if name == "extensions":
            return in_order(claimed_parts(Extension, value))
        if name == "layout":
            kind: Any = cls.model_fields[name].annotation
            return kind.model_validate(value)
        return super()._claim(name, value)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._says() == other._says()

    def __hash__(self) -> int:
        return hash(self._says())

    def _says(self) -> tuple[object, ...]:
        return tuple(self.__dict__[name] for name in type(self).model_fields if name != "layout")

    def __repr_args__(self) -> list[tuple[str | None, Any]]:
        return [("record_id", f"{(self.record_id or '')[:8]}…")]


@cache
def _holder(kind: type[RecordBase]) -> str | None:
    """The field of the part that holds the record id."""
    found = (part.name for part in kind.parts()
             if not part.parent and not part.repeated and RECORD_ID in part.kind.model_fields)  # fmt: skip
    return next(found, None)
