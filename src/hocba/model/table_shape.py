"""What a third party's table says about its record: plain values, checked before classes are made of them."""

from __future__ import annotations

import keyword
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from hocba.errors import ConfigurationError
from hocba.model.base import RecordBase
from hocba.model.block import Block
from hocba.model.claims import READERS
from hocba.model.extension import Layout
from hocba.model.part import SHARED

__all__ = ["BlockShape", "RecordShape", "Row", "RowShape", "checked"]

MOST_BLOCKS = 64
MOST_ROWS = 2000
DEEPEST = 8
LONGEST = 2000
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,63}")
_TAG = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,127}")
_PATH = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*(?:/[A-Za-z_][A-Za-z0-9_.-]*){0,7}")
_OBLIGATIONS = ("yes", "no", "conditional")
_IDENTITY = "id"


class Row(Protocol):
    """What a row of the table must tell; :class:`hocba.formats.table.Field` does."""

    @property
    def block(self) -> str:
        """The block that holds the tag."""

    @property
    def tag(self) -> str:
        """The tag."""

    @property
    def python_name(self) -> str:
        """The field of the class."""

    @property
    def kind(self) -> str:
        """How the value is read; a key of :data:`hocba.model.claims.READERS`."""

    @property
    def required(self) -> str:
        """``yes``, ``no`` or ``conditional``."""

    @property
    def max_length(self) -> int | None:
        """How many characters; told, not enforced."""

    @property
    def label_vi(self) -> str:
        """The label, which becomes the title."""

    @property
    def confidence(self) -> str:
        """How sure the table is, e.g. ``[observed]``."""

    @property
    def note(self) -> str:
        """Anything else."""


class BlockShape(NamedTuple):
    """A block of the record: its tag, the tag of the block that holds it (empty: the record), its number.

    ``name`` is the field that holds it (by default the tag in lower case), ``label`` its title. ``required``
    says that a repeated block must stand at least once; one that does not repeat always has its object.
    ``identified`` gives the class a field ``id`` for the attribute Id.
    """

    block: str
    parent: str = ""
    repeated: bool = False
    required: bool = False
    name: str = ""
    label: str = ""
    identified: bool = False

    @property
    def field(self) -> str:
        """The field that holds it."""
        return self.name or self.block.lower()


class RowShape(NamedTuple):
    """A row of the table, of which nothing but these texts is kept."""

    block: str
    tag: str
    python_name: str
    kind: str
    required: str
    max_length: int | None
    label: str
    confidence: str
    note: str

    @property
    def needed(self) -> bool:
        """Whether the format insists on it: not where rule G-14 accepts its absence from some year on."""
        return self.required == "yes" and "G-14" not in self.note


class RecordShape(NamedTuple):
    """Everything a record class is made of. Equal shapes give one class."""

    format_id: str
    area: str
    source: str
    reconstructed: bool
    layout: Layout
    blocks: tuple[BlockShape, ...]
    rows: tuple[RowShape, ...]

    def held_by(self, parent: str) -> tuple[BlockShape, ...]:
        """The blocks directly in ``parent`` (empty: in the record)."""
        return tuple(shape for shape in self.blocks if shape.parent == parent)


def checked(
    format_id: str,
    blocks: Sequence[BlockShape],
    rows: Iterable[Row],
    *,
    area: str,
    source: str,
    reconstructed: bool,
    layout: Layout,
) -> RecordShape:
    """The shape, if classes can be made of it.

    Raises ConfigurationError (MODEL-TABLE) at the first thing that cannot be: a name that is taken or no
    name, an unknown kind or obligation, a block without place, more rows than a form has.
    """
    kept = tuple(_row(row) for row in rows)
    made = RecordShape(format_id, area, source, reconstructed, layout, tuple(blocks), kept)
    _sizes(made)
    _demand(_ID.fullmatch(format_id), "format", format_id)
    _demand(_PATH.fullmatch(area), "area", area)
    _blocks(made.blocks)
    known = {shape.block for shape in made.blocks}
    for row in kept:
        _demand(row.block in known, "block", row.block)
        _demand(_TAG.fullmatch(row.tag), "tag", row.tag)
        _demand(row.kind in READERS, "kind", row.tag)
        _demand(row.required in _OBLIGATIONS, "required", row.tag)
    _names(made)
    return made


def _row(row: Row) -> RowShape:
    return RowShape(row.block, row.tag, row.python_name, row.kind, row.required, row.max_length,
                    row.label_vi, row.confidence, row.note)  # fmt: skip


def _sizes(made: RecordShape) -> None:
    _demand(0 < len(made.blocks) <= MOST_BLOCKS, "blocks", made.format_id)
    _demand(len(made.rows) <= MOST_ROWS, "rows", made.format_id)
    for row in made.rows:
        _demand(max(map(len, (row.label, row.confidence, row.note))) <= LONGEST, "text", row.tag)


def _blocks(shapes: tuple[BlockShape, ...]) -> None:
    """Each stands in one known place; no block holds itself."""
    parents = {shape.block: shape.parent for shape in shapes}
    _demand(len(parents) == len(shapes), "block", "")
    for shape in shapes:
        _demand(_TAG.fullmatch(shape.block), "block", shape.block)
        place = shape.block
        for _ in range(DEEPEST):
            place = parents.get(place, "")
        _demand(place == "", "parent", shape.block)
        _demand(shape.parent == "" or shape.parent in parents, "parent", shape.block)


def _names(made: RecordShape) -> None:
    """Names of one class differ, and none hides what the class itself offers."""
    for holder in ("", *(shape.block for shape in made.blocks)):
        names = [shape.field for shape in made.held_by(holder)]
        tags = [shape.block for shape in made.held_by(holder)]
        names += [row.python_name for row in made.rows if row.block == holder]
        tags += [row.tag for row in made.rows if row.block == holder]
        identified = any(shape.identified for shape in made.blocks if shape.block == holder)
        names += [_IDENTITY] if identified else []
        for name, count in (*Counter(names).items(), *Counter(tags).items()):
            _demand(count == 1, "twice", name)
        base = Block if holder else RecordBase
        for name in names:
            taken = name in SHARED or name.startswith("model_") or hasattr(base, name)
            fine = _NAME.fullmatch(name) and not keyword.iskeyword(name)
            _demand(fine and not taken, "python_name", name)


def _demand(fine: object, what: str, name: str) -> None:
    if not fine:
        shown = name if _TAG.fullmatch(name) else "?"
        raise ConfigurationError.of("MODEL-TABLE", what=what, name=shown)
