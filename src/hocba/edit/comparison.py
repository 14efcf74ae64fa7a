"""Comparing two records field by field: rows by subject code, history by year, whatever the format."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from hocba.edit.difference import Aside, Aspect, Change, ChangeKind, Diff, nature_of
from hocba.edit.matching import Pair, matched
from hocba.edit.personal import masked_change
from hocba.edit.selectors import Addresses
from hocba.edit.sides import Side, asides, kind_of
from hocba.edit.spots import tag_of
from hocba.formats.registry import Choice
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.model.base import RecordBase
from hocba.model.walk import Held, simple_fields
from hocba.sign.record_file import RecordFile

__all__ = ["Diff", "compare", "diff"]

Source = str | os.PathLike[str] | bytes | RecordFile | RecordBase
SAME_FIELD = {
    "thong_so_buoi_nghi_khong_phep": "tong_so_buoi_nghi_khong_phep",
    "nang_luc_giao_tiep_hoc_tac": "nang_luc_giao_tiep_hop_tac",
}


def diff(old: Source, new: Source, *, format: Choice = None, limits: Limits = DEFAULT_LIMITS) -> Diff:
    """What differs between ``old`` and ``new``: files (path, bytes, RecordFile) or records.

    Rows are matched by subject code, history by school year, teachers by number, certificates by name;
    repetitions of one key in their order. Records of different formats are compared where they have the same
    fields. For files also what differs outside the record: format, ids, unknown content, signatures and
    slots, order of rows, comments, layout. Nothing is verified and no rule is applied. ``format``: by its id,
    itself, or a registry to choose from; by default it is detected.

    Raises what reading raises: InputError, MalformedXmlError, UnknownFormatError, LimitExceededError.
    """
    return compare(Side.of(old, limits, format), Side.of(new, limits, format))


def compare(before: Side, after: Side) -> Diff:
    """As :func:`diff`, of two sides that were read already."""
    if before.raw is not None and before.raw == after.raw:
        return Diff()
    pairs = matched(before.record, after.record)
    addresses = Addresses(before.record), Addresses(after.record)
    changes = tuple(change for pair in pairs for change in _changes(pair, addresses))
    found = (*asides(before, after), *_ids(pairs), *_reordered(pairs))
    if before.raw is not None and after.raw is not None and not (changes or found):
        found = (Aside(aspect=Aspect.BYTES, path="", kind=ChangeKind.CHANGED),)
    return Diff(changes=changes, asides=found)


def _changes(pair: Pair, addresses: tuple[Addresses, Addresses]) -> Iterator[Change]:
    old, new = pair
    if old is None and new is not None and new.part.repeated:
        yield _whole(new, addresses[1], ChangeKind.BLOCK_ADDED)
    if new is None and old is not None and old.part.repeated:
        yield _whole(old, addresses[0], ChangeKind.BLOCK_REMOVED)
    names = _names(old)
    names += [name for name in _names(new) if name not in names]
    for name in names:
        before, after = _value(old, name), _value(new, name)
        if before == after:
            continue
        if old is not None and _own(old, name):
            yield _change(old, addresses[0], _own(old, name), before, after)
        elif new is not None:
            yield _change(new, addresses[1], _own(new, name), before, after)


def _names(held: Held | None) -> list[str]:
    if held is None:
        return []
    return [SAME_FIELD.get(name, name) for name in simple_fields(type(held.block))]


def _own(held: Held, name: str) -> str:
    """What the block itself calls the field ``name``; empty where it has none."""
    fields = simple_fields(type(held.block))
    if name in fields:
        return name
    return next((own for own, same in SAME_FIELD.items() if same == name and own in fields), "")


def _value(held: Held | None, name: str) -> str | None:
    own = _own(held, name) if held is not None else ""
    value = held.block.__dict__[own] if held is not None and own else None
    return str(value) if isinstance(value, str) and value else None


def _change(one: Held, addresses: Addresses, name: str, old: str | None, new: str | None) -> Change:
    kind = type(one.block)
    if old is None or new is None:
        what = ChangeKind.ADDED if old is None else ChangeKind.REMOVED
        nature = ""
    else:
        what, nature = ChangeKind.CHANGED, nature_of(old, new)
    return Change(
        kind=what,
        path=addresses.of(one, tag_of(kind, name)),
        tag=tag_of(kind, name),
        label=kind.model_fields[name].title or tag_of(kind, name),
        masked=masked_change(one.part.block, name),
        old=old,
        new=new,
        nature=nature,
    )


def _whole(one: Held, addresses: Addresses, kind: ChangeKind) -> Change:
    block = one.part.block
    return Change(kind=kind, path=addresses.of(one), tag=block, label=block, masked=False)


def _ids(pairs: Sequence[Pair]) -> Iterator[Aside]:
    """Blocks whose attribute Id differs."""
    for old, new in pairs:
        if old is not None and new is not None and old.part.identified and new.part.identified:
            before, after = old.block.__dict__["id"], new.block.__dict__["id"]
            if before != after:
                yield Aside(aspect=Aspect.ID, path=new.path, kind=kind_of(before, after))


def _reordered(pairs: Sequence[Pair]) -> Iterator[Aside]:
    """Repeated blocks that stand in another order than before."""
    places: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for old, new in pairs:
        if old is not None and new is not None and old.part.repeated:
            number = new.way[-1][1] or 0
            places.setdefault((old.path.rpartition("[")[0], old.part.block), []).append((number, new.path))
    for (path, _), found in places.items():
        numbers = [number for number, _ in found]
        if numbers != sorted(numbers):
            yield Aside(aspect=Aspect.ORDER, path=path, kind=ChangeKind.CHANGED)
