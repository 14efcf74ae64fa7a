"""Formats made of a table and a head: hocba's own later ones, and those of schools and vendors."""

from __future__ import annotations

import os
from importlib.resources import files
from typing import TypeVar

import attrs

from hocba.errors import ConfigurationError, InputError
from hocba.files import read_bounded
from hocba.formats.format import Format, FormatId
from hocba.formats.head import Head, parse_head
from hocba.formats.own_table import merged, parse_table
from hocba.formats.table import load
from hocba.formats.tree import Branch, SlotBranch, Tree

__all__ = ["from_files", "shipped"]

MOST_BYTES = 1024 * 1024
_F = TypeVar("_F", bound=Format)
_FORMAT_FIELDS = ("root", "data", "signing_area")
_SLOTS = (
    SlotBranch(tag="GVCN", area="signing"),
    SlotBranch(tag="CBQL", area="issuing", repeated=True, any_depth=True),
    SlotBranch(tag="KY_PHAT_HANH", area="issuing"),
)


def shipped(package: str, record_class: str) -> Format:
    """The format whose ``format.toml``, ``fields.csv`` and ``hoc_ba.xsd`` stand in ``package``."""
    head = parse_head(files(package).joinpath("format.toml").read_text(encoding="utf-8"))
    return Format(
        id=FormatId(head.id),
        title=head.title,
        confidence=head.confidence,
        source=head.source,
        fields=load(package),
        schema=(package, "hoc_ba.xsd"),
        reconstructed=bool(head.reconstructed),
        record_class=record_class,
        tree=_tree(head, None),
        **_frame(head),
    )


def from_files(
    table: str | os.PathLike[str], head: str | os.PathLike[str], kind: type[_F], base: Format | None = None
) -> _F:
    """The format of a third party: ``table`` is CSV with the columns of the specification, ``head`` TOML.

    A head that ``extends`` a format (by its id, or ``base``) takes over frame, blocks, slots and rows; of two
    rows for one tag or one field of a block the third party's counts. Values are read as the column
    ``kind`` says (date, number, boolean, …), else as the row it replaces, else by the column ``type``.
    Reader, writer, schema, record class and reference page follow from what comes back; nothing is
    registered: see :meth:`hocba.formats.registry.Registry.including`.

    Raises InputError (absent files), LimitExceededError, ConfigurationError (FORMAT-HEAD, FORMAT-TABLE,
    FORMAT-NO-SUCH, MODEL-TABLE) naming row or entry.
    """
    parsed = parse_head(_text(head))
    base = _base(parsed, base)
    old = () if base is None else base.fields
    rows = parse_table(_text(table), {(row.block, row.python_name): row for row in old})
    tree = _tree(parsed, base)
    fields = merged(old, rows)
    _check_blocks(tree, rows, base)
    reconstructed = parsed.reconstructed
    if reconstructed is None:
        reconstructed = base.reconstructed if base is not None else parsed.confidence != "[official]"
    inherited = {} if base is None else {name: getattr(base, name) for name in _FORMAT_FIELDS}
    made = kind(
        id=FormatId(parsed.id),
        title=parsed.title,
        confidence=parsed.confidence,
        source=parsed.source,
        fields=fields,
        schema=("", ""),
        reconstructed=reconstructed,
        extends="" if base is None else base.id,
        record_class="",
        tree=tree,
        **{**inherited, **_frame(parsed)},
    )
    _ = made.record  # refuses a table that no class can be made of
    from hocba.formats.xsd import schema

    return attrs.evolve(made, schema=("", schema(made)))


def _text(path: str | os.PathLike[str]) -> str:
    try:
        return read_bounded(path, MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError.of("FORMAT-NOT-UTF-8") from None


def _base(head: Head, base: Format | None) -> Format | None:
    if not head.extends:
        if base is not None:
            raise ConfigurationError.of("FORMAT-HEAD", what="extends")
        return None
    if base is None:
        from hocba.formats.registry import get

        return get(head.extends)
    if base.id != head.extends:
        raise ConfigurationError.of("FORMAT-HEAD", what="extends")
    return base


def _frame(head: Head) -> dict[str, str]:
    return {name: value for name, value in head.frame.items() if name in _FORMAT_FIELDS}


def _tree(head: Head, base: Format | None) -> Tree:
    branches: list[Branch] = [] if base is None else list(base.tree.branches)
    for branch, after in head.blocks:
        _put(branches, branch, after)
    frame = {name: value for name, value in head.frame.items() if name not in _FORMAT_FIELDS}
    if base is not None:
        if frame and not base.later:
            raise ConfigurationError.of("FORMAT-HEAD", what="frame")
        slots, marks = head.slots or base.tree.slots, head.marks or base.tree.marks
        return attrs.evolve(base.tree, branches=tuple(branches), slots=slots, marks=marks, **frame)
    if not branches:
        raise ConfigurationError.of("FORMAT-HEAD", what="blocks")
    return Tree(branches=tuple(branches), slots=head.slots or _SLOTS, marks=head.marks, **frame)


def _put(branches: list[Branch], branch: Branch, after: str | None) -> None:
    """Put ``branch`` in its place: after the one named, where it was, or at the end."""
    at = next((index for index, one in enumerate(branches) if one.tag == branch.tag), len(branches))
    if at < len(branches):
        branches.pop(at)
    if after is not None:
        places = [index + 1 for index, one in enumerate(branches) if one.tag == after]
        if not places:
            raise ConfigurationError.of("FORMAT-HEAD", what="blocks.after")
        at = places[0]
    branches.insert(at, branch)


def _check_blocks(tree: Tree, rows: tuple[object, ...], base: Format | None) -> None:
    known = {branch.tag for branch in tree.branches}
    for number, row in enumerate(rows, 2):
        if getattr(row, "block", "") not in known:
            raise ConfigurationError.of("FORMAT-TABLE", line=number, what="block")
    for branch in tree.branches:
        if branch.parent and branch.parent not in known:
            raise ConfigurationError.of("FORMAT-HEAD", what="blocks.parent")
        if base is not None and not base.later and branch not in base.tree.branches:
            raise ConfigurationError.of("FORMAT-HEAD", what="blocks")
