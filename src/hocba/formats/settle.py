"""What was read from unusual places, brought into a form that can be written again at those places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hocba.formats.format import Format
from hocba.formats.gather import Container, Places
from hocba.formats.homes import Renames, kept_homes
from hocba.formats.notes import Notes
from hocba.model.extension import Extension

__all__ = ["settle"]


def settle(known: Format, places: Places, record: Mapping[str, Any], notes: Notes) -> None:
    """Forget the places where blocks could not stay, and move what was kept in elements that are not written.

    Content moves to the next element that is written. Attributes of an element that is not written cannot
    move; they stay reported and are no longer kept.
    """
    if not places.containers and all(path == tag for tag, path in places.homes.items()):
        return
    places.homes, below = kept_homes(known, places.homes, record)
    base = f"{known.data}/{known.tree.record}"
    renames = [(f"{base}/{old}", f"{base}/{new}", repeated) for old, new, repeated in below]
    around = _around(known, places.homes)
    dissolved = {
        place: one for place, one in places.containers.items() if (one.parent, one.path) not in around
    }
    if renames or dissolved:
        kept = (_moved(one, renames, dissolved) for one in notes.extensions)
        notes.extensions[:] = [one for one in kept if one is not None]


def _around(known: Format, homes: Mapping[str, str]) -> set[tuple[str, str]]:
    """The elements around blocks that are written: the holder of the block, and their path below it."""
    found = set()
    for tag, path in homes.items():
        steps = path.split("/")[:-1]
        parent = known.tree.branch(tag).parent
        found |= {(parent, "/".join(steps[: number + 1])) for number in range(len(steps))}
    return found


def _moved(one: Extension, renames: Renames, dissolved: Mapping[str, Container]) -> Extension | None:
    parent, after = one.parent, one.after
    if parent in dissolved and one.name.startswith("@"):
        return None
    while parent in dissolved:
        parent, after = dissolved[parent].place, dissolved[parent].after
    for old, new, repeated in renames:
        if parent.startswith(f"{old}[") if repeated else f"{parent}/".startswith(f"{old}/"):
            parent = new + parent.removeprefix(old)
    if (parent, after) == (one.parent, one.after):
        return one
    return type(one).unchecked({**one.__dict__, "parent": parent, "after": after})
