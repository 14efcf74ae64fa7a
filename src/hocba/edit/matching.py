"""Which block of one record is which of the other: rows by subject code, history by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hocba.edit.spots import key_of
from hocba.model.base import RecordBase
from hocba.model.walk import Held, blocks

__all__ = ["Pair", "matched"]

SAME_BLOCK = {"BANG_DIEM": "DIEM_TONG_KET"}
PAIRED_WHEN_ALONE = frozenset({"GVBM", "CHUNG_CHI"})
"""Blocks whose key is no code: when one is left over on each side, it is the same one, changed."""

Key = tuple[tuple[str, str, int], ...]


class Pair(NamedTuple):
    """A block in the old and in the new record; None where it is missing."""

    old: Held | None
    new: Held | None


def matched(old: RecordBase, new: RecordBase) -> list[Pair]:
    """The blocks of both records, matched; old ones in order, new ones behind what they follow."""
    before, after = _keyed(old), _keyed(new)
    _join_the_lonely(before, after)
    added: dict[Key | None, list[Key]] = {}
    last: Key | None = None
    for key in after:
        if key in before:
            last = key
        else:
            added.setdefault(last, []).append(key)
    keys = [*added.get(None, ())]
    for key in before:
        keys += (key, *added.get(key, ()))
    return [Pair(before.get(key), after.get(key)) for key in keys]


def _keyed(record: RecordBase) -> dict[Key, Held]:
    """The blocks by what tells them apart; repetitions of one key are numbered."""
    found: dict[Key, Held] = {}
    known: dict[str, Key] = {}
    counted: Counter[tuple[Key, str, str]] = Counter()
    for held in blocks(record):
        above = next((known[path] for path in _above(held.path) if path in known), ())
        block = SAME_BLOCK.get(held.part.block, held.part.block)
        key = (key_of(held) or "") if held.part.repeated else ""
        counted[above, block, key] += 1
        own = (*above, (block, key, counted[above, block, key]))
        found[own] = held
        if held.part.repeated:
            known[held.path] = own
    return found


def _above(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _join_the_lonely(before: dict[Key, Held], after: dict[Key, Held]) -> None:
    """Give what is left over alone on both sides of one parent the same key."""
    gone, come = _left_over(before, after), _left_over(after, before)
    for place, keys in gone.items():
        found = come.get(place, [])
        if len(keys) == len(found) == 1:
            after[keys[0]] = after.pop(found[0])


def _left_over(one: Mapping[Key, Held], other: Mapping[Key, Held]) -> dict[tuple[Key, str], list[Key]]:
    places: dict[tuple[Key, str], list[Key]] = {}
    for key in one:
        if key not in other and key[-1][0] in PAIRED_WHEN_ALONE:
            places.setdefault((key[:-1], key[-1][0]), []).append(key)
    return places
