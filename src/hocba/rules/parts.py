"""The texts of a record part by part, whatever its format; nothing is judged or changed."""

from __future__ import annotations

from collections.abc import Iterable

from hocba.rules.form import Form, Part

__all__ = ["Values", "reached", "texts_of", "values_of"]


class Values(dict[str, str]):
    """The texts of one part by name; an absent or blank value, or no such field, is an empty text."""

    __slots__ = ()

    def __missing__(self, name: str) -> str:
        return ""


def values_of(holder: object, part: Part, form: Form) -> tuple[Values, ...]:
    """Every repetition of ``part`` in ``holder``: the record, or the part that it is nested in."""
    return tuple(texts_of(reached(holder, part.way), form, part.role))


def reached(holder: object, way: tuple[str, ...]) -> tuple[object, ...]:
    """What stands at the end of ``way``, as a tuple also where it does not repeat."""
    found: object = holder
    for step in way:
        if found is None:
            return ()
        found = vars(found).get(step)
    if isinstance(found, tuple):
        return found
    return () if found is None else (found,)


def texts_of(blocks: Iterable[object], form: Form, role: str) -> list[Values]:
    """The texts of each block; total on blocks that lack fields or hold something else than texts."""
    names, getter = form.names[role], form.getters[role]
    made = []
    for block in blocks:
        held = vars(block)
        try:
            texts = [text if text and not text.isspace() else "" for text in getter(held)]
        except (KeyError, AttributeError):
            texts = [_text(held.get(name)) for name in names]
        made.append(Values(zip(names, texts)))  # noqa: B905  # as many of both; asking takes long here
    return made


def _text(value: object) -> str:
    return value if isinstance(value, str) and not value.isspace() else ""
