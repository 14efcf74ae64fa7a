"""Where the blocks of a later record stand below the record area, and which of these places can be kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hocba.errors import RecordError
from hocba.formats.format import Format
from hocba.formats.plan import steps_of
from hocba.formats.tree import Branch

__all__ = ["Renames", "host_of", "kept_homes", "steps_below"]

Homes = Mapping[str, str]
Values = Mapping[str, Any]
Renames = list[tuple[str, str, bool]]
"""Path below the holder before, tag after, whether the block repeats; in the order of the changes."""


def kept_homes(known: Format, homes: Homes, record: Values) -> tuple[dict[str, str], Renames]:
    """``homes`` (tag to path) with the tree's own place for each block that could not stay.

    A block cannot stay where a reader would not find it again: under another name it is known by its marker,
    inside other elements by having any content. Nor where its path runs through a block that repeats.
    """
    made = {branch.tag: homes.get(branch.tag, branch.tag) for branch in known.tree.branches}
    renames: Renames = []
    for branch in known.tree.branches:
        if made[branch.tag] != branch.tag and not _is_shown(known, branch, made[branch.tag], record):
            _go_home(branch, made, known, renames)
    for _ in known.tree.branches:
        strays = [
            one for one in known.tree.branches if made[one.tag] != one.tag and not _fits(known, one, made)
        ]
        if not strays:
            break
        _go_home(strays[0], made, known, renames)
    return {tag: path for tag, path in made.items() if tag != path}, renames


def _go_home(branch: Branch, homes: dict[str, str], known: Format, renames: Renames) -> None:
    """Put ``branch`` in the place of the tree; what stands inside it goes with it."""
    old = homes[branch.tag]
    renames.append((old, branch.tag, branch.repeated))
    homes[branch.tag] = branch.tag
    for other in known.tree.inside(branch.parent):
        if homes[other.tag].startswith(f"{old}/"):
            homes[other.tag] = branch.tag + homes[other.tag].removeprefix(old)


def _is_shown(known: Format, branch: Branch, path: str, record: Values) -> bool:
    renamed = path.rpartition("/")[2] != branch.tag
    marker = next((row.python_name for row in known.block(branch.tag) if row.tag == branch.marker), "")
    return all(
        values.get(marker) if renamed else branch.identified or any(values.values())
        for values in _held(known, branch, record)
    )


def _held(known: Format, branch: Branch, record: Values) -> Iterator[Values]:
    """The values of every block ``branch`` of ``record``."""
    holders: Iterator[Values] = iter((record,))
    if branch.parent:
        holders = _held(known, known.tree.branch(branch.parent), record)
    for holder in holders:
        held = holder[branch.name]
        for block in held if branch.repeated else (held,):
            yield block.__dict__


def _fits(known: Format, branch: Branch, homes: Homes) -> bool:
    try:
        steps_below(known, branch, homes)
    except RecordError:
        return False
    return True


def host_of(known: Format, branch: Branch, homes: Homes) -> str:
    """The other block of the same holder inside which ``branch`` stands by its path, or an empty text."""
    path = homes[branch.tag]
    around = [
        other.tag
        for other in known.tree.inside(branch.parent)
        if other is not branch and path.startswith(f"{homes[other.tag]}/")
    ]
    return max(around, key=lambda tag: len(homes[tag]), default="")


def steps_below(known: Format, branch: Branch, homes: Homes) -> tuple[str, ...]:
    """The names on the way to ``branch`` from its host or holder.

    Raises RecordError (WRITE-NAME) for a name that XML does not allow or that is another block's, and for a
    host that repeats.
    """
    host = host_of(known, branch, homes)
    if host and known.tree.branch(host).repeated:
        raise RecordError.of("WRITE-NAME", what="layout")
    taken = {other.tag for other in known.tree.inside(branch.parent)} - {branch.tag}
    return steps_of(homes[branch.tag].removeprefix(f"{homes[host]}/" if host else ""), taken)
