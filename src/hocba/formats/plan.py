"""The table of a format, turned once into the pieces that writing joins."""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import lru_cache

import attrs
from lxml import etree

from hocba.errors import RecordError
from hocba.formats.classes import models_of
from hocba.formats.format import Format
from hocba.formats.options import WriteOptions
from hocba.formats.table import Field
from hocba.formats.tags import GENERAL, HISTORY, RESULTS
from hocba.model.extension import DEFAULT_LAYOUT, Layout
from hocba.model.values import BooleanText, DateText
from hocba.xml import escape

__all__ = ["Piece", "Plan", "pieces_of", "plan_of", "steps_of"]

Reform = Callable[[str], str]


@attrs.frozen
class Piece:
    """One simple tag: its field, its tag in the table, its start and end, and how its text is re-formed."""

    name: str
    tag: str
    start: str
    end: str
    reform: Reform | None


@attrs.frozen
class Plan:
    """Everything about writing that does not depend on the record."""

    blocks: dict[str, tuple[Piece, ...]]
    plain: dict[str, tuple[tuple[str, str, str], ...]]
    rows: tuple[str, ...]
    assessment: tuple[str, ...]
    default: bool
    data_attributes: tuple[tuple[str, str], ...]
    data_start: str
    slots: str


@lru_cache(maxsize=64)
def plan_of(known: Format, options: WriteOptions, layout: Layout) -> Plan:
    """The plan for records with ``layout``. Raises RecordError (WRITE-NAME) for names XML does not allow."""
    blocks = {name: pieces_of(known, name, options, layout) for name in models_of(known)}
    attribute = options.id_attribute or layout.id_attribute
    data_id = layout.data_id if options.data_id is None else options.data_id
    rows = _steps(options.rows or layout.rows)
    assessment = _steps(options.assessment or layout.assessment)
    slots = "".join(f"<{row.tag}></{row.tag}>" for row in known.block(known.signing_area))
    reforms = options.dates is not None or options.booleans is not None
    if attribute not in ("id", "Id", "ID"):
        raise RecordError.of("WRITE-NAME", what="id_attribute")
    return Plan(
        blocks=blocks,
        plain={name: tuple((one.name, one.start, one.end) for one in own) for name, own in blocks.items()},
        rows=rows,
        assessment=assessment,
        default=not reforms
        and "/".join(rows) == DEFAULT_LAYOUT.rows
        and "/".join(assessment) == DEFAULT_LAYOUT.assessment,
        data_attributes=((attribute, data_id),),
        data_start=f'<{known.data} {attribute}="{escape.attribute(data_id)}">',
        slots=f"<{known.signing_area}>{slots}</{known.signing_area}>",
    )


def pieces_of(known: Format, block: str, options: WriteOptions, layout: Layout) -> tuple[Piece, ...]:
    """The simple tags of ``block`` that the record class has, each in the spelling to write."""
    fields = models_of(known)[block].model_fields
    made = []
    for row in known.block(block):
        if row.python_name not in fields:
            continue
        tag = row.tag
        if row.alias and _other_spelling(known, row, options, layout):
            tag = row.alias
        made.append(Piece(row.python_name, row.tag, f"<{tag}>", f"</{tag}>", _reform(row.kind, options)))
    return tuple(made)


def _other_spelling(known: Format, row: Field, options: WriteOptions, layout: Layout) -> bool:
    """Whether the other spelling is written: that of the record, or in v1.0 the corrected one on demand."""
    if known.later:
        return options.spelling is None and f"{row.block}/{row.tag}" in layout.spelling
    return options.spelling == "corrected" or (options.spelling is None and row.tag in layout.spelling)


def _steps(path: str) -> tuple[str, ...]:
    in_results = path.startswith(f"{RESULTS}/")
    below = path.removeprefix(f"{RESULTS}/")
    return (RESULTS,) * in_results + steps_of(below, {GENERAL, HISTORY, RESULTS})


def steps_of(path: str, taken: Container[str] = ()) -> tuple[str, ...]:
    """The names in ``path``. Raises RecordError (WRITE-NAME) where XML does not allow one or it is taken."""
    steps = tuple(path.split("/"))
    for step in steps:
        if step in taken:
            raise RecordError.of("WRITE-NAME", what="layout")
        try:
            fine = ":" not in step and etree.QName(step).localname == step
        except ValueError:
            fine = False
        if not fine:
            raise RecordError.of("WRITE-NAME", what="layout")
    return steps


def _reform(kind: str, options: WriteOptions) -> Reform | None:
    if kind == "date" and options.dates is not None:
        return _day(options.dates)
    if kind == "boolean" and options.booleans is not None:
        return _literal(options.booleans)
    return None


def _day(form: str) -> Reform:
    def reform(text: str) -> str:
        value = DateText(text).date
        if value is None:
            return text
        if form == "dd/MM/yyyy":
            return DateText.of(value)
        return value.isoformat() + ("T00:00:00+07:00" if form == "date-time" else "")

    return reform


def _literal(literals: tuple[str, str]) -> Reform:
    def reform(text: str) -> str:
        value = BooleanText(text).value
        if value is None:
            return text
        return literals[0] if value else literals[1]

    return reform
