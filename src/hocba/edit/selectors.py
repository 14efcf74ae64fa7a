"""Naming a field: by tag, by the blocks around it, by number, by year or by the value of another field."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hocba.edit.spots import KEYS, Spot, spots, tag_of
from hocba.errors import ConfigurationError, RecordError
from hocba.model.base import RecordBase
from hocba.model.walk import Held, blocks, simple_fields
from hocba.rules.text import nfc

__all__ = ["Addresses", "find", "split"]

_STEP = re.compile(r"([A-Za-z_][A-Za-z0-9_]{0,63})(?:\[([^\[\]]{1,200})\])?(?:/|\Z)")
_PAIR = re.compile(r"((?:[^=\[\]]|\[[^\[\]]*\]){1,1000})=(.*)", re.DOTALL)
_KEY = re.compile(r"@([A-Za-z_][A-Za-z0-9_]{0,63})=(.*)", re.DOTALL)
_PLAIN_KEY = re.compile(r"[0-9A-Za-z–-]{1,12}", re.ASCII | re.DOTALL)
_LONGEST = 1000
_SHOWN = 12
_SHOWN_KEYS = frozenset({"nam_hoc", "ma_mon_hoc"})


class Step(NamedTuple):
    """One step of a selector: a name and what narrows it down (empty: nothing)."""

    name: str
    choice: str


def split(text: str) -> tuple[str, str]:
    """``TAG=VALUE`` as its two parts; an ``=`` inside brackets belongs to the tag.

    Raises ConfigurationError (EDIT-PAIR).
    """
    found = _PAIR.fullmatch(text)
    if found is None:
        raise ConfigurationError.of("EDIT-PAIR")
    return found[1].strip(), found[2]


def find(record: RecordBase, selector: str) -> Spot:
    """The one field of ``record`` that ``selector`` names.

    ``TEN_LOP``, ``TONG_KET/DUOC_LEN_LOP``, ``BANG_DIEM[3]/MUC_DAT_DUOC``,
    ``DIEM_TONG_KET[@MA_MON_HOC=15]/DIEM_CA_NAM``, ``QUA_TRINH_HOC_TAP[2023-2024]/TEN_LOP``: the last steps of
    a tag path, in any letter case.

    Raises ConfigurationError (EDIT-SELECTOR: not of this form) and RecordError: EDIT-NO-FIELD (``near`` holds
    the places of that tag, or tags that look like it), EDIT-AMBIGUOUS (``places`` names them).
    """
    steps = _parsed(selector)
    held = {one.path: one for one in blocks(record)}
    found = [spot for spot in spots(record) if _fits(steps, spot, held)]
    if len(found) == 1:
        return found[0]
    if found:
        raise RecordError.of(
            "EDIT-AMBIGUOUS", tag=steps[-1].name, count=len(found), places=_places(record, found)
        )
    same = [spot for spot in spots(record) if _fits(steps[-1:], spot, held)]
    near = difflib.get_close_matches(steps[-1].name, _tags(record), n=3)
    shown = _places(record, same) if same else ", ".join(near) or "–"
    raise RecordError.of("EDIT-NO-FIELD", tag=steps[-1].name, near=shown)


def _places(record: RecordBase, found: Sequence[Spot]) -> str:
    addresses = Addresses(record)
    shown = ", ".join(addresses.of(spot.held, spot.tag) for spot in found[:_SHOWN])
    return shown + ("…" if len(found) > _SHOWN else "")


class Addresses:
    """The paths of one record: years and subject codes where they tell repetitions apart, else numbers."""

    def __init__(self, record: RecordBase) -> None:
        self.held: dict[str, Held] = {one.path: one for one in blocks(record)}
        self._counts = Counter(_plain_key(one) for one in self.held.values())

    def of(self, held: Held, tag: str = "") -> str:
        """The address of the block ``held``, or of the field ``tag`` in it."""
        steps, path = [], ""
        for step in held.path.split("/"):
            path = f"{path}/{step}".lstrip("/")
            steps.append(self._told(step, self.held[path]) if path in self.held else step)
        return "/".join([*steps, tag] if tag else steps)

    def _told(self, step: str, one: Held) -> str:
        key = _plain_key(one)
        if key is None or self._counts[key] != 1:
            return step
        return f"{key.block}[@{key.tag}={key.value}]"


class _Key(NamedTuple):
    block: str
    tag: str
    value: str


def _plain_key(one: Held) -> _Key | None:
    """The year or subject code of a repeated block, where it is one that may be shown to anybody."""
    name = KEYS.get(one.part.block, "")
    value = one.block.__dict__.get(name)
    if not one.part.repeated or name not in _SHOWN_KEYS or not isinstance(value, str):
        return None
    return _Key(one.part.block, name.upper(), value) if _PLAIN_KEY.fullmatch(value) else None


def _parsed(selector: str) -> tuple[Step, ...]:
    steps, at = [], 0
    while at < len(selector) and len(selector) <= _LONGEST:
        found = _STEP.match(selector, at)
        if found is None:
            break
        steps.append(Step(found[1].upper(), nfc(found[2] or "")))
        at = found.end()
    if not steps or at != len(selector) or selector.endswith("/") or steps[-1].choice:
        raise ConfigurationError.of("EDIT-SELECTOR")
    return tuple(steps)


def _tags(record: RecordBase) -> list[str]:
    return list(dict.fromkeys(spot.tag for spot in spots(record)))


def _fits(wanted: tuple[Step, ...], spot: Spot, held: Mapping[str, Held]) -> bool:
    if wanted[-1].name not in {spot.tag, spot.name.upper()}:
        return False
    path, steps = spot.held.path, wanted[:-1]
    while steps:
        above, _, here = path.rpartition("/")
        if not _step_fits(steps[-1], here, held.get(path)):
            return False
        path, steps = above, steps[:-1]
    return True


def _step_fits(wanted: Step, here: str, one: Held | None) -> bool:
    name, _, number = here.rstrip("]").partition("[")
    if wanted.name != name:
        return False
    if not wanted.choice:
        return True
    if wanted.choice.isascii() and wanted.choice.isdigit():
        return wanted.choice.lstrip("0") == (number or "1")
    return one is not None and _chosen(wanted.choice, one)


def _chosen(choice: str, one: Held) -> bool:
    kind = type(one.block)
    keyed = _KEY.fullmatch(choice)
    tag, value = (keyed[1].upper(), keyed[2]) if keyed else (KEYS.get(one.part.block, "").upper(), choice)
    return any(
        tag in {tag_of(kind, name), name.upper()} and nfc(one.block.__dict__[name] or "") == value
        for name in simple_fields(kind)
    )
