"""The common nature of every part of a record: frozen, strict, and silent about personal data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic_core import PydanticUndefined

from hocba.errors import RecordError
from hocba.model.claims import as_written
from hocba.model.part import children_of
from hocba.model.refusal import refusal

__all__ = ["Block", "claimed_part", "claimed_parts"]


class Block(BaseModel):
    """Base of the parts of a record. Equal and hashable by what it says; ``repr`` shows no value.

    Creation is strict and reports every problem at once as RecordError (MODEL-REFUSED, whose
    ``problems`` name tags, never values). It checks types, the closed lists and the written form, not
    the rules of a regulation (:func:`hocba.check`) and not lengths.
    """

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", hide_input_in_errors=True, defer_build=True
    )
    tag_path: ClassVar[str] = ""

    def __init__(self, /, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            problem = refusal(error, type(self))
        else:
            return
        raise problem

    # pydantic then validates nested parts itself, so that problems of all parts arrive together
    setattr(__init__, "__pydantic_base_init__", True)  # noqa: B010  # not a declared attribute

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Self:
        """As creation, from a mapping or an instance. Raises RecordError."""
        try:
            return super().model_validate(obj, **options)
        except ValidationError as error:
            problem = refusal(error, cls)
        raise problem

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:
        """As creation, from JSON. Raises RecordError."""
        try:
            return super().model_validate_json(json_data, **options)
        except ValidationError as error:
            problem = refusal(error, cls)
        raise problem

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """As :meth:`replace`; never skips validation."""
        return self.replace(**dict(update or {}))

    def replace(self, **changes: Any) -> Self:
        """A copy with ``changes``, which are checked as on creation; the rest stays as written.

        Raises RecordError.
        """
        unknown = sorted(set(changes) - set(type(self).model_fields))
        if unknown:
            raise RecordError.of("MODEL-NO-FIELD", tags=", ".join(unknown))
        made = dict(self.__dict__)
        for name, value in changes.items():
            try:
                made[name] = _adapter(type(self), name).validate_python(value)
            except ValidationError as error:
                problem = refusal(error, type(self), name)
            else:
                continue
            raise problem
        return self.unchecked(made)

    @classmethod
    def unchecked(cls, values: dict[str, Any]) -> Self:
        """The part that holds exactly ``values``: every field present, every value already typed."""
        made = cls.__new__(cls)
        put = object.__setattr__
        put(made, "__dict__", values)
        put(made, "__pydantic_fields_set__", _names(cls))
        put(made, "__pydantic_extra__", None)
        put(made, "__pydantic_private__", None)
        return made

    @classmethod
    def claims(cls, values: Mapping[str, Any], /) -> Self:
        """The part as somebody wrote it, right or wrong: missing fields are ``None``, nothing is judged.

        Raises RecordError (MODEL-NO-FIELD, MODEL-CLAIM) for names that are no field and values that are
        no text.
        """
        unknown = sorted(set(values) - set(cls.model_fields))
        if unknown:
            raise RecordError.of("MODEL-NO-FIELD", tags=", ".join(unknown))
        return cls.unchecked(
            {
                name: cls._claim(name, values[name]) if name in values else cls._missing(name)
                for name in cls.model_fields
            }
        )

    @classmethod
    def _missing(cls, name: str) -> Any:
        part = children_of(cls).get(name)
        if part is not None:
            return () if part.repeated else part.kind.claims({})
        default = cls.model_fields[name].get_default()
        return cls._claim(name, None) if default is PydanticUndefined or default is None else default

    @classmethod
    def _claim(cls, name: str, value: Any) -> Any:
        part = children_of(cls).get(name)
        if part is not None:
            return claimed_parts(part.kind, value) if part.repeated else claimed_part(part.kind, value)
        extra = cls.model_fields[name].json_schema_extra
        return as_written(value, str(extra["kind"]) if isinstance(extra, dict) else "text")

    def __repr_args__(self) -> list[tuple[str | None, Any]]:
        given = sum(value is not None for value in self.__dict__.values())
        return [("given", given), ("fields", len(type(self).model_fields))]

    def __str__(self) -> str:
        return repr(self)


def claimed_part(kind: type[Block], value: Any) -> Any:
    """``value`` as a ``kind``, by its claims. Raises RecordError (MODEL-CLAIM) for any other shape."""
    if isinstance(value, kind):
        return value
    if not isinstance(value, Mapping):
        raise RecordError.of("MODEL-CLAIM", kind=type(value).__name__)
    return kind.claims(value)


def claimed_parts(kind: type[Block], values: Any) -> tuple[Any, ...]:
    """As :func:`claimed_part` for a list."""
    if isinstance(values, str | bytes | Mapping) or not isinstance(values, Sequence):
        raise RecordError.of("MODEL-CLAIM", kind=type(values).__name__)
    return tuple(claimed_part(kind, value) for value in values)


@cache
def _names(kind: type[Block]) -> set[str]:
    return set(kind.model_fields)


@cache
def _adapter(kind: type[Block], name: str) -> TypeAdapter[Any]:
    field = kind.model_fields[name]
    shape: Any = field.annotation
    if isinstance(shape, type) and issubclass(shape, BaseModel):  # brings its own configuration
        return TypeAdapter(shape)
    if field.metadata:
        shape = Annotated[shape, *field.metadata]
    return TypeAdapter(shape, config=ConfigDict(strict=True, hide_input_in_errors=True))
